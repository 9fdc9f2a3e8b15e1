"""How alike two names are: for the list of pairs that a person should look at, never to join entities by itself.

Entities are joined by equal keys (`name_keys`), which forgive spelling conventions and nothing else. This score also
forgives slips of the pen, words in another order, initials and words run together, and so is wrong now and then.
Words are paired by likeness of their keys (Jaro and Winkler; Kuhn's greedy assignment is enough for names), after
titles and legal forms are left out. What makes names differ is a word on both sides that pairs with none.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler

from dagster_project.extract.mentions.lexicons import FOLDER, name_words, particle_words, read_rows
from dagster_project.extract.mentions.name_keys import fold_letters, given_key, is_patronymic, word_key

WORD = re.compile(r"[^\W_]+")
ALIKE = 0.6
"""From here on two names are worth a look as the same."""


@lru_cache(maxsize=1)
def _left_out() -> frozenset[str]:
    honorifics = name_words("en").honorifics | name_words("de").honorifics | frozenset({"Monsieur", "President"})
    return frozenset(word.casefold() for word in honorifics)


@lru_cache(maxsize=1)
def _legal_forms() -> dict[str, str]:
    return {
        form.casefold(): row["form"]
        for row in read_rows(FOLDER / "legal_forms.csv")
        for form in [row["form"], *row["variants"].split("|")]
    }


@lru_cache(maxsize=65536)
def _person_words(name: str) -> tuple[str, ...]:
    words = [word for word in WORD.findall(name.replace("'", "").replace("’", "")) if not word.isdigit()]
    kept = [word for word in words if word.casefold() not in _left_out()]
    kept = [word for word in kept if word.casefold() not in particle_words()] or kept or words
    unique: list[str] = []
    for word in kept:
        if fold_letters(word) not in {fold_letters(other) for other in unique}:
            unique.append(word)
    return tuple(unique)


def word_likeness(first: str, second: str) -> float:
    """0 to 1: how alike two words of names are, the keys and the letters both considered; initials by their letter."""
    a, b = fold_letters(first), fold_letters(second)
    if a == b or given_key(first) == given_key(second):
        return 1.0
    if len(a) == 1 or len(b) == 1:
        return 0.75 if a[0] == b[0] else 0.0
    key_a, key_b = word_key(first), word_key(second)
    if key_a == key_b:
        return 1.0
    longest = max(len(a), len(b))
    edits = min(DamerauLevenshtein.distance(a, b), DamerauLevenshtein.distance(key_a, key_b))
    allowed = 0 if longest < 4 else 1 if longest < 7 else 2
    if edits > allowed or (a[0] != b[0] and key_a[0] != key_b[0] and edits > 1):
        return 0.0
    return max(JaroWinkler.similarity(a, b), JaroWinkler.similarity(key_a, key_b)) - 0.05 * edits


def person_likeness(first: str, second: str) -> float:
    """0 to 1: how likely two names of people are one person's, by the names alone."""
    a, b = _person_words(first), _person_words(second)
    if not a or not b:
        return 0.0
    if "".join(map(fold_letters, a)) == "".join(map(fold_letters, b)):
        return 1.0
    pairs = sorted(
        ((word_likeness(x, y), i, j) for i, x in enumerate(a) for j, y in enumerate(b)),
        key=lambda p: (-p[0], p[1], p[2]),
    )
    left, right, scores = set(range(len(a))), set(range(len(b))), []
    initials = [False, False]
    for score, i, j in pairs:
        if score > 0 and i in left and j in right:
            left.remove(i)
            right.remove(j)
            scores.append(score)
            initials[0] |= len(a[i]) == 1 < len(b[j])
            initials[1] |= len(b[j]) == 1 < len(a[i])
    if not scores:
        return 0.0
    for has_initial, words, alone in ((initials[0], a, left), (initials[1], b, right)):
        if has_initial and any(len(words[place]) > 1 for place in alone):
            # "Ada W. Feld" is no "Ada Wolf": who has an initial has all other words of the name too.
            return 0.3
    shorter = min(len(a), len(b))
    matched = len(scores)
    whole = sum(score == 1.0 for score in scores)
    unpaired = [a[i] for i in left], [b[j] for j in right]
    if all(unpaired):
        # A patronymic or a middle name against another one is another person.
        return 0.3 * matched / max(len(a), len(b))
    if matched == 1 and max(len(a), len(b)) > 1:
        return 0.65 * scores[0] if shorter == 1 and scores[0] == 1.0 else 0.3
    mean = sum(scores) / matched
    missing = (max(len(a), len(b)) - matched) * 0.04
    slips = 0.1 * (matched - whole - 1) if matched - whole > 1 else 0.0
    only_patronymic = all(is_patronymic(word) for side in unpaired for word in side)
    return max(0.0, mean - (0.0 if only_patronymic else missing) - slips)


def other_likeness(first: str, second: str) -> float:
    """0 to 1: how likely two names of organizations (or ships, or companies) are one's, by the names alone."""
    a, b = _organization_words(first), _organization_words(second)
    if not a or not b:
        return 0.0
    if "".join(a) == "".join(b):
        return 1.0
    joined = JaroWinkler.similarity("".join(a), "".join(b))
    edits = DamerauLevenshtein.distance("".join(a), "".join(b))
    if {word for word in a if word.isdigit()} != {word for word in b if word.isdigit()}:
        return 0.5 * joined
    longest = max(len("".join(a)), len("".join(b)))
    if len(a) == len(b):
        each = [_organization_likeness(x, y) for x, y in zip(sorted(a), sorted(b), strict=True)]
        return min(each) if min(each) > 0 else 0.4 * joined
    shorter, longer = sorted((a, b), key=len)
    if set(shorter) <= set(longer) and sum(map(len, shorter)) > 0.45 * longest:
        return 0.7
    return joined if edits <= max(1, longest // 10) else 0.5 * joined


def _organization_likeness(first: str, second: str) -> float:
    if first == second:
        return 1.0
    longest = max(len(first), len(second))
    edits = DamerauLevenshtein.distance(first, second)
    return 1.0 - edits / longest if edits <= longest // 5 else 0.0


def _organization_words(name: str) -> list[str]:
    text = name.replace("'", "").replace("’", "").replace(".", "" if re.search(r"\b\w\.\w\.", name) else " ")
    folded = [fold_letters(word) for word in WORD.findall(text)]
    text = " ".join(folded)
    forms = _legal_forms()
    for form in sorted(forms, key=lambda form: (-len(form), form)):
        text = re.sub(rf"(?:^| ){re.escape(fold_letters(form))}(?= |$)", " ", text)
    words = [word for word in text.split() if word not in ("the", "of", "and", "for")]
    return words or folded
