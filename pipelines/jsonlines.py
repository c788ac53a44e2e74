"""Rows of an extraction as JSON Lines: numbers with their exact digits, nested rows where readers want them.

The names of the fields are a promise to other programs; what the rows say is not decided here.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import TypeAlias

Row: TypeAlias = Mapping[str, object]

_OPERAND = ("start", "end", "role")
_REPAIR = ("start", "end", "exact", "lower", "upper", "suggestion", "as_printed", "misprint", "alternative")
_LINE_BREAKS = str.maketrans({"\u0085": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def json_lines(tables: Mapping[str, list[dict[str, object]]], table: str) -> Iterator[str]:
    """The rows of a table, one JSON object each, without newline.

    Relations carry their `operands`, `computed` interval and `repairs`; findings an `id`.
    """
    for row in _nested(tables) if table == "relations" else tables[table]:
        yield encoded({"id": row["finding_id"], **row} if table == "findings" else row)


def encoded(value: object) -> str:
    """JSON on one line. A Decimal becomes a number with all of its digits, never a float or an exponent."""
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{json.dumps(key)}: {encoded(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(encoded, value)) + "]"
    # Some programs also break lines at these three, which JSON allows inside a string.
    return json.dumps(value, ensure_ascii=False, allow_nan=False).translate(_LINE_BREAKS)


def _nested(tables: Mapping[str, list[dict[str, object]]]) -> Iterator[Row]:
    operands = _by_relation(tables["relation_operands"], _OPERAND)
    repairs = _by_relation(tables["repairs"], _REPAIR)
    for row in tables["relations"]:
        relation = str(row["relation_id"])
        yield {
            **row,
            "operands": operands[relation],
            "computed": [row["computed_lower"], row["computed_upper"]],
            "repairs": repairs[relation],
        }


def _by_relation(rows: Iterable[Row], names: tuple[str, ...]) -> Mapping[str, list[Row]]:
    grouped: dict[str, list[Row]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (str(row["relation_id"]), int(str(row["position"])))):
        grouped[str(row["relation_id"])].append({name: row[name] for name in names})
    return grouped
