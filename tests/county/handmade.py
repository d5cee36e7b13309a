"""Two small blocks made by hand, for tests of what agencies hold and of the formats they write.

``handmade_block()`` gives ``(wiltshire, swindon)``: blocks 0 and 1 of one plan, made afresh at each call, with a dozen
people in each and events of every kind in ``happenings.KINDS``, so that every agency holds something.

In Wiltshire: the Barlows (a couple with three children, of whom the youngest two are twins, and a dog-eared surname
history), their unborn child, old Mrs Weller who gets care at home, a young man who is arrested and sofa-surfs, and Kacper
Nowak, who was fostered and adopted: before the adoption he is another ``Person`` (``person.earlier``).
In Swindon: a refuge whose address is secret, a child in care who went missing, and a tenant in arrears.

Find people by name with ``named(block, "Ruby")``; the last name borne counts.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from kith.county.model import Block, Detail, Event, Home, Household, Institution, NameUse, Person, Sex
from kith.county.plan import Plan

PLAN = Plan(people=4_000, seed=7)
UNTIL = PLAN.until


class Maker:
    """Builds one block step by step."""

    def __init__(self, number: int, authority: str, plan: Plan = PLAN) -> None:
        self.block = Block(number, plan)
        self.authority = authority
        town, self.district = ("Swindon", "SN3") if authority == "swindon" else ("Trowbridge", "BA14")
        self.school = self.place("primary", "Larkfield Primary School", urn="990001", laestab="8659001")
        self.secondary = self.place("secondary", "Northmead School", urn="990002", laestab="8659002")
        self.surgery = self.place("surgery", "Millbrook Surgery", ods="Z99001")
        self.hospital = self.place("hospital", "Avonvale Hospital", ods="Z9H01")
        self.landlord = self.place("landlord", "Westdown Homes", provider_urn="Z9001")
        self.town = town

    def place(self, kind: str, name: str, **codes: str) -> Institution:
        home = Home(f"i{kind}", "1", "High Street", "Trowbridge", "BA14 8ZZ", 385000, 158000, "", "none")
        return Institution(f"i{self.block.number}{kind}", kind, name, home, dict(codes), "01632 960123")

    def home(self, number: str, street: str, kind: str = "house", tenure: str = "owned", secret: bool = False) -> Home:
        count = len(self.block.homes) + 1
        made = Home(
            self.block.key("h"), number, street, self.town if self.block.homes else "Trowbridge",
            f"{self.district} {count % 10}Z{'ABDEFGH'[count % 7]}", 385000 + count, 158000 + count,
            f"9990000{self.block.number:02d}{count:03d}", kind, tenure, self.authority, secret,
        )  # fmt: skip
        self.block.homes.append(made)
        return made

    def person(self, sex: Sex, born: date, forename: str, surname: str, *, middle: str = "", **rest: object) -> Person:
        made = self.block.person(sex, born, str(rest.pop("community", "english")))
        made.names.append(NameUse(born, None, forename, middle, surname))
        made.nhs = f"{9_990_000_000 + made.number}"
        if born >= date(2005, 9, 1):
            made.upn = f"A865{made.number:09d}"
        made.mobile = f"07700 900{made.number % 1000:03d}"
        made.surgery = self.surgery
        for name, value in rest.items():
            setattr(made, name, value)
        for parent in (made.mother, made.father):
            if parent is not None:
                parent.children.append(made)
        return made

    def live(self, kind: str, home: Home, start: date, *people: Person) -> Household:
        household = self.block.household(kind, home)
        for person in people:
            self.block.live(person, household, max(start, person.born))
        return household

    def event(
        self, kind: str, start: date, people: list[tuple[Person, str]], end: date | None = None, /, **more: Any
    ) -> Event:
        at = {name: more.pop(name) for name in ("home", "place", "part_of") if name in more}
        event = Event(self.block.key("e"), kind, start, end, people)
        for name, value in at.items():
            setattr(event, name, value)
        event.detail.update(more)
        return self.block.happen(event)


def named(block: Block, forename: str) -> Person:
    """Find somebody by the last forename borne."""
    return next(one for one in block.people if one.names[-1].forename == forename)


def schooling(made: Maker, child: Person, start: date, **details: Detail) -> None:
    """Enrol a child and count its attendance for two terms."""
    pupil = [(child, "pupil")]
    told: dict[str, Any] = {"year_group": "4", "boarder": 0, "fsm": 0, "sen": "N", **details}
    enrolment = made.event("enrolment", start, pupil, place=made.school, **told)
    for term, begins in ((1, date(2025, 9, 3)), (2, date(2026, 1, 6))):
        made.event(
            "attendance", begins, pupil, begins + timedelta(days=90), place=made.school, part_of=enrolment,
            term=term, possible=130, authorised=6, unauthorised=2,
        )  # fmt: skip


def protection(made: Maker, child: Person, day: date) -> Event:
    """Tell of a referral that led to a child protection plan, which goes on."""
    it = [(child, "child")]
    made.event("contact", day, it, source="2A", outcome="referral")
    made.event("early_help", day - timedelta(days=200), it, day - timedelta(days=20), organisation="Family hub")
    referral = made.event("referral", day, it, source="2A", need="N1", nfa=0, closure="")
    made.event(
        "assessment", day + timedelta(days=2), it, day + timedelta(days=40), part_of=referral,
        factors=("3A", "2B"), seen=1, supported=1,
    )  # fmt: skip
    s47 = day + timedelta(days=4)
    meeting = s47 + timedelta(days=14)
    made.event("s47", s47, it, part_of=referral, conference=meeting, not_required=0, outcome="substantiated")
    made.event("conference", meeting, it, part_of=referral, plan=1)
    made.event(
        "cp_plan", meeting, it, part_of=referral, first="NEG", latest="EMO", before=0,
        reviews=(meeting + timedelta(days=85),), visits=(meeting + timedelta(days=9), meeting + timedelta(days=19)),
    )  # fmt: skip
    made.event("cin_plan", day + timedelta(days=41), it, meeting + timedelta(days=30), part_of=referral)
    return referral


def care(made: Maker, child: Person, start: date, end: date | None, placement: Home, carer: Person) -> Event:
    """Tell of a period of care in two episodes, with a review, health checks and the referral before it."""
    it = [(child, "child")]
    referral = made.event("referral", start - timedelta(days=30), it, end, source="1B", need="N1", nfa=0, closure="RC1")
    looked = made.event("looked_after", start, it, end, part_of=referral, need="N1", uasc=0)
    turn = start + timedelta(days=60)
    common: dict[str, Any] = {"need": "N1", "placement": "U4", "provider": "PR1", "part_of": looked}
    both = [*it, (carer, "foster_carer")]
    made.event("episode", start, both, turn, home=placement, new="S", ceased="X1", legal="C1", why_changed="", **common)
    made.event(
        "episode", turn, both, end, home=placement, new="L", ceased="E11" if end else "", legal="C2", why_changed="",
        **common,
    )  # fmt: skip
    made.event("care_review", start + timedelta(days=20), it, part_of=looked, participation="PN1")
    for number, kind in enumerate(("HEALTH", "DENTAL", "IMMUNISED")):
        made.event("health_check", start + timedelta(days=25 + number), it, part_of=looked, kind=kind)
    return looked


def handmade_block() -> tuple[Block, ...]:
    """Give the two blocks, Wiltshire's and Swindon's, made afresh."""
    from tests.county.handmade_families import swindon, wiltshire

    return wiltshire(Maker(0, "wiltshire")), swindon(Maker(1, "swindon"))
