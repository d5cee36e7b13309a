"""The nouns of the pool."""

from kith.records.models.canonical import HouseholdMember, Involvement, Object, Place, Professional
from kith.records.models.deposits import Deposit, DepositPart
from kith.records.models.feeds import Channel, Feed, Schedule
from kith.records.models.judgements import Answer, Judgement
from kith.records.models.postcodes import Postcode
from kith.records.models.read import AddressUse, Event, Flag, Identifier, Organisation, Relationship, SourcePerson
from kith.records.models.received import Batch, Finding, SourceRecord
from kith.records.models.saved import MapDraft, MapPart, SavedProfile

__all__ = [
    "AddressUse",
    "Answer",
    "Batch",
    "Channel",
    "Deposit",
    "DepositPart",
    "Event",
    "Feed",
    "Finding",
    "Flag",
    "HouseholdMember",
    "Identifier",
    "Involvement",
    "Judgement",
    "MapDraft",
    "MapPart",
    "Object",
    "Organisation",
    "Place",
    "Postcode",
    "Professional",
    "Relationship",
    "SavedProfile",
    "Schedule",
    "SourcePerson",
    "SourceRecord",
]
