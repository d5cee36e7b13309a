"""Lists 10 and 11: children for whom adoption was decided, under the number they had before, and who adopts them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import accumulate

from kith.county.formats.annex_a.asking import Asking
from kith.county.formats.annex_a.layout import Cells
from kith.county.formats.cin_census.cases import day_of, yes
from kith.county.formats.ssda903.care import ADOPTED, Care
from kith.county.model import Event

_TO_ADOPTERS = (
    ("Date Stage 1 started", 20),
    ("Date Stage 1 ended", 60),
    ("Date Stage 2 started", 10),
    ("Date application submitted", 40),
    ("Date Stage 2 ended", 80),
    ("Date application approved", 14),
)
"""The steps after an enquiry, each with the days it takes at most. Stages one and two should take two and four months
(Statutory guidance on adoption, 2013); the rest is our guess."""
_BEFORE_MATCH = 120


def children(asking: Asking, cares: Sequence[Care]) -> Iterator[Cells]:
    """List 10: those meant for adoption now, and those adopted or no longer meant for it in the last year."""
    for care in cares:
        decided = care.meant_for_adoption()
        ended = asking.known.ended(care.event)
        if decided is None or decided > asking.day or (ended is not None and ended < asking.year):
            continue
        adopted = ended is not None and care.episodes[-1].text("ceased") in ADOPTED
        yield {
            **asking.child(care.persona),
            **asking.disabled(care.persona),
            "Family identifier": _family(asking, care),
            "Date the Child Entered Care": care.event.start,
            "Date of Decision that Child Should be Placed for Adoption": decided,
            "Date of Placement Order": min(
                (one.start for one in care.episodes if one.text("legal") == "E1"), default=None
            ),
            **_steps(care, decided),
            "Date of Adoption Order": ended if adopted else None,
            "Date of Decision that Child Should No Longer be Placed for Adoption": None if adopted else ended,
            "Reason Why Child No Longer Placed for Adoption": (
                asking.value("stopped", "RD4") if ended and not adopted else None
            ),
        }


def _steps(care: Care, decided: date) -> Cells:
    """Give the days of matching and placing, and of fostering by those who then adopted."""
    event = care.adoption
    if event is None:
        return {}
    placed = care.placed or day_of(event, "placed")
    fostered = placed if yes(event, "before") else None
    return {
        "Date of Matching Child and Prospective Adopters": care.matched,
        "Date Placed for Adoption": max(placed, decided) if placed else None,
        "Date the child was placed for fostering in FFA or concurrent planning placement": fostered,
    }


def _family(asking: Asking, care: Care) -> str | None:
    """Give the adoptive family's number in the council's books, once there is a family."""
    return asking.known.reference(care.adoption, "F") if care.adoption is not None else None


def adopters(asking: Asking, cares: Sequence[Care]) -> Iterator[Cells]:
    """List 11: those with whom children were placed whose adoption was ordered in the last year."""
    for care in cares:
        event = care.adoption
        if event is None or event.start < asking.year:
            continue
        enquired, steps = _approval(asking, care.matched or event.start)
        for person, part in event.people:
            if part == "adopter":
                persona = asking.known.persona(person, event.start)
                yield {
                    "Individual adopter identifier": persona.local_id,
                    "Family identifier": _family(asking, care),
                    "Gender": asking.value("sex", persona.sex or "U"),
                    "Ethnicity": asking.value("ethnicity", persona.ethnicity or "NOBT"),
                    **asking.disabled(persona, "Disability"),
                    "Is the (prospective) adopter fostering for adoption?": asking.yes(is_so=yes(event, "before")),
                    "Date enquiry received": enquired,
                    **steps,
                    **_placed(care, event),
                }


def _approval(asking: Asking, matched: date) -> tuple[date, Mapping[str, date]]:
    """Give the day of the enquiry and of the steps after it, so that they end before the match."""
    takes = [asking.chance.whole(1, most) for _, most in _TO_ADOPTERS]
    enquired = matched - timedelta(days=asking.chance.whole(1, _BEFORE_MATCH) + sum(takes))
    names = (name for name, _ in _TO_ADOPTERS)
    return enquired, {
        name: enquired + timedelta(days=days) for name, days in zip(names, accumulate(takes), strict=True)
    }


def _placed(care: Care, event: Event) -> Cells:
    return {
        "Date adopter matched with child(ren)": care.matched,
        "Date child/children placed with adopter(s)": care.placed or day_of(event, "placed"),
        "No. of children placed": 1,
        "Date of Adoption Order": event.start,
    }
