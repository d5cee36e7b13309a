"""Lists 1 to 4: contacts, early help, referrals and assessments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kith.county.formats.annex_a.asking import Asking
from kith.county.formats.annex_a.layout import Cells
from kith.county.formats.cin_census.cases import Case, yes


def contacts(asking: Asking) -> Iterator[Cells]:
    """List 1: contacts of the last six months."""
    for event in asking.known.of("contact"):
        if event.start >= asking.half_year:
            yield {
                **asking.child(asking.known.persona(event.person, event.start)),
                "Date of Contact": event.start,
                "Contact Source": asking.value("source", event.text("source")),
            }


def early_help(asking: Asking) -> Iterator[Cells]:
    """List 2: early help assessments begun in the last six months."""
    for event in asking.known.of("early_help"):
        if event.start >= asking.half_year:
            yield {
                **asking.child(asking.known.persona(event.person, event.start)),
                "Assessment start date": event.start,
                "Assessment completion date": asking.known.ended(event),
                "Organisation completing assessment": event.text("organisation"),
            }


def referrals(asking: Asking, cases: Sequence[Case]) -> Iterator[Cells]:
    """List 3: referrals of the last six months."""
    before: dict[str, int] = {}
    for case in cases:
        event, number = case.referral, case.persona.local_id
        if event.start >= asking.year:
            before[number] = before.get(number, 0) + 1
        if event.start >= asking.half_year:
            yield {
                **asking.child(case.persona),
                "Date of referral": event.start,
                "Referral Source": asking.value("source", event.text("source")),
                "Referral NFA?": asking.yes(is_so=case.no_action),
                "Number of Referrals in Last 12 Months": before[number] - 1,
                **asking.team("door", case.persona, event),
            }


def assessments(asking: Asking, cases: Sequence[Case]) -> Iterator[Cells]:
    """List 4: assessments that were going on in the last six months."""
    for case in cases:
        for event in case.parts["assessment"]:
            if not asking.recent(event):
                continue
            done = asking.known.ended(event)
            yield {
                **asking.child(case.persona),
                **asking.disabled(case.persona),
                "Continuous Assessment Start Date": event.start,
                "Child Seen During Continuous Assessment": asking.yes(is_so=yes(event, "seen"), name="seen"),
                "Continuous Assessment Date of Authorisation": done,
                "Was the child assessed as requiring LA children's social care support?": (
                    asking.yes(is_so=yes(event, "supported")) if done else None
                ),
                **asking.team("assessing", case.persona, event),
            }
