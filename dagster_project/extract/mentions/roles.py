"""Roles that stand for a person: "the president" where the text has introduced one president, and one alone.

A role is told by a name with a title or apposition ("Interior Minister Ilse Brandt"; "Aldo Brandt, the former security
chief,"). A later "the interior minister" of the same source is that person where

- office, former or not, and department agree ("the minister" is an interior minister, never a deputy one or a prime
  minister), and nobody else of the source has the same office: then it is nobody;
- a nationality in the phrase is that of the introduction; of a foreign president introduced by nationality "the
  president" is said only right after he is named, since the readers' own president needs no introduction; beside one
  of no nationality such a president is left out of account, unless he is named later;
- of an office that many hold (spokesman, senator, judge) he is the person named last, a few sentences before;
- nothing makes another phrase of it: "the president of the club", "he was the president", "the president, Ilse Brandt".

Nothing is known here of who held which office: the text must say it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dagster_project.extract.mentions.lexicons import FOLDER, name_contexts, name_words, read_rows
from dagster_project.extract.mentions.resolving import Resolved

WINDOW = 90
"""Characters before a name or an office in which its modifiers are looked for."""
NEAR = 400
"""Characters, some three sentences, within which the last person named is still spoken of."""
MOST_MODIFIERS = 4
LONGEST_WORD = 48
MOST_HOLDERS = 50
MOST_BETWEEN = 200
"""People looked back over for the one named last."""
NATION_LETTERS = 5
"""Letters that the name of a country and its adjective share: Kazakhstan, Kazakh; Russland, russisch by four fewer."""
CLOSING = frozenset(",.;)")
WORDS = re.compile(r"\S+")
STOPS = re.compile('[.!?;:,()\n\x00"“”„»«–—]')
AFTER_NAME = 6
"""Words after a name and a comma among which an office is looked for."""
COMPLEMENT = frozenset(["of", "for", "at", "in", "der", "des", "von", "für", "vom"])
GERMAN_ADJECTIVE = re.compile(r"(?:e|er|en|em|es)$")
GERMAN_ARTICLES = frozenset(["der", "die", "dem", "den", "des", "ein", "eine", "einen", "einem", "einer", "eines"])
NATIONS = {"us": "us", "u.s": "us", "usa": "us", "gop": "republican"}
"""Whose an office is, beside places and the adjectives of `demonyms.csv`."""
COMPASS = frozenset(["north", "south", "east", "west", "new", "northern", "southern", "eastern", "western"])
"""First words of places, which alone tell one from another (North and South Korea)."""
LONGEST_ACRONYM = 6


@dataclass(frozen=True, slots=True)
class Office:
    """A row of `roles.csv`."""

    role: str
    is_alone_enough: bool
    """Whether the bare word stands for an office with a department ("the minister")."""
    is_near: bool
    """Whether many hold it, so that only the person named last can be meant."""


@dataclass(frozen=True, slots=True)
class Role:
    """An office as a phrase words it."""

    office: Office
    is_former: bool
    nation: str
    modifiers: tuple[str, ...]
    is_whole: bool
    """False where words are not understood that may make another office of it."""
    is_read: bool = True
    """False where something stands before the office that is no part of it: an article, a verb."""


@dataclass(frozen=True, slots=True)
class Introduction:
    """A name that the text gives an office."""

    end: int
    person: Resolved
    role: Role


@dataclass(frozen=True, slots=True)
class RoleMention:
    """A phrase that stands for `person`."""

    start: int
    end: int
    person: Resolved


@lru_cache(maxsize=8)
def offices(language: str) -> tuple[dict[str, Office], dict[str, tuple[str, Office]]]:
    """Of a language: word in small letters before or after a name -> office; word of a phrase -> (articles, office)."""
    titles: dict[str, Office] = {}
    phrases: dict[str, tuple[str, Office]] = {}
    for row in read_rows(FOLDER / "roles.csv"):
        if row["language"] != language:
            continue
        office = Office(row["role"], row["is_alone_enough"] == "true", row["reach"] == "near")
        for title in row["titles"].split("|"):
            titles.setdefault(title.casefold(), office)
        for phrase in row["phrases"].split("|"):
            article, _, word = phrase.partition(" ") if language == "de" else ("the", "", phrase)
            phrases[word] = (f"{phrases[word][0]} {article}" if word in phrases else article, office)
            titles.setdefault(word, office)
    return titles, dict(sorted(phrases.items()))


@lru_cache(maxsize=8)
def last_words(language: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """The last words of titles and phrases, in small letters; and those that end compounds."""
    words = frozenset(title.rsplit(" ", 1)[-1] for title in offices(language)[0])
    return words, tuple(sorted(words)) if language == "de" else ()


def find_roles(text: str, language: str, names: Sequence[Resolved]) -> list[RoleMention]:
    """The phrases in `text`, of one source and language, that stand for one of the people in `names`, in order."""
    people = [name for name in names if name.entity_type == "person"]
    if not people or not offices(language)[0]:
        return []
    places = frozenset(text[name.start : name.end].rsplit(" ", 1)[-1] for name in names if name.entity_type == "place")
    introduced: dict[Office, dict[tuple[str, Role], Introduction]] = {}
    for person in people:
        for one in _introductions(text, language, person, names, places):
            introduced.setdefault(one.role.office, {}).setdefault((person.name_key, one.role), one)
    # Of so many nobody is the one: a list of officials, or text made to take time.
    wanted = {office: list(several.values()) for office, several in introduced.items() if len(several) <= MOST_HOLDERS}
    if not wanted:
        return []
    phrases = list(_phrases(text, language, wanted, places))
    if not phrases:
        return []
    starts = {name.start for name in names}
    ends = {name.end for name in names}
    person_ends = [person.end for person in people]
    found: list[RoleMention] = []
    for start, end, role in phrases:
        named_after = end + 2 in starts and text[end] == "," and not _is_ruled(text, start)
        named_here = end + 1 in starts or named_after or (start - 2 in ends and text[start - 2] == ",")
        if named_here or not _stands_alone(text, language, start, end):
            continue
        meant = _meant(role, start, wanted[role.office], people, person_ends)
        if meant is not None:
            found.append(RoleMention(start, end, meant))
    return sorted(found, key=lambda mention: mention.start)


def _meant(
    role: Role, at: int, introduced: Sequence[Introduction], people: Sequence[Resolved], person_ends: Sequence[int]
) -> Resolved | None:
    """The one person whom a role at `at` stands for."""
    rivals = [one for one in introduced if _may_be(role, one.role)]
    own = {one.person.name_key for one in rivals if not one.role.nation}
    if not role.nation and len(own) == 1 and own == {_last_named(at, people, person_ends, rivals)}:
        rivals = [one for one in rivals if one.person.name_key in own]
    if len({one.person.name_key for one in rivals}) != 1:
        return None
    told = [one for one in rivals if one.end <= at and _is_told_by(role, one.role)]
    if not told:
        return None
    person = told[0].person
    if role.office.is_near or not any(one.role.nation == role.nation for one in told):
        last = bisect_left(person_ends, at) - 1
        if last < 0 or people[last].name_key != person.name_key or at - person_ends[last] > NEAR:
            return None
    return person


def _last_named(
    at: int, people: Sequence[Resolved], person_ends: Sequence[int], rivals: Sequence[Introduction]
) -> str | None:
    """The key of that one of `rivals` who is named last before `at`."""
    keys = {one.person.name_key for one in rivals}
    last = bisect_left(person_ends, at)
    before = people[max(0, last - MOST_BETWEEN) : last]
    return next((person.name_key for person in reversed(before) if person.name_key in keys), None)


def _may_be(role: Role, other: Role) -> bool:
    """Whether a phrase could mean somebody introduced by `other`."""
    return (
        role.office == other.office
        and role.is_former == other.is_former
        and (not role.modifiers or role.modifiers == other.modifiers or not other.is_whole)
        and (not role.nation or not other.nation or _is_same_nation(role.nation, other.nation))
    )


def _is_told_by(role: Role, other: Role) -> bool:
    """Whether an introduction says what a phrase takes for said."""
    if not other.is_whole or (role.nation and not _is_same_nation(role.nation, other.nation)):
        return False
    if role.modifiers == other.modifiers:
        return True
    return other.office.is_alone_enough and not role.modifiers and not _is_other(other.modifiers)


def _is_other(modifiers: tuple[str, ...]) -> bool:
    """Whether modifiers make another office of one: vice, deputy, prime."""
    return any(modifier in name_contexts("other_role") for modifier in modifiers)


def _is_same_nation(first: str, second: str) -> bool:
    *first_ahead, first = first.split(" ")
    *second_ahead, second = second.split(" ")
    if first_ahead != second_ahead:
        return False
    return first == second or (
        len(first) >= NATION_LETTERS
        and len(second) >= NATION_LETTERS
        and first[:NATION_LETTERS] == second[:NATION_LETTERS]
    )


# introductions


def _introductions(
    text: str, language: str, person: Resolved, names: Sequence[Resolved], places: frozenset[str]
) -> Iterator[Introduction]:
    start = person.start
    if start > 1 and text[start - 1] == " " and _may_end_role(text, start - 1, language):
        before, after_name = text[max(0, start - WINDOW) : start - 1], text[person.end : person.end + 1]
        role = _role_before(before, language, after_name, places)
        if role is not None:
            yield Introduction(person.end, person, role)
    if text.startswith(", ", person.end):
        told = _role_after(text, language, person.end + 2, places)
        if told is not None:
            yield Introduction(told[0], person, _completed(told[1], text, told[0], names))


def _role_after(text: str, language: str, start: int, places: frozenset[str]) -> tuple[int, Role] | None:
    """End and role of an apposition that begins at `start`: "the former security chief," "president of Kazakhstan"."""
    clause = text[start : start + WINDOW]
    stop = STOPS.search(clause)
    words = list(WORDS.finditer(clause, 0, stop.start() if stop else len(clause)))[:AFTER_NAME]
    for last in range(len(words)):
        if not _is_last_word(words[last].group(), language):
            continue
        role = _role_at_end(clause[: words[last].end()], language, places)
        if role is None:
            continue
        longer = last + 2 < len(words) and _role_at_end(clause[: words[last + 2].end()], language, places)
        end, role = (words[last + 2].end(), longer) if longer else (words[last].end(), role)
        # "According to Brandt, the president said" has no mark behind the office.
        following = clause[end : end + 12].split(" ")
        closes = clause[end : end + 1] in CLOSING or (len(following) > 1 and following[1] in COMPLEMENT)
        return (start + end, role) if closes else None
    return None


def _role_before(before: str, language: str, after_name: str, places: frozenset[str]) -> Role | None:
    """The role in the words right before a name; behind a comma only where another mark closes the name."""
    if before[-1:] == ",":
        article = max(before.rfind(f" {word} ") for word in ("the", "The", "der", "die", "Der", "Die"))
        if after_name not in CLOSING or (article >= 0 and _is_ruled(before, article + 1)):
            return None
        return _role_at_end(before[:-1], language, places)
    if before[-1:] == ".":
        before = before[:-1]
    return _role_at_end(before, language, places)


def _is_ruled(text: str, start: int) -> bool:
    """Whether another noun takes the phrase at `start` to itself: "an adviser to the president, Ilse Brandt,"."""
    before = text[max(0, start - 12) : start].split()
    return bool(before) and before[-1].casefold() in name_contexts("role_taker")


def _may_end_role(text: str, end: int, language: str) -> bool:
    """Whether the word that ends at `end` is one of an office: most names have another before them, this is quick."""
    begin = max(0, end - LONGEST_WORD)
    words = text[max(begin, text.rfind(" ", begin, end)) : end].split()
    return bool(words) and _is_last_word(words[-1], language)


@lru_cache(maxsize=65536)
def _is_last_word(word: str, language: str) -> bool:
    words, endings = last_words(language)
    small = word.rstrip(".,").casefold()
    return small in words or ("-" in small and small.rsplit("-", 1)[1] in words) or small.endswith(endings)


def _completed(role: Role, text: str, end: int, names: Sequence[Resolved]) -> Role:
    """The role with what follows it: "of Kazakhstan" is its nation; of others nobody knows what they are head of."""
    if text[end : end + 1] != " ":
        return role
    following = names[bisect_right(names, end, key=lambda name: name.start) :][:1]
    place = next((name for name in following if name.start <= end + 9 and name.entity_type == "place"), None)
    nation = place.name.casefold() if place is not None else role.nation
    return Role(role.office, role.is_former, nation, role.modifiers, role.office.is_near or place is not None)


# phrases


def _phrases(
    text: str, language: str, wanted: Collection[Office], places: frozenset[str]
) -> Iterator[tuple[int, int, Role]]:
    """(start, end, role) of the phrases with an article whose office is one of `wanted`."""
    small = text.replace("İ", "I").lower()
    for word, (articles, office) in offices(language)[1].items():
        if office not in wanted:
            continue
        at = small.find(word)
        while at >= 0:
            end = at + len(word)
            if not small[end : end + 1].isalnum() and small[end : end + 1] != "-":
                found = _phrase(text, language, (at, end), articles.split(), places)
                if found is not None and found[1].office == office:
                    yield found[0], end, found[1]
            at = small.find(word, end)


def _phrase(
    text: str, language: str, head: tuple[int, int], articles: list[str], places: frozenset[str]
) -> tuple[int, Role] | None:
    """Start and role of a phrase that ends in the words of an office, its article being one of `articles`."""
    at, end = head
    begin = max(0, at - WINDOW)
    window = text[begin:end]
    stop = max((found.end() for found in STOPS.finditer(window, 0, at - begin)), default=0)
    words = [(begin + found.start(), found.group()) for found in WORDS.finditer(window[stop:])]
    words = [(start + stop, word) for start, word in words]
    for place in range(len(words) - 1, max(-1, len(words) - 3 - MOST_MODIFIERS), -1):
        start, word = words[place]
        if word.casefold() in articles and place < len(words) - 1:
            if language == "de" and _is_plural(words, place, articles):
                return None
            inside = text[words[place + 1][0] : end]
            role = _role_at_end(inside, language, places)
            # Every word of a phrase must be understood: "the first president" is no president.
            return (start, role) if role is not None and role.is_whole and role.is_read else None
    return None


def _is_plural(words: list[tuple[int, str]], place: int, articles: list[str]) -> bool:
    """Whether "der Minister" is a genitive plural: a noun stands right before ("das Treffen der Minister")."""
    is_man = "dem" in articles
    return is_man and words[place][1] == "der" and words[-1][1].endswith("er") and words[place - 1][1][:1].isupper()


def _stands_alone(text: str, language: str, start: int, end: int) -> bool:
    """Whether what stands around a phrase leaves it a phrase of its own."""
    before = text[max(0, start - 20) : start].split()
    if before and before[-1].casefold() in name_contexts("no_role_before") and not text.startswith("'s ", end):
        return False
    if text[end : end + 1] != " ":
        return not text.startswith((", " + "the ", "/"), end)
    after = f"{text[end + 1 : end + 30]} ".split()[0].strip(",.;:!?\"'“”»«)")
    if language == "de":
        return after not in name_contexts("no_role_after") and not (after[:1].isupper() and after.endswith("s"))
    return after in name_contexts("after_role") or after.endswith("ed")


# words


def _role_at_end(phrase: str, language: str, places: frozenset[str] = frozenset()) -> Role | None:
    """The role that the last words of `phrase` are, read backwards up to an article or what is no part of it."""
    cut = max((found.end() for found in STOPS.finditer(phrase)), default=0)
    if cut and phrase[max(0, cut - 3) : cut] in ("U.S", ".S."):
        cut = max(0, cut - 4)
    words = phrase[cut:].split()
    if not words:
        return None
    return _german_role(words) if language == "de" else _english_role(words, places)


def _english_role(words: list[str], places: frozenset[str]) -> Role | None:
    titles, _ = offices("en")
    for length in (3, 2, 1):
        if length > len(words):
            continue
        head = " ".join(words[-length:])
        prefix = ""
        if head.casefold() not in titles and "-" in words[-length]:
            prefix, _, rest = words[-length].partition("-")
            head = " ".join([rest, *words[len(words) - length + 1 :]])
        office = titles.get(head.casefold())
        if office is not None:
            ahead = words[:-length]
            return _english_modifiers([*ahead, prefix] if prefix else ahead, head[0].isupper(), office, places)
    return None


def _english_modifiers(ahead: list[str], is_capital: bool, office: Office, places: frozenset[str]) -> Role:
    """The role with the words before its office, read backwards."""
    former, nation, whole, read = False, "", True, True
    modifiers: list[str] = []
    known = name_words("en")
    former_words, modifier_words = name_contexts("former"), name_contexts("role_modifier")
    for word in reversed(ahead[-MOST_MODIFIERS - 1 :]):
        small = word.casefold()
        first, _, rest = small.partition("-")
        if small in former_words or (rest and first in former_words):
            former = True
            if rest:
                modifiers.insert(0, rest)
        elif small.endswith("'s"):
            read = False
            nation = "" if word[0].islower() else small[:-2]
            break
        elif nation and small in COMPASS:
            nation = f"{small} {nation}"
        elif small.strip(".") in NATIONS or word in known.demonyms or word in places:
            nation = NATIONS.get(small.strip("."), small.strip("."))
        elif word.isupper() and 1 < len(word) <= LONGEST_ACRONYM:
            # "FBI Director": letters open no sentence by chance, as other words do.
            modifiers.insert(0, small)
        elif small in modifier_words or small == "then":
            modifiers.insert(0, small)
        elif small.capitalize() in known.not_names or (word[0].islower() and is_capital):
            # "a President Brandt" is one that may be.
            whole = whole and not (is_capital and small in ("a", "no"))
            read = False
            break
        elif word[0].islower():
            # "university president": whatever it is, another phrase must have it too.
            modifiers.insert(0, small)
            break
        else:
            whole = False
            break
    return Role(office, former, nation, tuple(modifiers), whole, read)


def _german_role(words: list[str]) -> Role | None:
    titles, _ = offices("de")
    small = words[-1].casefold()
    if not words[-1][0].isupper():
        return None
    office, prefix = next(
        ((titles[small[cut:]], small[:cut].rstrip("-")) for cut in range(len(small) - 3) if small[cut:] in titles),
        (None, ""),
    )
    if office is None:
        return None
    former, nation, read = False, "", True
    modifiers: list[str] = []
    if prefix in name_contexts("former"):
        former = True
    elif prefix in NATIONS:
        nation = prefix
    elif prefix:
        modifiers.append(prefix)
    for word in reversed(words[-2 - MOST_MODIFIERS : -1]):
        stem = GERMAN_ADJECTIVE.sub("", word)
        if word.casefold() in GERMAN_ARTICLES or word[0].isupper() or stem == word:
            # "Serbiens Präsident"
            nation = word[:-1].casefold() if word[0].isupper() and word.endswith("s") else nation
            read = False
            break
        if stem in name_contexts("former"):
            former = True
        elif stem in name_contexts("other_role"):
            modifiers.append(stem)
        elif stem.endswith("isch"):
            nation = stem
        else:
            read = False
    return Role(office, former, nation, tuple(modifiers), True, read)
