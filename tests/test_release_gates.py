"""A release with every gate, and each gate closed once, with the line that it gives."""

from __future__ import annotations

import html.parser
import json
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import frictionless
import mlcroissant
import pytest
import small_releases
import yaml
from jsonschema import Draft7Validator

from pipelines.release import gates, quality
from pipelines.release.changes import Counts, Differences
from pipelines.release.checksums import described
from pipelines.release.content import Content, reader
from pipelines.release.gates import Check
from pipelines.release.making import make_release
from pipelines.release.texts import rendered
from pipelines.warehouse.acceptance import FACTS, RELEASE_FACTS, accept
from schemas.catalogue import PUBLISHED

CITATION_SCHEMA = Path(__file__).parent / "data" / "citation-1.2.0.json"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A release of a document and of one with the same name in capitals, after every gate."""
    with small_releases.patched() as monkeypatch:
        monkeypatch.setitem(sys.modules, "pipelines.document", small_releases.engine())
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767312000")
        project = small_releases.Project(tmp_path_factory.mktemp("project"))
        project.add("first")
        project.add(
            "A report, 2021 (final)",
            "Confidence was 150.8 in 2008 (Figure 1).\n\nFigure 1 Confidence of firms\n\nSurvey 2020\n",
        )
        project.build()
        yield make_release(project.warehouse, project.raw, project.releases).folder


@pytest.fixture
def release(folder: Path, tmp_path: Path) -> Path:
    """A copy that may be spoilt."""
    return small_releases.copied(folder, tmp_path)


def contents(folder: Path) -> dict[str, Content]:
    build = json.loads((folder / "provenance/build.json").read_text())
    return {name: Content(**content) for name, content in build["contents"].items()}


def spoilt(folder: Path, statement: str) -> duckdb.DuckDBPyConnection:
    with duckdb.connect(str(folder / "hakusho.duckdb")) as connection:
        connection.execute(statement)
    connection = reader()
    connection.execute(f"attach '{folder}/hakusho.duckdb' as r (read_only)")
    connection.execute("use r")
    return connection


def failed(checks: Any) -> dict[str, str]:
    return {check.name: check.observed for check in checks if not check.passed}


# With everything


def test_every_gate_is_in_the_report_with_what_was_seen(folder: Path) -> None:
    report = json.loads((folder / "quality/report.json").read_text())
    assert report["passed"]
    assert {check["gate"] for check in report["checks"]} == set(quality.GATES)
    seen = {check["name"]: check["observed"] for check in report["checks"]}
    assert seen["quotes"] == "27 quotes"
    assert seen["ledger"] == "38 digits"
    assert seen["digits_covered"] == "0 of 2 rows"
    assert seen["frictionless"] == "13 tables"
    assert re.fullmatch(r"\d+ records read", seen["mlcroissant"])
    assert {fact.name for fact in RELEASE_FACTS} <= seen.keys()
    assert report["accuracy"] == quality.accuracy()


def test_frictionless_finds_nothing_to_say(folder: Path) -> None:
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert report.valid
    assert [task.warnings for task in report.tasks if task.warnings] == []
    assert report.warnings == []


def test_frictionless_checks_the_bytes_of_every_file(release: Path) -> None:
    (release / "data/figures.parquet").write_bytes((release / "data/figures.parquet").read_bytes() + b" ")
    (release / "README.md").write_text("another")
    report = frictionless.validate(str(release / "datapackage.json"))
    assert {task.place for task in report.tasks if not task.valid} == {"data/figures.parquet", "README.md"}


def test_mlcroissant_finds_nothing_to_say_and_reads_every_table(folder: Path) -> None:
    dataset = mlcroissant.Dataset(jsonld=str(folder / "croissant.json"))
    assert (dataset.metadata.ctx.issues.errors, dataset.metadata.ctx.issues.warnings) == (set(), set())
    values = [record["observations/value"] for record in dataset.records("observations")]
    assert sorted(values) == [3.9, 146.5, 150.8, 150.8]


def test_the_citation_is_valid(folder: Path) -> None:
    schema = json.loads(CITATION_SCHEMA.read_text(encoding="utf-8"))
    citation = yaml.safe_load((folder / "CITATION.cff").read_text(encoding="utf-8"))
    assert [error.message for error in Draft7Validator(schema).iter_errors(citation)] == []
    citation.pop("title")
    assert [error.message for error in Draft7Validator(schema).iter_errors(citation)] == [
        "'title' is a required property"
    ]


def test_zenodo_finds_what_it_asks_for(folder: Path) -> None:
    content = json.loads((folder / ".zenodo.json").read_text())
    asked = {"upload_type", "publication_date", "title", "creators", "description", "access_right", "license"}
    assert asked <= content.keys()


def test_each_publisher_is_named_as_it_asks(folder: Path) -> None:
    text = (folder / "ATTRIBUTION.md").read_text()
    for words in (
        "Ministry, Survey first",
        "Ministry, Survey A report",
        "https://creativecommons.org/licenses/by/4.0/",
    ):
        assert words in text


def test_the_card_tells_a_query_that_works(folder: Path) -> None:
    card = (folder / "README.md").read_text()
    query = re.search(r"sql\('''(.+?)'''\)", card, re.DOTALL)
    assert query is not None
    with duckdb.connect(str(folder / "hakusho.duckdb"), read_only=True) as connection:
        assert len(connection.execute(query[1]).fetchall()) == 4


class Addresses(html.parser.HTMLParser):
    """Everything that a page would load or lead to, and the tags that it opens."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.addresses += [value or "" for name, value in attrs if name in ("src", "href", "srcset", "action", "data")]


