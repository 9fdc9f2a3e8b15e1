"""Where sentences end: by marks, the words around them, and line ends.

Made for captures: posts and pages that lost their markup. Every place that could end a sentence (a stop, a
line end, an emoji, an address, a rule of dashes) is found by one character class and judged by what stands
before and after it, within windows of fixed size: the time is linear in the text, whatever it holds.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import NamedTuple

from dagster_project.segment.lexicon import ROMAN, Lexicon

_NEWLINES = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_EMOJI = (
    "\u203c\u2049\u231a-\u23ff\u2600-\u27bf\u2b05-\u2b55\U0001f000-\U0001f1e5\U0001f200-\U0001faff\U0001f1e6-\U0001f1ff"
)
_JOINERS = "\u200d\ufe0e\ufe0f\u20e3\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f"

_CANDIDATE = re.compile(f"[.!?…。！？؟।{_NEWLINES}:;={_EMOJI}]")
_BREAK = re.compile(f"\r\n|[{_NEWLINES}]")
_NEXT_WORD = re.compile(r"\S*")
_NEWLINE = re.compile(f"[{_NEWLINES}]")
_WIDE_STOPS = "。！？।"
"""Stops of scripts that write no blank after a sentence."""
_STOPS = re.compile(r"[.!?…。！？؟।]+")
_CLOSERS = re.compile(r"""(?:["'”“’‘»«›‹)\]}*_]|\[\d{1,3}\])*""")
_BLANKS = re.compile(r"\s*")
_OPENERS = re.compile(r"""["'“”„‚‘«»‹›(\[{`¿¡*_\s]*""")
_WORD = re.compile(r"[^\W\d_]+")
_URL = re.compile(r"(?<=https)://[^\s<>\"“”„»«]+|(?<=http)://[^\s<>\"“”„»«]+")
_URL_TAIL = ".,;:!?)]'…"
_EMOTICON = re.compile(r"[:;=][-o^']?[)D(P\]/](?![\w(/])")
_EMOJI_RUN = re.compile(f"(?:[{_EMOJI}][{_JOINERS}]*[^\\S{_NEWLINES}]?)+")
_SMILEY = re.compile(
    "[\u2639\u263a\u2764\u2763\u2665\u270a-\u270d\U0001f44a-\U0001f450\U0001f493-\U0001f49f\U0001f4a9\U0001f4aa"
    "\U0001f389\U0001f38a\U0001f525\U0001f600-\U0001f64f\U0001f910-\U0001f93e\U0001f970-\U0001f97a\U0001f9e1\U0001f9d0\U0001fae0-\U0001fae8]"
)
_RULE = re.compile(r"(?<!\S)([-=_*~#+])\1{4,}(?!\S)")
_LIST_MARK = re.compile(
    f"(?:[-–—•‣▪▫◦●○■□►▶➤→✓✔☑*+·]|[{_EMOJI}][{_JOINERS}]*|\\d\ufe0f?\u20e3)[^\\S{_NEWLINES}]*(?=\\S)"
    r"|\(?\d{1,2}[.)](?!\d)[^\S\n\r]*(?=\S)|\(?[A-Za-z]\)[^\S\n\r]*(?=\S)"
)
_NUMBERED = re.compile(r"[(\dA-Za-z]")
_DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
_NUMBER = re.compile(r"\d+(?:\.\d+)*")
_VOWEL = re.compile("[aeiouyäöüáàâéèêíóúæøåаеёиоуыэюяәіөұүїє]", re.I)
_WINDOW = 60
"""Characters looked at on either side; longer words are no abbreviations."""
_WRAP_WIDTH = 50
"""The least width of a column of hard-wrapped text."""
_DOMAINS = frozenset(("com", "org", "net", "info", "edu", "gov", "tv", "eu", "de", "ru", "kz", "kg", "uz", "ua", "uk"))
# How full German words close, and clipped ones ("kirgiz.Einheiten") do not.
_FULL_WORD = re.compile(r"(?:en|ern|eln|er|te|et|st|ung|ion|heit|keit|lich|isch|ar|nd|t)$")


@dataclass(frozen=True)
class _Passage:
    """A text in which sentences are sought, and what holds for all of it."""

    text: str
    lexicon: Lexicon
    wrap_width: int
    """Length of the longest line when the text is wrapped to a column, else 0."""


def sentence_ends(text: str, lexicon: Lexicon) -> list[int]:
    """Offsets at which a sentence of `text` ends (blanks after it not counted), in order, the last one left out."""
    passage = _Passage(text, lexicon, _wrap_width(text))
    ends: list[int] = []
    start = at = 0
    rules = [found.span() for found in _RULE.finditer(text)] if _has_rule(text) else []
    for rule_start, rule_end in [*rules, (len(text), len(text))]:
        while at < rule_start:
            candidate = _CANDIDATE.search(text, at, rule_start)
            if candidate is None:
                break
            at = candidate.start()
            if text[at] == "." and _is_plain_end(passage, at, start):
                at += 1
                ends.append(at)
                start = at
                continue
            end, at = _judge(passage, at, start)
            if end is not None and start < end < len(text):
                ends.append(end)
                start = end
        if rule_start < len(text):
            ends += [rule_start, rule_end]
            start = at = rule_end
    return ends


def line_ends(text: str, lexicon: Lexicon) -> list[int]:
    """Offsets at which a sentence ends with its line, whatever the stops within the lines say."""
    passage = _Passage(text, lexicon, _wrap_width(text))
    ends: list[int] = []
    start = at = 0
    while newline := _NEWLINE.search(text, at):
        end, at = _judge_line_end(passage, newline.start(), start)
        if end is not None and start < end:
            ends.append(end)
            start = end
    return ends


def _has_rule(text: str) -> bool:
    return (
        "-----" in text or "=====" in text or "_____" in text or "*****" in text or "~~~~~" in text or "#####" in text
        or "+++++" in text
    )  # fmt: skip


def _is_plain_end(passage: _Passage, at: int, start: int) -> bool:
    """Whether the stop at `at` is like most: a word that is no abbreviation before it, a blank and a capital after it.

    What the rules below would say, told at once.
    """
    text = passage.text
    if text[at + 1 : at + 2] != " " or at <= start:
        return False
    following = text[at + 2 : at + 3]
    if not following.isupper() or following > "\u2000" or not text[at - 1].isalpha():
        return False
    word = text[max(0, at - _WINDOW) : at].rsplit(None, 1)[-1]
    return word.isalpha() and passage.lexicon.is_full_word(word)


def _judge(passage: _Passage, at: int, start: int) -> tuple[int | None, int]:
    """Whether a sentence that began at `start` ends at the candidate `at`: (its end or None, where to go on)."""
    text = passage.text
    mark = text[at]
    if mark in _NEWLINES:
        return _judge_line_end(passage, at, start)
    if mark == ":" and (url := _URL.match(text, at)):
        end = at + len(url.group().rstrip(_URL_TAIL))
        return (end if _is_end_by_starter(passage, end) else None), max(end, at + 1)
    if mark in ":;=":
        if (emoticon := _EMOTICON.match(text, at)) and (at == 0 or not text[at - 1].isdigit()):
            end = emoticon.end()
            return (end if _opens_upper(passage, end) else None), end
        return None, at + 1
    if mark in ".!?…。！？؟।" and (stop := _STOPS.match(text, at)):
        return _judge_stop(passage, stop.start(), stop.end(), start)
    return _judge_emoji(passage, at, start)


def _opens_upper(passage: _Passage, end: int) -> bool:
    """Whether, after a blank, what follows opens with a capital or a digit."""
    following = _following(passage.text, end)
    return following is not None and (following[1].isupper() or following[1].isdigit())


def _is_end_by_starter(passage: _Passage, end: int) -> bool:
    return _is_starter(passage, end) and passage.text[end : end + 1].isspace()


def _following(text: str, end: int) -> tuple[int, str] | None:
    """Offset and character of the first letter, digit or mark after blanks, quotes and brackets; None without blank."""
    blanks = _BLANKS.match(text, end)
    if blanks is None or blanks.end() == end or blanks.end() == len(text):
        return None
    opened = _OPENERS.match(text, blanks.end(), min(len(text), blanks.end() + 8))
    at = opened.end() if opened else blanks.end()
    return (at, text[at]) if at < len(text) else None


def _is_starter(passage: _Passage, end: int) -> bool:
    """Whether the word that follows likes to open sentences."""
    opened = _OPENERS.match(passage.text, end, min(len(passage.text), end + 8))
    word = _WORD.match(passage.text, opened.end() if opened else end)
    if word is None:
        return False
    return word.group() in passage.lexicon.starters and passage.text[word.end() : word.end() + 1] != "-"


def _judge_emoji(passage: _Passage, at: int, start: int) -> tuple[int | None, int]:
    text = passage.text
    run = _EMOJI_RUN.match(text, at)
    if run is None:
        return None, at + 1
    end = at + len(run.group().rstrip())
    if not _is_begun(text, start, at) or not text[end : end + 1].isspace():
        return None, run.end()
    following = _following(text, end)
    if following is None or text[end] in _NEWLINES:
        return None, end  # the line end will tell
    if _is_starter(passage, following[0]):
        return end, end
    is_end = not passage.lexicon.has_capital_nouns and following[1].isupper() and _SMILEY.search(run.group())
    return (end if is_end else None), end


class _Stop(NamedTuple):
    """A run of stops in a sentence, and where things lie around it."""

    start: int
    """Where the sentence starts."""
    at: int
    marks_end: int
    end: int
    """After closing quotes, brackets and footnote marks."""
    next_at: int
    """After the blanks that follow."""


def _judge_stop(passage: _Passage, at: int, marks_end: int, start: int) -> tuple[int | None, int]:
    text = passage.text
    if text[marks_end - 1] in _WIDE_STOPS:
        end = _closed(text, marks_end)
        return end, end
    end = _closed(text, marks_end)
    if end == len(text):
        return None, end
    if not text[end].isspace():
        return _judge_glued(passage, at, marks_end, end)
    blanks = _BLANKS.match(text, end)
    stop = _Stop(start, at, marks_end, end, blanks.end() if blanks else end)
    if stop.next_at == len(text):
        return None, stop.next_at
    following = text[stop.next_at]
    if _is_end(passage, stop, following):
        if _is_emoji(following) and not _NEWLINE.search(text, end, min(stop.next_at, end + _WINDOW)):
            return _judge_comment(passage, stop)
        return end, stop.next_at
    newline = _NEWLINE.search(text, end, min(stop.next_at, end + _WINDOW))
    if newline is None:
        return None, max(end, at + 1)
    if _is_bound(passage, stop):
        return None, stop.next_at
    return _judge_line_end(passage, newline.start(), start)


def _judge_comment(passage: _Passage, stop: _Stop) -> tuple[int | None, int]:
    """An emoji after a stop belongs to the sentence that it comments, unless it points to what follows."""
    run = _EMOJI_RUN.match(passage.text, stop.next_at)
    if run is None or not _SMILEY.search(run.group()):
        return stop.end, stop.next_at
    tail = stop.next_at + len(run.group().rstrip())
    return (tail if _opens_upper(passage, tail) else None), tail


def _is_bound(passage: _Passage, stop: _Stop) -> bool:
    """Whether what stands before a stop needs what follows, though it stands in the next line."""
    word = _WORD.match(passage.text, stop.next_at)
    if word and word.group() in passage.lexicon.months:
        return True
    token = _token_before(passage.text, stop.at)
    return (len(token) == 1 and token.isalpha()) or passage.lexicon.ending(token) == "never"


def _is_begun(text: str, start: int, at: int) -> bool:
    """Whether the sentence that starts at `start` has a word before `at`; long stretches are not looked through."""
    return at - start > _WINDOW or text[start:at].strip("\"'“”„‚‘’«»‹›([{` \t\n\r-–—") != ""


def _is_emoji(character: str) -> bool:
    return character > "\u2000" and _EMOJI_RUN.match(character) is not None


def _closed(text: str, stop_end: int) -> int:
    """The end of closing quotes, brackets and footnote marks after a stop."""
    closed = _CLOSERS.match(text, stop_end, min(len(text), stop_end + _WINDOW))
    return closed.end() if closed else stop_end


def _is_end(passage: _Passage, stop: _Stop, following: str) -> bool:
    """Whether stop and closers, followed by a blank and the character `following`, end the sentence."""
    text = passage.text
    marks, closers = text[stop.at : stop.marks_end], text[stop.marks_end : stop.end]
    if following in ",;:)]}/&%":
        return False
    if not _is_begun(text, stop.start, stop.at):
        return False  # "… and then": nothing said yet
    if following in "-–—":
        # "… of dreams. - Anna Dale", but: "Nobody!" - and yet …
        after = _WORD.search(text, stop.next_at, min(len(text), stop.next_at + 8))
        if after is not None and after.group()[0].islower():
            return False
    opened = _following(text, stop.end)
    letter = opened[1] if opened and following in "\"'“”„‚‘«»‹›([{`¿¡" else following
    if "!" in marks or "?" in marks or "؟" in marks:
        return _is_end_by_exclamation(passage, stop, closers, letter)
    if len(marks) > 1 or marks == "…":
        return not letter.islower() and not _is_omission(text, stop)
    if letter.islower() and (closers.strip("*_") and not closers.strip("*_").endswith("]")):
        return False  # He said "no." and left.
    return _is_end_by_stop(passage, stop, letter)


def _is_omission(text: str, stop: _Stop) -> bool:
    """Words left out of a quotation, "[…]", are no end by themselves."""
    return stop.at > 0 and text[stop.at - 1] in "[("


def _is_end_by_exclamation(passage: _Passage, stop: _Stop, closers: str, letter: str) -> bool:
    text = passage.text
    if closers and letter.islower():
        return False  # "Why?" he asked.
    before = _WORD.findall(text, max(0, stop.at - _WINDOW), stop.at)
    if before and before[-1] in passage.lexicon.stopped_names and text[stop.at] == "!":
        return False
    if closers.startswith((")", "]")) and not closers.strip(")]"):
        # "(sic!) Minister": in German any noun is a capital.
        return _is_starter(passage, stop.next_at) or not letter.isalpha()
    if closers:
        words = _WORD.findall(text, stop.next_at, min(len(text), stop.next_at + _WINDOW))
        return not passage.lexicon.reports.intersection(words[1:4])
    return True


def _is_end_by_stop(passage: _Passage, stop: _Stop, letter: str) -> bool:
    """Whether a single stop ends the sentence, by the word before it and what follows."""
    text, lexicon = passage.text, passage.lexicon
    token = _token_before(text, stop.at)
    if not token:
        return not letter.islower() or text[stop.at - 1].isspace()
    ending = lexicon.ending(token)
    if ending == "never":
        return False
    if ending == "before_number":
        return not (letter.isdigit() or ROMAN.match(letter) or letter.islower())
    if ending == "before_starter":
        return _is_starter(passage, stop.next_at)
    opens_sentence = not _is_begun(text, stop.start, stop.at - len(token))
    if _NUMBER.fullmatch(token):
        if opens_sentence and len(token) <= 3:
            return False  # "1. The first point"
        return _is_end_after_number(passage, token, stop.next_at, letter)
    if len(token) == 1 and token.isalpha():
        if opens_sentence or letter.islower() or not token.isupper():
            return False  # "a. First", "George W. bush", "z. B. Benzin"
        return _is_starter(passage, stop.next_at) and text[stop.at - 3 : stop.at - 1].strip()[-1:] != "."
    if _DOTTED.fullmatch(token) or (lexicon.has_ordinals and ROMAN.fullmatch(token)):
        return _is_starter(passage, stop.next_at)
    return not letter.islower() or _is_full_word(lexicon, token)


def _token_before(text: str, at: int) -> str:
    """What stands between the last blank or opening mark and the stop at `at`."""
    token = text[max(0, at - _WINDOW) : at]
    token = token.rsplit(None, 1)[-1] if token and not token[-1].isspace() else ""
    return token.lstrip("\"'“”„‚‘«»‹›([{`#@*_-–—").rsplit("/", 1)[-1].rsplit("—", 1)[-1].rstrip("\"'”“’»«)]")


def _is_end_after_number(passage: _Passage, number: str, next_at: int, letter: str) -> bool:
    if not passage.lexicon.has_ordinals:
        return True
    if letter.islower() or letter.isdigit():
        return number.isdigit() and len(number) == 4
    word = _WORD.match(passage.text, next_at)
    if word and word.group() in passage.lexicon.months:
        return False
    return _is_starter(passage, next_at) or (number.isdigit() and len(number) == 4) or not letter.isalpha()


def _is_full_word(lexicon: Lexicon, token: str) -> bool:
    """Whether a word before a stop and a small letter is no unknown abbreviation ("Sat. you", "kaz. truppen")."""
    if not token[-1].isalpha():
        return True
    word = token.rsplit("-", 1)[-1]
    if not _VOWEL.search(word):
        return False
    if word.isupper() or (word[:1].isupper() and len(word) < 5):
        return False
    return not lexicon.has_capital_nouns or len(word) > 3 or bool(_FULL_WORD.search(word))


def _judge_glued(passage: _Passage, at: int, marks_end: int, end: int) -> tuple[int | None, int]:
    """Paragraphs glued without a blank: "unterstützen.In der Stadt"; not "Node.js", "kaz.Regierung", "U.S.Army"."""
    text = passage.text
    right = _WORD.match(text, end) if text[end].isupper() and text[at - 1 : at].islower() else None
    if right is None or _is_in_address(text, at):
        return None, marks_end
    left = _WORD.findall(text, max(0, at - _WINDOW), at)[-1]
    after = text[right.end() : right.end() + 1]
    if len(left) < 3 or not left[-3:].islower() or passage.lexicon.ending(left) or after == ".":
        return None, marks_end
    if not _is_starter(passage, end) and not _are_full_words(passage, left, right.group(), after, text[at]):
        return None, marks_end
    return end, end


def _are_full_words(passage: _Passage, left: str, right: str, after: str, mark: str) -> bool:
    """Whether two words glued by a stop are full ones, not an abbreviation and its noun, nor parts of a name."""
    if len(right) == 1 or not right[1:].islower() or not after.isspace() or mark == "…" or right.lower() in _DOMAINS:
        return False
    if passage.lexicon.has_capital_nouns:
        return len(left) >= 5 and _FULL_WORD.search(left) is not None
    return len(left) >= 4


def _is_in_address(text: str, at: int) -> bool:
    """Whether the stop at `at` stands in a web or mail address, or in a name such as "www.example"."""
    window = text[max(0, at - 200) : at]
    token = window.rsplit(None, 1)[-1] if window and not window[-1].isspace() else ""
    return "/" in token or "@" in token or "." in token.rstrip(".")


def _is_list_item(text: str, at: int) -> bool:
    mark = _LIST_MARK.match(text, at, min(len(text), at + 12))
    if mark is None:
        return False
    # "a) die Regierung …" goes on with the sentence before it, as it is written small.
    return not (_NUMBERED.match(mark.group()) and text[mark.end() : mark.end() + 1].islower())


def _judge_line_end(passage: _Passage, at: int, start: int) -> tuple[int | None, int]:
    """Whether a sentence ends with its line, though no stop says so."""
    text = passage.text
    blanks = _BLANKS.match(text, at)
    next_at = blanks.end() if blanks else at + 1
    line = text[max(start, at - 200) : at].rstrip()
    if next_at == len(text) or not line:
        return None, next_at
    end = max(start, at - 200) + len(line)
    gap = text[at:next_at]
    if (len(gap) > 1 and len(_BREAK.findall(gap)) > 1) or _is_list_item(text, next_at):
        return end, next_at
    opened = _OPENERS.match(text, next_at, min(len(text), next_at + 8))
    first = text[opened.end() : opened.end() + 1] if opened else text[next_at]
    if first.islower() and not _is_address(text, opened.end() if opened else next_at):
        return None, next_at
    if line[-1] in ",(–-" or (line[-1] == ":" and text[next_at] in "\"'“„«»‚‘"):
        return None, next_at
    words = _WORD.findall(line[-_WINDOW:])
    if words and line.endswith(words[-1]) and words[-1] in passage.lexicon.hanging:
        return None, next_at
    is_wrapped = passage.wrap_width and text[next_at] != "#" and _is_full_line(passage, at, next_at)
    return (None if is_wrapped else end), next_at


def _is_full_line(passage: _Passage, at: int, next_at: int) -> bool:
    """Whether the word at `next_at` would not have fitted into the line that ends at `at`."""
    text = passage.text
    line_start = text.rfind("\n", max(0, at - passage.wrap_width - 1), at) + 1
    word = _NEXT_WORD.match(text, next_at, next_at + _WINDOW)
    return at - line_start + 1 + (word.end() - next_at if word else 0) > passage.wrap_width


def _is_address(text: str, at: int) -> bool:
    return text.startswith(("http://", "https://", "www.", "pic.twitter.com/"), at)


def _wrap_width(text: str) -> int:
    """The width of the column to which a text is wrapped; 0 when its line ends mean something.

    Wrapped: at least three lines, and each line but the last of its paragraph so full that the next word would
    not have fitted.
    """
    if text.count("\n") < 2:
        return 0
    paragraphs = [[line.rstrip() for line in part.split("\n")] for part in re.split(r"\n[^\S\n]*\n", text)]
    width = max(len(line) for lines in paragraphs for line in lines)
    if not _WRAP_WIDTH <= width <= 120:
        return 0
    pairs = [(a, b) for lines in paragraphs for a, b in itertools.pairwise(lines) if b]
    full = sum(len(a) + 1 + len(b.split(None, 1)[0]) > width for a, b in pairs if b.strip())
    return width if len(pairs) >= 2 and full == len(pairs) else 0
