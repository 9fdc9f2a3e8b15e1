"""Scores groups, relations, traps and chains of the invented corpora and of the pairs; `README.md` says how it counts.

`python tests/groups/score.py` builds them into a temporary folder; with `--details` it lists what is wrong (of pairs
those of even index alone: the others are held out).
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any

import duckdb

HERE = Path(__file__).parent
CORPORA = ("mine", "election")
"""Folders with a corpus and its labels."""
SHARED = 0.5
"""How much of the words of both a claim and a labelled statement must share, where neither holds the other."""

Pair = frozenset[str]


def captures(corpus: str) -> Path:
    """The folder of a corpus' captures."""
    return HERE / corpus / "corpus"


def _table(corpus: str, name: str) -> list[dict[str, str]]:
    with (HERE / corpus / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@dataclass
class Figures:
    """What was found, what was labelled, and the pairs to look at."""

    right: int = 0
    found: int = 0
    labelled: int = 0
    wrong: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.labelled if self.labelled else 1.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass
class CorpusScore:
    """Figures of the invented corpus."""

    groups: Figures
    relations: Figures
    traps_taken: list[str]
    traps: int
    chains: Figures
    statements_found: int
    statements: int


@dataclass(frozen=True)
class Claim:
    claim_id: str
    capture: str
    start: int
    end: int
    text: str


def _claims(connection: duckdb.DuckDBPyConnection) -> list[Claim]:
    return [
        Claim(*row)
        for row in connection.execute(
            "select claim_id, capture_path, content_start, content_end, content_text from fct_claims"
            " join documents using (document_id) order by capture_path, content_start, claim_id"
        ).fetchall()
    ]


def _labelled_spans(corpus: str) -> dict[str, tuple[str, int, int]]:
    spans = {}
    for row in _table(corpus, "statements.csv"):
        text = (captures(corpus) / row["capture"]).read_text(encoding="utf-8")
        start = text.index(row["words"])
        spans[row["statement"]] = (row["capture"], start, start + len(row["words"]))
    return spans


def _statement_of(claims: Iterable[Claim], spans: dict[str, tuple[str, int, int]]) -> dict[str, str]:
    """The labelled statement of each claim; a claim without one stands for itself."""
    found = {}
    for claim in claims:
        shares = []
        for statement, (capture, start, end) in spans.items():
            shared = min(end, claim.end) - max(start, claim.start)
            if capture == claim.capture and shared > 0:
                both = max(end, claim.end) - min(start, claim.start)
                if shared in (end - start, claim.end - claim.start) or shared / both >= SHARED:
                    shares.append((shared / both, statement))
        found[claim.claim_id] = max(shares, default=(0.0, claim.claim_id))[1]
    return found


def score_corpus(connection: duckdb.DuckDBPyConnection, corpus: str) -> CorpusScore:
    """Figures of a warehouse built from the captures of `corpus`."""
    claims = _claims(connection)
    spans = _labelled_spans(corpus)
    statement_of = _statement_of(claims, spans)
    rows = _table(corpus, "statements.csv")
    words = {claim.claim_id: claim.text for claim in claims} | {row["statement"]: row["words"] for row in rows}
    said_same = _said_same(connection, statement_of)
    related = _related(connection, statement_of)
    groups = {row["statement"]: row["group"] for row in rows if row["group"]}
    traps = _table(corpus, "traps.csv")
    taken = [
        row["trap"]
        for row in traps
        if frozenset((row["statement"], row["other_statement"])) in said_same | set(related)
    ]
    found = set(statement_of.values())
    return CorpusScore(
        groups=_score_groups(said_same, groups, {row["statement"] for row in rows if row["optional"]}, words),
        relations=_score_relations(related, groups, words, _table(corpus, "relations.csv")),
        traps_taken=taken,
        traps=len(traps),
        chains=_score_chains(connection, claims, corpus),
        statements_found=sum(statement in found for statement in spans),
        statements=len(spans),
    )


def _said_same(connection: duckdb.DuckDBPyConnection, statement_of: dict[str, str]) -> set[Pair]:
    members: dict[str, set[str]] = {}
    for group, claim in connection.execute("select claim_group_id, claim_id from claim_group_members").fetchall():
        members.setdefault(group, set()).add(statement_of[claim])
    return {frozenset(pair) for group in members.values() for pair in combinations(sorted(group), 2)}


def _related(connection: duckdb.DuckDBPyConnection, statement_of: dict[str, str]) -> dict[Pair, str]:
    """Relations between statements, those of their groups too."""
    rows = connection.execute(
        "with side as (select r.*, coalesce(a.claim_group_id, r.claim_id) as g,"
        " coalesce(b.claim_group_id, r.other_claim_id) as h from claim_relations r"
        " left join claim_group_members a on a.claim_id = r.claim_id"
        " left join claim_group_members b on b.claim_id = r.other_claim_id),"
        " member as (select claim_id, coalesce(claim_group_id, claim_id) as g from fct_claims"
        " left join claim_group_members using (claim_id))"
        " select distinct m.claim_id, n.claim_id, relation || ' ' || basis from side"
        " join member m on m.g = side.g join member n on n.g = side.h order by all"
    ).fetchall()
    return {frozenset((statement_of[one], statement_of[other])): relation for one, other, relation in rows}


def _score_groups(said_same: set[Pair], groups: dict[str, str], optional: set[str], words: dict[str, str]) -> Figures:
    figures = Figures()
    labelled = {
        frozenset(pair)
        for pair in combinations(sorted(groups), 2)
        if groups[pair[0]] == groups[pair[1]] and optional.isdisjoint(pair)
    }
    figures.labelled = len(labelled)
    for pair in sorted(said_same, key=sorted):
        one, other = sorted(pair)
        same_group = groups.get(one) is not None and groups.get(one) == groups.get(other)
        if same_group and not optional.isdisjoint(pair):
            continue
        if not same_group and words[one] == words[other]:
            continue
        figures.found += 1
        if pair in labelled:
            figures.right += 1
        else:
            figures.wrong.append(f"{_short(one, words)}  =  {_short(other, words)}")
    figures.missed = [
        f"{groups[min(pair)]}: {_short(min(pair), words)}  |  {_short(max(pair), words)}"
        for pair in sorted(labelled - said_same, key=sorted)
    ]
    return figures


def _score_relations(
    related: dict[Pair, str], groups: dict[str, str], words: dict[str, str], labelled: list[dict[str, str]]
) -> Figures:
    labels = {
        frozenset((row["group"], row["other_group"])): (f"{row['relation']} {row['basis']}", bool(row["optional"]))
        for row in labelled
    }
    found: dict[Pair, str] = {}
    for pair, relation in related.items():
        found[frozenset(groups.get(each, each) for each in pair)] = relation
    figures = Figures(labelled=sum(not optional for _, optional in labels.values()))
    for pair, relation in sorted(found.items(), key=lambda item: sorted(item[0])):
        label, optional = labels.get(pair, ("none", False))
        if optional:
            continue
        figures.found += 1
        if label == relation:
            figures.right += 1
        else:
            figures.wrong.append(f"{relation} (labelled {label}): " + "  |  ".join(_short(e, words) for e in pair))
    figures.missed = [
        f"{label}: {' / '.join(sorted(pair))}"
        for pair, (label, optional) in labels.items()
        if not optional and found.get(pair) != label
    ]
    return figures


def _score_chains(connection: duckdb.DuckDBPyConnection, claims: list[Claim], corpus: str) -> Figures:
    chain_of = dict(connection.execute("select claim_id, chain from who_said_what").fetchall())
    figures = Figures()
    for row in _table(corpus, "chains.csv"):
        text = (captures(corpus) / row["capture"]).read_text(encoding="utf-8")
        start = text.index(row["words"])
        statement_of = _statement_of(claims, {"it": (row["capture"], start, start + len(row["words"]))})
        chains = [chain_of.get(claim) for claim, statement in statement_of.items() if statement == "it"]
        figures.labelled += 1
        figures.found += 1
        if any(chain is not None and _is_chain(chain, row["chain"]) for chain in chains):
            figures.right += 1
        else:
            figures.wrong.append(f"{row['chain']}: {chains}")
    return figures


def _is_chain(chain: str, labelled: str) -> bool:
    names = [name.strip().casefold() for name in chain.split("→")]
    wanted = [{name.strip().casefold() for name in names.split("|")} for names in labelled.split(" > ")]
    return len(names) == len(wanted) and all(
        any(_bare(a) == _bare(c) for c in b) for a, b in zip(names, wanted, strict=True)
    )


def _bare(name: str) -> str:
    """A name without the article or the like that stands before it."""
    return " ".join(word for word in name.split() if word not in ("the", "its", "his", "her", "ihr", "des", "der"))


def _short(item: str, words: dict[str, str]) -> str:
    text = words.get(item, item)
    return f"{item if len(item) < 20 else '·'}[{text[:70]}]"


def write_pairs(folder: Path) -> None:
    """The pairs as captures with sidecars below `folder`."""
    for pair in _pairs():
        for side, text in zip("ab", pair["texts"], strict=True):
            path = folder / f"{pair['pair']:02}_{side}.txt"
            path.write_text(text["text"] + "\n", encoding="utf-8")
            path.with_name(f"{path.stem}.meta.yml").write_text(
                f"outlet: {'Morning' if side == 'a' else 'Evening'} Paper {pair['pair']}\n"
                f"published_on: {text['published_on']}\nlanguage: {text['language']}\n",
                encoding="utf-8",
            )


def _pairs() -> Iterator[dict[str, Any]]:
    for line in (HERE / "pairs.jsonl").read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


@dataclass
class PairScore:
    """Figures of one half of the pairs."""

    groups: Figures = field(default_factory=Figures)
    relations: Figures = field(default_factory=Figures)
    traps: int = 0
    traps_taken: list[str] = field(default_factory=list)


def score_pairs(connection: duckdb.DuckDBPyConnection) -> tuple[PairScore, PairScore]:
    """Figures of a warehouse built from `write_pairs`: of the pairs of even index, and of those held out."""
    document_of = {claim.claim_id: claim.capture for claim in _claims(connection)}
    same = _said_same(connection, document_of)
    related = _related(connection, document_of)
    halves = (PairScore(), PairScore())
    for pair in _pairs():
        half = halves[pair["pair"] % 2]
        names = [f"{pair['pair']:02}_{side}.txt" for side in "ab"]
        is_same = frozenset(names) in same
        relation = related.get(frozenset(names))
        label = "same" if is_same else relation or "none"
        shown = f"{label}: " + "  |  ".join(text["text"] for text in pair["texts"])
        _count(half.groups, is_same, pair["relation"] == "same", shown)
        wanted = f"{pair['relation']} {pair['basis']}" if pair["basis"] else None
        _count(half.relations, relation, wanted, shown)
        if pair["trap"]:
            half.traps += 1
            if is_same or relation:
                half.traps_taken.append(shown)
    strangers = {each for each in same | set(related) if len({name[:2] for name in each}) > 1}
    for each in strangers:
        for figures in (half.groups for half in halves):
            figures.found += 1
            figures.wrong.append(f"of two pairs: {sorted(each)}")
    return halves


def _count(figures: Figures, found: object, wanted: object, shown: str) -> None:
    figures.found += bool(found)
    figures.labelled += bool(wanted)
    if found and found == wanted:
        figures.right += 1
    elif found:
        figures.wrong.append(shown)
    if wanted and found != wanted:
        figures.missed.append(f"{wanted}: {shown}")


def _show(line: str) -> None:
    sys.stdout.write(line + "\n")


def _print(name: str, figures: Figures, *, details: bool) -> None:
    _show(
        f"{name:24} precision {figures.precision:.3f}  recall {figures.recall:.3f}  F1 {figures.f1:.3f}"
        f"  ({figures.right} right, {figures.found} found, {figures.labelled} labelled)"
    )
    if details:
        for sign, lines in (("+", figures.wrong), ("-", figures.missed)):
            for line in lines:
                _show(f"    {sign} {line}")


def main() -> None:
    """Build all, or read what was built, and print the figures."""
    arguments = argparse.ArgumentParser(description=__doc__)
    for corpus in CORPORA:
        arguments.add_argument(f"--{corpus}", type=Path, help=f"a warehouse file built from {corpus}/corpus/")
    arguments.add_argument("--pairs", type=Path, help="a warehouse file built from the pairs")
    arguments.add_argument("--only", choices=(*CORPORA, "pairs"), help="this one alone")
    arguments.add_argument("--details", action="store_true")
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for corpus in CORPORA:
            if given.only in (None, corpus):
                file = getattr(given, corpus) or _built(captures(corpus), Path(folder) / corpus)
                with duckdb.connect(str(file), read_only=True) as connection:
                    _print_corpus(corpus, score_corpus(connection, corpus), details=given.details)
        if given.only in (None, "pairs"):
            raw = Path(folder) / "raw"
            raw.mkdir()
            write_pairs(raw)
            file = given.pairs or _built(raw, Path(folder) / "pairs")
            with duckdb.connect(str(file), read_only=True) as connection:
                _print_pairs(score_pairs(connection), details=given.details)


def _print_corpus(corpus: str, score: CorpusScore, *, details: bool) -> None:
    _show(f"{corpus + ', statements found':24} {score.statements_found} of {score.statements}")
    _print("groups", score.groups, details=details)
    _print("relations", score.relations, details=details)
    _show(f"{'traps taken':24} {len(score.traps_taken)} of {score.traps} {' '.join(score.traps_taken)}")
    _show(f"{'chains right':24} {score.chains.right} of {score.chains.labelled}")
    if details:
        for line in score.chains.wrong:
            _show(f"    - {line}")


def _print_pairs(halves: tuple[PairScore, PairScore], *, details: bool) -> None:
    for name, half, shown in (("even", halves[0], details), ("held out", halves[1], False)):
        _print(f"pairs {name}, same", half.groups, details=shown)
        _print(f"pairs {name}, related", half.relations, details=shown)
        _show(f"{'pairs ' + name + ', traps taken':24} {len(half.traps_taken)} of {half.traps}")
        if shown:
            for line in half.traps_taken:
                _show(f"    + {line}")


def _built(raw: Path, warehouse: Path) -> Path:
    sys.path.insert(0, str(HERE.parent))
    from building import build_warehouse_of

    build_warehouse_of(raw, warehouse)
    return warehouse / "warehouse.duckdb"


if __name__ == "__main__":
    main()
