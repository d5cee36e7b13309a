"""What a clerk is about to write down: true at first, then by the agency's habits, then with its mistakes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from kith.county.agencies.persona import NOT_KNOWN, Persona, Place
from kith.county.model import Person

GROWN = 18


@dataclass(slots=True, eq=False)
class Draft:
    """An entry in the making; fields as in ``Persona``."""

    person: Person
    first: date
    last: date
    forename: str = ""
    middle: str = ""
    surname: str = ""
    known_as: str = ""
    born: date | None = None
    sex: str = ""
    ethnicity: str = ""
    nhs: str = ""
    upn: str = ""
    place: Place = NOT_KNOWN
    phone: str = ""
    previous: Place = NOT_KNOWN
    expected: date | None = None
    unborn: bool = False
    """It was written before the birth, or before a name was given, and never put right."""
    mistakes: list[str] = field(default_factory=list)

    @property
    def grown(self) -> bool:
        """Say whether it is about a grown-up."""
        return self.person.age_on(self.last) >= GROWN

    def entry(self, agency: str, local_id: str, died: date | None) -> Persona:
        """Give the entry as it stands."""
        place, previous = self.place, self.previous
        return Persona(
            agency, local_id, self.person, self.first, self.last, self.forename, self.middle, self.surname,
            self.known_as, self.born, self.sex, self.ethnicity, self.nhs, self.upn, place.address, place.postcode,
            place.uprn, self.phone, previous.address, previous.postcode, self.expected, died, tuple(self.mistakes),
        )  # fmt: skip
