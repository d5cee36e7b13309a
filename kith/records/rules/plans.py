"""A profile fitted to one file: which column each field is read from."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from kith.outside.files import FileRefused, Found, Headings, Note, Row, normal_heading
from kith.records.rules.dates import read_date
from kith.records.rules.profiles import FieldSpec, Group, Profile, Section
from kith.records.rules.troubles import Finding, trouble

_YEAR = re.compile("[12][0-9]{3}")
_YEAR_IN_NAME = re.compile("(?<![0-9])20[0-9]{2}(?![0-9])")
_TERM = re.compile("autumn|spring|summer")
HALF = 0.5
MOST_PATHS = 2_000
_STEP_NUMBER = re.compile(r"\[\d+\]")


@dataclass(frozen=True, slots=True)
class Plan:
    """A section of a profile, and where in this file its fields stand."""

    section: Section
    columns: Mapping[str, str]
    """From a field to the heading it is read from; empty for XML, which has paths."""
    year: int | None = None
    """The collection year, where the file tells it."""
    collection: str = ""
    """The year, and the term where the name of the file tells one."""


@dataclass(frozen=True, slots=True)
class Survey:
    """What reading a file through once has told, before anything is stored."""

    rows: int
    plans: Mapping[str, Plan]
    columns: Mapping[str, list[str]]
    findings: tuple[Finding, ...]
    year: int | None
    reference_date: date | None


def expected_headings(profile: Profile) -> frozenset[str]:
    """Give every heading the profile knows, to find the row of headings by."""
    specs = (spec for section in profile.sections for spec in section.main.fields)
    return frozenset(normal_heading(column) for spec in specs for column in spec.columns)


def survey(profile: Profile, found: Iterable[Found], *, today: date, file_name: str = "") -> Survey:
    """Read a file through: is it this format, how long is it, what is odd about it as a whole?

    Its name tells which of the files of a format it is, where several are alike.
    """
    surveyor = _Surveyor(profile, file_name)
    for item in found:
        surveyor.meet(item)
    return surveyor.result(today)


class _Surveyor:
    def __init__(self, profile: Profile, file_name: str) -> None:
        self._profile = profile
        self._name = file_name
        self._rows = 0
        self._plans: dict[str, Plan] = {}
        self._columns: dict[str, list[str]] = {}
        self._findings: list[Finding] = []
        self._header: Mapping[str, str] = {}
        self._paths: dict[str, str] = {}
        self._days: set[str] = set()
        """What stands in the column that says for what time a row is, where there is one."""
        self._day_of: dict[str, str] = {}

    def meet(self, item: Found) -> None:
        if isinstance(item, Row):
            self._row(item)
        elif isinstance(item, Headings):
            self._headings(item)
        elif item.code not in self._profile.expects:
            self._findings.append(_from_note(item))

    def _row(self, row: Row) -> None:
        self._rows += 1
        if self._profile.header and row.section == self._profile.header:
            self._header = row.cells
        elif self._profile.header:
            self._plans.setdefault(row.section, Plan(self._profile.sections[0], {}))
            for path in row.cells if len(self._paths) < MOST_PATHS else ():
                self._paths.setdefault(_STEP_NUMBER.sub("", path), row.place)
        elif self._day_of and len(self._days) < MOST_PATHS:
            self._days.add(row.cells.get(self._day_of.get(row.section, ""), ""))

    def _headings(self, headings: Headings) -> None:
        self._columns[headings.section] = list(headings.names)
        section, columns = _best_section(self._profile, headings, self._name)
        if section is None:
            self._findings.append(trouble("section-unknown", headings.section, headings.place))
            return
        self._plans[headings.section] = Plan(section, columns)
        self._day_of |= _day_heading(self._profile, headings)
        used = set(headings.names) if self._profile.others_expected else set(columns.values())
        unknown = (name for name in headings.names if name not in used and normal_heading(name) not in section.kept)
        self._findings += [trouble("column-unknown", name, headings.place) for name in unknown]
        missing = (spec for spec in section.main.fields if spec.name not in columns and spec.required)
        self._findings += [trouble("column-missing", spec.columns[0], headings.place) for spec in missing]

    def result(self, today: date) -> Survey:
        if not self._plans:
            raise FileRefused(
                f"This does not look like {self._profile.title}: none of its headings or elements are those",
                do="Check that you chose the right file and the right format.",
            )
        year, reference = _when(self._profile, self._header, today)
        reference = reference or _latest(self._days, today)
        year = year or _year_in_name(self._profile, self._name)
        if year and self._profile.years and not self._profile.years[0] <= year <= self._profile.years[1]:
            self._findings.append(trouble("year-unknown", self._profile.year_path))
        self._findings += _unknown_paths(self._profile, self._paths)
        collection = _collection(self._profile, self._name, year)
        plans = {key: replace(plan, year=year, collection=collection) for key, plan in self._plans.items()}
        return Survey(self._rows, plans, self._columns, tuple(self._findings), year, reference)


def _from_note(note: Note) -> Finding:
    return Finding(note.code, note.field, note.grade, note.reason, note.done, note.place)


def _best_section(profile: Profile, headings: Headings, file_name: str) -> tuple[Section | None, dict[str, str]]:
    """Choose by the name of the sheet, or of a file without sheets, then by how many of its headings are known."""
    by_normal: dict[str, str] = {}
    for name in headings.names:
        by_normal.setdefault(normal_heading(name), name)
    fits = [(section, _columns(section, by_normal)) for section in profile.sections]
    name = normal_heading(headings.section or file_name.rpartition(".")[0])
    fits = [fit for fit in fits if _enough(*fit)]
    if not fits:
        return None, {}
    return max(fits, key=lambda fit: (_named(fit[0], name), _required_share(*fit), len(fit[1])))


def _named(section: Section, name: str) -> int:
    """Tell how much of a name is the section's: `2025_spring_pupilonroll` is about pupils on roll."""
    return max((len(sheet) for sheet in section.sheets if sheet in name), default=0)


