"""Social landlords and homelessness: tenancies from the stays in their homes, arrears, nuisance, and applications."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Final

from kith.county.chance import Chance
from kith.county.lives.days import YEAR, after, earliest, working
from kith.county.lives.rates import Rates
from kith.county.lives.scene import ADULT, Here, Lottery, Scene, often, stay_on
from kith.county.model import Event, Household, Institution, Person, Stay

RATES: Final = Rates("housing")
TENURES: Final = RATES.table("tenancy", "tenure")
ARREARS_STAGES: Final = RATES.table("arrears", "stage")
ASB_STAGES: Final = RATES.table("asb", "stage")
ASB_WORDS: Final[list[str]] = RATES.read["asb"]["words"]
REASONS: Final = RATES.table("homeless", "reason")
NEEDS: Final = {need: share / 100 for need, share in RATES.numbers("homeless", "needs").items()}
OUTCOMES: Final = RATES.table("homeless", "outcome")
SIXTEEN = 16
JOINT = 2
PER = 1000
TRAITS: Final = {
    "mental_health": "mental_health",
    "drugs": "drugs",
    "alcohol": "alcohol",
    "learning_disability": "learning_disability",
}
SHARE_FROM_TRAIT = 0.75
CROWDS: Final = frozenset({"care_home", "childrens_home", "foster"})


def add(scene: Scene, chance: Chance) -> None:
    """Add all of it."""
    landlords = scene.county.some("landlord")
    for household in scene.block.households:
        if household.home.tenure == "social_rent" and household.kind not in CROWDS:
            told = _tenancy(scene, chance, household, landlords)
            if told is not None:
                _arrears(scene, chance, told)
                _nuisance(scene, chance, told)
    _homeless(scene, chance)


def _tenancy(scene: Scene, chance: Chance, household: Household, landlords: tuple[Institution, ...]) -> Event | None:
    stays = [stay for stay in household.stays if stay.main]
    when, tenants = _let(scene, stays)
    if when is None or not tenants:
        return None
    start, end = when
    others = [stay.person for stay in stays if stay.person not in tenants and stay.start <= start]
    there = [(one, "household") for one in others if one.here_on(start)]
    landlord = landlords[sum(map(ord, household.home.key)) % len(landlords)] if landlords else None
    middle = RATES.number("tenancy", "rent_flat" if household.home.kind == "flat" else "rent_house")
    told = scene.tell(
        "tenancy",
        (start, None),
        [*((one, "tenant") for one in tenants), *there],
        home=household.home,
        place=landlord,
        landlord=landlord.name if landlord else "",
        tenure="supported" if household.kind == "supported" else chance.weighted(TENURES),
        rent=f"{chance.around(middle, RATES.number('tenancy', 'rent_spread')):.2f}",
    )
    told.end = None if end is None or end > scene.until else end
    return told


def _let(scene: Scene, stays: list[Stay]) -> tuple[tuple[date, date | None] | None, list[Person]]:
    """Say from when until when a home was let to those who lived in it, and to whom; nothing outside the years told."""
    came = [(max(stay.start, stay.person.came or stay.start), stay) for stay in stays]
    grown = [(day, stay) for day, stay in came if stay.person.age_on(day) >= SIXTEEN and stay.person.here_on(day)]
    if not grown:
        return None, []
    start = min(day for day, _ in grown)
    end = None if any(stay.end is None for stay in stays) else max(stay.end for stay in stays if stay.end)
    if start > scene.until or (end is not None and end <= max(start, scene.since)):
        return None, []
    first = sorted((stay.person for day, stay in grown if day == start), key=lambda one: (one.born, one.number))
    return (start, end), first[:JOINT] if _paired(*first[:JOINT]) else first[:1]


def _paired(*both: Person) -> bool:
    one, *others = both or (None,)
    return one is not None and any(
        tie.a in others or tie.b in others for tie in one.ties if tie.kind in {"married", "partner"}
    )


def _told(scene: Scene, tenancy: Event) -> Here | None:
    """Give the time within the years told in which the tenant was there."""
    here = scene.present.get(tenancy.person)
    if here is None:
        return None
    first = max(tenancy.start, here.first)
    last = min(earliest(tenancy.end, here.last) or here.last, here.last)
    return Here(here.person, first, last) if first < last else None


def _arrears(scene: Scene, chance: Chance, tenancy: Event) -> None:
    here = _told(scene, tenancy)
    if here is None:
        return
    run = RATES.number("arrears", "mean_run")
    mean = RATES.number("arrears", "each_tenancy_year") * here.years * scene.strain[here.person] / run
    for _ in range(chance.times(mean)):
        day = working(scene.day_in(chance, here))
        pounds = 80.0 + chance.waiting(RATES.number("arrears", "pounds"))
        for _ in range(1 + chance.times(run - 1)):
            if day < here.last:
                scene.tell(
                    "arrears",
                    day,
                    [(here.person, "tenant")],
                    home=tenancy.home,
                    place=tenancy.place,
                    part_of=tenancy,
                    amount=f"{pounds + chance.draw():.2f}",
                    stage=chance.weighted(ARREARS_STAGES),
                )
            day, pounds = working(after(day, 28 + chance.waiting(40))), pounds * (0.8 + 0.6 * chance.draw())


def _nuisance(scene: Scene, chance: Chance, tenancy: Event) -> None:
    here = _told(scene, tenancy)
    if here is None:
        return
    mean = RATES.number("asb", "each_tenancy_year") * here.years * scene.strain[here.person]
    for _ in range(chance.times(mean)):
        day = scene.day_in(chance, here)
        scene.tell(
            "asb",
            (day, after(day, 14 + chance.waiting(RATES.number("asb", "days")))),
            [(here.person, "tenant")],
            home=tenancy.home,
            place=tenancy.place,
            part_of=tenancy,
            words=chance.pick(ASB_WORDS),
            stage=chance.weighted(ASB_STAGES),
        )


def _homeless(scene: Scene, chance: Chance) -> None:
    """Add applications: more from those who rent, and from homes with trouble."""
    grown = [scene.aged(one, SIXTEEN, 75) for one in scene.here]
    among = Lottery((one, one.years * _weight(scene, one.person)) for one in grown if one is not None)
    per_year = _households_by_year(scene)
    if not among.things:
        return
    for _ in range(often(chance, RATES.number("homeless", "each_1000_households") / PER * per_year)):
        here = among.draw(chance)
        day = working(scene.day_in(chance, here))
        if day <= here.last and stay_on(here.person, day) is not None:
            _application(scene, chance, here.person, day)


def _weight(scene: Scene, person: Person) -> float:
    stay = person.stays[-1]
    renting = {"private_rent": 2.5, "social_rent": 1.5, "institution": 0.2}.get(stay.home.tenure, 0.5)
    return scene.strain[person] * renting


def _households_by_year(scene: Scene) -> float:
    """Count households in every year that is told: a stay of one grown person counts for one in so many who share."""
    spans: dict[Household, float] = defaultdict(float)
    for household in scene.block.households:
        starts = [stay.start for stay in household.stays]
        ends = [stay.end or scene.until for stay in household.stays]
        if starts:
            spans[household] = max((min(max(ends), scene.until) - max(min(starts), scene.since)).days, 0) / YEAR
    return sum(spans.values())


def _application(scene: Scene, chance: Chance, person: Person, day: date) -> None:
    reason = chance.weighted(REASONS)
    young = [
        one for one in scene.with_them(person, day) if one.age_on(day) < ADULT and person in (one.mother, one.father)
    ]
    found = [need for trait, need in TRAITS.items() if trait in person.traits and chance.yes(SHARE_FROM_TRAIT)]
    if not young or reason == "domestic_abuse":
        found += [need for need, share in NEEDS.items() if need not in found and chance.yes(share)]
    if reason == "domestic_abuse" and "domestic_abuse" not in found:
        found.append("domestic_abuse")
    end = working(after(day, 5 + chance.waiting(RATES.number("homeless", "days"))))
    scene.tell(
        "homeless",
        (day, end),
        [(person, "applicant"), *((one, "household") for one in young)],
        home=person.home_on(day),
        reason=reason,
        needs=tuple(found),
        outcome=chance.weighted(OUTCOMES) if end <= scene.until else "",
    )
