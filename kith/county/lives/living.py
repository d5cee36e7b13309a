"""Everything that happened in a block, subject by subject, in the order in which one builds on another."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from kith.county.chance import Chance
from kith.county.lives import (
    adults,
    care,
    care_leavers,
    expected,
    family,
    health,
    housing,
    missing,
    police,
    school,
    social_care,
    youth_justice,
)
from kith.county.lives.scene import Places, Scene
from kith.county.model import Block

SUBJECTS: Final[tuple[tuple[str, Callable[[Scene, Chance], None]], ...]] = (
    ("family", family.add),
    ("care", care.add),
    ("care_leavers", care_leavers.add),
    ("social_care", social_care.add),
    ("expected", expected.add),
    ("school", school.add),
    ("health", health.add),
    ("police", police.add),
    ("missing", missing.add),
    ("adults", adults.add),
    ("housing", housing.add),
    ("youth_justice", youth_justice.add),
)
"""Who adds what. Social care builds its cases round the time in care; youth justice follows the police."""


def live(block: Block, county: Places, chance: Chance) -> None:
    """Add to a block whose people have homes and kin everything that happened to them in the years that are told."""
    scene = Scene(block, county, chance.draw())
    for subject, add in SUBJECTS:
        add(scene, scene.stream(subject))
