"""From rows to a workbook, with what spreadsheets do to data: formulas, errors, odd spaces, dates and numbers as text.

A block writes each row as one line of JSON; ``bind`` makes the sheets from these lines without holding them. Of what is
odd nothing is beyond what extracts were seen to hold, and how often is our guess.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format as Look
from xlsxwriter.worksheet import Worksheet

from kith.county.chance import Chance
from kith.county.formats.annex_a.layout import COLUMNS, Cell
from kith.county.plan import Plan

ODD: Mapping[str, Mapping[str, float]] = {
    "normal": {"error": 0.01, "space": 0.03, "date": 0.01, "text": 0.03, "formula": 0.03},
    "hard": {"error": 0.03, "space": 0.1, "date": 0.04, "text": 0.1, "formula": 0.2},
}
"""Share of team and worker cells that are #N/A or hold a space that does not break, of dates that came as text from
another system, of numbers kept as text, and of ages that are a formula."""
AGE, BORN = "Age of Child (Years)", "Date of Birth"
_STAFF = ("Allocated Team", "Allocated Worker")
_NUMBERED = ("Child Unique ID", "Individual adopter identifier")
_DAY, _FORMULA = "d", "="
_SPACE = "\u00a0"
_NOT_THERE, _NOT_VALUE = "#N/A", "#VALUE!"
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
Encoded = str | int | list[str | int] | None
"""A cell on its way: a text, a number, nothing, or a list of what it is and its parts: a day, or a formula."""


def encoded(chance: Chance, columns: Sequence[str], row: Mapping[str, Cell], errors: str) -> str:
    """Write one row as a line of JSON, with what is odd about its cells."""
    odd = ODD[errors]
    cells = [_cell(chance, column, row.get(column), odd) for column in columns]
    if AGE in columns and isinstance(row.get(AGE), int) and chance.draw() < odd["formula"]:
        reckoned = isinstance(cells[columns.index(BORN)], list)
        cells[columns.index(AGE)] = [_FORMULA, str(row[AGE]) if reckoned else _NOT_VALUE]
    return json.dumps(cells, ensure_ascii=False, separators=(",", ":")) + "\n"


def _cell(chance: Chance, column: str, value: Cell, odd: Mapping[str, float]) -> Encoded:
    if value is None or value == "":
        return None
    if isinstance(value, date):
        return _of_day(chance, value, odd["date"])
    if column in _STAFF:
        return _of_staff(chance, str(value), odd)
    if column in _NUMBERED:
        return _of_number(chance, str(value), odd["text"])
    return str(value) if isinstance(value, int) and chance.draw() < odd["text"] else value


def _of_day(chance: Chance, day: date, share: float) -> Encoded:
    if chance.draw() < share:
        return f"{day.year}-{_MONTHS[day.month - 1]}-{day.day:02d} 00:00:00"
    return [_DAY, day.toordinal()]


def _of_staff(chance: Chance, text: str, odd: Mapping[str, float]) -> Encoded:
    drawn = chance.draw()
    if drawn < odd["error"]:
        return [_FORMULA, _NOT_THERE]
    return text.replace(" ", _SPACE) if drawn < odd["error"] + odd["space"] else text


def _of_number(chance: Chance, text: str, share: float) -> Encoded:
    """Keep a number as one unless nought or letters lead it, or it was typed as text."""
    plain = text.isascii() and text.isdigit() and not text.startswith("0")
    return int(text) if plain and chance.draw() >= share else text


def bind(parts: Mapping[str, Path], book: Path, plan: Plan) -> None:
    """Make the workbook, a sheet a list, from the lines of each list. The same lines give the same bytes."""
    workbook = Workbook(str(book), {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    made = datetime(plan.until.year, plan.until.month, plan.until.day)  # noqa: DTZ001 - a workbook's time has no zone
    workbook.set_properties({"title": "Annex A", "created": made})
    days = workbook.add_format({"num_format": "dd/mm/yyyy"})
    for name, columns in COLUMNS.items():
        sheet = workbook.add_worksheet(name.replace("list_", "List "))
        sheet.write_row(0, 0, columns)
        for number, cells in enumerate(_lines(parts[name]), start=1):
            _fill(sheet, number, cells, (days, columns, plan))
    workbook.close()


def _lines(path: Path) -> Iterator[list[Any]]:
    if path.exists():
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                yield json.loads(line)


def _fill(sheet: Worksheet, number: int, cells: Sequence[Any], setting: tuple[Look, Sequence[str], Plan]) -> None:
    days, columns, plan = setting
    for place, cell in enumerate(cells):
        if isinstance(cell, str):
            sheet.write_string(number, place, cell)
        elif isinstance(cell, int):
            sheet.write_number(number, place, cell)
        elif cell is not None and cell[0] == _DAY:
            sheet.write_datetime(number, place, date.fromordinal(cell[1]), days)
        elif cell is not None:
            sheet.write_formula(number, place, _formula(number, columns, plan, place), None, _result(cell[1]))


def _result(text: str) -> str | int:
    return int(text) if text.isdigit() else text


def _formula(number: int, columns: Sequence[str], plan: Plan, place: int) -> str:
    """Give the formula of an age, or of a look-up that found nothing."""
    if columns[place] != AGE:
        return "=NA()"
    born = f"{chr(ord('A') + columns.index(BORN))}{number + 1}"
    return f'=DATEDIF({born},DATE({plan.until.year},{plan.until.month},{plan.until.day}),"Y")'
