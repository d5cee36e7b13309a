"""Children's social care: contacts, early help and referrals, gathered in the households where trouble is likelier.

A child has one case open at a time. Those looked after have one round their time in care; the others come by chance, often
with their brothers and sisters, and often again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from kith.county.chance import Chance
from kith.county.lives.cases import Case, open_case
from kith.county.lives.days import after, birthday, earliest, working
from kith.county.lives.rates import Rates
from kith.county.lives.scene import ADULT, Here, Lottery, Scene, gone, often, stay_on
from kith.county.model import Event, Person

RATES: Final = Rates("social_care")
SOURCES: Final = RATES.table("referral", "by")
CONTACT_SOURCES: Final = RATES.table("contact", "by")
ORGANISATIONS: Final = RATES.table("early_help", "organisation")
PER: Final = 10_000
BEFORE_CARE = 150
"""A case is open for at most so many days before a child comes into care."""
APART = timedelta(days=1)
STEPPED_DOWN = "RC9"


@dataclass(slots=True)
class Desk:
    """What the front door of a council knows of the children of one block: whose case is open until when."""

    scene: Scene
    chance: Chance
    open_until: dict[Person, list[tuple[date, date]]]

    def free(self, child: Person, day: date) -> date | None:
        """Give the day by which a case opened on a day must be closed, for the next begins; nothing while one is open."""
        limit = date.max
        for start, end in self.open_until.get(child, ()):
            if start <= day <= end:
                return None
            if start > day:
                limit = min(limit, start - APART)
        return limit

    def close(self, case: Case) -> None:
        """Note that a case was open, so that no other is at the same time."""
        self.open_until.setdefault(case.child, []).append((case.start, case.end or date.max))


def add(scene: Scene, chance: Chance) -> None:
    """Add all of it."""
    desk = Desk(scene, chance, {})
    for period in scene.block.of("looked_after"):
        _round_care(desk, period)
    among = Lottery((here, here.years * scene.strain[here.person]) for here in scene.children)
    if not among.things:
        return
    years = sum(here.years for here in scene.children)
    wanted = RATES.number("referral", "each_10_000_children") / PER * years
    _referrals(desk, among, wanted)
    _contacts(desk, among, wanted)


def _referrals(desk: Desk, among: Lottery[Here], wanted: float) -> None:
    """Draw families until there are as many referrals as there should be."""
    count, tries = often(desk.chance, wanted), 0
    made = 0
    while made < count and tries < count * 3:
        tries += 1
        here = among.draw(desk.chance)
        day = desk.scene.day_in(desk.chance, here)
        made += _together(desk, here.person, day)


def _together(desk: Desk, child: Person, day: date) -> int:
    """Refer a child and most of the other children of the home; and again, if it is not over. Count the referrals."""
    scene, chance = desk.scene, desk.chance
    share = RATES.number("referral", "share_sibling")
    others = [one for one in scene.with_them(child, day) if one.age_on(day) < ADULT and chance.yes(share)]
    made, last = 0, day
    source = chance.weighted(SOURCES)
    no_action = chance.yes(RATES.number("referral", "share_no_action"))
    for one in (child, *others):
        stay = stay_on(one, day)
        limit = desk.free(one, day)
        if limit is None or stay is None or stay.kind == "placement" or one not in scene.present:
            continue
        case = open_case(scene, chance, one, day, (limit, source, no_action))
        desk.close(case)
        if case.end is not None and case.referral.text("closure") == STEPPED_DOWN:
            early_help(scene, chance, one, working(after(case.end, 5)), case.referral)
        made += 1
        last = max(last, case.end or scene.until)
    again = after(last, 5 + chance.waiting(RATES.number("referral", "days_again")))
    if made and again < scene.until and chance.yes(RATES.number("referral", "share_again")) and _at_home(child, again):
        made += _together(desk, child, working(again))
    return made


def _at_home(child: Person, day: date) -> bool:
    stay = stay_on(child, day + timedelta(days=7))
    return child.here_on(day + timedelta(days=7)) and child.age_on(day) < ADULT - 1 and stay is not None


def _round_care(desk: Desk, looked_after: Event) -> None:
    """Open a case before a child came into care, and close it when the care ended."""
    child, scene, chance = looked_after.person, desk.scene, desk.chance
    first = max(child.born, child.came or child.born, child.stays[0].start)
    sooner = 0 if looked_after.detail["uasc"] else 10 + chance.whole(0, BEFORE_CARE - 10)
    start = max(after(looked_after.start, -sooner), first)
    for _, end in desk.open_until.get(child, ()):
        start = min(max(start, after(end, 1)), looked_after.start)
    source = "7" if looked_after.detail["uasc"] else chance.weighted(SOURCES)
    case = open_case(scene, chance, child, start, (date.max, source, False), looked_after)
    looked_after.part_of = case.referral
    desk.close(case)


def _contacts(desk: Desk, among: Lottery[Here], referrals: float) -> None:
    """Add the contacts that came to nothing or to early help; those that became referrals are there already."""
    chance, scene = desk.chance, desk.scene
    to_referral, to_help = RATES.number("contact", "share_to_referral"), RATES.number("contact", "share_to_early_help")
    count = often(chance, referrals * (1 - to_referral) / to_referral)
    for _ in range(count):
        here = among.draw(chance)
        child, day = here.person, scene.day_in(chance, here)
        helped = chance.yes(to_help / (1 - to_referral))
        contact = scene.tell(
            "contact",
            day,
            [(child, "child")],
            home=child.home_on(day),
            source=chance.weighted(CONTACT_SOURCES),
            outcome="early_help" if helped else "none",
        )
        if helped:
            early_help(scene, chance, child, working(after(day, chance.whole(3, 20))), contact)


def early_help(scene: Scene, chance: Chance, child: Person, day: date, after_what: Event) -> None:
    """Add early help for a child from a day, if they are still here."""
    limit = earliest(gone(child), birthday(child.born, ADULT))
    if day > scene.until or (limit is not None and day >= limit):
        return
    end = earliest(after(day, 20 + chance.waiting(RATES.number("early_help", "days"))), limit)
    organisation = chance.weighted(ORGANISATIONS)
    scene.tell(
        "early_help",
        (day, end),
        [(child, "child")],
        home=child.home_on(day),
        part_of=after_what,
        organisation=organisation,
    )
