"""Names that no list knows: told by the words in them and around them.

A person is told by a title before the name, a given name that begins it, an initial in it, the ending of a family name;
an organization by its kind word ("University", "Komitee"), by letters that abbreviate a name printed beside them, or by
being one of the few that go by one word; a place by its kind word ("River"). Capitals alone tell nothing: in English
they may open a sentence, in German every noun has one. What remains untold is no mention.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property, lru_cache

from dagster_project.extract.mentions.known_names import Candidate
from dagster_project.extract.mentions.lexicons import NameWords, acronyms, given_names, name_contexts, name_words
from dagster_project.extract.mentions.name_keys import is_patronymic
from dagster_project.extract.mentions.tokens import Token

LONGEST_ORGANIZATION = 6
LONGEST_ACRONYM = 5
TITLE_REACH = 3
OFFICE_SURNAMES = ("bauer", "maier", "meier", "meister", "wart", "wirt", "richter")
"""Endings of German trades that are, behind a given name, rather those of a family name."""
GERMAN_NOUN = re.compile(r"(?:ung|heit|keit|schaft|tion|tät|ismus|nis|chen|ment|tum|ungen|ionen|keiten|schaften)$")
ADJECTIVE_ENDINGS = tuple(stem + end for stem in ("sch", "al", "är", "lich", "ell") for end in ("e", "en", "er", "es"))
"""Of German adjectives that names of organizations begin with: Chinesische, Nationale."""
ADJECTIVE_END = re.compile(r"(?:e|en|er|es|em)$")
LEAST_HEADLINE, LONGEST_HEADLINE, TITLE_CASE_SHARE, LONG_WORD = 5, 30, 0.6, 6
PARTY_AND_PLACE = re.compile(r"[DRI]-[A-ZÄÖÜ]")
SUFFIXES = frozenset({"Jr", "Sr", "II", "III", "IV"})
EXPANDED_AFTER = re.compile(r" ?\((?:[^()]{0,20}[ ,;])?([A-ZÄÖÜ][A-ZÄÖÜa-z\-]{1,9})[),;]")
ARTICLES = name_contexts("article")


def find_told(text: str, language: str, tokens: list[Token], taken: Sequence[Candidate]) -> list[Candidate]:
    """Names in `text`, of which `tokens` are the capitalised words, beyond those in `taken`; they may overlap these."""
    if not tokens:
        return []
    finder = _Finder(text, language, name_words(language), tokens, taken)
    told = finder.organizations() + finder.places() + finder.persons()
    return told + finder.placed(told)


def find_told_people(text: str, language: str, tokens: list[Token], taken: Sequence[Candidate]) -> list[Candidate]:
    """Full names of people that begin with a given name, for languages of which no other words are listed.

    Only for languages that write nouns small and do not inflect names. Not of streets and schools that are called
    after somebody ("rue Victor Feld").
    """
    if not tokens:
        return []
    finder = _Finder(text, language, name_words(language), tokens, taken)
    places = {token.start: place for place, token in enumerate(tokens)}
    found = []
    for person in finder.persons():
        before = text[max(0, person.start - 24) : person.start].split()
        is_called_after = bool(before) and before[-1].casefold() in name_contexts("called_after")
        place = places[person.start]
        begins = tokens[place]
        # Behind another capitalised word only where that one opens a sentence ("Habló Marta Feld").
        is_joined = begins.joint == " " and not tokens[place - 1].opens
        is_given = finder.is_given(begins.text) and " " in person.name and not is_joined
        if person.is_whole_name and is_given and not is_called_after:
            found.append(person)
    return found


@lru_cache(maxsize=65536)
def is_title_word(word: str, language: str) -> bool:
    """Whether a word is a title, by itself, as the last part of a compound, or by its German ending."""
    words = name_words(language)
    if word in words.titles:
        return True
    if language == "de" and word[-1:] in "sn" and (word[:-1] in words.titles or word[:-2] in words.titles):
        return True
    last = word.rsplit("-", 1)[-1]
    if last != word and last in words.titles:
        return True
    return language == "de" and word.casefold().endswith(words.title_endings) and word not in given_names()


@lru_cache(maxsize=65536)
def is_plain_word(word: str, language: str) -> bool:
    """Whether a word can be part of a person's name."""
    words = name_words(language)
    return (
        word not in words.not_names
        and word not in words.demonyms
        and word not in words.organization_one
        and not is_title_word(word, language)
        and not (len(word) > 1 and word.isupper() and len(word) <= LONGEST_ACRONYM)
        and not any(c.isdigit() for c in word)
    )


