"""What stands in `dagster.yaml` of the project, and how a file of an earlier version comes to hold it too.

Such a file may have been changed by its owner. It is compared, section by section, with what we once wrote into it: a
section that is still as we wrote it becomes what we would write now, and every other one is the owner's and stays.
"""

from __future__ import annotations

import re

import yaml

SETTINGS = """\
# Written by hakusho; change it as you like.
telemetry:
  enabled: false
concurrency:
  pools: # the steps that write the warehouse are in a pool: of the runs that have such steps one runs, the others wait
    granularity: run
    default_limit: 1
run_monitoring: # a run whose process died is marked as failed ...
  enabled: true
  max_runtime_seconds: 21600
run_retries: # ... and started again, once; a step that failed is not: it would fail again
  enabled: true
  max_retries: 1
  retry_on_asset_or_op_failure: false
retention: # of the looks of schedules and sensors; runs are kept
  schedule:
    purge_after_days: 90
  sensor:
    purge_after_days: {skipped: 2, failure: 30, success: 90, started: 2}
python_logs: # the terminal of `hakusho ui` gets warnings and errors; the UI shows everything
  python_log_level: WARNING
compute_logs: # nothing of ours prints; capturing it would start two processes per step
  module: dagster._core.storage.noop_compute_log_manager
  class: NoOpComputeLogManager
"""

UNRECORDED = """\
telemetry:
  enabled: false
run_monitoring:
  enabled: true
  max_runtime_seconds: 3600
"""
"""What was written before it was recorded what is written."""

_INSTEAD = {"concurrency": ("run_queue", "run_coordinator")}
"""Sections that Dagster takes in place of one of ours, and not together with it: their owner has decided already."""

_SECTION = re.compile(r"^(?=[A-Za-z_]\w*:)", re.MULTILINE)


def upgraded(present: str, written: str = UNRECORDED, ours: str = SETTINGS) -> str:
    """The text of a settings file that has what is new in `ours`, and all that its owner changed since it was `written`.

    A file that cannot be understood is left as it is.
    """
    if present in (written, ours):
        return ours
    now, then, new = _sections(present), _sections(written), _sections(ours)
    if not _is_settings(present, now):
        return present
    kept = {name: new.get(name, "") if text == then.get(name) else text for name, text in now.items()}
    missing = new.keys() - now.keys() - then.keys()
    added = [text for name, text in new.items() if name in missing and not now.keys() & {*_INSTEAD.get(name, ())}]
    preamble = _SECTION.split(present)[0] if now else present
    merged = "".join(_line_ended(text) for text in (preamble, *kept.values(), *added))
    return merged if _is_settings(merged, _sections(merged)) else present


def _sections(text: str) -> dict[str, str]:
    """The parts of a text that begin with a name at the beginning of a line, by that name."""
    return {part.partition(":")[0]: part for part in _SECTION.split(text) if _SECTION.match(part)}


def _is_settings(text: str, sections: dict[str, str]) -> bool:
    try:
        content = yaml.safe_load(text)
    except yaml.YAMLError:
        return False
    return (content or {}).keys() == sections.keys() if content is None or isinstance(content, dict) else False


def _line_ended(text: str) -> str:
    return text if not text or text.endswith("\n") else text + "\n"