def test_the_report_page_needs_nothing_from_elsewhere_and_runs_nothing(folder: Path) -> None:
    page = (folder / "quality/report.html").read_text(encoding="utf-8")
    parsed = Addresses()
    parsed.feed(page)
    assert parsed.addresses == []
    assert "script" not in parsed.tags
    assert "url(" not in page
    assert "@import" not in page
    assert "prefers-color-scheme: dark" in page
    assert 'name="viewport"' in page


def test_a_failed_check_and_nasty_words_are_shown_on_the_page(folder: Path) -> None:
    from datetime import UTC, datetime

    from pipelines.release.facts import Facts

    facts = Facts("2026.1.0", None, datetime(2026, 1, 2, tzinfo=UTC), "0", "0" * 64, {}, [], [], {"<b>": "\u202ex"})
    checks = [Check("quotes", "q", "quotes stand", False, "<script>alert(1)</script>\u200b")]
    page = quality.report_html(facts, checks, [])
    assert "<script>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;\\u{200b}" in page
    assert "&lt;b&gt;: \\u{202e}x" in page
    assert "0 of 1 checks passed, 1 failed" in page


def test_a_template_that_lacks_a_value_fails() -> None:
    from jinja2 import UndefinedError

    with pytest.raises(UndefinedError):
        rendered("ATTRIBUTION.md.j2")


# Each gate closed


def test_a_table_more_closes_the_gate_of_the_schema(release: Path) -> None:
    checks = gates.schema_checks(spoilt(release, "create table staging as select 1"))
    assert failed(checks) == {"nothing_else": "undeclared staging"}


def test_a_column_of_another_type_closes_the_gate_of_the_schema(release: Path) -> None:
    checks = gates.schema_checks(spoilt(release, "alter table figures alter citations type integer"))
    assert failed(checks)["figures_schema"].startswith(
        "figures: its columns are the declared ones: broken in 1 row: missing citations BIGINT, undeclared citations INTEGER"
    )


def test_a_missing_text_closes_the_gate_of_the_quotes(release: Path) -> None:
    (release / "raw/first.md").write_text("another")
    (release / "raw/A report, 2021 (final).md").unlink()
    (observed,) = failed(gates.evidence_checks(spoilt(release, "select 1"), release / "raw")).values()
    assert observed.startswith(
        "documents: A report, 2021 (final) has no transcription in raw/; raw/first.md: is not the text that first"
    )


@pytest.mark.parametrize(
    ("spoil", "observed"),
    [
        (lambda r: (r / "data/figures.csv").write_text("figure_id\n"), "CSV: has another header: 'figure_id'"),
        (lambda r: (r / "data/figures.parquet").write_bytes(b"PAR1"), "Parquet: cannot be read (Invalid Input Error"),
        (lambda r: (r / "data/figures.csv").unlink(), "CSV: cannot be read ([Errno 2] No such file"),
    ],
)
def test_a_file_that_says_something_else_closes_the_gate_of_the_content(
    spoil: Callable[[Path], object], observed: str, release: Path
) -> None:
    wanted = contents(release)
    connection = spoilt(release, "select 1")
    spoil(release)
    seen = failed(gates.content_checks(connection, release, wanted))
    assert list(seen) == ["figures_content"]
    assert observed in seen["figures_content"]


