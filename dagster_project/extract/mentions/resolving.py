"""Within one document: which full name a short form stands for, and which spans win where several overlap.

A family name alone is the person of that family whom the document names in full; of two such people the one it names
far more often, or nobody. A given name alone likewise, in English. What has no full name has its document in its key.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from dagster_project.extract.mentions.known_names import Candidate
from dagster_project.extract.mentions.lexicons import (
    NameWords,
    given_names,
    name_contexts,
    name_words,
    particle_words,
)
from dagster_project.extract.mentions.name_keys import entity_name_key, person_key
from dagster_project.extract.mentions.reference import Gazetteer
from dagster_project.extract.mentions.tokens import Token

FAR_MORE = 3
LONG_NAME = 4
SHORTEST_GIVEN = 3
SHORTEST_WORD = 4
SHORTEST_CAPITALS = 3


@dataclass(slots=True, eq=False)
class Resolved:
    """A name with its entity: what the row says."""

    start: int
    end: int
    entity_type: str
    reference_key: str | None
    name: str
    name_key: str
    method: str
    confidence: float

    def moved(self, by: int) -> Resolved:
        """The same, elsewhere in a text."""
        return Resolved(
            self.start + by, self.end + by, self.entity_type, self.reference_key, self.name, self.name_key, self.method,
            self.confidence,
        )  # fmt: skip


def choose(candidates: list[Candidate]) -> list[Candidate]:
    """The candidates that stand, in order, none overlapping: the longer first, then the known, then the earlier."""
    covered = bytearray(max((c.end for c in candidates), default=0))
    standing: list[Candidate] = []
    for candidate in sorted(candidates, key=lambda c: (c.start - c.end, c.known is None, c.start, c.entity_type)):
        if 1 not in covered[candidate.start : candidate.end]:
            covered[candidate.start : candidate.end] = b"\x01" * (candidate.end - candidate.start)
            standing.append(candidate)
    return sorted(standing, key=lambda c: c.start)


@lru_cache(maxsize=65536)
def family_name(name: str) -> str:
    """The last word of a full name, suffixes such as Jr. left out, particles with it."""
    words = [word for word in name.replace(",", " ").split() if word.strip(".") not in ("Jr", "Sr", "II", "III")]
    return words[-1] if words else name


def full_names(names: Iterable[Candidate]) -> Counter[str]:
    """The full names of people among `names`, each as often as it stands there."""
    return Counter(c.name for c in names if c.entity_type == "person" and c.is_whole_name)


def short_forms(
    text: str, language: str, tokens: list[Token], people: Counter[str], gazetteer: Gazetteer
) -> list[Candidate]:
    """Family and given names alone that stand for one of `people`, whom the document names in full."""
    families: dict[str, Counter[str]] = {}
    givens: dict[str, Counter[str]] = {}
    for whole, count in people.items():
        families.setdefault(family_name(whole), Counter())[whole] += count
        first = whole.split()[0]
        if first in given_names() and language != "de":
            givens.setdefault(first, Counter())[whole] += count
    if not families:
        return []
    words = name_words(language)
    written: dict[str, _Meant] = {}
    for given, names in givens.items():
        if given not in words.not_names and given not in words.titles:
            written[given] = _Meant(names, gazetteer, 0.75)
    for family, names in families.items():
        if family in words.not_names:
            continue
        meant = _Meant(names, gazetteer, 0.85)
        if len(family) > SHORTEST_CAPITALS:
            # Transcripts: "HOLT: …"
            written[family.upper()] = meant
        if language == "de":
            written.setdefault(f"{family}s", meant)
        written[family] = meant
    found: list[Candidate] = []
    for place, token in enumerate(tokens):
        end = token.end
        one = written.get(token.text)
        if one is not None and token.text in words.titles and tokens[place + 1 : place + 2]:
            # "Larry King … King Aldo": a title before another name.
            one = None if tokens[place + 1].joint == " " else one
        if one is not None and _is_of_another(text, words, tokens, place, one, language):
            one = None
        if one is None and language == "de" and "-" in token.text:
            head = token.text.split("-", 1)[0]
            one, end = written.get(head), token.start + len(head)
        if one is None:
            continue
        start = one.start(text, token.start)
        name = one.name or token.text
        found.append(Candidate(start, end, "person", name, "document", one.confidence, one.known, one.name is not None))
    return found


def _is_of_another(text: str, words: NameWords, tokens: list[Token], place: int, one: _Meant, language: str) -> bool:
    """Does an unknown given name make it another person's ("Selma Orda", where the text has an Anton Orda in full)?

    In English alone: in German any noun may stand before a name, in other languages any word that opens a sentence.
    """
    token = tokens[place]
    if language != "en" or not place or token.joint != " " or one.start(text, token.start) != token.start:
        return False
    before = tokens[place - 1].text
    is_name = before.isalpha() and before[1:].islower() and len(before) >= SHORTEST_GIVEN
    is_word = before in words.not_names or before in words.titles or before in words.before_titles
    is_other = before in words.adjectives or before in words.demonyms or before in words.organization_last
    return is_name and not is_word and not is_other and f" {before.lower()} " not in text


def short_organizations(
    language: str, tokens: list[Token], names: Iterable[Candidate], people: Counter[str]
) -> list[Candidate]:
    """First words alone of organizations that the document has in full ("Ridgeline" of "Ridgeline Mills"), in English.

    Only words that are nothing else: no adjective, place, given name, and no family name of the document.
    """
    if language == "de":
        return []
    words = name_words(language)
    families = {family_name(name) for name in people}
    wanted: dict[str, Candidate] = {}
    taken: set[int] = set()
    places: set[str] = set()
    for candidate in names:
        taken.add(candidate.start)
        if candidate.entity_type == "place":
            places.add(candidate.name)
        first, *rest = candidate.name.split(" ")
        if candidate.method == "organization_words" and rest and candidate.is_whole_name and len(rest) < LONG_NAME:
            is_other = first in words.adjectives or first in words.demonyms or first in words.not_names
            is_kind = first in words.organization_last or first in words.organization_generic or first in words.titles
            if not (is_other or is_kind or first in given_names() or first in families or len(first) < SHORTEST_WORD):
                wanted.setdefault(first, candidate)
    alone = [
        token
        for place, token in enumerate(tokens)
        if token.text in wanted
        and token.text not in places
        and token.start not in taken
        and token.joint == ""
        and (place + 1 == len(tokens) or tokens[place + 1].joint == "")
    ]
    # A word that stands alone only where sentences begin may be any word.
    sure = {token.text for token in alone if not token.opens}
    return [
        Candidate(token.start, token.end, "organization", wanted[token.text].name, "document", 0.7)
        for token in alone
        if token.text in sure
    ]


class _Meant:
    """Whom a short form stands for: one full name, or None where two are as likely."""

    def __init__(self, names: Counter[str], gazetteer: Gazetteer, confidence: float) -> None:
        self.name = _clear(names)
        self.confidence = confidence
        self.known = gazetteer.by_person_key.get(person_key(self.name)) if self.name else None
        self.given = self.name[: -len(family_name(self.name))] if self.name and " " in self.name else ""
        """What stands before the family name in full, with a blank behind it."""
        self.particles = sorted({particles for particles in map(_particles, names) if particles})

    def start(self, text: str, start: int) -> int:
        """Where the short form begins, with what stands before it of the full name ("van Basten", "Li Fei")."""
        given = self.given
        if given and text.endswith(given, 0, start) and not text[max(0, start - len(given) - 1)].isalnum():
            return start - len(given)
        for particles in self.particles:
            begin = start - len(particles) - 1
            if begin >= 0 and text[begin:start].casefold() == f"{particles.casefold()} ":
                return begin
        return start


def _particles(name: str) -> str:
    """The particles before the family name of a full name."""
    words = name.split()
    first = len(words) - 1
    while first > 1 and words[first - 1].casefold() in particle_words():
        first -= 1
    return " ".join(words[first:-1])


def _clear(names: Counter[str]) -> str | None:
    """The one name meant, or None where two are as likely."""
    ranked = names.most_common(2)
    if len(ranked) == 1 or person_key(ranked[0][0]) == person_key(ranked[1][0]):
        return sorted(names, key=lambda name: (-len(name), name))[0] if len(ranked) > 1 else ranked[0][0]
    return ranked[0][0] if ranked[0][1] >= FAR_MORE * ranked[1][1] else None


def people_not_places(text: str, known: list[Candidate], short: list[Candidate]) -> set[Candidate]:
    """The known places that are a person's name in this document ("Jordan" after "Ann Jordan").

    Where a preposition of place stands before it, a place stays one.
    """
    people = {(candidate.start, candidate.end) for candidate in short}
    dropped = set()
    for candidate in known:
        if candidate.entity_type == "place" and (candidate.start, candidate.end) in people:
            before = text[max(0, candidate.start - 12) : candidate.start].split()
            if not before or before[-1].casefold() not in name_contexts("place_preposition"):
                dropped.add(candidate)
    return dropped


def resolve(candidates: list[Candidate], gazetteer: Gazetteer, document_id: str) -> list[Resolved]:
    """The chosen names, each with its entity."""
    resolved: list[Resolved] = []
    for candidate in candidates:
        known, method, confidence = candidate.known, candidate.method, candidate.confidence
        if candidate.entity_type == "none":
            continue
        if known is None and candidate.entity_type == "person" and candidate.is_whole_name:
            known = gazetteer.by_person_key.get(person_key(candidate.name))
            if known is not None:
                method, confidence = "reference_name_key", 0.9
        if known is not None:
            resolved.append(
                Resolved(
                    candidate.start,
                    candidate.end,
                    known.entity_type,
                    known.reference_key,
                    known.name,
                    known.name_key,
                    method,
                    confidence,
                )
            )
            continue
        key = entity_name_key(candidate.name, candidate.entity_type)
        if not candidate.is_whole_name:
            # Of a family name alone, or an "Interior Ministry", nobody knows whose it is in another document.
            key = f"{key}:{document_id}"
        resolved.append(
            Resolved(
                candidate.start, candidate.end, candidate.entity_type, None, candidate.name, key, method, confidence
            )
        )
    return resolved


def whole_by_suffix(candidates: list[Candidate]) -> list[Candidate]:
    """Full names that end one longer full name of the text stand for it ("Marta Feld Kampe … Mr. Feld Kampe").

    Spanish and Portuguese names have two family names.
    """
    people = {c.name for c in candidates if c.entity_type == "person" and c.is_whole_name}
    longer: dict[str, set[str]] = {}
    for name in people:
        first, _, rest = name.partition(" ")
        if " " in rest and first in given_names():
            longer.setdefault(rest, set()).add(name)
    meant = {name: next(iter(found)) for name, found in longer.items() if name in people and len(found) == 1}
    return [
        replace(c, name=meant[c.name]) if c.entity_type == "person" and c.known is None and c.name in meant else c
        for c in candidates
    ]


def without_genitive(candidates: list[Candidate], language: str) -> list[Candidate]:
    """German full names less the genitive s, where the document has the family name without it ("Ilse Brandts")."""
    if language != "de":
        return candidates
    families = {family_name(c.name) for c in candidates if c.entity_type == "person"}
    return [
        replace(c, name=c.name[:-1])
        if c.entity_type == "person" and c.name.endswith("s") and family_name(c.name)[:-1] in families
        else c
        for c in candidates
    ]
