"""The views for people: what an analyst opens first, what is wrong, and what is covered.

A view only rearranges what the tables say; nothing is computed here that a table should hold.
"""

from __future__ import annotations

from schemas.common import DOCUMENT_ID
from schemas.corrections import CORRECTIONS
from schemas.declaration import Column, Table, View
from schemas.documents import DOCUMENTS, FIGURES
from schemas.numbers import OBSERVATIONS
from schemas.relations import FINDINGS, RELATIONS
from schemas.vocabularies import ROLE, SEVERITY, VERDICT


def _columns(table: Table, *names: str) -> tuple[Column, ...]:
    by_name = {column.name: column for column in table.columns}
    return tuple(by_name[name] for name in names)


def _count(name: str, description: str) -> Column:
    return Column(name, "integer", description)


FIGURE_VALUES = View(
    name="figure_values",
    description="One row per stated value, with its figure, its sentence and what became of its relations.",
    key=("observation_id",),
    columns=(
        *_columns(OBSERVATIONS, "figure"),
        *_columns(FIGURES, "caption"),
        *_columns(
            OBSERVATIONS,
            "stated",
            "value",
            "lower",
            "upper",
            "unit",
            "qualifier",
            "indicator",
            "reference_area",
            "population",
            "time_period",
        ),
        Column(
            "verdict",
            "text",
            "Worst verdict of the relations that the value takes part in; null if none.",
            nullable=True,
            vocabulary=VERDICT,
        ),
        Column("quote", "text", "The sentence that states the value."),
        *_columns(OBSERVATIONS, "start", "end", "document_id", "observation_id"),
    ),
    # A number such as "2" may be both a figure and a table: the first label of the vocabulary is shown.
    query="""
with verdicts as (
    select operands.observation_id,
           arg_min(relations.verdict, case relations.verdict when 'inconsistent' then 0
                                                             when 'undecidable' then 1 else 2 end) as verdict
    from relation_operands as operands
    join relations using (relation_id)
    where operands.observation_id is not null
    group by operands.observation_id
),
captions as (
    select document_id, number,
           arg_min(caption, list_position(['figure', 'table', 'chart', 'box', 'map'], label)) as caption
    from figures
    group by document_id, number
)
select o.figure, c.caption, o.stated, o.value, o.lower, o.upper, o.unit, o.qualifier, o.indicator,
       o.reference_area, o.population, o.time_period, v.verdict, o.sentence as "quote", o."start", o."end",
       o.document_id, o.observation_id
from observations as o
left join captions as c on c.document_id = o.document_id and c.number = o.figure
left join verdicts as v on v.observation_id = o.observation_id
order by o.document_id, o."start", o.observation_id
""".strip(),
)

OPEN_FINDINGS = View(
    name="open_findings",
    description="The findings that stand, open or confirmed by a curator, worst first, with what would mend them.",
    columns=(
        *_columns(FINDINGS, "severity", "status", "kind", "document_id", "message", "exact"),
        Column(
            "repairs",
            "text",
            "What would mend the relation, as 'printed → suggested'; any one will do, those joined by 'and' together.",
            nullable=True,
        ),
        *_columns(RELATIONS, "stated_lower", "stated_upper", "computed_lower", "computed_upper"),
        *_columns(FINDINGS, "start", "end", "finding_id", "relation_id", "figure_id"),
    ),
    query=f"""
with ways as (
    select relation_id, alternative, min(position) as position,
           string_agg(exact || ' → ' || as_printed, ' and ' order by position) as changes
    from repairs
    group by relation_id, alternative
),
mended as (
    select relation_id, string_agg(changes, ', ' order by position) as repairs
    from ways
    group by relation_id
)
select f.severity, f.status, f.kind, f.document_id, f.message, f.exact, m.repairs,
       r.stated_lower, r.stated_upper, r.computed_lower, r.computed_upper,
       f."start", f."end", f.finding_id, f.relation_id, f.figure_id
from findings as f
left join mended as m using (relation_id)
left join relations as r using (relation_id)
where f.status <> 'dismissed'
order by list_position({list(SEVERITY.codes)}, f.severity), f.document_id, f."start", f.finding_id
""".strip(),
)

