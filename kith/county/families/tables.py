"""How people live: shares of households, ages, children, tenures and moves. Every number here is one to check.

Where no source stands beside a table it is our guess, set so that ages and household sizes at the end come out near the
Census of 2021 for Wiltshire and Swindon; ``docs/county.md`` shows how near.
"""

from __future__ import annotations

from typing import NamedTuple

from kith.county.chance import Weighted

Bands = dict[tuple[int, int], float]


def ages(bands: Bands) -> Weighted[tuple[int, int]]:
    """Make a table of bands of ages to draw from."""
    return Weighted(bands)


class Shape(NamedTuple):
    """One way to live together."""

    share: float
    """Of all households."""
    ages: Weighted[tuple[int, int]]
    """Of the one drawn first: the older of a couple more or less, the parent, or each of several."""
    kind: str
    """The kind of household, as in the model."""


SHAPES: dict[str, Shape] = {
    "single": Shape(0.146, ages({(18, 29): 7, (30, 44): 22, (45, 54): 26, (55, 65): 45}), "single"),
    "single_old": Shape(0.136, ages({(66, 74): 40, (75, 84): 40, (85, 99): 20}), "single"),
    "couple": Shape(0.187, ages({(19, 24): 3, (25, 29): 7, (30, 34): 8, (35, 44): 9, (45, 54): 27, (55, 65): 46}), "couple"),
    "couple_old": Shape(0.116, ages({(66, 74): 59, (75, 84): 36, (85, 95): 5}), "couple"),
    "family": Shape(0.193, ages({(0, 0): 1}), "family"),
    "grown": Shape(0.070, ages({(0, 0): 1}), "family"),
    "lone": Shape(0.054, ages({(0, 0): 1}), "lone_parent"),
    "lone_grown": Shape(0.039, ages({(0, 0): 1}), "lone_parent"),
    "multi": Shape(0.024, ages({(0, 0): 1}), "multi_generation"),
    "hmo": Shape(0.006, ages({(18, 24): 25, (25, 34): 45, (35, 50): 30}), "hmo"),
    "sharers": Shape(0.016, ages({(18, 24): 30, (25, 34): 40, (35, 54): 30}), "sharers"),
    "army": Shape(0.016, ages({(20, 24): 20, (25, 34): 55, (35, 44): 25}), "army"),
    "kinship": Shape(0.003, ages({(48, 60): 60, (61, 72): 40}), "kinship"),
    "foster": Shape(0.003, ages({(35, 49): 40, (50, 66): 60}), "foster"),
}  # fmt: skip
ORDINARY = Weighted({name: shape.share for name, shape in SHAPES.items()})

# Residents in every thousand people, by the kind of place. Our guess, but for care homes: about 2.5 in a hundred of
# those over 65 (Census 2021, England and Wales).
COMMUNAL: dict[str, tuple[float, int, tuple[int, int]]] = {
    "care_home": (6.0, 12, (72, 101)),
    "childrens_home": (0.35, 3, (11, 17)),
    "supported": (1.3, 4, (19, 60)),
    "hostel": (0.7, 6, (18, 60)),
    "none": (0.6, 1, (19, 62)),
}
"""Per thousand, how many share one, and their ages."""

CHILDREN = Weighted({1: 36, 2: 47, 3: 13, 4: 3, 5: 1})  # set so that families come out as data/published.toml has them
AGE_AT_FIRST = (29.0, 5.2)  # ONS: mean age of mothers at a first birth was 29.2 in 2022
BETWEEN_BIRTHS = (2.9, 1.3)
OF_A_KIND = {
    2: 0.0145,
    3: 0.0002,
}  # ONS Birth characteristics 2022: 14.4 multiple maternities in 1,000, 0.2 of triplets
ALIKE = 0.33  # of twins; half of those of one sex, more or less
NAMED_AFTER = {"traveller": 0.22, "": 0.035}  # a son after his father, in one of these shares of families
NAMED_AFTER_MOTHER = {"traveller": 0.15, "": 0.012}
STEP = 0.16  # of families with children: one of the two adults is not a parent of all
LATER_CHILD = 0.45  # of step families: a child of both
SAME_COMMUNITY = 0.92  # partners
SAME_SEX = 0.012
MARRIED = {30: 0.35, 45: 0.66, 200: 0.88}  # by the age of the older, below which
REVERTS = 0.38  # of those who took a name and part
CHILD_KEEPS = 0.93  # of step-children: they keep the surname they were born with

