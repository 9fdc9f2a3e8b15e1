"""What a statement says happened: a predicate of the short list, its theme, its agent, and when.

Theme and agent are named mentions or quantities found by position: right before the auxiliaries, right behind the
verb, behind "of". Where anything else stands between, there is none: nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from babel import Locale

from dagster_project.extract.claims.lexicon import word_list
from dagster_project.extract.quantities.lexicon import statement_words
from dagster_project.extract.quantities.reading import Tokens
from dagster_project.extract.signatures.event_dates import read_dates
from dagster_project.extract.signatures.folding import closed_words
from dagster_project.extract.signatures.predicates import Predicate, load_predicates


class Argument(NamedTuple):
    """Something that an event can be about, with its place in offsets."""

    key: str
    """The mention, the pronoun's word, or of a quantity what is counted."""
    kind: str
    """'person' | 'organization' | 'place' | 'country' | 'other' | 'quantity' | 'pronoun', or where no mention lies
    'name' and 'noun'."""
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Event:
    """An event that a statement tells; offsets of the text."""

    predicate: str
    event_type: str | None
    theme: Argument | None
    agent: Argument | None
    place: Argument | None
    event_on: date | None
    event_precision: str | None
    event_day: int | None
    char_start: int
    char_end: int


COUNTS = {"dead": "killed", "detained": "arrested", "injured": "injured", "attackers": "attacked"}
"""What happened to people whose noun says so, or what they did: "164 dead", "20,000 attackers"."""
QUOTES = frozenset("\"“”„‟«»'’‘")
BREAKS = frozenset(".;:!?")
ADVERB = "ly"
"""How an English word ends that may stand anywhere before a verb: "had voluntarily vacated"."""
FORWARD = 7
BACKWARD = 24
PLACE_REACH = 10
OF_PEOPLE = frozenset(("took",))
ANY_THEME = frozenset(("pronoun", "name", "noun"))
THINGS = frozenset(("organization", "place", "other"))
"""What a noun without a name can be, as the theme of an event: "attacked the camp"."""


@cache
def _countries() -> frozenset[str]:
    return frozenset(
        name.casefold()
        for language in ("en", "de", "ru")
        for code, name in Locale.parse(language).territories.items()
        if code.isalpha()
    )


def is_country(name: str) -> bool:
    """Is it the name of a country in a language we read?"""
    return name.casefold() in _countries()


def read_events(tokens: Tokens, arguments: Sequence[Argument], language: str, published_on: date | None) -> list[Event]:
    """Events that `tokens` tell, in order; `arguments` lie among them, in order of their start."""
    predicates = load_predicates(language)
    if not predicates:
        return []
    triggers = _triggers(tokens.words, predicates)
    if not triggers and not any(argument.key in COUNTS for argument in arguments):
        return []
    reading = _Reading(tokens, arguments, language)
    if not triggers:
        return _counted_events(reading, arguments, [])
    dates = read_dates(reading.tokens, language, published_on)
    owner = _owners_of_dates(reading, [(start, end) for start, end, _ in triggers], [(d.start, d.end) for d in dates])
    places = reading.places_of([(start, end) for start, end, _ in triggers])
    events: list[Event] = []
    for number, (start, end, predicate) in enumerate(triggers):
        theme, agent = reading.arguments_of(start, end, predicate)
        if theme is None and agent is None and number:
            theme = reading.shared_theme(triggers[number - 1][1], start, events[-1].theme)
        if predicate.kind == "transitive" and predicate.themes & THINGS:
            theme, agent = theme or reading.noun_behind(start, end), agent or reading.noun_before(start)
        if theme is not None and theme.kind not in predicate.themes | ANY_THEME:
            theme = None
        # "Weapons were taken from it": of some verbs only people make the event.
        event_type = predicate.event_type if theme is not None or predicate.name not in OF_PEOPLE else None
        dated = [d for d, owned_by in zip(dates, owner, strict=True) if owned_by == number]
        # Two dates for one event: the text means something finer than we read.
        on = dated[0] if len(dated) == 1 and predicate.kind != "count" else None
        events.append(
            Event(
                predicate.name, event_type, theme, agent, places.get(number), on.on if on else None,
                on.precision if on and on.on else None, on.day if on else None,
                tokens.starts[start], tokens.ends[end - 1],
            )
        )  # fmt: skip
    return events + _counted_events(reading, arguments, events)


