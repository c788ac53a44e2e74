"""`datapackage.json`: the release as a Data Package (version 2), every file and every column described.

Parquet and JSON files have formats that frictionless does not know: it would guess types of its own for the former, take
the latter for descriptions of its own, and fail on both. So it checks their bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from pipelines.release.facts import CREATOR, KEYWORDS, NAME, SUMMARY, TITLE, Facts
from schemas.catalogue import CHANGE_TABLES, PUBLISHED
from schemas.ddl import comment
from schemas.declaration import Column, ColumnType, Table, View

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
UNDESCRIBED = ("datapackage.json", "croissant.json", "SHA256SUMS", "SHA256SUMS.sig")
"""The files that describe the others, and so cannot all describe each other."""

MEDIA_TYPES: Mapping[str, str] = {
    ".csv": "text/csv", ".parquet": "application/vnd.apache.parquet", ".duckdb": "application/vnd.duckdb",
    ".md": "text/markdown", ".txt": "text/plain", ".html": "text/html", ".htm": "text/html", ".json": "application/json",
    ".yaml": "application/yaml", ".cff": "application/yaml", ".adoc": "text/asciidoc", ".css": "text/css",
    ".js": "text/javascript", ".svg": "image/svg+xml", ".png": "image/png", ".xml": "application/xml",
}  # fmt: skip

_OPAQUE: Mapping[str, str] = {".parquet": "apache-parquet", ".json": "json-text"}

_TYPES: Mapping[ColumnType, str] = {
    "text": "string", "integer": "integer", "decimal": "number", "date": "date", "boolean": "boolean",
}  # fmt: skip


@dataclass(frozen=True)
class File:
    """A file of the release: its path in it, its size in bytes and its SHA-256."""

    path: str
    bytes: int
    sha256: str


def data_package(facts: Facts, files: Iterable[File]) -> dict[str, Any]:
    """The descriptor of a release with these files."""
    licences = dict.fromkeys((str(row["licence"]), str(row["licence_url"])) for row in facts.documents)
    return {
        "$schema": PROFILE,
        "name": NAME,
        "title": TITLE,
        "description": SUMMARY,
        "version": facts.version,
        "created": facts.moment,
        "keywords": list(KEYWORDS),
        "licenses": [{"title": title, "path": path} for title, path in licences],
        "sources": [_source(row) for row in facts.documents],
        "contributors": [{"title": CREATOR, "roles": ["creator"]}],
        "resources": _resources(files),
    }


def table_schema(relation: Table | View) -> dict[str, Any]:
    """The Table Schema of a table or view as its files have it."""
    schema: dict[str, Any] = {
        "fields": [_field(column) for column in relation.columns],
        "primaryKey": list(relation.key),
        "missingValues": [""],
    }
    if isinstance(relation, Table) and relation.foreign_keys:
        schema["foreignKeys"] = [
            {"fields": [key.column], "reference": {"resource": key.table, "fields": [key.target]}}
            for key in relation.foreign_keys
        ]
    return schema


def _source(row: Mapping[str, object]) -> dict[str, Any]:
    named = {"title": row["title"], "path": row["source_url"]}
    return {name: value for name, value in named.items() if value}


def names_of(files: Iterable[File]) -> dict[str, str]:
    """A name for each file by its path: that of the table for its CSV file, else made of the path; each only once."""
    names: dict[str, str] = {}
    tables = {path: relation.name for path, relation in _relations().items()}
    for file in files:
        path = PurePosixPath(file.path)
        table = tables.get(str(path.with_suffix(""))) if path.suffix == ".csv" else None
        names[file.path] = table or _name(file.path, {*names.values(), *tables.values()})
    return names


def _relations() -> dict[str, Table | View]:
    """What is published as files, by the path of these without suffix."""
    relations: dict[str, Table | View] = {f"data/{relation.name}": relation for relation in PUBLISHED}
    return relations | {f"changes/{table.name}": table for table in CHANGE_TABLES}


def _resources(files: Iterable[File]) -> list[dict[str, Any]]:
    listed = list(files)
    names, relations = names_of(listed), _relations()
    return [
        {
            "name": names[file.path],
            **_resource(file, relations.get(str(PurePosixPath(file.path).with_suffix("")))),
        }
        for file in listed
    ]


def _resource(file: File, relation: Table | View | None) -> dict[str, Any]:
    suffix = PurePosixPath(file.path).suffix.lower()
    resource: dict[str, Any] = {"path": file.path}
    if suffix == ".csv" and relation is not None:
        resource |= {
            "type": "table",
            "format": "csv",
            "encoding": "utf-8",
            "dialect": {"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"', "doubleQuote": True},
        }
    elif suffix in _OPAQUE:
        resource["format"] = _OPAQUE[suffix]
    resource |= {"mediatype": MEDIA_TYPES.get(suffix, "text/plain")}
    if relation is not None:
        resource |= {"description": relation.description, "schema": table_schema(relation)}
    return resource | {"bytes": file.bytes, "hash": f"sha256:{file.sha256}"}


def _field(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {} if column.nullable else {"required": True}
    if column.vocabulary is not None:
        constraints["enum"] = list(column.vocabulary.codes)
    if column.pattern is not None:
        constraints["pattern"] = f"(?:{column.pattern})"
    for name, bound in (("minimum", column.minimum), ("maximum", column.maximum)):
        if bound is not None:
            constraints[name] = int(bound)
    field: dict[str, Any] = {"name": column.name, "type": _TYPES[column.type], "description": comment(column)}
    if column.vocabulary is not None:
        field["categories"] = [{"value": term.code, "label": term.meaning} for term in column.vocabulary.terms]
    if column.type == "text" and not column.nullable:
        field["missingValues"] = []  # an empty text is a text here
    return {**field, "constraints": constraints} if constraints else field


def _name(path: str, taken: set[str]) -> str:
    """A name for a file that is no table: letters, digits and dashes, and of its own."""
    base = re.sub(r"[^a-z0-9]+", "-", path.lower()).strip("-") or "file"
    name, number = base, 2
    while name in taken:
        name, number = f"{base}-{number}", number + 1
    return name
