"""Posts and threads out of lines.

Here: where a post begins and ends, which posts make a thread, what is taken off a post's text (numbers,
addressing). Not here: which lines of a page are posts at all (`layouts/`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from dagster_project.parse.lines import INVISIBLE, Line
from dagster_project.parse.marks import bit
from dagster_project.parse.numbering import Number, choose_numbers, find_numbers
from dagster_project.parse.reading import Passage, Reading, Source

POST_LENGTH = 280
"""Characters a post could have on Twitter from November 2017; addresses count 23 whatever their length."""

PREVIEW_POSTS = 3
"""Thread Reader shows the first three posts of another thread as its preview."""

_HANDLES = re.compile(r"(?:\.?@\w{1,30}(?:@[\w.-]{3,60})?(?:\s|$)){1,60}")
_ATTACHED = re.compile(
    r"^(?:[-–—•*·▪►→]\s?\S|https?://\S|[a-z]\)\s|\d{1,2}[.)]\s|(?:[#@]\w+[ .,]*)+$|pic\.twitter\.com/)"
)
_CONTINUES = bit("attached")


@dataclass(slots=True)
class Post:
    """A post: some lines, and the numbers found on it."""

    lines: list[Line]
    numbers: list[Number] = field(default_factory=list)
    end: int | None = None
    """Where its text ends, if before the end of its last line."""

    @property
    def number(self) -> Number | None:
        return self.numbers[0] if self.numbers else None


def _paragraphs(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines grouped by the blank lines between them."""
    groups: list[list[Line]] = []
    for line in lines:
        if line.gap or not groups:
            groups.append([])
        groups[-1].append(line)
    return groups


def _split_unnumbered(lines: Sequence[Line], spaced: bool) -> list[list[Line]]:
    """Posts without numbers. Where blank lines part the posts, by these; else each line is a post, but for
    lines that cannot open one (a list's item, an address or hashtags alone) and still fit into the last."""
    if not lines:
        return []
    if spaced:
        return _paragraphs(lines)
    groups: list[list[Line]] = []
    for line in lines:
        fits = groups and line.end - groups[-1][0].start <= POST_LENGTH
        if fits and line.marks & _CONTINUES:
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def split_posts(lines: Sequence[Line], *, known_thread: bool = True) -> list[Post]:
    """The posts of some lines, in order.

    A number at the head of a line begins a post, one at the tail or on a line of its own ends one; lines without
    belong to the post they stand in, unless the numbers leave room for exactly the paragraphs there are.
    """
    if not lines:
        return []
    numbers = choose_numbers(find_numbers(lines), len(lines), known_thread=known_thread)
    spaced = any(line.gap for line in lines[1:])
    if not numbers:
        return [Post(group) for group in _split_unnumbered(lines, spaced)]
    of_line: dict[int, list[Number]] = {}
    for number in numbers:
        of_line.setdefault(number.line, []).append(number)
    alone_opens = numbers[0].side == "alone" and numbers[0].line == 0
    begins = {0}
    for number in numbers:
        opens = number.side == "head" or (number.side == "alone" and alone_opens)
        begins.add(number.line if opens else number.line + 1)
    cuts = sorted(place for place in begins if place < len(lines))
    posts: list[Post] = []
    for start, stop in zip(cuts, [*cuts[1:], len(lines)], strict=True):
        held = [number for place in range(start, stop) for number in of_line.get(place, [])]
        posts.append(Post(list(lines[start:stop]), held))
    return _split_gaps(posts, spaced)


def _neighbours(posts: Sequence[Post]) -> tuple[list[Number | None], list[Number | None]]:
    """For each post the next number after it, and the last number before it."""
    after: list[Number | None] = [None] * len(posts)
    before: list[Number | None] = [None] * len(posts)
    for place in range(len(posts) - 2, -1, -1):
        after[place] = posts[place + 1].number or after[place + 1]
    for place in range(1, len(posts)):
        before[place] = posts[place - 1].number or before[place - 1]
    return after, before


