"""The curated labels of the real document: complete, up to date, and worded alike for what is alike."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import pytest

from pipelines.corrections.labels import CURATED, apply_labels
from pipelines.document import extract
from pipelines.intake.corrections import Label, corrections_of, read_corrections
from pipelines.project import RAW

FIRST_INPUT = RAW / "mic-ict-white-paper-2021-ch1.md"

Tables = dict[str, list[dict[str, Any]]]


@pytest.fixture(scope="module")
def labels() -> tuple[Label, ...]:
    return read_corrections(corrections_of(FIRST_INPUT)).labels


def first_input(labels: tuple[Label, ...], before: str = "", after: str = "") -> Tables:
    text = before + FIRST_INPUT.read_bytes().decode() + after
    return apply_labels(extract(text, FIRST_INPUT.stem, 4).tables, text, FIRST_INPUT.stem, labels)


def test_every_observation_of_the_first_input_has_a_label_and_none_is_stale(labels: tuple[Label, ...]) -> None:
    tables = first_input(labels)
    assert [row["message"] for row in tables["findings"] if row["kind"] == "stale_correction"] == []
    unnamed = [(row["start"], row["exact"]) for row in tables["observations"] if row["indicator_from"] != CURATED]
    assert unnamed == []
    assert {row["population_from"] for row in tables["observations"]} == {CURATED, None}
    assert len(labels) == len(tables["observations"])


def test_they_stand_after_the_document_was_edited_elsewhere(labels: tuple[Label, ...]) -> None:
    def named(tables: Tables) -> list[tuple[object, ...]]:
        return [(row["exact"], row["indicator"], row["population"]) for row in tables["observations"]]

    edited = first_input(labels, "# Preface\n\nA new beginning.\n\n", "\n\nAnd a new end.\n")
    assert named(edited) == named(first_input(labels))
    assert {row["status"] for row in edited["corrections"]} == {"applied"}


def test_the_same_measure_has_the_same_name_wherever_it_is_stated(labels: tuple[Label, ...]) -> None:
    """Levels and their changes; the four countries of a figure; a level repeated in another figure."""
    names = defaultdict(set)
    for row in first_input(labels)["observations"]:
        names[row["indicator"]].add(row["exact"])
    assert names["Respondents who feel uneasy about providing personal data, share"] >= {
        "60", "73", "12", "78", "66", "6", "74", "68", "67", "2", "65",
    }  # fmt: skip
    assert names["Labour productivity index, information and communication industry"] == {
        "3.9", "150.8", "146.5", "154.1", "185.6",
    }  # fmt: skip
    assert names["Individual number cards issued in the year"] == {"15,579,073", "4.1"}
    assert names["Local governments having introduced the Local Government Cloud"] == {
        "double", "550", "1000", "1,060", "1,100",
    }  # fmt: skip
    spellings = {name.casefold().replace("-", " ") for name in names}
    assert len(spellings) == len(names)


def test_each_name_can_be_read_on_its_own(labels: tuple[Label, ...]) -> None:
    for one in labels:
        name = str(one.slots["indicator"])
        assert name[0].isupper()
        assert not name.endswith(".")
        assert 4 <= len(name.split()) <= 20, name
        assert (one.author, one.date) == ("Hakusho editors", "2026-11-23")
