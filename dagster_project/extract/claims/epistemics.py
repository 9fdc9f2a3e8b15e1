"""How sure, and whether yes or no: hedges and negations of a statement, relative to the one who makes it.

Both are read in the main clause of the content alone (`main_clause`): what a relative or adverbial clause
hedges or negates is not what is stated. Scopes of the rows of `epistemics.csv`: 'clause' (anywhere in the
main clause), 'verb' (a modal or verb followed by another, or "not" at the verb), 'subject' and
'noun_phrase' (no ship, nobody), 'passive' (is said to), 'word' (kind 'none': words that look like a hedge or
negation and are none: "not only … but"). The cue itself may weaken ("suspects that") or deny ("denied that"). The
Konjunktiv of reported speech is no hedge. After CoNLL-2010 and BioScope (cues and scopes) and FactBank (relative
to a speaker).
"""

from __future__ import annotations

from functools import cache

from dagster_project.extract.claims.found import TokenSpan
from dagster_project.extract.claims.lexicon import BIT, rows
from dagster_project.extract.claims.tokens import Reading

SUB, REL, PREP, WH, COORD = (
    BIT["subordinator"], BIT["relative"], BIT["preposition"], BIT["interrogative"], BIT["coordinator"],
)  # fmt: skip
AUX = BIT["be"] | BIT["have"] | BIT["do"] | BIT["modal"] | BIT["become"]
FINITE = AUX | BIT["contracted"] | BIT["finite"] | BIT["cue"] | BIT["konjunktiv"]
BREAK = frozenset(",;:—–()")

Marker = tuple[tuple[str, ...], str, str]
"""(words, kind, scope)"""


@cache
def _markers(language: str) -> dict[str, list[Marker]]:
    """Hedges and negations by their first word, the longest first."""
    found: dict[str, list[Marker]] = {}
    for row in rows("epistemics.csv"):
        if row["language"] == language:
            words = tuple(row["form"].split())
            found.setdefault(words[0], []).append((words, row["kind"], row["scope"]))
    for markers in found.values():
        markers.sort(key=lambda marker: -len(marker[0]))
    return found


def main_clause(reading: Reading, spans: list[TokenSpan]) -> list[int]:
    """Tokens of the main clause of a statement, clauses under it left out."""
    words, classes = reading.words, reading.classes
    tokens = [token for start, end in spans for token in range(start, end)]
    if not tokens:
        return []
    kept: list[int] = []
    german = reading.language == "de"
    position, count = 0, len(tokens)
    # "that", "dass": the clause they open is the statement
    while position < count and (
        words[tokens[position]] in ("that", "dass", "daß", "ob", "whether") or not reading.is_word(tokens[position])
    ):
        position += 1
    skipping = False
    seen_verb = False
    while position < count:
        token = tokens[position]
        word, bits = words[token], classes[token]
        at_break = word in BREAK
        opens = position + 1 < count and at_break
        if at_break:
            if skipping and word in (",", ")") and not (False):
                skipping = word == "," and seen_verb and opens and _opens_under(reading, tokens[position + 1], german)
                skipping = skipping or bool(
                    word == "," and opens and _opens_under(reading, tokens[position + 1], german)
                )
            elif opens and (word == "(" or _opens_under(reading, tokens[position + 1], german)):
                skipping = True
            elif (seen_verb and word in (";", ":")) or (
                seen_verb
                and opens
                and classes[tokens[position + 1]] & COORD
                and any(classes[t] & FINITE for t in tokens[position + 2 : position + 8])
            ):
                break
        elif not skipping:
            if (
                (not german and kept and _opens_inside(reading, token, kept[-1]))
                or (not kept and not german and bits & SUB and not bits & PREP and word not in ("that",))
                or (not kept and german and bits & SUB and word not in ("da", "so") and not bits & WH)
            ):
                skipping = True
            else:
                kept.append(token)
                seen_verb = seen_verb or bool(bits & FINITE)
                if (
                    seen_verb
                    and bits & COORD
                    and word in ("and", "but", "und", "aber", "or", "oder")
                    and _another_clause(reading, tokens, position)
                ):
                    kept.pop()
                    break
        position += 1
    return kept


def _opens_under(reading: Reading, token: int, german: bool) -> bool:
    """Does a clause under the main one open after a mark?"""
    bits, word = reading.classes[token], reading.words[token]
    if german:
        if bits & (SUB | REL) and word not in ("so",):
            return not (bits & BIT["determiner"] and not _verb_last(reading, token))
        return (
            bool(bits & PREP)
            and token + 1 < len(reading.words)
            and reading.words[token + 1] in ("der", "dem", "den", "denen", "dessen", "deren")
            and _verb_last(reading, token)
        )
    return word in (
        "who",
        "which",
        "whose",
        "whom",
        "where",
        "because",
        "although",
        "though",
        "while",
        "if",
        "unless",
        "when",
        "since",
        "as",
        "whereas",
        "until",
        "after",
        "before",
    )


def _verb_last(reading: Reading, token: int) -> bool:
    """German: does the segment from `token` end in a finite verb?"""
    last = token
    while last + 1 < len(reading.words) and reading.words[last + 1] not in ",.;:!?)" and last - token < 40:
        last += 1
    word = reading.words[last]
    if reading.is_capital(last):
        return False
    return bool(reading.classes[last] & FINITE) or word.endswith(("te", "ten", "t"))


