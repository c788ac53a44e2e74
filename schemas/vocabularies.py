"""The closed lists of codes: what a column may say, and what each code means.

Open lists (units, indicators, areas) do not belong here.
"""

from __future__ import annotations

from schemas.declaration import Term, Vocabulary


def _vocabulary(name: str, description: str, /, **meanings: str) -> Vocabulary:
    terms = tuple(Term(code, meaning) for code, meaning in meanings.items())
    return Vocabulary(name, description, terms)


LABEL = _vocabulary(
    "label",
    "What kind of exhibit the document calls it.",
    figure="a figure",
    table="a table",
    chart="a chart",
    box="a box or column set apart from the text",
    map="a map",
)

CAPTION_STATUS = _vocabulary(
    "caption_status",
    "What became of the caption in the transcription.",
    found="the caption stands in the transcription",
    lost="the exhibit is cited, but its caption is nowhere in the transcription",
    reference_damaged="the number as cited is no number of the series, probably damaged in transcription",
)

ROLE = _vocabulary(
    "role",
    "What a numeral does in the text.",
    observation="states a quantity, and so belongs to a row of observations",
    period="names a time: a year, a month, a decade, a fiscal year",
    reference="points somewhere: figure, table, section, footnote, page, law",
    enumerator="numbers an item of a list or a heading",
    dimension="bounds a bracket, such as an age or a size class",
    name="is part of a name, such as COVID-19, G7 or Society5.0",
    rank="is an ordinal: first, 2nd",
    list_count="counts what the text itself goes on to list, such as five items",
    markup="belongs to the markup, not to the text",
    axis="is debris of a chart: a tick or a label of an axis",
    unknown="is none of these as far as the grammar can tell",
)

PLACE = _vocabulary(
    "place",
    "In which part of the flow of the text a numeral stands.",
    prose="a paragraph or list item",
    heading="a heading",
    caption="the caption of a figure or table",
    source="a source line below a figure or table",
    footnote="a footnote",
    table="a cell of a table",
    running_head="a running head or page number",
    axis="the remains of a chart",
    markup="a tag or an attribute",
)

QUALIFIER = _vocabulary(
    "qualifier",
    "How the text hedges the number, and so which interval it states.",
    exact="as printed: half a unit of the last digit written to each side",
    approximately="about, around, roughly: one unit of the last significant digit to each side",
    more_than="over, more than: above the number, up to the bound of the unit",
    at_least="at least, or higher: from the number up to the bound of the unit",
    less_than="under, less than: below the number, down to the bound of the unit",
    at_most="at most, up to, or fewer: from the bound of the unit up to the number",
    nearly="nearly, almost, just under: from one step below up to the number",
    slightly_above="just over, slightly more than: from the number up to one step above",
    between="between two numbers: lower and upper are the two ends",
)

MEASURE = _vocabulary(
    "measure",
    "What kind of quantity is stated.",
    level="how much or how many it is",
    change="by how much it changed",
    base="the base of an index, such as 2000 = 100",
    goal="what is aimed at, not what was measured",
)

RELATION_KIND = _vocabulary(
    "relation_kind",
    "What is said to hold between numbers.",
    change="a stated difference is the difference of its two levels",
    fold="a stated multiple is the ratio of its two levels",
    growth="a stated rate of growth is that of its two levels",
    direction="a verb agrees with the direction between its two levels",
    shares_sum="shares of one whole add up to it",
    total="parts add up to their stated total",
    within_groups="an overall value lies between the values of its groups",
    rank="values stand in the stated order",
    bound="every value of a group keeps the bound stated for all",
    repeat="the same quantity, stated twice, is the same",
    implied_base="amounts and rates of one base imply the same base",
    feasible_share="a share of a known small count can be reached with a whole number",
    subset="a part does not exceed its whole",
    goal="a goal and what was reached are as the text says",
    enumeration="a stated count is the number of items that are listed",
    reference="what is cited exists, and a series of numbers has no gap",
    system="relations that share numbers hold together, as each of them does alone",
)

VERDICT = _vocabulary(
    "verdict",
    "Whether the stated numbers can be true together.",
    consistent="the intervals meet",
    inconsistent="the intervals cannot meet",
    undecidable="an operand is missing or ambiguous; the explanation says which",
)

HOLDS_BY = _vocabulary(
    "holds_by",
    "What a consistent relation needs in order to hold, from strictest to most generous.",
    face="nothing: exactly as printed",
    rounding="the rounding of the printed digits",
    hedge="the hedge of a number, such as about",
    loose="a generous reading of the words",
)

MISPRINT = _vocabulary(
    "misprint",
    "The slip that would have made the printed number out of the suggested one.",
    digit="one digit is wrong",
    swapped="two neighbouring digits are exchanged",
    shifted_point="the decimal point is one to three places off",
    lost_minus="the minus is missing",
)

FINDING_KIND = _vocabulary(
    "finding_kind",
    "What a reader of the data must know.",
    inconsistent_relation="stated numbers contradict each other",
    damaged_reference="a figure number was damaged in transcription",
    lost_caption="a cited figure has no caption in the transcription",
    unknown_numeral="a numeral whose role the grammar does not know",
    implausible_value="a value that its unit or its neighbours make unlikely",
    stale_correction="a curator's correction no longer fits the transcription, and was not applied",
    left_out_document="a file could not be read as a document and is not in the warehouse",
)

SEVERITY = _vocabulary(
    "severity",
    "How much a finding matters, worst first.",
    error="a stated number or a whole document cannot be relied upon",
    warning="something is damaged or missing",
    info="good to know",
)

STATUS = _vocabulary(
    "status",
    "Whether a finding has been dealt with.",
    open="not yet",
    confirmed="a curator found it right: what is stated is published as stated",
    dismissed="a curator found nothing wrong with the document",
)

CORRECTION_KIND = _vocabulary(
    "correction_kind",
    "What a curator decided.",
    label="a better name for what an observation measures; what was stated stays as it is",
    source_error="the report itself is wrong",
    transcription_error="the report is right and the transcription is not",
    extraction_error="the transcription is right and was misread",
    not_an_error="what was found is as it should be",
)

CORRECTION_STATUS = _vocabulary(
    "correction_status",
    "Whether a correction is in force.",
    applied="the published rows follow it",
    stale="what it speaks of was not found, so it was not applied; see findings",
)

WITHDRAWAL = _vocabulary(
    "withdrawal",
    "Why a row of an earlier release is published no more.",
    document_gone="its transcription is no longer there",
    document_not_released="its document may no longer be released, or could not be read",
    text_changed="the transcription was changed, and no longer states it so",
    reading_changed="the transcription is as it was, and is read differently now",
)

CHANGE = _vocabulary(
    "change",
    "What became of a row between two releases.",
    added="the later release has it, the earlier one does not",
    removed="the earlier release has it, the later one does not",
    changed="both have it, and some of its columns differ",
)

VOCABULARIES = (
    LABEL, CAPTION_STATUS, ROLE, PLACE, QUALIFIER, MEASURE, RELATION_KIND, VERDICT, HOLDS_BY, MISPRINT,
    FINDING_KIND, SEVERITY, STATUS, CORRECTION_KIND, CORRECTION_STATUS, WITHDRAWAL, CHANGE,
)  # fmt: skip
