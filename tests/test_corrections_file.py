"""The corrections file beside a transcription: its form, and what folder, sensor, build and command make of it."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import dagster as dg
import handmade
import pytest

from pipelines import cli
from pipelines.defs.resources import Folders
from pipelines.defs.sensors import raw_changes
from pipelines.extraction import extract_folder
from pipelines.intake.corrections import Decision, InvalidCorrections, Label, Quote, corrections_of, read_corrections
from pipelines.intake.folder import content_of, list_documents, read_document
from pipelines.main_job import run_build
from pipelines.warehouse.build import open_warehouse

LEVEL = Quote("150.8", "points from ", " in 2008")
FILE = """\
labels:
  - quote: {prefix: "points from ", exact: "150.8", suffix: " in 2008"}
    indicator: Business confidence index
    population: null
    by: Editors
    date: 2026-11-23
    why: the heading names the survey, not what it measures
"""

# The file


def test_a_corrections_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.corrections.yaml"
    path.write_text(FILE)
    assert corrections_of(tmp_path / "a.md") == path
    assert read_corrections(path).labels == (
        Label(
            LEVEL,
            {"indicator": "Business confidence index", "population": None},
            "Editors",
            "2026-11-23",
            "the heading names the survey, not what it measures",
        ),
    )
    assert read_corrections(tmp_path / "b.corrections.yaml").labels == ()


def test_labels_may_be_none_and_a_label_may_set_one_slot_only(tmp_path: Path) -> None:
    path = tmp_path / "a.corrections.yaml"
    path.write_text("labels: []\n")
    assert read_corrections(path).labels == ()
    path.write_text("labels: [{quote: {exact: '5'}, population: firms, by: me, date: 2026-11-23}]")
    assert read_corrections(path).labels == (Label(Quote("5"), {"population": "firms"}, "me", "2026-11-23"),)


def changed(old: str, new: str) -> str:
    assert FILE.count(old) == 1
    return FILE.replace(old, new)


DECISION = """decisions:
  - quote: {prefix: "fell ", exact: "3.9", suffix: " points"}
    finding: inconsistent_relation
    decision: source_error
    corrected: "4.3"
    why: so printed
    by: Editors
    date: 2026-11-23
