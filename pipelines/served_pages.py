"""The pages of the warehouse, served beside Dagster's interface: made when somebody asks for them, and anew after a build.

They are made by a process of its own and kept in a folder; whoever asks meanwhile is told to wait, and need not ask again.
Belongs here: what is answered to a browser. Does not belong here: what the pages say (see `site`).
"""

from __future__ import annotations

import subprocess
import sys
import threading
from html import escape
from pathlib import Path
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.staticfiles import StaticFiles

from pipelines.interface import REPORTS
from pipelines.project import PROJECT
from pipelines.site.addresses import file_names
from pipelines.warehouse.build import open_warehouse

# The texts come from anybody. In a sandbox a page is a stranger to the interface that is served beside it.
_HEADERS = {
    "Content-Security-Policy": "sandbox allow-scripts allow-popups allow-downloads",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-cache",
}
_AGAIN = '<meta http-equiv="refresh" content="2">'


class ServedPages:
    """The pages of one warehouse, in `folder`."""

    def __init__(self, warehouse: Path, raw: Path, folder: Path) -> None:
        self._warehouse, self._raw, self._folder = warehouse, raw, folder
        self._stamp = folder.with_name(f"{folder.name}.of")
        self._files = _Files(directory=folder, html=True, check_dir=False)
        self._making: threading.Thread | None = None
        self._failed: tuple[str, str] | None = None

    def routes(self) -> list[Route]:
        """What is answered below `/reports`."""
        return [
            Route(REPORTS, lambda _: RedirectResponse(f"{REPORTS}/")),
            Route(f"{REPORTS}/finding/{{finding_id}}", self._finding),
            Route(f"{REPORTS}/{{path:path}}", self._page),
        ]

    async def _page(self, request: Request) -> Response:
        if (excuse := self._excuse()) is not None:
            return excuse
        return await self._files.get_response(request.path_params["path"] or ".", request.scope)

    def _finding(self, request: Request) -> Response:
        """To the place of a finding, on whichever page of its report that is."""
        if (excuse := self._excuse()) is not None:
            return excuse
        finding_id = request.path_params["finding_id"]
        with open_warehouse(self._warehouse) as connection:
            ids = [str(row[0]) for row in connection.execute("select document_id from documents").fetchall()]
            rows = connection.execute("select document_id from findings where finding_id = ?", [finding_id]).fetchall()
        if not rows:
            what = (
                "This finding is not in the present warehouse any more: its report was changed, or is read better now."
            )
            return _told(what, f'<p><a href="{REPORTS}/">What there is</a></p>', status=404)
        folder = file_names(ids).get(str(rows[0][0]))
        if folder is None:  # of a document that was left out: the first page lists those
            return RedirectResponse(f"{REPORTS}/")
        mark = f'id="finding-{escape(finding_id)}"'
        pages = [page for page in sorted((self._folder / folder).glob("*.html")) if mark in page.read_text("utf-8")]
        page = f"{quote(folder)}/{pages[0].name if pages else 'index.html'}"
        return RedirectResponse(f"{REPORTS}/{page}#finding-{quote(finding_id)}")

    def _excuse(self) -> Response | None:
        """Why there is nothing to be seen yet; nothing, if the pages are those of the present warehouse."""
        try:
            status = self._warehouse.stat()
        except OSError:
            return _told("There is no warehouse yet.", f"<p>Run the job build_warehouse.</p>{_AGAIN}", status=503)
        present = f"{status.st_ino} {status.st_mtime_ns}"
        if self._folder.is_dir() and self._stamp.is_file() and self._stamp.read_text() == present:
            return None
        if self._failed and self._failed[0] == present:
            return _told("The pages could not be made.", f"<p>{escape(self._failed[1])}</p>", status=500)
        if self._making is None or not self._making.is_alive():
            self._making = threading.Thread(target=self._make, args=(present,), daemon=True)
            self._making.start()
        return _told("The pages of this warehouse are being made.", _AGAIN, status=503)

    def _make(self, present: str) -> None:
        places = {"--warehouse": self._warehouse, "--raw": self._raw, "--output": self._folder}
        options = [str(part) for place in places.items() for part in place]
        command = [sys.executable, "-m", "pipelines.cli", "site", *options]
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=PROJECT)
        if done.returncode:
            self._failed = (present, (done.stderr.strip().splitlines() or ["no reason was given"])[-1])
        else:
            self._stamp.write_text(present)


class _Files(StaticFiles):
    def file_response(self, *arguments: object, **options: object) -> Response:
        response: Response = super().file_response(*arguments, **options)  # type: ignore[arg-type]
        response.headers.update(_HEADERS)
        return response


def _told(what: str, further: str, status: int) -> HTMLResponse:
    page = f'<!doctype html><meta charset="utf-8"><title>Hakusho</title><h1>{escape(what)}</h1>{further}'
    return HTMLResponse(page, status, _HEADERS)
