"""Names: given by year of birth, borne by communities each in its own way, and written by English clerks in theirs."""

from kith.county.names.given import child_middle, forename, middle, patronymic
from kith.county.names.nicknames import nickname
from kith.county.names.order import order
from kith.county.names.shares import COMMUNITIES, ethnicity
from kith.county.names.spellings import spellings
from kith.county.names.surnames import child_surname, double, form, married, surname

__all__ = [
    "COMMUNITIES",
    "child_middle",
    "child_surname",
    "double",
    "ethnicity",
    "forename",
    "form",
    "married",
    "middle",
    "nickname",
    "order",
    "patronymic",
    "spellings",
    "surname",
]
