"""When two names or descriptions of a speaker count as the same, for scoring alone."""

from __future__ import annotations

import re

WORD = re.compile(r"\w+")
NO_PART_OF_A_NAME = frozenset(
    [
        *("the", "a", "an", "der", "die", "das", "den", "dem", "des", "ein", "eine", "einer", "einem"),
        *("president", "präsident", "präsidentin", "minister", "ministerin", "premier", "chancellor", "kanzler"),
        *("kanzlerin", "general", "gen", "lt", "mr", "mrs", "ms", "sir", "dr", "prof", "professor", "herr", "frau"),
        *("ex", "former"),
    ]
)
"""Articles, titles and offices in front of names."""


def name_words(name: str | None) -> list[str]:
    """The words of a name less articles and titles, folded; of a description that ends in a name, the name alone."""
    words = [word for word in WORD.findall(name or "") if word.casefold() not in NO_PART_OF_A_NAME]
    if words and words[-1][0].isupper():
        words = [word for word in words if word[0].isupper()]
    return [word.casefold() for word in words]


def is_same_name(first: str | None, second: str | None) -> bool:
    """Whether the last words agree and, where both have more, half of all words and the first of one of them."""
    ours, theirs = name_words(first), name_words(second)
    if not ours or not theirs or ours[-1] != theirs[-1]:
        return False
    if min(len(ours), len(theirs)) == 1:
        return True
    in_both, in_any = set(ours) & set(theirs), set(ours) | set(theirs)
    return 2 * len(in_both) >= len(in_any) and (ours[0] in theirs or theirs[0] in ours)
