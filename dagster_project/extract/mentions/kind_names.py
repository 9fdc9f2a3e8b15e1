"""Organizations and places that the text itself says to be such: "the supplier, Medica Nord,", "der Sender Feldwelle".

The noun of a kind stands in small letters before the name (English) or right before it (German); an outlet may stand
in quotation marks behind it, or be told by the last part of its one word ("Feldkurier"); a place by its ending where a
preposition of place stands before it ("in Grabenitz"), or by being the dateline's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from dagster_project.extract.mentions.known_names import QUOTES, Candidate, is_word
from dagster_project.extract.mentions.lexicons import given_names, name_contexts, name_words
from dagster_project.extract.mentions.tokens import Token
from dagster_project.extract.mentions.told_names import is_surname_word, is_title_word

LONGEST = 3
DOUBLE_QUOTES = tuple(sign for sign in QUOTES if sign != "'")
ADJECTIVES = ("er", "sche", "schen", "scher", "sches")
SHORTEST_STEM = 3
"""Letters before an ending that tells a place or an outlet."""


def find_by_kind(text: str, language: str, tokens: Sequence[Token], taken: Sequence[Candidate]) -> list[Candidate]:
    """Names beyond those in `taken` whose kind the words around them, or their own endings, say."""
    covered = bytearray(len(text))
    for candidate in taken:
        covered[candidate.start : candidate.end] = b"\x01" * (candidate.end - candidate.start)
    found: list[Candidate] = []
    words = name_words(language)
    german = language == "de"
    for index, token in enumerate(tokens):
        start = token.start
        # English nouns of a kind are written small, so that a word behind another capitalised one has none before it.
        if covered[start] or (token.joint == " " and not german):
            continue
        before = text[text.rfind(" ", 0, max(0, start - 1)) + 1 : max(0, start - 1)].rstrip(",")
        name = None
        if before in words.organization_kinds or text[start - 1 : start] in DOUBLE_QUOTES:
            name = _organization(text, language, tokens, index)
        elif before == "of" or before in words.place_kinds:
            name = _place(text, language, tokens, index)
        if name is None and german:
            if token.text in words.organization_pairs:
                name = _union(text, tokens, index)
            elif token.text in words.press_words and token.joint == " ":
                name = _paper(text, tokens, index)
            elif _kind_by_ending(token.text):
                name = _by_ending(text, tokens, index)
        if name is not None and 1 not in covered[name.start : name.end]:
            found.append(name)
    return found


def find_datelines(text: str, places: Iterable[str]) -> list[Candidate]:
    """Where the places of datelines stand in the text: in capitals in the dateline, as a name further on."""
    found: list[Candidate] = []
    for place in sorted(set(places)):
        name = place.title() if place.isupper() else place
        at = text.find(name)
        while at >= 0:
            end = at + len(name)
            if not (at and is_word(text[at - 1])) and not is_word(text[end : end + 1] or " "):
                found.append(Candidate(at, end, "place", name, "dateline", 0.8))
            at = text.find(name, end)
    return found


def _organization(text: str, language: str, tokens: Sequence[Token], index: int) -> Candidate | None:
    """The organization that begins at token `index`, where a noun of its kind stands before it."""
    start = tokens[index].start
    quoted = start > 0 and text[start - 1] in QUOTES and text[start - 1] != "'"
    ahead = text[max(0, start - 32) : start - quoted]
    if ahead[-1:] != " ":
        return None
    comma = ahead[-2:-1] == ","
    words = ahead.rstrip(" ,").split()
    kind = words[-1] if words else ""
    if language == "de":
        if comma or not (kind in name_words("de").organization_kinds or (quoted and _is_reported(words))):
            return None
    elif kind not in name_words("en").organization_kinds:
        return None
    last = _last(tokens, index, language, may_be_adjective=quoted)
    if last is None:
        return None
    end = tokens[last].end
    if quoted != (text[end : end + 1] in QUOTES and text[end : end + 1] != "'"):
        return None
    # "the supplier, Medica Nord," has a comma on both sides.
    if comma and (text[end : end + 1] != "," or words[-2:-1] not in (["the"], ["The"], ["its"], ["a"])):
        return None
    if not comma and not quoted and language != "de" and words[-2:-1] not in (["the"], ["The"]):
        return None
    return Candidate(start, end, "organization", " ".join(text[start:end].split()), "kind_noun", 0.7)


def _place(text: str, language: str, tokens: Sequence[Token], index: int) -> Candidate | None:
    """The place at token `index`, told by its kind: "the village of Feldkamp", "der Kreis Feldkamp"."""
    start = tokens[index].start
    words = text[max(0, start - 32) : start].split()
    if text[start - 1 : start] != " " or not words:
        return None
    if language != "de" and (words.pop() != "of" or not words):
        return None
    if words[-1] not in name_words(language).place_kinds:
        return None
    last = _last(tokens, index, language, may_be_adjective=False)
    # In German the next word may be any noun.
    if last is None or last > (index if language == "de" else index + 1):
        return None
    end = tokens[last].end
    return Candidate(start, end, "place", " ".join(text[start:end].split()), "kind_noun", 0.7)


def _paper(text: str, tokens: Sequence[Token], index: int) -> Candidate | None:
    """ "Feldkamper Anzeiger": a word for papers behind a place's adjective, which is no person's name."""
    place = tokens[index - 1].text
    if not place.endswith("er") or not place[:-2].isalpha() or len(place) < SHORTEST_STEM + 2 or place in given_names():
        return None
    if is_title_word(place, "de") or place in name_words("de").not_names or place in name_words("de").demonyms:
        return None
    start, end = tokens[index - 1].start, tokens[index].end
    return Candidate(start, end, "organization", " ".join(text[start:end].split()), "name_ending", 0.65)


def _union(text: str, tokens: Sequence[Token], index: int) -> Candidate | None:
    """ "Gewerkschaft Berg und Verkehr": what it works for is its name."""
    if index + 2 >= len(tokens) or tokens[index + 1].joint != " " or tokens[index + 2].joint != "and":
        return None
    start, end = tokens[index].start, tokens[index + 2].end
    return Candidate(start, end, "organization", " ".join(text[start:end].split()), "kind_noun", 0.7)


def _is_reported(words: list[str]) -> bool:
    """Whether a quotation mark opens an outlet's name: "einem Bericht des „Feldboten“ zufolge"."""
    return len(words) > 1 and words[-1] in ("der", "des") and words[-2].casefold() in name_contexts("outlet_report")


