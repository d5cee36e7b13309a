"""Draw the county beside published figures: paired bars, and surnames by rank. SVG made by hand, with no script in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from math import log10

from kith.county.likeness import Likeness, Row

WIDTH, SIDE, RIGHT, TOP, FOOT = 640, 250, 60, 64, 16
BAR, GAP = 11, 9
BACK, INK, OURS, THEIRS, EDGE, RULE = "#ffffff", "#0b0c0c", "#0b4f55", "#f2c078", "#8a4b08", "#b1b4b6"
PERCENT = 100
LONG_DRAWING = 420
FONT = 'font-family="system-ui, sans-serif" font-size="14"'
OURS_SAID, THEIRS_SAID = "the invented county", "published"


def bars(one: Likeness) -> str:
    """Give paired bars of one distribution, with the numbers at their ends."""
    height = TOP + len(one.rows) * (2 * BAR + GAP) + FOOT
    most = max(max(row.county, row.published) for row in one.rows)
    title = f"{one.source.what}: per cent of {one.unit}"
    said = "; ".join(f"{row.label}: {_percent(row.county)} and {_percent(row.published)}" for row in one.rows)
    lines = [*_sheet(title, f"The invented county, and {one.source.area}. {said}", height), *_legend(one.source.area)]
    for number, row in enumerate(one.rows):
        lines += _pair(row, TOP + number * (2 * BAR + GAP), (WIDTH - SIDE - RIGHT) / most)
    return "\n".join([*lines, "</svg>"]) + "\n"


def _sheet(title: str, said: str, height: int) -> list[str]:
    return [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
            f'role="img" aria-labelledby="title desc" {FONT}>'
        ),
        f'<title id="title">{escape(title)}</title>',
        f'<desc id="desc">{escape(said)}</desc>',
        f'<rect width="{WIDTH}" height="{height}" fill="{BACK}"/>',
        f'<text x="12" y="24" font-weight="bold" fill="{INK}">{escape(title)}</text>',
    ]


def _legend(area: str) -> list[str]:
    return [
        f'<rect x="12" y="38" width="16" height="{BAR}" fill="{OURS}"/>',
        f'<text x="34" y="48" fill="{INK}">{OURS_SAID}</text>',
        f'<rect x="190" y="38" width="16" height="{BAR}" fill="{THEIRS}" stroke="{EDGE}"/>',
        f'<text x="212" y="48" fill="{INK}">{THEIRS_SAID}: {escape(area)}</text>',
    ]


def _pair(row: Row, top: int, scale: float) -> list[str]:
    first, second = row.county * scale, row.published * scale
    return [
        f'<text x="{SIDE - 8}" y="{top + BAR + 5}" text-anchor="end" fill="{INK}">{escape(row.label)}</text>',
        f'<rect x="{SIDE}" y="{top}" width="{first:.1f}" height="{BAR}" fill="{OURS}"/>',
        f'<text x="{SIDE + first + 5:.1f}" y="{top + BAR - 1}" font-size="11" fill="{INK}">{_percent(row.county)}</text>',
        f'<rect x="{SIDE}" y="{top + BAR}" width="{second:.1f}" height="{BAR}" fill="{THEIRS}" stroke="{EDGE}"/>',
        (
            f'<text x="{SIDE + second + 5:.1f}" y="{top + 2 * BAR - 1}" font-size="11" fill="{INK}">'
            f"{_percent(row.published)}</text>"
        ),
    ]


def _percent(share: float) -> str:
    return f"{share * PERCENT:.1f}"


@dataclass(frozen=True)
class _Field:
    """Where ranks and shares lie on a drawing whose both scales are logarithmic."""

    ranks: int
    """As powers of ten."""
    low: int
    high: int
    """Shares in per cent, as powers of ten."""

    def at(self, rank: int, share: float) -> tuple[float, float]:
        wide, tall = WIDTH - 70 - 30, LONG_DRAWING - TOP - 50
        x = 70 + wide * log10(rank) / self.ranks
        y = TOP + tall * (self.high - log10(share * PERCENT)) / (self.high - self.low)
        return round(x, 1), round(y, 1)


def ranks(title: str, area: str, ours: Sequence[float], theirs: Sequence[Row]) -> str:
    """Give the share of people who bear a surname against its rank; points for the published ones, a line for ours."""
    place = _Field(4, -3, 1)
    said = (
        f"On both scales each step is ten times the last. The invented county as a line; {area} as points. "
        + "; ".join(
            f"{row.label}: {row.county * PERCENT:.2f} and {row.published * PERCENT:.2f} per cent" for row in theirs
        )
    )
    points = [place.at(rank, share) for rank, share in enumerate(ours, 1)]
    path = "M" + " L".join(f"{x} {y}" for x, y in _thin(points))
    dots = [place.at(rank, row.published) for rank, row in enumerate(theirs, 1)]
    lines = [*_sheet(title, said, LONG_DRAWING), *_legend(area), *_axes(place)]
    lines.append(f'<path d="{path}" fill="none" stroke="{OURS}" stroke-width="2"/>')
    lines += [f'<circle cx="{x}" cy="{y}" r="4" fill="{THEIRS}" stroke="{EDGE}"/>' for x, y in dots]
    return "\n".join([*lines, "</svg>"]) + "\n"


def _thin(points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Leave out points of a falling line that are less than two units from the last one kept."""
    kept = [points[0]]
    for x, y in points[1:]:
        if abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= 2:  # noqa: PLR2004 - units of the drawing
            kept.append((x, y))
    return kept if kept[-1] == points[-1] else [*kept, points[-1]]


def _axes(place: _Field) -> list[str]:
    lines = []
    left, right = place.at(1, 1)[0], place.at(10**place.ranks, 1)[0]
    low, high = place.at(1, 10.0**place.low / PERCENT)[1], place.at(1, 10.0**place.high / PERCENT)[1]
    for power in range(place.ranks + 1):
        x, _ = place.at(10**power, 1)
        lines.append(f'<path d="M{x} {high} V{low}" stroke="{RULE}"/>')
        lines.append(
            f'<text x="{x}" y="{low + 18}" text-anchor="middle" font-size="12" fill="{INK}">{10**power:,}</text>'
        )
    for power in range(place.low, place.high + 1):
        _, y = place.at(1, 10.0**power / PERCENT)
        lines.append(f'<path d="M{left} {y} H{right}" stroke="{RULE}"/>')
        lines.append(
            f'<text x="{left - 6}" y="{y + 4}" text-anchor="end" font-size="12" fill="{INK}">{10.0**power:g}%</text>'
        )
    lines.append(
        f'<text x="{WIDTH // 2}" y="{low + 38}" text-anchor="middle" font-size="12" fill="{INK}">rank of the surname</text>'
    )
    return lines
