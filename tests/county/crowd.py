"""Many families alike, for measuring how often things happen in what agencies write down."""

from __future__ import annotations

from datetime import date, timedelta

from kith.county.model import Block, NameUse, Person, Sex, Tie
from kith.county.plan import Plan
from tests.county.handmade import Maker

FAMILIES = 220
NAMES = (("Katherine", "Smith"), ("Stephen", "Phillips"), ("Catherine", "Barlow"), ("Matthew", "Whitlock"))
FIRST, LAST = date(2019, 3, 1), date(2026, 5, 1)


def nhs(number: int) -> str:
    """Give the next NHS number from a count whose check digit exists."""
    while True:
        nine = f"{999_000_000 + number:09d}"
        total = sum(int(digit) * weight for digit, weight in zip(nine, range(10, 1, -1), strict=True))
        check = (11 - total % 11) % 11
        if check < 10:
            return f"{nine}{check}"
        number += 5_000


def crowd(errors: str = "normal", families: int = FAMILIES) -> Block:
    """Give a block of families in which every mistake can happen to somebody."""
    made = Maker(0, "wiltshire", Plan(people=2_000, seed=11, errors=errors))
    for number in range(families):
        _family(made, number)
    return made.block


def _family(made: Maker, number: int) -> None:
    forename, surname = NAMES[number % len(NAMES)]
    community = ("english", "polish")[number % 2]
    mother = made.person("F", date(1985, 5, 12) + timedelta(days=17 * number), forename, surname, middle="Anne",
                         community=community, known_as="Kit")  # fmt: skip
    mother.names[0].end = date(2021, 6, 5)
    mother.names.append(NameUse(date(2021, 6, 5), None, forename, "Anne", "Marlow", "marriage"))
    father = made.person("M", date(1982, 8, 23), "Michael", "Ellery", middle="John")
    double = f"{surname}-Ellery"
    eldest = made.person("F", date(2012, 3, 25), "Elizabeth", double, mother=mother, father=father, community=community)
    born = date(2014, 2, 4) + timedelta(days=number)
    pair: tuple[tuple[Sex, str], ...] = (("F", "Isabella"), ("M", "Alexander"))
    twins = [
        made.person(sex, born, name, double, mother=mother, father=father, birth_set=f"t{number}", community=community)
        for sex, name in pair
    ]
    for one in (mother, father, eldest, *twins):
        one.nhs, one.landline = nhs(one.number), "01632 960555"
        one.upn = one.upn if one.born.year > 2005 else ""
    _homes(made, mother, father, [eldest, *twins])


def _homes(made: Maker, mother: Person, father: Person, children: list[Person]) -> None:
    before, now = made.home("12", "Castle Street"), made.home("17", "Mill Lane")
    his = made.home("45", "Ashford Road")
    first, second = made.block.household("family", before), made.block.household("lone_parent", now)
    third = made.block.household("single", his)
    moved = date(2023, 1, 1)
    for one in (mother, father, *children):
        made.block.live(one, first, max(one.born, date(2010, 1, 1)), moved)
        made.block.live(one, third if one is father else second, moved)
    for child in children:
        made.block.live(child, third, moved, kind="shared")
    made.block.tie(Tie("partner", father, mother, date(2010, 1, 1), moved))
