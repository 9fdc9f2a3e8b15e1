"""Make many varied captures from the sample corpus, for measuring: `python bench/make_captures.py COUNT FOLDER`.

Each is a sample capture with its lines' numbers and some of its words replaced, by a seeded random source, so that no
two are the same text and all have the layouts of the corpus. 256 captures to a folder.
"""

from __future__ import annotations

import random
import re
import sys
from pathlib import Path

SAMPLE = Path(__file__).parent.parent / "raw"
WORD = re.compile(r"[a-zäöüß]{5,}")


def vary(text: str, rng: random.Random) -> str:
    """The text with one word in thirty replaced by another of its words, and its figures changed."""
    words = sorted(set(WORD.findall(text)))
    if not words:
        return text
    varied = WORD.sub(lambda match: rng.choice(words) if rng.random() < 1 / 30 else match.group(), text)
    return re.sub(r"\b[2-9]\d\d\b", lambda _match: str(rng.randint(200, 999)), varied)


def main() -> None:
    """Write the captures."""
    count, folder = int(sys.argv[1]), Path(sys.argv[2])
    texts = [file.read_text(encoding="utf-8") for file in sorted(SAMPLE.rglob("*.txt"))]
    rng = random.Random(20220105)
    characters = 0
    for number in range(count):
        text = vary(texts[number % len(texts)], rng)
        characters += len(text)
        file = folder / f"{number // 256:04d}" / f"{number:06d}.txt"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    print(f"{count:,} captures, {characters / count:,.0f} characters each on average")


if __name__ == "__main__":
    main()
