"""How an entry comes to be written: what was true on the days it was touched, cut down to what the agency asks for."""

from __future__ import annotations

import unicodedata
from datetime import date, timedelta

from kith.county.agencies.addresses import Typist, is_secret
from kith.county.agencies.drafts import Draft
from kith.county.agencies.habits import Habits
from kith.county.agencies.mistakes import LEAKED, Careless
from kith.county.agencies.persona import NOT_KNOWN, Place
from kith.county.agencies.touches import around, where
from kith.county.chance import Chance, Weighted
from kith.county.model import NameUse, Person

UNBORN = Weighted({"Unborn": 60, "Unborn Baby": 15, "Baby": 15, "UNBORN": 8, "Unborn Child": 2})
"""What stands for the forename of a child that is expected. Our guess."""
UNNAMED = {
    "F": Weighted({"Baby": 50, "Baby Girl": 25, "Infant": 10, "Female Infant": 8, "Unnamed": 7}),
    "M": Weighted({"Baby": 50, "Baby Boy": 25, "Infant": 10, "Male Infant": 8, "Unnamed": 7}),
}
"""What stands for the forename of a baby who has none yet. Our guess."""
_CHILDHOOD = 16
_SCHOOL_AGE = 3
"""No child has a pupil number before."""
_NOTED = 0.8
"""Of unborn children whose expected day is not in the place of a birth date, those of whom it is noted at all."""
_SPREAD = 9.0
"""By how many days births differ from the expected day."""


class Clerk:
    """Writes one agency's entries."""

    def __init__(self, habits: Habits, chance: Chance, apart: frozenset[int]) -> None:
        self._habits, self._chance = habits, chance
        self._typist = Typist(habits, chance)
        self._careless = Careless(habits, self._typist, chance, apart)

    def draft(self, person: Person, first: date, last: date) -> Draft:
        """Write down somebody who was touched from one day to another."""
        made = Draft(person, first, last)
        if person.born > last or (person.born > first and self._chance.draw() >= self._habits.keeping["born"]):
            self._expect(made)
        else:
            self._name(made)
            made.born, made.sex, made.nhs, made.ethnicity = person.born, person.sex, person.nhs, person.ethnicity
            made.upn = person.upn if person.age_on(last) >= _SCHOOL_AGE else ""
        self._reach(made)
        self._leave_out(made)
        self._careless.spoil(made)
        self._letters(made)
        return made

    def _expect(self, made: Draft) -> None:
        """Write down a child that is not born yet: its mother's surname, and no numbers."""
        person, chance = made.person, self._chance
        made.unborn, made.sex = True, "U"
        made.forename = chance.weighted(UNBORN)
        mother = person.mother
        made.surname = (mother.name_on(made.first) if mother is not None else person.names[0]).surname
        due = person.born
        if person.died is None and due <= made.last:
            due += timedelta(days=round(chance.around(0.0, _SPREAD)))
        if chance.draw() < self._habits.keeping["expected"]:
            made.born = made.expected = due
        elif chance.yes(_NOTED):
            made.expected = due

    def _name(self, made: Draft) -> None:
        person = made.person
        name = person.name_on(made.first)
        later = person.name_on(made.last)
        if later is not name:
            line = "renamed" if name.forename else "named"
            name = later if self._chance.draw() < self._habits.keeping[line] else name
        made.forename, made.middle, made.surname = self._called(person, name), name.middle, name.surname
        made.known_as = person.known_as
        made.unborn = not name.forename

    def _called(self, person: Person, name: NameUse) -> str:
        return name.forename or self._chance.weighted(UNNAMED[person.sex])

    def _reach(self, made: Draft) -> None:
        """Write down address and phone as of the last touch; a child's phone is that of who it lives with."""
        person, day = made.person, made.last
        lives = person.mother if person.born > day and person.mother is not None else person
        home = where(lives, day)
        made.place = self._typist.place(home, lives)
        if made.place.uprn and is_secret(home, lives):
            made.mistakes.append(LEAKED)
        if self._chance.draw() < self._habits.present["previous"]:
            made.previous = self._before(made)
        if person.age_on(day) >= _CHILDHOOD:
            made.phone = person.mobile or person.landline
        elif person.earlier is None and person.adopted is None:
            made.phone = _carers_phone(lives, day)

    def _before(self, made: Draft) -> Place:
        ended = [stay for stay in made.person.stays if stay.main and stay.end is not None and stay.end <= made.last]
        home = ended[-1].home if ended else None
        if home is None or home.secret or home is where(made.person, made.last):
            return NOT_KNOWN
        return self._typist.place(home, made.person)

    def _leave_out(self, made: Draft) -> None:
        """Leave out what was not asked or not known, field by field."""
        share = self._habits.present_grown if made.grown else self._habits.present
        draw = self._chance.draw
        for line in ("nhs", "upn", "middle", "known_as", "sex", "ethnicity", "phone"):
            if draw() >= share[line]:
                setattr(made, line, "")
        if draw() >= share["born"]:
            made.born = None
        place = made.place
        if draw() >= share["address"]:
            made.place = NOT_KNOWN
        else:
            made.place = place._replace(
                postcode=place.postcode if draw() < share["postcode"] else "",
                uprn=place.uprn if draw() < share["uprn"] else "",
            )

    def _letters(self, made: Draft) -> None:
        """Take the marks off letters, and put names in capitals, where the agency's system has them so."""
        share = self._habits.typing
        if self._chance.draw() < share["plain"] and not f"{made.forename}{made.middle}{made.surname}".isascii():
            made.forename, made.middle, made.surname = map(plain, (made.forename, made.middle, made.surname))
        if self._chance.draw() < share["name_capitals"]:
            made.forename, made.middle, made.surname = made.forename.upper(), made.middle.upper(), made.surname.upper()


_STROKES = str.maketrans({"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ß": "ss", "æ": "ae", "’": "'"})


def plain(text: str) -> str:
    """Write letters without their marks."""
    parted = unicodedata.normalize("NFD", text.translate(_STROKES))
    return "".join(sign for sign in parted if not unicodedata.combining(sign))


def _carers_phone(child: Person, day: date) -> str:
    mother = child.mother
    with_child = around(child, day)
    if mother is not None and mother.mobile and mother in with_child:
        return mother.mobile
    return next((one.mobile for one in with_child if one.mobile and one.age_on(day) >= _CHILDHOOD), "")
