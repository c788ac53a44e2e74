"""The main job on the real document: what its warehouse says, asked as an analyst would ask it."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import pytest
from processor import slowness

from pipelines.main_job import run_build
from pipelines.project import RAW
from pipelines.warehouse.build import open_warehouse

DOCUMENT = "mic-ict-white-paper-2021-ch1"


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    raw = tmp_path_factory.mktemp("raw")
    for path in RAW.glob(f"{DOCUMENT}.*"):
        shutil.copy(path, raw)
    warehouse = tmp_path_factory.mktemp("warehouse") / "hakusho.duckdb"
    started = time.monotonic()
    outcome = run_build(raw, warehouse)
    assert outcome.failures == ()
    assert outcome.published
    assert time.monotonic() - started < 20 * slowness()
    return warehouse


def ask(built: Path, query: str) -> list[tuple[object, ...]]:
    with open_warehouse(built) as connection:
        return connection.execute(query).fetchall()


def test_every_digit_is_accounted_for_and_no_numeral_is_unknown(built: Path) -> None:
    assert ask(built, "select digits, unknown_share, released from coverage") == [(1235, 0, True)]


def test_the_one_wrong_change_is_found_with_its_three_repairs(built: Path) -> None:
    assert ask(built, "select exact, repairs from open_findings where kind = 'inconsistent_relation'") == [
        ("3.9 points from 150.8 in 2008 to 146.5", "3.9 → 4.3, 150.8 → 150.4, 146.5 → 146.9")
    ]


def test_figures_are_found_lost_and_damaged(built: Path) -> None:
    assert ask(built, "select figures, captions_found, captions_lost, references_damaged from coverage") == [
        (30, 23, 7, 1)
    ]


def test_an_analyst_finds_the_values_of_a_figure(built: Path) -> None:
    values = ask(
        built,
        """select reference_area, stated, cast(value as double), unit from figure_values
           where figure = '1-1-4-2' and reference_area in ('JP', 'DE') order by start""",
    )
    assert values == [
        ("JP", "about 12 points", 12, "percentage_point"),
        ("JP", "78%", 78, "percent"),
        ("JP", "66%", 66, "percent"),
        ("DE", "2 points", 2, "percentage_point"),
        ("DE", "65%", 65, "percent"),
        ("DE", "67%", 67, "percent"),
    ]
