"""The promise about the schema: the least bump of its version, computed from two schemas."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from schemas.catalogue import PUBLISHED, RELEASE_TABLES, SCHEMA_VERSION, VIEWS
from schemas.compatibility import allowed, bumped, changes, described, restored, smallest_bump

NOW = json.loads(json.dumps(described((*RELEASE_TABLES, *VIEWS))))
SNAPSHOT = Path(__file__).parent / "data" / "schema.json"
"""The schema at the version that it says. After a change of schemas/, write both anew: see CONTRIBUTING.md."""

Edit = Callable[[dict[str, Any]], object]


def column(schema: dict[str, Any], name: str) -> dict[str, Any]:
    table, _, of = name.partition(".")
    return schema[table]["columns"][of]  # type: ignore[no-any-return]


CHANGES: dict[str, tuple[Edit, str, str]] = {
    "a table removed": (lambda s: s.pop("repairs"), "major", "table or view removed: repairs"),
    "a view removed": (lambda s: s.pop("coverage"), "major", "table or view removed: coverage"),
    "a column removed": (
        lambda s: s["figures"]["columns"].pop("caption"), "major", "column of figures removed: caption"),
    "a column renamed": (
        lambda s: s["figures"]["columns"].update(title=s["figures"]["columns"].pop("caption")), "major",
        "column of figures removed: caption"),
    "another type": (
        lambda s: column(s, "observations.value").update(type="text"), "major", "observations.value: its type changed"),
    "another unit": (
        lambda s: column(s, "numerals.start").update(unit="byte"), "major", "numerals.start: its unit changed"),
    "another key": (lambda s: s["findings"].update(key=["kind"]), "major", "findings: its key changed"),
    "a column that may be missing": (
        lambda s: column(s, "numerals.exact").update(nullable=True), "major", "numerals.exact: may be missing now"),
    "a code removed": (
        lambda s: column(s, "numerals.role")["codes"].pop("rank"), "major", "code of numerals.role removed: rank"),
    "an open list": (
        lambda s: column(s, "numerals.role").update(codes=None), "major", "numerals.role: its codes are an open list now"),
    "a wider rule": (
        lambda s: column(s, "documents.fiscal_year_start").update(maximum="13"), "major",
        "documents.fiscal_year_start: its maximum changed"),
    "a promise less": (
        lambda s: s["numerals"]["constraints"].remove("start < end"), "major", "numerals: no longer promised: start < end"),
    "another order of columns": (
        lambda s: s["figures"].update(columns=dict(reversed(s["figures"]["columns"].items()))), "major",
        "figures: the order of its columns changed"),
    "a table added": (lambda s: s.update(more=s["repairs"]), "minor", "table or view added: more"),
    "a column added": (
        lambda s: s["figures"]["columns"].update(more=column(s, "figures.caption")), "minor",
        "column of figures added: more"),
    "a code added": (
        lambda s: column(s, "numerals.role")["codes"].update(mood="m"), "minor", "code of numerals.role added: mood"),
    "a column never missing": (
        lambda s: column(s, "figures.caption").update(nullable=False), "minor", "figures.caption: never missing now"),
    "a promise more": (
        lambda s: s["numerals"]["constraints"].append("end < 9"), "minor", "numerals: promised now: end < 9"),
    "a closed list": (
        lambda s: column(s, "observations.unit").update(codes={"percent": "p"}), "minor",
        "observations.unit: its codes are a closed list now"),
    "a first rule": (
        lambda s: column(s, "observations.stated").update(pattern=".+"), "minor",
        "observations.stated: its pattern changed"),
    "other words of a column": (
        lambda s: column(s, "observations.value").update(description="x"), "patch",
        "observations.value: its description changed"),
    "other words of a code": (
        lambda s: column(s, "numerals.role")["codes"].update(rank="x"), "patch",
        "numerals.role: the words for rank changed"),
    "another query with the same columns": (
        lambda s: s["coverage"].update(query="select 1"), "patch", "coverage: its query changed"),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGES)
def test_each_change_wants_its_bump(name: str) -> None:
    edit, bump, reason = CHANGES[name]
    new = copy.deepcopy(NOW)
    edit(new)
    assert smallest_bump(NOW, new) == bump
    assert (bump, reason) in list(changes(NOW, new))


def test_no_change_wants_no_bump() -> None:
    assert (smallest_bump(NOW, copy.deepcopy(NOW)), list(changes(NOW, NOW))) == ("none", [])


def test_the_greatest_of_several_changes_decides() -> None:
    new = copy.deepcopy(NOW)
    for name in ("other words of a column", "a table added", "a code removed"):
        CHANGES[name][0](new)
    assert smallest_bump(NOW, new) == "major"


@pytest.mark.parametrize(
    ("bump", "expected"), [("none", "1.2.3"), ("patch", "1.2.4"), ("minor", "1.3.0"), ("major", "2.0.0")]
)
def test_a_version_after_a_bump(bump: Any, expected: str) -> None:
    assert bumped("1.2.3", bump) == expected


def test_a_version_may_grow_more_but_not_less_than_the_changes_demand() -> None:
    new = copy.deepcopy(NOW)
    CHANGES["a table added"][0](new)
    assert [allowed("1.9.1", NOW, version, new) for version in ("1.9.1", "1.9.2", "1.10.0", "2.0.0")] == [
        False, False, True, True,
    ]  # fmt: skip


def test_the_version_has_grown_with_the_schema() -> None:
    kept = json.loads(SNAPSHOT.read_text(encoding="utf-8"))
    reasons = "; ".join(reason for _, reason in changes(kept["schema"], NOW))
    least = bumped(kept["version"], smallest_bump(kept["schema"], NOW))
    assert allowed(kept["version"], kept["schema"], SCHEMA_VERSION, NOW), f"at least {least}: {reasons}"


def test_tables_and_views_are_restored_as_far_as_files_are_read_by_them() -> None:
    for name, relation in restored(NOW).items():
        (declared,) = (r for r in (*RELEASE_TABLES, *VIEWS) if r.name == name)
        assert (relation.key, relation.column_names) == (declared.key, declared.column_names)
        assert [c.type for c in relation.columns] == [c.type for c in declared.columns]
    assert {relation.name for relation in PUBLISHED} <= restored(NOW).keys()
