"""Files become captures and documents: strictly decoded, or refused with the file, the reason and the remedy."""

import codecs
import gzip
import io
import os
import stat
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from dagster_project.ingest import REASONS, list_captures, opening, read_captures
from dagster_project.tables import SCHEMAS, Frames

PLAIN = "The ministry said the airport of Almaty is open again.\n"
CYRILLIC = "Министерство сообщило, что аэропорт Алматы снова открыт для всех рейсов.\n"
GERMAN = "Der Flughafen ist geöffnet, sagte eine Sprecherin für das Büro des Präsidenten.\n"


def read(raw: Path, **options: Any) -> Frames:
    return read_captures(list_captures(raw), raw, **options)


def read_one(raw: Path, content: bytes, name: str = "page.txt") -> tuple[dict[str, Any], str | None]:
    """The row of `captures` of a file with this content, and the text of its document."""
    (raw / name).write_bytes(content)
    frames = read(raw)
    (capture,) = frames["captures"].to_dicts()
    return capture, frames["documents"]["text"].item() if capture["document_id"] else None


@pytest.mark.parametrize(
    ("content", "encoding", "text"),
    [
        pytest.param(PLAIN.encode(), "utf-8", PLAIN, id="UTF-8"),
        pytest.param(b"x", "utf-8", "x", id="one byte"),
        pytest.param("🇰🇿".encode(), "utf-8", "🇰🇿", id="a flag alone is content"),
        pytest.param(codecs.BOM_UTF8 + CYRILLIC.encode(), "utf-8-sig", CYRILLIC, id="UTF-8 with its mark"),
        pytest.param(codecs.BOM_UTF16_LE + CYRILLIC.encode("utf-16-le"), "utf-16-le", CYRILLIC, id="UTF-16-LE"),
        pytest.param(codecs.BOM_UTF16_BE + PLAIN.encode("utf-16-be"), "utf-16-be", PLAIN, id="UTF-16-BE"),
        pytest.param(codecs.BOM_UTF32_LE + PLAIN.encode("utf-32-le"), "utf-32-le", PLAIN, id="UTF-32-LE"),
        pytest.param(codecs.BOM_UTF32_BE + PLAIN.encode("utf-32-be"), "utf-32-be", PLAIN, id="UTF-32-BE"),
        pytest.param("\ufeff\ufeffA".encode(), "utf-8-sig", "\ufeffA", id="one mark alone is dropped"),
        pytest.param(b"a\r\nb\rc\n\xe2\x80\xa8d\x0c\n", "utf-8", "a\r\nb\rc\n\u2028d\x0c\n", id="line ends"),
        pytest.param(PLAIN.encode() + b"\x00\x01", "utf-8", PLAIN + "\x00\x01", id="stray control characters"),
        pytest.param("e\u0301 \u00e9 \u202eabc\u200b".encode(), "utf-8", "e\u0301 \u00e9 \u202eabc\u200b", id="as is"),
        pytest.param(b"RIFF raff, said the band.", "utf-8", "RIFF raff, said the band.", id="a word like a magic"),
    ],
)
def test_text_is_kept_exactly_as_saved(tmp_path: Path, content: bytes, encoding: str, text: str) -> None:
    capture, found = read_one(tmp_path, content)
    assert (capture["encoding"], found, capture["reason"]) == (encoding, text, None)


def zipped() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.txt", "0" * 10_000_000)
    return target.getvalue()