@lru_cache(maxsize=65536)
def is_surname_word(word: str, language: str) -> bool:
    """Whether a word can be a family name after a given name."""
    words = name_words(language)
    is_surname = language == "de" and word.casefold().endswith(OFFICE_SURNAMES)  # Nele Burgwart, Anna Hofbauer
    return (
        (is_plain_word(word, language) or is_surname)
        and len(word) > 1
        and "&" not in word
        and (word not in words.organization_last or word in words.organization_surnames)
        and word not in words.place_last
        and word not in words.adjectives
        and not word.endswith(("-led", "-trained", "-based", "-backed", "-born"))
        and not (language == "de" and GERMAN_NOUN.search(word))
    )


class Bit:
    """What the lists and endings say of a word by itself, for a quick look at every word of a text."""

    TITLE = 1
    BEGINS_PERSON = 2
    ALSO_SURNAME = 4
    KIND = 8
    """It may be the kind word of an organization."""
    ONE_WORD = 16
    """It is an organization by itself."""
    ACRONYM = 32
    PLACE_LAST = 64
    OPENS_PLACE = 128
    """A place's name may follow it ("Lake", "Port of")."""
    LED = 256
    RARE = KIND | ONE_WORD | ACRONYM | PLACE_LAST | OPENS_PLACE
    """What few words have, so that each rule goes over those alone."""


MOST_WORDS = 65536
"""Words whose bits are kept."""


