"""`croissant.json`: the release as ML Commons' Croissant describes data sets, and as schema.org does.

Record sets read the Parquet files, so that texts come as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from typing import Any

from pipelines.release.facts import CREATOR, KEYWORDS, NAME, SUMMARY, TITLE, Facts
from pipelines.release.package import MEDIA_TYPES, File, names_of
from schemas.catalogue import PUBLISHED
from schemas.ddl import comment
from schemas.declaration import Column, ColumnType, Table, View

CONFORMS_TO = "http://mlcommons.org/croissant/1.1"

_PARQUET = "application/x-parquet"  # what Croissant calls it
_TYPES: Mapping[ColumnType, str] = {
    "text": "sc:Text", "integer": "sc:Integer", "decimal": "sc:Float", "date": "sc:Date", "boolean": "sc:Boolean",
}  # fmt: skip

CONTEXT: Mapping[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "arrayShape": "cr:arrayShape",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "containedIn": "cr:containedIn",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "description": {"@container": "@language"},
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileProperty": "cr:fileProperty",
    "fileObject": "cr:fileObject",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isArray": "cr:isArray",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "name": {"@container": "@language"},
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
"""The context that the standard asks for, word by word."""


def croissant(facts: Facts, files: Iterable[File]) -> dict[str, Any]:
    """The description of a release with these files."""
    described = list(files)
    ids = {path: f"file-{name}" for path, name in names_of(described).items()}  # a path may have spaces, an id may not
    return {
        "@context": dict(CONTEXT),
        "@type": "sc:Dataset",
        "name": NAME,
        "alternateName": TITLE,
        "description": SUMMARY,
        "conformsTo": CONFORMS_TO,
        "version": facts.version,
        "datePublished": facts.date,
        "creator": {"@type": "sc:Organization", "name": CREATOR},
        "publisher": {"@type": "sc:Organization", "name": CREATOR},
        "keywords": list(KEYWORDS),
        "license": list(dict.fromkeys(str(row["licence_url"]) for row in facts.documents)),
        "inLanguage": sorted({str(row["language"]) for row in facts.documents}),
        "isBasedOn": sorted({str(row["source_url"]) for row in facts.documents if row["source_url"]}),
        "citeAs": _citation(facts),
        "url": "https://schema.org/Dataset",
        "distribution": [_file_object(file, ids[file.path]) for file in described],
        "recordSet": [_record_set(relation, ids) for relation in PUBLISHED if facts.contents[relation.name].rows],
    }


def _citation(facts: Facts) -> str:
    return (
        f"@misc{{{NAME}_{facts.version.replace('.', '_')}, author = {{{{{CREATOR}}}}}, title = {{{TITLE}}},"
        f" year = {{{facts.released_at.year}}}, version = {{{facts.version}}}}}"
    )


def _file_object(file: File, identifier: str) -> dict[str, Any]:
    suffix = PurePosixPath(file.path).suffix.lower()
    return {
        "@type": "cr:FileObject",
        "@id": identifier,
        "name": file.path,
        "contentUrl": file.path,
        "contentSize": f"{file.bytes} B",
        "encodingFormat": _PARQUET if suffix == ".parquet" else MEDIA_TYPES.get(suffix, "text/plain"),
        "sha256": file.sha256,
    }


def _record_set(relation: Table | View, ids: Mapping[str, str]) -> dict[str, Any]:
    return {
        "@type": "cr:RecordSet",
        "@id": relation.name,
        "name": relation.name,
        "description": relation.description,
        "key": [{"@id": f"{relation.name}/{name}"} for name in relation.key],
        "field": [_field(relation, column, ids[f"data/{relation.name}.parquet"]) for column in relation.columns],
    }


def _field(relation: Table | View, column: Column, file: str) -> dict[str, Any]:
    return {
        "@type": "cr:Field",
        "@id": f"{relation.name}/{column.name}",
        "name": column.name,
        "description": comment(column),
        "dataType": _TYPES[column.type],
        "source": {
            "fileObject": {"@id": file},
            "extract": {"column": column.name},
        },
    }
