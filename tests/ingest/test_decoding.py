"""Any bytes are either a text that gives the same bytes back, or refused by a listed reason."""

import codecs
import csv
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dagster_project import ingest
from dagster_project.ingest import REASONS, reason_for
from dagster_project.ingest.decoding import Decoded, decode
from dagster_project.ingest.reasons import Refused

SAVED = "1/ Тоқаев said: “Öl wird teurer” 🇰🇿…\r\n2/ So it goes.\u2028The end.\n".encode()
MARKS = {
    "utf-8": b"",
    "utf-8-sig": codecs.BOM_UTF8,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32-le": codecs.BOM_UTF32_LE,
    "utf-32-be": codecs.BOM_UTF32_BE,
}


def bytes_again(text: str, encoding: str) -> bytes:
    return MARKS[encoding] + text.encode("utf-8" if encoding == "utf-8-sig" else encoding)


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """A capture with bytes flipped, cut, doubled or put in, perhaps in UTF-16."""
    codec = draw(st.sampled_from(list(MARKS)))
    content = bytearray(bytes_again(SAVED.decode(), codec))
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(content)))
        width = draw(st.integers(0, 9))
        change = draw(st.sampled_from(["flip", "cut", "double", "insert"]))
        if change == "flip" and at < len(content):
            content[at] ^= 1 << draw(st.integers(0, 7))
        elif change == "cut":
            del content[at : at + width]
        elif change == "double":
            content[at:at] = content[at : at + width]
        else:
            content[at:at] = draw(st.binary(max_size=9))
    return bytes(content)


def decoded_or_refused(content: bytes) -> Decoded | Refused:
    try:
        return decode(content)
    except Refused as refused:
        return refused


@settings(max_examples=1000, deadline=None)
@given(st.one_of(st.binary(max_size=200), mutated()))
def test_a_text_gives_its_bytes_back_or_is_refused(content: bytes) -> None:
    found = decoded_or_refused(content)
    if isinstance(found, Refused):
        assert reason_for("a.txt", found.reason_code, found.detail).startswith("a.txt: ")
    else:
        assert bytes_again(found.text, found.encoding) == content


@pytest.mark.parametrize("at", range(0, len(SAVED), 7))
def test_the_reason_names_the_first_wrong_byte(at: int) -> None:
    boundary = len(SAVED[:at].decode("utf-8", "ignore").encode())
    with pytest.raises(Refused) as caught:
        decode(SAVED[:boundary] + b"\xff" + SAVED[boundary:])
    assert f"byte {boundary} (0xFF) is not UTF-8" in caught.value.detail


def test_every_reason_has_a_meaning_and_a_remedy_of_its_own() -> None:
    with Path(ingest.__file__).with_name("reasons.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert len({row["reason_code"] for row in rows}) == len(rows) == len(REASONS)
    for row in rows:
        assert re.fullmatch("[a-z0-9_]+", row["reason_code"])
        assert row["meaning"]
        assert row["remedy"]
        assert reason_for("a.txt", row["reason_code"]) == f"a.txt: {row['meaning']}. To do: {row['remedy']}."


def test_a_code_that_is_not_listed_is_a_fault_of_the_program() -> None:
    with pytest.raises(KeyError):
        reason_for("a.txt", "no_such_code")
