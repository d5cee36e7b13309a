"""Draw states and moves as SVG: boxes one under the other, moves down on the right and back up on the left."""

from collections.abc import Sequence
from html import escape

WIDTH, HEIGHT, GAP = 220, 44, 36
SIDE = 130
STEP = HEIGHT + GAP
BACK = "#ffffff"
BOX, LINE, RETURN = "#e8f1f2", "#0b4f55", "#8a4b08"


def draw(title: str, states: Sequence[str], moves: Sequence[tuple[str, str]]) -> str:
    """Give one drawing, on a ground of its own so that it reads in the light and in the dark."""
    places = {state: number for number, state in enumerate(states)}
    height = len(states) * STEP + GAP
    width = WIDTH + 2 * SIDE
    said = "; ".join(f"{a} to {b}" for a, b in moves)
    lines = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
            f'role="img" aria-labelledby="title desc" font-family="sans-serif" font-size="15">'
        ),
        f'<title id="title">{escape(title)}</title>',
        f'<desc id="desc">{escape(said)}</desc>',
        f'<rect width="{width}" height="{height}" fill="{BACK}"/>',
        *(_move(places[a], places[b]) for a, b in moves),
        *(_box(state, number) for state, number in places.items()),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _top(number: int) -> int:
    return GAP + number * STEP


def _box(words: str, number: int) -> str:
    top = _top(number)
    return (
        f'<rect x="{SIDE}" y="{top}" width="{WIDTH}" height="{HEIGHT}" rx="6" fill="{BOX}" stroke="{LINE}"/>'
        f'<text x="{SIDE + WIDTH // 2}" y="{top + HEIGHT // 2 + 5}" text-anchor="middle" fill="#0b0c0c">{escape(words)}'
        "</text>"
    )


def _move(start: int, end: int) -> str:
    if end == start + 1:
        x, y = SIDE + WIDTH // 2, _top(end)
        return _line(f"M{x} {_top(start) + HEIGHT} L{x} {y}", LINE) + _head(x, y, 0, LINE)
    down = end > start
    colour = LINE if down else RETURN
    edge = SIDE + WIDTH if down else SIDE
    reach = min(26 * abs(end - start) + 14, SIDE - 10) * (1 if down else -1)
    # A little apart, so that what leaves a box and what arrives do not lie on each other.
    y1, y2 = _top(start) + HEIGHT // 2 + 8, _top(end) + HEIGHT // 2 - 8
    bend = f"M{edge} {y1} C{edge + reach} {y1} {edge + reach} {y2} {edge} {y2}"
    return _line(bend, colour) + _head(edge, y2, -1 if down else 1, colour)


def _line(path: str, colour: str) -> str:
    return f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="2"/>'


def _head(x: int, y: int, side: int, colour: str) -> str:
    """Draw the point of an arrow: downwards, or against the left or the right edge of a box."""
    if side == 0:
        return f'<path d="M{x} {y} l-6 -10 h12 z" fill="{colour}"/>'
    return f'<path d="M{x} {y} l{-10 * side} -6 v12 z" fill="{colour}"/>'
