"""What kind of world a statement speaks of: asserted, possible, hypothetical, future or desired.

Read from the modal verb of the main clause, from the cue where the content is an infinitive (urged … to, promised to),
from an adverb of possibility, else 'asserted'; null for acts told of, which have no clause of their own. In reported
German the Konjunktiv stands for the indicative: only its modal verbs count, and hätte, wäre and würde as hypothetical
in nobody's speech but direct. werden is future with an infinitive alone (wird gebaut is a passive).
"""

from __future__ import annotations

from functools import cache

from dagster_project.extract.claims.epistemics import INDICATIVE
from dagster_project.extract.claims.found import Found
from dagster_project.extract.claims.lexicon import BIT, rows, word_list
from dagster_project.extract.claims.tokens import Reading

INFINITIVES = frozenset(("en_infinitive", "en_object_to", "de_zu", "de_noun_zu"))
INDIRECT = frozenset(("indirect", "mixed", "free_indirect"))
KONJUNKTIVE = word_list("de", "konjunktiv_two")


@cache
def _modalities(language: str, kind: str) -> dict[str, str]:
    """Words (or lemmas of cues) with the modality that each lends."""
    return {
        word: row["modality"]
        for row in rows("modality.csv")
        if (row["language"], row["kind"]) == (language, kind)
        for word in row["words"].split()
    }


def read_modality(reading: Reading, item: Found, inside: list[int]) -> str | None:
    """Modality of a statement; `inside` are the tokens of its main clause."""
    if item.report_type == "reported" or item.rule in ("en_object", "en_preposition"):
        return None
    if item.rule in INFINITIVES:
        lemma = _lemma(reading, item)
        return _modalities(reading.language, "cue").get(lemma, "hypothetical") if lemma else "hypothetical"
    verbs = _modalities(reading.language, "verb")
    if not verbs:
        return None  # a language without rows
    if not inside:
        return "asserted"
    adverbs = _modalities(reading.language, "adverb")
    possible: str | None = None
    for token in inside:
        word = reading.words[token]
        if word in verbs and _counts(reading, token, item, inside):
            return verbs[word]
        possible = possible or adverbs.get(word)
    return possible or "asserted"


def _lemma(reading: Reading, item: Found) -> str | None:
    if item.cue is None:
        return None
    cues = reading.lexicon.cues.get(reading.words[item.cue[0]], ())
    return cues[0].lemma if cues else None


def _is_perfect(reading: Reading, token: int) -> bool:
    """`soll geflohen sein`, `geflohen sein soll`: hearsay, no wish."""
    return reading.words[token] in ("haben", "sein") and reading.words[token - 1].endswith(("t", "en"))


def _counts(reading: Reading, token: int, item: Found, inside: list[int]) -> bool:
    word = reading.words[token]
    if reading.language == "en":
        # "May" is a month, and one's own free will a noun.
        is_noun = word == "will" and token > 0 and reading.words[token - 1] in ("free", "own", "good", "ill")
        return not is_noun and not (reading.is_capital(token) and word == "may")
    if word in KONJUNKTIVE and item.report_type in INDIRECT:
        # The Konjunktiv I of könnte and dürfte is könne, dürfe: where the second stands, the speaker meant it.
        return word in ("könnte", "dürfte", "dürften") or (word == "könnten" and item.rule in INDICATIVE)
    if word in ("wird", "werden", "werde"):
        last = inside[-1] if reading.is_word(inside[-1]) else inside[-2] if len(inside) > 1 else token
        form = reading.words[last]
        is_participle = any(c.form == "participle" for c in reading.lexicon.cues.get(form, ())) or form.startswith("ge")
        return last > token and form.endswith(("en", "ern", "eln", "sein")) and not is_participle and form != "worden"
    if word in ("soll", "sollen"):
        return not any(_is_perfect(reading, t) for t in inside if t > token + 1 or t == token - 1)
    return not reading.classes[token] & BIT["determiner"]
