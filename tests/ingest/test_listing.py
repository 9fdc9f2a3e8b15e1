"""The listing of raw/: every entry once, by a unique and reversible path, and nothing opened."""

import os
import socket
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dagster_project.ingest import LISTING, list_captures, list_unused_sidecars, listing, read_captures
from dagster_project.ingest.paths import decode_path, encode_path, printable

NAMES = [
    b"plain.txt",
    b'it\'s "quoted"; drop table captures;--.txt',
    b"stars * ? [a-z] {x}.txt",
    b"two\nlines\r.txt",
    b"{{ ref('x') }}.txt",
    b"<img src=x onerror=alert(1)>.txt",
    b"100%.txt",
    b"a%20b.txt",
    b"%FF.txt",
    b"\xff.txt",
    b"%25FF.txt",
    b"cut \xd0.txt",
    b"x" * 251 + b".txt",
    "Отчёт.txt".encode(),
    "Caf\u00e9.txt".encode(),
    "Cafe\u0301.txt".encode(),
    b"Case.txt",
    b"case.txt",
    b" ",
    b"=cmd.txt",
    b"\xe2\x80\xaetxt.exe",
]


def test_every_name_a_disk_can_hold_is_listed_once_and_read(tmp_path: Path) -> None:
    for name in NAMES:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_bytes(b"content of " + name.hex().encode())
    found = list_captures(tmp_path)
    assert [decode_path(path) for path in found["capture_path"]] == sorted(NAMES, key=encode_path)
    assert found["capture_path"].n_unique() == len(NAMES)
    frames = read_captures(found, tmp_path)
    assert frames["captures"]["reason_code"].null_count() == len(NAMES)
    texts = dict(frames["documents"].select("document_id", "text").iter_rows())
    for path, document_id in frames["captures"].select("capture_path", "document_id").iter_rows():
        assert texts[document_id] == "content of " + decode_path(path).hex()


@given(st.binary(max_size=40))
def test_paths_are_reversible(name: bytes) -> None:
    assert decode_path(encode_path(name)) == name


@pytest.mark.parametrize(
    ("name", "path"),
    [
        (b"a b.txt", "a b.txt"),
        (b"100%.txt", "100%.txt"),
        (b"\xff.txt", "%FF.txt"),
        (b"%FF.txt", "%25FF.txt"),
        (b"a%20b", "a%20b"),
    ],
)
def test_a_path_stays_readable(name: bytes, path: str) -> None:
    assert encode_path(name) == path


def test_a_message_stays_one_line_whatever_the_name() -> None:
    assert printable("a\nb\u202ec\x1b[31m.txt") == "a\\nb\\u202ec\\x1b[31m.txt"


