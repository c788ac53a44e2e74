"""The pages of the reports as they are served beside Dagster's interface."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

import pytest
import small_releases
import uvicorn
from starlette.applications import Starlette

from pipelines.defs.shown import plain
from pipelines.interface import finding_url, free_port
from pipelines.served_pages import ServedPages
from pipelines.warehouse.build import open_warehouse


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> small_releases.Project:
    monkeypatch.setitem(sys.modules, "pipelines.document", small_releases.engine())
    made = small_releases.Project(tmp_path)
    made.add("survey")
    made.build()
    return made


@dataclass(frozen=True)
class Answer:
    status: int
    text: str
    headers: Mapping[str, str]


Browser = Callable[[str], Answer]


@contextmanager
def served(project: small_releases.Project) -> Iterator[Browser]:
    """A server of the pages; called with a path, it gives the answer to exactly that path."""
    pages = ServedPages(project.warehouse, project.raw, project.folder / "pages")
    server = uvicorn.Server(uvicorn.Config(Starlette(routes=pages.routes()), port=free_port("127.0.0.1", 3800)))
    server.config.log_level = "warning"
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)

    def ask(path: str) -> Answer:
        connection = HTTPConnection("127.0.0.1", server.config.port)
        connection.request("GET", path)
        response = connection.getresponse()
        headers = {name.lower(): value for name, value in response.getheaders()}
        return Answer(response.status, response.read().decode(), headers)

    try:
        yield ask
    finally:
        server.should_exit = True
        thread.join()


def awaited(browser: Browser, path: str) -> Answer:
    for _ in range(240):
        response = browser(path)
        if response.status != 503:
            return response
        assert "are being made" in response.text
        time.sleep(0.5)
    raise TimeoutError(path)


def test_a_finding_leads_to_its_place_and_strangers_stay_strangers(project: small_releases.Project) -> None:
    with open_warehouse(project.warehouse) as connection:
        ((finding_id,),) = connection.execute("select finding_id from findings").fetchall()
    with served(project) as browser:
        there = awaited(browser, finding_url(finding_id)).headers["location"]
        path, _, fragment = there.partition("#")
        page = browser(path)
        assert (page.status, path) == (200, "/reports/survey/index.html")
        assert fragment.startswith("finding-")
        assert 'id="finding-survey:x"' in page.text
        assert page.headers["content-security-policy"].startswith("sandbox ")
        assert "allow-same-origin" not in page.headers["content-security-policy"]
        gone = browser(finding_url("<script>../../x"))
        assert (gone.status, "<script>" in gone.text) == (404, False)
        for outside in ("/reports/%2e%2e/raw/survey.md", "/reports/..%2fraw/survey.md", "/reports//etc/passwd"):
            assert browser(outside).status == 404, outside


def test_without_a_warehouse_there_is_nothing_to_see(tmp_path: Path) -> None:
    project = small_releases.Project(tmp_path)
    with served(project) as browser:
        told = browser("/reports/")
    assert (told.status, "There is no warehouse yet." in told.text) == (503, True)


def test_what_anybody_wrote_means_nothing_in_markdown() -> None:
    assert plain("a|b](javascript:x) <b> `c` \u202e") == ("a\\|b\\]\\(javascript\\:x\\) \\<b\\> \\`c\\` \\\\u202e")
