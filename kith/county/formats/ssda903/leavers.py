"""Rows of care leavers: whether the council was in touch around a birthday, what they do and where they live."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from kith.county.agencies.known import Known
from kith.county.formats.cin_census.years import Year
from kith.county.formats.ssda903.care import Care
from kith.county.formats.ssda903.layout import Row, written
from kith.county.model import Event

BIRTHDAYS = (17, 18, 19, 20, 21)
_IN_TOUCH = frozenset({"YES", "NO", "DIED", "REFU", "NREQ", "RHOM"})
_ACTIVITIES = frozenset(("F1", "P1", "F2", "P2", "F4", "P4", "F5", "P5", "G4", "G5", "G6"))
_LETTERS = "BCDEGHKRSTUVWXYZ"


def birthday_in(born: date, year: Year) -> tuple[date, int]:
    """Give the birthday that falls in a year, and how old one becomes on it."""
    at = year.number if (born.month, born.day) <= (year.last.month, year.last.day) else year.number - 1
    leap = (born.month, born.day) == (2, 29)
    return born.replace(year=at, day=28 if leap else born.day), at - born.year


def leavers(known: Known, cares: Iterable[Care], year: Year) -> Iterator[tuple[Care, Row]]:
    """Give those who turned 17 to 21 in the year, out of care by that birthday, each with the last care they left."""
    last: dict[str, Care] = {}
    for care in cares:
        last[care.person.key] = care
    for event in known.of("care_leaver"):
        left = last.get(event.person.key)
        if left is None or left.end is None or known.told(event) > year.returned:
            continue
        birthday, age = birthday_in(left.born, year)
        if age in BIRTHDAYS and event.start <= birthday and left.end <= birthday and _lasts(event, birthday):
            yield left, (left.persona.local_id, written(left.born), *_state(event))


def _lasts(event: Event, birthday: date) -> bool:
    return event.end is None or event.end >= birthday


def _state(event: Event) -> tuple[str, str, str]:
    touch = event.text("in_touch")
    touch = touch if touch in _IN_TOUCH else "YES" if touch != "0" else "NO"
    if touch != "YES":
        return touch, "0", "0"
    activity, home = event.text("activity"), event.text("accommodation")
    return touch, activity if activity in _ACTIVITIES else "G5", home if home[:1] in _LETTERS and home else "R1"
