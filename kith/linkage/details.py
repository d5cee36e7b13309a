"""Comparing one detail at a time: the same, similar, different, or not known, and why in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kith.lib import identifiers
from kith.lib.identifiers import Check, Checked
from kith.linkage.people import Described, Known
from kith.linkage.words import alike, begins_alike, plain, short_for, sound

ALIKE = 0.45
ADDRESS_ALIKE = 0.6
YEARS_OFF = 1
WITHHELD, KEPT = "Withheld", "where they can be found is kept confidential; ring the agency"


class Comparison(StrEnum):
    """What was found about one detail."""

    SAME = "same"
    SIMILAR = "similar"
    DIFFERENT = "different"
    NOT_KNOWN = "not known"


@dataclass(frozen=True)
class Compared:
    """One detail of two people, side by side."""

    detail: str
    described: str
    known: str
    comparison: Comparison
    why: str = ""


S = Comparison
Found = tuple[Comparison, str]
UNKNOWN: Found = (S.NOT_KNOWN, "")


def compare_all(described: Described, known: Known) -> dict[str, Compared]:
    """Compare every detail."""
    return {name: make(described, known) for name, make in DETAILS.items()}


def _forename(described: Described, known: Known) -> Compared:
    found = _names(described.forename, known.forename, also=known.other_names)
    return Compared("First name", described.forename, known.forename, *found)


def _surname(described: Described, known: Known) -> Compared:
    found = _names(described.surname, known.surname, also=known.other_names)
    if found[0] is S.DIFFERENT and _swapped(described, known):
        found = (S.SIMILAR, "first name and surname are the other way round")
    return Compared("Surname", described.surname, known.surname, *found)


def _swapped(described: Described, known: Known) -> bool:
    mine, theirs = (plain(described.forename), plain(described.surname)), (plain(known.forename), plain(known.surname))
    return all(mine) and mine == theirs[::-1]


def _names(mine: str, theirs: str, *, also: str) -> Found:
    one, other = plain(mine), plain(theirs)
    if not one or not other:
        return UNKNOWN
    if one == other:
        return S.SAME, ""
    if one in plain(also).split():
        return S.SIMILAR, "also known by this name"
    return next(((S.SIMILAR, words) for same, words in LIKENESS if same(one, other)), (S.DIFFERENT, ""))


def _part_of(one: str, other: str) -> bool:
    return bool(set(one.split()) & set(other.split()))


LIKENESS: tuple[tuple[Callable[[str, str], bool], str], ...] = (
    (_part_of, "part of the name is the same"),
    (short_for, "one is short for the other"),
    (begins_alike, "they begin alike"),
    (lambda one, other: alike(one, other) >= ALIKE, "spelt nearly alike"),
    (lambda one, other: sound(one) == sound(other), "they sound alike"),
)


def _born(described: Described, known: Known) -> Compared:
    if described.born_on:
        found = _dates(described.born_on, known.born_on, estimated=known.born_estimated)
        return Compared("Date of birth", _day(described.born_on), _day(known.born_on), *found)
    found = _age(described, known)
    return Compared("Date of birth", described.born_words, _day(known.born_on), *found)


def _dates(mine: date, theirs: date | None, *, estimated: bool) -> Found:
    if theirs is None:
        return UNKNOWN
    if mine == theirs:
        return S.SAME, ""
    if (mine.day, mine.month, mine.year) == (theirs.month, theirs.day, theirs.year):
        return S.SIMILAR, "day and month are the other way round"
    if estimated and mine.year == theirs.year:
        return S.SIMILAR, "the date on record is an estimate, and the year is the same"
    if sum(a != b for a, b in zip(mine.isoformat(), theirs.isoformat(), strict=True)) == 1:
        return S.SIMILAR, "one digit is different"
    return S.DIFFERENT, ""


def _age(described: Described, known: Known) -> Found:
    if described.age is None or described.on is None or known.born_on is None:
        return UNKNOWN
    on, born = described.on, known.born_on
    age = on.year - born.year - ((on.month, on.day) < (born.month, born.day))
    if abs(age - described.age) <= YEARS_OFF:
        return S.SIMILAR, f"the age fits: {age}"
    return S.DIFFERENT, f"on record they are {age}"


def _day(value: date | None) -> str:
    return f"{value.day} {value:%B %Y}" if value else ""


def _sex(described: Described, known: Known) -> Compared:
    mine, theirs = described.sex, known.sex
    known_both = mine in SEXES and theirs in SEXES
    found = UNKNOWN if not known_both else ((S.SAME, "") if mine == theirs else (S.DIFFERENT, ""))
    return Compared("Sex", SEXES.get(mine, ""), SEXES.get(theirs, ""), *found)


SEXES = {"female": "Female", "male": "Male", "other": "Another answer"}


def _number(detail: str, field: str, check: Callable[[str], Checked]) -> Callable[[Described, Known], Compared]:
    def compare(described: Described, known: Known) -> Compared:
        mine, theirs = check(getattr(described, field)), check(getattr(known, field))
        found = UNKNOWN
        if mine.check is Check.VALID and theirs.check is Check.VALID:
            found = (S.SAME, "") if mine.value == theirs.value else (S.DIFFERENT, "")
        return Compared(detail, _ends(mine.value), _ends(theirs.value), *found)

    return compare


def _ends(number: str) -> str:
    """Show the end of a number only: enough to compare, too little to use."""
    return f"ends {number[-3:]}" if number else ""


def _address(described: Described, known: Known) -> Compared:
    mine, theirs = _postcode(described), _postcode(known)
    if known.address_hidden:
        return Compared("Address", mine, WITHHELD, S.NOT_KNOWN, KEPT)
    if not mine or not theirs:
        return Compared("Address", mine, theirs, *UNKNOWN)
    if mine != theirs:
        return Compared("Address", mine, theirs, S.DIFFERENT, "they may have moved")
    if alike(described.address, known.address) >= ADDRESS_ALIKE:
        return Compared("Address", mine, theirs, S.SAME, "same postcode, and the address reads alike")
    return Compared("Address", mine, theirs, S.SIMILAR, "same postcode")


def _postcode(person: Described | Known) -> str:
    checked = identifiers.postcode(person.postcode)
    return checked.value if checked.check is Check.VALID else identifiers.postcode_in(person.address)


def _school(described: Described, known: Known) -> Compared:
    found = UNKNOWN
    if known.address_hidden:
        return Compared("School", described.school, WITHHELD, S.NOT_KNOWN, KEPT)
    if described.school and known.school:
        one, other = plain(described.school), plain(known.school)
        near = alike(one, other) >= ALIKE or begins_alike(one, other)
        found = (S.SAME, "") if one == other else ((S.SIMILAR, "") if near else (S.DIFFERENT, "they may have moved"))
    return Compared("School", described.school, known.school, *found)


DETAILS: dict[str, Callable[[Described, Known], Compared]] = {
    "forename": _forename,
    "surname": _surname,
    "born": _born,
    "sex": _sex,
    "nhs": _number("NHS number", "nhs_number", identifiers.nhs_number),
    "upn": _number("Pupil number", "upn", identifiers.upn),
    "address": _address,
    "school": _school,
}
