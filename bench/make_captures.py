"""Make many varied captures from the sample corpus: `python bench/make_captures.py COUNT FOLDER [CHARACTERS]`.

Each is a sample capture with its lines' numbers and some of its words replaced, by a seeded random source, so that no
two are the same text and all have the layouts of the corpus. With CHARACTERS, paragraphs of the sample in its language
follow its own until it is about as long as that. 256 captures to a folder; those that are there already stay.
"""

from __future__ import annotations

import random
import re
import sys
from pathlib import Path

SAMPLE = Path(__file__).parent.parent / "raw"
WORD = re.compile(r"[a-zäöüßа-яё]{5,}")
PROSE_CHARACTERS = 120
"""A line of that length is a paragraph, and no heading, footer or item of a menu."""
LANGUAGE_MARKS = {"en": " the ", "de": " und ", "ru": " и "}


def vary(text: str, rng: random.Random) -> str:
    """The text with one word in thirty replaced by another of its words, and its figures changed."""
    words = sorted(set(WORD.findall(text)))
    if not words:
        return text
    varied = WORD.sub(lambda match: rng.choice(words) if rng.random() < 1 / 30 else match.group(), text)
    return re.sub(r"\b[2-9]\d\d\b", lambda _match: str(rng.randint(200, 999)), varied)


def language(text: str) -> str:
    """Of the sample's languages the one whose commonest word it has most."""
    return max(LANGUAGE_MARKS, key=lambda name: text.count(LANGUAGE_MARKS[name]))


def paragraphs(text: str) -> list[str]:
    """The lines that are long enough to be prose."""
    return [line for line in text.splitlines() if len(line) >= PROSE_CHARACTERS]


def lengthened(text: str, characters: int, pool: list[str], rng: random.Random) -> str:
    """The text with paragraphs of `pool` after its own last one, until it has about as many characters."""
    lines = text.splitlines()
    last = max((number for number, line in enumerate(lines) if len(line) >= PROSE_CHARACTERS), default=len(lines) - 1)
    more: list[str] = []
    missing = characters - len(text)
    while missing > 0:
        more += ["", rng.choice(pool)]
        missing -= len(more[-1]) + 2
    return "\n".join([*lines[: last + 1], *more, *lines[last + 1 :]]) + "\n"


def main() -> None:
    """Write the captures."""
    count, folder = int(sys.argv[1]), Path(sys.argv[2])
    wanted = int(sys.argv[3]) if len(sys.argv) > 3 else 0
    texts = [file.read_text(encoding="utf-8") for file in sorted(SAMPLE.rglob("*.txt"))]
    rng = random.Random(20220105)
    pools: dict[str, list[str]] = {name: [] for name in LANGUAGE_MARKS}
    for text in texts:
        pools[language(text)] += paragraphs(text)
    characters = 0
    for number in range(count):
        text = texts[number % len(texts)]
        if wanted:
            text = lengthened(text, wanted, pools[language(text)], rng)
        text = vary(text, rng)
        characters += len(text)
        file = folder / f"{number // 256:04d}" / f"{number:06d}.txt"
        file.parent.mkdir(parents=True, exist_ok=True)
        if not file.exists():
            file.write_text(text, encoding="utf-8")
    print(f"{count:,} captures, {characters / count:,.0f} characters each on average")


if __name__ == "__main__":
    main()