DECIDED_FINDINGS = View(
    name="decided_findings",
    description="What curators decided about findings, beside what was found and what is stated.",
    columns=(
        *_columns(CORRECTIONS, "document_id"),
        Column(
            "finding",
            "text",
            "What was found, in one plain sentence; null if mending the text solved it.",
            nullable=True,
        ),
        *_columns(CORRECTIONS, "exact", "corrected", "kind", "reason", "author", "date", "status", "start", "end"),
        *_columns(CORRECTIONS, "finding_id", "correction_id"),
    ),
    query="""
select c.document_id, f.message as finding, c.exact, c.corrected, c.kind, c.reason, c.author, c."date", c.status,
       c."start", c."end", c.finding_id, c.correction_id
from corrections as c
left join findings as f using (finding_id)
where c.kind <> 'label'
order by c.document_id, c."start", c.correction_id
""".strip(),
)

_SHARES = ",\n       ".join(
    f"cast(n.{role}_numerals / n.numerals as decimal(38, 10)) as {role}_share" for role in ROLE.codes
)
_ROLE_COUNTS = ", ".join(f"count(*) filter (where role = '{role}') as {role}_numerals" for role in ROLE.codes)
_VERDICT_COUNTS = ", ".join(f"count(*) filter (where verdict = '{code}') as {code}" for code in VERDICT.codes)

COVERAGE = View(
    name="coverage",
    description="One row per document: how much of it was read, and what became of it.",
    columns=(
        DOCUMENT_ID,
        *_columns(DOCUMENTS, "title", "released", "characters", "digits"),
        _count("numerals", "How many numerals it has."),
        _count("observations", "How many quantities it states."),
        *(
            Column(
                f"{term.code}_share",
                "decimal",
                f"Share of its numerals with role {term.code}: {term.meaning}.",
                nullable=True,
                unit="ratio",
            )
            for term in ROLE.terms
        ),
        _count("figures", "How many figures it cites or captions."),
        _count("captions_found", "How many of these have their caption in the transcription."),
        _count("captions_lost", "How many of these have lost their caption."),
        _count("references_damaged", "How many of these are cited with a damaged number."),
        *(_count(f"relations_{t.code}", f"How many relations are {t.code}: {t.meaning}.") for t in VERDICT.terms),
        _count("open_findings", "How many findings nobody has dealt with yet."),
    ),
    query=f"""
with n as (select document_id, count(*) as numerals, {_ROLE_COUNTS} from numerals group by document_id),
o as (select document_id, count(*) as observations from observations group by document_id),
g as (
    select document_id, count(*) as figures,
           count(*) filter (where caption_status = 'lost') as lost,
           count(*) filter (where caption is not null) as found,
           count(*) filter (where damaged_reference is not null) as damaged
    from figures group by document_id
),
r as (select document_id, {_VERDICT_COUNTS} from relations group by document_id),
f as (select document_id, count(*) as open_findings from findings where status = 'open' group by document_id)
select d.document_id, d.title, d.released, d.characters, d.digits,
       coalesce(n.numerals, 0) as numerals, coalesce(o.observations, 0) as observations,
       {_SHARES},
       coalesce(g.figures, 0) as figures, coalesce(g.found, 0) as captions_found,
       coalesce(g.lost, 0) as captions_lost, coalesce(g.damaged, 0) as references_damaged,
       {", ".join(f"coalesce(r.{code}, 0) as relations_{code}" for code in VERDICT.codes)},
       coalesce(f.open_findings, 0) as open_findings
from documents as d
left join n using (document_id)
left join o using (document_id)
left join g using (document_id)
left join r using (document_id)
left join f using (document_id)
order by d.document_id
""".strip(),
)
