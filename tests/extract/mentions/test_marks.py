"""Hashtags, handles and addresses are found as printed."""

import time

import pytest

from dagster_project.extract.mentions.marks import find_marks


def marks(text: str) -> list[str]:
    return [f"{mark.kind} {text[mark.start : mark.end]}" for mark in find_marks(text)[0]]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ferries stop #Harbour, says @port_watch.", ["hashtag #Harbour", "handle @port_watch"]),
        ("Glued tags #b0401#harbour count both", ["hashtag #b0401", "hashtag #harbour"]),
        ("Тег #Алматы и #ÖPNV", ["hashtag #Алматы", "hashtag #ÖPNV"]),
        ("Item #1 of the list, & #39; and &#39;", []),
        ("Read https://example.org/a/b?c=1.", ["url https://example.org/a/b?c=1"]),
        ("(see www.example.org/x)", ["url www.example.org/x"]),
        ("cut off example.org/2022/01/harb…", ["url example.org/2022/01/harb…"]),
        ("short bit.ly/33NxyZ and t.co/abc", ["url bit.ly/33NxyZ", "url t.co/abc"]),
        ("at harbour.example.com today", ["url harbour.example.com"]),
        ("glued sentences end.In the next", []),
        ("mail desk@example.org or not", []),
        ("on @marta@social.example", ["handle @marta@social.example"]),
        ("pic.twitter.com/AbC", ["url pic.twitter.com/AbC"]),
    ],
)
def test_marks_are_found_as_printed(text: str, found: list[str]) -> None:
    assert marks(text) == found


@pytest.mark.parametrize(
    "sign", ["#", "@", "1#", "a.", "x@", "@a ", "#a ", "a.com ", "a@b.", "http://a ", "@a#b", "www."]
)
def test_a_quarter_megabyte_of_signs_takes_no_time(sign: str) -> None:
    begun = time.process_time()
    find_marks(sign * (250_000 // len(sign)))
    assert time.process_time() - begun < 2.0
