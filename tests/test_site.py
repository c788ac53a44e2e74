"""The site as files: what is written, from what, and that it is the same each time. How it looks: `test_site_browser`."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import re
import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st
from site_documents import FIRST_INPUT, SURVEY, transcriptions, warehouse_of
from strategies import SEARCH

from pipelines import cli
from pipelines.intake.faults import UnreadableInput
from pipelines.site import build, build_site, charts, margin, scale, wording
from pipelines.site.addresses import file_names, link
from pipelines.site.exhibits import as_csv, exhibits, what_tells_apart
from pipelines.site.holdings import Holdings, Report
from pipelines.site.publication import publication_of
from pipelines.warehouse.build import open_warehouse
from schemas.catalogue import RELEASE_TABLES, TABLES, VIEWS
from schemas.vocabularies import FINDING_KIND, QUALIFIER, RELATION_KIND, ROLE, SEVERITY, VERDICT, VOCABULARIES

PROJECT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A folder of transcriptions and their warehouse."""
    folder = tmp_path_factory.mktemp("source")
    raw = transcriptions(folder / "raw")
    return warehouse_of(raw, folder / "hakusho.duckdb"), raw


@pytest.fixture(scope="module")
def survey(source: tuple[Path, Path]) -> Report:
    with open_warehouse(source[0]) as connection:
        return Holdings(connection).report("survey")


