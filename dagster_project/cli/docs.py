"""`hearsay docs`: what each table and column means, as dbt's own documentation site."""

from __future__ import annotations

import functools
import http.server
import webbrowser
from pathlib import Path
from typing import Annotated

import typer

from dagster_project.cli.options import WAREHOUSE, PublishedOption, failing


def open_docs(
    warehouse: PublishedOption = WAREHOUSE,
    port: Annotated[
        int, typer.Option("--port", "-p", min=0, max=65535, help="Port to listen on, on this machine only.")
    ] = 8080,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Do not open a browser.")] = False,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Write the site into this one file instead, to be put anywhere."),
    ] = None,
) -> None:
    """Show the dictionary: what each table and column means.

    Their tests stand there too, and what each is made from. It is dbt's own documentation site, built anew from the
    models and served on this machine until Ctrl-C. It is one page that needs nothing beside it and holds no word of a
    capture: with --output it goes into a file for others.

        hearsay docs
        hearsay docs --output dictionary.html

    The same descriptions are in the warehouse itself: `hearsay sql .tables`, `hearsay sql ".schema fct_claims"`.
    """
    from dagster_project.query import published_file
    from dagster_project.refresh.dictionary import build_dictionary
    from dagster_project.refresh.warehouse_build import WarehouseBuildError

    published = published_file(warehouse)
    page = output or (warehouse if warehouse.is_dir() else warehouse.parent) / ".docs" / "index.html"
    with failing("docs", WarehouseBuildError, OSError):
        build_dictionary(published if published.exists() else None, page)
        if output is not None:
            typer.echo(f"{output}: one page, {output.stat().st_size / 2**20:.1f} MB")
            return
        with serving(page.parent, port) as server:
            address = f"http://127.0.0.1:{server.server_address[1]}/"
            typer.echo(f"The dictionary is at {address} until Ctrl-C.")
            if not no_browser:
                webbrowser.open(address)
            try:
                server.serve_forever()
            except KeyboardInterrupt:
                typer.echo("")


class _Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves the one page, and says nothing on the terminal."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name that the base class has
        """Nothing: every request would be a line."""

    def list_directory(self, path: object) -> None:
        """No listing of a folder."""
        del path
        self.send_error(404)


def serving(folder: Path, port: int) -> http.server.ThreadingHTTPServer:
    """A server of the files of `folder` on this machine alone; raises OSError where the port is taken."""
    handler = functools.partial(_Quiet, directory=str(folder))
    try:
        return http.server.ThreadingHTTPServer(("127.0.0.1", port), handler)
    except OSError as error:
        raise OSError(f"port {port} is taken ({error.strerror}). Choose another with --port, or 0 for any.") from error
