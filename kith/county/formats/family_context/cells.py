"""What all feeds share: who somebody is, where they live if that may be told, and who deals with them."""

from __future__ import annotations

from datetime import date
from zlib import crc32

from kith.county.agencies.known import Known
from kith.county.agencies.persona import Persona
from kith.county.chance import Chance, Weighted

Row = tuple[str, ...]

NOT_SECRET = ("", "", "No")
"""How a mark that is not set is written: mostly it is left blank."""
ONE_LINE = frozenset({"adult-social-care", "housing", "primary-care"})
"""Feeds that write an address on one line; the others use a line for each part, as the published sample does."""
GENDERS = {
    "F": Weighted({"Female": 0.8, "F": 0.17, "female": 0.03}),
    "M": Weighted({"Male": 0.8, "M": 0.17, "male": 0.03}),
    "U": Weighted({"Not Specified": 0.6, "": 0.3, "Other": 0.1}),
}
"""The words are published ones; the shares are our guess."""
DRAMA = "01632 960"
"""The range of telephone numbers kept for drama: 01632 960000 to 960999 (Ofcom)."""
LONG_YEAR = 365.25


def day(one: date | None) -> str:
    """Write a day as dd/mm/yyyy, or nothing."""
    return f"{one.day:02d}/{one.month:02d}/{one.year}" if one else ""


def iso(one: date | None) -> str:
    """Write a day as yyyy-mm-dd, or nothing."""
    return one.isoformat() if one else ""


class People:
    """Writes the cells of PERSON for one agency's feed."""

    def __init__(self, known: Known, feed: str) -> None:
        self._known = known
        self._join = ", " if feed in ONE_LINE else "\n"
        self._day = iso if feed == "education" else day
        self.chance = Chance(known.plan.seed, "block", known.block.number, known.agency, "family_context", feed)

    def cells(self, persona: Persona) -> Row:
        """Give the cells of PERSON. A shielded person's whereabouts are not sent; a secret address is marked so."""
        shielded = "shielded" in persona.person.traits
        place = (
            ("", "", "") if shielded else (persona.address.replace(", ", self._join), persona.postcode, persona.uprn)
        )
        return (
            persona.surname, persona.forename, persona.middle, persona.known_as, self._day(persona.born),
            self._age(persona), self._day(persona.died), self.chance.weighted(GENDERS.get(persona.sex, GENDERS["U"])), persona.nhs,
            persona.local_id, *place, "Yes" if shielded else self.chance.pick(NOT_SECRET),
            "Yes" if self._is_secret(persona) else "",
        )  # fmt: skip

    def _age(self, persona: Persona) -> str:
        if persona.born is None or persona.born > self._known.plan.until:
            return ""
        last = persona.died or self._known.plan.until
        return str(int((last - persona.born).days / LONG_YEAR))

    @staticmethod
    def _is_secret(persona: Persona) -> bool:
        """Say whether the agency knows that the address is secret: one that it let slip, it has not marked."""
        home = persona.person.home_on(persona.last)
        return home is not None and home.secret and not persona.postcode


def worker(known: Known, name: str) -> Row:
    """Give a worker's name, e-mail address and telephone."""
    if not name:
        return "", "", ""
    letters = name.casefold().replace(" ", ".").replace("'", "")
    return name, f"{letters}@{known.agency.replace('_', '-')}.example", telephone(name)


def telephone(name: str) -> str:
    """Give an invented number, always the same for a name."""
    return f"{DRAMA}{crc32(name.encode()) % 1000:03d}"
