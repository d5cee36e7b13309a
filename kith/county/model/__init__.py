"""The nouns of the truth: people, names, homes, households, ties, events and institutions, and the block that holds them.

Codes for sex, ethnicity, needs and the like are those of the children in need census, whatever an agency makes of them.
Dates are days. An end of ``None`` means that it goes on. Relationships that follow from these are in ``kinship``.
"""

from kith.county.model.block import Block, Detail, Event
from kith.county.model.people import Home, Household, Institution, NameUse, Person, Sex, Stay, Tie

__all__ = ["Block", "Detail", "Event", "Home", "Household", "Institution", "NameUse", "Person", "Sex", "Stay", "Tie"]
