"""The templates and what they are given: one function for each kind of page.

Belongs here: which rows a page shows, and where its links lead. Does not belong here: files (see `build`), and how a
page looks (see `templates/` and `assets/`).
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from pipelines.site import wording
from pipelines.site.addresses import file_names, link
from pipelines.site.charts import charts
from pipelines.site.exhibits import CSV_COLUMNS, Exhibit, as_csv, exhibits, plain
from pipelines.site.holdings import Holdings, Report, Row
from pipelines.site.margin import margin_map
from pipelines.site.parts import Division, Part, stretches
from pipelines.site.publication import Publication
from pipelines.site.scale import scale_of
from schemas.catalogue import RELEASE_TABLES, SCHEMA_VERSION, TABLES, VIEWS
from schemas.vocabularies import RELATION_KIND, ROLE, VOCABULARIES

ASSETS = Path(__file__).parent / "assets"
_TEMPLATES = Path(__file__).parent / "templates"

SHOWN_FINDINGS = 50
_VERDICT_ORDER = ("inconsistent", "undecidable", "consistent")
_WORST_FIRST = {verdict: rank for rank, verdict in enumerate(_VERDICT_ORDER)}


@dataclass(frozen=True)
class Edition:
    """A report with everything that its pages need: its text in parts, its exhibits and where all of it lies.

    `missing` says why the text cannot be shown, where it cannot.
    """

    report: Report
    folder: str
    division: Division
    missing: str | None = None

    @cached_property
    def exhibits(self) -> list[Exhibit]:
        """The figures and tables of the report."""
        return exhibits(self.report)

    @cached_property
    def figure_files(self) -> Mapping[str, str]:
        """The name of the page of each figure, by its number."""
        return {number: f"{name}.html" for number, name in file_names(one.number for one in self.exhibits).items()}

    @cached_property
    def captioned(self) -> Mapping[int, str]:
        """The links to the pages of figures about which the text states values, by the start of their captions."""
        starts = sorted(piece.start for part in self.division.parts for piece in part.pieces)
        captioned: dict[int, str] = {}
        for exhibit in self.exhibits:
            for row in exhibit.rows:
                if exhibit.values and row["caption_start"] is not None and starts:
                    at = max(0, bisect_right(starts, row["caption_start"]) - 1)
                    captioned[starts[at]] = link("figures", self.figure_files[exhibit.number])
        return captioned

    @cached_property
    def _meant(self) -> Mapping[str, str]:
        return {row["damaged_reference"]: row["number"] for row in self.report.figures if row["damaged_reference"]}

    def figure(self, number: str | None) -> str | None:
        """The link from the report's folder to the page of a figure, if it has one."""
        name = self.figure_files.get(number or "") or self.figure_files.get(self._meant.get(number or "", ""))
        return link("figures", name) if name else None

    def caption(self, row: Row) -> str:
        """The link from the report's folder to the caption of a figure: to the number in front of it."""
        part = self.division.at(row["caption_start"])
        here = [one for one in part.numerals if one["exact"] == row["number"] and one["start"] < row["caption_end"]]
        nearest = max(here, key=lambda one: int(one["start"]), default=None)
        return link(part.file_name, fragment=f"num-{nearest['numeral_id']}" if nearest else "text-title")

    def observation(self, observation_id: str) -> str:
        """The link from the report's folder to an observation in the text."""
        return link(self.division.of_observation(observation_id).file_name, fragment=f"obs-{observation_id}")

    def finding(self, row: Row) -> str:
        """The link from the report's folder to a finding."""
        return link(self.division.at(row["start"]).file_name, fragment=f"finding-{row['finding_id']}")

    def relation_part(self, row: Row) -> Part:
        """The part on whose page a relation is explained."""
        for operand in self.report.operands_of.get(row["relation_id"], ()):
            if operand["observation_id"] is not None:
                return self.division.of_observation(operand["observation_id"])
        return self.division.at(row["start"])

    def relation(self, row: Row) -> str:
        """The link from the report's folder to the explanation of a relation."""
        return link(self.relation_part(row).file_name, fragment=f"rel-{row['relation_id']}")

    @property
    def citation(self) -> str:
        """How to cite the report itself."""
        document = self.report.document
        if document["attribution"]:
            return str(document["attribution"])
        known = ", ".join(str(document[key]) for key in ("publisher", "publication_year") if document[key])
        return f"{known}: {self.report.title}" if known else self.report.title


