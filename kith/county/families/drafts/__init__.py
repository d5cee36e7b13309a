"""Households as they are on the last day: who lives together, how old, and who is whose child. No homes and names yet."""

from kith.county.families.drafts.drafting import draft
from kith.county.families.drafts.kin import apart
from kith.county.families.drafts.shapes import ordinary
from kith.county.families.drafts.unit import YEAR, YOUNGEST_FATHER, Draft, Spell, Unit

__all__ = ["YEAR", "YOUNGEST_FATHER", "Draft", "Spell", "Unit", "apart", "draft", "ordinary"]
