"""Small charts of the values that a text states about a figure, as SVG that stands in the page.

Belongs here: which marks show a value and its interval. A share or amount is a bar from zero; what a hedge leaves open is
pale, an end without a bound fades. Values of one kind at several times are a line. Does not belong here: which values
belong together (see `exhibits`).

Vega-Lite draws, by Altair. Colours are names in the drawing and variables of the style sheet in the page, so that
one drawing serves light, dark and print.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import altair as alt
import vl_convert

from pipelines.site import wording
from pipelines.site.exhibits import what_tells_apart
from pipelines.site.holdings import Row

WIDTH = 360  # pixels: what the narrowest telephone shows without shrinking the letters
MOST_VALUES = 40
_ROW = 38
_LETTERS, _LONGEST_STATED = 52, 22  # in a row of that width, and of them at most for what is stated
_OPEN_ABOVE = ("more_than", "at_least")
_OPEN_BELOW = ("less_than", "at_most")

_COLOURS = {"#010101": "ink", "#020202": "soft", "#030303": "grid", "#040404": "mark"}
_INK, _SOFT, _GRID, _MARK = _COLOURS
_ATTRIBUTE = re.compile(r'(fill|stroke|stop-color)="(#0[1-4]0[1-4]0[1-4])"')
_NOISE = re.compile(
    r' (?:xmlns(?::xlink)?|version|aria-[a-z]+|role|font-family|pointer-events|style)="[^"]*"'
    r'|<path class="(?:background|foreground)"[^>]*/>'
)
_GRADIENT = re.compile(r"\bgradient_\d+")


@dataclass(frozen=True)
class Chart:
    """A drawing: its SVG, its title, what it shows in one sentence, and how many values were left out of it."""

    svg: str
    title: str
    summary: str
    left_out: int = 0


@dataclass(frozen=True)
class _Mark:
    """A value to be drawn; `solid` and `pale` are from and to, `fades` where the pale part has no bound."""

    label: str
    stated: str
    value: float | None
    solid: tuple[float, float]
    pale: tuple[float, float]
    fades: str
    hedged: bool


def charts(values: Sequence[Row], name: str) -> list[Chart]:
    """The charts of an exhibit, one for each unit, lines apart from bars. `name` keeps the ids of drawings apart."""
    drawn: list[Chart] = []
    for unit, rows in _by_unit(values).items():
        series = _series(rows)
        in_lines = {row["observation_id"] for one in series.values() for row in one}
        for number, (label, one) in enumerate(series.items()):
            drawn.append(_line(one, unit, label, f"{name}-{len(drawn)}-{number}"))
        rest = [row for row in rows if row["observation_id"] not in in_lines and _end(row) is not None]
        if rest:
            drawn.append(_bars(rest, unit, f"{name}-{len(drawn)}"))
    return drawn


def _by_unit(values: Sequence[Row]) -> dict[str | None, list[Row]]:
    grouped: dict[str | None, list[Row]] = defaultdict(list)
    for row in values:
        grouped[row["unit"]].append(row)
    return grouped


def _series(rows: Sequence[Row]) -> dict[str, list[Row]]:
    """Levels of one indicator, area and population at two or more times, each once, in order of time."""
    grouped: dict[tuple[object, ...], dict[date, Row]] = defaultdict(dict)
    for row in rows:
        if row["measure"] == "level" and row["value"] is not None and row["period_start"] and row["indicator"]:
            where = row["reference_area"] and wording.area(row["reference_area"])
            key = (row["indicator"], where, row["population"])
            grouped[key].setdefault(row["period_start"], row)
    return {
        ", ".join(str(part) for part in key if part): [found[day] for day in sorted(found)][:MOST_VALUES]
        for key, found in grouped.items()
        if len(found) > 1
    }


def _bars(rows: Sequence[Row], unit: str | None, name: str) -> Chart:
    shown = rows[:MOST_VALUES]
    reach = max(
        max(abs(float(end)) for end in (row["lower"], row["upper"], row["value"]) if end is not None) for row in shown
    )
    marks = [_mark(row, label, reach) for row, label in zip(shown, what_tells_apart(shown), strict=True)]
    low = min(0.0, *(min(*mark.solid, *mark.pale) for mark in marks))
    high = max(0.0, *(max(*mark.solid, *mark.pale) for mark in marks))
    if unit == "percent" and low >= 0 and high <= 100:
        high = 100.0
    scale = alt.Scale(domain=[low, high], nice=unit != "percent", zero=True)
    data = [
        {"row": index, "from": mark.solid[0], "to": mark.solid[1], "low": mark.pale[0], "high": mark.pale[1],
         "fades": mark.fades, "hedged": mark.hedged, "label": mark.label, "stated": mark.stated, "value": mark.value}
        for index, mark in enumerate(marks)
    ]  # fmt: skip
    base = _chart(data)
    y = alt.Y("row:O", axis=None, scale=alt.Scale(paddingInner=0, paddingOuter=0))
    axis = alt.Axis(title=None, orient="bottom", tickCount=5, grid=False)
    x = alt.X("from:Q", scale=scale, axis=axis)
    thick: dict[str, Any] = {"size": 11, "yOffset": 8}
    pale = {"x": alt.X("low:Q", scale=scale, axis=axis), "x2": "high:Q", "y": y}
    layers = [
        base.mark_bar(color=_MARK, **thick).encode(x=x, x2="to:Q", y=y),
        *(
            base.transform_filter(f"datum.fades == '{fades}' && datum.low != datum.high")
            .mark_bar(**paint, **thick)
            .encode(**pale)
            for fades, paint in _PALE.items()
        ),
        base.transform_filter("datum.hedged && datum.value != null")
        .mark_tick(color=_INK, thickness=2, size=15, yOffset=8)
        .encode(x=alt.X("value:Q", scale=scale, axis=axis), y=y),
        base.mark_text(align="left", baseline="bottom", dy=-1, fontSize=12, color=_INK, limit=0).encode(
            x=alt.value(0), y=y, text="label:N"
        ),
        base.mark_text(
            align="right", baseline="bottom", dy=-1, fontSize=12, fontWeight="bold", color=_INK, limit=0
        ).encode(x=alt.value(WIDTH - 10), y=y, text="stated:N"),
    ]
    drawing = alt.layer(*layers).properties(width=WIDTH - 10, height=_ROW * len(marks))
    return Chart(_svg(drawing, name), _unit(unit), _summary(shown, unit, "bar"), len(rows) - len(shown))


def _line(rows: Sequence[Row], unit: str | None, label: str, name: str) -> Chart:
    numbers = [float(row["value"]) for row in rows]
    data = [
        {
            "at": _year(row["period_start"]),
            "value": value,
            "low": float(_or(row["lower"], row["value"])),
            "high": float(_or(row["upper"], row["value"])),
            "stated": _short(row["stated"], _LONGEST_STATED),
            "hedged": row["qualifier"] != "exact",
            "below": _is_low(numbers, index),
        }
        for index, (row, value) in enumerate(zip(rows, numbers, strict=True))
    ]
    base = _chart(data)
    first, last = float(str(data[0]["at"])), float(str(data[-1]["at"]))
    years = sorted({row["period_start"].year for row in rows})
    room = max((last - first) * 0.14, 0.3)
    x = alt.X(
        "at:Q",
        title=None,
        scale=alt.Scale(domain=[first - room, last + room], nice=False, zero=False),
        axis=alt.Axis(values=years[:: len(years) // 6 + 1], format="d", grid=False),
    )
    scale = alt.Scale(zero=False, padding=24)
    y = alt.Y("value:Q", title=None, scale=scale, axis=alt.Axis(tickCount=4))
    words: dict[str, Any] = {"fontSize": 12, "fontWeight": "bold", "color": _INK, "limit": 0}
    layers = [
        base.mark_line(color=_MARK, strokeWidth=2).encode(x=x, y=y),
        base.mark_rule(color=_MARK, strokeWidth=7, opacity=0.35).encode(
            x=x, y=alt.Y("low:Q", title=None, scale=scale), y2="high:Q"
        ),
        base.transform_filter("!datum.hedged")
        .mark_point(color=_MARK, filled=True, size=45, opacity=1)
        .encode(x=x, y=y),
        base.transform_filter("datum.hedged")
        .mark_point(color=_MARK, size=55, strokeWidth=2, opacity=1)
        .encode(x=x, y=y),
        base.transform_filter("!datum.below").mark_text(dy=-13, **words).encode(x=x, y=y, text="stated:N"),
        base.transform_filter("datum.below").mark_text(dy=16, **words).encode(x=x, y=y, text="stated:N"),
    ]
    drawing = alt.layer(*layers).properties(width=WIDTH - 70, height=180)
    title = ", ".join(filter(None, (label, _unit(unit))))
    return Chart(_svg(drawing, name), title, f"{label}. {_summary(rows, unit, 'point')}")


def _is_low(numbers: Sequence[float], index: int) -> bool:
    """Whether a point lies below its neighbours, so that its number goes under the line."""
    neighbours = [*numbers[max(0, index - 1) : index], *numbers[index + 1 : index + 2]]
    return numbers[index] < min(neighbours)


def _chart(data: list[dict[str, Any]]) -> alt.Chart:
    return alt.Chart(alt.Data(values=data))  # type: ignore[no-untyped-call]


def _fade(*, to_the_right: bool) -> dict[str, Any]:
    """A gradient that begins at the end that is stated."""
    stops = [{"color": _MARK, "offset": 0}, {"color": _GRID, "offset": 1}]
    start = 0 if to_the_right else 1
    return {
        "color": {"gradient": "linear", "stops": stops, "x1": start, "x2": 1 - start, "y1": 0, "y2": 0},
        "opacity": 0.55,
    }


_PALE: dict[str, dict[str, Any]] = {
    "": {"color": _MARK, "opacity": 0.35},
    "above": _fade(to_the_right=True),
    "below": _fade(to_the_right=False),
}


def _mark(row: Row, label: str, reach: float) -> _Mark:
    """What is certain of a value is solid, from zero to the nearer end of its interval; the rest of the interval is pale."""
    end = float(_end(row) or 0)
    lower = float(row["lower"]) if row["lower"] is not None else None
    upper = float(row["upper"]) if row["upper"] is not None else None
    qualifier = row["qualifier"]
    fades = "above" if qualifier in _OPEN_ABOVE or upper is None else ""
    fades = "below" if qualifier in _OPEN_BELOW or lower is None else fades
    low = lower if lower is not None else min(0.0, end)
    high = upper if upper is not None else max(end, reach) * 1.15
    near = 0.0 if low <= 0 <= high else low if low > 0 else high
    stated = _short(row["stated"], _LONGEST_STATED)
    value = float(row["value"]) if row["value"] is not None and not fades else None
    return _Mark(
        _short(label, _LETTERS - len(stated)), stated, value, (0.0, near), (low, high), fades, qualifier != "exact"
    )


def _end(row: Row) -> Any:
    """A number by which the value can be placed."""
    return next((row[name] for name in ("value", "lower", "upper") if row[name] is not None), None)


def _or(value: Any, other: Any) -> Any:
    return other if value is None else value


def _year(day: date) -> float:
    return day.year + (day.month - 1) / 12


def _short(text: str, longest: int) -> str:
    text = wording.shown(" ".join(text.split()))
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


def _summary(rows: Sequence[Row], unit: str | None, what: str) -> str:
    count = f"{len(rows)} {what}s" if len(rows) != 1 else f"one {what}"
    return f"Chart with {count}{f', in {_unit(unit)}' if unit else ''}; the table below has the same values."


def _unit(unit: str | None) -> str:
    return "per cent" if unit == "percent" else wording.unit(unit)


def _svg(drawing: Any, name: str) -> str:
    axis = {"domainColor": _GRID, "tickColor": _GRID, "gridColor": _GRID, "labelColor": _SOFT, "labelFontSize": 11}
    configured = (
        drawing.configure(background="transparent", padding={"left": 1, "right": 9, "top": 0, "bottom": 2})
        .configure_view(strokeWidth=0)
        .configure_axis(**axis)
    )
    drawn = vl_convert.vegalite_to_svg(configured.to_dict())
    drawn = _NOISE.sub("", drawn)
    gradients = {found: f"{name}-{number}" for number, found in enumerate(dict.fromkeys(_GRADIENT.findall(drawn)))}
    drawn = _GRADIENT.sub(lambda match: gradients[match[0]], drawn)  # they are counted over the whole process
    drawn = _ATTRIBUTE.sub(lambda match: f'{match[1]}="var(--chart-{_COLOURS[match[2]]})"', drawn)
    return drawn.replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1)