def _counted_events(reading: _Reading, arguments: Sequence[Argument], events: Sequence[Event]) -> list[Event]:
    """Events told by a noun behind a number alone: "164 dead", "20,000 attackers"."""
    taken = {argument.start for event in events for argument in (event.theme, event.agent) if argument is not None}
    found = []
    for argument in arguments:
        if argument.kind != "quantity" or argument.start in taken or argument.key not in COUNTS:
            continue
        first, last = reading.tokens.between(argument.start, argument.end)
        name = COUNTS[argument.key]
        if name == "attacked" and reading.of_class("attackers").isdisjoint(reading.words[first:last]):
            # Militants may only have been trained.
            continue
        place = reading.places_of([(first, last)]).get(0)
        theme, agent = (None, argument) if name == "attacked" else (argument, None)
        found.append(Event(name, None, theme, agent, place, None, None, None, argument.start, argument.end))
    return found


def _triggers(words: list[str], predicates: dict[str, tuple[Predicate, ...]]) -> list[tuple[int, int, Predicate]]:
    found = []
    after = 0
    for at, word in enumerate(words):
        if word not in predicates or at < after:
            continue
        for predicate in predicates[word]:
            end = at + len(predicate.words)
            if tuple(words[at:end]) == predicate.words and (
                (not predicate.needs or not predicate.needs.isdisjoint(words))
                and predicate.not_before.isdisjoint(words[end : end + 1])
            ):
                after = end
                found.append((at, after, predicate))
                break
    return found


def _owners_of_dates(
    reading: _Reading, triggers: list[tuple[int, int]], dates: list[tuple[int, int]]
) -> list[int | None]:
    """For each date the event it dates: the nearest one, with neither a report nor a break between."""
    owners: list[int | None] = []
    ends = BREAKS | reading.of_class("reporting")
    for start, end in dates:
        best: tuple[int, int] | None = None
        for number, (from_, to) in enumerate(triggers):
            low, high = (to, start) if to <= start else (end, from_)
            between = reading.words[low:high]
            if any(word in ends for word in between):
                continue
            distance = high - low
            if best is None or distance < best[0]:
                best = (distance, number)
        owners.append(best[1] if best else None)
    return owners


def is_negated(tokens: Tokens, event: Event, negation: str | None, language: str) -> bool | None:
    """Is the event said not to have happened? `negation` are the claim's words for it; null where they may be of
    something else ("it doesn't say when he was dismissed").

    Words outside the content deny all of it ("she denied that …"); inside they count right before the verb.
    """
    if negation is None:
        return False
    words, denied = tokens.words, Tokens(negation).words
    places = [at for at in range(len(words)) if words[at : at + len(denied)] == denied]
    if not places:
        return True
    allowed = statement_words(language, "before_verb")
    trigger = next((at for at, start in enumerate(tokens.starts) if start >= event.char_start), len(tokens))
    for at in places:
        between = words[at + len(denied) : trigger]
        if at < trigger and all(word in allowed for word in between):
            return True
    return None


