"""`hearsay`: the command line. Thin: each command is a call of what Dagster's job or a query does as well.

A module per command. What is slow to import (Dagster, dbt, polars, the rooms) is imported by the command that
needs it, when it runs.
"""

from __future__ import annotations

import os

import typer

from dagster_project.cli import ask, docs, entity, explain, export, refresh, retract, score, show, status, ui

app = typer.Typer(
    name="hearsay",
    help="""A warehouse of who said what, where exactly it is written, and how sure they were.

    Put captures (threads and articles saved as text) below raw/, run `hearsay refresh`, then ask in SQL:

        hearsay sql "select published_on, publisher, speaker, statement from who_said_what"

    All but refresh, retract, ui and daemon only read. `hearsay COMMAND --help` tells more of each.
    """,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
)

# In the order in which one needs them.
app.command("refresh")(refresh.refresh_warehouse)
app.command("status")(status.show_status)
app.command("quarantine")(ask.list_quarantine)
app.command("show")(show.show_capture)
app.command("sql")(ask.ask_in_sql)
app.command("explain")(explain.explain_claim)
app.command("entity")(entity.show_entity)
app.command("export")(export.export_warehouse)
app.command("retract")(retract.retract_capture)
app.command("score")(score.score_on_gold)
app.command("docs")(docs.open_docs)
app.command("ui")(ui.open_pages)
app.command("daemon")(ui.run_daemon)


def main() -> None:
    """The `hearsay` command."""
    os.environ.setdefault("DAGSTER_DISABLE_TELEMETRY", "yes")
    app()
