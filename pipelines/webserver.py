"""Dagster's web server with the pages of the reports beside its own: `python -m pipelines.webserver`, with its options.

Dagster has no setting for further pages. This replaces its class by one with more routes, and is all that knows how
Dagster's server is made.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from dagster_webserver import app, cli
from dagster_webserver.webserver import DagsterWebserver

from pipelines.project import RAW, WAREHOUSE
from pipelines.served_pages import ServedPages


class WebServer(DagsterWebserver):  # type: ignore[type-arg]
    """Dagster's server, which answers below `/reports` too."""

    def build_routes(self) -> list[Any]:
        """The routes to reports come first: Dagster's last one takes every path."""
        pages = ServedPages(WAREHOUSE, RAW, Path(os.environ["DAGSTER_HOME"]) / "pages")
        return [*pages.routes(), *super().build_routes()]  # type: ignore[no-untyped-call]


def main() -> None:
    """Serve until interrupted."""
    app.DagsterWebserver = WebServer  # type: ignore[attr-defined]
    cli.main()  # type: ignore[no-untyped-call]


if __name__ == "__main__":
    main()
