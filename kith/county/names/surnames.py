"""Surnames: drawn, put in the form for a woman or a man, passed to children and changed by marriage."""

from __future__ import annotations

from kith.county.chance import Chance
from kith.county.names import english
from kith.county.names.shares import known
from kith.county.names.tables import listed

WOMEN = {
    "polish": (("ski", "ska"), ("cki", "cka"), ("dzki", "dzka")),
    "ukrainian": (("skyi", "ska"), ("tskyi", "tska"), ("zkyi", "zka"), ("ov", "ova"), ("ev", "eva"), ("yi", "a")),
}
"""How a man's surname ends and how a woman's does, the first that fits."""

Shares = tuple[float, float, float]
TOGETHER: dict[str, Shares] = {
    "english": (0.87, 0.055, 0.0), "irish": (0.88, 0.05, 0.0), "caribbean": (0.80, 0.10, 0.0),
    "bengali": (0.45, 0.0, 0.45), "pakistani": (0.66, 0.0, 0.28), "african": (0.82, 0.03, 0.10),
    "arabic": (0.82, 0.0, 0.14), "portuguese": (0.25, 0.72, 0.0), "traveller": (0.90, 0.02, 0.0),
}  # fmt: skip
"""Whose surname a child has whose parents live together: the father's, both, its own; else the mother's. Not sourced."""
APART: dict[str, Shares] = {
    "english": (0.34, 0.10, 0.0), "bengali": (0.42, 0.0, 0.45), "pakistani": (0.60, 0.0, 0.28),
    "portuguese": (0.25, 0.60, 0.0), "traveller": (0.45, 0.03, 0.0),
}  # fmt: skip
"""The same where they never lived together. Not sourced."""
OTHERS: dict[bool, Shares] = {True: (0.96, 0.01, 0.0), False: (0.62, 0.04, 0.0)}
"""Communities not named above: with parents together, and apart."""

MARRIED: dict[str, tuple[float, float]] = {
    "english": (0.86, 0.05), "irish": (0.84, 0.05), "polish": (0.88, 0.05), "ukrainian": (0.85, 0.02),
    "romanian": (0.85, 0.06), "portuguese": (0.15, 0.45), "nepali": (0.60, 0.0), "bengali": (0.05, 0.0),
    "pakistani": (0.25, 0.0), "chinese": (0.15, 0.02), "arabic": (0.10, 0.0), "african": (0.70, 0.06),
}  # fmt: skip
"""How many women take a husband's surname and how many bear both; the rest keep theirs. Others as the English. Not
sourced."""
SPACED = "portuguese"
"""Bears both surnames with a space, the mother's first."""


def surname(chance: Chance, community: str) -> str:
    """Draw a family's surname, in the form that men bear."""
    kin = known(community)
    if kin == "english":
        return english.surname(chance)
    return listed(kin).surnames.at(chance.draw())


def form(surname: str, sex: str, community: str) -> str:
    """Give a surname as a woman (F) or a man (M) of a community bears it: Kowalski and Kowalska, Miah and Begum.

    Either form may be given. Of a Bengali woman's surname a man's is made as well as can be: many have the same one.
    """
    kin = known(community)
    if "-" in surname and kin in WOMEN:
        return "-".join(form(part, sex, kin) for part in surname.split("-"))
    for man, woman in WOMEN.get(kin, ()):
        old, new = (man, woman) if sex == "F" else (woman, man)
        if surname.endswith(old) and len(surname) > len(old) + 1:
            return turned_end(surname, old, new, kin)
    if kin == "english":
        return surname
    lists = listed(kin)
    return (lists.turned if sex == "F" else lists.returned).get(surname, surname)


def turned_end(surname: str, old: str, new: str, community: str) -> str:
    """Change the ending, unless it would make a man's surname out of one that only looks like a woman's."""
    changed = surname[: -len(old)] + new
    if old.endswith("a") and changed not in listed(community).surnames.values:
        return surname
    return changed


def double(a: str, b: str) -> str:
    """Join two surnames with a hyphen; of one that is already joined only the last part is taken."""
    one, other = a.split("-")[-1], b.split("-")[-1]
    return one if one == other else f"{one}-{other}"


def both(mother: str, father: str, community: str) -> str:
    """Join the surnames of the parents in the manner of the community."""
    if community == SPACED:
        one, other = mother.split()[-1], father.split()[-1]
        return other if one == other else f"{one} {other}"
    return double(mother, father)


def child_surname(chance: Chance, *, father: str, mother: str, sex: str, community: str, together: bool) -> str:
    """Draw the surname of a newborn child; an unknown father's is empty. ``together``: the parents live together."""
    kin = known(community)
    table = TOGETHER if together else APART
    fathers, doubled, own = table.get(kin, OTHERS[together])
    draw = chance.draw()
    if own and draw >= 1.0 - own:
        return form(surname(chance, kin), sex, kin)
    if not father or not mother or form(father, sex, kin) == form(mother, sex, kin):
        return form(father or mother, sex, kin)
    if draw < fathers:
        return form(father, sex, kin)
    if draw < fathers + doubled:
        return both(form(mother, sex, kin), form(father, sex, kin), kin)
    return form(mother, sex, kin)


def married(chance: Chance, *, own: str, partner: str, community: str) -> str:
    """Draw the surname of a woman after she marries: her husband's (in a woman's form), both, or the one she had."""
    kin = known(community)
    takes, doubled = MARRIED.get(kin, MARRIED["english"])
    theirs = form(partner, "F", kin)
    draw = chance.draw()
    if draw < takes:
        return theirs
    if draw < takes + doubled:
        return both(own, theirs, kin)
    return own
