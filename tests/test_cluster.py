"""Reading on a Dask cluster of two worker processes: the same rows as here, whatever happens to a worker or a document.

Needs the extra `cluster`: `.venv/bin/python -m pip install -r deploy/cluster.lock`.
"""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from test_staging import double, tables, without

from benchmarks.reports import write_reports
from pipelines import cluster, extraction
from pipelines.batches import Batch, read_batch
from pipelines.cluster import in_order
from pipelines.extraction import extract_folder
from pipelines.limits import Limits, limits
from pipelines.workers import Begin, Loss, WorkersFailed

distributed = pytest.importorskip("distributed", reason="the extra `cluster` is not installed")
dask = pytest.importorskip("dask")

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]


@pytest.fixture(scope="module")
def machines() -> Iterator[Any]:
    """Two worker processes, and a scheduler that is as `deploy/dask.yaml` says."""
    settings = {"distributed.worker.daemon": False, "distributed.scheduler.allowed-failures": 3}
    with (
        dask.config.set(settings),
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, memory_limit=0
        ) as started,
    ):
        yield started


@pytest.fixture
def bounds(machines: Any) -> Limits:
    machines.scale(2)
    return Limits(2, cluster=machines.scheduler_address)


@pytest.fixture
def reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Eight reports, each of which is a batch, two of them a group."""
    monkeypatch.setattr(extraction, "SMALL", 0)
    monkeypatch.setattr(extraction, "_LARGEST_BATCH", 1)
    monkeypatch.setattr(cluster, "_TOGETHER", 2)
    write_reports(tmp_path / "raw", range(8), seed=3)
    return tmp_path / "raw"


def staged(raw: Path, staging: Path, limits: Limits) -> dict[str, list[tuple[Any, ...]]]:
    list(extract_folder(raw, staging, limits))
    return tables(staging)


def kill_a_machine(machines: Any, staging: Path, killed: list[int]) -> None:
    """Kill a worker as soon as something was read: it is then at its first or second group."""
    with distributed.Client(machines.scheduler_address, set_as_default=False) as client:
        processes = sorted(client.run(os.getpid).values())
        while not list(staging.glob("*/contents.parquet")):
            time.sleep(0.02)
        os.kill(processes[0], signal.SIGKILL)
        killed.append(processes[0])


def test_a_cluster_stages_what_one_process_stages(reports: Path, tmp_path: Path, bounds: Limits) -> None:
    (reports / "empty.md").write_text("")
    alone = staged(reports, tmp_path / "alone" / "w.staging", Limits(1))
    assert staged(reports, tmp_path / "far" / "w.staging", bounds) == alone
    assert len(alone["documents"]) == 8
    assert [row[1] for row in alone["findings"] if row[2] == "left_out_document"] == ["empty"]


def test_a_machine_that_is_killed_in_the_middle_changes_nothing(
    reports: Path, tmp_path: Path, bounds: Limits, machines: Any
) -> None:
    alone = staged(reports, tmp_path / "alone" / "w.staging", Limits(1))
    killed: list[int] = []
    staging = tmp_path / "far" / "w.staging"
    killer = threading.Thread(target=kill_a_machine, args=(machines, staging, killed))
    killer.start()
    found = staged(reports, staging, bounds)
    killer.join()
    assert len(killed) == 1
    assert found == alone


def poisoned(batch: Batch, begin: Begin) -> Any:
    """Reading in which the document `report-000005` ends its process."""

    def begin_or_die(document_id: str) -> None:
        begin(document_id)
        if document_id == "report-000005" and document_id not in batch.left_out:
            os.kill(os.getpid(), signal.SIGKILL)

    return read_batch(batch, begin_or_die)


def test_a_poisoned_document_is_left_out_alone_and_for_the_same_reason(
    reports: Path, tmp_path: Path, bounds: Limits, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extraction, "read_batch", poisoned)
    alone = staged(reports, tmp_path / "alone" / "w.staging", Limits(1))
    assert staged(reports, tmp_path / "far" / "w.staging", bounds) == alone
    assert len(alone["documents"]) == 7
    (finding,) = [row for row in alone["findings"] if row[2] == "left_out_document"]
    assert finding[1] == "report-000005"
    assert any("ended its worker (signal 9)" in str(cell) for cell in finding)


def test_a_straggler_is_cut_off_and_the_others_do_not_wait_for_it(
    bounds: Limits, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "_TOGETHER", 1)
    tasks = [["hang", "a"], *([name] for name in "bcd")]
    ended: list[str] = []
    found = list(in_order(double, tasks, Limits(2, seconds=25, cluster=bounds.cluster), without, ended.append))
    lost = "(hang took longer than 25 seconds)"
    assert found == [[lost * 2, "aa"], *([name * 2] for name in "bcd")]
    assert set(ended[:3]) == set("bcd")


def test_a_fault_of_the_work_is_raised_here(bounds: Limits) -> None:
    with pytest.raises(OSError, match="No space left on device"):
        list(in_order(double, [["a"], ["fail"]], bounds, without))


def murder(task: str, begin: Begin) -> str:
    """Work that takes the whole machine with it: the process and the worker of the cluster that started it."""
    begin(task)
    os.kill(os.getppid(), signal.SIGKILL)
    time.sleep(60)
    return task


def same(task: str, _: Loss) -> str:
    return task


def test_what_takes_machine_after_machine_is_given_up(bounds: Limits) -> None:
    with pytest.raises(WorkersFailed, match="lost several machines with the same documents"):
        list(in_order(murder, ["a"], bounds, same))


def test_machines_with_other_code_are_refused(bounds: Limits, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "code_version", lambda: "other")
    with pytest.raises(WorkersFailed, match=r"reads with code .*, this one has other"):
        list(in_order(double, [["a"]], bounds, without))


def test_a_cluster_that_is_not_there_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "_CONNECT_SECONDS", 1)
    with pytest.raises(WorkersFailed, match=r"the cluster at tcp://127\.0\.0\.1:9 cannot be reached") as told:
        list(in_order(double, [["a"]], Limits(1, cluster="tcp://127.0.0.1:9"), without))
    assert "\n" not in str(told.value)


def test_the_environment_chooses_the_cluster(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HAKUSHO_CLUSTER", "tcp://scheduler:8786")
    assert limits().cluster == "tcp://scheduler:8786"
    monkeypatch.setenv("HAKUSHO_CLUSTER", "")
    assert limits().cluster is None
