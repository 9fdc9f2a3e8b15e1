"""Noun phrases of German, told by determiners and capitals: where they end, which can be a subject."""

from __future__ import annotations

from dagster_project.extract.claims.found import TokenSpan
from dagster_project.extract.claims.german.words import (
    ADVERB,
    ARTICLE,
    AUXILIARY,
    COORDINATOR,
    CUE,
    DETERMINER,
    INTERROGATIVE,
    OBLIQUE,
    PREPOSITION,
    PRONOUN,
    SUBORDINATOR,
    TIME,
)
from dagster_project.extract.claims.lexicon import given_names, speaker_kinds, word_list
from dagster_project.extract.claims.tokens import Reading

NAME_PARTS = frozenset(("von", "van", "de", "di", "al", "bin", "el", "del", "da", "zu", "der", "den", "ten"))
QUANTIFIERS = frozenset(
    ("viele", "einige", "mehrere", "manche", "beide", "alle", "andere", "niemand", "jemand", "einer", "keiner")
)
DEMONSTRATIVES = frozenset(("dieser", "diese", "ihr", "du"))
"""Pronouns that are rather determiners, and those of the one spoken to."""
DATIVE_PRONOUNS = frozenset(("sich", "ihm", "ihnen", "ihn", "uns", "mir", "dem", "ihr"))
MEASURES = word_list("de", "measure")
NOBODIES = word_list("de", "no_speaker")
ABSTRACT = ("heit", "keit", "ismus", "schmerz", "grund", "gründe", "gründen")
"""Endings of nouns for states and reasons."""
KINDS = tuple(speaker_kinds("de"))
"""Nouns for those who speak."""
SHORT_QUOTE = 7
"""Tokens, marks included, of a quotation that can be a name: „Süddeutsche Zeitung“."""


