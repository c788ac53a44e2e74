"""Settings of Dagster that an earlier version wrote, and what their owner made of them."""

from __future__ import annotations

from pathlib import Path

import dagster as dg
import pytest
import yaml

from pipelines.dagster_settings import SETTINGS, UNRECORDED, upgraded
from pipelines.instance import prepare_home

OWN = "schedules: # ours, since March\n  use_threads: true\n"
LONGER = UNRECORDED.replace("max_runtime_seconds: 3600", "max_runtime_seconds: 9999 # the annual report")


def test_a_file_that_nobody_changed_becomes_the_new_one() -> None:
    assert upgraded(UNRECORDED) == SETTINGS
    assert upgraded(SETTINGS) == SETTINGS
    assert upgraded("a: 1\n", written="a: 1\n") == SETTINGS


def test_what_its_owner_changed_stays_and_what_is_new_is_added() -> None:
    content = upgraded("# my notes\n" + OWN + LONGER)
    assert content.startswith("# my notes\n" + OWN)
    assert "max_runtime_seconds: 9999 # the annual report\n" in content
    assert yaml.safe_load(content) == {
        **yaml.safe_load(SETTINGS),
        "schedules": {"use_threads": True},
        "run_monitoring": {"enabled": True, "max_runtime_seconds": 9999},
    }
    assert upgraded(content, written=SETTINGS) == content  # and then it is settled


def test_a_section_that_we_change_is_changed_where_it_is_still_ours() -> None:
    written, ours = "a: 1\nb:\n  c: 1\n", "a: 2\nb:\n  c: 2\n"
    assert upgraded("a: 1\nb:\n  c: 7\nd: 0", written, ours) == "a: 2\nb:\n  c: 7\nd: 0\n"


def test_a_section_that_its_owner_removed_does_not_come_back() -> None:
    assert upgraded("a: 1\n", written="a: 1\nb: 1\n", ours="a: 1\nb: 2\nc: 3\n") == "a: 1\nc: 3\n"


@pytest.mark.parametrize(
    "odd", ["a: [", "{telemetry: {enabled: true}}", "- a", "a: 1\n\nb: 2\nb: 3 : 4\n", "just words"]
)
def test_a_file_that_is_not_understood_is_left_alone(odd: str) -> None:
    assert upgraded(odd) == odd


def test_what_dagster_does_not_take_together_is_not_put_together(tmp_path: Path) -> None:
    content = upgraded("run_queue:\n  max_concurrent_runs: 3\n" + LONGER)
    assert set(yaml.safe_load(content)) == (set(yaml.safe_load(SETTINGS)) - {"concurrency"}) | {"run_queue"}
    (tmp_path / "dagster.yaml").write_text(content)
    with dg.DagsterInstance.from_config(str(tmp_path)) as instance:
        assert instance.run_retries_enabled


def test_a_home_of_an_earlier_version_is_brought_up_to_date_and_dagster_takes_it(tmp_path: Path) -> None:
    settings = tmp_path / "home" / "dagster.yaml"
    settings.parent.mkdir()
    settings.write_text(OWN + LONGER)
    prepare_home(settings.parent)
    with dg.DagsterInstance.from_config(str(settings.parent)) as instance:
        assert not instance.telemetry_enabled
        assert instance.run_monitoring_enabled
        assert instance.run_retries_enabled
        assert instance.get_settings("concurrency")["pools"]["default_limit"] == 1
    content = settings.read_text()
    settings.write_text(content.replace("retry_on_asset_or_op_failure: false", "retry_on_asset_or_op_failure: true"))
    changed = settings.read_text()
    prepare_home(settings.parent)
    assert settings.read_text() == changed
    assert sorted(path.name for path in settings.parent.iterdir() if path.is_file()) == ["dagster.yaml"]


def test_a_new_home_has_our_settings(tmp_path: Path) -> None:
    prepare_home(tmp_path / "home")
    assert (tmp_path / "home" / "dagster.yaml").read_text() == SETTINGS
