"""The lexicons of names: rows of `extract/lexicons/*.csv`, read once per process.

Adding a language is adding rows. A row holds one word, or all words of a kind in one language, with an example.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "lexicons"


def read_rows(path: Path) -> list[dict[str, str]]:
    """Rows of a CSV file with a header. A row of another width than the header is an error."""
    header, *lines = read_lines(path)
    return [dict(zip(header, line, strict=True)) for line in lines]


def read_lines(path: Path) -> list[list[str]]:
    """The header of a CSV file and its rows, all of one width."""
    with path.open(encoding="utf-8", newline="") as opened:
        lines = list(csv.reader(opened, strict=True))
    width = len(lines[0])
    for number, line in enumerate(lines, start=1):
        if len(line) != width:
            raise ValueError(f"{path.name}, row {number}: expected {width} columns, got {len(line)}; mend that row")
    return lines


@dataclass(frozen=True)
class NameWords:
    """The word lists of one language that tell names from other words."""

    titles: frozenset[str]
    """Words before a name of a person: honorifics, ranks, offices, trades."""
    roles: frozenset[str]
    """Titles in small letters ("the economist Marta Feld"), without honorifics."""
    before_titles: frozenset[str]
    """Words before a title that do not stand before a name themselves ("Former", "Prime")."""
    honorifics: frozenset[str]
    address: frozenset[str]
    """Titles after which one name is enough ("Mayor Brandt")."""
    title_endings: tuple[str, ...]
    """Endings of compounds that are titles ("Landesjustizministerin")."""
    organization_last: frozenset[str]
    organization_first: frozenset[str]
    organization_generic: frozenset[str]
    """Words that make no name of a kind word: many countries have an "Interior Ministry"."""
    organization_modifier: frozenset[str]
    """Titles that also open the name of an organization ("Justice Department")."""
    organization_and: frozenset[str]
    """Kinds of organization whose complement may hold an "and" ("Department of Trade and Ferries")."""
    organization_surnames: frozenset[str]
    """Kind words that are family names too ("Ada Mills" is no mill)."""
    not_bodies: tuple[str, ...]
    """Last parts of what is abbreviated and is no organization ("Verkehrsordnung")."""
    organization_legal: frozenset[str]
    organization_one: frozenset[str]
    organization_at: frozenset[str]
    """Kinds of organization that a place's name completes ("Landgericht Feldkamp")."""
    organization_compound: frozenset[str]
    """Last parts of hyphened compounds that are organizations ("Goethe-Institut")."""
    organization_kinds: frozenset[str]
    """Nouns that say what the unknown name after them is ("the supplier, Medica Nord,")."""
    organization_foreign: frozenset[str]
    """Foreign kind words that make an organization of the place before them ("Jakarta Post")."""
    feminine_endings: tuple[str, ...]
    """Endings of German kind words of each gender, by which the adjectives before them are cited."""
    neuter_endings: tuple[str, ...]
    masculine_endings: tuple[str, ...]
    press_words: frozenset[str]
    """Words that make an outlet of a place before them ("Feldkamper Anzeiger")."""
    outlet_endings: tuple[str, ...]
    """Last parts of words that are outlets ("Feldkurier")."""
    organization_pairs: frozenset[str]
    """Nouns that begin a name with "und" in it ("Gewerkschaft Berg und Verkehr")."""
    place_kinds: frozenset[str]
    """Nouns that say that a place is named next ("the village of Feldkamp")."""
    landscape_endings: tuple[str, ...]
    """Endings of places that have an article ("im Feldtal")."""
    place_endings: tuple[str, ...]
    """Endings of places, for words behind a preposition of place ("in Grabenitz")."""
    no_place_endings: tuple[str, ...]
    """Words with those endings that are none."""
    place_last: frozenset[str]
    place_first: frozenset[str]
    demonyms: frozenset[str]
    not_names: frozenset[str]
    """Words that are written large and end or begin no name."""
    adjectives: frozenset[str]
    """Words that may be part of a name and are never one."""
    also_surnames: frozenset[str]
    """Titles that are family names too ("Mr. King")."""
    cues_before: frozenset[str]
    """Verbs before a name of a person ("said Ainura Bekova")."""
    place_before: frozenset[str]
    """Prepositions after which an unknown name is a place ("a mill in Feldkamp")."""
    place_of: frozenset[str]
    """Kinds of place whose name follows an "of" ("Port of Feldkamp")."""
    cues_after: frozenset[str]
    """Words after a name that people do ("Feldkamp said")."""
    appositions: frozenset[str]
    """Words after a name and a comma that begin to say who it is."""
    surname_endings: tuple[str, ...]