class _Reading:
    """Tokens of a content with what lies over them."""

    def __init__(self, tokens: Tokens, arguments: Sequence[Argument], language: str) -> None:
        self.tokens = tokens
        self.words = tokens.words
        self.language = language
        self.prepositions = word_list(language, "preposition")
        self.pronouns = self.of_class("pronoun")
        self.between = self.of_class("before_verb")
        self.passives = self.of_class("passive")
        self.ties = self.of_class("of") | self.prepositions
        self.articles = self.of_class("before_name") - self.ties
        self.conjunctions = self.of_class("conjunction")
        self.spans: list[tuple[int, int, Argument]] = []
        for argument in arguments:
            first, last = tokens.between(argument.start, argument.end)
            if last:
                self.spans.append((first, last, argument))
        for at, word in enumerate(self.words):
            if word in self.pronouns:
                pronoun = Argument(word, "pronoun", tokens.starts[at], tokens.ends[at])
                self.spans.append((at, at + 1, pronoun))
        self.spans.sort(key=lambda span: (span[0], -span[1]))

    def of_class(self, word_class: str) -> frozenset[str]:
        """The words of a class in this language."""
        return statement_words(self.language, word_class)

    def places_of(self, triggers: list[tuple[int, int]]) -> dict[int, Argument]:
        """Per trigger the one town that a preposition of place puts it in; of several none."""
        found: dict[int, list[Argument]] = {}
        for first, last, argument in self.spans:
            if argument.kind not in ("place", "name", "person") or not self._is_located(first, argument):
                continue
            near = []
            for number, (start, end) in enumerate(triggers):
                low, high = (end, first) if end <= first else (last, start)
                between = self.words[low:high]
                # "35 rescuers, who were expected in Drezna": where they were expected.
                is_relative = any(a == "," and b in self.of_class("relative") for a, b in pairwise(between))
                if high - low <= PLACE_REACH and BREAKS.isdisjoint(between) and not is_relative:
                    near.append((high - low, number))
            if near:
                found.setdefault(min(near)[1], []).append(argument)
        return {number: places[0] for number, places in found.items() if len(places) == 1}

    def _is_located(self, first: int, argument: Argument) -> bool:
        """Does a preposition of place stand before it: "at Lomnik", "from the village of Oskol", "in der Zeche K."?"""
        at = first
        if at > 1 and self.words[at - 1] in self.of_class("of") and self.words[at - 2] in self.of_class("settlement"):
            at -= 2
        elif self.language == "de" and at > 1 and self.tokens.forms[at - 1][0].isupper():
            at -= 1
        while at and at < first + 1 and self.words[at - 1] in self.articles:
            at -= 1
        if at and self.words[at - 1] == "#":
            at -= 1
        # A person's name behind "in" is a place that was taken for one; behind an article it says whose house it is.
        return (
            bool(at)
            and self.words[at - 1] in self.of_class("locative")
            and (argument.kind != "person" or self.words[at] not in self.articles)
        )

    def shared_theme(self, end: int, start: int, theme: Argument | None) -> Argument | None:
        """ "Orda was dismissed and later arrested": the theme of the verb before, where only such words lie between."""
        joints = self.conjunctions | self.of_class("before_verb") | {",", "but", "aber", "dann", "then"}
        between = self.words[end:start]
        return theme if between and all(word in joints for word in between) else None

    def noun_behind(self, start: int, end: int) -> Argument | None:
        """The noun that an English verb is done to: "attacked the relatives' camp"; before a passive "the camp was"."""
        if self.language != "en":
            return None
        at, passive = start, False
        while at and self.words[at - 1] in self.between:
            at -= 1
            passive = passive or self.words[at] in self.passives
        return self._noun_ending_at(at) if passive else self._noun_phrase(end)

    def noun_before(self, start: int) -> Argument | None:
        """The noun that does it, right before an English verb in the active: "police had attacked"."""
        at = start
        while at and self.words[at - 1] in self.between:
            at -= 1
            if self.words[at] in self.passives:
                return None
        return self._noun_ending_at(at) if self.language == "en" else None

    def _noun_ending_at(self, at: int) -> Argument | None:
        if not at or not self._is_noun(at - 1):
            return None
        return self._noun(at - 1)

    def _noun_phrase(self, end: int) -> Argument | None:
        last = None
        for at in range(end, min(end + FORWARD, len(self.words))):
            if not self._is_noun(at) and self.words[at] not in self.articles and self.words[at] not in QUOTES:
                break
            last = at if self._is_noun(at) else last
        return None if last is None else self._noun(last)

    def _is_noun(self, at: int) -> bool:
        word = self.words[at]
        is_word = len(word) > 2 and word[0].isalpha() and word not in closed_words(self.language)
        return is_word and word not in self.articles and not any(first <= at < last for first, last, _ in self.spans)

    def _noun(self, at: int) -> Argument:
        return Argument("~" + self.words[at], "noun", self.tokens.starts[at], self.tokens.ends[at])

    def arguments_of(self, start: int, end: int, predicate: Predicate) -> tuple[Argument | None, Argument | None]:
        """(theme, agent) of the event told by tokens [start, end)."""
        if predicate.kind == "noun":
            return self._theme_of_noun(start, end), None
        if predicate.kind == "count":
            return self._figure_behind(end), None
        if predicate.kind == "attributive" or (predicate.kind == "transitive" and self._is_attributive(start)):
            return self._person_behind(end), None
        if self.language == "de":
            return self._german(start, end, predicate)
        before, passive = self._subject(start)
        if predicate.kind == "either":
            behind = self._own_object(end)
            return (behind, before) if behind is not None else (before, None)
        if predicate.kind == "intransitive":
            return before or self._own_decision(start), None
        if passive or predicate.words[0] in ("in", "held"):
            return before, self._behind_by(end)
        if before is None and start and self.words[start - 1] in (",", *self.conjunctions):
            return None, None
        behind = self._object(end)
        if behind is None and before is not None and self.words[start - 1] == ",":
            # "The mayor had her deputy, Karim Orda, arrested."
            return (before, None) if "had" in self.words[:start] else (None, None)
        return behind, before

    def _is_adverb(self, at: int) -> bool:
        """English: may it stand anywhere before a verb ("had voluntarily vacated"), and names nobody ("Assembly")?"""
        form = self.tokens.forms[at]
        is_named = any(first <= at < last for first, last, _ in self.spans)
        return self.language == "en" and form.endswith(ADVERB) and form.islower() and not is_named

    def _is_attributive(self, start: int) -> bool:
        """English: does the participle at `start` stand before a noun ("the recently ousted chairman, Karim Orda")?"""
        if self.language != "en" or not start:
            return False
        at = start - 1 if self.words[start - 1] in self.of_class("recent") else start
        return bool(at) and self.words[at - 1] in self.of_class("determiner") | self.of_class("of")

    def _person_behind(self, end: int) -> Argument | None:
        """The one person whose titles alone stand between: "the ousted Security Council Chairman Karim Orda"."""
        people = [span for span in self.spans if end <= span[0] <= end + FORWARD and span[2].kind == "person"]
        if not people:
            return None
        first, last, argument = people[0]
        covered = {at for low, high, other in self.spans if other is not argument for at in range(low, high)}
        stops = BREAKS | self.ties | self.conjunctions | self.between | {"'s", "’s"}
        between = [word for at, word in enumerate(self.words[end:first], end) if at not in covered]
        if any(word in stops for word in between) or self._is_compound(first, last, argument):
            return None
        title, behind = self.tokens.forms[first - 1], self.words[last : last + 1]
        is_apposed = title == "," and (not behind or behind[0] in BREAKS | {","})
        # "The ousted minister accused Orda": only a title may stand right before.
        is_title = first == end or title[0].isupper() or self.words[first - 1] in self.articles
        return argument if is_title or is_apposed else None

    def _own_object(self, end: int) -> Argument | None:
        """What stands right behind a verb, after articles alone: "withdrew its 22 observers"."""
        at = end
        while at < len(self.words) and self.words[at] in self.articles:
            at += 1
        return next(
            (argument for first, _last, argument in self.spans if first == at and argument.kind != "pronoun"), None
        )

    def _subject(self, start: int) -> tuple[Argument | None, bool]:
        """The argument right before the auxiliaries of the verb at `start`, and whether they make it passive."""
        at = start
        passive = False
        while at and (self.words[at - 1] in self.between or self._is_adverb(at - 1)):
            at -= 1
            passive = passive or self.words[at] in self.passives
        return self._ending_at(at), passive

    def _ending_at(self, at: int) -> Argument | None:
        """The argument whose phrase ends before token `at`: itself, or with quotes, an apposition or a relative."""
        while at and self.words[at - 1] in QUOTES:
            at -= 1
        if at and self.words[at - 1] in self.of_class("relative"):
            at -= 1
            if at and self.words[at - 1] == ",":
                at -= 1
        ended = self._exactly_before(at)
        if ended is not None or not at or self.words[at - 1] != ",":
            return ended or self._one_of_several(at) or self._counted_before(at)
        ended = self._exactly_before(at - 1)
        if ended is not None:
            return ended
        # "Karim Orda, the former security chief, was arrested": back to the comma that opens the apposition.
        for place in range(at - 2, max(at - BACKWARD, 0), -1):
            if self.words[place] == ",":
                return self._exactly_before(place)
            if self.words[place] in BREAKS:
                return None
        return None

    def _one_of_several(self, at: int) -> Argument | None:
        """ "Orda and several other officials were arrested": the person before "and"."""
        others = self.of_class("others")
        for place in range(at - 1, max(at - 6, 0), -1):
            if self.words[place] in self.conjunctions:
                is_told = any(word in others for word in self.words[place:at])
                return self._exactly_before(place) if is_told else None
            if not self.words[place].isalpha() or self.tokens.forms[place][0].isupper():
                return None
        return None

    def _exactly_before(self, at: int) -> Argument | None:
        for first, last, argument in self.spans:
            if last == at and not self._is_in_phrase(first):
                return argument
        return None

    def _counted_before(self, at: int) -> Argument | None:
        """A quantity whose noun or adverbials fill the gap: "4,404 people across the country had been …"."""
        counted = [span for span in self.spans if span[2].kind == "quantity" and span[1] <= at]
        if not counted:
            return None
        first, last, argument = counted[-1]
        gap = self.words[last:at]
        if len(gap) > 5 or any(word in BREAKS or word == "," or word in self.conjunctions for word in gap):
            return None
        if any(span[0] >= last and span[1] <= at and span[2].kind in ("person", "pronoun") for span in self.spans):
            return None
        return None if self._is_in_phrase(first) else argument

    def _is_in_phrase(self, first: int) -> bool:
        """Is what begins at `first` part of a longer phrase ("a brother of Orda", "Orda's brother")?"""
        place = first
        while place and (self.words[place - 1] in self.articles or self.words[place - 1] in QUOTES | {"#"}):
            place -= 1
        return bool(place) and self.words[place - 1] in self.ties

    def _object(self, end: int) -> Argument | None:
        """What stands behind a verb: an argument after articles, or an apposition's name ("its chief, Karim Orda")."""
        at = end
        limit = min(end + FORWARD, len(self.words))
        while at < limit:
            for first, last, argument in self.spans:
                if first == at:
                    return None if self._is_compound(first, last, argument) else argument
            word = self.words[at]
            if word in BREAKS or word in self.ties or word in self.conjunctions:
                return None
            at += 1
        return None

    def _is_compound(self, first: int, last: int, argument: Argument) -> bool:
        """ "the Orda cabinet", "Orda's brother": a name that only says which one is meant."""
        if self.tokens.forms[last - 1].endswith(("'s", "’s")):
            return True
        if last >= len(self.words) or argument.kind != "person":
            return False
        follows = self.tokens.forms[last]
        return self.words[first - 1] == "the" and follows.islower() and self.words[last] not in self.prepositions

    def _figure_behind(self, end: int) -> Argument | None:
        for first, _last, argument in self.spans:
            if end <= first <= end + 4 and argument.kind == "quantity":
                return argument
        return None

    def _behind_by(self, end: int) -> Argument | None:
        """The agent of a passive: "by" and a name within a few words."""
        for place in range(end, min(end + 4, len(self.words))):
            if self.words[place] in self.of_class("by"):
                return self._object(place + 1)
        return None

    def _own_decision(self, start: int) -> Argument | None:
        """ "Orda decided to step down", "it was Orda's own decision to step down": whose decision."""
        if start < 2 or self.words[start - 1] != "to" or self.words[start - 2] not in self.of_class("deciding"):
            return None
        subject, _ = self._subject(start - 2)
        if subject is not None or self.words[start - 2] != "decision":
            return subject
        for _first, last, argument in self.spans:
            if argument.kind == "person" and 0 <= start - 2 - last <= 2:
                return argument
        return None

    def _theme_of_noun(self, start: int, end: int) -> Argument | None:
        """ "the arrest of Orda", "Orda's arrest", "die Festnahme Ordas"."""
        last_word = self.words[end - 1]
        if last_word in ("on", "auf", "of"):
            return self._object(end)
        if end < len(self.words) and self.words[end] in self.of_class("of") | self.of_class("genitive"):
            return self._object(end + 1)
        for first, last, argument in self.spans:
            if last in (start, start - 1) and argument.kind != "pronoun":
                form = self.tokens.forms[last - 1]
                possessive = form.endswith(("'s", "’s")) or (last == start - 1 and self.words[last] in ("’", "'"))
                return argument if possessive and not self._is_in_phrase(first) else None
        if self.language == "de":
            for first, _last, argument in self.spans:
                if first == end and argument.kind in ("person", "organization"):
                    return argument
        return None

    def _german(self, start: int, end: int, predicate: Predicate) -> tuple[Argument | None, Argument | None]:
        low = start
        while low and not self._is_break(low - 1) and start - low < 2 * BACKWARD:
            low -= 1
        clause = self.words[low : min(end + 2, len(self.words))]
        inside = [
            span
            for span in self.spans
            if span[0] >= low
            and span[1] <= start
            and not self._is_in_phrase(span[0])
            and not self._is_genitive(span)
            and not (span[2].kind in ("place", "name") and self._is_located(span[0], span[2]))
        ]
        behind = [span for span in self.spans if span[0] >= end and span[0] - end <= 3] if start - low <= 1 else []
        passive = any(word in self.passives for word in clause)
        have = any(word in self.of_class("active") for word in clause)
        if predicate.kind == "intransitive" or (passive and not have) or predicate.words[0] == "in":
            found = inside or behind
            return (found[0][2] if len(found) == 1 else None), None
        if have or not passive:
            if len(inside) == 2:
                return inside[1][2], inside[0][2]
            if len(inside) == 1 and predicate.kind == "transitive" and inside[0][2].kind == "quantity":
                if self._is_relative(inside[0][1], start):
                    return None, inside[0][2]
                return inside[0][2], None
            if len(inside) == 1 and inside[0][0] - low > 2:
                return inside[0][2], None
        return None, None

    def _is_break(self, at: int) -> bool:
        """Does a clause end here? A point behind a number or in a word ("am 16. März", "kas.Präsident") ends none."""
        if self.words[at] != ".":
            return self.words[at] in BREAKS
        is_inside = at + 1 < len(self.tokens) and self.tokens.starts[at + 1] == self.tokens.ends[at]
        return not is_inside and not (at and self.words[at - 1].isdecimal())

    def _is_relative(self, last: int, start: int) -> bool:
        """ "300 Banditen, die die Stadt angegriffen haben": the counted ones are they who did it."""
        gap = self.words[last:start]
        return any(a == "," and b in self.of_class("relative") for a, b in pairwise(gap))

    def _is_genitive(self, span: tuple[int, int, Argument]) -> bool:
        """ "der Chef der KNB": an organization behind an article behind a noun."""
        first, _, argument = span
        if argument.kind not in ("organization", "place") or first < 2 or self.words[first - 1] not in ("der", "des"):
            return False
        return self.tokens.forms[first - 2][0].isupper() and first >= 2
