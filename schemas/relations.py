"""The declarations of what was recomputed: relations, their operands and repairs, and findings."""

from __future__ import annotations

from schemas import vocabularies
from schemas.common import DOCUMENT_ID, OF_DOCUMENT, ONE, ZERO, identifier, position, span
from schemas.declaration import Column, ForeignKey, Ordered, PresentExactlyWhen, Table, Together

_RELATION_ID = identifier("relation_id", "The relation that the row belongs to.")
_OF_RELATION = ForeignKey("relation_id", "relations", "relation_id")
_SPAN_ORDER = Ordered("start", "end", strictly=True)

RELATIONS = Table(
    name="relations",
    description="One row per relation between numbers that a document states or implies, recomputed.",
    key=("relation_id",),
    columns=(
        identifier("relation_id", "Identifies the relation."),
        DOCUMENT_ID,
        Column("kind", "text", "What is said to hold.", vocabulary=vocabularies.RELATION_KIND),
        *span("the statement"),
        Column("verdict", "text", "Whether the numbers can be true together.", vocabulary=vocabularies.VERDICT),
        Column(
            "holds_by",
            "text",
            "What a consistent relation needs in order to hold.",
            nullable=True,
            vocabulary=vocabularies.HOLDS_BY,
        ),
        Column("stated", "text", "What the document states, in its own words."),
        Column(
            "stated_lower",
            "decimal",
            "Lower end of the interval of the stated number that was compared; null if open or not recomputed.",
            nullable=True,
            unit="unit of the stated number",
        ),
        Column(
            "stated_upper",
            "decimal",
            "Upper end of the interval of the stated number that was compared; null if open or not recomputed.",
            nullable=True,
            unit="unit of the stated number",
        ),
        Column(
            "computed_lower",
            "decimal",
            "Lower end of the interval that was recomputed.",
            nullable=True,
            unit="unit of the stated number",
        ),
        Column(
            "computed_upper",
            "decimal",
            "Upper end of the interval that was recomputed.",
            nullable=True,
            unit="unit of the stated number",
        ),
        Column(
            "power",
            "decimal",
            "Share of one-digit misprints that this check would have noticed.",
            nullable=True,
            unit="ratio",
            minimum=ZERO,
            maximum=ONE,
        ),
        Column("explanation", "text", "The verdict and its reason in one plain sentence."),
    ),
    constraints=(
        _SPAN_ORDER,
        Ordered("stated_lower", "stated_upper"),
        Ordered("computed_lower", "computed_upper"),
        PresentExactlyWhen("holds_by", "verdict", "consistent"),
    ),
    foreign_keys=(OF_DOCUMENT,),
)

RELATION_OPERANDS = Table(
    name="relation_operands",
    description="One row per number or phrase that takes part in a relation.",
    key=("relation_id", "position"),
    columns=(
        _RELATION_ID,
        position("the operand"),
        DOCUMENT_ID,
        identifier("observation_id", "The observation; null if the operand is none.", nullable=True),
        *span("the operand"),
        Column(
            "role",
            "text",
            "What the operand does in the relation, such as change, from or to.",
            pattern=r"[a-z][a-z0-9_]*",
        ),
    ),
    constraints=(_SPAN_ORDER,),
    foreign_keys=(OF_DOCUMENT, _OF_RELATION, ForeignKey("observation_id", "observations", "observation_id")),
)

REPAIRS = Table(
    name="repairs",
    description="One row per change of a number that would mend an inconsistent relation, alone or with its alternative.",
    key=("relation_id", "position"),
    columns=(
        _RELATION_ID,
        position("the repair"),
        DOCUMENT_ID,
        *span("the number that would change"),
        Column(
            "alternative",
            "integer",
            "Counts the ways to mend the relation; the changes of one way belong together.",
            minimum=ONE,
        ),
        Column(
            "lower",
            "decimal",
            "Least value that mends the relation and keeps those that share its numbers; null if open.",
            nullable=True,
            unit="unit of the number",
        ),
        Column(
            "upper",
            "decimal",
            "Greatest value that mends the relation and keeps those that share its numbers; null if open.",
            nullable=True,
            unit="unit of the number",
        ),
        Column("suggestion", "decimal", "The likeliest of these values.", unit="unit of the number"),
        Column("as_printed", "text", "The suggestion as it would stand in the text, in the scale of the number."),
        Column(
            "misprint",
            "text",
            "The slip that explains the printed number, if one does.",
            nullable=True,
            vocabulary=vocabularies.MISPRINT,
        ),
    ),
    constraints=(_SPAN_ORDER, Ordered("lower", "upper")),
    foreign_keys=(OF_DOCUMENT, _OF_RELATION),
)

# A document that was left out has a finding and no row in documents: hence no foreign key for document_id.
FINDINGS = Table(
    name="findings",
    description="What a reader of the data must know: contradictions, damage, and what was left out.",
    key=("finding_id",),
    columns=(
        identifier("finding_id", "Identifies the finding."),
        DOCUMENT_ID,
        Column("kind", "text", "What was found.", vocabulary=vocabularies.FINDING_KIND),
        Column("severity", "text", "How much it matters.", vocabulary=vocabularies.SEVERITY),
        Column("status", "text", "Whether it has been dealt with.", vocabulary=vocabularies.STATUS),
        *span("what the finding is about", nullable=True),
        Column("message", "text", "The finding in one plain sentence."),
        identifier("relation_id", "The relation that it is about, if any.", nullable=True),
        identifier("figure_id", "The figure that it is about, if any.", nullable=True),
    ),
    constraints=(
        _SPAN_ORDER,
        Together(("start", "end", "exact")),
        PresentExactlyWhen("relation_id", "kind", "inconsistent_relation"),
    ),
    foreign_keys=(_OF_RELATION, ForeignKey("figure_id", "figures", "figure_id")),
)
