"""Writing the site: every page into a folder beside the destination, which then takes its place.

Belongs here: files. The pages are a function of the warehouse, the transcriptions and the release alone: the same
bytes each time. Does not belong here: what the pages say.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from pipelines.intake.faults import UnreadableInput
from pipelines.intake.folder import ListedDocument, list_documents
from pipelines.intake.transcription import read_transcription
from pipelines.site.addresses import link
from pipelines.site.holdings import Holdings, Report
from pipelines.site.pages import ASSETS, Edition, Pages
from pipelines.site.parts import Division, divide
from pipelines.site.publication import publication_of
from pipelines.site.transcript import transcript
from pipelines.site.wording import shown
from pipelines.warehouse.build import open_warehouse
from pipelines.warehouse.evidence import ledger_faults, quote_faults
from schemas.catalogue import DOCUMENT_TABLES

_MARK = Path("assets") / "site.css"
"""By this file a folder is known as a site, and may be replaced."""


def build_site(warehouse: Path, raw: Path, destination: Path, *, release: Path | None = None) -> Path:
    """Build the site of a warehouse into the folder `destination`; returns its home page.

    `raw` holds the transcriptions that the warehouse was read from. With `release`, the folder of a release that the
    site is part of, the home page offers its files. UnreadableInput, if there is no warehouse or no such release, or if the
    folder is another's.
    """
    _refuse_foreign(destination)
    if release is not None and not release.is_dir():
        raise UnreadableInput("is no folder of a release", release, "name one of releases/, or none")
    with _opened(warehouse) as connection, _beside(destination) as folder:
        _Site(Holdings(connection), raw, folder, release, destination).write()
    return destination / "index.html"


def add_site(release: Path) -> None:
    """Build the site of a release that is being made into its folder, from the data in it."""
    build_site(release / "hakusho.duckdb", release / "raw", release / "site", release=release)


class _Site:
    def __init__(self, holdings: Holdings, raw: Path, folder: Path, release: Path | None, destination: Path) -> None:
        self.holdings = holdings
        self.folder = folder
        self.listed = {one.document_id: one for one in list_documents(raw).documents}
        self.pages = Pages(holdings, publication_of(release, destination))
        self.evidence = {"quotes": [0, 0], "digits": [0, 0], "documents": [0, 0]}  # held against the text, and in vain

    def write(self) -> None:
        """Write all pages; the reports first, since the others link to places in them."""
        shutil.copytree(ASSETS, self.folder / "assets")
        for document in self.holdings.documents:
            self._report(self.holdings.report(document["document_id"]))
        self._page("index.html", self.pages.home())
        self._page("dictionary.html", self.pages.dictionary())
        self._page(
            "quality.html", self.pages.quality([(name, held, vain) for name, (held, vain) in self.evidence.items()])
        )

    def _report(self, report: Report) -> None:
        text, missing = _text_of(report, self.listed.get(report.document_id))
        division = divide([] if text is None else transcript(text, report))
        folder = self.pages.folders[report.document_id]
        edition = Edition(report, folder, division, missing)
        self._hold_against(text, report)
        for row in report.findings:
            self.pages.places[row["finding_id"]] = f"{link(folder)}/{edition.finding(row)}"
        for part in division.parts:
            self._page(f"{folder}/{part.file_name}", self.pages.report(edition, part))
        if len(division.parts) > 1:
            self._page(f"{folder}/places.js", _places(division))
            self._page(f"{folder}/texts.js", _texts(division))
        for exhibit in edition.exhibits:
            name = edition.figure_files[exhibit.number]
            self._page(f"{folder}/figures/{name}", self.pages.figure(edition, exhibit))

    def _hold_against(self, text: str | None, report: Report) -> None:
        """Count the quotes and digits that were held against the transcription, and those that do not fit."""
        self.evidence["documents"][0] += 1
        if text is None:
            self.evidence["documents"][1] += 1
            return
        rows = {
            "sources": report.sources, "numerals": report.numerals, "observations": report.observations,
            "relations": report.relations, "relation_operands": report.operands, "repairs": report.repairs,
            "findings": report.findings,
        }  # fmt: skip
        for table in DOCUMENT_TABLES:
            if table.name in rows:
                quoting = [row for row in rows[table.name] if row["start"] is not None]
                self.evidence["quotes"][0] += len(quoting)
                self.evidence["quotes"][1] += sum(1 for _ in quote_faults(table, text, quoting))
        self.evidence["digits"][0] += report.document["digits"]
        self.evidence["digits"][1] += sum(1 for _ in ledger_faults(report.document_id, text, report.numerals))

    def _page(self, name: str, content: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8", errors="replace", newline="\n")


def _text_of(report: Report, listed: ListedDocument | None) -> tuple[str | None, str | None]:
    """The transcription that the rows were read from, or why it cannot be shown."""
    if listed is None:
        return None, "Its transcription is not in the folder of transcriptions."
    try:
        transcription = read_transcription(listed.path)
    except UnreadableInput as fault:
        return None, f"Its transcription {listed.path.name} cannot be read: {fault.what}."
    if transcription.sha256 != report.document["sha256"]:
        return None, f"{listed.path.name} was changed after it was read. Build the warehouse again."
    return transcription.text, None


def _places(division: Division) -> str:
    """A script that says on which part of a long report an address is, for those that name another one."""
    places = {}
    for part in division.parts:
        for row in part.numerals:
            places[f"num-{row['numeral_id']}"] = part.number
            if row["observation_id"] is not None:
                places.setdefault(f"obs-{row['observation_id']}", part.number)
    return f"hakushoPlaces({_json(places)});\n"


def _texts(division: Division) -> str:
    """A script with the text of each part, so that a search on one of them says what the others hold."""
    texts = ["\n".join(shown(text) for text in part.paragraphs()) for part in division.parts]
    return f"hakushoTexts({_json(texts)});\n"


def _json(value: object) -> str:
    return json.dumps(value, separators=(",", ":")).replace("<", "\\u003c")


def _refuse_foreign(destination: Path) -> None:
    if (
        destination.exists()
        and not (destination / _MARK).is_file()
        and (not destination.is_dir() or any(destination.iterdir()))
    ):
        raise UnreadableInput("exists and is no site of Hakusho", destination, "name another folder for the site")


@contextmanager
def _opened(warehouse: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    if not warehouse.is_file():
        raise UnreadableInput("does not exist", warehouse, "build the warehouse first: hakusho build")
    try:
        connection = open_warehouse(warehouse)
        connection.execute("select count(*) from coverage")
    except duckdb.Error as error:
        what = f"is no warehouse that can be read ({str(error).splitlines()[0]})"
        raise UnreadableInput(what, warehouse, "build it again: hakusho build") from error
    with connection:
        yield connection


@contextmanager
def _beside(destination: Path) -> Iterator[Path]:
    """A new folder beside the destination that takes its place at the end, and is gone if that is not reached."""
    destination.parent.mkdir(parents=True, exist_ok=True)
    partial = destination.with_name(f".{destination.name}.partial-{os.getpid()}")
    old = destination.with_name(f".{destination.name}.old-{os.getpid()}")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir()
    try:
        yield partial
        if destination.exists():
            os.replace(destination, old)
        os.replace(partial, destination)
    finally:
        shutil.rmtree(partial, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)
