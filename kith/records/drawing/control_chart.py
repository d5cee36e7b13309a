"""Draw an XmR chart as SVG, on a ground of its own so that it reads in the light, in the dark and on paper.

What a colour says a shape says too: a figure that chance does not explain is a square, the others are dots. Whoever
cannot see it has the same facts in the table beside it; its name and description say as much as a glance does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from math import floor, log10

from kith.records.rules.variation import Chart

WIDTH, HEIGHT = 760, 340
LEFT, RIGHT, TOP, FOOT = 64, 116, 44, 56
BACK, INK, RULE, LINE, SIGNAL = "#ffffff", "#0b0c0c", "#b1b4b6", "#6f777b", "#b5500b"
LIMIT, USUAL = "#0b4f55", "#1a5fa8"
FONT = 'font-family="system-ui, sans-serif" font-size="13"'
ROOM = 1.08
"""So much more than the highest figure fits above it."""
MOST_DAYS, MOST_STEPS = 8, 5
DOT, HALF_SQUARE = 4, 5


@dataclass(frozen=True)
class _Sheet:
    """Where figures lie."""

    count: int
    top: float

    def x(self, place: float) -> float:
        return round(LEFT + (WIDTH - LEFT - RIGHT) * (place + 0.5) / self.count, 1)

    def y(self, figure: float) -> float:
        return round(TOP + (HEIGHT - TOP - FOOT) * (1 - figure / self.top), 1)


def draw(one: Chart, *, title: str, unit: str, days: Sequence[str], key: str = "chart") -> str:
    """Give the drawing. ``days`` says when each figure is from; ``key`` tells it from others on the page."""
    sheet = _Sheet(len(one.figures), max([one.upper, *one.figures, 1.0]) * ROOM)
    lines = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" '
            f'height="{HEIGHT}" role="img" aria-labelledby="{key}-title {key}-said" {FONT}>'
        ),
        f'<title id="{key}-title">{escape(title)}</title>',
        f'<desc id="{key}-said">{escape(_said(one, unit, days))}</desc>',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{BACK}"/>',
        f'<text x="{LEFT}" y="24" font-weight="bold" fill="{INK}">{escape(unit)}</text>',
        *_scale(sheet),
        *_levels(one, sheet),
        *_figures(one, sheet),
        *_days(sheet, days),
        "</svg>",
    ]
    return "\n".join(lines)


def _said(one: Chart, unit: str, days: Sequence[str]) -> str:
    """Say what a glance would show."""
    ends = f"{unit}: {number(one.figures[0])} on {days[0]}, {number(one.figures[-1])} on {days[-1]}."
    levels = f" The mean is {number(one.mean)}, the limits are {number(one.lower)} and {number(one.upper)}."
    odd = [days[place] for place in range(len(days)) if one.marked(place)]
    return ends + levels + (f" Marked as signals: {', '.join(odd)}." if odd else " No figure is marked as a signal.")


def number(figure: float) -> str:
    """Write a figure so that it can be read at a glance."""
    return f"{figure:,.0f}" if figure >= 100 else f"{figure:.1f}"  # noqa: PLR2004 - three digits are enough


def _scale(sheet: _Sheet) -> Iterator[str]:
    step = _step(sheet.top)
    for part in range(int(sheet.top / step) + 1):
        y = sheet.y(part * step)
        yield f'<path d="M{LEFT} {y} H{WIDTH - RIGHT}" stroke="{RULE}" stroke-width="0.5"/>'
        yield (f'<text x="{LEFT - 8}" y="{y + 4}" text-anchor="end" fill="{INK}">{part * step:,g}</text>')


def _step(top: float) -> float:
    """Choose steps that people count in: ones, twos or fives, or so many tens or hundreds."""
    ten = 10.0 ** floor(log10(top / MOST_STEPS))
    return next(ten * times for times in (1, 2, 5, 10) if ten * times * MOST_STEPS >= top)


def _levels(one: Chart, sheet: _Sheet) -> Iterator[str]:
    """Draw the limits broken and the mean whole, each with its name at its end; names keep their distance."""
    said = -HEIGHT
    for name, level, colour, dashes in (
        ("upper limit", one.upper, LIMIT, ' stroke-dasharray="7 5"'),
        ("mean", one.mean, USUAL, ""),
        ("lower limit", one.lower, LIMIT, ' stroke-dasharray="7 5"'),
    ):
        y = sheet.y(level)
        said = max(int(y) + 4, said + 15)
        yield f'<path d="M{LEFT} {y} H{WIDTH - RIGHT}" stroke="{colour}" stroke-width="2"{dashes}/>'
        yield f'<text x="{WIDTH - RIGHT + 6}" y="{said}" fill="{colour}">{name} {number(level)}</text>'


def _figures(one: Chart, sheet: _Sheet) -> Iterator[str]:
    points = [(sheet.x(place), sheet.y(figure)) for place, figure in enumerate(one.figures)]
    path = "M" + " L".join(f"{x} {y}" for x, y in points)
    yield f'<path d="{path}" fill="none" stroke="{LINE}" stroke-width="1.5"/>'
    for place, (x, y) in enumerate(points):
        if one.marked(place):
            side = 2 * HALF_SQUARE
            yield (
                f'<rect x="{x - HALF_SQUARE:.1f}" y="{y - HALF_SQUARE:.1f}" width="{side}" height="{side}" '
                f'fill="{SIGNAL}" stroke="{INK}"/>'
            )
        else:
            yield f'<circle cx="{x}" cy="{y}" r="{DOT}" fill="{LINE}"/>'


def _days(sheet: _Sheet, days: Sequence[str]) -> Iterator[str]:
    """Write as many days under the chart as there is room for, the newest among them."""
    step = -(-len(days) // MOST_DAYS)
    for place in range(len(days) - 1, -1, -step):
        x = sheet.x(place)
        yield (
            f'<text x="{x}" y="{HEIGHT - FOOT + 20}" text-anchor="end" transform="rotate(-20 {x} {HEIGHT - FOOT + 20})" '
            f'fill="{INK}" font-size="12">{escape(days[place])}</text>'
        )