def test_links_pipes_sockets_and_devices_are_rows_that_are_never_opened(tmp_path: Path) -> None:
    raw, outside = tmp_path / "raw", tmp_path / "outside"
    raw.mkdir()
    outside.mkdir()
    (outside / "secret.txt").write_text("not ours")
    (raw / "file-link.txt").symlink_to(outside / "secret.txt")
    (raw / "folder-link").symlink_to(outside)
    (raw / "loop").symlink_to(raw)
    (raw / "nowhere.txt").symlink_to("missing")
    (raw / "self.txt").symlink_to("self.txt")
    os.mkfifo(raw / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as unix:
        unix.bind(str(raw / "socket.txt"))
        found = read_captures(list_captures(raw), raw)
    codes = dict(found["captures"].select("capture_path", "reason_code").iter_rows())
    assert codes == {
        "file-link.txt": "link",
        "folder-link": "link",
        "loop": "link",
        "nowhere.txt": "link",
        "self.txt": "link",
        "pipe.txt": "not_regular",
        "socket.txt": "not_regular",
    }
    assert found["documents"].is_empty()
    assert all("To do: " in reason for reason in found["captures"]["reason"])


def test_the_raw_folder_itself_may_be_a_link(tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    (tmp_path / "disk" / "a.txt").write_text("words")
    (tmp_path / "raw").symlink_to("disk")
    raw = tmp_path / "raw"
    assert read_captures(list_captures(raw), raw)["documents"]["text"].to_list() == ["words"]


def test_dotfiles_and_sidecars_are_no_captures(tmp_path: Path) -> None:
    for name in (".hidden.txt", ".git/config", "a.txt", "a.txt.meta.yml", "b/c.txt", "b/c.meta.json", "lone.meta.yml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("words")
    found = list_captures(tmp_path)
    assert found["capture_path"].to_list() == ["a.txt", "b/c.txt"]
    assert found["sidecar_path"].to_list() == ["a.txt.meta.yml", "b/c.meta.json"]
    assert found.schema == LISTING


@pytest.mark.parametrize(
    ("beside", "chosen"),
    [
        (["a.txt.meta.yml", "a.meta.yml"], "a.txt.meta.yml"),
        (["a.meta.json", "a.txt.meta.json"], "a.txt.meta.json"),
        (["a.meta.yaml", "a.meta.yml"], "a.meta.yml"),
        (["a.meta.json"], "a.meta.json"),
        (["b.meta.json"], None),
    ],
)
def test_the_sidecar_of_the_full_name_comes_before_that_of_the_stem(
    tmp_path: Path, beside: list[str], chosen: str | None
) -> None:
    for name in ("a.txt", *beside):
        (tmp_path / name).write_text("url: https://example.org/")
    assert list_captures(tmp_path)["sidecar_path"].to_list() == [chosen]


def test_sidecars_that_belong_to_nothing_are_told(tmp_path: Path) -> None:
    for name in ("a.txt", "a.txt.meta.yml", "a.meta.yml", "b.meta.json", "c/d.meta.yml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("outlet: A")
    unused = list_unused_sidecars(tmp_path, list_captures(tmp_path))
    assert unused == ["a.meta.yml", "b.meta.json", "c/d.meta.yml"]


def test_any_touch_of_a_file_or_its_sidecar_shows_in_the_listing(tmp_path: Path) -> None:
    page, sidecar = tmp_path / "a.txt", tmp_path / "a.meta.yml"
    page.write_text("one")
    sidecar.write_text("outlet: A")
    os.utime(page, ns=(10**18, 10**18))
    before = list_captures(tmp_path)
    page.write_text("two")
    os.utime(page, ns=(10**18, 10**18))  # same size and time: only ctime tells
    after = list_captures(tmp_path)
    assert before["mtime_ns"].equals(after["mtime_ns"])
    assert not before["ctime_ns"].equals(after["ctime_ns"])
    sidecar.write_text("outlet: B")
    assert not after["sidecar_mtime_ns"].equals(list_captures(tmp_path)["sidecar_mtime_ns"])


@pytest.mark.parametrize(("make", "said"), [("missing", "does not exist. Create it"), ("file", "not a folder")])
def test_a_raw_folder_that_is_none_is_named_with_what_to_do(tmp_path: Path, make: str, said: str) -> None:
    raw = tmp_path / "raw"
    if make == "file":
        raw.write_text("words")
    with pytest.raises(listing.RawFolderError, match=said) as caught:
        list_captures(raw)
    assert str(raw) in str(caught.value)


def test_a_folder_that_cannot_be_listed_is_a_row_and_the_rest_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "locked").mkdir()
    (tmp_path / "locked" / "x.txt").write_text("words")
    (tmp_path / "z.txt").write_text("words")
    scan = os.scandir

    def refusing(folder: Any) -> Any:
        if folder.endswith(b"locked/"):
            raise PermissionError(13, "Permission denied")
        return scan(folder)

    monkeypatch.setattr(listing.os, "scandir", refusing)
    found = list_captures(tmp_path)
    assert found.select("capture_path", "reason_code").rows() == [("locked/", "unreadable"), ("z.txt", None)]


def test_nesting_500_deep_is_listed_and_read(tmp_path: Path) -> None:
    deep = tmp_path
    for _ in range(500):
        deep = deep / "d"
        deep.mkdir()
    (deep / "a.txt").write_text("words")
    assert read_captures(list_captures(tmp_path), tmp_path)["documents"]["text"].to_list() == ["words"]


def test_listing_20_000_files_takes_seconds_at_most(tmp_path: Path) -> None:
    for number in range(20_000):
        os.close(os.open(tmp_path / f"{number}.txt", os.O_CREAT | os.O_WRONLY))
    started = time.perf_counter()
    assert len(list_captures(tmp_path)) == 20_000
    assert time.perf_counter() - started < 5
