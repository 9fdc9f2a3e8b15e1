"""Turns the labels of `labels/` into `gold.jsonl`: quoted words become offsets.

    python tests/gold/build.py            write gold.jsonl
    python tests/gold/build.py --check    fail when gold.jsonl is not what the labels say
    python tests/gold/build.py --show ID  print one document's labels as read, for proof-reading

A label never holds an offset. It quotes the capture, and building fails when the quoted words are not there
or are there more than once, so a label cannot slip to another place unseen. How a quotation is written, and
what each label means, is in README.md beside this file. Needs the standard library alone.
"""

from __future__ import annotations

import itertools
import json
import re
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
PROJECT = HERE.parent.parent
GOLD = HERE / "gold.jsonl"
KINDS = ("direct", "mixed", "indirect", "free_indirect", "reported", "self_assertion")
ENTITY_TYPES = ("PER", "ORG", "LOC")
ELISION = " [..] "
LONGEST_SPAN = 1_600
"""Characters. A longer one means that the end of an elision was found in another place than meant."""

Span = tuple[int, int]


class LabelError(Exception):
    """A label that does not say one thing about one place."""


@dataclass
class Labels:
    """One label file: the capture it is about and the lines of each section."""

    name: str
    capture: Path
    document_id: str
    sections: dict[str, list[str]] = field(default_factory=dict)


def read_labels(path: Path) -> Labels:
    """The lines of a label file by section; `#` opens a comment, blank lines count for nothing."""
    lines = path.read_text(encoding="utf-8").split("\n")
    head, where = lines[0].split(":", 1)
    if head != "capture":
        raise LabelError(f"{path.name}: the first line has to be 'capture: PATH'")
    where = where.strip()
    capture = PROJECT / where
    labels = Labels(path.stem, capture, re.sub(r"^(raw|tests/gold/texts)/|\.txt$", "", where))
    section = ""
    for line in lines[1:]:
        if re.fullmatch(r"\[[a-z]+\]", line):
            section = line[1:-1]
            labels.sections[section] = []
        elif line.strip() and not line.startswith("# "):
            if not section:
                raise LabelError(f"{path.name}: a line before the first section: {line}")
            labels.sections[section].append(line.strip())
    return labels


def pattern(words: str) -> str:
    """Quoted words as a pattern: any white space for a blank, no letter or digit on at either end."""
    body = r"\s+".join(re.escape(word) for word in words.split())
    before = r"(?<!\w)" if re.match(r"\w", words) else ""
    after = r"(?!\w)" if re.search(r"\w$", words) else ""
    return before + body + after


def find_all(text: str, quote: str) -> list[Span]:
    """Every place that a quotation fits. `before {words} after` gives the words in braces alone."""
    quote = quote.strip()
    if "{" in quote:
        before, rest = quote.split("{", 1)
        words, after = rest.rsplit("}", 1)
        parts = [f"({pattern(words)})"]
        if before.strip():
            parts.insert(0, pattern(before.strip()) + (r"\s+" if before.endswith(" ") else ""))
        if after.strip():
            parts.append((r"\s+" if after.startswith(" ") else "") + pattern(after.strip()))
        return [m.span(1) for m in re.finditer("".join(parts), text)]
    if ELISION in quote:
        head, tail = quote.split(ELISION)
        spans = []
        for m in re.finditer(pattern(head), text):
            end = re.compile(pattern(tail)).search(text, m.end())
            if end:
                spans.append((m.start(), end.end()))
        return spans
    return [m.span() for m in re.finditer(pattern(quote), text)]


def find_one(text: str, quote: str) -> Span:
    """The one place that a quotation fits; with ` @2` at its end the second of several (a post said twice)."""
    counted = re.fullmatch(r"(.*) @([1-9])", quote)
    spans = find_all(text, counted[1] if counted else quote)
    if counted:
        chosen = int(counted[2]) - 1
        if len(spans) < 2:
            raise LabelError(f"{len(spans)} places for: {quote}")
        spans = spans[chosen : chosen + 1]
    if len(spans) != 1:
        raise LabelError(f"{len(spans)} places for: {quote}")
    start, end = spans[0]
    if end - start > LONGEST_SPAN:
        raise LabelError(f"{end - start} characters from start to end of: {quote}")
    return spans[0]


def find_lines(text: str, quote: str) -> list[Span]:
    """The place of a quotation; of `= LINE`, every line that is just that."""
    if not quote.startswith("= "):
        return [find_one(text, quote)]
    spans = [m.span() for m in re.finditer(rf"(?m)^{re.escape(quote[2:])}$", text)]
    if not spans:
        raise LabelError(f"no line is: {quote[2:]}")
    return spans


def find_spans(text: str, quotes: str) -> list[Span]:
    """The spans of quotations joined by ` ++ `, which have to come in the order of the text."""
    spans = [find_one(text, quote) for quote in quotes.split(" ++ ")]
    if any(a[1] > b[0] for a, b in itertools.pairwise(spans)):
        raise LabelError(f"spans overlap or are out of order: {quotes}")
    return spans


