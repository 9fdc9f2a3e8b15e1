"""Names known beforehand: where the gazetteer's forms stand in a text.

A form counts at word boundaries; German genitives belong to the word (`Nasarbajews`), of a compound only the
name does (`Nasarbajew-Clan`), English possessives stay outside, Russian case endings belong to the word. Of forms that
overlap the longest counts; where it does not hold here, the next shorter is tried.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dagster_project.extract.mentions.lexicons import name_contexts
from dagster_project.extract.mentions.reference import Gazetteer, Known


@dataclass(slots=True, eq=False)
class Candidate:
    """A span that may be a mention, in offsets of the reading."""

    start: int
    end: int
    entity_type: str
    name: str
    """The name in full, as far as the place of the span tells."""
    method: str
    confidence: float
    known: Known | None = None
    is_whole_name: bool = True

    def moved(self, by: int) -> Candidate:
        """The same, further on in a longer text."""
        return Candidate(
            self.start + by, self.end + by, self.entity_type, self.name, self.method, self.confidence, self.known,
            self.is_whole_name,
        )  # fmt: skip


def is_word(char: str) -> bool:
    """Whether a character continues a word."""
    return char.isalnum() or char == "_"


def form_end(text: str, start: int, end: int, known: Known, language: str) -> int | None:
    """Where the word ends that the form at `text[start:end]` begins, or None where it is another word."""
    before = text[start - 1] if start else " "
    if before != " ":
        if is_word(before) or before == "@":
            return None
        if before == "-" and start > 1 and text[start - 2].isalpha() and not _opens_compound(text, start):
            return None
    if end == len(text) or not is_word(text[end]):
        # "US-amerikanisch" is an adjective, "US-Soldat" names the country.
        if language == "de" and text[end : end + 1] == "-" and _is_other_compound(text, end + 1):
            return None
        return None if known.is_stem else end
    last = end
    while last < len(text) and last - end < 4 and is_word(text[last]):
        last += 1
    rest = text[end:last]
    if last < len(text) and is_word(text[last]):
        return None
    if "Ѐ" <= text[end - 1] <= "ӿ":
        return last if rest in (known.endings or name_contexts("case_ending")) else None
    if known.is_stem:
        return None
    # An acronym has no genitive that reads like one: "USs".
    if language == "de" and rest in ("s", "es") and not text[end - 1].isupper() and text[end - 1] not in "sxzß":
        return last if rest == "s" else None
    return None


def _is_other_compound(text: str, start: int) -> bool:
    """Whether the part of a German compound after the hyphen makes another thing of it ("US-Dollar")."""
    if text[start : start + 1].islower():
        return True
    end = start
    while end < len(text) and text[end].isalpha():
        end += 1
    return text[start:end].casefold() in name_contexts("no_compound")


def _opens_compound(text: str, start: int) -> bool:
    """`Anti-Putin`, `ex-Kazakhstan`: what stands before the hyphen is no name of its own."""
    begin = start - 1
    while begin and (text[begin - 1].isalpha()):
        begin -= 1
    return text[begin : start - 1].casefold() in name_contexts("opens_compound")


def find_known(text: str, gazetteer: Gazetteer, language: Callable[[int], str]) -> list[Candidate]:
    """The known names in `text`, in order of start, none overlapping; `language` gives that of an offset."""
    found: list[tuple[int, int, list[Known]]] = []
    for form, start, end in gazetteer.automaton.find_matches_as_indexes(text, overlapping=True):
        if start and text[start - 1] != " " and is_word(text[start - 1]):
            continue
        found.append((start, end, gazetteer.known[form]))
    topics: set[str] = set()
    fitting: list[tuple[int, int, list[Known]]] = []
    for start, end, several in found:
        fit: list[Known] = []
        last = end
        spoken = language(start)
        for known in several:
            if known.languages is not None and "en" not in known.languages and spoken not in known.languages:
                continue
            stop = form_end(text, start, end, known, spoken)
            if stop is None:
                continue
            last = stop
            fit.append(known)
            if known.topic and known.scope == "anywhere" and known.opens_topic:
                topics.add(known.topic)
        if fit:
            fitting.append((start, last, fit))
    fitting.sort(key=lambda hit: (hit[0], -hit[1]))
    chosen: list[Candidate] = []
    at = 0
    for start, end, fit in fitting:
        if start < at:
            continue
        if _is_people(text, start, end):
            continue
        held = next((k for k in fit if _holds(text, start, end, k, topics)), None)
        if held is None:
            continue
        chosen.append(_candidate(start, end, held))
        at = end
    return chosen


def _is_people(text: str, start: int, end: int) -> bool:
    """Whether a German word with an article is a people, not the country that is written alike ("die Schweden")."""
    if text[start:end].casefold() not in name_contexts("people_as_place"):
        return False
    return text[max(0, start - 5) : start].strip().casefold() in ("der", "die", "den", "des")


def _candidate(start: int, end: int, known: Known) -> Candidate:
    if known.source == "reference":
        method = "reference" if known.scope == "anywhere" else "reference_in_topic"
        confidence = (0.99 if known.is_whole_name else 0.95) if known.scope == "anywhere" else 0.9
    else:
        method, confidence = known.source, 0.9 if known.scope == "anywhere" else 0.8
    return Candidate(start, end, known.entity_type, known.name, method, confidence, known, known.is_whole_name)


QUOTES = "\"“”„«»'‚‘’"


def _holds(text: str, start: int, end: int, known: Known, topics: set[str]) -> bool:
    """Whether the scope of a form is met where it stands."""
    if known.scope == "anywhere":
        return True
    if known.scope == "topic":
        return known.topic in topics
    before = text[max(0, start - 40) : start].split()
    word = before[-1].strip(QUOTES + "(,").casefold() if before else ""
    if known.entity_type == "place":
        follows = word in name_contexts("place_preposition") and text[start - 1 : start] == " "
        # A capital after it makes another name of it: "in Henderson County".
        return follows and not (text[end : end + 1] == " " and text[end + 1 : end + 2].isupper())
    quoted = start > 0 and text[start - 1] in QUOTES and end < len(text) and text[end] in QUOTES
    return quoted or word in name_contexts("publication")