@pytest.fixture(scope="module")
def site(source: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of that warehouse; only to be read."""
    folder = tmp_path_factory.mktemp("built")
    assert build_site(*source, folder / "site") == folder / "site" / "index.html"
    return folder / "site"


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def refusal(*arguments: Any, **options: Any) -> str:
    with pytest.raises(UnreadableInput) as refused:
        build_site(*arguments, **options)
    return str(refused.value)


# What is written


def test_a_site_has_its_pages_and_nothing_else(site: Path) -> None:
    assert set(contents(site)) == {
        "index.html", "dictionary.html", "quality.html", "assets/site.css", "assets/site.js", "assets/icon.svg",
        "survey/index.html", "survey/figures/1.html", "umfrage/index.html", "ledger/index.html",
        "hostile/index.html", "hostile/figures/1.html",
    }  # fmt: skip
    assert [path.name for path in site.parent.iterdir()] == ["site"]


def test_the_same_warehouse_gives_the_same_bytes_anywhere(
    source: tuple[Path, Path], site: Path, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "else where" / "other"
    code = "import sys, pathlib; from pipelines.site import build_site; build_site(*map(pathlib.Path, sys.argv[1:]))"
    environment = {
        **os.environ,
        "TZ": "Pacific/Auckland",
        "LC_ALL": "C",
        "PYTHONHASHSEED": "7",
        "PYTHONPATH": str(PROJECT),
    }
    subprocess.run([sys.executable, "-c", code, *map(str, source), str(elsewhere)], env=environment, check=True)
    assert contents(elsewhere) == contents(site)


def test_no_page_names_an_address_outside(site: Path) -> None:
    for name, page in contents(site).items():
        for attribute in re.findall(rb'\s(?:href|src|action|data|xlink:href)\s*=\s*"([^"]*)"', page):
            assert not re.match(rb"(?:[a-z+.-]+:|//)", attribute, re.IGNORECASE), (name, attribute)


def test_every_link_leads_to_something(site: Path) -> None:
    from urllib.parse import unquote

    pages = contents(site)
    ids = {name: set(re.findall(r'\sid="([^"]*)"', page.decode())) for name, page in pages.items()}
    for name, page in pages.items():
        if not name.endswith(".html"):
            continue
        for target in re.findall(r'\shref="([^"]*)"', page.decode()):
            path, _, fragment = target.partition("#")
            whole = os.path.normpath(os.path.join(os.path.dirname(name), unquote(path))) if path else name
            assert whole in pages, (name, target)
            assert not fragment or unquote(fragment) in ids[whole], (name, target)


def test_ids_stand_once_on_a_page(site: Path) -> None:
    for name, page in contents(site).items():
        ids = re.findall(rb'\sid="([^"]*)"', page)
        assert len(ids) == len(set(ids)), name


# When it cannot be written


def test_a_missing_warehouse_is_told_in_one_line(source: tuple[Path, Path], tmp_path: Path) -> None:
    missing = tmp_path / "no.duckdb"
    assert (
        refusal(missing, source[1], tmp_path / "site")
        == f"{missing}: does not exist; build the warehouse first: hakusho build"
    )
    missing.write_text("no database")
    assert "is no warehouse that can be read" in refusal(missing, source[1], tmp_path / "site")
    assert not (tmp_path / "site").exists()


def test_a_folder_of_others_is_left_alone(source: tuple[Path, Path], tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    assert "exists and is no site of Hakusho" in refusal(*source, tmp_path)
    assert (tmp_path / "thesis.txt").read_text() == "years of work"
    (tmp_path / "empty").mkdir()
    build_site(*source, tmp_path / "empty")


def test_a_release_that_is_not_there_is_told(source: tuple[Path, Path], tmp_path: Path) -> None:
    missing = tmp_path / "2026.1.0"
    line = f"{missing}: is no folder of a release; name one of releases/, or none"
    assert refusal(*source, tmp_path / "site", release=missing) == line


def test_a_report_without_numbers_and_a_warehouse_without_reports_have_pages(tmp_path: Path) -> None:
    raw = transcriptions(tmp_path / "raw", {"words.md": "# Words\n\nNothing but words.\n"})
    warehouse = warehouse_of(raw, tmp_path / "w.duckdb")
    build_site(warehouse, raw, tmp_path / "site")
    page = (tmp_path / "site" / "words" / "index.html").read_text()
    assert "The text states no quantity." in page
    with duckdb.connect(str(warehouse)) as connection:
        for table in TABLES:
            connection.execute(f"delete from {table.name}")
    build_site(warehouse, raw, tmp_path / "site")
    assert "The dataset holds no report yet." in (tmp_path / "site" / "index.html").read_text()


def test_a_failure_leaves_the_old_site(
    source: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_site(*source, tmp_path / "site")
    before = contents(tmp_path / "site")

    def fail(*_: object) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pipelines.site.pages.Pages.quality", fail)
    with pytest.raises(OSError, match="No space left"):
        build_site(*source, tmp_path / "site")
    assert contents(tmp_path / "site") == before
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_transcription_that_is_gone_or_changed_costs_its_text_only(source: tuple[Path, Path], tmp_path: Path) -> None:
    raw = transcriptions(tmp_path / "raw")
    (raw / "survey.md").write_text(SURVEY.replace("150.8", "150.4"))
    (raw / "umfrage.html").unlink()
    build_site(source[0], raw, tmp_path / "site")
    changed = (tmp_path / "site" / "survey" / "index.html").read_text()
    gone = (tmp_path / "site" / "umfrage" / "index.html").read_text()
    assert "survey.md was changed after it was read" in changed
    assert "Its transcription is not in the folder of transcriptions." in gone
    assert "150.8" in changed
    assert "2 of 4 transcriptions unchanged since they were read" in re.sub(
        r"\s+", " ", (tmp_path / "site" / "quality.html").read_text()
    )


def test_the_command_writes_and_refuses(
    source: tuple[Path, Path], tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", lambda address: opened.append(address) or True)
    where = ["--warehouse", str(source[0]), "--raw", str(source[1]), "--output", str(tmp_path / "site")]
    assert cli.main(["site", *where]) == 0
    assert capfd.readouterr().out == f"{tmp_path}/site/index.html written\n"
    assert opened == []
    assert cli.main(["site", "--open", *where]) == 0
    assert opened == [(tmp_path / "site" / "index.html").as_uri()]
    capfd.readouterr()
    assert cli.main(["site", "--output", str(source[1]), *where[:4]]) == 2
    assert capfd.readouterr().err.count("\n") == 1


# Names and links


@SEARCH
@given(st.lists(st.text(min_size=1, max_size=30), max_size=12))
def test_names_of_files_are_safe_and_never_the_same(names: list[str]) -> None:
    given_names = file_names(names)
    assert set(given_names) == set(names)
    folded = [name.casefold() for name in given_names.values()]
    assert len(folded) == len(set(folded))
    for name in given_names.values():
        assert re.fullmatch(r"[\w .,()+-]+", name)
        assert ".." not in name
        assert name[0] not in ".- "
        assert name[-1] not in ". "


@pytest.mark.parametrize("name", ["1-1-4-2", "HH01", "mic-ict-white-paper-2021-ch1", "Bericht 2020", "白書"])
def test_a_plain_name_stays_as_it_is(name: str) -> None:
    assert file_names([name]) == {name: name}


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd",
        "a/b",
        "a\\b",
        "CON",
        "nul.txt",
        "assets",
        "index.html",
        'x"><b>',
        "\u202egpj.exe",
        "a.",
        "..",
    ],
)
def test_a_name_that_could_do_harm_gets_a_hash(name: str) -> None:
    assert re.fullmatch(r"[\w.,()+-]*[0-9a-f]{10}", file_names([name])[name])


def test_links_are_quoted() -> None:
    assert link("a b", "50%.html", fragment='obs-"x"') == "a%20b/50%25.html#obs-%22x%22"


def test_ids_that_are_paths_stay_inside_the_site(source: tuple[Path, Path], tmp_path: Path) -> None:
    evil = '../../evil"><script>alert(1)</script>\u202e'
    warehouse = tmp_path / "evil.duckdb"
    warehouse.write_bytes(source[0].read_bytes())
    with duckdb.connect(str(warehouse)) as connection:
        for table in TABLES:
            if "document_id" in table.column_names:
                connection.execute(f"update {table.name} set document_id = ? where document_id = 'survey'", [evil])
        connection.execute("update figures set number = ? where document_id = ?", ["../../1\"'><b>", evil])
        connection.execute(
            "update observations set figure = ? where document_id = ? and figure is not null", ["../../1\"'><b>", evil]
        )
    inside = tmp_path / "deep" / "site"
    build_site(warehouse, source[1], inside)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["deep", "evil.duckdb"]
    assert [path.name for path in inside.parent.iterdir()] == ["site"]
    for name, page in contents(inside).items():
        assert b"<script>alert" not in page, name
        assert "\u202e".encode() not in page, name


def test_a_release_says_what_it_is_in_a_table_of_its_own(source: tuple[Path, Path], tmp_path: Path) -> None:
    database = tmp_path / "hakusho.duckdb"
    database.write_bytes(source[0].read_bytes())
    with duckdb.connect(str(database)) as connection:
        connection.execute("drop table dataset_info")
        connection.execute("create table release_info as select '9.9.9' as schema_version, '8.8.8' as engine_version")
    build_site(database, source[1], tmp_path / "site")
    page = (tmp_path / "site" / "index.html").read_text()
    assert "Tables in version 9.9.9, read by engine 8.8.8" in page


# Words


def test_every_code_has_words() -> None:
    assert set(wording.VERDICTS) == {*VERDICT.codes, "unchecked"} == set(wording.VERDICT_MEANINGS)
    assert set(wording.ROLES) == set(ROLE.codes)
    assert set(wording.KINDS) == set(RELATION_KIND.codes)
    assert set(wording.SEVERITIES) == set(SEVERITY.codes)
    assert all(wording.hedge(code) for code in QUALIFIER.codes)


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        ("73.0000000000", "percent", "73%"),
        ("-83739000000.0000000000", "JPY", "−83,739,000,000 JPY"),
        ("0.0500000000", None, "0.05"),
        ("-0E-10", None, "0"),
        ("1", "card", "1 card"),
        ("1200", "card", "1,200 cards"),
        ("4.3", "percentage_point", "4.3 percentage points"),
        ("2", "municipality", "2 municipalities"),
        ("3", "person", "3 people"),
        ("0.5", "ratio", "0.5"),
        ("5", "km", "5 km"),
        ("100", "index", "100 index"),
        ("4.1", "fold", "4.1 times"),
    ],
)
def test_quantities_in_words(value: str, unit: str | None, words: str) -> None:
    assert wording.quantity(Decimal(value), unit) == words


def test_intervals_in_words() -> None:
    assert wording.interval(Decimal("4.2"), Decimal("4.4")) == "4.2 to 4.4"
    assert wording.interval(Decimal(60), None, "percent") == "60% or more"
    assert wording.interval(None, Decimal(50), "percent") == "50% or less"
    assert wording.interval(Decimal(3), Decimal(3)) == "3"
    assert wording.interval(None, None) == "any value"


@pytest.mark.parametrize(
    ("part", "whole", "words"), [(1, 3, "33%"), (1, 999, "<1%"), (998, 999, ">99%"), (0, 5, "0%"), (1, 0, "–")]
)
def test_shares_never_claim_all_or_nothing_wrongly(part: int, whole: int, words: str) -> None:
    assert wording.share(part, whole) == words


@SEARCH
@given(st.text(max_size=60))
def test_no_invisible_control_reaches_a_page(text: str) -> None:
    shown = wording.shown(text)
    assert not re.search("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c\x00-\x08\x0b-\x1f\x7f-\x9f]", shown)


def test_letters_of_all_scripts_stay_as_they_are() -> None:
    assert wording.shown("白書 العربية हिन्दी naïve\n") == "白書 العربية हिन्दी naïve\n"


# Figures


def test_a_figure_has_the_values_that_the_text_states_about_it(survey: Report) -> None:
    (exhibit,) = exhibits(survey)
    assert (exhibit.name, exhibit.caption) == ("Figure 1", "Savings of households")
    assert [row["exact"] for row in exhibit.values] == [
        row["exact"] for row in survey.observations if row["figure"] == "1"
    ]
    assert len(exhibit.values) >= 3


def test_figures_come_in_the_order_of_their_numbers() -> None:
    def figure(number: str) -> dict[str, Any]:
        return {"number": number, "label": "figure", "caption": None, "damaged_reference": None}

    report = Report({}, {}, [], [], [], [], [], [], [figure(n) for n in ("1-10", "1-2", "B", "1-1")], [], [])
    assert [one.number for one in exhibits(report)] == ["1-1", "1-2", "1-10", "B"]


def test_the_table_as_csv_says_what_the_warehouse_says(survey: Report) -> None:
    (exhibit,) = exhibits(survey)
    rows = list(csv.DictReader(io.StringIO(as_csv(survey, exhibit))))
    assert [row["observation_id"] for row in rows] == [value["observation_id"] for value in exhibit.values]
    for row, value in zip(rows, exhibit.values, strict=True):
        for name in ("value", "lower", "upper"):
            assert (Decimal(row[name]) if row[name] else None) == value[name]
        assert row["quote"] == value["sentence"]


def test_no_cell_is_a_formula() -> None:
    value = dict.fromkeys(
        ("value", "lower", "upper", "unit", "qualifier", "reference_area", "population", "time_period")
    )
    value |= {
        "figure": "1",
        "stated": "=1+1",
        "indicator": "@SUM",
        "sentence": "-2",
        "document_id": "d",
        "start": 0,
        "end": 1,
    }
    value |= {"observation_id": "o", "value": Decimal("-5.10")}
    figure = {"number": "1", "label": "figure", "caption": None, "damaged_reference": None}
    report = Report({}, {}, [], [value], [], [], [], [], [figure], [], [])
    (row,) = csv.DictReader(io.StringIO(as_csv(report, exhibits(report)[0])))
    assert (row["stated"], row["indicator"], row["quote"], row["value"]) == ("'=1+1", "'@SUM", "'-2", "-5.1")


def value(stated: str, number: str | None, lower: str | None, upper: str | None, **more: Any) -> dict[str, Any]:
    def decimal(text: str | None) -> Decimal | None:
        return None if text is None else Decimal(text)

    row: dict[str, Any] = {
        "observation_id": stated, "stated": stated, "value": decimal(number), "lower": decimal(lower),
        "upper": decimal(upper), "unit": "percent", "qualifier": "exact", "measure": "level", "indicator": "share",
        "reference_area": None, "population": None, "time_period": None, "period_start": None,
    }  # fmt: skip
    return {**row, **more}


def test_shares_are_bars_and_years_are_lines() -> None:
    bars = charts.charts([value("73%", "73", "72.5", "73.5"), value("68%", "68", "67.5", "68.5")], "c")
    assert ["2 bars" in chart.summary for chart in bars] == [True]
    years = [
        value(f"{n}%", str(n), str(n), str(n), time_period=f"{year}", period_start=date(year, 1, 1))
        for year, n in ((2018, 10), (2019, 12), (2020, 15))
    ]
    (line,) = charts.charts(years, "c")
    assert "3 points" in line.summary
    assert all(text in line.svg for text in (">10%<", ">12%<", ">2018<", ">2020<"))


def test_a_hedged_value_looks_hedged() -> None:
    (exact,) = charts.charts([value("12%", "12", "11.5", "12.5")], "c")
    (about,) = charts.charts([value("about 12%", "12", "11", "13", qualifier="approximately")], "c")
    (over,) = charts.charts([value("over 60%", "60", "60", "100", qualifier="more_than")], "c")
    assert "linearGradient" in over.svg
    assert "linearGradient" not in about.svg + exact.svg

    def pale(svg: str) -> float:
        (width,) = re.findall(r'd="M[\d.]+,[\d.]+h([\d.]+)v[^"]*" fill="var\(--chart-mark\)" opacity="0.35"', svg)
        return float(width)

    assert pale(about.svg) == pytest.approx(2 * pale(exact.svg), rel=0.01)


def test_values_without_a_bound_negative_ones_and_ranges_are_drawn() -> None:
    rows = [
        value("over 1,000", "1000", "1000", None, qualifier="more_than", unit="JPY"),
        value("under 5", "5", None, "5", qualifier="less_than", unit="JPY"),
        value("-40 to -20", None, "-40", "-20", qualifier="between", unit="JPY"),
        value("0", "0", "0", "0", unit="card"),
        value("nothing", None, None, None, unit="t"),
    ]
    assert [chart.svg.count("nan") + chart.svg.count("Infinity") for chart in charts.charts(rows, "c")] == [0, 0]


def test_a_chart_takes_its_colours_from_the_page_and_loads_nothing() -> None:
    (chart,) = charts.charts([value("<b>12%</b>", "12", "11", "13", qualifier="approximately")], "c")
    assert "<b>" not in chart.svg
    assert set(re.findall(r'(?:fill|stroke|stop-color)="([^"]*)"', chart.svg)) <= {
        *(f"var(--chart-{name})" for name in ("ink", "soft", "grid", "mark")), "none", "transparent",
    }  # fmt: skip
    assert "http" not in chart.svg


def test_a_drawing_is_the_same_each_time() -> None:
    rows = [value(f"over {n}%", str(n), str(n), "100", qualifier="more_than") for n in (10, 20)]
    first, second = (charts.charts(rows, "c")[0].svg for _ in range(2))
    assert first == second
    assert first.count("<linearGradient") == 2


def test_only_so_many_values_are_drawn() -> None:
    rows = [value(f"{n}%", str(n), str(n), str(n)) for n in range(charts.MOST_VALUES + 3)]
    assert [chart.left_out for chart in charts.charts(rows, "c")] == [3]


def test_values_are_told_apart_by_what_differs() -> None:
    rows = [
        value("1", "1", "1", "1", reference_area="JP", time_period="2020"),
        value("2", "2", "2", "2", reference_area="DE", time_period="2020"),
    ]
    assert what_tells_apart(rows) == ["Japan", "Germany"]


# Maps and scales


def relation(stated: tuple[int | None, int | None], computed: tuple[int | None, int | None]) -> dict[str, Any]:
    ends = (None if end is None else Decimal(end) for end in (*stated, *computed))
    return dict(zip(("stated_lower", "stated_upper", "computed_lower", "computed_upper"), ends, strict=True))


def test_intervals_that_do_not_meet_are_drawn_apart() -> None:
    apart = scale.scale_of(relation((1, 2), (3, 4)))
    assert apart is not None
    assert apart.stated.start + apart.stated.width < apart.computed.start
    assert scale.scale_of(relation((None, None), (3, 4))) is None
    opened = scale.scale_of(relation((1, 2), (1, None)))
    assert opened is not None
    assert opened.computed.start + opened.computed.width == 100


_ENDS = st.tuples(st.integers(-(10**6), 10**6), st.integers(0, 10**6)).map(lambda pair: (pair[0], sum(pair)))


@SEARCH
@given(_ENDS, _ENDS)
def test_every_interval_lies_on_the_scale(stated: tuple[int, int], computed: tuple[int, int]) -> None:
    drawn = scale.scale_of(relation(stated, computed))
    assert drawn is not None
    for bar in (drawn.stated, drawn.computed):
        assert bar.start >= 0
        assert bar.start + bar.width <= 100
        assert bar.width > 1


def test_the_map_shows_each_finding_once_and_the_worst_first() -> None:
    findings = [{"start": at, "severity": severity} for at, severity in ((0, "info"), (5, "error"), (999, "warning"))]
    steps = margin.margin_map(findings, 0, 1000)
    assert [len(step.findings) for step in steps] == [2, *[0] * (margin.STEPS - 2), 1]
    assert steps[0].severity == "error"
    assert steps[1].severity == ""


# Dictionary and quality


def test_the_dictionary_has_every_column_and_code(site: Path) -> None:
    from markupsafe import escape

    page = (site / "dictionary.html").read_text()
    for described in (*TABLES, *VIEWS):
        assert f'id="table-{described.name}"' in page
        for column in described.columns:
            assert f"<code>{column.name}</code>" in page
            assert str(escape(column.description)) in page
    for vocabulary in VOCABULARIES:
        for term in vocabulary.terms:
            assert str(escape(term.meaning)) in page
    assert FINDING_KIND.codes[0] in page


def test_the_quality_page_counts_what_does_not_fit(source: tuple[Path, Path], tmp_path: Path) -> None:
    warehouse = tmp_path / "wrong.duckdb"
    warehouse.write_bytes(source[0].read_bytes())
    with duckdb.connect(str(warehouse)) as connection:
        connection.execute("update numerals set \"exact\" = '9' where document_id = 'survey' and \"exact\" = '150.8'")
        connection.execute("delete from numerals where document_id = 'survey' and \"exact\" = '146.5'")
    build_site(warehouse, source[1], tmp_path / "site")
    page = re.sub(r"\s+", " ", (tmp_path / "site" / "quality.html").read_text())
    assert re.search(r"[\d,]+ quotes stand at their place in the text, character by character, but for 1\.", page)
    assert re.search(r"[\d,]+ digits belong to exactly one numeral each, but for 2\.", page)


# Releases


CHECKS = {"checks": [{"name": "ledger", "passed": True}, {"name": "quotes", "passed": False, "observed": "3 rows"}]}
CHANGELOG = """\
# Changelog

## 2026.11.0

- One report <script>alert(1)</script> [more](javascript:alert(2))

## 2026.10.0

- First
"""
CITATION = """\
title: Hakusho data
version: 2026.11.0
date-released: 2026-11-28
authors:
- name: Hakusho editors
doi: 10.5/x
"""


@pytest.fixture
def release(tmp_path: Path) -> Path:
    folder = tmp_path / "2026.11.0"
    for name, text in {
        "hakusho.duckdb": "database",
        "data/numerals.csv": "a,b\n1,2\n",
        "README.md": "card",
        "SHA256SUMS": "sums",
        "changes/summary.md": "# Changes\n",
        "quality/report.html": "<!doctype html>",
        "quality/report.json": json.dumps(CHECKS),
        "CHANGELOG.md": CHANGELOG,
        "CITATION.cff": CITATION,
    }.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder


def test_the_home_page_offers_the_files_of_a_release(source: tuple[Path, Path], release: Path) -> None:
    build_site(*source, release / "site", release=release)
    page = (release / "site" / "index.html").read_text()
    for name in ("hakusho.duckdb", "data/numerals.csv", "README.md", "changes/summary.md", "quality/report.html"):
        data = (release / name).read_bytes()
        assert f'href="../{name}"' in page
        assert hashlib.sha256(data).hexdigest() in page
    assert '<data value="8">8 bytes</data>' in page
    assert "SHA256SUMS" not in page
    assert "Hakusho editors (2026): Hakusho data, version 2026.11.0. Data set. DOI 10.5/x." in page
    assert "@misc{hakusho2026," in page
    assert "This is release <strong>2026.11.0</strong>" in page
    assert "Changelog" not in page
    assert page.index("<h3>2026.11.0</h3>") < page.index("<h3>2026.10.0</h3>")
    assert "<script>alert" not in page
    assert 'href="javascript' not in page


def test_a_site_within_its_release_is_the_same_when_built_again(source: tuple[Path, Path], release: Path) -> None:
    build_site(*source, release / "site", release=release)
    before = contents(release / "site")
    build_site(*source, release / "site", release=release)
    assert contents(release / "site") == before


def test_the_dictionary_of_a_release_has_its_tables(source: tuple[Path, Path], release: Path) -> None:
    build_site(*source, release / "site", release=release)
    page = (release / "site" / "dictionary.html").read_text()
    assert all(f'id="table-{table.name}"' in page for table in RELEASE_TABLES)
    assert 'id="table-dataset_info"' not in page


def test_the_quality_page_lists_the_checks_of_a_release(source: tuple[Path, Path], release: Path) -> None:
    build_site(*source, release / "site", release=release)
    page = (release / "site" / "quality.html").read_text()
    assert "Checks of the release: 1 of 2 passed" in page
    assert "3 rows" in page


def test_without_a_release_the_pages_say_so(site: Path) -> None:
    page = (site / "index.html").read_text()
    assert "These pages were built without a release." in page
    assert publication_of(None, site) is None


@pytest.mark.parametrize("damage", ["CITATION.cff", "quality/report.json", "CHANGELOG.md"])
def test_a_damaged_file_of_a_release_is_offered_but_not_read(release: Path, damage: str) -> None:
    (release / damage).write_bytes(b"\xff\x00{[")
    publication = publication_of(release, release / "site")
    assert publication is not None
    assert damage in [download.path for download in publication.downloads]


def test_the_first_input_is_small_enough_for_a_telephone(tmp_path: Path) -> None:
    raw = transcriptions(tmp_path / "raw", {}, first_input=True)
    build_site(warehouse_of(raw, tmp_path / "w.duckdb"), raw, tmp_path / "site")
    assert (tmp_path / "site" / FIRST_INPUT / "index.html").stat().st_size < 1_000_000
    assert build._MARK.name == "site.css"
