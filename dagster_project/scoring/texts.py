"""Figures of layout and fields.

- `body`: words in runs of four (as a bag) of the labelled body, against posts, leads, subheadings and paragraphs; each
  document weighs the same. `body_lines`: lines that are body, against those that one of these passages touches.
- `posts`: a post read begins where a labelled one does, or up to 20 characters later (its number) or 2 earlier.
- `threads_right`: documents with the labelled number of threads of each role.
- `sentence_ends`: ends, by the number of characters other than blanks before them.
- `meta_*`: fields of the first main source: authors by name, dates by day, all else to the letter but for case and
  blanks.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

from dagster_project.scoring.figures import Agreement, Figures, Ratio, rounded, share
from dagster_project.scoring.gold import GoldDocument
from dagster_project.scoring.names import WORD, is_same_name

BODY_KINDS = ("post", "lead", "subheading", "paragraph")
RUN = 4
BEFORE_POST, AFTER_POST = 2, 20
BETWEEN_AUTHORS = re.compile(r",|;|&|\band\b|\bund\b")


@dataclass
class TextScore:
    """The counts of layout and fields over documents."""

    shared_body: float = 0.0
    extra_body: float = 0.0
    missed_body: float = 0.0
    body_documents: int = 0
    lines: Agreement = field(default_factory=Agreement)
    posts: Agreement = field(default_factory=Agreement)
    threads: Ratio = field(default_factory=Ratio)
    ends: Agreement = field(default_factory=Agreement)
    fields: dict[str, Ratio] = field(default_factory=dict)
    wrong_fields: list[dict[str, object]] = field(default_factory=list)

    def add(
        self,
        document: GoldDocument,
        passages: Sequence[Mapping[str, Any]],
        sentences: Sequence[Mapping[str, Any]],
        sources: Sequence[Mapping[str, Any]],
    ) -> None:
        """Count one document; the rows are those of passages, sentences and fct_sources, in order."""
        body = [row for row in passages if row["passage_kind"] in BODY_KINDS]
        if "body" in document:
            self._count_body(document["body"], "\n".join(row["text"] for row in body))
        for line in document.get("body_lines", []):
            touched = any(row["char_start"] < line["end"] and line["start"] < row["char_end"] for row in body)
            self.lines.add(line["body"] and touched, touched, line["body"])
        if "posts" in document:
            self._count_posts(document, passages, sources)
        if "sentences" in document:
            read = _ends(document["text"], (row["char_end"] for row in sentences))
            gold = _ends(document["text"], (end for _, end in document["sentences"]))
            self.ends.add(len(gold & read), len(read), len(gold))
        main = next((row for row in sources if row["source_role"] == "main"), {})
        for name, wanted in (document.get("meta") or {}).items():
            if wanted not in (None, "", []):
                self._count_field(document["id"], name, wanted, main.get(name))

    def _count_body(self, wanted: str, read: str) -> None:
        gold, found = _runs(wanted), _runs(read)
        shared, extra, missed = ((gold & found).total(), (found - gold).total(), (gold - found).total())
        whole = shared + extra + missed or 1
        self.shared_body += shared / whole
        self.extra_body += extra / whole
        self.missed_body += missed / whole
        self.body_documents += 1

    def _count_posts(
        self, document: GoldDocument, passages: Sequence[Mapping[str, Any]], sources: Sequence[Mapping[str, Any]]
    ) -> None:
        starts = [row["char_start"] for row in passages if row["passage_kind"] == "post"]
        wanted = [post["start"] for post in document["posts"]]
        found = sum(any(at - BEFORE_POST <= start <= at + AFTER_POST for start in starts) for at in wanted)
        self.posts.add(found, len(starts), len(wanted))
        roles = Counter(row["source_role"] for row in sources if row["source_kind"] == "thread")
        self.threads.add(roles == Counter(thread["role"] for thread in document["threads"]))

    def _count_field(self, document_id: str, name: str, wanted: Any, read: Any) -> None:
        right = _is_field_right(name, wanted, str(read or ""))
        self.fields.setdefault(name, Ratio()).add(right)
        if not right:
            got = str(read)[:80] if read else None
            self.wrong_fields.append({"id": document_id, "field": name, "want": wanted, "got": got})

    def figures(self) -> Figures:
        """The figures by name."""
        out: Figures = {}
        if self.body_documents:
            precision = share(self.shared_body, self.shared_body + self.extra_body)
            recall = share(self.shared_body, self.shared_body + self.missed_body)
            out["body"] = rounded(precision, recall) | {"docs": self.body_documents}
        for name, counts in (("body_lines", self.lines), ("posts", self.posts), ("sentence_ends", self.ends)):
            if counts.gold:
                out[name] = counts.figures()
        if self.threads.of:
            out["threads_right"] = self.threads.counted()
        return out | {f"meta_{name}": self.fields[name].counted() for name in sorted(self.fields)}


def _runs(text: str) -> Counter[tuple[str, ...]]:
    """The runs of four words of a text, as a bag; of a shorter one the whole."""
    words = WORD.findall(text)
    if len(words) <= RUN:
        return Counter([tuple(words)] if words else [])
    return Counter(zip(*(words[at:] for at in range(RUN)), strict=False))


def _ends(text: str, ends: Iterable[int]) -> set[int]:
    """Each end as the number of characters other than blanks before it."""
    before = list(accumulate((not character.isspace() for character in text), initial=0))
    return {before[min(end, len(text))] for end in ends}


def _is_field_right(name: str, wanted: Any, read: str) -> bool:
    if name == "author_name":
        authors = wanted if isinstance(wanted, list) else [wanted]
        given = [part for part in BETWEEN_AUTHORS.split(read) if part.strip()]
        right = sum(any(is_same_name(author, part) for author in authors) for part in given)
        return bool(given) and 2 * right >= len(given)
    if name == "published_on":
        return read[:10] == str(wanted)[:10]
    return " ".join(read.split()).casefold() == " ".join(str(wanted).split()).casefold()
