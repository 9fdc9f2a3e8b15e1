"""A small warehouse built by dbt from frames written here by hand: no room has a part in it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest
from dbt.adapters.duckdb.connections import DuckDBConnectionManager
from dbt.adapters.factory import cleanup_connections, reset_adapters
from dbt.cli.main import dbtRunner, dbtRunnerResult

from dagster_project.refresh.layout import WarehouseLayout
from dagster_project.tables import SCHEMAS, digest, frame

DBT_PROJECT = Path(__file__).parent.parent.parent / "dbt"

ROOMS = {
    "captures": "ingest",
    "documents": "ingest",
    "readings": "parse",
    "blocks": "parse",
    "sources": "parse",
    "source_dates": "parse",
    "passages": "parse",
    "sentences": "segment",
    "mentions": "extract",
    "claims": "extract",
    **dict.fromkeys(
        ("claim_quantities", "claim_signatures", "claim_events", "sentence_signatures", "source_keys"), "extract"
    ),
    "faults": "",
    "runs": "",
}

THREAD = """\
Dana Orazova Profile picture

Jan 6, 2022, 2 tweets

1/2 Shots were heard near the town hall of Zhanbulak. A baker told me he hid, and then

2/2 the lights went out. #Zhanbulak example.org/live

Keep scrolling
"""

ARTICLE = """\
Mayor denies fire in depot
Zhanbulak Courier - 7 January 2022
“Nothing,” Mayor Orda Seitkali said, “has burned.” Tokayev, Seitkali added, may visit Zhanbulak.
"""

Rows = dict[str, list[dict[str, Any]]]


class Writing:
    """One document and the rows that say what is in it: each span is found by its words."""

    def __init__(self, text: str, path: str, layout: str, kind: str, published_on: date) -> None:
        self.text = text
        self.document_id = digest("document", text)
        self.source_id = digest("source", self.document_id)
        self.rows: Rows = {name: [] for name in ROOMS}
        self.add("captures", capture_path=path, sha256=digest(text), size_bytes=len(text), encoding="utf-8")
        self.add("documents", text=text, text_basis="saved", char_count=len(text))
        self.add("readings", layout=layout, layout_confidence=0.9, language="en")
        self.add(
            "sources", source_id=self.source_id, source_kind=kind, source_role="main", language="en",
            published_on=published_on, published_precision="day", is_truncated=False, char_start=0, char_end=len(text),
        )  # fmt: skip
        self.add("source_keys", source_id=self.source_id)

    def add(self, table: str, **row: object) -> str:
        """A row of `table`, with an id of its own where the table has one; gives that id."""
        own_id = f"{table.removesuffix('s')}_id"
        if own_id in SCHEMAS[table] and own_id not in ("document_id", *row):
            row[own_id] = digest(table, self.document_id, len(self.rows[table]))
        if "source_id" in SCHEMAS[table]:
            row.setdefault("source_id", self.source_id)
        self.rows[table].append({"document_id": self.document_id, **row})
        return str(row.get(own_id, ""))

    def span(self, words: str, after: str = "") -> tuple[int, int]:
        """Where `words` stand, the first time after `after`."""
        start = self.text.index(words, self.text.index(after) + len(after))
        return start, start + len(words)

    def at(self, words: str, after: str = "") -> dict[str, int]:
        start, end = self.span(words, after)
        return {"char_start": start, "char_end": end}

    def tile(self, *marks: tuple[str, str]) -> None:
        """Blocks over the whole text: the given (words, role) in order, boilerplate between them."""
        at = 0
        for words, role in marks:
            start, end = self.span(words)
            if start > at:
                self.add("blocks", char_start=at, char_end=start, role="boilerplate")
            self.add("blocks", char_start=start, char_end=end, role=role, source_id=self.source_id)
            at = end
        if at < len(self.text):
            self.add("blocks", char_start=at, char_end=len(self.text), role="boilerplate")

    def claim(self, passage_id: str, sentence_id: str, spans: list[str], **row: object) -> str:
        found = [self.at(words) for words in spans]
        return self.add(
            "claims", passage_id=passage_id, sentence_id=sentence_id, content_spans=found, content_text=" ".join(spans),
            content_start=found[0]["char_start"], content_end=found[-1]["char_end"],
            **{"hedged": False, "negated": False, "modality": "asserted", "language": "en", "rule": "test",
               "extractor": "rules", "extractor_version": "1", "confidence": 0.9, **row},
        )  # fmt: skip


def _thread() -> Writing:
    thread = Writing(THREAD, "threads/zhanbulak.txt", "scrolly", "thread", date(2022, 1, 6))
    first = "Shots were heard near the town hall of Zhanbulak. A baker told me he hid, and then"
    second = "the lights went out. #Zhanbulak example.org/live"
    thread.tile(("Dana Orazova Profile picture", "metadata"), (first, "post"), (second, "post"))
    posts = [
        thread.add("passages", passage_kind="post", position=position, declared_position=position, declared_total=2,
                   language="en", text=words, **thread.at(words))
        for position, words in enumerate((first, second), 1)
    ]  # fmt: skip
    thread.add("source_dates", role="published", date_on=date(2022, 1, 6), surface="Jan 6, 2022", is_chosen=True,
               **thread.at("Jan 6, 2022"))  # fmt: skip
    shots = "Shots were heard near the town hall of Zhanbulak."
    # Runs on over the end of the post.
    baker = "A baker told me he hid, and then\n\n2/2 the lights went out."
    said = [
        thread.add("sentences", passage_id=posts[0], text=words, language="en", **thread.at(words))
        for words in (shots, baker)
    ]
    own = thread.claim(posts[0], said[0], [shots], is_attributed=False, report_type="self_assertion",
                       medium="writing", speaker_kind="author")  # fmt: skip
    hid = thread.claim(posts[0], said[1], ["he hid"], is_attributed=True, report_type="indirect", medium="speech",
                       speaker_kind="role", speaker_text="A baker", speaker_start=thread.span("A baker")[0],
                       speaker_end=thread.span("A baker")[1], cue_text="told", cue_start=thread.span("told")[0],
                       cue_end=thread.span("told")[1])  # fmt: skip
    place = {"entity_type": "place", "document_name": "Zhanbulak", "name_key": "place:zhanbulak", "confidence": 0.8,
             "resolution_method": "name"}  # fmt: skip
    thread.add("mentions", passage_id=posts[0], sentence_id=said[0], claim_id=own, mention_type="name",
               surface="Zhanbulak", **place, **thread.at("Zhanbulak"))  # fmt: skip
    thread.add("mentions", passage_id=posts[1], mention_type="hashtag", surface="#Zhanbulak",
               **thread.at("#Zhanbulak"))  # fmt: skip
    thread.add("mentions", passage_id=posts[1], mention_type="name", surface="Zhanbulak", **place,
               **thread.at("Zhanbulak", after="#"))  # fmt: skip
    thread.add("mentions", passage_id=posts[1], mention_type="url", surface="example.org/live",
               **thread.at("example.org/live"))  # fmt: skip
    assert hid
    return thread


def _article(reference_key: str) -> Writing:
    article = Writing(ARTICLE, "courier.txt", "article", "article", date(2022, 1, 7))
    headline, body = "Mayor denies fire in depot", ARTICLE.splitlines()[2]
    article.tile((headline, "headline"), ("Zhanbulak Courier - 7 January 2022", "metadata"), (body, "paragraph"))
    article.add("source_dates", role="published", date_on=date(2022, 1, 7), surface="7 January 2022", is_chosen=True,
                **article.at("7 January 2022"))  # fmt: skip
    article.add("source_dates", role="updated", date_on=date(2022, 1, 8), is_chosen=False)
    article.add("passages", passage_kind="headline", position=1, language="en", text=headline, **article.at(headline))
    paragraph = article.add("passages", passage_kind="paragraph", position=2, language="en", text=body,
                            **article.at(body))  # fmt: skip
    quote, visit = body[: body.index(" Tokayev")], body[body.index("Tokayev") :]
    said, added = (
        article.add("sentences", passage_id=paragraph, text=words, language="en", **article.at(words))
        for words in (quote, visit)
    )
    mayor = {"entity_type": "person", "document_name": "Orda Seitkali", "name_key": "person:orda seitkali",
             "mention_type": "name", "resolution_method": "title", "confidence": 0.9}  # fmt: skip
    full = article.add("mentions", passage_id=paragraph, sentence_id=said, surface="Orda Seitkali", **mayor,
                       **article.at("Orda Seitkali"))  # fmt: skip
    short = article.add("mentions", passage_id=paragraph, sentence_id=added, surface="Seitkali", **mayor,
                        **article.at("Seitkali", after="Tokayev, "))  # fmt: skip
    start, end = article.span("Orda Seitkali")
    cue_start, cue_end = article.span("said")
    article.claim(paragraph, said, ["Nothing,", "has burned."], is_attributed=True, report_type="direct",
                  medium="speech", speaker_kind="person", speaker_text="Orda Seitkali", speaker_start=start,
                  speaker_end=end, speaker_mention_id=full, cue_text="said", cue_start=cue_start, cue_end=cue_end,
                  negated=True, negation_text="Nothing")  # fmt: skip
    outer = article.claim(paragraph, added, [visit], is_attributed=False, report_type="self_assertion",
                          medium="writing", speaker_kind="author")  # fmt: skip
    start, end = article.span("Seitkali", after="Tokayev, ")
    inner = article.claim(paragraph, added, ["may visit Zhanbulak"], is_attributed=True, report_type="indirect",
                          medium="speech", speaker_kind="person", speaker_text="Seitkali", speaker_start=start,
                          speaker_end=end, speaker_mention_id=short, hedged=True, hedge_text="may",
                          modality="possible", parent_claim_id=outer)  # fmt: skip
    article.add("mentions", passage_id=paragraph, sentence_id=added, claim_id=outer, mention_type="name",
                surface="Tokayev", entity_type="person", reference_key=reference_key, document_name="Tokayev",
                name_key="person:tokayev", resolution_method="alias", confidence=0.95,
                **article.at("Tokayev"))  # fmt: skip
    article.add("mentions", passage_id=paragraph, sentence_id=added, claim_id=inner, mention_type="name",
                surface="Zhanbulak", entity_type="place", document_name="Zhanbulak", name_key="place:zhanbulak",
                resolution_method="name", confidence=0.8,
                **article.at("Zhanbulak", after="may visit "))  # fmt: skip
    return article


def _others() -> Rows:
    """A copy of the thread, a document that could not be parsed, a capture that could not be read, two refreshes."""
    stuck, text = digest("stuck"), "((((((((((((((("
    return {
        "captures": [
            {"capture_path": "threads/zhanbulak copy.txt", "sha256": digest(THREAD), "size_bytes": len(THREAD),
             "encoding": "utf-8", "document_id": digest("document", THREAD)},
            {"capture_path": "stuck.txt", "sha256": "0", "size_bytes": 15, "encoding": "utf-8", "document_id": stuck},
            {"capture_path": "empty.txt", "sha256": "1", "size_bytes": 0, "reason_code": "empty",
             "reason": "empty.txt holds no byte: save the page again, or delete the file."},
        ],
        "documents": [{"document_id": stuck, "text": text, "text_basis": "saved", "char_count": len(text)}],
        # What an earlier stage may have left of it.
        "blocks": [{"document_id": stuck, "char_start": 0, "char_end": 15, "role": "residue"}],
        "faults": [{"document_id": stuck, "stage": "segment", "reason_code": "timeout", "reason": "Took over 10 s."}],
        "runs": [
            {"run_id": run_id, "started_at": datetime(2022, 2, day, 6), "captures_seen": 5,  # noqa: DTZ001
             "rows_per_table": [{"name": "claims", "value": 4}], "seconds_per_stage": [{"name": "parse", "value": 0.5}]}
            for day, run_id in enumerate(("first", "second"), 1)
        ],
    }  # fmt: skip


@pytest.fixture(scope="session")
def reference_key() -> str:
    """A person of the project's own reference data."""
    rows = (DBT_PROJECT / "seeds" / "entities.csv").read_text(encoding="utf-8").splitlines()
    return next(row.split(",")[0] for row in rows if ",Kassym-Jomart Tokayev," in row)


