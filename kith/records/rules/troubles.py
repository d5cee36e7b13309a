"""Everything that may be odd about a value: how grave it is, why, and what was done.

The words never carry the value itself: it may name a child, and a findings list travels.
"""

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple


class Grade(StrEnum):
    """How much a finding matters."""

    NOTE = "note"
    WARNING = "warning"
    QUARANTINED = "quarantined"


class _Words(NamedTuple):
    grade: Grade
    reason: str
    done: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found in a file: where, why, and what was done."""

    code: str
    field: str
    grade: str
    reason: str
    done: str
    place: str = ""


TROUBLES = MappingProxyType(
    {
        "nbsp": _Words(Grade.NOTE, "non-breaking spaces", "read as plain spaces"),
        "spaces": _Words(Grade.NOTE, "spaces at the ends or doubled", "left out"),
        "unicode-form": _Words(Grade.NOTE, "letters and accents written apart", "joined (NFC)"),
        "control-characters": _Words(Grade.WARNING, "characters that cannot be seen", "left out"),
        "error-value": _Words(
            Grade.WARNING, "an Excel error such as #N/A stands in place of a value", "taken as blank"
        ),
        "formula-text": _Words(Grade.WARNING, "the text begins like a formula", "kept as text, never run"),
        "filler": _Words(Grade.NOTE, "a word for 'not known' stands in place of a value", "taken as not known"),
        "date-and-time": _Words(Grade.NOTE, "a date with a time", "the day was kept"),
        "date-in-words": _Words(Grade.NOTE, "the month is written in letters", "read as that day"),
        "date-serial": _Words(
            Grade.WARNING, "an Excel day number stands where a date should", "read as the day Excel shows"
        ),
        "date-swapped": _Words(
            Grade.WARNING, "there is no such month, so day and month seem swapped", "read the other way round"
        ),
        "date-two-digit-year": _Words(Grade.WARNING, "the year has two digits", "read as the nearest past century"),
        "date-placeholder": _Words(Grade.WARNING, "a stand-in date such as 01/01/1900", "taken as not known"),
        "date-impossible": _Words(Grade.WARNING, "there is no such day", "taken as not known"),
        "date-unreadable": _Words(Grade.WARNING, "not a date we can read", "taken as not known"),
        "date-in-future": _Words(Grade.WARNING, "a day that has not come yet", "kept as sent"),
        "date-too-old": _Words(Grade.WARNING, "a day more than 120 years ago", "kept as sent"),
        "date-order": _Words(Grade.WARNING, "it ends before it begins", "kept as sent"),
        "birth-first-of-january": _Words(Grade.NOTE, "1 January is often a guess at a birthday", "marked as estimated"),
        "birth-unborn": _Words(Grade.NOTE, "no birth date but an expected one", "read as an unborn child"),
        "code-unknown": _Words(Grade.WARNING, "a code nobody has recorded", "kept as sent, not read"),
        "relative-unreadable": _Words(
            Grade.WARNING, "not a word and a number that say whose relative somebody is", "kept as sent, not read"
        ),
        "number-unreadable": _Words(Grade.WARNING, "not a whole number", "taken as not known"),
        "nhs-invalid": _Words(Grade.WARNING, "the NHS number fails its check", "kept as sent, not used to find people"),
        "upn-invalid": _Words(
            Grade.WARNING, "the pupil number fails its check letter", "kept as sent, not used to find people"
        ),
        "upn-temporary": _Words(Grade.NOTE, "a temporary pupil number", "kept and marked"),
        "identifier-stand-in": _Words(Grade.WARNING, "a stand-in, not an identifier", "not used to find people"),
        "postcode-invalid": _Words(Grade.WARNING, "not a postcode", "kept in the address only"),
        "postcode-stand-in": _Words(
            Grade.NOTE, "a postcode that stands for no home or an unknown one", "never used to find people"
        ),
        "identifier-mangled": _Words(
            Grade.WARNING,
            "Excel has turned an identifier into a number with an E",
            "kept as sent, not used to find people",
        ),
        "too-long": _Words(
            Grade.WARNING, "longer than there is room for", "the beginning was read, the whole is kept as received"
        ),
        "required-blank": _Words(Grade.WARNING, "it should not be blank", "kept without it"),
        "nobody": _Words(
            Grade.QUARANTINED,
            "neither a number nor a name and a birth date say who this is about",
            "kept as received, placed with nobody",
        ),
        "no-organisation": _Words(
            Grade.QUARANTINED, "no number or name says which organisation this is", "kept as received, not placed"
        ),
        "before-headings": _Words(Grade.QUARANTINED, "it stands above the headings", "kept as received, not read"),
        "headings-again": _Words(Grade.QUARANTINED, "the headings again", "kept as received, not read"),
        "outside-records": _Words(Grade.QUARANTINED, "it stands outside the records", "kept as received, not read"),
        "too-many-cells": _Words(
            Grade.QUARANTINED, "it has more cells than headings, so they may have shifted", "kept as received, not read"
        ),
        "section-unknown": _Words(
            Grade.QUARANTINED, "its sheet is none this format knows", "kept as received, not read"
        ),
        "column-unknown": _Words(Grade.NOTE, "a column this format does not know", "kept as received, not read"),
        "column-missing": _Words(Grade.WARNING, "a column this format expects is not there", "read without it"),
        "year-unknown": _Words(
            Grade.WARNING, "the collection year is one this format was not written for", "read as the nearest"
        ),
    }
)


def trouble(code: str, field: str = "", place: str = "") -> Finding:
    """Say one trouble in its words."""
    words = TROUBLES[code]
    return Finding(code, field, words.grade, words.reason, words.done, place)