def _required_share(section: Section, columns: Mapping[str, str]) -> float:
    """Tell how many of the columns a row cannot do without are there."""
    required = [spec for spec in section.main.fields if spec.required]
    return sum(spec.name in columns for spec in required) / max(1, len(required))


def _columns(section: Section, by_normal: Mapping[str, str]) -> dict[str, str]:
    chosen: dict[str, str] = {}
    for spec in section.main.fields:
        heading = _heading(spec, by_normal)
        if heading is not None:
            chosen[spec.name] = heading
    return chosen


def _heading(spec: FieldSpec, by_normal: Mapping[str, str]) -> str | None:
    return next((by_normal[key] for column in spec.columns if (key := normal_heading(column)) in by_normal), None)


def _enough(section: Section, columns: Mapping[str, str]) -> bool:
    """Ask for two known columns, and for half of those a row cannot do without."""
    return len(columns) >= min(2, len(section.main.fields)) and _required_share(section, columns) >= HALF


def _when(profile: Profile, header: Mapping[str, str], today: date) -> tuple[int | None, date | None]:
    year = header.get(profile.year_path, "").strip()
    reference, _ = read_date(header.get(profile.date_path, "").strip(), today=today)
    return (int(year) if _YEAR.fullmatch(year) else None), reference


def _day_heading(profile: Profile, headings: Headings) -> dict[str, str]:
    """Find the column that says for what time a row is, if the format has one."""
    wanted = normal_heading(profile.date_path)
    found = [name for name in headings.names if wanted and normal_heading(name) == wanted]
    return {headings.section: found[0]} if found else {}


def _latest(days: Iterable[str], today: date) -> date | None:
    """Give the latest of some days."""
    told = (read_date(day.strip(), today=today)[0] for day in days)
    return max((day for day in told if day), default=None)


def _year_in_name(profile: Profile, name: str) -> int | None:
    found = _YEAR_IN_NAME.search(name) if profile.year_in_name else None
    return int(found[0]) if found else None


def _collection(profile: Profile, name: str, year: int | None) -> str:
    """Say which collection a file is of: what it says of a year or term is not said again in the next."""
    term = _TERM.search(name.casefold()) if profile.year_in_name and year else None
    return f"{year or ''} {term[0] if term else ''}".strip()


def _unknown_paths(profile: Profile, paths: Mapping[str, str]) -> list[Finding]:
    known = {
        _path(group, column)
        for section in profile.sections
        for group in (section.main, *section.groups)
        for spec in group.fields
        for column in spec.columns
    }
    return [
        trouble("column-unknown", path, place)
        for path, place in paths.items()
        if path not in known and not path.endswith("#text")
    ]


def _path(group: Group, column: str) -> str:
    if column == "#":
        return group.each
    return f"{group.each}/{column}" if group.each else column
