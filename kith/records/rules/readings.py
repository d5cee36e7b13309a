"""A row, read by its plan into people, events and flags."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from kith.outside.files import Row
from kith.records.rules.filling import applies
from kith.records.rules.made import Reading
from kith.records.rules.making import (
    addresses,
    events,
    flags,
    identifiers,
    organisation,
    person,
    relationships,
)
from kith.records.rules.plans import Plan
from kith.records.rules.profiles import FieldSpec, Group, Profile
from kith.records.rules.text import clean
from kith.records.rules.troubles import Finding, Grade, trouble
from kith.records.rules.values import TYPES, Setting, Told, Value, member

OF_LINES = frozenset({"codes", "address"})
UNLIKE = frozenset({"id", "nhs", "upn", "uprn", "address", "phone"})
"""Types of which hardly two values are the same."""
NOTHING: Told = (None, ())
MOST_REMEMBERED, LONGEST_REMEMBERED = 20_000, 64
"""How many values of a field are remembered, and how long one may be: memory stays flat."""


@dataclass(frozen=True, slots=True)
class Read:
    """The values of one group of fields, with what was received beside them."""

    values: Mapping[str, Value]
    raw: Mapping[str, str]


class _Bound(NamedTuple):
    """A field, the heading it is read from, and how."""

    name: str
    heading: str
    required: bool
    known: dict[str, Told]
    """What was read already, by what was received: codes, days and names come again and again."""
    spec: FieldSpec
    convert: Callable[[str, Setting], Told]
    setting: Setting
    clean: Callable[[str], tuple[str, tuple[str, ...]]]


class Reader:
    """Read rows of one file; it keeps the fitted plans and the day of reading."""

    def __init__(self, profile: Profile, plans: Mapping[str, Plan], *, today: date) -> None:
        self._profile = profile
        self._plans = plans
        year = next((plan.year for plan in plans.values()), None)
        self._settings = {name: Setting(today, codes) for name, codes in profile.codes_in(year).items()}
        self._plain = Setting(today)
        self._today = today
        self._bound: dict[tuple[int, int], list[_Bound]] = {}

    def read(self, row: Row) -> Reading:
        """Read one row; what cannot be placed is quarantined, never dropped."""
        reading = Reading(findings=[_from_row(row, code) for code in (row.flaw,) if code])
        reading.findings += [
            Finding(note.code, note.field, note.grade, note.reason, note.done, row.place) for note in row.notes
        ]
        plan = self._plans.get(row.section)
        if self._profile.header == row.section and row.section:
            return reading
        if plan is None:
            reading.findings.append(_from_row(row, "section-unknown"))
        elif not row.flaw:
            self._make(plan, row, reading)
        reading.status = _status(reading)
        return reading

    def _make(self, plan: Plan, row: Row, reading: Reading) -> None:
        main = self._values(plan.section.main, row.cells, plan.columns, row.place, reading)
        reading.key = _key(plan, main)
        parts = [
            (group, self._values(group, cells, {}, row.place, reading))
            for group in plan.section.groups
            for cells in _parts(group.each, row.cells)
        ]
        everything = [(plan.section.main, main), *parts]
        for group, read in everything:
            reading.events += events(group, read.values, row.place, reading.findings)
            reading.flags += flags(group, read.values)
        if plan.section.organisation:
            reading.organisation = organisation(plan.section.organisation, main.values)
            if reading.organisation is None:
                reading.findings.append(trouble("no-organisation", place=row.place))
            return
        if plan.section.nobody or (plan.section.person and not applies(plan.section.person, main.values)):
            return
        reading.person = person(self._profile, plan.section, main.values, reading, today=self._today)
        if reading.person is None:
            reading.findings.append(trouble("nobody", place=row.place))
            return
        reading.identifiers = identifiers(plan.section, main.values, main.raw, reading.findings)
        reading.addresses = addresses(plan.section, main.values)
        reading.relationships = relationships(plan.section, main.values, self._profile.inverses)

    def _values(
        self, group: Group, cells: Mapping[str, str], columns: Mapping[str, str], place: str, reading: Reading
    ) -> Read:
        values: dict[str, Value] = {}
        raw: dict[str, str] = {}
        for one in self._bound_to(group, columns):
            name, heading, required, known, *_ = one
            received = cells.get(heading) if columns else _at_path(one.spec, cells)
            told = (known.get(received) or _read(one, received)) if received else NOTHING
            if told[1]:
                reading.findings += [trouble(code, heading, place) for code in told[1]]
            if told[0] is not None:
                values[name], raw[name] = told[0], received or ""
            elif required:
                reading.findings.append(trouble("required-blank", heading, place))
        return Read(values, raw)

    def _bound_to(self, group: Group, columns: Mapping[str, str]) -> list[_Bound]:
        """Fit the fields of a group to their columns, once for all rows."""
        key = (id(group), id(columns) if columns else 0)
        if key not in self._bound:
            specs = [spec for spec in group.fields if not columns or spec.name in columns]
            self._bound[key] = [self._bind(spec, columns.get(spec.name, spec.columns[0])) for spec in specs]
        return self._bound[key]

    def _bind(self, spec: FieldSpec, heading: str) -> _Bound:
        setting = self._settings.get(spec.codes, self._plain)
        cleaner = _clean_lines if spec.type in OF_LINES else clean
        return _Bound(spec.name, heading, spec.required, {}, spec, TYPES[spec.type], setting, cleaner)


def _read(one: _Bound, received: str) -> Told:
    """Read a value, and remember it where the same is likely to come again."""
    told = _convert(one, member(received, one.spec.part) if one.spec.part else received)
    if one.spec.type not in UNLIKE and len(received) <= LONGEST_REMEMBERED:
        if len(one.known) >= MOST_REMEMBERED:
            one.known.clear()
        one.known[received] = told
    return told


def _convert(one: _Bound, received: str) -> Told:
    text, codes = one.clean(received)
    if not text:
        return None, codes
    value, more = one.convert(text, one.setting)
    return value, codes + more if codes else more


def _clean_lines(received: str) -> tuple[str, tuple[str, ...]]:
    """Clean each line by itself, so that the lines of an address stay apart."""
    told = [clean(line) for line in received.splitlines()]
    return "\n".join(text for text, _ in told if text), tuple(
        dict.fromkeys(code for _, codes in told for code in codes)
    )


def _at_path(spec: FieldSpec, cells: Mapping[str, str]) -> str:
    if spec.type == "codes":
        return "\n".join(_repeated(spec.columns[0], cells))
    return next((cells[column] for column in spec.columns if cells.get(column)), "")


def _repeated(path: str, cells: Mapping[str, str]) -> Iterator[str]:
    number = 1
    while (key := path if number == 1 else f"{path}[{number}]") in cells:
        yield cells[key]
        number += 1


def _key(plan: Plan, main: Read) -> tuple[str, ...]:
    """Say by what this row is known when it is sent again; without all of it, it is known by nothing."""
    told = [main.values.get(name) for name in plan.section.key]
    return (plan.section.name, *map(str, told)) if told and None not in told and "" not in told else ()


def _parts(each: str, cells: Mapping[str, str]) -> list[dict[str, str]]:
    """Cut out each repetition of a group: its paths from there on, and its texts."""
    steps = "/".join(rf"{re.escape(step)}(?:\[\d+\])?" for step in each.split("/"))
    pattern = re.compile(rf"({steps})(?:/(.+))?")
    parts: dict[str, dict[str, str]] = {}
    for path, text in cells.items():
        found = pattern.fullmatch(path)
        if found:
            parts.setdefault(found[1], {})[found[2] or "#"] = text
    return list(parts.values())


def _from_row(row: Row, code: str) -> Finding:
    return trouble(code, place=row.place)


def _status(reading: Reading) -> str:
    grades = {finding.grade for finding in reading.findings}
    if Grade.QUARANTINED in grades:
        return "quarantined"
    return "with_findings" if grades else "accepted"
