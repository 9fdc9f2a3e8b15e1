"""Measure the gazetteer and finding mentions: `python bench/gazetteer.py [--aliases N] [--captures FOLDER]`.

Writes seeds of N aliases (made up from syllables by a seeded source, beside the project's own) into a temporary folder,
builds the gazetteer of them, and looks for its forms in the captures (the sample corpus, or a FOLDER of .txt files),
again and again until at least 2,000 have been read. Then the captures go through `find_mentions` with the project's
seeds, in one batch. Prints processor seconds of one core.
"""

from __future__ import annotations

import argparse
import csv
import random
import shutil
import tempfile
import time
from pathlib import Path

import polars as pl

from dagster_project.extract.mentions import find_mentions
from dagster_project.extract.mentions.known_names import find_known
from dagster_project.extract.mentions.reference import Gazetteer, load_gazetteer
from dagster_project.parse import parse_documents
from dagster_project.segment import segment_passages
from dagster_project.tables import digest, empty, frame

SEEDS = Path(__file__).parent.parent / "dbt" / "seeds"
SAMPLE = Path(__file__).parent.parent / "raw"
SYLLABLES = ["an", "bek", "dar", "el", "fen", "gul", "har", "im", "jar", "kor", "lin", "mun", "nor", "os", "pel", "qur"]
SYLLABLES += ["ras", "sel", "tur", "ul", "ver", "wen", "yer", "zan"]
LEAST_READ = 2000


def write_aliases(count: int, folder: Path) -> None:
    """The project's seeds, with made-up people until they have `count` aliases: full names and family names."""
    for seed in SEEDS.glob("*.csv"):
        shutil.copy(seed, folder)
    rng = random.Random(20220105)
    listed = sum(1 for _ in (folder / "entity_aliases.csv").open(encoding="utf-8")) - 1
    known: set[str] = set()
    with (folder / "entities.csv").open("a", encoding="utf-8", newline="") as opened:
        entities = csv.writer(opened)
        with (folder / "entity_aliases.csv").open("a", encoding="utf-8", newline="") as aliased:
            aliases = csv.writer(aliased)
            while listed < count:
                given, family = (
                    "".join(rng.choice(SYLLABLES) for _ in range(3 + extra)).capitalize() for extra in (0, 1)
                )
                if family in known:
                    continue
                known.add(family)
                key = f"made_{len(known)}"
                entities.writerow([key, f"{given} {family}", "person", "", "made up", "made", "false"])
                for form in (f"{given} {family}", family):
                    aliases.writerow([key, form, "en", "Latn", "english", "anywhere"])
                    listed += 1


def measure_finding(texts: list[str], gazetteer: Gazetteer) -> tuple[float, int]:
    """(captures a second, names found in the texts once)."""
    rounds = max(1, LEAST_READ // len(texts))
    found = sum(len(find_known(text, gazetteer, lambda _at: "en")) for text in texts)
    begun = time.process_time()
    for _ in range(rounds):
        for text in texts:
            find_known(text, gazetteer, lambda _at: "en")
    return rounds * len(texts) / (time.process_time() - begun), found


def measure_mentions(texts: list[str]) -> tuple[float, int]:
    """(milliseconds a capture of `find_mentions`, mentions)."""
    documents = frame(
        "documents",
        [{"document_id": digest(text), "text": text, "char_count": len(text)} for text in dict.fromkeys(texts)],
    )
    parsed = parse_documents(documents, empty("sidecars"), SEEDS)
    sentences = segment_passages(documents, parsed["sources"], parsed["passages"])["sentences"]
    best, rows = float("inf"), pl.DataFrame()
    for _ in range(5):
        begun = time.process_time()
        rows = find_mentions(documents, parsed["sources"], parsed["passages"], sentences, SEEDS)
        best = min(best, time.process_time() - begun)
    return 1000 * best / len(documents), len(rows)


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--aliases", type=int, default=100_000, help="how many aliases the seeds have")
    parser.add_argument("--captures", type=Path, default=SAMPLE, help="a folder of .txt files")
    chosen = parser.parse_args()
    texts = [path.read_bytes().decode("utf-8", "replace") for path in sorted(chosen.captures.rglob("*.txt"))]
    characters = sum(map(len, texts)) / len(texts)
    print(f"{len(texts):,} captures, {characters:,.0f} characters each on average")
    load_gazetteer(SEEDS)
    with tempfile.TemporaryDirectory() as folder:
        write_aliases(chosen.aliases, Path(folder))
        begun = time.process_time()
        gazetteer = load_gazetteer(Path(folder))
        seconds = time.process_time() - begun
    print(f"{chosen.aliases:,} aliases: {len(gazetteer.forms):,} forms, built in {seconds:.2f} s")
    speed, found = measure_finding(texts, gazetteer)
    print(f"known names: {speed:,.0f} captures a second, {found:,} names")
    milliseconds, mentions = measure_mentions(texts)
    share = 6500 * milliseconds / characters
    print(f"all mentions: {milliseconds:.2f} ms a capture, {share:.2f} ms for 6,500 characters, {mentions:,} mentions")


if __name__ == "__main__":
    main()
