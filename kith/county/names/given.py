"""Forenames and second names, as each community gives them."""

from __future__ import annotations

from kith.county.chance import Chance
from kith.county.names import english
from kith.county.names.shares import known
from kith.county.names.tables import listed

MIDDLES = ((1930, 0.55, 0.05), (1960, 0.70, 0.06), (1990, 0.78, 0.08), (2040, 0.72, 0.09))
"""English second names: born before a year, how many have one, and how many of these have two. Not sourced."""

SETTLED = 2004
"""From this year of birth on, some children of the communities are given English forenames."""
ENGLISHED = {
    "caribbean": 0.55, "irish": 0.45, "polish": 0.16, "chinese": 0.45, "african": 0.22, "portuguese": 0.15, "goan": 0.18,
    "filipino": 0.25, "ukrainian": 0.08, "romanian": 0.12, "traveller": 0.25, "indian": 0.03, "punjabi": 0.02,
}  # fmt: skip
"""How many of them; not sourced."""
ENGLISHED_BEFORE = {
    "caribbean": 0.60,
    "irish": 0.45,
    "chinese": 0.15,
    "goan": 0.12,
    "filipino": 0.15,
    "traveller": 0.15,
}
"""The same for those born before. Not sourced."""


def forename(chance: Chance, sex: str, year: int, community: str) -> str:
    """Draw a forename for somebody of this sex (F, M) and community who was born in a year."""
    kin = known(community)
    if kin == "english":
        return english.forename(chance, sex, year)
    shares = ENGLISHED if year >= SETTLED else ENGLISHED_BEFORE
    if chance.draw() < shares.get(kin, 0.0):
        return english.forename(chance, sex, year)
    lists = listed(kin)
    return (lists.older if year < lists.turn else lists.forenames)[sex].at(chance.draw())


def middle(chance: Chance, sex: str, year: int, community: str) -> str:
    """Draw a second name, or two with a space between, or nothing."""
    kin = known(community)
    if kin == "english":
        return english_middle(chance, sex, year)
    return listed(kin).seconds[sex].at(chance.draw())


def english_middle(chance: Chance, sex: str, year: int) -> str:
    """Draw English second names, which were in fashion a generation before: parents give their own parents' names."""
    some, two = next(((some, two) for until, some, two in MIDDLES if year < until), MIDDLES[-1][1:])
    if chance.draw() >= some:
        return ""
    first = english.forename(chance, sex, year - chance.whole(0, 45))
    if chance.draw() >= two:
        return first
    return f"{first} {english.forename(chance, sex, year - 40)}"


def child_middle(chance: Chance, *, sex: str, year: int, community: str, mother: str, father: str) -> str:
    """Draw a second name that follows from the parents where the custom is so.

    ``mother`` is her surname by birth, which Filipinos bear in the middle; ``father`` is his forename, of which
    Ukrainians make a patronymic. Either may be empty.
    """
    kin = known(community)
    if kin == "filipino" and mother:
        return mother
    if kin == "ukrainian" and father:
        return patronymic(father, sex)
    return middle(chance, sex, year, community)


IRREGULAR = {
    "Mykola": ("Mykolaivna", "Mykolaiovych"), "Illia": ("Illivna", "Illich"), "Luka": ("Lukivna", "Lukych"),
    "Mykyta": ("Mykytivna", "Mykytovych"), "Kuzma": ("Kuzmivna", "Kuzmych"), "Lev": ("Lvivna", "Lvovych"),
    "Petro": ("Petrivna", "Petrovych"), "Dmytro": ("Dmytrivna", "Dmytrovych"), "Pavlo": ("Pavlivna", "Pavlovych"),
    "Yakiv": ("Yakivna", "Yakovych"), "Hryhorii": ("Hryhorivna", "Hryhorovych"),
}  # fmt: skip


def patronymic(father: str, sex: str) -> str:
    """Give the Ukrainian second name made of the father's forename: Ivanovych and Ivanivna, Serhiiovych and Serhiivna."""
    if father in IRREGULAR:
        return IRREGULAR[father][sex == "M"]
    stem = father.rstrip("o")
    if stem.endswith("i"):
        return f"{stem}ovych" if sex == "M" else f"{stem}vna"
    if stem.endswith(("a", "y")):
        stem = stem[:-1]
    return f"{stem}ovych" if sex == "M" else f"{stem}ivna"
