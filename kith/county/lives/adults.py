"""Adult social care: requests, what they led to, unpaid carers, and concerns that an adult is being harmed."""

from __future__ import annotations

from datetime import date
from typing import Final

from kith.county.chance import Chance
from kith.county.lives.days import after, earliest, worked, working
from kith.county.lives.rates import Rates
from kith.county.lives.scene import ADULT, Here, Scene, gone
from kith.county.model import Event, Person

RATES: Final = Rates("adults")
SINCE: Final[date] = RATES.read["request"]["since"]
REQUESTS: Final = RATES.ages("request", "each_year_by_age")
CONCERNS: Final = RATES.ages("concern", "each_year_by_age")
ROUTES: Final = RATES.table("request", "route")
REQUEST_OUTCOMES: Final = RATES.table("request", "outcome")
ASSESSMENT_KINDS: Final = RATES.table("assessment", "kind")
ASSESSMENT_OUTCOMES: Final = RATES.table("assessment", "outcome")
SERVICES: Final = {"young": RATES.table("service", "young"), "old": RATES.table("service", "old")}
COMPONENTS: Final = RATES.tables("service", "component")
REASONS: Final = RATES.tables("service", "reason")
REVIEW_OUTCOMES: Final = RATES.table("review", "outcome")
CARER_OUTCOMES: Final = RATES.table("carer", "outcome")
ABUSE: Final = RATES.table("concern", "abuse")
LOCATIONS: Final = RATES.table("concern", "location")
IN_CARE_HOME: Final = RATES.table("concern", "location_care_home")
ENQUIRY_OUTCOMES: Final = RATES.table("enquiry", "outcome")
ASKED: Final = RATES.table("enquiry", "asked")
MET: Final = RATES.table("enquiry", "met")
WORDS: Final = RATES.words("words", "some")
NEEDY: Final = frozenset({"frail", "dementia", "learning_disability", "mental_health"})
OLD = 65
AGED = 120
BY_FAMILY: Final = frozenset(
    {"Physical", "Psychological", "Financial or Material", "Domestic", "Neglect and Acts of Omission"}
)
"""What somebody of the household may be named for."""


def add(scene: Scene, chance: Chance) -> None:
    """Add all of it."""
    since = max(scene.since, SINCE)
    for everybody in scene.here:
        here = scene.aged(everybody, ADULT, AGED)
        if here is None:
            continue
        _concerns(scene, chance, here)
        if here.last >= since:
            _requests(scene, chance, Here(here.person, max(here.first, since), here.last))
    _carers(scene, chance, since)


def _often(chance: Chance, table: tuple[float, ...], here: Here, times: float) -> int:
    needs = times if here.person.traits & NEEDY else 1.0
    middle = here.first + (here.last - here.first) / 2
    return chance.times(table[max(here.person.age_on(middle), 0)] * here.years * needs)


def _requests(scene: Scene, chance: Chance, here: Here) -> None:
    count = _often(chance, REQUESTS, here, RATES.number("request", "times_with_need"))
    free = here.first
    if here.person.traits & NEEDY and chance.yes(RATES.number("service", "share_had_before") * 0.5):
        free = _service(scene, chance, here, here.first, None)
    for day in sorted(scene.day_in(chance, here) for _ in range(count)):
        if day > free:
            free = _request(scene, chance, here, day)


def _request(scene: Scene, chance: Chance, here: Here, day: date) -> date:
    """Add one request and what followed; give the day after which another may come."""
    adult = [(here.person, "adult")]
    outcome = chance.weighted(REQUEST_OUTCOMES)
    home = here.person.home_on(day)
    request = scene.tell("asc_request", day, adult, home=home, route=chance.weighted(ROUTES), outcome=outcome)
    then = working(after(day, chance.whole(2, 20)))
    if then > here.last or outcome.startswith("NFA"):
        return day
    if "reablement" in outcome:
        return _short(scene, chance, here, then, request)
    done = working(after(then, 3 + chance.waiting(RATES.number("assessment", "days"))))
    decided = chance.weighted(ASSESSMENT_OUTCOMES)
    open_yet = done > here.last
    scene.tell(
        "asc_assessment",
        (then, done),
        adult,
        home=home,
        part_of=request,
        kind=chance.weighted(ASSESSMENT_KINDS),
        outcome="" if open_yet else decided,
    )
    if open_yet or decided.startswith("NFA"):
        return done
    return _service(scene, chance, here, after(done, chance.whole(1, 14)), request)


def _short(scene: Scene, chance: Chance, here: Here, day: date, request: Event) -> date:
    end = after(day, 7 + chance.waiting(RATES.number("service", "days_short") - 7))
    _tell_service(
        scene,
        chance,
        here.person,
        (day, end),
        (RATES.read["service"]["short"], RATES.read["service"]["short_component"]),
        request,
    )
    return end


