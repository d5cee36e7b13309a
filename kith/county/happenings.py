"""What can happen: every kind of event, the parts people have in it, and the details it carries. A table, no code."""

from __future__ import annotations

from typing import NamedTuple


class Kind(NamedTuple):
    """One kind of event."""

    parts: tuple[str, ...]
    """Those in it; the first is the one whom it is about."""
    details: tuple[str, ...] = ()
    ends: bool = False
    """Whether it lasts; what does not, happened on one day."""


KINDS: dict[str, Kind] = {
    # Life. Births and deaths are also on the person, moves are also stays.
    "birth": Kind(("child", "mother", "father")),
    "death": Kind(("person",)),
    "move": Kind(("person",), ("why",)),  # why: new_home, separation, together, left_home, in_care, came, left, prison
    "partnership": Kind(("person", "person"), ("married",), ends=True),  # married: 0 or 1
    # School. place is the school.
    "enrolment": Kind(("pupil",), ("year_group", "boarder", "fsm", "sen"), ends=True),  # fsm 0/1; sen: N, K, E
    "exclusion": Kind(
        ("pupil",), ("category", "reason", "sessions"), ends=True
    ),  # PERM, SUSP, LNCH; reason: PP PA VP ...
    "attendance": Kind(("pupil",), ("term", "possible", "authorised", "unauthorised"), ends=True),  # one a term
    "home_educated": Kind(("pupil",), (), ends=True),
    "missing_education": Kind(("pupil",), ("why",), ends=True),
    # Health. place is the surgery or hospital.
    "registration": Kind(("patient",), (), ends=True),
    "ed_attendance": Kind(("patient",), ("complaint", "arrival", "safeguarding", "outcome")),
    "admission": Kind(("patient",), ("reason",), ends=True),
    "health_contact": Kind(("patient",), ("service", "attended")),  # attended: 0 is "was not brought"
    # Children's social care. Codes are those of the children in need census and of SSDA903.
    "contact": Kind(("child",), ("source", "outcome")),  # outcome: referral, early_help, none
    "early_help": Kind(("child",), ("organisation",), ends=True),
    "referral": Kind(("child",), ("source", "need", "nfa", "closure"), ends=True),  # ends when the case closes
    "assessment": Kind(("child",), ("factors", "seen", "supported"), ends=True),  # part_of the referral
    "s47": Kind(("child",), ("conference", "not_required", "outcome")),  # conference: the day; not_required 0/1
    "conference": Kind(("child",), ("plan",)),  # plan: 0/1
    "cp_plan": Kind(("child",), ("first", "latest", "before", "reviews", "visits"), ends=True),  # NEG PHY SAB EMO MUL
    "cin_plan": Kind(("child",), (), ends=True),
    "looked_after": Kind(("child",), ("need", "uasc"), ends=True),
    # One row of change of SSDA903, part_of looked_after; home is the placement; people may have ("foster_carer").
    "episode": Kind(("child",), ("new", "ceased", "legal", "need", "placement", "provider", "why_changed"), ends=True),
    "care_review": Kind(("child",), ("participation",)),
    "health_check": Kind(("child",), ("kind",)),  # of a looked-after child: HEALTH, DENTAL, IMMUNISED
    "adoption": Kind(("child", "adopter", "adopter"), ("decided", "matched", "placed", "before")),
    "care_leaver": Kind(("child",), ("pathway", "in_touch", "activity", "accommodation"), ends=True),
    # Police. home is where; people have the parts harmed, suspected, witness, present (a child who was there).
    "missing": Kind(("child",), ("risk", "found", "reporter", "offered", "accepted", "harm", "from"), ends=True),
    "occurrence": Kind(("harmed", "suspected"), ("type", "outcome", "vehicle", "words")),
    "stop": Kind(("suspected",), ("words", "vehicle", "outcome")),
    # Adults.
    "asc_request": Kind(("adult",), ("route", "outcome")),
    "asc_assessment": Kind(("adult",), ("kind", "outcome"), ends=True),
    "asc_service": Kind(("adult",), ("service", "component", "reason"), ends=True),
    "asc_review": Kind(("adult",), ("planned", "outcome"), ends=True),
    "carer_assessment": Kind(("carer", "adult"), ("outcome",)),
    "adult_concern": Kind(("adult", "suspected"), ("abuse", "location", "words")),
    "adult_enquiry": Kind(("adult",), ("abuse", "outcome", "asked", "met"), ends=True),
    # Housing. home is the tenancy; people are the tenants and those who live with them. place is the landlord.
    "tenancy": Kind(("tenant", "household"), ("landlord", "tenure", "rent"), ends=True),
    "arrears": Kind(("tenant",), ("amount", "stage")),
    "asb": Kind(("tenant",), ("words", "stage"), ends=True),
    "homeless": Kind(("applicant", "household"), ("reason", "needs", "outcome"), ends=True),
    # Youth justice.
    "yj_outcome": Kind(("offender",), ("offence", "disposal", "gravity"), ends=True),
}
