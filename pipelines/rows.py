"""Rows: what was found in a document, as the tables declare it, with identifiers that survive edits elsewhere.

Belongs here: identifiers, quotes, and the columns of each table in their order. Does not belong here: the declarations
(see `schemas`), types of databases.
"""

from __future__ import annotations

import hashlib
from decimal import Context, Decimal
from fractions import Fraction
from json.encoder import encode_basestring_ascii as _quoted

from pipelines.findings import Finding
from pipelines.numerals import Numeral
from pipelines.observations import Observation, Observed
from pipelines.observations.figures import Figure
from pipelines.observations.sources import Source
from pipelines.reading import Reading
from pipelines.relations import Relation

Row = dict[str, object]
_AROUND = 32  # characters of prefix and suffix, as the W3C's TextQuoteSelector wants them
_LONGEST_LINE = 200  # characters of a line that identify a numeral outside sentences
_DECIMALS = 10
_SCALE = 10**_DECIMALS
_PLACES = Decimal(1).scaleb(-_DECIMALS)
_EXACT = Context(prec=60)


def to_decimal(value: Fraction | None) -> Decimal | None:
    """A fraction as the warehouse stores it: ten decimals; None stays None."""
    if value is None:
        return None
    if value.denominator == 1:
        return Decimal(value.numerator)
    if _SCALE % value.denominator == 0:
        return Decimal(value.numerator * (_SCALE // value.denominator)).scaleb(-_DECIMALS, _EXACT).normalize(_EXACT)
    quotient = _EXACT.divide(Decimal(value.numerator), Decimal(value.denominator))
    return _EXACT.add(quotient.quantize(_PLACES, context=_EXACT).normalize(_EXACT), 0)  # no exponent, no negative zero


class DocumentRows:
    """The rows of one document."""

    def __init__(self, document_id: str, reading: Reading, observed: Observed) -> None:
        self._document_id = document_id
        self._quoted_id = _quoted(document_id)
        self._reading = reading
        self._observed = observed
        self._seen: dict[str, int] = {}
        self._folded: dict[int, str] = {}
        self._keys = self._sentence_keys()
        self._hashes: dict[int, str] = {}
        self._sources = {id(source): self._identifier("s", source.key) for source in observed.sources}
        self._figures = {id(f): self._identifier("f", f.label, f.number) for f in observed.figures.by_key.values()}
        for observation in observed.observations:
            key = self._sentence(observation.sentence)
            observation.identifier = self._identifier("o", key, str(observation.number), observation.stated)

    def _sentence_keys(self) -> list[tuple[str, int]]:
        """What identifies each sentence: its words, and for a cell those of its row and column; then its recurrence."""
        stubs: dict[tuple[int, int], str] = {}
        heads: dict[tuple[int, int], str] = {}
        for sentence in self._reading.sentences:
            cell = sentence.cell
            if cell:
                stubs.setdefault((cell.table, cell.row), sentence.text)
                heads.setdefault((cell.table, cell.column), sentence.text)
        seen: dict[str, int] = {}
        keys = []
        for sentence in self._reading.sentences:
            key = " ".join(sentence.text.split())
            if sentence.cell:
                cell = sentence.cell
                key = "\n".join(
                    (
                        key,
                        stubs[(cell.table, cell.row)],
                        heads[(cell.table, cell.column)],
                        *sentence.section[-1:],
                    )
                )
            seen[key] = number = seen.get(key, 0) + 1
            keys.append((key, number))
        return keys

    def _sentence(self, index: int) -> str:
        """The key of a sentence, short; most sentences hold nothing that needs one."""
        if index not in self._hashes:
            key, number = self._keys[index]
            self._hashes[index] = hashlib.sha256(f"[{_quoted(key)}, {number}]".encode()).hexdigest()
        return self._hashes[index]

    def _identifier(self, letter: str, *parts: str) -> str:
        key = f"[{self._quoted_id}, {', '.join(map(_quoted, (letter, *parts)))}]"
        self._seen[key] = number = self._seen.get(key, 0) + 1
        digest = hashlib.sha256(f"{key}{number}".encode()).hexdigest()
        return f"{letter}-{digest[:20]}"

    def _quote(self, start: int, end: int) -> Row:
        return {"start": start, "end": end, "exact": self._reading.raw[start:end]}

    def _quote_in_context(self, start: int, end: int) -> Row:
        raw = self._reading.raw
        return {
            "start": start,
            "end": end,
            "exact": raw[start:end],
            "prefix": raw[max(0, start - _AROUND) : start],
            "suffix": raw[end : end + _AROUND],
        }

    def _head(self, name: str, identifier: str) -> Row:
        return {name: identifier, "document_id": self._document_id}

    def sources(self) -> list[Row]:
        """Rows of `sources`."""
        return [self._source(source) for source in self._observed.sources]

    def _source(self, source: Source) -> Row:
        return {
            **self._head("source_id", self._sources[id(source)]),
            "title": source.title,
            "producer": source.producer,
            "year": source.year,
            "sample_size": source.sample_size,
            "field_date": source.field_date,
            "citations": source.citations,
            **self._quote_in_context(source.start, source.end),
        }

    def figures(self) -> list[Row]:
        """Rows of `figures`."""
        return [self._figure(figure) for figure in self._observed.figures.by_key.values()]

    def _figure(self, figure: Figure) -> Row:
        source = self._observed.source_of_caption.get(figure.passage) if figure.passage is not None else None
        return {
            **self._head("figure_id", self._figures[id(figure)]),
            "label": figure.label,
            "number": figure.number,
            "caption": figure.caption,
            "caption_start": figure.caption_span[0] if figure.caption_span else None,
            "caption_end": figure.caption_span[1] if figure.caption_span else None,
            "source_id": self._sources[id(source)] if source else None,
            "citations": len(figure.citations) + len(figure.damaged),
            "caption_status": figure.status,
            "damaged_reference": figure.damaged[0][0] if figure.damaged else None,
        }

    def numerals(self, numerals: list[Numeral]) -> list[Row]:
        """Rows of `numerals`; each numeral that is observed names its observation."""
        owner: dict[tuple[int, int], str] = {}
        for observation in self._observed.observations:
            quantity = observation.quantity
            for amount in (quantity.amount, quantity.upper_amount):
                if amount:
                    owner[(observation.sentence, amount.first)] = observation.identifier
        rows = []
        for numeral in numerals:
            identifier = (
                owner.get((numeral.sentence, numeral.token))
                if numeral.sentence is not None and numeral.token is not None
                else None
            )
            key = self._place_key(numeral.sentence, numeral.start)
            exact = self._reading.raw[numeral.start : numeral.end]
            rows.append({
                **self._head("numeral_id", self._identifier("n", key, exact)),
                **self._quote_in_context(numeral.start, numeral.end),
                "role": numeral.role if numeral.role != "observation" or identifier else "unknown",
                "place": numeral.place,
                "observation_id": identifier if numeral.role == "observation" else None,
            })  # fmt: skip
        return rows

    def observations(self) -> list[Row]:
        """Rows of `observations`."""
        return [self._observation(observation) for observation in self._observed.observations]

    def _observation(self, one: Observation) -> Row:
        slots, quantity = one.slots, one.quantity
        sentence = self._reading.sentences[one.sentence]
        period = slots.period
        return {
            **self._head("observation_id", one.identifier),
            **self._quote_in_context(one.start, one.end),
            "stated": one.stated,
            "value": to_decimal(one.value),
            "lower": to_decimal(one.lower),
            "upper": to_decimal(one.upper),
            "unit": one.unit,
            "qualifier": quantity.qualifier,
            "scale": quantity.scale,
            "measure": one.measure,
            "indicator": one.indicator,
            "reference_area": slots.area,
            "population": slots.population,
            "time_period": period.code if period else None,
            "period_start": period.first_day.isoformat() if period and period.first_day else None,
            "period_end": period.last_day.isoformat() if period and period.last_day else None,
            "figure": one.figure.number if one.figure else None,
            "source_id": self._sources[id(one.source)] if one.source else None,
            "section": " > ".join(sentence.section) or None,
            "sentence": self._words(one.sentence),
            "indicator_from": one.indicator_from,
            "reference_area_from": slots.area_from,
            "population_from": slots.population_from,
            "time_period_from": slots.period_from,
            "figure_from": one.figure_from,
        }

    def relations(self, relations: list[Relation]) -> list[Row]:
        """Rows of `relations`; gives each relation its identifier."""
        for relation in relations:
            parts = [
                one.observation.identifier if one.observation else self._reading.raw[one.start : one.end]
                for one in relation.operands
            ]
            relation.identifier = self._identifier("r", relation.kind, *parts)
        return [self._relation(relation) for relation in relations]

    def _relation(self, relation: Relation) -> Row:
        computed, stated = relation.computed, relation.stated_interval
        if computed and computed.lower is not None and computed.upper is not None and computed.lower > computed.upper:
            computed = None  # an order that breaks in two places leaves no value that would mend it
        return {
            **self._head("relation_id", relation.identifier),
            "kind": relation.kind,
            **self._quote(relation.start, relation.end),
            "verdict": relation.verdict,
            "holds_by": relation.holds_by,
            "stated": relation.stated,
            "stated_lower": to_decimal(stated.lower) if stated else None,
            "stated_upper": to_decimal(stated.upper) if stated else None,
            "computed_lower": to_decimal(computed.lower) if computed else None,
            "computed_upper": to_decimal(computed.upper) if computed else None,
            "power": to_decimal(relation.power),
            "explanation": relation.explanation,
        }

    def operands(self, relations: list[Relation]) -> list[Row]:
        """Rows of `relation_operands`; positions count from 1."""
        return [
            {
                "relation_id": relation.identifier,
                "position": position,
                "document_id": self._document_id,
                "observation_id": one.observation.identifier if one.observation else None,
                **self._quote(one.start, one.end),
                "role": one.role,
            }
            for relation in relations
            for position, one in enumerate(relation.operands, 1)
        ]

    def repairs(self, relations: list[Relation]) -> list[Row]:
        """Rows of `repairs`; positions count from 1."""
        return [
            {
                "relation_id": relation.identifier,
                "position": position,
                "document_id": self._document_id,
                **self._quote(repair.operand.start, repair.operand.end),
                "alternative": repair.alternative,
                "lower": to_decimal(repair.interval.lower),
                "upper": to_decimal(repair.interval.upper),
                "suggestion": to_decimal(repair.suggestion),
                "as_printed": repair.as_printed,
                "misprint": repair.misprint,
            }
            for relation in relations
            for position, repair in enumerate(relation.repairs, 1)
        ]

    def findings(self, findings: list[Finding]) -> list[Row]:
        """Rows of `findings`."""
        return [
            {
                **self._head("finding_id", self._identifier("x", finding.kind, self._subject(finding))),
                "kind": finding.kind,
                "severity": finding.severity,
                "status": "open",
                **self._quote(finding.start, finding.end),
                "message": finding.message,
                "relation_id": finding.relation.identifier if finding.relation else None,
                "figure_id": self._figures[id(finding.figure)] if finding.figure else None,
            }
            for finding in findings
        ]

    def _subject(self, finding: Finding) -> str:
        """What identifies the thing that a finding is about, whatever stands in other lines."""
        if finding.relation:
            return finding.relation.identifier
        if finding.observation:
            return finding.observation.identifier
        exact = self._reading.raw[finding.start : finding.end]
        if finding.figure:
            return f"{self._figures[id(finding.figure)]}\n{exact}"
        return f"{self._place_key(finding.sentence, finding.start)}\n{exact}"

    def _words(self, sentence: int) -> str:
        """The text of a sentence with its white space folded."""
        if sentence not in self._folded:
            self._folded[sentence] = " ".join(self._reading.sentences[sentence].text.split())
        return self._folded[sentence]

    def _place_key(self, sentence: int | None, start: int) -> str:
        """What identifies the place of a numeral: its sentence, or its line where no sentence holds it."""
        if sentence is not None:
            return self._sentence(sentence)
        raw = self._reading.raw
        left = raw.rfind("\n", max(0, start - _LONGEST_LINE), start) + 1
        right = raw.find("\n", start, start + _LONGEST_LINE)
        return raw[max(left, start - _LONGEST_LINE) : right if right >= 0 else start + _LONGEST_LINE]