"""


def decided(old: str, new: str) -> str:
    assert DECISION.count(old) == 1
    return DECISION.replace(old, new)


def test_a_decision_is_read_as_written(tmp_path: Path) -> None:
    path = tmp_path / "a.corrections.yaml"
    path.write_text(DECISION)
    quote = Quote("3.9", "fell ", " points")
    (decision,) = read_corrections(path).decisions
    expected = Decision(quote, "inconsistent_relation", "source_error", "Editors", "2026-11-23", "so printed", "4.3")
    assert decision == expected


NO_LIST = "has labels that are no list; write 'labels:' or 'decisions:' and below it a list"
FAULTY = [
    ("labels: [", "is not valid YAML (expected the node content, but found '<stream end>' in line 1); write 'labels:'"),
    ("a: &x 1\nb: *x", "is not valid YAML (aliases are not allowed in line 2); write 'labels:'"),
    ("!!python/object:os.system x", "is not valid YAML (could not determine a constructor"),
    ("labels: !!timestamp x", "is not valid YAML ("),
    ("labels: !!bool x", "is not valid YAML ("),
    (changed("    by: Editors\n", "    by: A\n    by: B\n"), "is not valid YAML (by is given twice in line 5); "),
    (changed("2026-11-23", "2026-11-31"), "is not valid YAML (day "),
    ("", "is not a list of named fields; write 'labels:' or 'decisions:' and below it a list"),
    ("- a", "is not a list of named fields; write 'labels:' or 'decisions:' and below it a list"),
    ("label: []", "has the unknown field 'label'; use only labels, decisions"),
    ("{}", "holds nothing; write 'labels:' or 'decisions:' and below it a list"),
    ("labels:", NO_LIST),
    ("labels: {a: b}", NO_LIST),
    ("labels: [a]", "label 1 is not a list of named fields; give it a quote, an indicator, by and date"),
    (changed("indicator:", "indicater:"), "label 1 has the unknown field 'indicater'; use only quote, indicator,"),
    (changed("    by: Editors\n", ""), "label 1 misses the field by; add 'by: ...'"),
    (changed("    date: 2026-11-23\n", ""), "label 1 misses the field date; add 'date: ...'"),
    (
        changed("    indicator: Business confidence index\n    population: null\n", ""),
        "label 1 changes nothing; give it an indicator or a population",
    ),
    (changed("Business confidence index", "100"), "label 1 has indicator: 100, which is not text; put it in quotes"),
    (changed("Business confidence index", "' '"), "label 1 has an empty indicator; fill in indicator"),
    (
        changed("Business confidence index", r'"two\nlines"'),
        r"label 1 has indicator: 'two\nlines'; write one line without spaces at its ends",
    ),
    (changed("Editors", "' me'"), "label 1 has by: ' me'; write one line without spaces at its ends"),
    (changed("2026-11-23", "'today'"), "label 1 has date: 'today'; give a day such as 2026-01-31, without quotes"),
    (changed("2026-11-23", "2026-11-23 10:00:00"), "label 1 has date: datetime.datetime(2026, 11, 23, 10, 0); give"),
    (changed('"150.8"', "150.8"), "label 1 quote has exact: 150.8, which is not text; put it in quotes"),
    (changed('"150.8"', '""'), "label 1 quote has an empty exact; fill in exact"),
    (changed('"150.8"', r'"\ud800"'), "label 1 quote has exact: '\\ud800', which is in no text; copy it from the"),
    (changed('exact: "150.8", ', ""), "label 1 quote misses the field exact; add 'exact: ...'"),
    (changed('" in 2008"', "2008"), "label 1 quote has suffix: 2008, which is not text; put it in quotes"),
    (changed("suffix:", "after:"), "label 1 quote has the unknown field 'after'; use only exact, prefix, suffix"),
    (FILE + FILE.removeprefix("labels:\n"), "label 2 has the same quote as label 1; keep one of them, or lengthen"),
    (
        decided("source_error", "wrong"),
        "decision 1 has decision: 'wrong'; write one of source_error, transcription_error,",
    ),
    (decided("inconsistent_relation", "odd"), "decision 1 has finding: 'odd'; write one of inconsistent_relation, "),
    (decided("    why: so printed\n", ""), "decision 1 misses the field why; add 'why: ...'"),
    (
        decided('corrected: "4.3"', 'corrected: "3.9"'),
        "decision 1 corrects nothing; let corrected differ from exact, or",
    ),
    (DECISION + DECISION.removeprefix("decisions:\n"), "decision 2 has the same quote as decision 1; keep one of them"),
    ("x" * 1_000_001, "is larger than 1000 KB; write 'labels:'"),
]


@pytest.mark.parametrize(("content", "line"), FAULTY)
def test_a_faulty_corrections_file_is_refused_in_one_line(content: str, line: str, tmp_path: Path) -> None:
    path = tmp_path / "a.corrections.yaml"
    path.write_text(content)
    with pytest.raises(InvalidCorrections) as refused:
        read_corrections(path)
    assert str(refused.value).startswith(f"{path}: {line}")
    assert "\n" not in str(refused.value)


def test_corrections_that_are_not_utf8_no_file_or_misnamed_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.corrections.yaml").write_bytes(b"labels: \xe9")
    (tmp_path / "b.corrections.yaml").mkdir()
    (tmp_path / "c.corrections.yml").write_text(FILE)
    lines = {
        "a": "a.corrections.yaml: is not UTF-8 (offset 8); convert it to UTF-8",
        "b": "b.corrections.yaml: cannot be read (Is a directory); make it a readable file",
        "c": "c.corrections.yml: is not recognised as corrections; rename it to c.corrections.yaml",
    }
    for name, line in lines.items():
        with pytest.raises(InvalidCorrections) as refused:
            read_corrections(tmp_path / f"{name}.corrections.yaml")
        assert str(refused.value) == f"{tmp_path}/{line}"


# The folder


def test_corrections_lie_beside_their_transcription(raw: Path) -> None:
    (raw / "survey.corrections.yaml").write_text(FILE)
    listing = list_documents(raw)
    assert (listing.document_ids, listing.rejected) == (("survey",), ())
    (listed,) = listing.documents
    assert [one.quote for one in read_document(listed).corrections.labels] == [LEVEL]
    assert read_document(listed, corrected=False).corrections.labels == ()


def test_names_that_would_be_confused_are_refused(raw: Path) -> None:
    for name in ("gone.corrections.yaml", "plan.corrections.md"):
        (raw / name).write_text("x")
    assert {rejection.document_id: rejection.reason.what for rejection in list_documents(raw).rejected} == {
        "gone.corrections.yaml": "describes a missing file",
        "plan.corrections.md": "has a name that ends in .corrections",
    }


def test_a_changed_corrections_file_is_a_new_version_of_its_document_only(raw: Path) -> None:
    (raw / "other.md").write_text(handmade.TEXT)

    def versions() -> Mapping[str, str]:
        return {listed.document_id: content_of(listed) for listed in list_documents(raw).documents}

    seen = [versions()]
    for content in (FILE, changed("Editors", "Others")):
        (raw / "survey.corrections.yaml").write_text(content)
        seen.append(versions())
    os.utime(raw / "survey.corrections.yaml", (0, 0))
    seen.append(versions())
    assert len({one["survey"] for one in seen}) == 3
    assert len({one["other"] for one in seen}) == 1


def test_the_sensor_has_a_document_read_again_when_its_corrections_change(
    engine: None, raw: Path, warehouse: Path
) -> None:
    (raw / "other.md").write_text(handmade.TEXT)
    folders = Folders(raw=str(raw), warehouse=str(warehouse))

    def tick(cursor: str | None) -> Any:
        with dg.build_sensor_context(instance, cursor, resources={"folders": folders}) as context:
            return raw_changes(context)

    with dg.DagsterInstance.ephemeral() as instance:
        first = tick(None)
        list(extract_folder(raw, folders.staging))
        (raw / "survey.corrections.yaml").write_text(FILE)
        second = tick(first.cursor)
        assert len(second.run_requests) == 1
        assert [event.partition for event in second.asset_events] == ["survey"]
        assert isinstance(tick(second.cursor), dg.SkipReason)


# The build


@pytest.mark.usefixtures("engine")
def test_a_broken_corrections_file_stops_its_document_only(raw: Path, tmp_path: Path) -> None:
    (raw / "other.md").write_text(handmade.TEXT)
    (raw / "survey.corrections.yaml").write_text("labels:")
    assert {outcome.document_id: outcome.left_out for outcome in extract_folder(raw, tmp_path / "staging")} == {
        "other": None,
        "survey": f"raw/survey.corrections.yaml: {NO_LIST}",
    }


@pytest.mark.usefixtures("engine")
def test_the_warehouse_has_labels_applied_and_tells_stale_ones(raw: Path, warehouse: Path) -> None:
    stale = FILE.removeprefix("labels:\n").replace("150.8", "150.9")
    (raw / "survey.corrections.yaml").write_text(FILE + stale)
    assert run_build(raw, warehouse).failures == ()
    with open_warehouse(warehouse) as connection:
        named = connection.execute("select stated, indicator, population from figure_values order by start").fetchall()
        told = connection.execute("select severity, kind, start from open_findings order by all desc").fetchall()
        kept = connection.execute(
            "select exact, status, cast(date as varchar) from corrections where author = 'Editors' order by all"
        ).fetchall()
    assert named == [
        ("3.9", "confidence", "firms"),
        ("150.8", "Business confidence index", None),
        ("146.5", "confidence", "firms"),
    ]
    assert told[0] == ("warning", "stale_correction", None)
    assert kept == [("150.8", "applied", "2026-11-23"), ("150.9", "stale", "2026-11-23")]


# The command


def extracted(capfd: pytest.CaptureFixture[str], *arguments: object) -> list[dict[str, Any]]:
    assert cli.main(["extract", *map(str, arguments)]) == 0
    return [json.loads(line) for line in capfd.readouterr().out.splitlines()]


@pytest.mark.usefixtures("engine")
def test_extract_applies_what_lies_beside_the_file(raw: Path, capfd: pytest.CaptureFixture[str]) -> None:
    without = extracted(capfd, raw / "survey.md")
    (raw / "survey.corrections.yaml").write_text(FILE)
    assert [row["indicator"] for row in extracted(capfd, raw / "survey.md")] == [
        "confidence",
        "Business confidence index",
        "confidence",
    ]
    assert extracted(capfd, raw / "survey.md", "--no-corrections") == without
    rows = extracted(capfd, raw / "survey.md", "--table", "corrections")
    assert [row["decision"] for row in rows if row["author"] == "Editors"] == [
        "indicator: Business confidence index; population: none"
    ]


@pytest.mark.usefixtures("engine")
def test_extract_refuses_a_broken_file_unless_it_is_to_be_left_out(
    raw: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (raw / "survey.corrections.yaml").write_text("labels:")
    assert cli.main(["extract", str(raw / "survey.md")]) == 2
    assert capfd.readouterr().err == (f"hakusho: {raw}/survey.corrections.yaml: {NO_LIST}\n")
    assert len(extracted(capfd, raw / "survey.md", "--no-corrections")) == 3
