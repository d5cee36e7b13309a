"""What a row becomes. The names are those of the columns these are stored in."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from kith.records.rules.troubles import Finding


@dataclass(slots=True)
class Person:
    """A person as one agency knows them in one row."""

    local_id: str = ""
    role: str = ""
    forename: str = ""
    middle_names: str = ""
    surname: str = ""
    other_names: str = ""
    sex: str = ""
    dob: date | None = None
    dob_estimated: bool = False
    expected_dob: date | None = None
    died_on: date | None = None
    ethnicity: str = ""
    nhs_number: str = ""
    upn: str = ""
    postcode: str = ""
    uprn: str = ""
    address: str = ""
    address_confidential: bool = False
    school: str = ""
    school_urn: str = ""
    involvement: str = ""
    involvement_kind: str = ""
    involvement_from: date | None = None
    involvement_to: date | None = None
    last_date: date | None = None
    worker: str = ""
    team: str = ""
    contact: str = ""
    sensitive_service: bool = False
    shielded: bool = False


@dataclass(slots=True)
class Identifier:
    """A number somebody gave a person, with the result of its check."""

    scheme: str = ""
    value_raw: str = ""
    value: str = ""
    check_result: str = ""
    starts: date | None = None
    ends: date | None = None
    confidential: bool = False


@dataclass(slots=True)
class AddressUse:
    """A person used an address, for something, for a time."""

    use: str = ""
    address: str = ""
    postcode: str = ""
    uprn: str = ""
    starts: date | None = None
    ends: date | None = None
    place_key: str = ""
    confidential: bool = False


@dataclass(slots=True)
class Event:
    """Something that happened, and the part the person had in it."""

    kind: str = ""
    subkind: str = ""
    role: str = "subject"
    starts: date | None = None
    ends: date | None = None
    outcome: str = ""
    reference: str = ""
    """The agency's own number for it, by which several rows tell of one event."""
    part_of: str = ""
    """The number of what it is part of, such as the referral an assessment came from."""
    part_of_kind: str = ""
    """What kind of event that is, where two kinds may have the same number: `referral`, or `ehcp: request`."""
    place_key: str = ""
    detail: dict[str, str] = field(default_factory=dict)
    confidential: bool = False


@dataclass(slots=True)
class Flag:
    """A standing fact about a person."""

    kind: str = ""
    starts: date | None = None
    ends: date | None = None
    detail: str = ""
    confidential: bool = False


@dataclass(slots=True)
class Relationship:
    """Two people of one agency are related, as that agency says; `kind` is what the other is to this one."""

    kind: str = ""
    inverse: str = ""
    other_local_id: str = ""
    starts: date | None = None
    ends: date | None = None
    parental_responsibility: bool | None = None
    main_carer: bool | None = None
    informal_carer: bool | None = None
    disputed: bool = False
    detail: str = ""
    confidential: bool = False


@dataclass(slots=True)
class Organisation:
    """A school or service, as its register lists it."""

    kind: str = ""
    urn: str = ""
    laestab: str = ""
    name: str = ""
    phase: str = ""
    status: str = ""
    opened: date | None = None
    closed: date | None = None
    address: str = ""
    postcode: str = ""
    uprn: str = ""
    phone: str = ""
    place_key: str = ""


@dataclass(slots=True)
class Place:
    """Somewhere, and the keys by which all that happened there is found."""

    key: str = ""
    written_key: str = ""
    kind: str = "unknown"
    address: str = ""
    postcode: str = ""
    uprn: str = ""
    confidential: bool = False


@dataclass(slots=True)
class HouseholdMember:
    """Somebody was of a household: the row's person, or another of the agency by their number."""

    household: str = ""
    other_local_id: str = ""
    role: str = "unknown"
    basis: str = "asserted"
    starts: date | None = None
    ends: date | None = None
    place_key: str = ""
    confidential: bool = False


@dataclass(slots=True)
class Object:
    """A thing that matters in an event, or that somebody has."""

    kind: str = "other"
    role: str = "mentioned"
    description: str = ""
    identifier: str = ""
    reference: str = ""
    """The event's number, as in the event."""
    starts: date | None = None
    ends: date | None = None
    confidential: bool = False


@dataclass(slots=True)
class Involvement:
    """The part that another person, or a worker, or an organisation had in an event; the row's person has their own."""

    role: str = "unknown"
    reference: str = ""
    other_local_id: str = ""
    worker: str = ""
    worker_number: str = ""
    team: str = ""
    organisation: str = ""
    description: str = ""
    starts: date | None = None
    ends: date | None = None
    confidential: bool = False


@dataclass(slots=True)
class Professional:
    """Somebody who works at the agency, as its table of workers has them."""

    number: str = ""
    name: str = ""
    role: str = ""
    team: str = ""
    organisation: str = ""
    registration: str = ""
    contact: str = ""


@dataclass(slots=True)
class Postcode:
    """Where a postcode is, which areas it lies in, and from when until when it was used."""

    postcode: str = ""
    easting: str = ""
    northing: str = ""
    country: str = ""
    council: str = ""
    ward: str = ""
    lsoa: str = ""
    msoa: str = ""
    starts: date | None = None
    ends: date | None = None


@dataclass(slots=True)
class Reading:
    """All that one row was read as."""

    status: str = "accepted"
    key: tuple[str, ...] = ()
    """What makes it the same row when it is sent again: its section, and its fields of the key, if it has them all."""
    person: Person | None = None
    organisation: Organisation | None = None
    identifiers: list[Identifier] = field(default_factory=list)
    addresses: list[AddressUse] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    flags: list[Flag] = field(default_factory=list)
    relationships: list[Relationship] = field(default_factory=list)
    households: list[HouseholdMember] = field(default_factory=list)
    objects: list[Object] = field(default_factory=list)
    involvements: list[Involvement] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    professionals: list[Professional] = field(default_factory=list)
    postcodes: list[Postcode] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


KINDS: dict[str, type[Any]] = {
    "person": Person,
    "organisation": Organisation,
    "identifiers": Identifier,
    "addresses": AddressUse,
    "events": Event,
    "flags": Flag,
    "relationships": Relationship,
    "households": HouseholdMember,
    "objects": Object,
    "involvements": Involvement,
    "places": Place,
    "professionals": Professional,
    "postcodes": Postcode,
}
"""What may be made of a row, by what it is called in a reading."""