class WordBits(dict[str, int]):
    """The bits of words in one language, each looked up once."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self.language = language

    def __missing__(self, word: str) -> int:
        if len(self) >= MOST_WORDS:
            self.clear()
        bits = self[word] = _word_bits(word, self.language)
        return bits


@lru_cache(maxsize=8)
def word_bits(language: str) -> WordBits:
    """The bits of the words of a language."""
    return WordBits(language)


def _word_bits(word: str, language: str) -> int:
    words = name_words(language)
    bits = Bit.TITLE if is_title_word(word, language) else 0
    if is_plain_word(word, language) and word not in words.adjectives:
        bits |= Bit.BEGINS_PERSON
    if word in words.also_surnames:
        bits |= Bit.ALSO_SURNAME
    if _may_be_kind(word, language):
        bits |= Bit.KIND
    if word in words.organization_one:
        bits |= Bit.ONE_WORD
    if (word.split("-", 1)[0] if language == "de" else word) in acronyms(language):
        bits |= Bit.ACRONYM
    if word in words.place_last:
        bits |= Bit.PLACE_LAST
    if word in words.place_first or word in words.place_of:
        bits |= Bit.OPENS_PLACE
    if _is_led(word):
        bits |= Bit.LED
    return bits


def _may_be_kind(word: str, language: str) -> bool:
    """Whether a word may be the kind word of an organization, for itself or as the last part of a compound."""
    words = name_words(language)
    forms = {word}
    if language == "de":
        last = word.rsplit("-", 1)[-1]
        if last != word:
            return last in words.organization_compound or last.removesuffix("s") in words.organization_compound
        forms |= {word.removesuffix("s"), word.removesuffix("es")}
    return any(
        form in words.organization_last or form in words.organization_first or form in words.organization_at
        for form in forms
    )


class _Finder:
    """One document's tokens, gone over once for each kind of name."""

    def __init__(
        self, text: str, language: str, words: NameWords, tokens: list[Token], taken: Sequence[Candidate]
    ) -> None:
        self.text, self.language, self.words, self.tokens = text, language, words, tokens
        self.german = language == "de"
        self.given = given_names()
        self.used = [False] * len(tokens)
        """Tokens that an organization or place of this finder has."""
        self._alone_words: frozenset[str] | None = None
        self._nouns: frozenset[str] | None = None
        self.known: dict[int, Candidate] = {}
        at = 0
        for index, token in enumerate(tokens):
            while at < len(taken) and taken[at].end <= token.start:
                at += 1
            if at < len(taken) and taken[at].start < token.end:
                self.known[index] = taken[at]
        bits_of = word_bits(language)
        self.bits = [bits_of[token.text] for token in tokens]
        self._marked = [index for index, bits in enumerate(self.bits) if bits & Bit.RARE]
        self.title_case = _title_case(text, tokens) if not self.german else set()

    # what a token is

    def is_title(self, index: int) -> bool:
        return bool(self.bits[index] & Bit.TITLE)

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each word stands in the text."""
        return Counter([token.text for token in self.tokens])

    def _with_bit(self, bit: int) -> list[int]:
        """The tokens with one of the rare bits."""
        bits = self.bits
        return [index for index in self._marked if bits[index] & bit]

    def is_plain(self, index: int) -> bool:
        """Whether a token can be part of a person's name."""
        return not self.used[index] and is_plain_word(self.tokens[index].text, self.language)

    def is_surname(self, index: int) -> bool:
        """Whether a token can be the family name after a given name."""
        word = self.tokens[index].text
        if self.used[index] or not is_surname_word(word, self.language):
            return False
        known = self.known.get(index)
        if known is not None and known.entity_type == "organization":
            return False
        return not (self.german and self.is_noun(word))

    def is_noun(self, word: str) -> bool:
        """Whether the text has a German article before the word somewhere, which names of people seldom have."""
        if self._nouns is None:
            self._nouns = frozenset(
                token.text
                for token in self.tokens
                if token.joint == ""
                and self.text[max(0, token.start - 6) : token.start - 1].rsplit(" ", 1)[-1].casefold() in ARTICLES
            )
        return word in self._nouns

    # organizations

    def organizations(self) -> list[Candidate]:
        """By kind words, by single words, by letters."""
        found: list[Candidate] = []
        after_last = 0
        for index in self._with_bit(Bit.KIND):
            span = self._organization_at(index) if index >= after_last else None
            if span:
                first, last = span
                for used in range(first, last + 1):
                    self.used[used] = True
                found.append(self._organization(first, last))
                after_last = last + 1
        found += self._abbreviated()
        found += self._acronyms(found)
        for index in self._with_bit(Bit.ONE_WORD):
            if self.used[index] or index in self.known:
                continue
            if not self._touches_name(index):
                self.used[index] = True
                found.append(self._organization(index, index))
        return found

    def _organization(self, first: int, last: int) -> Candidate:
        """The candidate of an organization; a generic name ("Interior Ministry") is whole within its document only."""
        words = self.words
        named = any(
            token.text not in words.organization_last
            and token.text not in words.organization_first
            and token.text not in words.organization_generic
            for token in self.tokens[first : last + 1]
        )
        candidate = self._candidate(first, last, "organization", "organization_words", 0.75)
        if self.german:
            candidate = replace(candidate, name=nominative(candidate.name))
        return candidate if named else replace(candidate, is_whole_name=False)

    def _touches_name(self, index: int) -> bool:
        after = self.tokens[index + 1] if index + 1 < len(self.tokens) else None
        return (
            not self.german and after is not None and after.joint == " " and after.text in self.words.organization_last
        )

    def _organization_at(self, index: int) -> tuple[int, int] | None:
        """First and last token of the organization of which token `index` is the kind word."""
        words, tokens = self.words, self.tokens
        token = tokens[index]
        parts = token.text.split("-")
        if self.german and len(parts) > 1:
            last_part = parts[-1] if parts[-1] in words.organization_compound else parts[-1].removesuffix("s")
            if (
                last_part not in words.organization_compound
                or parts[0] in words.not_names
                or not parts[0][:1].isupper()
            ):
                return None
            before = index - 1
            if token.joint == " " and tokens[before].text in words.demonyms:
                return before, index
            if token.joint == " " and not tokens[before].opens and self._is_adjective(before):
                return before, index
            return index, index
        kind = token.text
        if self.german and kind not in words.organization_last and kind.endswith("s"):
            kind = kind.removesuffix("es") if kind.removesuffix("es") in words.organization_last else kind[:-1]
        is_last, is_first = kind in words.organization_last, kind in words.organization_first
        if kind in words.organization_at:
            after = index + 1
            if (
                after < len(tokens)
                and tokens[after].joint == " "
                and after in self.known
                and self.known[after].entity_type == "place"
            ):
                club = index > 0 and token.joint == " " and tokens[index - 1].text in words.organization_at
                return index - club, after
        if not is_last and not is_first:
            return None
        first = index
        while is_last and first > 0 and index - first < LONGEST_ORGANIZATION and tokens[first].joint == " ":
            before = first - 1
            if not self._modifies_organization(before):
                break
            first = before
        while first < index and not self._opens_organization(first):
            first += 1
        last = index
        if is_last and not self.german:
            while (
                last + 1 < len(tokens)
                and tokens[last + 1].joint == " "
                and tokens[last + 1].text in words.organization_last
            ):
                last += 1
        if kind in self.words.organization_surnames and index - first == 1 and tokens[first].text in self.given:
            return None
        complement = self._complement(last, is_first)
        if complement is not None:
            return (first, complement)
        if first == index:
            return None
        if self.german and kind not in words.organization_legal:
            # The word before is an adjective ("Europäische") or a known name; a noun before is chance.
            modifier = tokens[index - 1].text
            placed = self.known.get(index - 1)
            if kind in words.organization_foreign and placed is not None and placed.entity_type == "place":
                return index - 1, last
            if modifier in words.not_names or not modifier.endswith(("e", "er", "en", "es")):
                return None
            if self.is_noun(modifier) and not self._is_adjective(index - 1):
                return None
        return first, last

    def _modifies_organization(self, index: int) -> bool:
        token = self.tokens[index]
        if token.text in self.words.not_names or self.used[index] or _is_led(token.text):
            return False
        # "(D-Feldkamp)" is a politician's party and place; "Retired Air Force General" no air force.
        if PARTY_AND_PLACE.match(token.text) or token.text.casefold() in name_contexts("former"):
            return False
        if token.text in self.words.titles and token.text not in self.words.organization_last:
            return token.text in self.words.organization_modifier or token.text in self.words.before_titles
        return True

    def _opens_organization(self, index: int) -> bool:
        """Whether a phrase may begin with this token: no bare adjective of a sentence's beginning."""
        token = self.tokens[index]
        return not (token.opens and (token.text in self.words.not_names))

    def _complement(self, index: int, is_first: bool) -> int | None:
        """The last token of "of Justice", "on Foreign Relations" after a kind word, or None."""
        tokens = self.tokens
        if not is_first or index + 1 >= len(tokens) or tokens[index + 1].joint != "of":
            return None
        last = index + 1
        if tokens[last].text in self.words.not_names or (self.is_title(last) and self.german):
            return None
        # "a party for Marta Feld" is none of her.
        if tokens[last].text in self.given and last + 1 < len(tokens) and tokens[last + 1].joint == " ":
            return None
        if (
            self.german
            and not self._follows_link(index)
            and not (tokens[index].joint == " " and self._is_adjective(index - 1))
        ):
            return None
        while last + 1 < len(tokens) and last - index < LONGEST_ORGANIZATION:
            after = tokens[last + 1]
            if after.text in self.words.not_names or (after.joint == " " and self.is_title(last + 1)):
                break
            if (after.joint == " " and not self.german) or (
                after.joint == "and" and last + 1 < len(tokens) and tokens[index].text in self.words.organization_and
            ):
                last += 1
            else:
                break
        return last

    def _is_adjective(self, index: int) -> bool:
        """Whether a German word written large is an adjective of a name ("Chinesische Akademie")."""
        word = self.tokens[index].text
        return word not in self.words.not_names and word.endswith(ADJECTIVE_ENDINGS)

    def _follows_link(self, index: int) -> bool:
        gap = self.text[self.tokens[index].end : self.tokens[index + 1].start]
        return gap in (" für ", " zur ", " gegen ", " zu ")

    def _abbreviated(self) -> list[Candidate]:
        """Names that the letters in brackets behind them abbreviate ("Hafenverein Feldkamp (HVF)")."""
        found: list[Candidate] = []
        if "(" not in self.text:
            return found
        for index, token in enumerate(self.tokens):
            before = index - 1
            letters = token.text
            if before < 0 or self.text[self.tokens[before].end : token.start] != " (":
                continue
            if not letters.isupper() or not letters.isalpha() or not 3 <= len(letters) <= LONGEST_ACRONYM:
                continue
            if self.text[token.end : token.end + 1] not in (")", ",", ";"):
                continue
            first = before
            while first > 0 and before - first < LONGEST_ORGANIZATION and self._abbreviation_goes_on(first):
                first -= 1
            while first < before and not _spells(letters, self._candidate(first, before, "", "", 0).name):
                first += 1
            if first < before and not any(self.used[first : before + 1]):
                candidate = self._candidate(first, before, "organization", "acronym", 0.75)
                found.append(replace(candidate, name=nominative(candidate.name)) if self.german else candidate)
                self.used[first : before + 1] = [True] * (before + 1 - first)
        return found

    def _abbreviation_goes_on(self, index: int) -> bool:
        """Whether the token before `index` may belong to a name that is abbreviated behind it."""
        before = self.tokens[index - 1]
        is_body = not self.tokens[index].text.casefold().removesuffix("s").endswith(self.words.not_bodies)
        return bool(self.tokens[index].joint) and is_body and before.text not in self.words.not_names

    def _acronyms(self, named: list[Candidate]) -> list[Candidate]:
        """Letters that are known to be an organization's, or that abbreviate a name printed just before them."""
        found: list[Candidate] = []
        expanded: dict[str, str] = {}
        for candidate in named:
            after = EXPANDED_AFTER.match(self.text, candidate.end)
            if after and (_abbreviates(after[1], candidate.name) or _spells(after[1], candidate.name)):
                expanded[after.group(1)] = candidate.name
        known = acronyms(self.language)
        for index in range(len(self.tokens)) if expanded else self._with_bit(Bit.ACRONYM):
            if self.used[index] or index in self.known:
                continue
            word = self.tokens[index].text
            head = word.split("-", 1)[0] if self.german else word
            if head in expanded:
                found.append(self._part(index, len(head), "organization", expanded[head], "acronym", 0.9))
                self.used[index] = head == word
            elif head in known and (head == word or len(head) > 2) and head not in self.words.not_names:
                found.append(self._part(index, len(head), "organization", head, "acronym", 0.8))
                self.used[index] = head == word
        return found

    # places

    def places(self) -> list[Candidate]:
        """By kind words: "Hudson River", "Lake Feldkamp", "Feldkamper Allee"."""
        found: list[Candidate] = []
        tokens, words = self.tokens, self.words
        if self.german:
            return found
        told = {*self._with_bit(Bit.PLACE_LAST), *(index + 1 for index in self._with_bit(Bit.OPENS_PLACE))}
        for index in sorted(told - {len(tokens)}):
            if self.used[index]:
                continue
            token = tokens[index]
            if token.joint == "of" and index and tokens[index - 1].text in words.place_of and self.is_surname(index):
                found.append(self._candidate(index - 1, index, "place", "place_words", 0.7))
                self.used[index - 1] = self.used[index] = True
                continue
            if token.joint != " " or index == 0:
                continue
            before = index - 1
            if token.text in words.place_last and not self.is_title(before):
                first = before
                while (
                    first > 0 and tokens[first].joint == " " and index - first < 3 and self._modifies_place(first - 1)
                ):
                    first -= 1
                if self._modifies_place(before) and not (tokens[before].text in words.adjectives and first == before):
                    found.append(self._candidate(first, index, "place", "place_words", 0.7))
                    self.used[first : index + 1] = [True] * (index + 1 - first)
            elif self._opens_place(before) and self.is_surname(index):
                found.append(self._candidate(before, index, "place", "place_words", 0.7))
                self.used[before] = self.used[index] = True
        return found

    def placed(self, told: Sequence[Candidate]) -> list[Candidate]:
        """Unknown names after a preposition of place, in English, where only names are written large."""
        if self.german:
            return []
        covered = bytearray(len(self.text))
        for candidate in told:
            covered[candidate.start : candidate.end] = b"\x01" * (candidate.end - candidate.start)
        families = {candidate.name.split()[-1] for candidate in told if candidate.entity_type == "person"}
        found: list[Candidate] = []
        tokens = self.tokens
        for index, token in enumerate(tokens):
            if token.joint or token.opens or self.text[token.start - 1] != " ":
                continue
            if self.text[max(0, token.start - 9) : token.start - 1].rsplit(" ", 1)[-1] not in self.words.place_before:
                continue
            if index in self.known or index in self.title_case or self.bits[index] & Bit.LED:
                continue
            if not self.is_surname(index):
                continue
            last = index
            while last + 1 < len(tokens) and tokens[last + 1].joint == " ":
                last += 1
            after = self.text[tokens[last].end : tokens[last].end + 2]
            whole = all(self.is_surname(part) and part not in self.known for part in range(index, last + 1))
            goes_on = last + 1 < len(tokens) and tokens[last + 1].joint in ("of", "and")
            numbered = after[:1] in ("-", "'") or after[1:].isdigit()
            if not whole or goes_on or numbered or last - index > 1 or tokens[last].text in families:
                continue
            if 1 not in covered[token.start : tokens[last].end]:
                found.append(self._candidate(index, last, "place", "preposition", 0.6))
        return found

    def _opens_place(self, index: int) -> bool:
        token = self.tokens[index]
        return token.text in self.words.place_first and not token.opens and not self.used[index]

    def _modifies_place(self, index: int) -> bool:
        word = self.tokens[index].text
        return (
            not self.used[index]
            and word not in self.words.not_names
            and not self.is_title(index)
            and word not in self.words.demonyms
        )

    # persons

    def persons(self) -> list[Candidate]:
        """By given names, titles, initials and endings of family names."""
        found: list[Candidate] = []
        after_last = 0
        for index, bits in enumerate(self.bits):
            if not bits & (Bit.BEGINS_PERSON | Bit.ALSO_SURNAME) or index < after_last:
                continue
            person = self._person_at(index)
            if person is None:
                continue
            last, method, confidence, is_whole = person
            candidate = self._candidate(index, last, "person", method, confidence)
            if not is_whole:
                candidate = Candidate(
                    candidate.start, candidate.end, "person", candidate.name, method, confidence, is_whole_name=False
                )
            found.append(candidate)
            after_last = last + 1
        return found

    def _person_at(self, index: int) -> tuple[int, str, float, bool] | None:
        """(last token, method, confidence, whether the name is whole) of a person's name that begins at `index`."""
        tokens = self.tokens
        token = tokens[index]
        if index and token.text in self.words.also_surnames and self._follows_honorific(index):
            return index, "title", 0.7, False
        if not self.bits[index] & Bit.BEGINS_PERSON or self.used[index]:
            return None
        known = self.known.get(index)
        if known is not None and known.start < token.start:
            return None
        titled = (
            index > 0
            and token.joint == " "
            and self.is_title(index - 1)
            and not self.used[index - 1]
            and tokens[index - 1].text not in self.words.before_titles
        )
        last = self._name_end(index)
        if last > index:
            is_initial = self._is_initial(index)
            is_chance = self._is_headline_chance(index, last)
            if self.is_given(token.text) and not is_chance and not self._is_thing(index, last):
                return last, "full_name", 0.85, True
            if is_initial and (titled or self._is_initial_name(index, last)):
                return last, "full_name", 0.8, True
            if any(self._is_initial(middle) for middle in range(index + 1, last)):
                return last, "full_name", 0.8, True
            begins_later = index + 1 < len(tokens) and tokens[index + 1].text in self.given
            if (
                known is None
                and not begins_later
                and (titled or self._role_before(index))
                and not (self.german and self.is_noun(token.text))
            ):
                return last, "title", 0.75, True
            if self._has_surname_ending(last) and known is None and self._may_be_given(index):
                return last, "full_name", 0.75, True
            if known is None and last - index <= 2 and self._is_told_after(index, last):
                return last, "apposition", 0.75, True
        if last == index and known is None and self._is_single_told(index):
            return index, "apposition", 0.65, False
        if titled and tokens[index - 1].text in self.words.address and self.is_surname(index) and known is None:
            honorific = tokens[index - 1].text in self.words.honorifics
            if self._goes_on(index) or (not honorific and self._is_headline_chance(index, index)):
                return None
            if self.german and not honorific and self.counts[token.text] < 2 and not self._has_surname_ending(index):
                return None
            return index, "title", 0.7, False
        return None

    def is_given(self, word: str) -> bool:
        """Whether a word is a given name, or two with a hyphen."""
        if word in self.given:
            return True
        first, _, rest = word.partition("-")
        return bool(rest) and first in self.given and rest.split("-")[0] in self.given

    def _is_thing(self, index: int, last: int) -> bool:
        """Whether a German article makes a thing of a given name and a noun ("neben der Lila Eule")."""
        token = self.tokens[index]
        if not self.german or self.counts[self.tokens[last].text] > 1 or self._has_surname_ending(last):
            return False
        return self.text[max(0, token.start - 6) : token.start - 1].rsplit(" ", 1)[-1].casefold() in ARTICLES

    def _is_headline_chance(self, index: int, last: int) -> bool:
        """Whether the words may stand side by side only because a headline writes every word large."""
        if self.german or index not in self.title_case:
            return False
        return self.counts[self.tokens[last].text] < 2

    def _goes_on(self, index: int) -> bool:
        """Whether the next word makes another thing of this one ("President Feld Administration")."""
        after = index + 1
        return (
            after < len(self.tokens)
            and self.tokens[after].joint == " "
            and not self.is_title(after)
            and (self.tokens[after].text in self.words.organization_last)
        )

    def _follows_honorific(self, index: int) -> bool:
        """Whether "Mr." stands right before, and no further name behind ("Mr. King", not "Mr. Justice Brandt")."""
        after = index + 1
        joined = after < len(self.tokens) and self.tokens[after].joint == " "
        return self.tokens[index].joint == " " and self.tokens[index - 1].text in self.words.honorifics and not joined

    def _is_told_after(self, index: int, last: int) -> bool:
        """Whether what follows the words tells that they are a person's name.

        ", a professor", ", 45,", ", who"; in German ", der Sekretär". A verb of saying is enough only where the last
        word stands alone elsewhere, as family names do and the last words of organizations do not.
        """
        tokens, words = self.tokens, self.words
        opens = tokens[index].opens and self.counts[tokens[index].text] < 2
        if not self._may_be_given(index, opening=True) or index in self.title_case:
            return False
        after = self.text[tokens[last].end : tokens[last].end + 60]
        if after[:2] == ", ":
            following = after[2:].split()[:6]
            if not following:
                return False
            if following[0].rstrip(",").isdigit() and following[0][-1] == "," and len(following[0]) == 3:
                return True
            if following[0] not in words.appositions:
                return False
            if self.german:
                return (
                    last + 1 < len(tokens)
                    and tokens[last + 1].start < tokens[last].end + 30
                    and self.is_title(last + 1)
                )
            is_role = any(word.strip(",.") in words.roles for word in following)
            return is_role or (following[0] in ("who", "whose") and not opens)
        verb = after.split(None, 1)[0] if after[:1] == " " and after.strip() else ""
        return not self.german and not opens and verb in words.cues_after and tokens[last].text in self._alone()

    def _is_single_told(self, index: int) -> bool:
        """Whether one name alone is told to be a person's by an age or a role after it ("Ainura, 24, a nurse")."""
        token = self.tokens[index]
        after = self.text[token.end : token.end + 40]
        if self.german or after[:2] != ", " or token.joint == " " or not self.is_surname(index):
            return False
        following = after[2:].split()[:5]
        if len(following) < 2:
            return False
        if following[0][:-1].isdigit() and following[0][-1] == "," and len(following[0]) == 3:
            return True
        return following[0] in ("a", "an") and any(w.strip(",.") in self.words.roles for w in following[1:4])

    def _alone(self) -> frozenset[str]:
        """Words that stand somewhere without another capitalised word beside them."""
        if self._alone_words is None:
            tokens = self.tokens
            self._alone_words = frozenset(
                token.text
                for place, token in enumerate(tokens)
                if token.joint == "" and (place + 1 == len(tokens) or tokens[place + 1].joint == "")
            )
        return self._alone_words

    def _role_before(self, index: int) -> bool:
        """Whether a role in small letters stands right before ("sociologist Marta Feld", "director, Marta Feld")."""
        start = self.tokens[index].start
        if start < 3 or self.text[start - 1] != " ":
            return False
        if self.german:
            return self._title_before_comma(index)
        before = self.text[max(0, start - 24) : start - 1].replace("\x00", " ").rsplit(" ", 1)[-1]
        return before.removesuffix(",") in self.words.roles or before in self.words.cues_before

    def _title_before_comma(self, index: int) -> bool:
        """Whether a German title with its complement and a comma stand before ("Der Leiter der Bahn, Ilse Brandt")."""
        start = self.tokens[index].start
        if self.text[start - 2 : start] != ", ":
            return False
        clause = max(self.text.rfind(mark, max(0, start - 80), start - 2) for mark in ".,;:!?\n„“")
        before = index - 1
        while before >= 0 and index - before <= TITLE_REACH and self.tokens[before].start > clause:
            if self.is_title(before):
                return True
            before -= 1
        return False

    def _is_initial(self, index: int) -> bool:
        token = self.tokens[index]
        return len(token.text) == 1 and self.text[token.end : token.end + 1] == "." and index not in self.known

    def _is_initial_name(self, index: int, last: int) -> bool:
        letters = "".join(token.text for token in self.tokens[index:last] if len(token.text) == 1)
        is_club = letters in self.words.organization_at
        return not self.tokens[index].opens and last - index <= 3 and self.is_surname(last) and not is_club

    def _has_surname_ending(self, index: int) -> bool:
        word = self.tokens[index].text.lower()
        return len(word) > 5 and word.endswith(self.words.surname_endings)

    def _may_be_given(self, index: int, *, opening: bool = False) -> bool:
        """Whether a word that no list of given names has may be one: no noun or adjective by its ending."""
        word = self.tokens[index].text
        if not self.is_surname(index) or (self.tokens[index].opens and not opening) or len(word) > 10:
            return False
        return not (self.german and word.endswith(("er", "ste", "te", "in", "en", "es", "em", "sche")))

    def _name_end(self, index: int) -> int:
        """The last token of the name of a person that begins at `index`; `index` where no family name follows."""
        tokens = self.tokens
        if index + 1 == len(tokens) or tokens[index + 1].joint not in (" ", "particle"):
            return index
        last, surname = index, False
        while last + 1 < len(tokens) and last - index < 4:
            after = last + 1
            token = tokens[after]
            if token.joint not in (" ", "particle") or self.used[after]:
                break
            if self._is_initial(after):
                if after + 1 >= len(tokens) or tokens[after + 1].joint != " ":
                    break
                last = after
                continue
            if surname and token.text in SUFFIXES:
                last = after
                break
            if not self.is_surname(after) and not self._is_surname_though(after):
                break
            if (
                token.joint == "particle"
                and token.between in ("der", "den", "zu", "zur", "do", "y", "la", "le", "do")
                and not surname
            ):
                break
            if surname and not self._third_word(last, after):
                break
            known = self.known.get(after)
            if known is not None and known.entity_type == "place" and surname:
                break
            last, surname = after, True
            opens = tokens[last - 1].text.casefold() in name_contexts("given_opens")
            if self.german and token.text not in self.given and not opens and not is_patronymic(token.text):
                break
        while last > index and self._is_initial(last):
            last -= 1
        return last if surname else index

    def _is_surname_though(self, index: int) -> bool:
        """Whether a title ("Larry King") or "May" is a family name after a given name: no day of the month follows."""
        token = self.tokens[index]
        if token.joint != " " or self.tokens[index - 1].text not in self.given:
            return False
        if token.text == "May":
            return not self.text[token.end : token.end + 2].strip().isdigit()
        # A name right behind makes it a title.
        ends = index + 1 == len(self.tokens) or self.tokens[index + 1].joint != " "
        return bool(self.bits[index] & Bit.ALSO_SURNAME) and ends

    def _third_word(self, before: int, after: int) -> bool:
        """Whether a further word belongs to a name that has a family name already."""
        token = self.tokens[after]
        if token.joint == "particle" or is_patronymic(self.tokens[before].text):
            return True
        if self.german:
            opens = self.tokens[before - 1].text.casefold() in name_contexts("given_opens") if before else False
            return self.tokens[before].text in self.given or opens
        if after in self.known or token.text.isupper() or token.opens:
            return False
        before_text = self.tokens[before].text
        if before_text in self.given or self._is_initial(before) or self.counts[token.text] > 1:
            return True
        # "Marta Feld Kampe": of a given name three words are one name, where nothing more follows and no headline is.
        ends = after + 1 == len(self.tokens) or self.tokens[after + 1].joint == ""
        return ends and before > 0 and self.tokens[before - 1].text in self.given and after not in self.title_case

    # rows

    def _candidate(self, first: int, last: int, entity_type: str, method: str, confidence: float) -> Candidate:
        start, end = self.tokens[first].start, self.tokens[last].end
        name = " ".join(self.text[start:end].split())
        return Candidate(start, end, entity_type, name, method, confidence)

    def _part(self, index: int, length: int, entity_type: str, name: str, method: str, confidence: float) -> Candidate:
        start = self.tokens[index].start
        return Candidate(start, start + length, entity_type, name, method, confidence)


