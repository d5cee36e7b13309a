"""Rows of episodes, missing, reviews and social workers: what changed and happened while a child was looked after."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from kith.county.agencies.known import Known
from kith.county.formats.cin_census.years import Year
from kith.county.formats.ssda903.care import Care
from kith.county.formats.ssda903.layout import Row, written
from kith.county.formats.ssda903.placements import NO_PROVIDER, placement, reason, urn
from kith.county.formats.ssda903.workers import worked
from kith.county.model import Event

_PARTICIPATION = frozenset(f"PN{number}" for number in range(8))
_SPEAKS = 4
"""Age from which a child takes part in its review: below it the code is PN0."""
_PLACE_CHANGED = frozenset({"P", "B", "T", "U"})
_AWAY = "absent"


def home_postcode(care: Care) -> str:
    """Give the postcode the child was taken from; none for one who came alone from abroad.

    Of a child that had no home yet, such as a baby taken from hospital, it is that of the parents.
    """
    if care.unaccompanied:
        return ""
    day = care.event.start - timedelta(days=1)
    parents = [one for one in (care.person.mother, care.person.father) if one is not None]
    homes = [one.home_on(day) for one in (care.person, *parents)]
    homes += [one.stays[0].home for one in parents if one.stays]
    return next((home.postcode for home in homes if home is not None), "")


def episodes(known: Known, care: Care, year: Year) -> Iterator[Row]:
    """Give a row for every change of placement or legal status in force in the year."""
    home = home_postcode(care)
    here = frozenset(one.key for one in care.episodes_in(year))
    around = zip([None, *care.episodes], care.episodes, [*care.episodes[1:], None], strict=False)
    for before, one, after in around:
        if one.key in here:
            end = year.until(one.end)
            place = placement(one)
            yield (
                care.persona.local_id, written(one.start), reason(one, before), one.text("legal"), one.text("need"),
                place, "" if place in NO_PROVIDER else one.text("provider"), written(end),
                one.text("ceased") if end else "", _why(one, after) if end else "", home,
                one.home.postcode if one.home else "", urn(known, one),
            )  # fmt: skip


def _why(one: Event, after: Event | None) -> str:
    """Give why a placement changed, which must be said whenever the next episode begins with a change of it."""
    changed = after is not None and reason(after, one) in _PLACE_CHANGED
    return one.text("why_changed") or ("OTHER" if changed else "")


def reviews(care: Care, year: Year) -> Iterator[Row]:
    """Give a row for every review held in the year."""
    for one in care.during["care_review"]:
        if year.holds(one.start):
            code = one.text("participation")
            young = care.person.age_on(one.start) < _SPEAKS
            if young or code not in _PARTICIPATION or code == "PN0":
                code = "PN0" if young else "PN1"
            yield care.persona.local_id, written(care.born), written(one.start), code


def missing(care: Care, year: Year) -> Iterator[Row]:
    """Give a row for every time the child was missing or away in the year; one that overlaps the last is left out."""
    before: date | None = None
    for one in care.during["missing"]:
        end = min((day for day in (one.end, care.end) if day is not None), default=None)
        if before is not None and one.start < before:
            continue
        before = end or date.max
        if one.start <= year.last and (end is None or end >= year.first):
            kind = "A" if _AWAY in one.text("risk") else "M"
            yield care.persona.local_id, written(care.born), kind, written(one.start), written(year.until(end))


def social_workers(known: Known, care: Care, year: Year) -> Iterator[Row]:
    """Give a row for everybody who was the child's worker in the year."""
    for one in worked(known, care):
        if one.start <= year.last and (one.end is None or one.end >= year.first):
            yield (
                care.persona.local_id, written(care.born), one.number, written(one.start),
                written(year.until(one.end)), one.reason,
            )  # fmt: skip
