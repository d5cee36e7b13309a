"""People, the names they bore, the homes and households they lived in, and what ties them to one another."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

NUMBERED = re.compile(r"(^|\s)\d+[A-Za-z]?$")
"""What ends in a number stands before its street without a comma; the name of a house or block does not."""
Sex = Literal["F", "M"]


@dataclass(slots=True, eq=False)
class Home:
    """One front door. The street and the number are invented; the postcode and its grid reference are real."""

    key: str
    number: str
    """As it is written before the street: 17, or Flat 4, Weavers Court."""
    street: str
    town: str
    postcode: str
    easting: int
    northing: int
    uprn: str
    kind: str = "house"
    """house, flat, hmo, quarter (army), site (Travellers'), care_home, childrens_home, supported, hostel, refuge, none."""
    tenure: str = "owned"
    """owned, private_rent, social_rent, army, institution."""
    authority: str = "wiltshire"
    """Whose children's and adults' services it falls to: wiltshire, swindon, or elsewhere."""
    secret: bool = False
    """Nobody may be told where it is: a refuge, a placement kept from the parents."""

    @property
    def line(self) -> str:
        """Say the address on one line, without the postcode."""
        between = " " if NUMBERED.search(self.number) else ", "
        return ", ".join(filter(None, (between.join(filter(None, (self.number, self.street))), self.town)))


@dataclass(slots=True, eq=False)
class Institution:
    """A school, surgery, hospital, landlord or company. Every one of them is invented."""

    key: str
    kind: str
    """primary, secondary, special, nursery, surgery, hospital, dentist, landlord, care_provider, care_home,
    childrens_home, foster_agency, police, company, charity."""
    name: str
    home: Home
    codes: dict[str, str] = field(default_factory=dict)
    """By scheme: urn, laestab, ods, ukprn, cqc, provider_urn."""
    phone: str = ""


@dataclass(slots=True)
class NameUse:
    """A name somebody bore for a time."""

    start: date
    end: date | None
    forename: str
    middle: str
    surname: str
    why: str = "birth"
    """birth, marriage, separation, adoption, choice, naming (of a baby who had no name yet)."""


@dataclass(slots=True, eq=False)
class Person:
    """Somebody who exists, or will be born, or has died."""

    key: str
    number: int
    """Unique in the county and below ROOM times the blocks: what numbers of theirs are made from."""
    sex: Sex
    born: date
    """After the last day of the county for an unborn child: the day it is expected."""
    community: str = "english"
    """Which names and naming customs: a key of the tables in ``names``."""
    ethnicity: str = "WBRI"
    died: date | None = None
    names: list[NameUse] = field(default_factory=list)
    """In order of time; an unnamed baby has one with an empty forename."""
    known_as: str = ""
    """A nickname or English name that friends use, or nothing."""
    mother: Person | None = None
    father: Person | None = None
    """Those of whom they were born, whether or not anybody wrote it down."""
    children: list[Person] = field(default_factory=list)
    birth_set: str = ""
    """The same for twins and triplets."""
    alike: bool = False
    """An identical twin."""
    stays: list[Stay] = field(default_factory=list)
    ties: list[Tie] = field(default_factory=list)
    nhs: str = ""
    upn: str = ""
    """The pupil number; adults keep the one they had, and those who never went to an English school have none."""
    mobile: str = ""
    landline: str = ""
    surgery: Institution | None = None
    disabilities: tuple[str, ...] = ()
    """Codes of the children in need census: MOB, HAND, PC, INC, COMM, LD, HEAR, VIS, BEH, CON, AUT, DDA."""
    traits: frozenset[str] = frozenset()
    """young_carer, soldier, veteran, no_fixed_address, refugee, unaccompanied, frail, dementia, mental_health, drugs,
    alcohol, learning_disability, shielded (nobody is told the address)."""
    came: date | None = None
    """When they came to live in the county, if not by birth."""
    left: date | None = None
    """When they left it for good, if they did."""
    adopted: date | None = None
    earlier: Person | None = None
    """For an adopted child: the identity they had before, with its own numbers and names. The two must not be linked."""
    story: str = ""
    """The planted story they belong to."""

    @property
    def unborn(self) -> bool:
        """Say whether they had not been born by the last day: they have no name and no home yet."""
        return not self.stays and not self.names[0].forename

    def __repr__(self) -> str:
        return f"<{self.key} {self.names[0].forename if self.names else '?'} {self.sex} {self.born}>"

    def name_on(self, day: date) -> NameUse:
        """Give the name borne on a day: the first before it, the last after."""
        found = self.names[0]
        for one in self.names:
            if one.start <= day:
                found = one
        return found

    def home_on(self, day: date) -> Home | None:
        """Say where they mainly lived on a day, if anywhere in the county."""
        for stay in self.stays:
            if stay.main and stay.covers(day):
                return stay.home
        return None

    def age_on(self, day: date) -> int:
        """Count whole years on a day; below zero before birth."""
        return day.year - self.born.year - ((day.month, day.day) < (self.born.month, self.born.day))

    def alive_on(self, day: date) -> bool:
        """Say whether they were born and had not died."""
        return self.born <= day and (self.died is None or self.died > day)

    def here_on(self, day: date) -> bool:
        """Say whether they lived in the county: alive, come and not left."""
        came = self.came is None or self.came <= day
        return self.alive_on(day) and came and (self.left is None or self.left > day)


@dataclass(slots=True, eq=False)
class Household:
    """Those who live behind one front door for a time. Who and when is in the stays that name it."""

    key: str
    kind: str
    """single, couple, family, lone_parent, step_family, multi_generation, army, hmo, sharers, care_home, foster, kinship,
    childrens_home, supported, none."""
    home: Home
    strain: float = 0.0
    """What makes trouble likelier here, from 0 to 1; it shapes the story and is written nowhere."""
    stays: list[Stay] = field(default_factory=list)

    def on(self, day: date) -> list[Person]:
        """Give those who live in it on a day."""
        return [stay.person for stay in self.stays if stay.covers(day)]


@dataclass(slots=True, eq=False)
class Stay:
    """Somebody lives somewhere for a time. A child of parted parents may have two at once, of which one is the main."""

    person: Person
    home: Home
    household: Household
    start: date
    end: date | None = None
    kind: str = "home"
    """home, shared (the other home of a child of parted parents), placement (put there by the council), found (no fixed
    address: where they mostly sleep)."""

    @property
    def main(self) -> bool:
        """Say whether this is the home most agencies would write down."""
        return self.kind != "shared"

    def covers(self, day: date) -> bool:
        """Say whether a day falls in it."""
        return self.start <= day and (self.end is None or day < self.end)


@dataclass(slots=True, eq=False)
class Tie:
    """Something that joins two people and does not follow from birth. ``a`` is the elder, the carer or the first named."""

    kind: str
    """married, partner (both end with separation or death), step_parent, adoptive_parent, foster_carer, kinship_carer,
    guardian, cares_for (unpaid, of whatever age), key_worker, friend, neighbour, exploits."""
    a: Person
    b: Person
    start: date
    end: date | None = None
    responsibility: bool = False
    """Parental responsibility in law (mothers have it by birth; fathers by ``kinship``)."""
    disputed: bool = False
