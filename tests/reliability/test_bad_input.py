"""B01 to B05, B07 to B14, B16, H1 to H3: bad input of every kind beside good captures, in one refresh."""

from __future__ import annotations

import codecs
import gzip
import io
import os
import re
import socket
import zipfile
from pathlib import Path

import pytest
from harness import STORY, query, refresh, run_script, write

from dagster_project.ingest import REASONS

SAID = "The port office said the gates are shut.\n"


def zip_bomb() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.txt", "0" * 20_000_000)
    return target.getvalue()


# File name, content, and the reason code of its quarantine (None: it is loaded).
CASES: tuple[tuple[bytes, bytes, str | None], ...] = (
    (b"b01_empty.txt", b"", "empty"),
    (b"b01_blanks.txt", b" \r\n\t ", "blank"),
    (b"b01_one_byte.txt", b"x", None),
    (b"b02_bad_first.txt", b"\xff" + SAID.encode(), "not_utf8"),
    (b"b02_bad_middle.txt", SAID.encode() + b"\xc3(" + SAID.encode(), "not_utf8"),
    (b"b02_bad_last.txt", SAID.encode() + "é".encode()[:1], "not_utf8"),
    (b"b03_utf16_le.txt", codecs.BOM_UTF16_LE + ("LE " + SAID).encode("utf-16-le"), None),
    (b"b03_utf16_be.txt", codecs.BOM_UTF16_BE + ("BE " + SAID).encode("utf-16-be"), None),
    (b"b03_utf16_no_mark.txt", SAID.encode("utf-16-le"), "not_utf8"),
    (b"b03_cp1251.txt", "Портовая служба заявила, что ворота закрыты.".encode("cp1251"), "not_utf8"),
    (b"b03_latin1.txt", "Das Hafenamt erklärt, die Schleuse sei geschlossen.".encode("latin-1"), "not_utf8"),
    (b"b04_line_ends.txt", "One said so.\rTwo\r\nThree\u2028Four\x00\x0b said no.\n".encode(), None),
    (b"b05_60_mb_line.txt", b"a" * 60_000_000, "too_large"),
    (b"b07_bidi.txt", "\u202eHe said\u202c that Tok\u200bayev left. Tоkayev stayed.\n".encode(), None),
    (b"b07_nfd.txt", "Cafe\u0301 owner Zoe\u0308 said no. Café owner Zoë said yes.\n".encode(), None),
    (b"b08_astral.txt", "𝐓𝐡𝐞 mayor said: “🇰🇿👩\u200d👧 İstanbul ısı.” 𠜎\n".encode(), None),
    (b"b09_markup.txt", b"<script>alert(1)</script> [x](javascript:alert(1)) **he said** so.\n", None),
    (b"b10_formula.txt", b'=HYPERLINK("http://x") @sum(1) +1 -1 said the note.\n', None),
    (b"b11_'; drop table captures; --.txt", b"Quoted, she said.\n", None),
    (b"b11_*[a-z]?{{x}}.txt", b"Globbed, she said.\n", None),
    (b"b11_new\nline.txt", b"Broken, she said.\n", None),
    (b"b11_" + b"n" * 247 + b".txt", b"Long, she said.\n", None),
    (b"b11_no_utf8_\xff\xfe.txt", b"Odd, she said.\n", None),
    (b"b13_zip.txt", zip_bomb(), "not_text"),
    (b"b13_gzip.txt", gzip.compress(b"0" * 20_000_000), "not_text"),
    (b"b13_picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(200), "not_text"),
    (b"b14_braces.txt", b"{{ env_var('HOME') }} {% raw %} {{ ref('x') }} said the note.\n", None),
    (b"b16_Case.txt", b"Capital, he said.\n", None),
    (b"b16_case.txt", b"Small, he said.\n", None),
)


@pytest.fixture(scope="module")
def zoo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse of all the cases, and of entries that are no files."""
    folder = tmp_path_factory.mktemp("zoo")
    raw = write(folder / "raw", good=STORY)
    for name, content, _code in CASES:
        Path(os.fsdecode(os.fsencode(raw) + b"/" + name)).write_bytes(content)
    (folder / "outside.txt").write_text("Secret, nobody said.\n")
    (raw / "b12_link.txt").symlink_to(folder / "outside.txt")
    (raw / "b12_folder_link").symlink_to(folder)
    (raw / "b12_loop").symlink_to(raw)
    (raw / "b12_dots.txt").symlink_to("../outside.txt")
    os.mkfifo(raw / "b12_pipe.txt")
    bound = socket.socket(socket.AF_UNIX)
    os.chdir(raw)  # the path of a socket is limited to 108 bytes
    bound.bind("b12_socket.txt")
    os.chdir(Path(__file__).parents[2])
    bound.close()
    if os.getuid() == 0:
        os.mknod(raw / "b12_device.txt", 0o020600, os.makedev(1, 3))
    refresh(raw, folder / "warehouse")
    return folder / "warehouse"


def path_of(name: bytes) -> str:
    """A file name as captures have it: bytes that are no UTF-8 as %FF."""
    return "".join(f"%{ord(c) - 0xDC00:02X}" if "\udc80" <= c <= "\udcff" else c for c in os.fsdecode(name))


def test_each_case_is_loaded_or_quarantined_for_its_reason_and_none_is_lost(zoo: Path) -> None:
    found = {str(path): (status, code) for path, status, code in query(
        zoo, "select capture_path, status, reason_code from captures where capture_path not like 'b12%'"
    )}  # fmt: skip
    expected = {path_of(name): ("quarantined" if code else "loaded", code) for name, _, code in CASES}
    assert found == {"good.txt": ("loaded", None), **expected}


def test_every_reason_names_the_file_what_is_wrong_and_what_to_do(zoo: Path) -> None:
    rows = query(zoo, "select capture_path, reason_code, reason from captures where status = 'quarantined'")
    assert len(rows) > 15
    for path, code, reason in rows:
        assert str(path) in str(reason)
        assert REASONS[str(code)].remedy in str(reason)
    offsets = dict(query(zoo, "select capture_path, reason from captures where capture_path like 'b02%'"))
    assert "byte 0 " in str(offsets["b02_bad_first.txt"])
    assert f"byte {len(SAID)} " in str(offsets["b02_bad_middle.txt"])
    assert f"byte {len(SAID)} " in str(offsets["b02_bad_last.txt"])


def test_nothing_but_regular_files_inside_is_opened(zoo: Path) -> None:
    rows = query(zoo, "select capture_path, reason_code from captures where capture_path like 'b12%' order by 1")
    codes = dict(rows)
    assert codes.pop("b12_device.txt", "not_regular") == "not_regular"
    assert codes == {
        "b12_dots.txt": "link",
        "b12_folder_link": "link",
        "b12_link.txt": "link",
        "b12_loop": "link",
        "b12_pipe.txt": "not_regular",
        "b12_socket.txt": "not_regular",
    }
    assert query(zoo, "select count(*) from documents where text like '%Secret%'") == [(0,)]


def test_texts_are_kept_as_they_are_and_positions_stay_true(zoo: Path) -> None:
    texts = dict(query(zoo, "select capture_path, text from documents"))
    for name, content, code in CASES:
        if code is None and b"utf16" not in name:
            assert texts[path_of(name)] == content.decode()
    assert "{{ env_var('HOME') }}" in str(texts["b14_braces.txt"])
    wrong = query(
        zoo,
        "select capture_path from passages join documents using (document_id) where passages.text <>"
        " substring(documents.text, char_start + 1, char_end - char_start)",
    )
    assert wrong == []


def test_look_alike_letters_never_merge_two_names(zoo: Path) -> None:
    merged = query(
        zoo,
        "select a.surface, b.surface from fct_mentions a join fct_mentions b using (entity_id)"
        " where a.surface like 'Tokayev' and b.surface like 'Tоkayev'",
    )
    assert merged == []


def test_captured_text_is_never_markdown_in_dagster() -> None:
    """B09: metadata that would be rendered is not used where captured text goes."""
    sources = (Path(__file__).parents[2] / "dagster_project").rglob("*.py")
    users = [file.name for file in sources if re.search(r"MetadataValue\.(md|url)\(", file.read_text(encoding="utf-8"))]
    assert users == []


def test_csv_escapes_formulas_and_the_warehouse_does_not(zoo: Path) -> None:
    statement = "select text from documents where capture_path = 'b10_formula.txt'"
    assert str(query(zoo, statement)[0][0]).startswith("=HYPERLINK")
    script = "import sys; from dagster_project.cli import main; sys.argv[0] = 'hearsay'; main()"
    printed = run_script(script, "sql", statement, "--warehouse", zoo, "-f", "csv")
    assert printed.returncode == 0, printed.stderr
    assert "'=HYPERLINK" in printed.stdout


@pytest.mark.slow
def test_a_hundred_thousand_files_in_one_folder_are_listed_and_read(tmp_path: Path) -> None:
    from dagster_project.refresh.captures import update_captures
    from dagster_project.refresh.layout import WarehouseLayout
    from dagster_project.refresh.workers import Workers

    raw = tmp_path / "raw"
    raw.mkdir()
    for number in range(100_000):
        (raw / f"{number}.txt").write_text(f"Note {number}, he said.\n")
    with Workers(2) as workers:
        run = update_captures(raw, WarehouseLayout(tmp_path / "w"), workers, "v", lambda _done, _total: None)
        assert (run.seen, run.new) == (100_000, 100_000)
        again = update_captures(raw, WarehouseLayout(tmp_path / "w"), workers, "v", lambda _done, _total: None)
    assert again.unchanged == 100_000


@pytest.mark.slow
def test_ten_thousand_posts_in_one_thread_are_one_source(tmp_path: Path) -> None:
    posts = "\n".join(f'{n}/10000 The keeper said on day {n}: "The chain is broken."' for n in range(1, 10_001))
    refresh(write(tmp_path / "raw", thread=posts), tmp_path / "warehouse")
    assert query(
        tmp_path / "warehouse", "select count(*), max(position) from passages where passage_kind = 'post'"
    ) == [(10_000, 10_000)]