@lru_cache(maxsize=8)
def name_words(language: str) -> NameWords:
    """The lists of `language`, English where a language has none of its own."""

    def words(file: str, column: str = "", *kinds: str) -> frozenset[str]:
        rows = read_rows(FOLDER / file)
        known = language if any(row["language"] == language for row in rows) else "en"
        return frozenset(
            word
            for row in rows
            if row["language"] == known and (not column or row[column] in kinds)
            for word in row["words"].split()
        )

    before_titles = words("titles.csv", "kind", "before_title")
    titles = words("titles.csv", "kind", "honorific", "rank", "office", "address") | before_titles
    return NameWords(
        titles=titles,
        roles=frozenset(word.lower() for word in titles - before_titles - words("titles.csv", "kind", "honorific"))
        | words("titles.csv", "kind", "role"),
        before_titles=before_titles,
        honorifics=words("titles.csv", "kind", "honorific"),
        address=words("titles.csv", "kind", "honorific", "rank", "address")
        | (words("titles.csv", "kind", "office") if language == "de" else frozenset()),
        title_endings=tuple(sorted(words("titles.csv", "kind", "ending"))),
        organization_last=words("organization_words.csv", "place_in_name", "last"),
        organization_first=words("organization_words.csv", "place_in_name", "first"),
        organization_generic=words("organization_words.csv", "place_in_name", "generic"),
        organization_modifier=words("organization_words.csv", "place_in_name", "modifier"),
        organization_and=words("organization_words.csv", "place_in_name", "and"),
        organization_surnames=words("organization_words.csv", "place_in_name", "also_surname"),
        not_bodies=tuple(sorted(words("organization_words.csv", "place_in_name", "no_body_ending"))),
        organization_legal=words("organization_words.csv", "place_in_name", "legal"),
        organization_one=words("organization_words.csv", "place_in_name", "one"),
        organization_at=words("organization_words.csv", "place_in_name", "place_follows"),
        organization_compound=words("organization_words.csv", "place_in_name", "compound"),
        organization_kinds=words("organization_words.csv", "place_in_name", "kind_noun"),
        organization_foreign=words("organization_words.csv", "place_in_name", "foreign_last"),
        feminine_endings=tuple(sorted(words("organization_words.csv", "place_in_name", "feminine_ending"))),
        neuter_endings=tuple(sorted(words("organization_words.csv", "place_in_name", "neuter_ending"))),
        masculine_endings=tuple(sorted(words("organization_words.csv", "place_in_name", "masculine_ending"))),
        press_words=words("organization_words.csv", "place_in_name", "press_word"),
        outlet_endings=tuple(sorted(words("organization_words.csv", "place_in_name", "outlet_ending"))),
        organization_pairs=words("organization_words.csv", "place_in_name", "pair"),
        place_kinds=words("place_words.csv", "place_in_name", "kind_noun"),
        landscape_endings=tuple(sorted(words("place_words.csv", "place_in_name", "landscape_ending"))),
        place_endings=tuple(sorted(words("place_words.csv", "place_in_name", "ending"))),
        no_place_endings=tuple(sorted(words("place_words.csv", "place_in_name", "no_ending"))),
        place_last=words("place_words.csv", "place_in_name", "last"),
        place_first=words("place_words.csv", "place_in_name", "first"),
        demonyms=words("demonyms.csv"),
        not_names=words("not_names.csv", "reason", "calendar", "opens_sentence", "thing"),
        adjectives=words("not_names.csv", "reason", "adjective"),
        also_surnames=words("titles.csv", "kind", "also_surname"),
        cues_before=words("person_cues.csv", "position", "before"),
        place_before=words("person_cues.csv", "position", "place_before"),
        place_of=words("place_words.csv", "place_in_name", "of"),
        cues_after=words("person_cues.csv", "position", "after"),
        appositions=words("person_cues.csv", "position", "apposition"),
        surname_endings=tuple(
            sorted(
                {
                    ending
                    for row in read_rows(FOLDER / "surname_endings.csv")
                    if row["language"] == (language if language in ("de", "ru") else "en")
                    for ending in row["endings"].split()
                }
            )
        ),
    )


@lru_cache(maxsize=8)
def acronyms(language: str) -> frozenset[str]:
    """Organizations known by their letters in texts of `language`."""
    return frozenset(
        word
        for row in read_rows(FOLDER / "acronyms.csv")
        if row["language"] == language
        for word in row["words"].split()
    )


@lru_cache(maxsize=1)
def particle_words() -> frozenset[str]:
    """Words inside names of people that are written small (von, bin, de)."""
    return frozenset(row["word"] for row in read_rows(FOLDER / "name_particles.csv"))


@lru_cache(maxsize=1)
def given_names() -> frozenset[str]:
    """Given names of all languages, in the spellings that English and German texts print."""
    rows = read_rows(FOLDER / "given_names.csv")
    variants = read_rows(FOLDER / "given_name_variants.csv")
    return frozenset(name for row in rows for name in row["names"].split()) | frozenset(
        form for row in variants for form in row["forms"].split()
    )


@lru_cache(maxsize=1)
def doubtful_places() -> dict[str, frozenset[str]]:
    """Language -> names of places that are also words or people, and count only after a preposition of place."""
    return {row["language"]: frozenset(row["forms"].split()) for row in read_rows(FOLDER / "not_places.csv")}


@lru_cache(maxsize=16)
def name_contexts(kind: str) -> frozenset[str]:
    """Words and endings, of all languages and in small letters, that decide what a known form is where it stands."""
    rows = read_rows(FOLDER / "name_contexts.csv")
    return frozenset(word.casefold() for row in rows if row["kind"] == kind for word in row["words"].split())
