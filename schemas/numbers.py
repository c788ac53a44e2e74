"""The declarations of what is read from the text: numerals (the ledger) and observations."""

from __future__ import annotations

from schemas import vocabularies
from schemas.common import (
    DOCUMENT_ID,
    INHERITANCE,
    INHERITANCE_OR_CURATED,
    OF_DOCUMENT,
    context,
    identifier,
    span,
)
from schemas.declaration import Column, ForeignKey, Ordered, PresentExactlyWhen, Table, Together

NUMERALS = Table(
    name="numerals",
    description="The ledger: one row per numeral of a transcription, in digits or words, and what it does.",
    key=("numeral_id",),
    columns=(
        identifier("numeral_id", "Identifies the numeral."),
        DOCUMENT_ID,
        *span("the numeral"),
        *context(),
        Column("role", "text", "What the numeral does in the text.", vocabulary=vocabularies.ROLE),
        Column("place", "text", "In which part of the text it stands.", vocabulary=vocabularies.PLACE),
        identifier("observation_id", "The observation that the numeral states, if that is its role.", nullable=True),
    ),
    constraints=(
        Ordered("start", "end", strictly=True),
        PresentExactlyWhen("observation_id", "role", "observation"),
    ),
    foreign_keys=(OF_DOCUMENT, ForeignKey("observation_id", "observations", "observation_id")),
)


def _inheritance(slot: str, *, curated: bool = False) -> Column:
    """`curated`: whether a label can set the slot (see the table corrections)."""
    description = f"Whence {slot} comes: stated, or inherited:<where> (heading, figure, previous sentence ...)"
    return Column(
        f"{slot}_from",
        "text",
        f"{description}; curated, where a curator named it (see corrections)." if curated else f"{description}.",
        nullable=True,
        pattern=INHERITANCE_OR_CURATED if curated else INHERITANCE,
    )


_INTERVAL_UNIT = "base units of the column unit"

OBSERVATIONS = Table(
    name="observations",
    description="One row per quantity that a document states, as stated, with the interval that it means.",
    key=("observation_id",),
    columns=(
        identifier("observation_id", "Identifies the observation."),
        DOCUMENT_ID,
        *span("the numeral (without sign, currency and unit; for words, the words)"),
        *context(),
        Column("stated", "text", "The whole quantity as stated, with its hedge and unit."),
        Column(
            "value",
            "decimal",
            "The stated number, with sign and scale resolved; null for a range.",
            nullable=True,
            unit=_INTERVAL_UNIT,
        ),
        Column(
            "lower",
            "decimal",
            "Least true value that the statement allows; null if it has no lower bound.",
            nullable=True,
            unit=_INTERVAL_UNIT,
        ),
        Column(
            "upper",
            "decimal",
            "Greatest true value that the statement allows; null if it has no upper bound.",
            nullable=True,
            unit=_INTERVAL_UNIT,
        ),
        Column(
            "unit",
            "text",
            "percent, percentage_point, index, fold ...; an ISO 4217 currency; a physical unit;"
            " or the counted noun in the singular.",
            nullable=True,
        ),
        Column("qualifier", "text", "How the text hedges the number.", vocabulary=vocabularies.QUALIFIER),
        Column("scale", "text", "The scale word as stated, such as million.", nullable=True),
        Column("measure", "text", "What kind of quantity it is.", vocabulary=vocabularies.MEASURE),
        Column("indicator", "text", "What is measured.", nullable=True),
        Column("reference_area", "text", "Where: an ISO 3166 code or a named group of places.", nullable=True),
        Column("population", "text", "Who or what is measured, such as age 70 and older.", nullable=True),
        Column("time_period", "text", "When: ISO 8601 where it can be, else as stated.", nullable=True),
        Column("period_start", "date", "First day of the time period.", nullable=True),
        Column("period_end", "date", "Last day of the time period.", nullable=True),
        Column("figure", "text", "Number of the figure that shows the quantity, as printed.", nullable=True),
        identifier("source_id", "The source that the quantity is taken from.", nullable=True),
        Column("section", "text", "The headings above it, outermost first, with ' > ' between.", nullable=True),
        Column("sentence", "text", "The sentence that states it, rebuilt across breaks of page and column."),
        _inheritance("indicator", curated=True),
        _inheritance("reference_area"),
        _inheritance("population", curated=True),
        _inheritance("time_period"),
        _inheritance("figure"),
    ),
    constraints=(
        Ordered("start", "end", strictly=True),
        Ordered("lower", "upper"),
        Ordered("lower", "value"),
        Ordered("value", "upper"),
        Ordered("period_start", "period_end"),
        Together(("indicator", "indicator_from")),
        Together(("reference_area", "reference_area_from")),
        Together(("population", "population_from")),
        Together(("time_period", "time_period_from")),
        Together(("figure", "figure_from")),
    ),
    foreign_keys=(OF_DOCUMENT, ForeignKey("source_id", "sources", "source_id")),
)
