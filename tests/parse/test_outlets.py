"""Who published a page, as far as the page itself says; and words in the same places that name no outlet."""

from __future__ import annotations

import pytest

TITLE = "Crane falls on barges in Saltmouth night storm"
BODY = """The old crane in the harbour of Saltmouth fell on two barges on Tuesday night, the port authority said.

Nobody was hurt. The police closed the northern quay until Thursday and asked witnesses to come forward with pictures.

Mayor Ina Brandt said that the crane had been checked in the spring and that she would publish the letters.
"""

SAID = {
    "below, with a copyright sign": (
        f"{TITLE}\n\n{BODY}\n© 2022 Saltmouth Courier. All rights reserved.\n", "Saltmouth Courier",
    ),
    "below, in German": (
        f"{TITLE}\n\n{BODY}\n© Kieler Hafenblatt 2022. Alle Rechte vorbehalten\n", "Kieler Hafenblatt",
    ),
    "below, with a legal form": (
        f"{TITLE}\n\n{BODY}\nCopyright © 2022 The Saltmouth Herald, LLC\n", "The Saltmouth Herald",
    ),
    "after the title": (f"{TITLE} - Saltmouth Herald\n\n{BODY}", "Saltmouth Herald"),
    "after the title's first saying": (f"{TITLE} | Quayside Online\n\n{TITLE}\n\n{BODY}", "Quayside Online"),
    "between dashes before the date": (
        f"{TITLE}\n- Saltmouth Courier - Thursday, January 6, 2022\n\n{BODY}", "Saltmouth Courier",
    ),
    "before the date": (f"{TITLE}\nSaltmouth Courier, 12 January 2022\n\n{BODY}", "Saltmouth Courier"),
    "above its sections": (f"QUAYSIDE\nNews | Sport | Culture\n{TITLE}\n\n{BODY}", "QUAYSIDE"),
}  # fmt: skip


@pytest.mark.parametrize("name", SAID)
def test_the_outlet_that_a_page_prints(parse, name) -> None:
    text, outlet = SAID[name]
    source = parse(text).source
    assert (source["outlet"], source["title"], source["author_name"]) == (outlet, TITLE, None)


SILENT = {
    "a company": f"{TITLE}\n\n{BODY}\nCopyright 2022 Quayside News Media Ltd. All rights reserved.\n",
    "a person": f"{TITLE}\n\n{BODY}\n© 2022 Nora Feldkirch\n",
    "a photographer": f"{TITLE}\n© Jane Doe / ap\n\n{BODY}",
    "two holders": f"{TITLE}\n\n{BODY}\n© 2022 Saltmouth Courier\n© 2022 Ebbing Herald\n",
    "a section": f"News\n{TITLE}\n© Jane Doe\n\n{BODY}",
}


@pytest.mark.parametrize("name", SILENT)
def test_where_a_page_names_none_there_is_none(parse, name) -> None:
    assert parse(SILENT[name]).source["outlet"] is None


def test_a_second_clause_of_a_headline_is_no_outlet(parse) -> None:
    headline = "Crane falls on barges - mayor wants answers"
    source = parse(f"{headline}\n\n{BODY}").source
    assert (source["title"], source["outlet"]) == (headline, None)


@pytest.mark.parametrize(
    ("byline", "author"),
    [
        ("By Nora Feldkirch, Saltmouth Courier", "Nora Feldkirch"),
        ("Von Kreszenz Oberhuber, St. Leonhard", "Kreszenz Oberhuber"),
        ("Von Kreszenz Oberhuber, Bad Sülzow", "Kreszenz Oberhuber"),
        ("By Nora Feldkirch, Ida Bote", "Nora Feldkirch, Ida Bote"),
    ],
)
def test_outlets_and_places_in_a_byline_are_no_authors(parse, byline, author) -> None:
    assert parse(f"{TITLE}\n{byline}\n\n{BODY}").source["author_name"] == author
