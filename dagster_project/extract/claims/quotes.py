"""Quotations of a reading, and sentences with quotations kept whole.

Marks are told apart by what stands beside them: an opening mark follows a blank or bracket and touches a
word, a closing one the reverse; „ “ and “ ” then say which convention holds. A mark without its partner
quotes to the end of its paragraph when the next paragraph opens with a mark again (a long quotation has no
closing mark before its last paragraph), else nothing.
"""

from __future__ import annotations

from bisect import bisect_right

from dagster_project.extract.claims.tokens import Quote, Reading

OPENING = frozenset(("''", "``", *"“„‟«»‹›\"‘‚'"))
PARTNERS: dict[str, str | tuple[str, ...]] = {
    "“": "”\"“", "„": "“”\"„", "‟": "”“\"", "«": "»", "»": "«", "‹": "›", "›": "‹", '"': "\"”“", "‘": "’'",
    "‚": "‘’'", "'": "'’", "''": ("''",), "``": ("''", '"'), "”": "”\"",
}  # fmt: skip
SINGLE = frozenset("‘’'‚‹›")
LONGEST = 400
"""Tokens after which a sentence is cut: rules look over whole sentences, and a hostile capture may have no end."""
LONGEST_QUOTING = 4000
STOPS = frozenset(".!?…")


def mark_quotes(reading: Reading) -> None:
    """Fill `quotes`, `quote_of` and `units` of a reading."""
    reading.quotes = _pair_marks(reading)
    quote_of = [-1] * len(reading.forms)
    for number, quote in enumerate(reading.quotes):
        quote_of[quote.start : quote.end] = [number] * (quote.end - quote.start)
    reading.quote_of = quote_of
    reading.units = _join_units(reading)


def _touches_left(reading: Reading, token: int) -> bool:
    start = reading.starts[token]
    before = reading.text[start - 1] if start else " "
    return not (before.isspace() or before in '([{—–-/:„“"‚‘')


def _touches_right(reading: Reading, token: int) -> bool:
    end = reading.ends[token]
    after = reading.text[end] if end < len(reading.text) else " "
    return not (after.isspace() or after in ".,;:!?)]}—–")


def _opens(reading: Reading, token: int) -> bool:
    """Can the mark open a quotation?"""
    form = reading.forms[token]
    if form in "„‚‟":
        return True
    if form == "”":
        return False
    if form == "’":
        return False
    left, right = _touches_left(reading, token), _touches_right(reading, token)
    if form in SINGLE:
        return right and not left
    if form == "“" and reading.language != "de":
        return right or not left
    return right and not left


def _closes(reading: Reading, token: int, opener: str) -> bool:
    """Can the mark close what `opener` opened?"""
    form = reading.forms[token]
    if form not in PARTNERS.get(opener, ""):
        return False
    if opener in SINGLE:
        return _touches_left(reading, token) and not _touches_right(reading, token)
    if form == opener and form in ("''", '"', "«", "»"):
        return _touches_left(reading, token) or not _touches_right(reading, token)
    return True


def _pair_marks(reading: Reading) -> list[Quote]:
    quotes: list[Quote] = []
    passage_of, forms = reading.passage_of, reading.forms
    opener = -1
    for token in reading.marks:
        if opener >= 0 and passage_of[opener] != passage_of[token]:
            _break_off(reading, quotes, opener, token)
            opener = -1
        if opener >= 0 and forms[opener] in SINGLE and reading.sentence_of[opener] != reading.sentence_of[token]:
            opener = -1  # an apostrophe rather than a mark
        form = forms[token]
        if opener < 0:
            if form in OPENING and _opens(reading, token):
                opener = token
            continue
        if _closes(reading, token, forms[opener]):
            if token > opener + 1:
                quotes.append(Quote(opener, token + 1, True, passage_of[token]))
            opener = -1
        elif forms[opener] in SINGLE and form not in SINGLE and _opens(reading, token):
            opener = token
    if opener >= 0:
        _break_off(reading, quotes, opener, len(forms))
    return quotes


def _break_off(reading: Reading, quotes: list[Quote], opener: int, token: int) -> None:
    """A mark without partner in its passage: a quotation only if the next passage opens with a mark."""
    passage = reading.passage_of[opener]
    end = bisect_right(reading.passage_of, passage)
    runs_on = token == end and token < len(reading.forms) and reading.forms[token] == reading.forms[opener]
    first = opener == 0 or reading.passage_of[opener - 1] != passage
    if reading.forms[opener] not in SINGLE and (runs_on or (first and reading.forms[end - 1] in STOPS)):
        quotes.append(Quote(opener, end, False, passage))


def _join_units(reading: Reading) -> list[tuple[int, int]]:
    """Sentences as token spans; a sentence end within a quotation is none, nor one before a lower-case tail."""
    units: list[tuple[int, int]] = []
    sentence_of, quote_of = reading.sentence_of, reading.quote_of
    start = 0
    for token in _sentence_starts(reading):
        longest = LONGEST_QUOTING if quote_of[token] >= 0 else LONGEST
        if token - start < longest and reading.passage_of[token] == reading.passage_of[token - 1]:
            inside = quote_of[token] >= 0 and quote_of[token] == quote_of[token - 1]
            if inside or (sentence_of[token] != sentence_of[token - 1] and _is_tail(reading, token)):
                continue
        units.append((start, token))
        start = token
    if reading.forms:
        units.append((start, len(reading.forms)))
    return units


def _sentence_starts(reading: Reading) -> list[int]:
    """Tokens that open a sentence, and every `LONGEST`th token of a sentence that does not end."""
    sentence_of, count = reading.sentence_of, len(reading.forms)
    starts: list[int] = []
    token = 0
    while token < count:
        following = bisect_right(sentence_of, sentence_of[token], token)
        starts += range(token + LONGEST, following, LONGEST)
        if following < count:
            starts.append(following)
        token = following
    return starts


def _is_tail(reading: Reading, token: int) -> bool:
    """Does a sentence that ended on a closing mark go on: `“Why?” he asked.`, `“Stop!” the guard shouted.`"""
    quote = reading.quote_of[token - 1]
    if quote < 0 or reading.quotes[quote].end != token or reading.quote_of[token] >= 0:
        return False
    if reading.forms[token][0].islower() or reading.forms[token] == ",":
        return True
    if reading.forms[token - 2] not in "!?," or reading.language == "de":
        return False  # the German verb stands right behind its quotation, in small letters
    sentence, cue = reading.sentence_of[token], reading.lexicon.cues
    for position in range(token, min(token + 8, len(reading.forms))):
        if reading.sentence_of[position] != sentence or reading.quote_of[position] >= 0:
            return False
        if any("SAY" in c.frames or "D" in c.frames for c in cue.get(reading.words[position], ())):
            return True
    return False
