"""The promise about the schema: which part of its version must grow when the declarations change.

- **major**: a table, view, column or code was removed or renamed, a type, unit or key changed, a column that was
  never missing may be missing now, or a view answers with other columns in their place. Programs may break.
- **minor**: a table, view, column or code was added, or a rule was tightened. Programs go on.
- **patch**: words of a description, or the query behind a view whose columns are the same.

A column's meaning may only change together with its name, so that a change of meaning is always a major one; words
alone cannot be told from meaning here, and are for the reviewer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal, TypeAlias

from schemas.declaration import Column, Table, View

Bump = Literal["none", "patch", "minor", "major"]
BUMPS: tuple[Bump, ...] = ("none", "patch", "minor", "major")
Described: TypeAlias = Mapping[str, Any]


def described(relations: Iterable[Table | View]) -> dict[str, Any]:
    """The declarations as plain data for JSON, by name of table or view: what later schemas are compared with."""
    return {relation.name: _described(relation) for relation in relations}


def restored(schema: Described) -> dict[str, Table | View]:
    """The tables and views of a described schema by name: names, types and keys, as far as files are read by them."""
    found: dict[str, Table | View] = {}
    for name, relation in schema.items():
        columns = tuple(
            Column(column, told["type"], told["description"], told["nullable"])
            for column, told in relation["columns"].items()
        )
        key, description = tuple(relation["key"]), relation["description"]
        is_table = relation["kind"] == "table"
        found[name] = (
            Table(name, description, key, columns)
            if is_table
            else View(name, description, columns, relation["query"], key)
        )
    return found


def changes(old: Described, new: Described) -> Iterator[tuple[Bump, str]]:
    """Everything in which two described schemas differ, each with the least bump that it wants."""
    yield from _membership("table or view", old, new)
    for name in (name for name in new if name in old):
        before, after = old[name], new[name]
        yield from _differences(name, before, after, major=("kind", "key"), patch=("description", "query"))
        yield from _rules(name, before["constraints"], after["constraints"])
        yield from _membership(f"column of {name}", before["columns"], after["columns"])
        for column in (column for column in after["columns"] if column in before["columns"]):
            yield from _column_changes(f"{name}.{column}", before["columns"][column], after["columns"][column])
        shared = [column for column in before["columns"] if column in after["columns"]]
        if shared != [column for column in after["columns"] if column in before["columns"]]:
            yield "major", f"{name}: the order of its columns changed"


def smallest_bump(old: Described, new: Described) -> Bump:
    """The least part of the version that must grow."""
    return max((bump for bump, _ in changes(old, new)), key=BUMPS.index, default="none")


def bumped(version: str, bump: Bump) -> str:
    """The version after a bump: 1.2.3 becomes 2.0.0, 1.3.0 or 1.2.4."""
    major, minor, patch = map(int, version.split("."))
    match bump:
        case "major":
            return f"{major + 1}.0.0"
        case "minor":
            return f"{major}.{minor + 1}.0"
        case "patch":
            return f"{major}.{minor}.{patch + 1}"
        case "none":
            return version


def allowed(old_version: str, old: Described, new_version: str, new: Described) -> bool:
    """Whether a schema may have this version after that one."""
    least = bumped(old_version, smallest_bump(old, new))
    return tuple(map(int, new_version.split("."))) >= tuple(map(int, least.split(".")))


def _described(relation: Table | View) -> dict[str, Any]:
    is_table = isinstance(relation, Table)
    return {
        "kind": "table" if is_table else "view",
        "description": relation.description,
        "key": list(relation.key),
        "columns": {column.name: _described_column(column) for column in relation.columns},
        "constraints": _rules_of(relation) if isinstance(relation, Table) else [],
        "query": None if isinstance(relation, Table) else relation.query,
    }


def _rules_of(table: Table) -> list[str]:
    foreign = [f"{key.column} in {key.table}.{key.target}" for key in table.foreign_keys]
    return [*(constraint.rule for constraint in table.constraints), *foreign]


def _described_column(column: Column) -> dict[str, Any]:
    bounds = {"minimum": column.minimum, "maximum": column.maximum}
    return {
        "type": column.type,
        "description": column.description,
        "nullable": column.nullable,
        "unit": column.unit,
        "codes": column.vocabulary and {term.code: term.meaning for term in column.vocabulary.terms},
        **{name: None if bound is None else str(bound) for name, bound in bounds.items()},
        "pattern": column.pattern,
    }


def _membership(what: str, old: Iterable[str], new: Iterable[str]) -> Iterator[tuple[Bump, str]]:
    before, after = list(old), list(new)
    yield from (("major", f"{what} removed: {name}") for name in before if name not in after)
    yield from (("minor", f"{what} added: {name}") for name in after if name not in before)


def _differences(
    where: str, old: Described, new: Described, *, major: Iterable[str], patch: Iterable[str]
) -> Iterator[tuple[Bump, str]]:
    yield from (("major", f"{where}: its {part} changed") for part in major if old[part] != new[part])
    yield from (("patch", f"{where}: its {part} changed") for part in patch if old[part] != new[part])


def _rules(where: str, old: Iterable[str], new: Iterable[str]) -> Iterator[tuple[Bump, str]]:
    before, after = set(old), set(new)
    yield from (("major", f"{where}: no longer promised: {rule}") for rule in sorted(before - after))
    yield from (("minor", f"{where}: promised now: {rule}") for rule in sorted(after - before))


def _column_changes(where: str, old: Described, new: Described) -> Iterator[tuple[Bump, str]]:
    yield from _differences(where, old, new, major=("type", "unit"), patch=("description",))
    if old["nullable"] != new["nullable"]:
        yield ("major", f"{where}: may be missing now") if new["nullable"] else ("minor", f"{where}: never missing now")
    if (old["codes"] is None) != (new["codes"] is None):
        yield (
            ("major", f"{where}: its codes are an open list now")
            if old["codes"]
            else (
                "minor",
                f"{where}: its codes are a closed list now",
            )
        )
    elif old["codes"] is not None:
        yield from _membership(f"code of {where}", old["codes"], new["codes"])
        reworded = [code for code in new["codes"] if old["codes"].get(code, new["codes"][code]) != new["codes"][code]]
        yield from (("patch", f"{where}: the words for {code} changed") for code in reworded)
    for part in ("minimum", "maximum", "pattern"):
        if old[part] != new[part]:
            # A wider rule lets values in that programs were promised not to meet.
            yield ("minor" if old[part] is None else "major"), f"{where}: its {part} changed"


if __name__ == "__main__":
    import json

    from schemas.catalogue import RELEASE_TABLES, SCHEMA_VERSION, VIEWS

    now = {"version": SCHEMA_VERSION, "schema": described((*RELEASE_TABLES, *VIEWS))}
    print(json.dumps(now, ensure_ascii=False, indent=1))