ACCEPTANCE = {
    "release_info_counts": ("update release_info set documents = 7", "1 of 1 rows: 7 / 2"),
    "documents_may_be_released": ("update documents set licence = null where document_id = 'first'", "1 of 2 rows: 0"),
    "withdrawals_are_later": (
        "insert into withdrawn values ('figures', 'x', 'd', 'document_gone', 'r', '2026.10.0', '2026.9.0')",
        "1 of 1 rows: 0",
    ),
    "contradictions_are_reported": ("delete from findings", "1 of 1 rows: 0"),
}


@pytest.mark.parametrize("name", ACCEPTANCE)
def test_a_fact_that_does_not_hold_closes_the_gate_of_acceptance(name: str, release: Path) -> None:
    statement, observed = ACCEPTANCE[name]
    spoilt(release, statement).close()
    assert failed(gates.acceptance_checks(release / "hakusho.duckdb"))[name] == observed


def test_the_facts_of_a_release_are_those_of_the_warehouse_and_its_own(folder: Path) -> None:
    names = {fact.name for fact in RELEASE_FACTS}
    assert {fact.name for fact in FACTS} - names == {"dataset_info_counts"}
    assert all(outcome.holds for outcome in accept(folder / "hakusho.duckdb", RELEASE_FACTS))


def test_changes_that_do_not_lead_on_close_the_gate(release: Path) -> None:
    connection = spoilt(release, "select 1")
    connection.execute(
        "create temp table row_changes as select 'figures' as table_name, 'x' as row_id, 'removed' as change"
    )
    differences = Differences({"figures": Counts(before=3, after=2, added=1, removed=1, changed=0)}, ())
    assert failed(gates.change_checks(connection, differences)) == {
        "changes_lead_on": "figures: 3 - 1 + 1 is not 2",
        "losses_are_withdrawn": "figures x",
    }


def edited(path: Path, change: Callable[[dict[str, Any]], object]) -> None:
    content = json.loads(path.read_text())
    change(content)
    path.write_text(json.dumps(content))


@pytest.mark.parametrize(
    ("file", "change", "check", "observed"),
    [
        ("datapackage.json", lambda d: d["resources"][0].update(path="../x"), "frictionless", "is not safe"),
        ("datapackage.json", lambda d: d.pop("resources"), "frictionless", "resources"),
        ("datapackage.json", lambda d: _field(d, "numerals", "role")["constraints"].update(enum=["x"]), "frictionless",
         'constraint "enum" is "[\'x\']"'),
        ("croissant.json", lambda d: d.pop("license"), "mlcroissant", "license"),
        ("croissant.json", lambda d: d.update(version="v1"), "mlcroissant", "Version doesn't follow"),
        ("croissant.json", lambda d: d["recordSet"][0]["field"][0]["source"]["extract"].update(column="none"),
         "mlcroissant", "Read(file-data-documents-parquet): "),
        ("croissant.json", lambda d: _hashed(d, "data/numerals.parquet"), "mlcroissant", "is not identical with the"),
        ("croissant.json", lambda d: d["@context"].pop("sc"), "mlcroissant", ""),
    ],
)  # fmt: skip
def test_metadata_with_a_fault_close_the_gate(
    file: str, change: Callable[[dict[str, Any]], object], check: str, observed: str, release: Path
) -> None:
    edited(release / file, change)
    seen = failed(gates.metadata_checks(release, contents(release)))
    assert list(seen) == [check]
    assert observed in seen[check]


def _field(package: dict[str, Any], resource: str, field: str) -> dict[str, Any]:
    (found,) = (r for r in package["resources"] if r["name"] == resource)
    return next(f for f in found["schema"]["fields"] if f["name"] == field)  # type: ignore[no-any-return]


def _hashed(croissant: dict[str, Any], path: str) -> None:
    next(f for f in croissant["distribution"] if f["contentUrl"] == path)["sha256"] = "0" * 64


def test_large_tables_are_checked_in_their_first_rows(release: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gates, "READ_IN_FULL", 10)
    assert failed(gates.metadata_checks(release, contents(release))) == {}
    edited(release / "datapackage.json", lambda d: _field(d, "numerals", "role")["constraints"].update(enum=["x"]))
    assert list(failed(gates.metadata_checks(release, contents(release)))) == ["frictionless"]


def test_every_published_table_has_files_that_are_described(folder: Path) -> None:
    paths = {file.path for file in described(folder)}
    assert {f"data/{relation.name}.{form}" for relation in PUBLISHED for form in ("csv", "parquet")} <= paths
