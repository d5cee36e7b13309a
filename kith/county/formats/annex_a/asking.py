"""Who is asking: one council on the last day, what every list says of a child, and how far back each looks.

How far back is after Ofsted's request for child-level data, told from memory: contacts, early help, referrals,
assessments and enquiries of the last six months; those in need, under a plan or in care now or in the last six months;
care leavers now; adoption in the last twelve months.
"""

from __future__ import annotations

from datetime import date
from zlib import crc32

from kith.county.agencies import habits
from kith.county.agencies.known import Known
from kith.county.agencies.persona import Persona
from kith.county.formats.annex_a.layout import Cell, valued
from kith.county.model import Event

_MONTHS = 12
_LAST_SURE_DAY = 28
_TEAMS = {
    "door": ("Multi Agency Safeguarding Hub",),
    "assessing": ("Assessment Team 1", "Assessment Team 2", "Assessment Team 3", "Emergency Duty Team"),
    "helping": ("Locality North Unit 1", "Locality North Unit 2", "Locality South Unit 1", "Locality South Unit 2"),
    "disabled": ("Children with Disabilities Team",),
    "caring": ("Children in Care Team 1", "Children in Care Team 2"),
    "leaving": ("Care Leavers Team",),
}
"""Teams that nobody has: our names."""


def months_before(day: date, count: int) -> date:
    """Give the day so many months before; the 28th where that month is short."""
    month = day.year * _MONTHS + day.month - 1 - count
    return date(month // _MONTHS, month % _MONTHS + 1, min(day.day, _LAST_SURE_DAY))


class Asking:
    """One council's Annex A of one block."""

    def __init__(self, known: Known) -> None:
        self.known = known
        self.chance = known.chance
        self.day = known.plan.until
        self.half_year = months_before(self.day, 6)
        self.year = months_before(self.day, 12)
        self.authority = habits.AUTHORITY[known.agency]

    def recent(self, event: Event, since: date | None = None) -> bool:
        """Say whether something is going on, or began or ended since a day (six months ago unless told)."""
        since = since or self.half_year
        ended = self.known.ended(event)
        return event.start >= since or ended is None or ended >= since

    def value(self, name: str, code: str) -> str | None:
        """Write a coded value; nothing for no code."""
        return valued(self.chance, name, code, self.known.plan.errors) if code else None

    def yes(self, *, is_so: bool, name: str = "yes_no") -> str | None:
        """Write yes or no."""
        return self.value(name, "1" if is_so else "0")

    def child(self, persona: Persona) -> dict[str, Cell]:
        """Give what every list says first of a child."""
        return {
            "Child Unique ID": persona.local_id,
            "Gender": self.value("sex", persona.sex or "U"),
            "Ethnicity": self.value("ethnicity", persona.ethnicity or "NOBT"),
            "Date of Birth": persona.born or persona.expected,
            "Age of Child (Years)": self._age(persona),
        }

    def _age(self, persona: Persona) -> int | None:
        """Count the years by the birth date that was written down; nothing before birth."""
        born = persona.born
        if born is None or born > self.day:
            return None
        return self.day.year - born.year - ((self.day.month, self.day.day) < (born.month, born.day))

    def disabled(self, persona: Persona, column: str = "Does the Child have a Disability") -> dict[str, Cell]:
        """Give whether somebody is disabled."""
        return {column: self.yes(is_so=bool(persona.person.disabilities), name="disability")}

    def team(self, kind: str, persona: Persona, event: Event) -> dict[str, Cell]:
        """Give the team and the worker who deal with a child."""
        kind = "disabled" if kind == "helping" and persona.person.disabilities else kind
        names = _TEAMS[kind]
        name = names[crc32(persona.local_id.encode()) % len(names)]
        return {"Allocated Team": name, "Allocated Worker": self.known.worker(event)}
