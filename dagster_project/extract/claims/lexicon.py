"""Words as data: cues with their frames, closed word classes, hedges and negations, per language.

The rows lie in `extract/lexicons/*.csv`; adding a language is adding rows. What a column means:

- `cues_LANG.csv`: lemma, part_of_speech, forms (English: base, third person, past, participle, -ing; others:
  finite forms), participle and particle (German), frames, medium ('speech' | 'writing' | 'thought'), stance
  ('denies' turns what is said into its negative, 'weakens' makes it a guess), an example of our own with the
  speaker in [ ] and the content in < >.
- `word_classes.csv`: the closed classes that phrases and clauses are told by.
- `epistemics.csv`: hedges and negations (see `epistemics`); `modality.csv`: what makes a statement possible, future,
  hypothetical or desired; `speaker_words.csv`: nouns for those who speak, with their kind.
- `rules.csv`: every rule with its confidence (share of its rows right on the half of the development texts that it was
  calibrated on, drawn towards .8 for strong frames and .6 for weak ones where that half has few) and an example.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

WRITTEN_APART = frozenset(("bekannt", "klar", "richtig"))
"""German particles that may also stand apart from their participle: bekanntgegeben, bekannt gegeben."""
LEXICONS = Path(__file__).resolve().parent.parent / "lexicons"

CLASSES: tuple[str, ...] = (
    "determiner", "possessive", "subject", "pronoun", "personal", "relative", "object", "be", "have", "do",
    "modal", "contracted", "preposition", "coordinator", "adversative", "subordinator", "interrogative",
    "adverb", "time", "finite", "group_word", "nominative", "become", "konjunktiv", "konjunktiv_one",
    "particle", "light", "oblique", "cue", "noun_cue", "epistemic", "telling", "phrase_cue",
)  # fmt: skip
BIT: dict[str, int] = {name: 1 << position for position, name in enumerate(CLASSES)}


@dataclass(frozen=True, slots=True)
class Cue:
    """One reading of one form of a cue: which verb or noun, in which form, with which frames."""

    lemma: str
    form: str
    """'base' | 'third' | 'past' | 'participle' | 'ing' | 'finite' | 'infinitive' | 'joined' | 'apart' | 'noun' |
    'adjective'"""
    frames: frozenset[str]
    prepositions: frozenset[str]
    phrases: tuple[tuple[str, ...], ...]
    """Words behind an English verb that make it a verb of saying: took `issue with`, lashed `out at`."""
    particle: str
    medium: str
    stance: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What one language says by words alone."""

    language: str
    classes: dict[str, int]
    cues: dict[str, tuple[Cue, ...]]