@pytest.mark.parametrize(
    ("content", "code", "said"),
    [
        pytest.param(b"", "empty", "no byte", id="no byte"),
        pytest.param(codecs.BOM_UTF8, "empty", "mark alone", id="a mark alone"),
        pytest.param(b" \r\n\t\n", "blank", "blanks", id="blanks"),
        pytest.param("\u200b\u2060\u00ad\n\u3164".encode(), "blank", "invisible", id="invisible characters"),
        pytest.param(b"\xff" + PLAIN.encode(), "not_utf8", "byte 0 (0xFF)", id="bad byte first"),
        pytest.param(PLAIN.encode() + b"\xc3(" + PLAIN.encode(), "not_utf8", "byte 55 (0xC3)", id="in the middle"),
        pytest.param(CYRILLIC.encode()[:-3], "not_utf8", "cut in the middle of a character", id="cut at the end"),
        pytest.param(CYRILLIC.encode() * 9 + b"\xff", "not_utf8", "UTF-8 with damaged bytes", id="damaged"),
        pytest.param(b"\xed\xa0\x80 lone surrogate", "not_utf8", "byte 0", id="a surrogate in UTF-8"),
        pytest.param(b"\xc0\xafetc", "not_utf8", "byte 0", id="an overlong form"),
        pytest.param(CYRILLIC.encode("cp1251"), "not_utf8", "Cyrillic in cp1251", id="cp1251"),
        pytest.param(CYRILLIC.encode("koi8-r"), "not_utf8", "Cyrillic in KOI8-R", id="KOI8-R"),
        pytest.param(GERMAN.encode("latin-1"), "not_utf8", "latin-1 or cp1252", id="latin-1"),
        pytest.param("“Öl”, he said.".encode("cp1252"), "not_utf8", "cp1252 (Windows)", id="cp1252"),
        pytest.param(PLAIN.encode("utf-16-le"), "not_utf8", "UTF-16-LE without", id="UTF-16-LE without a mark"),
        pytest.param(CYRILLIC.encode("utf-16-be"), "not_utf8", "UTF-16-BE without", id="UTF-16-BE without a mark"),
        pytest.param(b"\xff\xfea\x00b", "not_utf8", "byte 4 does not fit", id="half a unit of UTF-16"),
        pytest.param(b"\x00" * 50, "not_text", "control characters", id="NUL bytes"),
        pytest.param(bytes(range(256)) * 4, "not_text", "binary data", id="every byte"),
        pytest.param(gzip.compress(b"0" * 10_000_000), "not_text", "gzip", id="a gzip bomb, not unpacked"),
        pytest.param(zipped(), "not_text", "zip", id="a zip bomb, not unpacked"),
        pytest.param(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "not_text", "PDF", id="PDF"),
        pytest.param(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "not_text", "PNG", id="PNG"),
        pytest.param(b"\xff\xd8\xff\xe0\x00\x10JFIF", "not_text", "JPEG", id="JPEG"),
        pytest.param(rb"{\rtf1\ansi Hello}", "not_text", "rich-text", id="RTF"),
    ],
)
def test_what_is_no_readable_text_is_refused_with_what_it_is(
    tmp_path: Path, content: bytes, code: str, said: str
) -> None:
    capture, _ = read_one(tmp_path, content)
    assert capture["reason_code"] == code
    assert capture["reason"].startswith("page.txt: ")
    assert said in capture["reason"]
    assert REASONS[code].remedy in capture["reason"]
    assert len(capture["sha256"]) == 64


def test_nothing_is_lost_and_the_good_go_on(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PLAIN)
    (tmp_path / "b.txt").write_bytes(b"\xff")
    (tmp_path / "c.txt").write_text(PLAIN)
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / "e.txt").write_text(GERMAN)
    (tmp_path / "link.txt").symlink_to("/etc/hostname")
    frames = read(tmp_path)
    captures, documents = frames["captures"], frames["documents"]
    assert captures["capture_path"].to_list() == ["a.txt", "b.txt", "c.txt", "d/e.txt", "link.txt"]
    assert captures["reason_code"].to_list() == [None, "not_utf8", None, None, "link"]
    assert len(documents) == 2, "two files of one content are one document"
    assert captures["document_id"][0] == captures["document_id"][2]
    assert documents["char_count"].to_list() == documents["text"].str.len_chars().to_list()
    assert {name: rows.schema for name, rows in frames.items()} == {name: SCHEMAS[name] for name in frames}


def test_the_same_text_has_the_same_id_under_any_name_and_encoding(tmp_path: Path) -> None:
    first, _ = read_one(tmp_path, PLAIN.encode())
    (tmp_path / "page.txt").unlink()
    second, _ = read_one(tmp_path, codecs.BOM_UTF16_LE + PLAIN.encode("utf-16-le"), "other.txt")
    assert first["document_id"] == second["document_id"]
    assert first["sha256"] != second["sha256"]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.htm", "Just words, no element: 3 < 5 and 7 > 2.", None),
        ("a.txt", "The tag <p> opens a paragraph.", None),
        ("a.warc", "WARC/1.0\nWARC-Type: response\n", "container"),
        ("a.mht", "From: <Saved>\nMIME-Version: 1.0\nContent-Type: multipart/related;\n", "container"),
    ],
)
def test_markup_and_records_are_not_taken_for_text(tmp_path: Path, name: str, content: str, code: str | None) -> None:
    capture, _ = read_one(tmp_path, content.encode(), name)
    assert capture["reason_code"] == code