def find_speaker(text: str, quote: str, content: list[Span], inside: bool) -> list[Span]:
    """The speaker's words: one place on the lines of the content (outside it), else one in the document."""
    first = text.rfind("\n", 0, content[0][0]) + 1
    last = text.find("\n", content[-1][1])
    last = len(text) if last < 0 else last
    everywhere = find_all(text, quote)
    near = [s for s in everywhere if first <= s[0] and s[1] <= last]
    if not inside:
        near = [s for s in near if not any(a <= s[0] and s[1] <= b for a, b in content)]
    for spans in (near, everywhere):
        if len(spans) == 1:
            return spans
        if spans:
            break
    raise LabelError(f"{len(near)} places near the content, {len(everywhere)} in all, for the speaker: {quote}")


def columns(line: str, at_least: int, at_most: int) -> list[str]:
    """The cells of a line, blank ones at its end added."""
    cells = [cell.strip() for cell in line.split("|")]
    if not at_least <= len(cells) <= at_most:
        raise LabelError(f"{len(cells)} cells where {at_least} to {at_most} are expected: {line}")
    return cells + [""] * (at_most - len(cells))


def build_claims(text: str, lines: list[str]) -> list[dict[str, Any]]:
    """Claims in the order of the text. Cells: kind, content, speaker, name, flags."""
    claims: list[dict[str, Any]] = []
    for line in lines:
        kind, content, speaker, name, flags = columns(line, 2, 5)
        if kind not in KINDS:
            raise LabelError(f"unknown kind of claim: {line}")
        words = flags.split()
        unknown = [w for w in words if not re.fullmatch(r"[hn]\??|o|(id|in)=\w+", w)]
        if unknown:
            raise LabelError(f"unknown flag {unknown[0]}: {line}")
        spans = find_spans(text, content)
        claim: dict[str, Any] = {"content": spans, "type": kind}
        claim |= {key: key[0] in words for key in ("hedged", "negated") if f"{key[0]}?" not in words}
        if kind != "self_assertion":
            if not speaker:
                raise LabelError(f"no speaker ('-' where the text names none): {line}")
            claim["speaker"] = [] if speaker == "-" else find_speaker(text, speaker, spans, inside=kind == "reported")
        if name:
            claim["speaker_name"] = name
        if "o" in words:
            claim["optional"] = True
        for word in words:
            if "=" in word:
                key, value = word.split("=")
                claim["label" if key == "id" else "parent"] = value
        claims.append(claim)
    known = {c["label"] for c in claims if "label" in c}
    missing = {c["parent"] for c in claims if "parent" in c} - known
    if missing:
        raise LabelError(f"no claim with id={missing.pop()}")
    return sorted(claims, key=lambda c: (c["content"][0], c["content"][-1][1]))


def build_mentions(text: str, lines: list[str], furniture: list[Span]) -> list[dict[str, Any]]:
    """Every place where a form stands, but in furniture, handles, addresses and what `skip` lines name."""
    closed = [*furniture, *(m.span() for m in re.finditer(r"@[\w@.-]+|\bhttps?://\S+|\b\S+\.(?:com|example)\S*", text))]
    forms: list[tuple[str, str, str]] = []
    for line in lines:
        kind, entity, listed = columns(line, 2, 3)
        if kind == "skip":
            closed.append(find_one(text, entity))
        elif kind in ENTITY_TYPES and listed:
            forms += [(form.strip(), kind, entity) for form in listed.split(";")]
        else:
            raise LabelError(f"neither a type of entity nor 'skip': {line}")
    mentions: list[dict[str, Any]] = []
    for form, kind, entity in sorted(forms, key=lambda f: -len(f[0])):
        spans = find_all(text, form)
        if not spans:
            raise LabelError(f"no place for the name: {form}")
        for start, end in spans:
            if not any(a < end and start < b for a, b in closed):
                closed.append((start, end))
                mentions.append({"start": start, "end": end, "type": kind, "entity": entity})
    return sorted(mentions, key=lambda m: m["start"])


def build_lines(text: str, furniture: list[Span], neutral: list[Span]) -> list[dict[str, Any]]:
    """Lines that are not blank: body, furniture, or neither (headlines, captions and the like)."""
    lines, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            start, end = at, at + len(line)
            is_furniture = any(a < end and start < b for a, b in furniture)
            is_neutral = any(a < end and start < b for a, b in neutral)
            if is_furniture and is_neutral:
                raise LabelError(f"a line is both furniture and neutral: {line}")
            lines.append(
                {"start": start, "end": end, "body": not (is_furniture or is_neutral), "furniture": is_furniture}
            )
        at += len(line) + 1
    return lines


def build_sentences(text: str, lines: list[str]) -> list[Span]:
    """One sentence a line, in the order of the text: each is looked for after the last one's end."""
    spans, at = [], 0
    for line in lines:
        m = re.compile(r"\s+".join(re.escape(word) for word in line.split())).search(text, at)
        if m is None:
            raise LabelError(f"no such sentence after character {at}: {line}")
        spans.append(m.span())
        at = m.end()
    return spans


