"""The nouns of sharing, by what they are about."""

from kith.sharing.models.agreements import Agreement, Clause, DataClass, Party, Purpose, RoleMay
from kith.sharing.models.ladder import Bar, BarKind, BreakGlass, Link, LinkKind, SealMember, Ticket, Unseal
from kith.sharing.models.register import Handling, Item, Receipt, Record, RecordKind, Release, Subject

__all__ = [
    "Agreement",
    "Bar",
    "BarKind",
    "BreakGlass",
    "Clause",
    "DataClass",
    "Handling",
    "Item",
    "Link",
    "LinkKind",
    "Party",
    "Purpose",
    "Receipt",
    "Record",
    "RecordKind",
    "Release",
    "RoleMay",
    "SealMember",
    "Subject",
    "Ticket",
    "Unseal",
]