class TestAFileThatChanges:
    """A capture is read as it was listed, or not at all."""

    def test_written_on_between_listing_and_reading(self, tmp_path: Path) -> None:
        page = tmp_path / "page.txt"
        page.write_text(PLAIN)
        listing = list_captures(tmp_path)
        page.write_text(PLAIN + PLAIN)
        assert read_captures(listing, tmp_path)["captures"]["reason_code"].item() == "unsettled"

    @pytest.mark.parametrize("change", ["grows", "is cut", "is overwritten"])
    def test_written_on_while_it_is_read(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str) -> None:
        page = tmp_path / "page.txt"
        page.write_text(PLAIN * 9)
        os.utime(page, ns=(10**18, 10**18))
        read_bytes = os.read

        def slow_read(descriptor: int, count: int) -> bytes:
            part = read_bytes(descriptor, min(count, 100))
            with page.open("r+") as file:
                if change == "grows":
                    file.seek(0, os.SEEK_END)
                if change == "is cut":
                    file.truncate(150)
                else:
                    file.write(PLAIN)
            return part

        monkeypatch.setattr(opening.os, "read", slow_read)
        capture = read(tmp_path)["captures"].to_dicts()[0]
        assert (capture["reason_code"], capture["document_id"]) == ("unsettled", None)

    def test_gone_since_it_was_listed(self, tmp_path: Path) -> None:
        (tmp_path / "page.txt").write_text(PLAIN)
        listing = list_captures(tmp_path)
        (tmp_path / "page.txt").unlink()
        captures = read_captures(listing, tmp_path)["captures"]
        assert captures["reason_code"].to_list() == ["unsettled"]

    @pytest.mark.parametrize("swapped", ["page", "folder"])
    def test_a_link_put_in_its_place_is_not_followed(self, tmp_path: Path, swapped: str) -> None:
        raw, outside = tmp_path / "raw", tmp_path / "outside"
        for folder in (raw / "sub", outside):
            folder.mkdir(parents=True)
            (folder / "page.txt").write_text(PLAIN)
            os.utime(folder / "page.txt", ns=(10**18, 10**18))
        listing = list_captures(raw)
        if swapped == "page":
            (raw / "sub" / "page.txt").unlink()
            (raw / "sub" / "page.txt").symlink_to(outside / "page.txt")
        else:
            (raw / "sub").rename(tmp_path / "moved")
            (raw / "sub").symlink_to(outside)
        frames = read_captures(listing, raw)
        assert frames["captures"]["reason_code"].to_list() == ["link"]
        assert frames["documents"].is_empty()

    def test_a_pipe_put_in_its_place_does_not_hang(self, tmp_path: Path) -> None:
        page = tmp_path / "page.txt"
        page.write_text(PLAIN)
        listing = list_captures(tmp_path)
        page.unlink()
        os.mkfifo(page)
        assert read_captures(listing, tmp_path)["captures"]["reason_code"].to_list() == ["not_regular"]

    def test_a_path_out_of_the_folder_is_refused(self, tmp_path: Path) -> None:
        (tmp_path / "raw").mkdir()
        (tmp_path / "page.txt").write_text(PLAIN)
        listing = list_captures(tmp_path).with_columns(capture_path=pl.lit("../page.txt"))
        found = read_captures(listing.filter(pl.col("size_bytes") > 0), tmp_path / "raw")
        assert found["documents"].is_empty()


def test_an_unreadable_file_says_so_and_the_rest_loads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.txt", "locked.txt"):
        (tmp_path / name).write_text(PLAIN)
    open_file = os.open

    def refusing(path: Any, flags: int, **options: Any) -> int:
        if path == b"locked.txt":
            raise PermissionError(13, "Permission denied")
        return open_file(path, flags, **options)

    monkeypatch.setattr(opening.os, "open", refusing)
    captures = read(tmp_path)["captures"]
    assert captures["reason_code"].to_list() == [None, "unreadable"]
    assert "locked.txt: it cannot be read: Permission denied. To do: grant" in captures["reason"][1]


def test_no_descriptor_stays_open(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    for name in ("good.txt", "bad.txt", "gone.txt"):
        (tmp_path / "a" / "b" / name).write_bytes(b"\xff" if name == "bad.txt" else b"text")
    listing = list_captures(tmp_path)
    (tmp_path / "a" / "b" / "gone.txt").unlink()
    before = len(list(Path("/proc/self/fd").iterdir()))
    read_captures(listing, tmp_path)
    assert len(list(Path("/proc/self/fd").iterdir())) == before


def test_raw_is_never_changed(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(PLAIN)
    page.chmod(stat.S_IRUSR)
    os.utime(page, ns=(10**18, 10**18))
    before = (page.stat().st_mtime_ns, page.stat().st_ctime_ns, page.stat().st_mode, list(tmp_path.iterdir()))
    read(tmp_path)
    assert before == (page.stat().st_mtime_ns, page.stat().st_ctime_ns, page.stat().st_mode, list(tmp_path.iterdir()))


@pytest.mark.parametrize("nanoseconds", [0, -(10**18), 10**18, 4 * 10**18])
def test_times_are_utc_whatever_the_clock_or_the_zone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, nanoseconds: int
) -> None:
    monkeypatch.setenv("TZ", "Asia/Almaty")
    page = tmp_path / "page.txt"
    page.write_text(PLAIN)
    os.utime(page, ns=(nanoseconds, nanoseconds))
    found = read(tmp_path)["captures"]["file_modified_at"].item()
    assert (found - datetime(1970, 1, 1)).total_seconds() * 10**9 == nanoseconds  # noqa: DTZ001 - stored without zone


def test_a_line_at_the_limit_loads_and_one_above_is_refused_unread(tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_bytes(b"a" * 1000)
    (tmp_path / "longer.txt").write_bytes(b"a" * 1001)
    captures = read_captures(list_captures(tmp_path, limit_bytes=1000), tmp_path)["captures"]
    assert captures["reason_code"].to_list() == [None, "too_large"]
    assert captures["sha256"][1] is None
    assert "1,001 bytes; the limit is 1,000" in captures["reason"][1]


def test_the_page_on_reliability_lists_every_reason() -> None:
    page = (Path(__file__).parents[2] / "docs" / "reliability.md").read_text(encoding="utf-8")
    for reason in REASONS.values():
        assert f"| `{reason.reason_code}` | {reason.meaning} | {reason.remedy} |" in page