def _service(scene: Scene, chance: Chance, here: Here, day: date, request: Event | None) -> date:
    """Add a service and its reviews; give the day it ends."""
    if day > here.last:
        return day
    age = "old" if here.person.age_on(day) >= OLD else "young"
    service = chance.weighted(SERVICES[age])
    end = after(day, 30 + chance.waiting(RATES.number("service", "days")))
    told = _tell_service(
        scene, chance, here.person, (day, end), (service, chance.weighted(COMPONENTS[service])), request
    )
    review = working(after(day, int(RATES.number("review", "days")) + chance.whole(-60, 60)))
    while review < end and review <= here.last:
        if chance.yes(RATES.number("review", "share_held")):
            _review(scene, chance, told, review)
        review = working(after(review, int(RATES.number("review", "days")) + chance.whole(-60, 60)))
    return end


def _review(scene: Scene, chance: Chance, service: Event, day: date) -> None:
    scene.tell(
        "asc_review",
        (day, worked(day, chance.whole(0, 10))),
        service.people,
        part_of=service,
        planned=int(chance.yes(RATES.number("review", "share_planned"))),
        outcome=chance.weighted(REVIEW_OUTCOMES),
    )


def _tell_service(
    scene: Scene, chance: Chance, person: Person, when: tuple[date, date], what: tuple[str, str], request: Event | None
) -> Event:
    service, component = what
    age = "any_old" if person.age_on(when[0]) >= OLD else "any_young"
    reason = next((one for one in ("dementia", "learning_disability", "mental_health") if one in person.traits), age)
    providers = scene.county.some("care_provider")
    return scene.tell(
        "asc_service",
        when,
        [(person, "adult")],
        home=person.home_on(when[0]),
        place=chance.pick(providers) if providers else None,
        part_of=request,
        service=service,
        component=component,
        reason=chance.weighted(REASONS[reason]),
    )


def _carers(scene: Scene, chance: Chance, since: date) -> None:
    """Add assessments of grown-ups who care for somebody without pay."""
    for tie in scene.block.ties:
        carer, adult = scene.present.get(tie.a), scene.present.get(tie.b)
        if tie.kind != "cares_for" or carer is None or adult is None:
            continue
        first = max(carer.first, adult.first, tie.start, since)
        last = earliest(carer.last, adult.last, tie.end) or scene.until
        if first > last:
            continue
        years = Here(tie.a, first, last).years
        for _ in range(chance.times(RATES.number("carer", "share_each_year") * years)):
            day = chance.day(first, last)
            if tie.a.age_on(day) >= ADULT <= tie.b.age_on(day):
                both = [(tie.a, "carer"), (tie.b, "adult")]
                home = tie.a.home_on(day)
                scene.tell("carer_assessment", day, both, home=home, outcome=chance.weighted(CARER_OUTCOMES))


def _concerns(scene: Scene, chance: Chance, here: Here) -> None:
    for _ in range(_often(chance, CONCERNS, here, RATES.number("concern", "times_with_need"))):
        day = scene.day_in(chance, here)
        abuse = chance.weighted(ABUSE)
        home = here.person.home_on(day)
        inside = home is not None and home.kind == "care_home"
        people = [(here.person, "adult"), *_suspected(scene, chance, here.person, day, abuse)]
        concern = scene.tell(
            "adult_concern",
            day,
            people,
            home=home,
            abuse=abuse,
            location=chance.weighted(IN_CARE_HOME if inside else LOCATIONS),
            words=chance.pick(WORDS[abuse]),
        )
        start = working(after(day, chance.whole(0, 4)))
        if chance.yes(RATES.number("concern", "share_enquiry")) and start <= here.last:
            _enquiry(scene, chance, concern, start)


def _suspected(scene: Scene, chance: Chance, person: Person, day: date, abuse: str) -> list[tuple[Person, str]]:
    if abuse not in BY_FAMILY or not chance.yes(RATES.number("concern", "share_suspected")):
        return []
    kin = {id(one) for one in (*person.children, person.mother, person.father)}
    kin |= {id(tie.b if tie.a is person else tie.a) for tie in person.ties if tie.kind in {"married", "partner"}}
    some = [one for one in scene.with_them(person, day) if one.age_on(day) >= ADULT and id(one) in kin]
    return [(chance.pick(some), "suspected")] if some else []


def _enquiry(scene: Scene, chance: Chance, concern: Event, start: date) -> None:
    adult = concern.person
    end = working(after(start, 7 + chance.waiting(RATES.number("enquiry", "days"))))
    over = end <= scene.until and (gone(adult) is None or end < (gone(adult) or end))
    asked = chance.weighted(ASKED) if over else ""
    scene.tell(
        "adult_enquiry",
        (start, end),
        [(adult, "adult")],
        home=concern.home,
        part_of=concern,
        abuse=concern.text("abuse"),
        outcome=chance.weighted(ENQUIRY_OUTCOMES) if over else "",
        asked=asked,
        met=chance.weighted(MET) if asked == "Yes, outcomes expressed" else "",
    )
