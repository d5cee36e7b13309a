"""What is on a person besides name and home: numbers, telephone, ethnicity, surgery, disability, and what makes life hard."""

from __future__ import annotations

from datetime import timedelta

from kith.county import names, numbers
from kith.county.chance import Chance
from kith.county.families import tables
from kith.county.families.drafts import YEAR, Draft, Unit
from kith.county.model import Person, Tie
from kith.county.places import County

CHILD = 18
SCHOOL_AGE = 4
CARER_FROM = 8


def strain(made: Draft) -> None:
    """Draw how hard life is in every household: little in most, much in a few, more where people live closer to the edge."""
    for unit in made.units:
        base = made.chance.draw() ** 5 * 0.9
        own = tables.STRAIN.get(unit.kind, tables.STRAIN[""]) * made.chance.draw()
        unit.strain = min(max(base + own, unit.strain), 1.0)


def tell(made: Draft, county: County) -> None:
    """Give everybody their details, once they have names and homes."""
    for unit in made.units:
        _household(made, unit)
    for person in made.block.people:
        _numbers(made, person)
        _health(made, person, county)
    for one, two, start, end, married in made.partners:
        made.block.tie(Tie("married" if married else "partner", one, two, start, end))
    for unit in made.units:
        _ties(made, unit)


def _household(made: Draft, unit: Unit) -> None:
    """Give a household its telephone, and its people one origin or, in mixed families, several."""
    eldest = max((one.age_on(made.until) for one in unit.adults), default=0)
    share = [value for age, value in tables.LANDLINE.items() if eldest >= age][-1]
    if unit.adults and unit.kind not in {"none", "hmo", "sharers"} and made.chance.yes(share):
        line = numbers.landline(unit.adults[0].number)
        for one in unit.members:
            one.landline = line
    by_community: dict[str, str] = {}
    for one in unit.adults:
        if one.community not in by_community:
            by_community[one.community] = names.ethnicity(made.chance, one.community)
        one.ethnicity = by_community[one.community]
    for one in unit.children:
        one.ethnicity = _inherit(made.chance, one)
    for spell in unit.spells:
        spell.household.strain = min(unit.strain + tables.STRAIN_RENT.get(spell.household.home.tenure, 0.0) * 0.5, 1.0)


MIXED = {frozenset({"B", "W"}): "MWBA", frozenset({"A", "W"}): "MWAS"}
"""Children of parents of two broad groups, by the first letter of the census code."""


def _inherit(chance: Chance, child: Person) -> str:
    parents = [one.ethnicity for one in (child.mother, child.father) if one is not None]
    parents += [tie.a.ethnicity for tie in child.ties if tie.kind == "adoptive_parent"]
    if not parents:
        return child.ethnicity
    if len(parents) > 1 and parents[0][0] != parents[1][0]:
        return MIXED.get(frozenset({parents[0][0], parents[1][0]}), "MOTH")
    return chance.pick(parents)


def _numbers(made: Draft, person: Person) -> None:
    plan = made.block.plan
    if person.born <= made.until:
        person.nhs = numbers.nhs(person.number, plan.seed)
    school = (
        person.born.year >= tables.NEVER_AT_SCHOOL_HERE
        and person.born + timedelta(days=int(SCHOOL_AGE * YEAR)) < made.until
    )
    grown_abroad = (
        person.came is not None and person.age_on(person.came) >= CHILD and person.community in tables.CAME_FROM_ABROAD
    )
    if school and not grown_abroad:
        person.upn = numbers.upn(person.number, person.born.year)
    share = next((share for age, share in reversed(tables.MOBILE.items()) if person.age_on(made.until) >= age), 0.0)
    if made.chance.yes(share):
        person.mobile = numbers.mobile(person.number)


def _health(made: Draft, person: Person, county: County) -> None:
    chance, age = made.chance, person.age_on(made.until)
    stay = next((one for one in reversed(person.stays) if one.main), None)
    if stay is not None and stay.home.postcode and not stay.home.postcode.startswith("ZZ99"):
        person.surgery = county.surgery_for(stay.home)
    if 0 <= age < CHILD and chance.yes(tables.DISABLED):
        some = {chance.weighted(tables.DISABILITY) for _ in range(chance.whole(1, 2))}
        person.disabilities = tuple(sorted(some))
    traits = [
        trait for trait, (first, last, share) in tables.TRAITS.items() if first <= age < last and (chance.yes(share))
    ]
    if person.community == "ukrainian" and person.came is not None:
        traits.append("refugee")
    if traits:
        person.traits = person.traits | frozenset(traits)


NEED_CARE = frozenset({"frail", "dementia", "mental_health", "learning_disability"})


def _ties(made: Draft, unit: Unit) -> None:
    """Say who cares for whom without pay, who brings up grandchildren, and who has nowhere to live."""
    for one in unit.adults if unit.shape == "none" else ():
        one.traits = one.traits | {"no_fixed_address"}
    for child in unit.children if unit.shape == "kinship" else ():
        since = max(child.born + timedelta(days=60), made.since)
        made.block.tie(Tie("guardian", unit.adults[0], child, since, responsibility=True))
    if unit.kind != "care_home" and unit.adults:
        _carers(made, unit)


def _carers(made: Draft, unit: Unit) -> None:
    ill = [one for one in unit.adults if one.traits & NEED_CARE]
    young = [one for one in unit.children if CARER_FROM <= one.age_on(made.until) < CHILD]
    if ill:
        grown = next((one for one in unit.adults if one not in ill), None)
        carer = next((one for one in young if made.chance.yes(0.3)), grown)
        if carer is not None:
            _care_for(made, carer, ill[0])
    for one in young:
        if "young_carer" not in one.traits and made.chance.yes(tables.YOUNG_CARER * 0.7):
            _care_for(made, one, unit.adults[0])


def _care_for(made: Draft, carer: Person, person: Person) -> None:
    if carer is person:
        return
    since = max(
        made.chance.day(made.since, made.until - timedelta(days=30)), carer.born + timedelta(days=int(6 * YEAR))
    )
    made.block.tie(Tie("cares_for", carer, person, since))
    if carer.age_on(made.until) < CHILD:
        carer.traits = carer.traits | {"young_carer"}
