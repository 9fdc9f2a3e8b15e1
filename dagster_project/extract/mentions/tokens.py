"""Capitalised words of a text, and what joins each to the one before: all that the rules for unknown names look at.

One pass over the text; whatever is written small is seen only as the gap between two capitalised words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dagster_project.extract.mentions.lexicons import particle_words

UPPER = "".join(chr(code) for code in range(0x41, 0x530) if chr(code).isupper())
"""Capitals of the Latin, Greek and Cyrillic scripts."""
CAPITALISED = re.compile(rf"[{UPPER}]\w*(?:[-'&]\w+)*")
PREFIXES = ("al-", "el-", "an-", "as-", "ar-", "ad-", "at-", "az-", "ul-", "l'", "d'")
"""What is written small before a capital and belongs to the word: al-Sisi, d'Estaing."""
LINKS = {
    f" {words} ": "of"
    for words in ("of", "of the", "for", "for the", "for a", "on", "on the", "für", "der", "des", "zur", "gegen")
}
LINKS |= {f" {words} ": "and" for words in ("and", "&", "und")}
"""What may join the parts of an organization's name."""
OPENING = frozenset('.!?:;…\x00\n"“„»«•–—|>*()[]0123456789')


@dataclass(slots=True)
class Token:
    """A capitalised word."""

    start: int
    end: int
    text: str
    """The word without a possessive 's."""
    joint: str
    """What joins it to the token before: ' ' a blank, 'particle', 'of', 'and', or '' for no joint."""
    opens: bool
    """Whether it begins a sentence, a line or a quotation, where any word is written large."""
    between: str
    """The small words between, where they are particles."""


def read_tokens(text: str, abbreviations: frozenset[str]) -> list[Token]:
    """The capitalised words of `text` in order. A full stop joins after an initial or one of `abbreviations` (Dr)."""
    tokens: list[Token] = []
    previous_end = -1
    particles = particle_words()
    for found in CAPITALISED.finditer(text):
        start, end = found.span()
        word = found.group()
        before = text[start - 1] if start else " "
        if before != " ":
            if before.isalnum() or before in "_@":
                continue
            if before in "-'" and start > 2 and text[start - 3 : start].endswith(PREFIXES):
                start -= 3 if before == "-" else 2
                word = text[start:end]
        is_owner = "'" in word and word[-2:] in ("'s", "'S")
        if is_owner:
            word, end = word[:-2], end - 2
        joint, between = "", ""
        if previous_end >= 0 and start - previous_end < 16:
            gap = text[previous_end:start]
            if gap == " ":
                joint = " "
            elif gap in LINKS:
                joint = LINKS[gap]
            elif gap[0] == " ":
                if gap[-1] == " " and len(gap) > 2 and particles.issuperset(gap.split()):
                    joint, between = "particle", gap.strip()
            elif gap[0] == ".":
                if gap == ". " or (gap == "." and len(word) == 1 == previous_end - tokens[-1].start):
                    joint = " " if _abbreviates(text, tokens[-1], abbreviations) else ""
            elif gap == "' " and tokens[-1].text[-1:] == "s":
                joint = " "
        # Quick for most words: a blank before them, a letter before that.
        opens = not (before == " " and start > 1 and text[start - 2].isalpha()) and _opens(text, start)
        tokens.append(Token(start, end, word, joint, opens, between))
        previous_end = -1 if is_owner else end
    return tokens


def _abbreviates(text: str, token: Token, abbreviations: frozenset[str]) -> bool:
    """Whether the stop behind a word may belong to it: an initial, a title that is cut short."""
    word, end = token.text, token.end
    return word in abbreviations or len(word) == 1 or (len(word) <= 3 and text[end] == "." and word[1:2] == ".")


def _opens(text: str, start: int) -> bool:
    at = start - 1
    while at >= 0 and text[at] == " ":
        at -= 1
    return at < 0 or text[at] in OPENING
