"""The lexicon rows behind a statement: where the words stand that made it one, hedged it or negated it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dagster_project.query import Row

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*", re.UNICODE)
NOT_CONTRACTED = re.compile(r"n['’]t$")


@dataclass(frozen=True)
class LexiconRow:
    """A row of a lexicon, and what it did for a statement."""

    part: str
    """'rule' | 'cue' | 'hedge' | 'negation' | 'speaker'"""
    file: str
    line: int
    columns: dict[str, str]


def lexicon_rows(claim: Row) -> list[LexiconRow]:
    """The rows that made a row of `fct_claims`, in order: rule, cue, hedge, negation, kind of speaker."""
    return [
        *_rules(claim),
        *_cues("cue", claim["cue_text"], claim["language"]),
        *_epistemics("hedge", claim["hedge_text"], claim),
        *_epistemics("negation", claim["negation_text"], claim),
        *_speaker_words(claim),
    ]


def _numbered(file: str) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a lexicon with the number of each in the file, its header being line 1."""
    from dagster_project.extract.claims.lexicon import rows

    # Cells hold no line ends, so that a row is a line.
    return enumerate(rows(file), start=2)


def _rules(claim: Row) -> Iterator[LexiconRow]:
    for line, row in _numbered("rules.csv"):
        if row["rule"] == claim["rule"]:
            yield LexiconRow("rule", "rules.csv", line, row)


def _cues(part: str, text: str | None, language: str) -> Iterator[LexiconRow]:
    """Rows of cues one of whose forms is a word of `text`."""
    from dagster_project.extract.claims.lexicon import LEXICONS

    file = f"cues_{language}.csv"
    words = {word.casefold() for word in WORD.findall(text or "")}
    if not words or not (LEXICONS / file).exists():
        return
    for line, row in _numbered(file):
        if words & _forms(row):
            yield LexiconRow(part, file, line, row)


def _forms(row: dict[str, str]) -> set[str]:
    """Every word by which a row of cues is found: its forms, its participle, and both with its particle in front."""
    particle = row.get("particle") or ""
    forms = [*row["forms"].split(), *(row.get("participle") or "").split()]
    if row["part_of_speech"] == "verb":
        forms.append(row["lemma"])
    return {word.casefold() for form in forms for word in (form, particle + form)}


def _epistemics(part: str, text: str | None, claim: Row) -> Iterator[LexiconRow]:
    """The row of a hedge or negation, or that of the cue where the cue itself weakens or denies."""
    if not text:
        return
    wanted = " ".join(text.casefold().replace("’", "'").split())
    found = False
    for line, row in _numbered("epistemics.csv"):
        is_form = row["form"] == wanted or (row["form"] == "n't" and NOT_CONTRACTED.search(wanted) is not None)
        if row["language"] == claim["language"] and row["kind"] == part and is_form:
            found = True
            yield LexiconRow(part, "epistemics.csv", line, row)
    if not found:
        stance = {"hedge": "weakens", "negation": "denies"}[part]
        yield from (row for row in _cues(part, text, claim["language"]) if row.columns["stance"] == stance)


def _speaker_words(claim: Row) -> Iterator[LexiconRow]:
    """The row that says of what kind the noun is that the speaker is called by."""
    words = [word.casefold() for word in WORD.findall(claim["speaker_text"] or "")]
    for line, row in _numbered("speaker_words.csv"):
        if row["language"] == claim["language"] and row["kind"] == claim["speaker_kind"]:
            listed = set(row["words"].casefold().split())
            if named := [word for word in words if word in listed]:
                yield LexiconRow("speaker", "speaker_words.csv", line, row | {"words": " ".join(named) + " …"})