class Phrases:
    """Noun phrases over one reading."""

    def __init__(self, reading: Reading) -> None:
        self.r = reading
        self.words, self.classes, self.quote_of = reading.words, reading.classes, reading.quote_of

    def is_article(self, token: int) -> bool:
        """Determiner or possessive."""
        return bool(self.classes[token] & ARTICLE)

    def short_quote(self, token: int) -> TokenSpan | None:
        """The quotation that opens at `token`, where it is short enough to be a name."""
        number = self.quote_of[token]
        if number < 0:
            return None
        quote = self.r.quotes[number]
        is_short = quote.is_closed and quote.start == token and quote.end - quote.start <= SHORT_QUOTE
        return (quote.start, quote.end) if is_short else None

    def head_end(self, first: int, end: int) -> int:
        """End of the noun phrase at `first`, after its run of capitalised words; `first` where there is none."""
        position, has_noun = first, False
        while position < end:
            if self.quote_of[position] >= 0:
                quote = self.short_quote(position)
                is_worded = has_noun and self.r.forms[position + 1].islower()  # der Rat „im Ausland geschulte“
                if quote is None or quote[1] > end or is_worded:
                    break
                position, has_noun = quote[1], True
                continue
            if not self.r.is_word(position):
                if not (has_noun and self._is_initial(position, end)):
                    break
            elif self.words[position] == "sich":
                break
            elif self.r.is_capital(position) and not (position == first and self._is_function_word(position)):
                has_noun = True
            elif self.words[position][0].isdigit():
                is_person = self.words[position].endswith(("-jährige", "-jähriger", "-jährigen"))
                is_noun = is_person and not (position + 1 < end and self.r.is_capital(position + 1))
                has_noun = has_noun or position + 1 >= end or is_noun
            elif has_noun:
                if not self._goes_on_name(position, end):
                    break
            elif self._is_function_word(position) and not self.is_article(position):
                attribute = self._after_attribute(position, first, end)
                if attribute is None:
                    break
                position = attribute
                continue
            position += 1
        if has_noun:
            return position
        return first + 1 if first < end and self.words[first] in QUANTIFIERS else first

    def _is_function_word(self, token: int) -> bool:
        closed = ARTICLE | PREPOSITION | AUXILIARY | SUBORDINATOR | COORDINATOR | ADVERB | PRONOUN
        return bool(self.classes[token] & closed)

    def _after_attribute(self, token: int, first: int, end: int) -> int | None:
        """`dem am Freitag veröffentlichten Bericht`: the token after a phrase within a noun phrase, or None."""
        if token != first + 1 or not self.is_article(first) or not self.classes[token] & PREPOSITION:
            return None
        position = token + 1
        while position < end and position <= token + 4 and self.quote_of[position] < 0:
            if self.r.forms[position].islower() and not self.classes[position]:
                ends = self.words[position].endswith(("en", "e", "er", "es", "em"))
                return position if ends and self.r.is_capital(position - 1) else None
            position += 1
        return None

    def _is_initial(self, dot: int, end: int) -> bool:
        """The stop of an initial or short title within a name: `J. Feld`, `Dr. Feld`."""
        return self.words[dot] == "." and len(self.words[dot - 1]) <= 4 and dot + 1 < end and self.r.is_capital(dot + 1)

    def _goes_on_name(self, token: int, end: int) -> bool:
        """`Ursula von der Leyen`, but neither `ein Sprecher von Siemens` nor `Ada Roth von der Universität`."""
        word = self.words[token]
        if word not in NAME_PARTS or token + 1 >= end:
            return False
        if word in ("der", "den"):
            return self.words[token - 1] == "von" and self.r.is_capital(token + 1)
        following = token + 2 if self.words[token + 1] in ("der", "den") else token + 1
        if following >= end or not self.r.is_capital(following):
            return False
        if word in ("von", "zu"):
            if self.r.forms[token - 1] in given_names():
                return True
            is_name = token >= 2 and self.quote_of[token - 2] < 0 and self.r.is_capital(token - 2)
            return is_name and not self._is_function_word(token - 2) and self.r.forms[token - 2] not in given_names()
        return True

    def after_prepositional(self, preposition: int, end: int) -> int:
        """Token after a prepositional phrase with the genitives that hang on it."""
        position = preposition + 1
        if position < end and self.quote_of[position] >= 0:
            return min(end, self.r.quotes[self.quote_of[position]].end)
        stop = self.head_end(position, end)
        if stop == position:
            return position + 1
        return self.after_genitives(stop, end)

    def after_genitives(self, position: int, end: int) -> int:
        """Token after genitives that follow a noun: `… der Stadt`, `… des Rates`."""
        while (
            position < end and self.quote_of[position] < 0 and self.words[position] in ("des", "der", "seiner", "ihrer")
        ):
            further = self.head_end(position, end)
            if further == position or (position + 1 < end and self.quote_of[position + 1] >= 0):
                break
            position = further
        return position

    def phrase(self, first: int, end: int) -> TokenSpan | None:
        """The first noun phrase from `first` that can be a subject; adverbials and datives are passed over."""
        position = first
        while position < end:
            if self.quote_of[position] >= 0:
                return self.short_quote(position)
            bits, word = self.classes[position], self.words[position]
            if not self.r.is_word(position):
                return None
            if bits & PRONOUN and (word not in DEMONSTRATIVES or self._stands_alone(position, end)):
                return position, position + 1
            if bits & PREPOSITION:
                position = self.after_prepositional(position, end)
            elif (word in DATIVE_PRONOUNS and not self._opens_phrase(position, end)) or (
                bits & ADVERB and not bits & ARTICLE
            ):
                position += 1
            elif bits & (AUXILIARY | SUBORDINATOR | COORDINATOR) and not bits & ARTICLE:
                return None
            elif (bits & OBLIQUE and word not in ("dessen", "deren")) or self._is_dative(position, end):
                stop = self.head_end(position, end)
                if stop == position:
                    return None
                position = self.after_genitives(stop, end)
            else:
                stop = self.head_end(position, end)
                return (position, stop) if stop > position else None
        return None

    def _stands_alone(self, token: int, end: int) -> bool:
        """`Diese hatten beklagt, …`, `sagte dieser`: a demonstrative without its noun."""
        following = token + 1
        if self.words[token] not in ("dieser", "diese"):
            return False
        return following == end or bool(
            self.classes[following] & (AUXILIARY | CUE) and not self.r.is_capital(following)
        )

    def _opens_phrase(self, token: int, end: int) -> bool:
        """`dem Rat`, `ihr Vorsitzender`: a determiner, no pronoun on its own."""
        following = token + 1
        if following >= end or self.words[token] not in ("dem", "ihr"):
            return False
        return self.words[token] == "dem" or (self.quote_of[following] < 0 and self.r.is_capital(following))

    def _is_dative(self, token: int, end: int) -> bool:
        """`der englischen Zeitung`: after nominative `der` the adjective would end in -e."""
        if self.words[token] not in ("der", "dieser", "jeder") or token + 2 >= end:
            return False
        following = self.words[token + 1]
        return following.endswith("en") and not self.r.is_capital(token + 1) and self.quote_of[token + 1] < 0

    def is_nominative(self, first: int, end: int) -> bool:
        """Can the phrase at `first`, in front of its verb, be the subject?"""
        if self.quote_of[first] >= 0:
            quote = self.short_quote(first)
            return quote is not None and quote[1] == end
        bits, word = self.classes[first], self.words[first]
        if self._is_one_of(first):
            return True
        if (
            (bits & OBLIQUE and word not in ("dessen", "deren"))
            or self._is_dative(first, end)
            or self.is_duration(end - 1)
        ):
            return False
        if (bits & PRONOUN and end - first == 1) or bits & ARTICLE:
            return True
        if word == "von" and first + 2 < end and self.words[first + 1] == "der" and self.r.is_capital(first):
            return end - first == 3
        if bits & (PREPOSITION | SUBORDINATOR | ADVERB | INTERROGATIVE | TIME):
            return False
        if word.endswith(("weise", "lich")) and end - first == 1:
            return False
        return self.r.is_capital(first) or word.endswith(("e", "er", "en")) or word[0].isdigit()

    def _is_one_of(self, first: int) -> bool:
        """`Einer von ihnen sagte`, `und eine von ihnen erklärte`."""
        following = self.words[first + 1] if first + 1 < len(self.words) else ""
        if self.words[first] == "eine":
            return following == "von"
        return self.words[first] in ("einer", "keiner") and following in ("von", "der", "dieser")

    def is_duration(self, last: int) -> bool:
        """`Zwei Tage`, `Zwei Tage lang`."""
        return (self.words[last] in MEASURES and self.r.is_capital(last)) or self.r.forms[last] == "lang"

    def front(self, first: int, end: int) -> TokenSpan | None:
        """The subject in front of its verb: `phrase`, and names that open with `Von der`."""
        if self.words[first] == "von" and self.r.is_capital(first) and end - first == 3:
            return first, end
        if self._is_one_of(first):
            return first, first + 1
        return self.phrase(first, end)

    def is_nobody(self, span: TokenSpan) -> bool:
        """A topic, a time or a state (Zustimmung, 58 Prozent, die Lage): no noun phrase of somebody."""
        if span[1] - span[0] == 1 and self.words[span[0]] in ("was", "dies", "das"):
            return True
        last = span[1] - 1
        if self.quote_of[last] >= 0 or not self.r.is_capital(last) or (self.r.is_capital(last - 1) and last > span[0]):
            return False  # "Peter Ende": a name
        word = self.words[last]
        return word in NOBODIES or (word.endswith(ABSTRACT) and not word.endswith(KINDS))

    def is_somebody(self, span: TokenSpan) -> bool:
        """Can the phrase be one who speaks: a pronoun, a role, a body, a text, a name?"""
        if span[1] - span[0] == 1 and self.classes[span[0]] & PRONOUN:
            return True
        if any(self.words[t].endswith(KINDS) for t in range(*span) if self.r.is_capital(t)):
            return True
        names = all(self.r.is_capital(t) for t in range(*span))
        return names and not self.is_article(span[0])

    def determiner_alone(self, span: TokenSpan) -> bool:
        """Is the phrase no more than a determiner?"""
        is_pronoun = self.words[span[0]] in ("dieser", "diese")
        return span[1] - span[0] == 1 and bool(self.classes[span[0]] & DETERMINER) and not is_pronoun