@lru_cache(maxsize=65536)
def nominative(name: str) -> str:
    """A German organization's name as it is cited: "des Nationalen Sicherheitsrates" is "Nationaler Sicherheitsrat"."""
    words = name_words("de")
    parts = name.split(" ")
    kinds = words.organization_last | words.organization_first | words.organization_one | words.organization_at
    for place, part in enumerate(parts):
        bares = [part.removesuffix(end) for end in ("es", "s") if part.endswith(end)]
        # Behind an adjective its ending is enough to know a kind: "des Militärischen Abschirmdienstes".
        is_told = place > 0 and parts[place - 1].endswith(ADJECTIVE_ENDINGS)
        known = [word for word in bares if _is_kind(word, kinds) or (is_told and _adjective_ending(word))]
        parts[place] = part = known[0] if known else part
        if _is_kind(part, kinds) or (is_told and _adjective_ending(part)):
            ending = _adjective_ending(part)
            for before in range(place) if ending else ():
                if parts[before][:1].isupper() and parts[before].endswith(ADJECTIVE_ENDINGS):
                    parts[before] = ADJECTIVE_END.sub(ending, parts[before])
            break
    return " ".join(parts)


def _is_kind(word: str, kinds: frozenset[str]) -> bool:
    """Whether a German word is a kind of organization, by itself or as a compound with a hyphen."""
    return word in kinds or ("-" in word and word.rsplit("-", 1)[1] in name_words("de").organization_compound)


