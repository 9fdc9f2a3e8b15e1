"""Who said what in English: cue verbs and their frames, "according to", nouns of saying, quotations.

Cues first: each cue is read as a verb or passed by (`verbs`), its subject sought to the left or, after a quotation,
to the right (`phrases`), and its content where the frame puts it: behind the verb (`openings`; of what is no clause
`objects` asks whether anything is said of it) or before it (`contents`), up to where the reporter speaks again
(`clauses`). Quotations are atoms: no cue of the sentence is sought within them, no clause ends there. Frames, in
the words of the lexicon: SAY (quotation, that-clause, bare clause, inversion), QUO (quotation alone), THAT (that- and
bare clause), WHETHER, TOINF, OTO (object + to), OTHAT (object + that), NPO (object), PREP(…), NOUN (`sources`).
Sentences without a cue come last (`uncued`). The frames follow Quirk et al., A Comprehensive Grammar of the English
Language, 16.30-16.83 (complementation of verbs) and 14.28-14.35 (reported speech).
"""

from __future__ import annotations

from dagster_project.extract.claims.english.uncued import Uncued
from dagster_project.extract.claims.found import Found, TokenSpan
from dagster_project.extract.claims.gate import RELATIVES, antecedent
from dagster_project.extract.claims.tokens import Reading


def find_english(reading: Reading) -> list[Found]:
    """The statements of an English reading."""
    told = Uncued(reading).find()
    found = [item for item in told if not _is_own_plan(reading, item) and not _is_of_a_clause(reading, item)]
    bracketed: dict[int, list[Found]] = {}
    for item in found:
        if item.speaker is not None and reading.words[item.speaker[0]] in RELATIVES:
            item.speaker = antecedent(reading, item.speaker[0]) or item.speaker
        if _is_bracketed(reading, item):
            bracketed.setdefault(item.unit, []).append(item)
    for item in found:
        for inner in bracketed.get(item.unit, ()):
            if inner is not item:
                bracket = (inner.spans[0][0] - 1, inner.spans[-1][1] + 1)
                item.spans = [part for span in item.spans for part in _without(span, bracket)]
    return found


def _is_of_a_clause(reading: Reading, item: Found) -> bool:
    """`they had left, which might explain why …`: what a clause or a thing explains, nobody says."""
    if item.speaker is None or reading.words[item.speaker[0]] != "which" or item.speaker[1] - item.speaker[0] > 1:
        return False
    before = item.speaker[0] - 1
    while before > 0 and not reading.is_word(before):
        before -= 1
    return not reading.is_capital(before) and antecedent(reading, item.speaker[0]) is None


def _is_bracketed(reading: Reading, item: Found) -> bool:
    """`that he is ill (two doctors are said to have come) or away`: a statement in brackets is no part of another."""
    before, after = item.spans[0][0] - 1, item.spans[-1][1]
    return before >= 0 and reading.words[before] == "(" and reading.words[after : after + 1] == [")"]


def _without(span: TokenSpan, bracket: TokenSpan) -> list[TokenSpan]:
    """What is left of a span without the bracket within it."""
    if not (span[0] < bracket[0] and bracket[1] <= span[1]):
        return [span]
    return [(start, end) for start, end in ((span[0], bracket[0]), (bracket[1], span[1])) if end > start]


def _is_own_plan(reading: Reading, item: Found) -> bool:
    """`I have decided to write`, `we are proud of it`, `did not want to go` with nobody in front: nobody else's."""
    if item.rule not in ("en_infinitive", "en_adjective_to", "en_adjective_phrase"):
        return False
    if item.speaker is None:
        return item.cue is None or reading.quote_of[item.cue[0]] < 0
    first, stop = item.speaker
    return stop - first == 1 and reading.words[first] in ("i", "we") and reading.quote_of[first] < 0
