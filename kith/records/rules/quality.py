"""How good the files of a feed are: what is filled in, whether they come in time, and whether they get better or worse.

Less is better: a high figure in the words here is one of findings.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from kith.lib.phrases import count
from kith.outside.files import normal_heading
from kith.records.rules.profiles import FieldSpec, Profile
from kith.records.rules.variation import FEWEST, FIRM, Chart, Side, Signal

PER = 1_000
"""Findings are counted for so many rows, so that files of every size can be compared."""

# -- Whether files come in time. ---------------------------------------------------------------------------------------


class Fresh(StrEnum):
    """Whether the newest file came when it should."""

    NEVER = "never"
    IN_TIME = "in_time"
    DUE = "due"
    LATE = "late"
    NOT_EXPECTED = "not_expected"


class Wait(NamedTuple):
    """After so many days a new file is due, and after so many it is late: a weekend, a holiday and an illness allowed."""

    due: int
    late: int


# By the schedule a feed agreed to. What is sent by hand is never late.
WAITS: Mapping[str, Wait | None] = {
    "daily": Wait(1, 4),
    "weekly": Wait(7, 11),
    "monthly": Wait(31, 38),
    "quarterly": Wait(92, 106),
    "yearly": Wait(366, 397),
    "by_hand": None,
}


@dataclass(frozen=True, slots=True)
class Freshness:
    """How old the newest file is, and what that means."""

    state: Fresh
    words: str
    days: int | None = None


def freshness(schedule: str, newest: date | None, today: date, *, taken: bool = True) -> Freshness:
    """Hold the day of the newest file against the schedule. Of a feed that is not ``taken`` no file is expected."""
    if newest is None:
        return Freshness(Fresh.NEVER, "No file has come yet.")
    days = max(0, (today - newest).days)
    age = "The newest file is from today." if not days else f"The newest file is {count(days, 'day')} old."
    wait = WAITS[schedule]
    if not taken or wait is None:
        why = "No more are taken." if not taken else "Files come when somebody sends one, so none is late."
        return Freshness(Fresh.NOT_EXPECTED, f"{age} {why}", days)
    if days > wait.late:
        return Freshness(Fresh.LATE, f"{age} The next one was due {count(days - wait.due, 'day')} ago.", days)
    if days >= wait.due:
        return Freshness(Fresh.DUE, f"{age} The next one is due.", days)
    return Freshness(Fresh.IN_TIME, f"{age} The next one is due in {count(wait.due - days, 'day')}.", days)


# -- What is filled in. ------------------------------------------------------------------------------------------------

# What is in the file and says nothing: counted as blank.
STANDS_FOR_NOTHING = frozenset({"error-value", "filler"})
# What is in the file and could not be read, or not be used.
UNREADABLE = frozenset(
    {
        "date-impossible",
        "date-placeholder",
        "date-unreadable",
        "code-unknown",
        "number-unreadable",
        "nhs-invalid",
        "upn-invalid",
        "identifier-stand-in",
        "identifier-mangled",
        "postcode-invalid",
    }
)


@dataclass(frozen=True, slots=True)
class Counted:
    """What was counted in one file; a field goes by its section and its heading or path."""

    rows: int
    """All there are."""
    looked: Mapping[str, int]
    """In each section, the rows that were looked at: of a long file every so many."""
    filled: Mapping[tuple[str, str], int]
    """Of these, the rows in which a field has something in it."""
    troubles: Mapping[tuple[str, str, str], int]
    """In all rows: section, field and what was found."""
    columns: Mapping[str, Sequence[str]]
    """The headings of each section, where the file has headings."""

    @property
    def every(self) -> float:
        """Say how many rows one that was looked at stands for: itself alone, unless the file is long."""
        seen = sum(self.looked.values())
        return max(1.0, self.rows / seen) if seen else 1.0

    def times(self, section: str, fields: Sequence[str], codes: frozenset[str]) -> int:
        """Count what was found in a field."""
        return sum(self.troubles.get((section, field, code), 0) for field in fields for code in codes)


@dataclass(frozen=True, slots=True)
class Filled:
    """One field of a file: in what share of its rows it says something, and in what share that could not be read."""

    section: str
    field: str
    required: bool
    share: float
    unreadable: float

    @property
    def percent(self) -> str:
        """Say the share with a value."""
        return percent(self.share)

    @property
    def percent_unreadable(self) -> str:
        """Say the share that could not be read."""
        return percent(self.unreadable)


def percent(share: float) -> str:
    """Say a share; what is not quite all or not quite nothing is never rounded to either."""
    if 0 < share < SMALL:
        return "under 1%"
    return "over 99%" if 1 - SMALL < share < 1 else f"{share:.0%}"


SMALL = 0.01


def completeness(form: Profile, counted: Counted) -> list[Filled]:
    """Say how complete each field is that the format knows, in the order of the file."""
    return [
        _filled(section, spec, fields, counted)
        for section in sorted(counted.looked)
        for spec, fields in _fields(form, section, counted)
    ]


def _fields(form: Profile, section: str, counted: Counted) -> Iterator[tuple[FieldSpec, tuple[str, ...]]]:
    """Give each field that may stand in a section, and what it is called there: by heading, or else by path."""
    if form.header and section == form.header:
        return
    headings = counted.columns.get(section)
    if headings is None:
        yield from _paths(form)
        return
    known = {
        normal_heading(column): spec for part in form.sections for spec in part.main.fields for column in spec.columns
    }
    for heading in headings:
        if spec := known.get(normal_heading(heading)):
            yield spec, (heading,)


def _paths(form: Profile) -> Iterator[tuple[FieldSpec, tuple[str, ...]]]:
    for part in form.sections:
        for group in (part.main, *part.groups):
            for field in group.fields:
                # Needed where there is such a part at all, and not every record has one.
                spec = field if group is part.main else replace(field, required=False)
                if spec.columns[0] != "#":
                    inside = [f"{group.each}/{column}" if group.each else column for column in spec.columns]
                    # A finding names the path as the part of a record has it; the whole record, from its root.
                    yield spec, (*inside, *(column for column in spec.columns if column not in inside))


def _filled(section: str, spec: FieldSpec, fields: tuple[str, ...], counted: Counted) -> Filled:
    looked = counted.looked[section]
    filled = sum(counted.filled.get((section, field), 0) for field in fields)
    nothing = counted.times(section, fields, STANDS_FOR_NOTHING) / counted.every
    unreadable = counted.times(section, fields, UNREADABLE) / counted.every
    return Filled(
        section=section,
        field=fields[0],
        required=spec.required,
        share=_share(filled - nothing, looked),
        unreadable=_share(unreadable, looked),
    )


def _share(part: float, whole: int) -> float:
    return min(1.0, max(0.0, part / whole)) if whole else 0.0


# -- Whether they get better or worse. ---------------------------------------------------------------------------------


def rate(findings: int, rows: int) -> float | None:
    """Give findings for every thousand rows; a file without rows has none."""
    return PER * findings / rows if rows else None


_NOW = {
    (
        "outside",
        Side.HIGH,
    ): "The newest file has more findings than this feed’s own pattern explains. Ask what changed.",
    (
        "outside",
        Side.LOW,
    ): "The newest file has fewer findings than this feed’s own pattern explains. Ask what changed: "
    "it is better, or part of it is missing.",
    ("run", Side.HIGH): "The last {n} files all have more findings than the mean. Something has changed for the worse.",
    (
        "run",
        Side.LOW,
    ): "The last {n} files all have fewer findings than the mean. Something has changed for the better.",
    ("trend", Side.HIGH): "Each of the last {n} files has more findings than the one before. It is getting worse.",
    ("trend", Side.LOW): "Each of the last {n} files has fewer findings than the one before. It is getting better.",
}
CALM = (
    "The files vary as they always do. No file by itself is worth asking about; to have fewer findings, change how the "
    "files are made."
)


def say(one: Chart) -> list[str]:
    """Say in plain words what a chart of findings shows, newest first."""
    there = len(one.figures)
    if not one.has_limits:
        so_far = f"So far there is {count(there, 'file')} with rows." if there else "So far there is no file with rows."
        need = count(FEWEST - there, "more file")
        return [so_far, f"A chart needs {FEWEST}, to tell a change from chance. It appears here after {need}."]
    newest = [signal for signal in one.signals if signal.last == there - 1]
    before = sum(bool(one.marked(place)) for place in range(min([there, *(signal.first for signal in newest)])))
    words = [_said(signal, there) for signal in newest] or [CALM]
    if before:
        words.append(
            f"Earlier there {'is' if before == 1 else 'are'} {count(before, 'file')} that chance does not explain."
        )
    if one.provisional:
        words.append(f"The limits are provisional until there are {FIRM} files.")
    return words


def _said(signal: Signal, there: int) -> str:
    return _NOW[signal.rule, signal.side].format(n=there - signal.first)
