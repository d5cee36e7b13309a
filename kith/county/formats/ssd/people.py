"""Tables of who people are: persons, families, addresses, disabilities, immigration, mothers, missing episodes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from json import dumps

from kith.county.agencies.persona import Persona
from kith.county.formats.ssd import codes
from kith.county.formats.ssd.held import Case, Held
from kith.county.formats.ssd.table import Cell, Table, always, cases, end, flag, key, person, start
from kith.county.model import Home, Stay

_GROWN = 18
_SCHOOL_AGE = 5
_MOVED = date(2020, 4, 1)
"""When both councils took on the systems they have: who was known before has a number from the system before."""
_GENDER = {"M": "01", "F": "02"}
_NOTED_DISABILITY, _NOTED_NONE, _NOTED_MOTHER, _NOTED_FAMILY = 0.85, 0.3, 0.85, 0.93
"""Shares that are written down. Not sourced: our guess."""
_FLAT = re.compile(r"^(?P<flat>(?:flat|unit|room)\s+\w+)[,\s]+(?P<rest>.*)$", re.IGNORECASE)
_HOUSE = re.compile(r"^(?P<house>\d+\w?)\s+(?P<street>.+)$")
_ADDRESS_KEYS = ("ROOM", "FLOOR", "FLAT", "BUILDING", "HOUSE", "STREET", "TOWN", "UPRN", "EASTING", "NORTHING")
_COUNTIES = frozenset({"wiltshire", "wilts", "wilts."})
"""What clerks put after the town; the dataset has no key for it."""
_SHORT = 2
_BLANK = dumps(dict.fromkeys(_ADDRESS_KEYS, ""))
"""The address of a home that nobody may be told of; its postcode is written CON."""


@dataclass(slots=True, eq=False)
class Entry:
    """One row about a record of somebody."""

    held: Held
    persona: Persona
    number: str
    value: str = ""
    day: date | None = None
    last: date | None = None
    other: Persona | None = None


def who(entry: Entry) -> Cell:
    """Write the number of the record."""
    return entry.persona.local_id


def number(entry: Entry) -> Cell:
    """Write the number of the row."""
    return entry.number


def value(entry: Entry) -> Cell:
    """Write what the row says."""
    return entry.value


def _entries(held: Held) -> Iterator[Entry]:
    return (Entry(held, one, one.local_id) for one in held.personas)


def _age(entry: Entry) -> int:
    return entry.persona.person.age_on(entry.persona.last)


def _upn_unknown(entry: Entry) -> Cell:
    age = _age(entry)
    if entry.persona.upn or age >= _GROWN:
        return ""
    return "UN1" if age < _SCHOOL_AGE else "UN2" if "unaccompanied" in entry.persona.person.traits else "UN4"


def _legacy(entry: Entry) -> Cell:
    return f"CF{entry.persona.local_id[-8:]}" if entry.persona.first < _MOVED else ""


def _is_mother(entry: Entry) -> Cell:
    one = entry.persona.person
    children = (child for child in one.children if child.born <= entry.held.until)
    return "Y" if one.sex == "F" and any(entry.held.known_one(child) for child in children) else "N"


def _send(entry: Entry) -> Cell:
    if _age(entry) >= _GROWN:
        return ""
    return "Y" if entry.persona.person.number in entry.held.with_plans else "N"


def _nationality(entry: Entry) -> Cell:
    one = entry.persona.person
    return codes.COUNTRIES.get(one.community, "") if "unaccompanied" in one.traits else ""


def _families(held: Held) -> Iterator[Entry]:
    """Group those who lived in one household on the last day they were dealt with; some are left out.

    A child in care is in the family it came from, and one who was adopted since is alone in it: nothing may join who it
    was before to who it is now.
    """
    adopted_since = {one.earlier.number for one in held.known.block.people if one.earlier is not None}
    groups: dict[str, str] = {}
    for one in held.personas:
        stay = _own(one)
        if stay is not None and held.chance.yes(_NOTED_FAMILY):
            group = one.local_id if one.person.number in adopted_since else stay.household.key
            family = groups.setdefault(group, f"FAM{one.local_id[-8:]}")
            yield Entry(held, one, f"{one.local_id}F", family)


def _own(persona: Persona) -> Stay | None:
    """Give the last home somebody had that the council did not put them in."""
    own = [one for one in persona.person.stays if one.main and one.kind != "placement" and one.start <= persona.last]
    return own[-1] if own else None


def _stay(persona: Persona, day: date) -> Stay | None:
    return next((stay for stay in persona.person.stays if stay.main and stay.covers(day)), None)


def address(line: str, uprn: str, home: Home | None) -> str:
    """Write an address as the dataset does: an object with all keys, from the one line that was typed."""
    parts = dict.fromkeys(_ADDRESS_KEYS, "")
    flat = _FLAT.match(line)
    if flat:
        parts["FLAT"], line = flat["flat"], flat["rest"]
    some = [part.strip() for part in line.split(",")]
    if len(some) > _SHORT and some[-1].lower() in _COUNTIES:
        some.pop()
    *before, town = some if len(some) > 1 else [line, ""]
    house = _HOUSE.match(before[-1])
    parts["HOUSE"], parts["STREET"] = (house["house"], house["street"]) if house else ("", before[-1])
    parts["BUILDING"] = ", ".join(before[:-1])
    parts["TOWN"], parts["UPRN"] = town, uprn
    if home is not None and uprn and uprn == home.uprn:
        parts["EASTING"], parts["NORTHING"] = str(home.easting), str(home.northing)
    return dumps(parts)


def _addresses(held: Held) -> Iterator[tuple[Entry, str]]:
    for one in held.personas:
        yield from _homes(held, one)
    for case in held.placements:
        yield _placed(case)


def _homes(held: Held, one: Persona) -> Iterator[tuple[Entry, str]]:
    stay = _stay(one, one.last)
    since = max(stay.start, one.person.born) if stay is not None else None
    if one.previous_address or one.previous_postcode:
        before = Entry(held, one, f"{one.local_id}A1", one.previous_postcode, None, since)
        yield before, address(one.previous_address, "", None)
    if stay is not None and stay.home.secret and not one.postcode:
        yield Entry(held, one, f"{one.local_id}A2", "CON", since), _BLANK
    elif one.address or one.postcode:
        now = Entry(held, one, f"{one.local_id}A2", one.postcode, since)
        yield now, address(one.address, one.uprn, stay.home if stay else None)


def _placed(case: Case) -> tuple[Entry, str]:
    """Give the address of a placement; one that nobody may be told is blanked and its postcode is CON."""
    home = case.event.home
    shown = home if home is not None and not home.secret else None
    postcode = shown.postcode if shown else "CON" if home else ""
    entry = Entry(case.held, case.persona, f"{case.reference}A", postcode, case.day, case.last)
    return entry, address(shown.line, shown.uprn, shown) if shown else _BLANK


def _disabilities(held: Held) -> Iterator[Entry]:
    for one in held.personas:
        if one.person.age_on(one.first) >= _GROWN:
            continue
        some: Iterable[str] = (code for code in one.person.disabilities if held.chance.yes(_NOTED_DISABILITY))
        if not one.person.disabilities:
            some = ("NONE",) if held.chance.yes(_NOTED_NONE) else ()
        for code in some:
            yield Entry(held, one, f"{one.local_id}D{code}", code)


def _immigrants(held: Held) -> Iterator[Entry]:
    alone = {case.persona.local_id: case for case in held.spells if case.event.text("uasc") == "1"}
    for one in held.personas:
        case = alone.get(one.local_id)
        if case is not None:
            grown = one.person.born.replace(year=one.person.born.year + _GROWN, day=min(one.person.born.day, 28))
            last = grown if grown <= held.until else None
            yield Entry(held, one, f"{one.local_id}I", "Unaccompanied Asylum Seeking Child", case.day, last)
        elif "refugee" in one.person.traits:
            yield Entry(held, one, f"{one.local_id}I", "Refugee", one.person.came)


def _mothers(held: Held) -> Iterator[Entry]:
    """Give mothers and their children, where both are known; never across an adoption."""
    for one in held.personas:
        mother = held.known_one(one.person.mother) if one.person.earlier is None else None
        if mother is not None and mother is not one and held.chance.yes(_NOTED_MOTHER):
            yield Entry(held, mother, f"{one.local_id}M", other=one)


def _identifiers(held: Held) -> Iterator[Entry]:
    for one in held.personas:
        known = (("Unique Pupil Number", one.upn), ("NHS Number", one.nhs))
        for n, (kind, text) in enumerate(known, 1):
            if text:
                yield Entry(held, one, f"{one.local_id}K{n}", f"{kind}|{text}", one.first)


PERSON = Table(
    "ssd_person",
    _entries,
    {
        "pers_person_id": who,
        "pers_forename": lambda entry: entry.persona.forename,
        "pers_surname": lambda entry: entry.persona.surname,
        "pers_sex": lambda entry: entry.persona.sex,
        "pers_gender": lambda entry: _GENDER.get(entry.persona.sex, "00"),
        "pers_ethnicity": lambda entry: entry.persona.ethnicity,
        "pers_dob": lambda entry: entry.persona.born,
        "pers_common_child_id": lambda entry: entry.persona.nhs,
        "pers_legacy_id": _legacy,
        "pers_upn_unknown": _upn_unknown,
        "pers_send_flag": _send,
        "pers_expected_dob": lambda entry: entry.persona.expected,
        "pers_death_date": lambda entry: entry.persona.died,
        "pers_is_mother": _is_mother,
        "pers_nationality": _nationality,
    },
)
FAMILY = Table("ssd_family", _families, {"fami_table_id": number, "fami_family_id": value, "fami_person_id": who})
ADDRESS = Table(
    "ssd_address",
    _addresses,
    {
        "addr_table_id": lambda row: row[0].number,
        "addr_address_json": lambda row: row[1],
        "addr_person_id": lambda row: row[0].persona.local_id,
        "addr_address_type": lambda row: "Placement" if row[0].number.endswith("A") else "Home",
        "addr_address_start_date": lambda row: row[0].day,
        "addr_address_end_date": lambda row: row[0].last,
        "addr_address_postcode": lambda row: row[0].value.replace(" ", ""),
    },
)
DISABILITY = Table(
    "ssd_disability", _disabilities, {"disa_person_id": who, "disa_table_id": number, "disa_disability_code": value}
)
IMMIGRATION = Table(
    "ssd_immigration_status",
    _immigrants,
    {
        "immi_person_id": who,
        "immi_immigration_status_id": number,
        "immi_immigration_status": value,
        "immi_immigration_status_start_date": lambda entry: entry.day,
        "immi_immigration_status_end_date": lambda entry: entry.last,
    },
)
MOTHER = Table(
    "ssd_mother",
    _mothers,
    {
        "moth_table_id": number,
        "moth_person_id": who,
        "moth_childs_person_id": lambda entry: entry.other.local_id if entry.other else "",
        "moth_childs_dob": lambda entry: entry.other.born if entry.other else None,
    },
)
IDENTIFIERS = Table(
    "ssd_linked_identifiers",
    _identifiers,
    {
        "link_table_id": number,
        "link_person_id": who,
        "link_identifier_type": lambda entry: entry.value.partition("|")[0],
        "link_identifier_value": lambda entry: entry.value.partition("|")[2],
        "link_valid_from_date": lambda entry: entry.day,
        "link_valid_to_date": lambda entry: entry.last,
    },
)
MISSING = Table(
    "ssd_missing",
    cases("missing"),
    {
        "miss_table_id": key,
        "miss_person_id": person,
        "miss_missing_episode_start_date": start,
        "miss_missing_episode_type": always("M"),
        "miss_missing_episode_end_date": end,
        "miss_missing_rhi_offered": flag("offered"),
        "miss_missing_rhi_accepted": flag("accepted"),
    },
)
TABLES = (PERSON, FAMILY, ADDRESS, DISABILITY, IMMIGRATION, MOTHER, IDENTIFIERS, MISSING)