FATHER_IS = Weighted({"here": 55, "away": 31, "dead": 5, "unknown": 9})  # of children with a lone mother
LONE_FATHER = 0.11  # ONS Families and households 2023: 16% of lone-parent families; fewer with young children
SHARED_CARE = 0.28  # of those whose other parent lives in the county
PARENTS_HERE = 0.5  # of adults: at least one parent lives in the county and is known
LEAVES_HOME = (21.5, 3.0)

TENURE: dict[str, Weighted[str]] = {
    "single": Weighted({"owned": 61, "private_rent": 19, "social_rent": 20}),
    "couple": Weighted({"owned": 83, "private_rent": 11, "social_rent": 6}),
    "family": Weighted({"owned": 76, "private_rent": 12, "social_rent": 12}),
    "lone_parent": Weighted({"owned": 40, "private_rent": 24, "social_rent": 36}),
    "multi_generation": Weighted({"owned": 78, "private_rent": 9, "social_rent": 13}),
    "kinship": Weighted({"owned": 52, "private_rent": 12, "social_rent": 36}),
    "foster": Weighted({"owned": 82, "private_rent": 8, "social_rent": 10}),
    "hmo": Weighted({"private_rent": 100}),
    "sharers": Weighted({"private_rent": 100}),
    "army": Weighted({"army": 100}),
    "": Weighted({"institution": 100}),
}
STAYS = {"owned": 13.0, "private_rent": 3.6, "social_rent": 9.5, "army": 2.4, "institution": 2.8}
"""Years in one home, on average."""
FLAT = {"single": 0.38, "couple": 0.14, "lone_parent": 0.16, "family": 0.03}
LIKED_NEAR = 0.62  # of moves: within a few miles

CAME = {"army": 0.75, "hmo": 0.55, "sharers": 0.5, "": 0.17}
"""Households that came to the county in the eight years. ONS shows more coming and going; see docs/county.md."""
CAME_FROM_ABROAD = {
    "ukrainian": 0.93, "romanian": 0.45, "nepali": 0.35, "african": 0.4, "chinese": 0.4, "indian": 0.35, "goan": 0.4,
    "punjabi": 0.2, "pakistani": 0.2, "filipino": 0.4, "portuguese": 0.3, "arabic": 0.5, "polish": 0.2, "bengali": 0.2,
}  # fmt: skip
LEFT = 0.085  # households that left, against those that are here
DEATHS = 9.8  # in a thousand people a year (ONS: Wiltshire and Swindon, 2022, about ten)
WIDOWED = 0.55  # of those over 66 who live alone: the spouse died
BEARS_AT = range(17, 44)
EXPECTED = 5.5  # unborn children known of, in every thousand people
UNNAMED = 0.45  # of babies of less than six weeks

STRAIN = {"lone_parent": 0.16, "step_family": 0.10, "kinship": 0.15, "hmo": 0.1, "none": 0.5, "hostel": 0.3, "": 0.0}
STRAIN_RENT = {"social_rent": 0.14, "private_rent": 0.05}

DISABLED = 0.041  # of children; with a kind or two of these
DISABILITY = Weighted({
    "LD": 26, "AUT": 30, "BEH": 14, "COMM": 10, "MOB": 7, "PC": 3, "INC": 2, "HEAR": 3, "VIS": 2, "CON": 2, "DDA": 1, "HAND": 1,
})  # fmt: skip
TRAITS: dict[str, tuple[int, int, float]] = {
    "frail": (78, 120, 0.22),
    "dementia": (76, 120, 0.11),
    "mental_health": (16, 70, 0.035),
    "drugs": (16, 60, 0.008),
    "alcohol": (18, 75, 0.014),
    "learning_disability": (18, 80, 0.008),
    "veteran": (35, 95, 0.055),
    "shielded": (0, 100, 0.0016),
}
"""From which age to which, and in what share. Census 2021 for veterans in Wiltshire (about 5.6% of adults); for the rest our guess."""
YOUNG_CARER = 0.018  # of children from 8 to 17; the Census of 2021 counts fewer, charities more
NEVER_AT_SCHOOL_HERE = 1989  # born before this: no pupil number
CARE_NOW = 6.6  # looked after, in every thousand children (DfE, England, 31 March 2024: 70 in 10,000; Wiltshire fewer)
CARE_BEFORE = 6.5  # once looked after in the eight years and home again, in every thousand children
ADOPTED = 1.9  # in the eight years, in every thousand children (DfE: about 3,000 a year in England)
GROWN = 18
KNOWN_AS = 0.30  # of people: friends or family call them something else
KEEPS_FORENAME = 0.8  # of adopted children
LANDLINE = {0: 0.35, 50: 0.62, 65: 0.85}  # of households, by the age of the eldest
MOBILE = {0: 0.0, 11: 0.9, 16: 0.96, 80: 0.5}  # of people, by age
