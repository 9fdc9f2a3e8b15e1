"""The pictures of docs/ui.md: Dagster's pages on the sample corpus, opened and read in a real browser.

    python docs/take_pictures.py [FOLDER]     (docs/pictures when no folder is named)

Refreshes the sample into a folder of its own, its articles first and then all of it, damages what was extracted so that
a check fails in a third refresh, starts `hearsay ui`, opens each page in headless Chromium, and ends with an error
where a page does not show what it should. Needs Chromium (`chromium` on the path).
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import polars as pl

PROJECT = Path(__file__).resolve().parents[1]
HEARSAY = [sys.executable, "-m", "dagster_project.cli"]
CHECK = "assert_claims_are_their_passages_words"
QUIET = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
]


@dataclass(frozen=True)
class Page:
    """A page to open: its picture's name, its address, the words it must show, and its height."""

    picture: str
    address: str
    shows: tuple[str, ...]
    height: int = 1000


PUBLISHED = (
    Page("lineage", "/asset-groups", ("raw", "ingest", "parse", "extract", "warehouse", "publish"), 600),
    Page("asset", "/assets/fct_claims", ("One row per", "speaker_text", "The words that name the speaker"), 1200),
    Page("materialization", "/assets/fct_claims?view=events", ("some rows", "claims by day and kind", "hedged"), 1500),
    Page("checks", "/assets/fct_claims?view=checks", ("are to the letter what the passage has there", "Passed"), 900),
    Page("automation", "/automation", ("daily_refresh", "raw_changed"), 500),
)
FAILED = (
    Page("failed_check", f"/assets/fct_claims?view=checks&checkDetail={CHECK}", ("failing rows", "Failed"), 1000),
    Page("runs", "/runs", ("Failure", "Success"), 500),
)


def main(folder: Path) -> None:
    """Make every picture in `folder`; ends with an error for a page that does not show what it should."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        raw, warehouse = Path(scratch) / "raw", Path(scratch) / "warehouse"
        refresh = [*HEARSAY, "refresh", "--raw", str(raw), "--warehouse", str(warehouse)]
        shutil.copytree(PROJECT / "raw" / "articles", raw / "articles")
        subprocess.run(refresh, check=True, stdout=subprocess.DEVNULL)
        shutil.copytree(PROJECT / "raw", raw, dirs_exist_ok=True)
        subprocess.run([*refresh, "--accept-change"], check=True, stdout=subprocess.DEVNULL)
        with pages(warehouse) as host:
            missing = [complaint for page in PUBLISHED for complaint in take(page, host, folder, Path(scratch))]
        damage_claims(warehouse)
        failed = subprocess.run(refresh, check=False, capture_output=True)
        if failed.returncode != 1:
            raise SystemExit("the damaged claims were published: no failed check to show")
        with pages(warehouse) as host:
            missing += [complaint for page in FAILED for complaint in take(page, host, folder, Path(scratch))]
    if missing:
        raise SystemExit("\n".join(missing))


def damage_claims(warehouse: Path) -> None:
    """Change a word of every extracted statement, as a disk might."""
    for part in (warehouse / "parts" / "extract" / "claims").glob("*.parquet"):
        claims = pl.read_parquet(part)
        claims.with_columns(pl.col("content_text").str.replace(r"\w+", "something")).write_parquet(part)


@contextmanager
def pages(warehouse: Path) -> Iterator[str]:
    """`hearsay ui` on a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [*HEARSAY, "ui", "--warehouse", str(warehouse), "--port", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    host = f"http://127.0.0.1:{port}"
    try:
        wait_for(f"{host}/server_info")
        yield host
    finally:
        os.killpg(server.pid, 15)
        server.wait()


def wait_for(address: str, seconds: float = 180) -> None:
    """Wait until something answers there."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            urllib.request.urlopen(address, timeout=5).close()  # noqa: S310 -- an address of this machine
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.5)
        else:
            return


def take(page: Page, host: str, folder: Path, scratch: Path) -> Iterator[str]:
    """Open a page, keep its picture, and name each word that it should show and does not."""
    with tempfile.TemporaryDirectory(dir=scratch) as profile:
        chromium = [
            shutil.which("chromium") or "chromium",
            *QUIET,
            f"--user-data-dir={profile}",
            f"--window-size=1600,{page.height}",
            "--virtual-time-budget=30000",
        ]
        picture = folder / f"{page.picture}.png"
        address = host + page.address
        subprocess.run([*chromium, f"--screenshot={picture}", address], check=True, capture_output=True, timeout=300)
        document = subprocess.run(
            [*chromium, "--dump-dom", address], check=True, capture_output=True, timeout=300, text=True
        ).stdout
    words = re.sub(r"<[^>]+>", " ", document)
    for word in page.shows:
        if word not in words:
            yield f"{page.picture} ({page.address}) does not show {word!r}"


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else PROJECT / "docs" / "pictures")
