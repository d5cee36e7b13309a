"""English forenames by year of birth, and English surnames with their long tail.

How ``data/forenames.csv`` was made. Counts of 1996 to 2020 in bands (centred on 1997, 2002, 2007, 2012, 2017, 2020) are
shares of all the babies of a sex who were counted, with 6 per cent added for names too rare to be published (our
estimate, not sourced). Names that the county's other communities mostly give were left out, and are in lists of their own.
The ranks of 1924 to 1994 give an order and no numbers: the nth name has first * ((n + 4) / 5) ** -a, where the share of
the first name and that of the first ninety-odd together (from which a follows) are approximate and not sourced. Names
that were ranked ten or twenty years before or after follow on below, and in 1984 and 1994 those of 1997. What is left is the tail: see ``forenames_rare``.
"""

from __future__ import annotations

from functools import cache

from kith.county.chance import Chance, Weighted
from kith.county.names.tables import rows, toml, words

FIRST_YEAR, LAST_YEAR = 1900, 2040
MODERN = 1990
"""From this year of birth on the tail is the modern one."""
HYPHENED = {("F", "new"): 0.32, ("M", "new"): 0.15, ("F", "old"): 0.12, ("M", "old"): 0.02}
"""How much of the tail of forenames is joined from two; not sourced."""

Mix = tuple[Weighted[str], Weighted[str], float]


@cache
def cohorts(sex: str) -> dict[int, Weighted[str]]:
    """Give forenames by the year on which a cohort is centred; the empty name stands for the tail."""
    mine = [row for row in rows("forenames.csv") if row["sex"] == sex]
    years = [name for name in mine[0] if name.isdigit()]
    return {int(year): Weighted({row["name"]: float(row[year]) for row in mine if row[year]}) for year in years}


@cache
def mixes(sex: str) -> list[Mix]:
    """Give for each year from FIRST_YEAR the cohorts before and after, and the share of the one after."""
    known = cohorts(sex)
    years = sorted(known)
    mixed: list[Mix] = []
    for year in range(FIRST_YEAR, LAST_YEAR):
        before = max((one for one in years if one <= year), default=years[0])
        after = min((one for one in years if one >= year), default=years[-1])
        share = (year - before) / (after - before) if after > before else 0.0
        mixed.append((known[before], known[after], share))
    return mixed


@cache
def rare(sex: str, era: str) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Give the rare forenames, and the first and second parts of hyphened ones."""
    lists = toml("forenames_rare.toml")[sex]
    end = "_old" if era == "old" else ""
    return tuple(words(lists[era])), tuple(words(lists[f"first{end}"])), tuple(words(lists[f"second{end}"]))


def forename(chance: Chance, sex: str, year: int) -> str:
    """Draw a forename for somebody born in a year; years outside the tables count as the nearest."""
    before, after, share = mixes(sex)[min(max(year, FIRST_YEAR), LAST_YEAR - 1) - FIRST_YEAR]
    found = (after if chance.draw() < share else before).at(chance.draw())
    return found or rare_forename(chance, sex, "new" if year >= MODERN else "old")


def rare_forename(chance: Chance, sex: str, era: str) -> str:
    """Draw from the tail, which is nearly flat."""
    names, first, second = rare(sex, era)
    if chance.draw() >= HYPHENED[sex, era]:
        return names[int(len(names) * chance.draw())]
    return f"{chance.pick(first)}-{chance.pick(second)}"


@cache
def heads() -> Weighted[str]:
    """Give the common surnames by their share; the empty one stands for the tail."""
    weights = {row["surname"]: float(row["percent"]) for row in rows("surnames.csv")}
    weights[""] = 100.0 - sum(weights.values())
    return Weighted(weights)


@cache
def elements() -> tuple[Weighted[str], Weighted[str], Weighted[str], Weighted[str]]:
    """Give what rare surnames are made of: first and last parts of places, and given names and their endings."""
    parts = toml("surnames_tail.toml")["parts"]
    tables = [steps(words(parts[name])) for name in ("places", "endings", "given", "sons")]
    return tables[0], tables[1], tables[2], tables[3]


def steps(names: list[str]) -> Weighted[str]:
    """Give weights that fall gently along a list."""
    return Weighted({name: 1.0 / (10 + place) ** 0.6 for place, name in enumerate(names)})


FROM_GIVEN = 0.22
"""How much of the composed tail comes from given names rather than from places; not sourced."""


def surname(chance: Chance) -> str:
    """Draw a surname."""
    return heads().at(chance.draw()) or rare_surname(chance)


def rare_surname(chance: Chance) -> str:
    """Compose a surname of the tail as English surnames were: from a place (Ash + worth) or a given name (Hob + kin)."""
    places, endings, given, sons = elements()
    if chance.draw() < FROM_GIVEN:
        return join(given.at(chance.draw()), sons.at(chance.draw()))
    return join(places.at(chance.draw()), endings.at(chance.draw()))


def join(first: str, last: str) -> str:
    """Put two parts together; where the same letter meets itself it is written once, and no vowel before a vowel."""
    last = last.lstrip("=")
    if first[-1] == last[0] or (first[-1] in "aeiou" and last[0] in "aeiouy"):
        first = first[:-1]
    return first + last
