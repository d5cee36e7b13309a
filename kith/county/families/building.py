"""Build the people of one block, from households on the last day back to the first."""

from __future__ import annotations

from kith.county.chance import Chance
from kith.county.families import care, details, drafts, histories, naming, others, parting
from kith.county.families.drafts import Draft
from kith.county.model import Block
from kith.county.places import County, Homes


def build(block: Block, county: County, homes: Homes, chance: Chance) -> Draft:
    """Fill a block with people, their kin, names, homes and stays.

    The order matters: who lives together, then who lives apart, who is in care, who came, left or died, and only then
    the names, which follow from all of it, and the homes.
    """
    made = drafts.draft(block, chance)
    parting.part(made)
    parting.grow_up(made)
    details.strain(made)
    cares = care.into_care(made) + care.adopt(made)
    others.come(made)
    others.die(made)
    others.leave(made)
    others.expect(made)
    naming.name_everybody(made)
    histories.settle(made, homes, cares)
    details.tell(made, county)
    return made
