"""A row, read by its plan into people, events and flags."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from kith.outside.files import Row
from kith.records.rules.made import Reading
from kith.records.rules.making import addresses, events, flags, identifiers, organisation, person, relationships
from kith.records.rules.plans import Plan
from kith.records.rules.profiles import FieldSpec, Group, Profile
from kith.records.rules.text import clean
from kith.records.rules.troubles import Finding, Grade, trouble
from kith.records.rules.values import TYPES, Setting, Value

_LEFT_OUT = ("", ())


@dataclass(frozen=True, slots=True)
class Read:
    """The values of one group of fields, with what was received beside them."""

    values: Mapping[str, Value]
    raw: Mapping[str, str]


class Reader:
    """Read rows of one file; it keeps the fitted plans and the day of reading."""

    def __init__(self, profile: Profile, plans: Mapping[str, Plan], *, today: date) -> None:
        self._profile = profile
        self._plans = plans
        self._settings = {name: Setting(today, codes) for name, codes in profile.codes.items()}
        self._plain = Setting(today)
        self._today = today

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
        reading.person = person(self._profile, plan.section, main.values, reading, today=self._today)
        if reading.person is None:
            reading.findings.append(trouble("nobody", place=row.place))
            return
        reading.identifiers = identifiers(plan.section, main.values, main.raw)
        reading.addresses = addresses(plan.section, main.values)
        reading.relationships = relationships(plan.section, main.values)

    def _values(
        self, group: Group, cells: Mapping[str, str], columns: Mapping[str, str], place: str, reading: Reading
    ) -> Read:
        values: dict[str, Value] = {}
        raw: dict[str, str] = {}
        for spec in group.fields:
            heading = columns.get(spec.name) if columns else None
            received = cells.get(heading, "") if heading else "" if columns else _at_path(spec, cells)
            raw[spec.name] = received
            values[spec.name] = (
                self._value(spec, received, heading or spec.columns[0], place, reading) if received else None
            )
            if spec.required and values[spec.name] is None and (heading or not columns):
                reading.findings.append(trouble("required-blank", heading or spec.columns[0], place))
        return Read(values, raw)

    def _value(self, spec: FieldSpec, received: str, heading: str, place: str, reading: Reading) -> Value:
        text, codes = clean(received) if spec.type not in {"codes", "address"} else _clean_lines(received)
        value: Value = None
        if text:
            value, more = TYPES[spec.type](text, self._settings.get(spec.codes, self._plain))
            codes += more
        if codes:
            reading.findings += [trouble(code, heading, place) for code in codes]
        return value


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
