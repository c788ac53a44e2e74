"""Reading a folder into staging: only what changed, one fault one document, several processes with one result."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import handmade
import pyarrow.parquet as pq
import pytest
from test_intake import SIDECAR

from pipelines import batches, code_version, extraction, workers
from pipelines.batches import Batch, read_batch
from pipelines.extraction import Outcome, changed_documents, extract_folder
from pipelines.intake.folder import ListedDocument, content_of
from pipelines.limits import Limits, limits
from pipelines.warehouse.build import build_candidate, open_warehouse
from pipelines.warehouse.staging import (
    StagedDocument,
    compact,
    prune,
    stage,
    staged_documents,
    staged_faults,
    staging_folder,
    tidy,
)
from pipelines.workers import Loss, WorkersFailed, in_order
from schemas.catalogue import DOCUMENT_TABLES

ONE = Limits(workers=1)


@pytest.fixture
def staging(warehouse: Path) -> Path:
    return staging_folder(warehouse)


def read(raw: Path, staging: Path) -> dict[str, Outcome]:
    return {outcome.document_id: outcome for outcome in extract_folder(raw, staging, ONE)}


def was_read(outcomes: dict[str, Outcome]) -> set[str]:
    return {name for name, outcome in outcomes.items() if not outcome.unchanged}


def table(staging: Path, name: str) -> list[tuple[Any, ...]]:
    """The rows of a table as the warehouse would have them."""
    with open_warehouse(build_candidate(staging, staging.with_suffix("")).path) as connection:
        return connection.execute(f"select * from {name}").fetchall()


def tables(staging: Path) -> dict[str, list[tuple[Any, ...]]]:
    """The rows of all tables as the warehouse would have them."""
    with open_warehouse(build_candidate(staging, staging.with_suffix("")).path) as connection:
        return {one.name: connection.execute(f"select * from {one.name}").fetchall() for one in DOCUMENT_TABLES}


def ids(staging: Path, name: str = "documents") -> set[str]:
    with open_warehouse(build_candidate(staging, staging.with_suffix("")).path) as connection:
        return {row[0] for row in connection.execute(f"select document_id from {name}").fetchall()}


# What is read again


@pytest.mark.usefixtures("engine")
class TestOnlyWhatChanged:
    def test_a_document_is_staged_with_all_of_its_rows(self, raw: Path, staging: Path) -> None:
        (outcome,) = read(raw, staging).values()
        made = handmade.extract(handmade.TEXT, "survey").tables
        assert {name: count for name, count in outcome.rows.items() if name != "documents"} == {
            name: len(rows) for name, rows in made.items()
        }
        values = [row[8] for row in sorted(table(staging, "observations"), key=lambda row: row[2])]
        assert values == [Decimal("3.9"), Decimal("150.8"), Decimal("146.5")]

    def test_what_is_unchanged_is_not_read_again(self, raw: Path, staging: Path) -> None:
        assert was_read(read(raw, staging)) == {"survey"}
        os.utime(raw / "survey.md", (0, 0))
        again = read(raw, staging)
        assert was_read(again) == set()
        assert again["survey"].rows["numerals"] == 8
        assert ids(staging) == {"survey"}

    @pytest.mark.parametrize(
        "change",
        [
            lambda raw: (raw / "survey.md").write_text(handmade.TEXT + "5"),
            lambda raw: (raw / "survey.yaml").write_text(SIDECAR),
            lambda raw: (raw / "survey.corrections.yaml").write_text("labels: []\n"),
            lambda raw: (raw / "survey.yml").write_text(SIDECAR),
        ],
        ids=["text", "sidecar", "corrections", "misnamed sidecar"],
    )
    def test_a_change_of_any_of_its_files_has_a_document_read_again(
        self, change: Callable[[Path], object], raw: Path, staging: Path
    ) -> None:
        (raw / "other.md").write_text(handmade.TEXT)
        read(raw, staging)
        change(raw)
        assert changed_documents(raw, staging) == ["survey"]
        assert was_read(read(raw, staging)) == {"survey"}
        assert changed_documents(raw, staging) == []

    def test_other_code_has_everything_read_again(
        self, raw: Path, staging: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        read(raw, staging)
        monkeypatch.setattr(extraction, "code_version", lambda: "other")
        assert was_read(read(raw, staging)) == {"survey"}
        assert was_read(read(raw, staging)) == set()

    def test_rows_of_an_older_reading_never_count(self, raw: Path, staging: Path) -> None:
        (raw / "other.md").write_text(handmade.TEXT)
        read(raw, staging)
        (raw / "survey.md").write_text("Nothing but 2008.")
        read(raw, staging)
        assert len(staged_documents(staging)) == 2
        assert {(row[1], row[4]) for row in table(staging, "numerals") if row[1] == "survey"} == {("survey", "2008")}
        assert ids(staging, "observations") == {"other"}

    def test_a_document_that_is_gone_disappears(self, raw: Path, staging: Path) -> None:
        (raw / "other.md").write_text(handmade.TEXT)
        read(raw, staging)
        (raw / "survey.md").rename(raw / "renamed.md")
        assert was_read(read(raw, staging)) == {"renamed"}
        assert ids(staging) == ids(staging, "numerals") == {"other", "renamed"}

    def test_a_document_that_was_left_out_is_not_tried_again_until_it_changes(self, raw: Path, staging: Path) -> None:
        (raw / "empty.md").write_text("")
        assert read(raw, staging)["empty"].left_out == "raw/empty.md: is empty; give a transcription with text in it"
        again = read(raw, staging)["empty"]
        assert (again.unchanged, again.left_out is None) == (True, False)
        (raw / "empty.md").write_text("5 firms")
        assert read(raw, staging)["empty"].left_out is None
        assert ids(staging, "findings") == {"survey"}


@pytest.mark.usefixtures("engine")
class TestFaultsOfDocuments:
    def test_documents_that_fail_are_left_out_and_the_others_go_on(self, raw: Path, staging: Path) -> None:
        (raw / "choking.md").write_text("choke")
        (raw / "empty.md").write_text("")
        (raw / "survey.txt").write_text("x")
        outcomes = {name: outcome.left_out for name, outcome in read(raw, staging).items()}
        assert outcomes == {
            "survey.txt": "raw/survey.txt: has the same name as survey.md;"
            " rename one: the name without extension is the id",
            "choking": outcomes["choking"],
            "empty": "raw/empty.md: is empty; give a transcription with text in it",
            "survey": None,
        }
        assert "the grammar choked" in str(outcomes["choking"])
        assert ids(staging, "findings where kind = 'left_out_document'") == {"survey.txt", "choking", "empty"}
        assert was_read(read(raw, staging)) == set()

    def test_a_document_that_cannot_be_stored_is_left_out(
        self, raw: Path, staging: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        extract = sys.modules["pipelines.document"].extract

        def precise(text: str, document_id: str, fiscal_year_start: int = 1, **_: bool) -> handmade.Extraction:
            extraction = extract(text, document_id)
            extraction.tables["observations"][0]["value"] = Decimal("3.900000000001")
            return extraction  # type: ignore[no-any-return]

        monkeypatch.setattr(sys.modules["pipelines.document"], "extract", precise)
        (outcome,) = read(raw, staging).values()
        assert str(outcome.left_out).startswith("observations.value cannot hold a value as decimal")
        assert ids(staging, "observations") == set()

    def test_a_document_replaced_while_being_read_is_one_of_the_two(
        self, raw: Path, staging: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Its sidecar comes a moment after it: what was read of the old pair is thrown away."""
        original, times = batches.read_document, []

        def interrupted(listed: ListedDocument) -> Any:
            document = original(listed)
            times.append(document.text)
            if len(times) == 1:
                (raw / "survey.md").write_text("Nothing but 2008.")
            return document

        monkeypatch.setattr(batches, "read_document", interrupted)
        read(raw, staging)
        assert times == [handmade.TEXT, "Nothing but 2008."]
        staged = staged_documents(staging)["survey"]
        assert staged.content == content_of(ListedDocument("survey", raw / "survey.md"))
        assert {row[4] for row in table(staging, "numerals")} == {"2008"}

    def test_a_document_that_never_rests_is_left_out(
        self, raw: Path, staging: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        original = batches.read_document

        def restless(listed: ListedDocument) -> Any:
            with (raw / "survey.md").open("a") as file:
                file.write("5")
            return original(listed)

        monkeypatch.setattr(batches, "read_document", restless)
        assert "keeps changing while it is read" in str(read(raw, staging)["survey"].left_out)

    @pytest.mark.parametrize(
        ("change", "check", "row"),
        [
            (
                lambda tables: tables["observations"][0].update(start=34),
                "quotes",
                {"table": "observations", "offset": 34},
            ),
            (lambda tables: tables["numerals"].pop(), "ledger", {"fault": "digit '2020\\n' is in no numeral"}),
            (
                lambda tables: tables["relations"][0].update(verdict="perhaps"),
                "relations_schema",
                {"column": "verdict", "value": "perhaps"},
            ),
        ],
        ids=["quotes", "ledger", "schema"],
    )
    def test_faults_of_ours_are_kept_with_what_is_staged(
        self,
        change: Callable[[Any], None],
        check: str,
        row: dict[str, Any],
        raw: Path,
        staging: Path,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        extract = sys.modules["pipelines.document"].extract

        def wrong(text: str, document_id: str, fiscal_year_start: int = 1, **_: bool) -> handmade.Extraction:
            extraction = extract(text, document_id)
            if document_id == "wrong":
                change(extraction.tables)
            return extraction  # type: ignore[no-any-return]

        monkeypatch.setattr(sys.modules["pipelines.document"], "extract", wrong)
        (raw / "wrong.md").write_text(handmade.TEXT)
        for _ in range(2):  # also when nothing is read again
            read(raw, staging)
            faults = staged_faults(staging)
            assert {(fault.document_id, fault.check) for fault in faults} == {("wrong", check)}
            assert row.items() <= dict(faults[0].row).items()
        (raw / "wrong.md").write_text("Nothing but 2008.")
        monkeypatch.setattr(sys.modules["pipelines.document"], "extract", extract)
        read(raw, staging)
        assert staged_faults(staging) == []


# The segments


def document(name: str, content: str = "1") -> StagedDocument:
    return StagedDocument(name, content, "code")


def test_pruning_says_what_it_took_out(staging: Path) -> None:
    for name in ("a", "b"):
        stage(staging, document(name), {})
    assert prune(staging, {"a"}) == ["b"]
    assert prune(staging, {"a"}) == []
    assert list(staged_documents(staging)) == ["a"]


def test_tidying_removes_what_does_not_count(staging: Path) -> None:
    stage(staging, document("a"), {})
    stage(staging, document("a", "2"), {})
    (staging / ".unfinished-x").mkdir()
    (staging / "older layout").mkdir()
    (staging / "stray").touch()
    tidy(staging)
    assert [path.name for path in staging.iterdir()] == [staged_documents(staging)["a"].segment]
    assert staged_documents(staging)["a"].content == "2"


@pytest.mark.usefixtures("engine")
def test_a_segment_that_cannot_be_read_is_read_again(raw: Path, staging: Path) -> None:
    read(raw, staging)
    (staging / staged_documents(staging)["survey"].segment / "contents.parquet").write_bytes(b"half")
    assert staged_documents(staging) == {}
    assert was_read(read(raw, staging)) == {"survey"}
    assert len(list(staging.glob("*/contents.parquet"))) == 1


def test_many_segments_are_put_together(staging: Path) -> None:
    for name in "abcde":
        stage(staging, document(name), handmade.extract(handmade.TEXT, name).tables)
    prune(staging, "abcd")
    before = tables(staging)
    compact(staging, most=3)
    assert len({one.segment for one in staged_documents(staging).values()}) == 2
    assert tables(staging) == before
    assert len(before["observations"]) == 12
    compact(staging, most=3)
    assert len({one.segment for one in staged_documents(staging).values()}) == 2


def test_the_version_of_the_code_follows_rules_and_sources(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    versions = set()
    for content in ("a", "b", "b"):
        (tmp_path / "rules").mkdir(exist_ok=True)
        (tmp_path / "rules" / "hedges.csv").write_text(content)
        monkeypatch.setattr(code_version, "_FOLDER", tmp_path)
        versions.add(code_version.code_version.__wrapped__())
    assert len(versions) == 2


def test_the_version_of_the_code_covers_all_that_reads() -> None:
    names = {path.relative_to(code_version._FOLDER.parent).as_posix() for path in code_version._files()}
    assert {
        "pipelines/document.py", "pipelines/rules/hedges.csv", "pipelines/relations/change.py", "schemas/numbers.py",
        "pipelines/intake/sidecar.py", "pipelines/corrections/mending.py", "pipelines/batches.py",
    } <= names  # fmt: skip
    assert not {name for name in names if "defs/" in name or "cli" in name}


# Workers


def double(task: list[str], begin: Callable[[str], None]) -> list[str]:
    """Work whose items say what happens to the worker."""
    done = []
    for item in task:
        begin(item)
        if item == "die":
            os.kill(os.getpid(), signal.SIGKILL)
        if item == "hang":
            time.sleep(60)
        if item == "fail":
            raise OSError(28, "No space left on device")
        if item == "slow":
            time.sleep(0.3)
        if item == "eat":
            bytearray(3_000_000_000)
        done.append(item * 2)
    return done


def without(task: list[str], loss: Loss) -> list[str]:
    return [f"({item} {loss.reason})" if item == loss.item else item for item in task]


def worked(tasks: list[list[str]], bounds: Limits, begun: Callable[[str], None] = lambda _: None) -> list[list[str]]:
    return list(in_order(double, tasks, bounds, without, begun))


def test_results_come_in_the_order_of_tasks() -> None:
    begun: list[str] = []
    assert worked([["slow"], ["b", "c"], ["d"]], Limits(2), begun.append) == [["slowslow"], ["bb", "cc"], ["dd"]]
    assert sorted(begun) == ["b", "c", "d", "slow"]


def test_a_worker_that_dies_loses_only_the_item_it_was_at() -> None:
    lost = "(die ended its worker (signal 9))"
    assert worked([["a", "die", "b"], ["c"]], Limits(2)) == [["aa", lost * 2, "bb"], ["cc"]]


def test_an_item_that_takes_too_long_is_lost_alone() -> None:
    lost = "(hang took longer than 1 seconds)"
    assert worked([["hang", "a"], ["b"]], Limits(2, seconds=1)) == [[lost * 2, "aa"], ["bb"]]


def test_an_item_that_needs_too_much_memory_is_lost_alone() -> None:
    lost = "(eat needs more memory than 1000 MB)"
    assert worked([["a", "eat"]], Limits(1, megabytes=1000)) == [["aa", lost * 2]]


def test_a_fault_of_the_work_is_raised_here() -> None:
    with pytest.raises(OSError, match="No space left on device"):
        worked([["a"], ["fail"], ["b"]], Limits(2))


def nothing(task: str, begin: Callable[[str], None]) -> None:
    os._exit(3)


def test_workers_that_cannot_begin_are_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_TRIES", 1)
    with pytest.raises(WorkersFailed, match=r"exit code 3\) before it began, 1 times"):
        list(in_order(nothing, ["a"], Limits(1), lambda task, _: task))


@pytest.mark.parametrize(("value", "works"), [("3", True), ("0", False), ("many", False), ("", True)])
def test_limits_are_settings(value: str, works: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HAKUSHO_WORKERS", value)
    if works:
        assert limits().workers == (int(value) if value else len(os.sched_getaffinity(0)))
    else:
        with pytest.raises(Exception, match=r"HAKUSHO_WORKERS: is .*; give a whole number from 1 on"):
            limits()


def test_several_processes_give_what_one_gives(raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(4):
        (raw / f"survey {number}.md").write_text(handmade.TEXT * (number + 1))
    alone, together = tmp_path / "alone" / "w.staging", tmp_path / "together" / "w.staging"
    (raw / "hang.md").write_text(handmade.TEXT)
    list(extract_folder(raw, alone, Limits(1)))
    monkeypatch.setattr(extraction, "SMALL", 0)
    monkeypatch.setattr(extraction, "_LARGEST_BATCH", 1)
    outcomes = list(extract_folder(raw, together, Limits(2)))
    assert [outcome.document_id for outcome in outcomes] == sorted(outcome.document_id for outcome in outcomes)
    assert len(list(together.glob("*/contents.parquet"))) == 6
    assert tables(alone) == tables(together)
    assert len(tables(alone)["numerals"]) > 50


def test_a_lost_document_is_a_finding_that_says_so(raw: Path, staging: Path) -> None:
    (raw / "poison.md").write_text(handmade.TEXT)
    listed = tuple(ListedDocument(name, raw / f"{name}.md") for name in ("poison", "survey"))
    batch = Batch(staging, 1, "code", listed)
    batch = extraction._without(batch, Loss("poison", "ended its worker (signal 9)"))
    poison, survey = read_batch(batch, lambda _: None)
    assert str(poison.left_out).startswith("raw/poison.md: ended its worker (signal 9); split it, by chapters")
    assert survey.left_out is None
    with duckdb.connect() as connection:
        path = staging / poison.segment / "findings.parquet"
        found = connection.execute("select document_id, kind from read_parquet($path)", {"path": str(path)}).fetchall()
    assert ("poison", "left_out_document") in found
    assert pq.read_table(staging / poison.segment / "documents.parquet")["document_id"].to_pylist() == ["survey"]
