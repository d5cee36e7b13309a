"""How large each community of the county is, and which ethnic group its people are written down as."""

from __future__ import annotations

from kith.county.chance import Chance, Weighted

COMMUNITIES: Weighted[str] = Weighted(
    {
        "english": 88.75,
        "polish": 1.3,
        "indian": 1.15,
        "goan": 1.45,
        "punjabi": 0.40,
        "nepali": 0.65,
        "pakistani": 0.50,
        "bengali": 0.45,
        "african": 0.95,
        "caribbean": 0.55,
        "romanian": 0.75,
        "portuguese": 0.50,
        "filipino": 0.55,
        "chinese": 0.40,
        "ukrainian": 0.35,
        "traveller": 0.30,
        "irish": 0.60,
        "arabic": 0.40,
    }
)
"""Per cent of people in Wiltshire and Swindon together. English includes Welsh and Scottish names and most people of
mixed heritage.

Sourced, from Census 2021 (Office for National Statistics, Open Government Licence v3.0): Swindon had 233,411 people, of
whom 190,133 were white, 27,190 Asian (17,643 Indian), 6,139 black and 9,977 mixed or other, and 173,231 ticked "White:
English, Welsh, Scottish, Northern Irish or British" (as given by visionofbritain.org.uk and postcodeinfo.uk); "nearly 95
per cent" of Wiltshire was white and 1.52 per cent of Swindon spoke mainly Polish (Salisbury Journal, November 2022).
Indians, Goans and Sikhs together are meant to be Swindon's 17,643 and some 4,700 of Wiltshire in about 744,000 people.
Not sourced: Wiltshire's own counts, how Indians divide, and every other share; they are our guesses around those totals.
"""

ALIASES = {"south_asian": "indian", "welsh": "english", "scottish": "english", "british": "english", "other": "english"}
"""Other words for a community that somebody may use."""

ETHNICITIES: dict[str, Weighted[str]] = {
    "english": Weighted(
        {
            "WBRI": 96.4,
            "WOTH": 1.4,
            "MWBC": 0.3,
            "MWAS": 0.3,
            "MOTH": 0.2,
            "MWBA": 0.15,
            "OOTH": 0.2,
            "NOBT": 0.7,
            "REFU": 0.35,
        }
    ),
    "irish": Weighted({"WIRI": 55, "WBRI": 45}),
    "polish": Weighted({"WOTH": 97, "WBRI": 3}),
    "romanian": Weighted({"WOTH": 91, "WROM": 8, "OOTH": 1}),
    "ukrainian": Weighted({"WOTH": 98, "OOTH": 2}),
    "portuguese": Weighted({"WOTH": 84, "BAFR": 6, "MOTH": 6, "OOTH": 4}),
    "nepali": Weighted({"AOTH": 97, "AIND": 2, "OOTH": 1}),
    "bengali": Weighted({"ABAN": 94, "AIND": 4, "MWAS": 2}),
    "indian": Weighted({"AIND": 95, "AOTH": 3, "MWAS": 2}),
    "goan": Weighted({"AIND": 92, "AOTH": 4, "OOTH": 3, "MWAS": 1}),
    "punjabi": Weighted({"AIND": 93, "AOTH": 5, "OOTH": 2}),
    "pakistani": Weighted({"APKN": 95, "AOTH": 3, "MWAS": 2}),
    "african": Weighted({"BAFR": 92, "BOTH": 4, "MWBA": 4}),
    "caribbean": Weighted({"BCRB": 66, "MWBC": 26, "BOTH": 8}),
    "chinese": Weighted({"CHNE": 95, "AOTH": 3, "MWAS": 2}),
    "filipino": Weighted({"AOTH": 93, "MWAS": 4, "OOTH": 3}),
    "arabic": Weighted({"OOTH": 78, "WOTH": 12, "MOTH": 4, "BAFR": 6}),
    "traveller": Weighted({"WIRT": 42, "WROM": 40, "WBRI": 16, "REFU": 2}),
}
"""Codes of the children in need census, by community. The mixed groups of Swindon and Wiltshire are about 2 per cent
of people (Census 2021); the division within each community is not sourced."""


def known(community: str) -> str:
    """Give the community whose names are used for this one; an unknown one is a KeyError."""
    found = ALIASES.get(community, community)
    if found not in ETHNICITIES:
        raise KeyError(f"No names for {community}.")
    return found


def ethnicity(chance: Chance, community: str) -> str:
    """Draw the ethnic group, a code of the children in need census."""
    return chance.weighted(ETHNICITIES[known(community)])
