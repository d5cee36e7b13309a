"""One case of children's social care: the referral and all that came of it, in the order that statute gives.

A contact, a referral, an assessment within 45 working days, an enquiry under section 47, a conference within 15 working
days of the strategy discussion, a child protection plan from the day of the conference, a child in need plan where there
is no other, and an end with the code of why.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from kith.county.chance import Chance
from kith.county.lives.days import DAY, after, birthday, earliest, worked, working
from kith.county.lives.factors import NONE_FOUND, OTHER_FOUND, factors
from kith.county.lives.rates import Rates
from kith.county.lives.scene import ADULT, Scene, gone
from kith.county.model import Event, Home, Person

RATES: Final = Rates("social_care")
NEEDS: Final = RATES.table("referral", "need")
S47_OUTCOMES: Final = RATES.table("s47", "outcome")
CATEGORIES: Final = RATES.table("plan", "first")
BEFORE: Final = RATES.table("plan", "before")
CLOSED_AT_ONCE: Final = RATES.table("closure", "none")
CLOSED_AFTER: Final = RATES.table("closure", "after")
BY_CEASED: Final = {
    "E11": "RC1", "E12": "RC1", "E2": "RC2", "E41": "RC3", "E45": "RC4", "E46": "RC4", "E47": "RC4", "E48": "RC4",
    "E3": "RC5", "E7": "RC6",
}  # fmt: skip
"""Why a case closed, by why a child ceased to be looked after; RC7 for all others."""
TO_CONFERENCE = "Initial CP Conference"


@dataclass(slots=True)
class Case:
    """A case while it is being told."""

    scene: Scene
    chance: Chance
    child: Person
    start: date
    limit: date
    """The first day on which it can no longer be open: the child came of age, died or left, or the next case began."""
    home: Home | None
    referral: Event
    care: Event | None = None
    end: date | None = None
    last: date = date.min
    """The last day on which anything was done in it so far."""
    assessment: Event | None = None
    enquired: bool = False
    """Whether there was an enquiry under section 47: then it does not close as one in which nothing was needed."""

    def tell(self, kind: str, when: date | tuple[date, date | None], **detail: Any) -> Event:
        """Add a part of it."""
        child = [(self.child, "child")]
        self.last = max(self.last, when if isinstance(when, date) else when[0])
        return self.scene.tell(kind, when, child, home=self.home, part_of=self.referral, **detail)

    def chanced(self, section: str, name: str) -> bool:
        """Say yes in the share of a table."""
        return self.chance.yes(RATES.number(section, name))

    def fits(self, day: date) -> bool:
        """Say whether a day lies before the case must end and before the last day of the county."""
        return day < self.limit and day <= self.scene.until


def open_case(
    scene: Scene,
    chance: Chance,
    child: Person,
    day: date,
    terms: tuple[date, str, bool],
    care: Event | None = None,
) -> Case:
    """Open a case and tell all of it. The terms: by when it must close, who referred, whether nothing was done."""
    limit, source, no_action = terms
    last = earliest(birthday(child.born, ADULT), gone(child), limit) or limit
    home = child.home_on(day)
    who = [(child, "child")]
    contact = scene.tell("contact", day, who, home=home, source=source, outcome="referral")
    need = "N8" if care and care.detail["uasc"] else chance.weighted(NEEDS)
    if care:
        need = care.text("need")
    referral = scene.tell(
        "referral",
        (day, None),
        who,
        home=home,
        part_of=contact,
        source=source,
        need=need,
        nfa=int(no_action),
        closure="",
    )
    case = Case(scene, chance, child, day, last, home, referral, care)
    if no_action:
        _close(case, after(day, chance.whole(0, 3)), "RC7")
    else:
        _work(case)
    return case


def _close(case: Case, day: date, code: str) -> None:
    """Close the referral, on the day it must end at the latest."""
    day = max(day, case.start)
    if day >= case.limit:
        day, code = case.limit, _cut_off(case)
    case.end = day
    if day <= case.scene.until:
        case.referral.end = day
        case.referral.detail["closure"] = code


def _cut_off(case: Case) -> str:
    child, day = case.child, case.limit
    if day == child.died:
        return "RC2"
    return "RC5" if day == child.left else "RC7"


def _work(case: Case) -> None:
    done, supported = _assess(case)
    if done is None:
        _leave_open(case)
        return
    planned = _protect(case)
    if supported or case.enquired:
        _find_something(case)
    done = max(done, case.last)
    if case.care is not None:
        _with_care(case, case.care)
    elif planned is not None:
        _step_down(case, planned)
    elif supported or case.enquired:
        _in_need(case, after(done, case.chance.whole(0, 7)))
    else:
        _close(case, working(after(done, case.chance.whole(0, 5))), case.chance.weighted(CLOSED_AT_ONCE))


def _find_something(case: Case) -> None:
    """Let an assessment that led to help have found something, if only what has no code of its own."""
    if case.assessment is not None and case.assessment.detail["factors"] == (NONE_FOUND,):
        case.assessment.detail["factors"] = (OTHER_FOUND,)


def _leave_open(case: Case) -> None:
    """Let a case whose assessment is not done run on, or be cut off."""
    case.end = case.limit
    _close(case, case.limit, "RC7")


def _assess(case: Case) -> tuple[date | None, bool]:
    """Add the assessment; give the day it was done, if it was, and whether help was needed."""
    chance = case.chance
    most = int(RATES.number("assessment", "working_days"))
    late = int(RATES.number("assessment", "latest_working_days"))
    in_time = case.chanced("assessment", "share_in_time")
    days = chance.whole(8, most) if in_time else chance.whole(most + 1, late)
    start = working(after(case.start, chance.whole(0, 2)))
    if case.care is not None and case.care.detail["uasc"]:
        start = case.start
    done = worked(case.start, days)
    if not case.fits(start):
        return None, False
    over = case.fits(done)
    supported = case.care is not None or case.chanced("assessment", "share_supported")
    end = done if over else case.limit
    ended = end <= case.scene.until
    case.assessment = case.tell(
        "assessment",
        (start, end if end < date.max else None),
        factors=factors(case.child, case.start, chance) if ended else (),
        seen=int(case.chanced("assessment", "share_seen")),
        supported=int(supported) if over else 0,
    )
    return (done if over else None), supported


def _protect(case: Case) -> date | None:
    """Add an enquiry under section 47 and what came of it; give the day a child protection plan ended, if there was one."""
    in_care = case.care is not None
    if in_care and case.care is not None and case.care.detail["uasc"]:
        return None
    if not in_care and not case.chanced("s47", "share_of_referrals"):
        return None
    start = working(after(case.start, case.chance.whole(0, 12)))
    room = case.care.start if case.care is not None else case.limit
    held = _conference_day(case, start)
    to_conference = case.chanced("s47", "share_to_conference") and held < room and case.fits(held)
    if start >= room or not case.fits(start):
        return None
    outcome = TO_CONFERENCE if to_conference else case.chance.weighted(S47_OUTCOMES)
    case.tell(
        "s47", start, conference=held if to_conference else "", not_required=int(not to_conference), outcome=outcome
    )
    case.enquired = True
    if not to_conference:
        return None
    plan = case.chanced("plan", "share_of_conferences")
    case.tell("conference", held, plan=int(plan))
    return _plan(case, held, room) if plan else None


def _conference_day(case: Case, start: date) -> date:
    most = int(RATES.number("s47", "conference_working_days"))
    late = int(RATES.number("s47", "latest_working_days"))
    in_time = case.chanced("s47", "share_in_time")
    return worked(start, case.chance.whole(7, most) if in_time else case.chance.whole(most + 1, late))


def _plan(case: Case, start: date, room: date) -> date:
    chance = case.chance
    least, mean = int(RATES.number("plan", "days_least")), RATES.number("plan", "days")
    length = min(least + chance.waiting(mean), int(RATES.number("plan", "days_most")))
    end = min(working(after(start, length)), room)
    last = min(end, case.scene.until + DAY)
    first = chance.weighted(CATEGORIES)
    changed = case.chanced("plan", "share_changed")
    case.tell(
        "cp_plan",
        (start, end),
        first=first,
        latest=chance.weighted(CATEGORIES) if changed else first,
        before=_plans_before(case, start),
        reviews=_days(start, last, int(RATES.number("plan", "review_first")), int(RATES.number("plan", "review_then"))),
        visits=_days(start, last, 5, int(RATES.number("plan", "visit_every"))),
    )
    return end


def _plans_before(case: Case, start: date) -> int:
    told = [one for one in case.scene.plans_of(case.child) if one.start < start]
    return max(len(told), 0) or int(case.chance.weighted(BEFORE))


def _days(start: date, last: date, first: int, then: int) -> tuple[date, ...]:
    """Give working days at a distance from each other, after the start and before the last."""
    found = []
    day = working(start + timedelta(days=first))
    while day < last:
        found.append(day)
        day = working(day + timedelta(days=then))
    return tuple(found)


def _step_down(case: Case, ended: date) -> None:
    """After a child protection plan, most children have a child in need plan for a time."""
    if ended >= case.limit:
        _close(case, case.limit, "RC7")
    else:
        _in_need(case, after(ended, 1))


def _in_need(case: Case, start: date) -> None:
    chance = case.chance
    end = start
    if case.chanced("cin_plan", "share_of_supported") and case.fits(start):
        length = int(RATES.number("cin_plan", "days_least")) + chance.waiting(RATES.number("cin_plan", "days"))
        end = min(working(after(start, length)), case.limit)
        case.tell("cin_plan", (start, end))
    _close(case, working(after(end, chance.whole(0, 10))), chance.weighted(CLOSED_AFTER))


def _with_care(case: Case, care: Event) -> None:
    """Keep the case open as long as the child is looked after, and close it for the reason that care ended."""
    if care.end is None:
        _leave_open(case)
        return
    ceased = [one.text("ceased") for one in case.scene.episodes_of(case.child) if one.end == care.end]
    _close(case, care.end, BY_CEASED.get(ceased[-1] if ceased else "", "RC7"))
    if case.end == care.end and ceased:
        case.referral.detail["closure"] = BY_CEASED.get(ceased[-1], "RC7")