def _last(tokens: Sequence[Token], index: int, language: str, *, may_be_adjective: bool) -> int | None:
    """The last token of an unknown name that begins at `index`; None where a token is no part of one."""
    last = index
    while last + 1 < len(tokens) and tokens[last + 1].joint == " " and last - index < LONGEST:
        last += 1
    for place in range(index, last + 1):
        word = tokens[place].text
        if not is_surname_word(word, language) or is_title_word(word, language) or word in given_names():
            return None
        if language == "de" and not may_be_adjective and index == place and word.endswith(ADJECTIVES):
            # "die Zeitung Berliner Kurier" and "Firma Besitzer" begin alike.
            return None
    return last if last - index < LONGEST and len(tokens[index].text) > 1 else None


def _by_ending(text: str, tokens: Sequence[Token], index: int) -> Candidate | None:
    """An outlet or a place of one German word, by its ending."""
    token = tokens[index]
    kind = _kind_by_ending(token.text)
    if not kind or (token.joint == " " and tokens[index - 1].text not in name_words("de").not_names):
        return None
    if kind == "outlet":
        name = token.text.removesuffix("s")
        return Candidate(token.start, token.end, "organization", name, "name_ending", 0.65)
    before = text[max(0, token.start - 8) : token.start]
    preposition = before[:-1].rsplit(" ", 1)[-1].casefold() if before[-1:] == " " else ""
    if preposition not in (("im",) if kind == "landscape" else ("in", "aus", "nach", "bei")):
        return None
    return Candidate(token.start, token.end, "place", token.text, "name_ending", 0.65)


@lru_cache(maxsize=65536)
def _kind_by_ending(word: str) -> str:
    """'outlet', 'landscape' or 'place' by the ending of a German word, or nothing."""
    words = name_words("de")
    if not word[1:].islower() or not word.isalpha() or word in words.not_names or is_title_word(word, "de"):
        return ""
    name = word.removesuffix("s")
    if any(name.endswith(ending) and len(name) - len(ending) >= SHORTEST_STEM for ending in words.outlet_endings):
        return "outlet"
    if word.casefold().endswith(words.no_place_endings):
        return ""
    if word.endswith(words.landscape_endings):
        return "landscape"
    return "place" if word.endswith(words.place_endings) else ""
