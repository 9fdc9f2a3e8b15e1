"""What may come next in a statement: tables, columns, keywords.

A statement is looked at word by word, not parsed: half of one is what there is to look at.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

Tables = Mapping[str, Sequence[tuple[str, str]]]
"""Each table with its columns and their types."""

KEYWORDS = (
    *("select", "distinct", "from", "where", "group by", "having", "order by", "limit", "offset", "with", "as"),
    *("join", "inner join", "left join", "on", "using", "union all", "except", "intersect", "qualify", "over"),
    *("partition by", "and", "or", "not", "in", "is null", "is not null", "like", "ilike", "between", "exists"),
    *("case", "when", "then", "else", "end", "asc", "desc", "nulls last", "true", "false", "null", "filter"),
    *("describe", "summarize", "explain", "unnest", "cast", "interval", "date", "timestamp"),
)
FUNCTIONS = (
    *("count", "sum", "min", "max", "avg", "median", "list", "string_agg", "arg_min", "arg_max", "any_value"),
    *("coalesce", "nullif", "concat_ws", "length", "substring", "contains", "starts_with", "regexp_matches"),
    *("row_number", "rank", "lag", "lead", "date_trunc", "date_diff", "round", "len", "list_contains"),
)
AFTER_A_TABLE_WORD = ("from", "join", "describe", "summarize")

_WORD = re.compile(r"[a-z_][a-z0-9_]*(?:\.[a-z0-9_]*)?$", re.IGNORECASE)
_TOKEN = re.compile(r"'(?:[^']|'')*'?|[a-z_][a-z0-9_]*|\S", re.IGNORECASE)


@dataclass(frozen=True)
class Proposal:
    """A word to put in the place of the last `replaces` characters, and what kind of word it is."""

    word: str
    replaces: int
    meaning: str


def propose(before: str, statement: str, tables: Tables) -> list[Proposal]:
    """What the word at the end of `before` may become in `statement`, the likeliest kind first.

    After `from` or `join` that is a table; after `table.` or `alias.` a column of it; elsewhere a column of the tables
    that the statement names (of all, where it names none yet), a keyword, a function. Within quotes it is nothing.
    """
    tokens = _TOKEN.findall(before)
    if tokens and tokens[-1].startswith("'") and (len(tokens[-1]) == 1 or not tokens[-1].endswith("'")):
        return []
    found = _WORD.search(before)
    word = found.group() if found else ""
    named = _named_tables(statement, tables)
    if "." in word:
        owner, _, begun = word.partition(".")
        return list(_starting(begun, _columns(named.get(owner.lower(), owner.lower()), tables)))
    earlier = [token.lower() for token in (tokens[:-1] if word else tokens)]
    if earlier and (earlier[-1] in AFTER_A_TABLE_WORD or _is_listing_tables(earlier)):
        return list(_starting(word, ((table, "table") for table in tables)))
    if not word:
        return []
    of = sorted(set(named.values())) or list(tables)
    columns = {column: meaning for table in of for column, meaning in _columns(table, tables)}
    words = [*columns.items(), *((alias, "alias") for alias in named if alias not in tables)]
    words += [(keyword, "keyword") for keyword in KEYWORDS] + [(function, "function") for function in FUNCTIONS]
    return list(_starting(word, words)) + list(_starting(word, ((table, "table") for table in tables)))


def _is_listing_tables(earlier: list[str]) -> bool:
    """Whether a comma after `from a` was last: another table comes."""
    if earlier[-1] != ",":
        return False
    words = [token for token in earlier if token.isalpha()]
    opening = [word for word in words if word in ("from", "select", "by", "using", "on", "where", "join")]
    return bool(opening) and opening[-1] == "from" and earlier.count("(") == earlier.count(")")


def _named_tables(statement: str, tables: Tables) -> dict[str, str]:
    """The tables that a statement names, by their names and aliases, in small letters."""
    tokens = [token.lower() for token in _TOKEN.findall(statement)]
    named = {}
    for position, token in enumerate(tokens):
        if token not in tables or position == 0 or tokens[position - 1] not in (*AFTER_A_TABLE_WORD, ","):
            continue
        named[token] = token
        follows = tokens[position + 1 : position + 3]
        alias = follows[1] if follows[:1] == ["as"] and len(follows) > 1 else follows[0] if follows else ""
        if alias.isidentifier() and alias not in {word for keyword in KEYWORDS for word in keyword.split()}:
            named[alias] = token
    return named


def _columns(table: str, tables: Tables) -> list[tuple[str, str]]:
    return [(column, f"{table}: {data_type.lower()[:24]}") for column, data_type in tables.get(table, ())]


def _starting(begun: str, words: Iterable[tuple[str, str]]) -> Iterator[Proposal]:
    for word, meaning in words:
        if word.startswith(begun.lower()) and word != begun:
            yield Proposal(word, len(begun), meaning)