def _split_gaps(posts: list[Post], spaced: bool) -> list[Post]:
    """Unnumbered posts beside numbered ones: before the first, after the last, and where a number is left out."""
    out: list[Post] = []
    several = any(len(post.lines) > 1 for post in posts[:-1] if post.numbers)
    later, earlier = _neighbours(posts)
    holds_gaps = any(line.gap for post in posts[:-1] if post.numbers for line in post.lines[1:])
    for place, post in enumerate(posts):
        number = post.number
        after, before = later[place], earlier[place]
        if number is None:
            out += [Post(group) for group in _split_unnumbered(post.lines, spaced)]
            continue
        units = _paragraphs(post.lines) if spaced else [[line] for line in post.lines]
        opens = number.side == "head" or number.start == post.lines[0].start
        if len(units) == 1:
            out.append(post)
            continue
        if opens and after is None:
            complete = number.total is not None and number.n >= number.total
            apart = complete if (holds_gaps if spaced else several) else True
            if not spaced and not apart:
                out.append(post)
            elif apart:
                # A list, an address or hashtags go with the post before them, whatever parts the lines.
                keep = 1
                while keep < len(units) and units[keep][0].marks & _CONTINUES and not complete:
                    keep += 1
                out.append(Post([line for unit in units[:keep] for line in unit], post.numbers))
                rest = [line for unit in units[keep:] for line in unit]
                out += [Post(group) for group in _split_unnumbered(rest, spaced)]
            else:
                out.append(post)
            continue
        if opens:
            room = after.n - number.n if after is not None else 1
            restart = after is not None and after.n == 2 and number.n >= 2
            if restart:
                # The opening post of the next thread bears no number: it is the last unit before its second.
                out.append(Post([line for unit in units[:-1] for line in unit], post.numbers))
                out.append(Post(units[-1]))
            elif room == len(units):
                out.append(Post(units[0], post.numbers))
                out += [Post(unit) for unit in units[1:]]
            else:
                out.append(post)
        else:
            room = number.n - (before.n if before is not None else 0)
            if room == len(units):
                out += [Post(unit) for unit in units[:-1]]
                out.append(Post(units[-1], post.numbers))
            else:
                out.append(post)
    return out


def split_threads(posts: Sequence[Post], *, previews: bool) -> list[list[Post]]:
    """Posts grouped into threads: a new one starts where the numbering begins again.

    `previews`: the posts are those that Thread Reader shows of other threads. Without numbers there, and with a
    multiple of three posts, every three are one thread; else the posts stay together, since nothing parts them.
    """
    threads: list[list[Post]] = []
    last: Number | None = None
    for place, post in enumerate(posts):
        number = post.number
        starts = not threads
        if number is not None and last is not None:
            starts = starts or (
                number.n == 1 and last.n >= 1 and not (last.n == 1 and number.total == last.total and not previews)
            )
        elif number is None and last is not None:
            after = posts[place + 1].number if place + 1 < len(posts) else None
            starts = starts or (after is not None and after.n == 2 and last.n >= 2)
        if starts:
            threads.append([])
            last = None
        threads[-1].append(post)
        last = number or last
    if previews:
        threads = [part for thread in threads for part in _split_previews(thread)]
    return threads


def _split_previews(thread: list[Post]) -> list[list[Post]]:
    if any(post.numbers for post in thread) or len(thread) <= PREVIEW_POSTS or len(thread) % PREVIEW_POSTS:
        return [thread]
    return [thread[place : place + PREVIEW_POSTS] for place in range(0, len(thread), PREVIEW_POSTS)]


def _is_reply_chain(posts: Sequence[Post]) -> bool:
    """Most posts open with the handles of those they answer."""
    opening = sum(post.lines[0].text[:2].lstrip(".")[:1] == "@" for post in posts)
    return opening >= 2 and opening * 2 >= len(posts)


def add_posts(reading: Reading, text: str, posts: Sequence[Post], source: Source) -> None:
    """Label the posts of one thread and make them passages of `source`, which is put into the reading."""
    reading.sources.append(source)
    index = len(reading.sources) - 1
    chain = _is_reply_chain(posts)
    for post in posts:
        start, end = post.lines[0].start, post.end if post.end is not None else post.lines[-1].end
        at = start
        for number in sorted(post.numbers, key=lambda n: n.start):
            if number.end <= at:
                continue
            if not text[at : number.start].strip(INVISIBLE + " \n\r\t") or number.side == "head":
                reading.label(number.start, number.end, "numbering", index)
                at = number.end
            else:
                reading.label(number.start, number.end, "numbering", index)
                end = min(end, number.start)
        at = _skip_blank(text, at, end)
        handles = _HANDLES.match(text, at, min(end, at + 2000))
        if handles and (chain or handles[0].count("@") >= 2) and handles.end() < end:
            reading.label(at, handles.end(), "addressing", index)
            at = _skip_blank(text, handles.end(), end)
        while end > at and (text[end - 1].isspace() or text[end - 1] in INVISIBLE):
            end -= 1
        if end > at:
            reading.label(at, end, "post", index)
            first = post.number
            source.passages.append(Passage("post", at, end, first.n if first else None, first.total if first else None))
    declare(source, posts)


def _skip_blank(text: str, at: int, end: int) -> int:
    while at < end and (text[at].isspace() or text[at] in INVISIBLE):
        at += 1
    return at


def declare(source: Source, posts: Sequence[Post]) -> None:
    """What the numbers say of the whole thread: how many posts it has, and whether its end is missing."""
    numbers = [post.number for post in posts if post.number]
    if numbers and posts[0].number is not None and posts[0].number.n > len(posts[0].lines):
        # It opens with number 3: what came before is cut off.
        source.is_truncated = True
    totals = Counter(number.total for number in numbers if number.total is not None and number.total >= number.n)
    if not totals:
        return
    total, votes = totals.most_common(1)[0]
    if votes * 2 < len(numbers):
        return
    if source.declared_post_count is None:
        source.declared_post_count = total
    if source.is_truncated is None:
        source.is_truncated = max(number.n for number in numbers) < total and len(posts) < total