def _adjective_ending(kind: str) -> str:
    """The ending of an adjective before a German kind word without article, by the gender of the word; or nothing."""
    words, small = name_words("de"), kind.casefold()
    for endings, ending in (
        (words.feminine_endings, "e"), (words.neuter_endings, "es"), (words.masculine_endings, "er")
    ):  # fmt: skip
        if small.endswith(endings):
            return ending
    return ""


def _title_case(text: str, tokens: list[Token]) -> set[int]:
    """The tokens in lines of which most words are written large, as in English headlines."""
    lines: dict[int, list[int]] = {}
    begin, end = 0, -1
    for index, token in enumerate(tokens):
        if token.start > end:
            begin = text.rfind("\n\n", 0, token.start) + 2 if end >= 0 else 0
            end = text.find("\n\n", token.start)
            end = len(text) if end < 0 else end
        lines.setdefault(begin, []).append(index)
    found: set[int] = set()
    for begin, indices in lines.items():
        if not LEAST_HEADLINE * TITLE_CASE_SHARE <= len(indices) <= LONGEST_HEADLINE:
            continue
        stop = text.find("\n\n", begin)
        words = text[begin : stop if stop >= 0 else len(text)].split()
        is_long = LEAST_HEADLINE <= len(words) <= LONGEST_HEADLINE and len(indices) >= TITLE_CASE_SHARE * len(words)
        # In a headline only short words ("with", "over") are written small.
        if is_long and not any(word[0].islower() and len(word) >= LONG_WORD for word in words):
            found.update(indices)
    return found


def _is_led(word: str) -> bool:
    """Whether a word is a compound with a small last part ("Moscow-led"), which begins no name."""
    return "-" in word and word.rsplit("-", 1)[1][:1].islower()


def _spells(letters: str, name: str) -> bool:
    """Whether `letters` are those of the name: the first of every word in order, and between them some of the words."""
    words = [part.casefold() for part in re.split(r"[\s\-]+", name) if part[:1].isupper()]
    small = letters.casefold()
    if not words or small[0] != words[0][0]:
        return False
    at = 0
    for letter in small:
        # The next letter begins the next word, or stands further on in this one.
        if at < len(words) and words[at][0] == letter:
            at += 1
        elif not at or letter not in words[at - 1][1:]:
            return False
    return at == len(words) and len(words) > 1


def _abbreviates(letters: str, name: str) -> bool:
    """Whether the capitals of `letters` are first letters of words of `name`, in order."""
    firsts = [part[0].upper() for part in re.split(r"[\s\-]+", name) if part]
    wanted = [c for c in letters if c.isupper()]
    at = 0
    for letter in wanted:
        while at < len(firsts) and firsts[at] != letter:
            at += 1
        if at == len(firsts):
            return False
        at += 1
    return len(wanted) >= 2