@dataclass
class Pages:
    """Renders the pages of one site."""

    holdings: Holdings
    publication: Publication | None
    places: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._environment = _environment()
        self.folders = file_names(row["document_id"] for row in self.holdings.documents)

    def report(self, edition: Edition, part: Part) -> str:
        """The page of a report, or of a part of it."""
        report, division = edition.report, edition.division
        stated = dict.fromkeys(
            row["observation_id"] for row in part.numerals if row["observation_id"] in report.observation
        )
        if part.number == 1:  # what the text cannot show is listed with the first part
            placed = {row["observation_id"] for one in division.parts for row in one.numerals}
            stated.update(dict.fromkeys(key for key in report.observation if key not in placed))
        observations = [report.observation[key] for key in stated]
        relations = [row for row in report.relations if edition.relation_part(row) is part]
        findings = [row for row in report.findings if row["status"] != "dismissed"]
        here = [row for row in findings if division.at(row["start"]) is part]
        first, last = _extent(edition, part)
        return self._render(
            "report", 1,
            edition=edition, report=report, part=part, parts=division.parts, observations=observations,
            relations=sorted(
                (row for row in relations if row["kind"] != "reference"),
                key=lambda row: (_WORST_FIRST[row["verdict"]], row["start"]),
            ),
            references=sorted(
                (row for row in relations if row["kind"] == "reference"),
                key=lambda row: (_WORST_FIRST[row["verdict"]], row["start"]),
            ),
            findings=here, elsewhere=[row for row in findings if division.at(row["start"]) is not part],
            flagged={row["finding_id"] for piece in part.pieces for one in stretches(piece) for row in one.opens},
            steps=margin_map(here, first, last), others=_others(part), verdicts=_verdicts(report),
            numeral_verdicts=Counter(report.verdict_of(row["observation_id"]) for row in observations),
            roles=[code for code in ROLE.codes if any(row["role"] == code for row in part.numerals)],
            units=sorted({row["unit"] for row in observations if row["unit"]}),
        )  # fmt: skip

    def figure(self, edition: Edition, exhibit: Exhibit) -> str:
        """The page of a figure or table."""
        index = edition.exhibits.index(exhibit)
        return self._render(
            "figure", 2,
            edition=edition, report=edition.report, exhibit=exhibit, charts=charts(exhibit.values, "chart"),
            csv=as_csv(edition.report, exhibit), columns=CSV_COLUMNS,
            before=edition.exhibits[index - 1] if index else None,
            after=edition.exhibits[index + 1] if index + 1 < len(edition.exhibits) else None,
            quotes=_quotes(exhibit.values),
        )  # fmt: skip

    def home(self) -> str:
        """The home page."""
        coverage = self.holdings.coverage
        return self._render(
            "home", 0,
            coverage=coverage, documents={row["document_id"]: row for row in self.holdings.documents},
            findings=self.holdings.findings, shown=SHOWN_FINDINGS, totals=_totals(coverage),
            left_out=[row for row in self.holdings.findings if row["kind"] == "left_out_document"],
        )  # fmt: skip

    def dictionary(self) -> str:
        """The data dictionary, from the declarations."""
        tables = TABLES if self.publication is None else RELEASE_TABLES
        return self._render("dictionary", 0, tables=tables, views=VIEWS, vocabularies=VOCABULARIES)

    def quality(self, evidence: Sequence[tuple[str, int, int]]) -> str:
        """The quality page. `evidence`: what was held against the transcriptions, how often, and how often in vain."""
        kinds: dict[str, Counter[str]] = defaultdict(Counter)
        power: dict[str, Any] = {}
        for row in self.holdings.rows(
            "select kind, verdict, count(*) as count from relations group by all order by kind, verdict"
        ):
            kinds[row["kind"]][row["verdict"]] = row["count"]
        for row in self.holdings.rows("select kind, avg(power) as power from relations group by kind"):
            power[row["kind"]] = row["power"]
        return self._render(
            "quality", 0,
            coverage=self.holdings.coverage, totals=_totals(self.holdings.coverage), evidence=evidence,
            kinds=[(term, kinds[term.code], power.get(term.code)) for term in RELATION_KIND.terms if term.code in kinds],
            roles=self.holdings.rows("select role, count(*) as count from numerals group by role order by 2 desc, 1"),
            holds_by=self.holdings.rows(
                "select holds_by, count(*) as count from relations where holds_by is not null group by 1 order by 2 desc, 1"
            ),
            qualifiers=self.holdings.rows(
                "select qualifier, count(*) as count from observations group by 1 order by 2 desc, 1"
            ),
            findings=self.holdings.rows(
                "select kind, severity, status, count(*) as count from findings group by all order by kind, severity, status"
            ),
            slots=self._slots(),
        )  # fmt: skip

    def _slots(self) -> list[Row]:
        """How many observations say what, where, who, when and which figure."""
        names = ("indicator", "reference_area", "population", "time_period", "figure", "source_id")
        counts = ", ".join(
            f"count({name}) as {name}"
            + (f", count(*) filter (where {name}_from = 'stated') as {name}_stated" if name != "source_id" else "")
            for name in names
        )
        (row,) = self.holdings.rows(
            f"select count(*) as all, {counts} from observations".replace(" as all,", " as whole,")
        )
        return [
            {
                "name": name.removesuffix("_id").replace("_", " "),
                "count": row[name],
                "whole": row["whole"],
                "stated": row.get(f"{name}_stated"),
            }
            for name in names
        ]

    def _render(self, template: str, depth: int, **context: object) -> str:
        root = "../" * depth
        return self._environment.get_template(f"{template}.html.jinja").render(
            root=root, info=self.holdings.info, publication=self.publication, folders=self.folders, places=self.places,
            page=template, **context,
        )  # fmt: skip


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES, encoding="utf-8"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        finalize=_shown,
    )
    environment.filters |= {
        "number": wording.number, "quantity": wording.quantity, "unit": wording.unit, "hedge": wording.hedge,
        "origin": wording.origin, "area": wording.area, "size": wording.size, "plain": plain,
    }  # fmt: skip
    environment.globals |= {
        "interval": wording.interval, "share": wording.share, "link": link, "scale_of": scale_of,
        "VERDICTS": wording.VERDICTS, "VERDICT_MEANINGS": wording.VERDICT_MEANINGS, "ROLES": wording.ROLES,
        "ROLE_MEANINGS": {term.code: term.meaning for term in ROLE.terms}, "SEVERITIES": wording.SEVERITIES,
        "KINDS": wording.KINDS, "KIND_MEANINGS": {term.code: term.meaning for term in RELATION_KIND.terms},
        "MEANINGS": {v.name: {term.code: term.meaning for term in v.terms} for v in VOCABULARIES},
        "SCHEMA_VERSION": SCHEMA_VERSION, "raw_svg": Markup,
    }  # fmt: skip
    return environment