def build_fields(lines: list[str]) -> dict[str, Any]:
    """Fields of the main source as `key: value`; authors apart by `;`, numbers as numbers."""
    out: dict[str, Any] = {}
    for line in lines:
        key, value = (part.strip() for part in line.split(":", 1))
        if key == "author_name" and ";" in value:
            out[key] = [name.strip() for name in value.split(";")]
        else:
            out[key] = int(value) if key.endswith("_count") else value
    return out


def build_document(labels: Labels) -> dict[str, Any]:
    """One line of the gold: the capture's text and every label as offsets in it."""
    text = labels.capture.read_bytes().decode("utf-8")
    get = labels.sections.get
    furniture = [span for quote in get("furniture", []) for span in find_lines(text, quote)]
    neutral = [span for quote in get("neutral", []) for span in find_lines(text, quote)]
    document: dict[str, Any] = {"id": labels.document_id, "text": text}
    if "claims" in labels.sections:
        document["claims"] = build_claims(text, get("claims", []))
        for claim in document["claims"]:
            if any(a <= claim["content"][0][0] and claim["content"][-1][1] <= b for a, b in furniture):
                raise LabelError(f"a claim in furniture: {text[slice(*claim['content'][0])]}")
    if furniture:
        document["not_claims"] = furniture
    if "mentions" in labels.sections:
        document["mentions"] = build_mentions(text, get("mentions", []), furniture)
    if "posts" in labels.sections:
        document["threads"] = [{"role": role} for line in get("threads", []) for role in line.split()]
        document["posts"] = [{"start": find_one(text, quote)[0]} for quote in get("posts", [])]
        starts = [p["start"] for p in document["posts"]]
        if starts != sorted(set(starts)):
            raise LabelError("posts are out of order")
    if "body" in labels.sections or neutral:
        document["body_lines"] = build_lines(text, furniture, neutral)
    sentences = HERE / "sentences" / f"{labels.name}.txt"
    if sentences.exists():
        listed = [x for x in sentences.read_text(encoding="utf-8").split("\n") if x.strip()]
        document["sentences"] = build_sentences(text, listed)
    if "fields" in labels.sections:
        document["meta"] = build_fields(get("fields", []))
    return document


def build_all() -> list[dict[str, Any]]:
    """Every document, by id. Errors name the label file."""
    documents = []
    for path in sorted((HERE / "labels").glob("*.labels")):
        try:
            documents.append(build_document(read_labels(path)))
        except LabelError as error:
            raise LabelError(f"{path.name}: {error}") from error
    return sorted(documents, key=lambda d: d["id"])


def as_jsonl(documents: list[dict[str, Any]]) -> str:
    """The gold file's text."""
    return "".join(json.dumps(d, ensure_ascii=False) + "\n" for d in documents)


def show(document: dict[str, Any]) -> str:
    """A document's labels in words."""
    text, out = document["text"], [document["id"], json.dumps(document.get("meta"), ensure_ascii=False)]
    for c in document.get("claims", []):
        content = " ++ ".join(text[a:b] for a, b in c["content"])
        speaker = " ++ ".join(text[a:b] for a, b in c.get("speaker", []))
        marks = "".join(m for m, k in (("h", "hedged"), ("n", "negated"), ("o", "optional")) if c.get(k))
        out.append(f"{c['type']:14} [{marks:3}] {speaker!r} ({c.get('speaker_name', '')}): {content}")
    out += [f"{m['type']} {text[m['start'] : m['end']]} = {m['entity']}" for m in document.get("mentions", [])]
    out += ["post: " + text[p["start"] : p["start"] + 60].replace("\n", "⏎") for p in document.get("posts", [])]
    for line in document.get("body_lines", []):
        mark = "B" if line["body"] else "F" if line["furniture"] else "-"
        out.append(f"{mark} {text[line['start'] : line['end']][:80]}")
    return "\n".join(out)


def main(arguments: list[str]) -> int:
    """Write, check or show; the exit code."""
    try:
        documents = build_all()
    except LabelError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    if arguments[:1] == ["--show"]:
        sys.stdout.write("\n\n".join(show(d) for d in documents if d["id"].endswith(arguments[1])) + "\n")
    elif arguments == ["--check"]:
        if not GOLD.exists() or GOLD.read_text(encoding="utf-8") != as_jsonl(documents):
            sys.stderr.write("gold.jsonl is not what the labels say: run tests/gold/build.py\n")
            return 1
    else:
        GOLD.write_text(as_jsonl(documents), encoding="utf-8")
        claims = [c for d in documents for c in d.get("claims", [])]
        own = sum(c["type"] == "self_assertion" for c in claims)
        sys.stdout.write(
            f"{len(documents)} documents, {len(claims) - own} attributed claims, {own} statements of authors\n"
        )
        for key in ("mentions", "posts", "sentences", "body_lines"):
            having = [d for d in documents if key in d]
            sys.stdout.write(f"{key}: {sum(len(d[key]) for d in having)} in {len(having)} documents\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
