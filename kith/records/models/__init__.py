"""The nouns of the pool."""

from kith.records.models.judgements import Answer, Judgement
from kith.records.models.read import AddressUse, Event, Flag, Identifier, Organisation, Relationship, SourcePerson
from kith.records.models.received import Batch, Finding, SourceRecord

__all__ = [
    "AddressUse",
    "Answer",
    "Batch",
    "Event",
    "Finding",
    "Flag",
    "Identifier",
    "Judgement",
    "Organisation",
    "Relationship",
    "SourcePerson",
    "SourceRecord",
]
