"""Lines that open with a name and a colon: `Roth: The pier is safe`, as headlines and posts tell what somebody said.

A colon behind capitals may follow anything (a topic, a place, `Update`), so the words before it must end in the name
of a person or a body that the text's mentions give, and what follows must be a statement: a finite verb, no question,
no `Roth: what we know`. The rule is the same in every language with a grammar of its own.
"""

from __future__ import annotations

from dagster_project.extract.claims.assertions import is_statement
from dagster_project.extract.claims.found import Found
from dagster_project.extract.claims.lexicon import BIT, word_list
from dagster_project.extract.claims.tokens import Reading

LONGEST_LABEL = 6
"""Tokens of the longest label: `Deputy Interior Minister Ada Roth:`."""
SHORTEST_QUOTE = 4
"""Tokens, marks included, of the shortest quotation that is no name or title."""
OPENING = BIT["interrogative"]


def find_labels(reading: Reading, names: frozenset[int]) -> list[Found]:
    """What follows a name and a colon at the start of a passage; `names`: the characters where voices end."""
    found: list[Found] = []
    if not names:
        return found
    words, shouts = reading.words, word_list(reading.language, "no_label")
    for number, (start, end) in enumerate(reading.units):
        if start and reading.passage_of[start - 1] == reading.passage_of[start]:
            continue
        colon = _colon(reading, start, end)
        if colon is not None and not shouts.isdisjoint(words[start:colon]):  # "BREAKING: Roth: …"
            start = colon + 1
            colon = _colon(reading, start, end)
        if colon is None or colon + 2 >= end or reading.ends[colon - 1] not in names:
            continue
        rule, cue = f"{reading.language}_named_label", (colon, colon + 1)
        quote = reading.quote_of[colon + 1]
        if quote >= 0:  # "Roth: “The pier is safe”"
            spoken = reading.quotes[quote]
            if spoken.start == colon + 1 and spoken.end >= end - 1 and spoken.end - spoken.start > SHORTEST_QUOTE:
                found.append(Found(rule, number, [(colon + 1, spoken.end)], "direct", (start, colon), cue))
            continue
        if reading.classes[colon + 1] & OPENING:
            continue
        last = end
        while last > colon and not reading.is_word(last - 1) and reading.quote_of[last - 1] < 0:
            last -= 1
        if is_statement(reading, colon + 1, last, end):
            found.append(Found(rule, number, [(colon + 1, last)], "indirect", (start, colon), cue))
    return found


def _colon(reading: Reading, start: int, end: int) -> int | None:
    """The colon behind at most `LONGEST_LABEL` words of a label, the first of them with a capital."""
    if start >= end or not reading.is_capital(start):
        return None
    for token in range(start + 1, min(end, start + LONGEST_LABEL + 1)):
        if reading.words[token] == ":":
            return token if reading.ends[token] - reading.starts[token] == 1 else None
        if not (reading.is_capital(token) or reading.words[token] in (".", "of", "von")):
            return None
    return None
