"""The texts of a release, from the templates beside this module: the card, the change log, citation, attribution, licence.

What they say comes from `facts`; how the words stand, from the templates.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from pipelines.release import facts as dataset
from pipelines.release.cells import visible
from pipelines.release.facts import Facts
from schemas.catalogue import PUBLISHED, RELEASE_TABLES, VIEWS

TEMPLATES = Path(__file__).with_name("templates")
CODE_LICENCE = Path(__file__).resolve().parents[2] / "LICENSE"

_NEXT_ENTRY = "\n## "


def rendered(template: str, **values: object) -> str:
    """A template with these values. What is invisible in them is written out; in HTML they are escaped as well."""
    return _environment().get_template(template).render(dataset=dataset, **values)


def dataset_card(facts: Facts, accuracy: Mapping[str, Any], findings: Sequence[Mapping[str, object]]) -> str:
    """README.md."""
    return rendered(
        "README.md.j2", facts=facts, accuracy=accuracy, findings=findings, tables=RELEASE_TABLES, views=VIEWS,
        published=PUBLISHED,
    )  # fmt: skip


def attribution(facts: Facts) -> str:
    """ATTRIBUTION.md: each document with its licence and the words that it asks for."""
    return rendered("ATTRIBUTION.md.j2", facts=facts)


def licence(facts: Facts) -> str:
    """LICENSE: whose terms hold for what, and the text of our own."""
    own = CODE_LICENCE.read_text(encoding="utf-8") if CODE_LICENCE.is_file() else ""
    return rendered("LICENSE.j2", facts=facts) + own


def change_log(entry: str, earlier: str | None) -> str:
    """CHANGELOG.md: the entry of this release, and below it those of the releases before, as the last of them has them."""
    head = "# Changes\n\nEach release against the one before; row by row in `changes/`.\n"
    _, separator, entries = (earlier or "").partition(_NEXT_ENTRY)
    return f"{head}{_NEXT_ENTRY}{entry.strip()}\n{separator}{entries}"


def change_log_entry(
    facts: Facts, tables: Mapping[str, Mapping[str, int]], documents: Mapping[str, Sequence[str]]
) -> str:
    """What the change log says of this release: `documents` has the ids of those added and removed."""
    return rendered("change_log_entry.md.j2", facts=facts, tables=tables, documents=documents)


def citation(facts: Facts) -> str:
    """CITATION.cff, version 1.2.0 of that format."""
    content = {
        "cff-version": "1.2.0",
        "message": "Please cite the dataset as below, and the reports that it was read from.",
        "type": "dataset",
        "title": dataset.TITLE,
        "abstract": dataset.SUMMARY,
        "version": facts.version,
        "date-released": facts.date,
        "authors": [{"name": dataset.CREATOR}],
        "keywords": list(dataset.KEYWORDS),
        "references": [_reference(row) for row in facts.documents],
    }
    return yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=120)


def zenodo(facts: Facts) -> str:
    """.zenodo.json: what Zenodo asks for, so that a release can be deposited as it is."""
    sources = [row["source_url"] for row in facts.documents if row["source_url"]]
    content: dict[str, Any] = {
        "upload_type": "dataset",
        "title": dataset.TITLE,
        "description": f"<p>{dataset.SUMMARY}</p>",
        "version": facts.version,
        "publication_date": facts.date,
        "creators": [{"name": dataset.CREATOR}],
        "access_right": "open",
        "license": "other-open",
        "keywords": list(dataset.KEYWORDS),
        "language": "eng",
        "related_identifiers": [{"identifier": url, "relation": "isDerivedFrom"} for url in dict.fromkeys(sources)],
        "notes": "Each report keeps its publisher's licence: see ATTRIBUTION.md.",
    }
    return as_json(content)


def as_json(content: object) -> str:
    """JSON as every file of a release has it: in the given order, one value per line, an end of line at the end."""
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _reference(row: Mapping[str, object]) -> dict[str, object]:
    found = {
        "type": "report",
        "title": row["title"],
        "authors": [{"name": row["publisher"]}],
        "year": row["publication_year"],
        "url": row["source_url"],
    }
    return {name: value for name, value in found.items() if value is not None}


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        autoescape=lambda name: name is not None and ".html" in name,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["number"] = lambda number: f"{number:,}"
    environment.filters["percent"] = lambda share: "-" if share is None else f"{100 * float(share):.1f} %"
    environment.filters["cell"] = lambda text: " ".join(str(text).split()).replace("|", "\\|")
    return environment


def _shown(value: object) -> object:
    # Markup is our own; texts come from documents, and may hold what cannot be seen.
    return visible(value) if type(value) is str else value