def _shown(value: object) -> object:
    """What is about to be written, with control characters visible; None as nothing. Escaping comes after it."""
    if value is None:
        return ""
    if isinstance(value, str) and not isinstance(value, Markup):
        return wording.shown(value)
    return value


def _extent(edition: Edition, part: Part) -> tuple[int, int]:
    """The offsets in the transcription between which a part lies."""
    parts = edition.division.parts
    first = part.pieces[0].start if part.number > 1 else 0
    after = parts[part.number].pieces[0].start if part.number < len(parts) else edition.report.document["characters"]
    return first, after


def _others(part: Part) -> list[tuple[str, list[Row]]]:
    """The numerals that are no observation, by role."""
    grouped: dict[str, list[Row]] = defaultdict(list)
    for row in part.numerals:
        if row["role"] != "observation":
            grouped[row["role"]].append(row)
    return [(code, grouped[code]) for code in ROLE.codes if code in grouped]


def _verdicts(report: Report) -> Counter[str]:
    return Counter(row["verdict"] for row in report.relations)


def _totals(coverage: Sequence[Row]) -> Mapping[str, int]:
    names = (
        "numerals", "observations", "figures", "captions_found", "captions_lost", "references_damaged", "characters",
        "relations_consistent", "relations_inconsistent", "relations_undecidable", "open_findings",
    )  # fmt: skip
    return {name: sum(row[name] for row in coverage) for name in names}


def _quotes(values: Sequence[Row]) -> list[tuple[str, list[Row]]]:
    """The sentences that state the values, each once, with its values."""
    grouped: dict[str, list[Row]] = defaultdict(list)
    for value in values:
        grouped[value["sentence"]].append(value)
    return list(grouped.items())