def rows(name: str) -> list[dict[str, str]]:
    """The rows of one lexicon file, in its order."""
    with (LEXICONS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def word_list(language: str, word_class: str) -> frozenset[str]:
    """The words of one row of `word_classes.csv`: classes too small or too special for a bit per token."""
    words = [r["words"] for r in rows("word_classes.csv") if (r["language"], r["word_class"]) == (language, word_class)]
    if len(words) != 1:
        raise ValueError(f"word_classes.csv must have one row '{language},{word_class}', it has {len(words)}")
    return frozenset(words[0].split())


@cache
def has_word_list(language: str, word_class: str) -> bool:
    """Has `word_classes.csv` such a row?"""
    return any((r["language"], r["word_class"]) == (language, word_class) for r in rows("word_classes.csv"))


@cache
def load_lexicon(language: str) -> Lexicon | None:
    """The lexicon of `language` ('en', 'de', …), or None where there are no cue rows for it."""
    if not (LEXICONS / f"cues_{language}.csv").exists():
        return None
    classes: dict[str, int] = {}
    for row in rows("word_classes.csv"):
        if row["language"] == language:
            for word in row["words"].split():
                classes[word] = classes.get(word, 0) | BIT.get(row["word_class"], 0)
    cues: dict[str, list[Cue]] = {}
    for row in rows(f"cues_{language}.csv"):
        for form, word in _forms(row):
            cue = _cue(row, form)
            cues.setdefault(word.lower(), []).append(cue)
            classes[word.lower()] = classes.get(word.lower(), 0) | _cue_bit(cue)
    for row in rows("epistemics.csv"):
        if row["language"] == language:
            first = row["form"].split()[0]
            classes[first] = classes.get(first, 0) | BIT["epistemic"]
    for word in classes:
        if word.endswith(("n't", "n’t")):
            classes[word] |= BIT["epistemic"]
    return Lexicon(language, classes, {word: tuple(found) for word, found in cues.items()})


def _cue_bit(cue: Cue) -> int:
    if cue.phrases and not cue.frames and not cue.prepositions:
        return BIT["phrase_cue"]  # a verb like any other, but for the words behind it
    return BIT["noun_cue"] if cue.form in ("noun", "adjective") else BIT["cue"]


def _forms(row: dict[str, str]) -> list[tuple[str, str]]:
    """(kind of form, word) of a row, each word once."""
    words = row["forms"].split()
    if row["part_of_speech"] in ("noun", "adjective"):
        return [(row["part_of_speech"], word) for word in words]
    if row["language"] == "de":
        particle = row["particle"]
        found = [("finite", word) for word in words]
        if particle and " " not in particle:
            found += [("joined", particle + word) for word in words]
        if row["participle"].startswith(particle):
            found += [("participle", row["participle"])]
            if particle in WRITTEN_APART:
                found += [("apart", row["participle"][len(particle) :])]
        else:  # "hat zu bedenken gegeben", "deutlich gemacht": the particle stays a word, or words, of its own
            found += [("apart", row["participle"])]
        return list(dict.fromkeys(found))
    if row["language"] != "en":
        return [("finite", word) for word in words]
    kinds = ("base", "third", "past", "participle", "ing")
    named = list(zip(kinds, words, strict=True))
    # "said" is past and participle alike: one reading, told apart by the auxiliaries before it.
    return [pair for pair in named if not (pair[0] == "participle" and pair[1] == words[2])]


def _cue(row: dict[str, str], form: str) -> Cue:
    names, prepositions, phrases = [], [], []
    for frame in row["frames"].split():
        if frame.startswith("PREP("):
            prepositions += frame[5:-1].split("/")
        elif frame.startswith("PHRASE("):
            phrases += [tuple(phrase.split("_")) for phrase in frame[7:-1].split("/")]
        else:
            names.append(frame)
    return Cue(
        row["lemma"], form, frozenset(names), frozenset(prepositions), tuple(phrases), row.get("particle") or "",
        row["medium"], row["stance"],
    )  # fmt: skip


@cache
def marking_words(language: str) -> frozenset[str]:
    """Every word that may open a hedge or negation or lend a modality: without one a statement is plainly asserted."""
    lexicon = load_lexicon(language)
    if lexicon is None:
        raise ValueError(f"there is no lexicons/cues_{language}.csv: the language is not read")
    marks = {word for word, bits in lexicon.classes.items() if bits & BIT["epistemic"]}
    for row in rows("modality.csv"):
        if row["language"] == language and row["kind"] != "cue":
            marks.update(row["words"].split())
    return frozenset(marks)


@cache
def speaker_kinds(language: str) -> dict[str, str]:
    """Nouns for those who speak, with the kind of speaker each is (rows of `speaker_words.csv`)."""
    found: dict[str, str] = {}
    for row in rows("speaker_words.csv"):
        if row["language"] == language:
            for word in row["words"].split():
                found.setdefault(word, row["kind"])
    return found


@cache
def given_name_genders() -> dict[str, str]:
    """Given names that only women ('f') or only men ('m') bear, over all languages (rows of `given_names.csv`)."""
    found: dict[str, set[str]] = {}
    for row in rows("given_names.csv"):
        for name in row["names"].split():
            found.setdefault(name, set()).add(row["gender"])
    return {name: genders.pop() for name, genders in found.items() if len(genders) == 1 and "" not in genders}


@cache
def given_names() -> frozenset[str]:
    """Given names over all languages, of women and of men (rows of `given_names.csv`)."""
    return frozenset(name for row in rows("given_names.csv") for name in row["names"].split())
