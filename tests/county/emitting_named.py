"""What a format writes of the handmade blocks, as whole files, and as rows by heading.

``careful`` stands for an agency that is told of everything on the day and makes no mistakes, so that tests of a format
do not hang on what was drawn for the agency; ``known`` is the real thing.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import date
from types import SimpleNamespace
from typing import Any, cast

from kith.county.agencies import habits
from kith.county.agencies.known import Known
from kith.county.agencies.persona import Persona, Place
from kith.county.formats.form import Format
from kith.county.model import Block, Event, Home, Person
from kith.county.writing import Pages
from tests.county.handmade import PLAN, handmade_block

Rows = list[dict[str, str]]
Holder = Callable[[Block, str], Known]


def county(block: Block) -> Any:
    """Give a county whose institutions are those of a block's events."""
    return SimpleNamespace(institutions=tuple({one.place.key: one.place for one in block.events if one.place}.values()))


def known(block: Block, agency: str) -> Known:
    """Give what an agency holds of a block, late, partial and with its mistakes."""
    return Known(block, agency, county(block))


class _Careful:
    """Holds everything of its kinds and area, as it was."""

    def __init__(self, block: Block, agency: str) -> None:
        self.block, self.plan, self.agency, self.county = block, block.plan, agency, county(block)
        self._kinds = habits.TOLD[agency].keys() | habits.TOLD_OF_KNOWN[agency].keys()
        self._personas: dict[str, Persona] = {}
        for event in self.of(*sorted(self._kinds)):
            for person, _ in event.people:
                self.persona(person, event.start)
        for person in block.people if agency == "health" else ():
            if person.surgery:
                self.persona(person, person.adopted or person.born)

    def of(self, *kinds: str) -> list[Event]:
        found = self.block.of(*(kind for kind in kinds if kind in self._kinds))
        return [one for one in found if self._theirs(one)]

    def _theirs(self, event: Event) -> bool:
        home, area = event.person.home_on(event.start), habits.AUTHORITY[self.agency]
        return not area or (home.authority if home else "wiltshire") == area

    def told(self, event: Event) -> date:
        return event.start

    def ended(self, event: Event) -> date | None:
        return event.end if event.end and event.end <= self.plan.until else None

    def persona(self, person: Person, day: date) -> Persona:
        earlier = person.earlier is not None and person.adopted is not None and day < person.adopted
        who = person.earlier if earlier and person.earlier else person
        return self._personas.setdefault(who.key, self._made(who, day))

    def personas(self) -> list[Persona]:
        return sorted(self._personas.values(), key=lambda one: one.local_id)

    def _made(self, who: Person, day: date) -> Persona:
        last = self.plan.until
        name, place = who.name_on(last), self.placed(who.home_on(last))
        return Persona(
            agency=self.agency, local_id=f"L{who.key}", person=who, first=day, last=last, forename=name.forename,
            middle=name.middle, surname=name.surname, known_as=who.known_as, born=who.born, sex=who.sex,
            ethnicity=who.ethnicity, nhs=who.nhs, upn=who.upn, address=place.address, postcode=place.postcode,
            uprn=place.uprn, phone=who.mobile, previous_address="", previous_postcode="", died=who.died,
        )  # fmt: skip

    def placed(self, home: Home | None) -> Place:
        if home is None or home.secret:
            return Place("Confidential" if home else "", "", "")
        return Place(home.line, home.postcode, home.uprn)

    def reference(self, event: Event, prefix: str = "") -> str:
        return f"{prefix}{event.key}"

    def worker(self, subject: Event | Persona) -> str:
        return "Kit Worker"

    def path(self, name: str) -> str:
        return f"agencies/{self.agency}/{name}"


def careful(block: Block, agency: str) -> Known:
    """Give what an agency holds that is told of everything and makes no mistakes."""
    return cast("Known", _Careful(block, agency))


def files(form: Format, agency: str, *blocks: Block, holder: Holder = careful) -> dict[str, str]:
    """Give the text of every file of a format by its name, for these blocks or else the handmade ones."""
    pages = Pages()
    for block in blocks or handmade_block():
        form.write(holder(block, agency), pages)
    before = f"agencies/{agency}/"
    named = {before + file.name: file for file in form.files(PLAN)}
    assert set(pages.text) <= set(named), "it writes a file that it does not name"
    return {
        path.removeprefix(before): file.head(PLAN) + "".join(pages.text.get(path, ())) + file.tail(PLAN)
        for path, file in named.items()
    }


def rows(text: str) -> Rows:
    """Read a file of separated values, every row as wide as its headings."""
    headings, *found = list(csv.reader(io.StringIO(text, newline="")))
    return [dict(zip(headings, row, strict=True)) for row in found]


def table(form: Format, agency: str, name: str, *blocks: Block) -> Rows:
    """Give the rows of one file."""
    return rows(files(form, agency, *blocks)[name])