def _opens_inside(reading: Reading, token: int, before: int) -> bool:
    """English: a clause under the main one without a mark before it."""
    word = reading.words[token]
    if word in ("who", "which", "whose", "because", "if", "unless", "although", "though", "while", "whereas"):
        return True
    if word in ("when", "where", "how", "why", "what", "whether"):
        return True
    if word in ("that", "than"):
        return not reading.classes[before] & BIT["preposition"]
    return word in ("after", "before", "until", "since", "as") and any(
        reading.classes[t] & FINITE for t in range(token + 1, min(len(reading.words), token + 5))
    )


def _another_clause(reading: Reading, tokens: list[int], position: int) -> bool:
    """Does `and` open another clause with a subject and verb of its own?"""
    following = tokens[position + 1 : position + 7]
    if not following:
        return False
    first = following[0]
    if reading.classes[first] & (BIT["pronoun"] | BIT["contracted"] | AUX):
        return True
    return any(reading.classes[t] & (AUX | BIT["finite"]) for t in following)


def read_epistemics(
    reading: Reading, spans: list[TokenSpan], cue: TokenSpan | None, stance: str, rule: str
) -> tuple[TokenSpan | None, TokenSpan | None]:
    """(hedge, negation) of a statement as token spans, None where there is none."""
    markers = _markers(reading.language)
    words = reading.words
    hedge: TokenSpan | None = cue if stance == "weakens" else None
    negation: TokenSpan | None = cue if stance == "denies" else None
    candidates = [
        t for start, end in spans for t in range(start, end) if words[t] in markers or words[t].endswith(("n't", "n’t"))
    ]
    if not candidates or (hedge and negation):
        return hedge, negation
    inside = main_clause(reading, spans)
    main = set(inside)
    blocked = -1
    for token in candidates:
        if token <= blocked or token not in main:
            continue
        word = words[token]
        for marker, kind, scope in markers.get(word, ()):
            size = len(marker)
            if tuple(words[token : token + size]) != marker:
                continue
            if kind == "none":
                if not (word in ("not", "nicht") and not _contrast(reading, token, spans)):
                    blocked = token + size - 1
                    break
                continue
            if not _in_scope(reading, token, size, kind, scope, inside, rule):
                continue
            span = (token, token + size)
            if kind == "hedge":
                hedge = hedge or span
            else:
                negation = negation or span
            blocked = token + size - 1
            break
        else:
            if word.endswith(("n't", "n’t")) and negation is None:
                negation = (token, token + 1)
    return hedge, negation


def _contrast(reading: Reading, token: int, spans: list[TokenSpan]) -> bool:
    """`not only … but`, `nicht nur … sondern`: no negation; without the second half it is one."""
    end = next((b for a, b in spans if a <= token < b), token)
    if reading.words[token + 1] not in ("only", "just", "nur", "allein"):
        return True
    return any(word in ("but", "sondern") for word in reading.words[token + 2 : end]) or reading.language == "de"


def _in_scope(reading: Reading, token: int, size: int, kind: str, scope: str, inside: list[int], rule: str) -> bool:
    words, classes = reading.words, reading.classes
    word = words[token]
    following = token + size
    after = classes[following] if following < len(words) else 0
    word_after = words[following] if following < len(words) else ""
    before = token - 1
    if kind == "negation":
        if word == "no":
            return _denies_noun(reading, token, inside)
        if word == "not":
            if before >= 0 and classes[before] & (AUX | BIT["adverb"]):
                return True
            return word_after not in ("to",) and bool(after & BIT["adverb"]) and classes[before] & AUX > 0
        if scope == "noun_phrase" and reading.language == "de":
            return before < inside[0] or not classes[before] & PREP
        if scope == "noun_phrase" or scope == "subject":
            return before < 0 or not classes[before] & PREP or word in ("none", "nobody")
        return True
    if word in ("may", "might", "could", "könnte", "könnten", "dürfte", "dürften") and size == 1:
        if reading.is_capital(token) and word == "may" and token != inside[0]:
            return False
        if word == "could":
            return (
                word_after not in ("not", "n't", "only", "hardly", "barely", "no")
                and after & (BIT["determiner"] | BIT["time"]) == 0
            )
        return not (word == "may" and (word_after[:1].isdigit() or after & BIT["time"]))
    if word in ("soll", "sollen"):
        return rule == "de_soll" or _perfect_infinitive(reading, token, inside)
    if word in ("appear", "appears", "appeared"):
        return word_after in ("to", "that") or word_after == "not"
    if word in ("likely", "unlikely"):
        return (
            bool(classes[before] & (AUX | BIT["adverb"] | BIT["contracted"]))
            or word_after == "to"
            or words[before] in ("most", "very")
        )
    if word == "wohl":
        return words[before] not in ("sehr", "gleich") and not word_after.startswith("fühl")
    if word in ("scheint", "scheinen", "schien") or word.startswith("seem"):
        return not word_after.startswith("die sonne")
    if scope == "passive":
        return any(classes[t] & BIT["be"] for t in inside if token - 4 <= t < token)
    return True


def _perfect_infinitive(reading: Reading, token: int, inside: list[int]) -> bool:
    """`soll … geflohen sein`: hearsay, not a duty or plan."""
    later = [t for t in inside if t > token]
    return any(
        reading.words[t] in ("sein", "haben")
        and reading.words[t - 1].endswith(("t", "en"))
        and not reading.is_capital(t - 1)
        for t in later[1:]
    )


def _denies_noun(reading: Reading, token: int, inside: list[int]) -> bool:
    """`No ship left`, `there is no proof`, `has no water`: the main verb's subject or object."""
    before = token - 1
    if before < inside[0]:
        return True
    if reading.classes[before] & (AUX | BIT["finite"] | BIT["contracted"]):
        return True
    return (
        not any(reading.classes[t] & (AUX | BIT["finite"] | BIT["contracted"]) for t in inside if t < token)
        and not reading.classes[before] & PREP
    )