@pytest.fixture(scope="session")
def rows(reference_key: str) -> Rows:
    """The rows of every table that Python writes: a thread, an article, and what went wrong beside them."""
    parts = [_thread().rows, _article(reference_key).rows, _others()]
    return {name: [row for part in parts for row in part.get(name, [])] for name in ROOMS}


Dbt = Callable[..., dbtRunnerResult]
WriteParts = Callable[[Mapping[str, list[dict[str, Any]]], Path], None]


@pytest.fixture(scope="session")
def write_parts() -> WriteParts:
    """Writes rows where dbt reads them below a warehouse folder."""
    return _write_parts


def _write_parts(rows: Mapping[str, list[dict[str, Any]]], warehouse: Path) -> None:
    """Every table as Parquet where dbt reads it, the empty ones too."""
    for name, room in ROOMS.items():
        folder = warehouse / "parts" / room / name
        folder.mkdir(parents=True)
        frame(name, rows.get(name, [])).write_parquet(folder / "part.parquet")


@pytest.fixture(scope="session")
def dbt(tmp_path_factory: pytest.TempPathFactory) -> Dbt:
    """Calls dbt in this process on a warehouse folder; what it parsed is kept from call to call."""
    target = tmp_path_factory.mktemp("target")

    def call(warehouse: Path, *command: str, project: Path = DBT_PROJECT) -> dbtRunnerResult:
        WarehouseLayout(warehouse).build.parent.mkdir(parents=True, exist_ok=True)
        places = {"project-dir": project, "profiles-dir": project, "target-path": target, "log-path": target}
        options = [word for name, place in places.items() for word in (f"--{name}", str(place))]
        with pytest.MonkeyPatch.context() as patch:
            patch.setitem(os.environ, "HEARSAY_WAREHOUSE", str(warehouse))
            try:
                return dbtRunner().invoke([*command, "--quiet", "--no-use-colors", *options])
            finally:
                cleanup_connections()
                reset_adapters()
                DuckDBConnectionManager.close_all_connections()

    return call


@pytest.fixture(scope="session")
def built(rows: Rows, dbt: Dbt, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dbtRunnerResult]:
    """The whole project built, data tests and unit tests run: the folder, and what dbt says."""
    # A path with signs that SQL, globs and dbt's templates give a meaning to.
    warehouse = tmp_path_factory.mktemp("built") / "someone's [new]* {ware}house"
    _write_parts(rows, warehouse)
    return warehouse, dbt(warehouse, "build")


@pytest.fixture
def build(built: tuple[Path, dbtRunnerResult]) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to what was built that keeps no change."""
    connection = duckdb.connect(str(WarehouseLayout(built[0]).build))
    connection.begin()
    yield connection
    connection.rollback()
    connection.close()
