"""The small county of the demonstration: made up to today by ``kith.county``, with what each agency exports of it.

Towns and postcodes are real, so that people recognise their county. People, streets, schools and numbers are invented.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kith.county.agencies import Known
from kith.county.formats.every import FORMATS
from kith.county.formats.family_context import rows_of
from kith.county.formats.form import Format
from kith.county.making import known_of, make_county, people_of
from kith.county.model import Event, Home, Institution, Person
from kith.county.plan import Plan
from kith.county.stories import Story
from kith.county.writing import Pages

PEOPLE = 450
SEEDS = (
    440, 699, 325, 165, 442, 363, 330, 520, 523, 641, 640, 446, 628, 695, 517, 626, 519, 316, 56, 47, 247, 243, 242, 319,
)  # fmt: skip
"""Small counties that suit: in each, the schools of the stories' children are within a bus ride of their homes.

Agencies make mistakes, and others with every day up to which a county is made. So that none hides whom a story needs,
the first of these is taken in which all of ``NEEDED`` are written down as they are. About every second is such a one;
a test holds that one is on days all through the year."""
Part = tuple[str, str]
"""Somebody in a story of the county, or a home: which story, and the part in it."""
BOY, TWIN = (("county-line", part) for part in ("first child", "twin"))
GIRL, MOTHER, BROTHER = (("hidden-sibling", part) for part in ("girl", "mother", "brother"))
GRANDMOTHER, CARER = (("young-carer", part) for part in ("grandmother", "girl"))
TWINS_HOME, FLAT = (("county-line", part) for part in ("home of the twins", "flat"))
GIRLS_HOME, BROTHERS_HOME = (("hidden-sibling", part) for part in ("girl's home", "brother's home"))
CARERS_HOME = ("young-carer", "home")
NEEDED: tuple[tuple[str, Part, str], ...] = (
    ("education", BOY, ""),
    ("education", TWIN, ""),
    ("education", BROTHER, "Alfie Brennan"),
    ("childrens_east", GIRL, ""),
    ("health", GIRL, ""),
)
"""Which agency has to have whom under the right name and birth date, and known as what, if that matters."""
PUPILS = {"secondary": (BOY, TWIN), "primary": (BROTHER,)}
"""The schools that are agencies of the demonstration, and their pupils in the stories."""
HOLDERS = {
    "childrens": "council",
    "childrens_east": "downland",
    "adults": "adults",
    "education": "education",
    "police": "police",
    "health": "health",
    "housing": "housing",
    "youth_justice": "council",
}
"""The agencies of the county, and which of the demonstration's sends what each holds."""


class AtNoSchool(Exception):
    """A child whose school is part of a story has none."""


class NoneSuits(Exception):
    """Every small county hides somebody from the stories."""


@dataclass(frozen=True)
class Invented:
    """One small county: its plan, its stories, and what each agency holds."""

    plan: Plan
    stories: dict[str, Story]
    known: dict[str, Known]
    schools: dict[str, Institution]
    """The two that are agencies of the demonstration, by their short names there."""

    def who(self, part: Part) -> Person:
        """Give somebody by story and part."""
        return self.stories[part[0]].people[part[1]]

    def home(self, part: Part) -> Home:
        """Give a home by story and part."""
        return self.stories[part[0]].homes[part[1]]

    def school(self, part: Part) -> str:
        """Give the name of the school somebody goes to."""
        return self._last_place(part).name

    def finds_everybody(self) -> bool:
        """Say whether nobody whom the stories need was written down wrongly, and the schools have their pupils.

        Raises ``AtNoSchool``.
        """
        at_school = bool(self.school(GIRL)) and all(
            self._last_place(part) is self.schools[slug] for slug, pupils in PUPILS.items() for part in pupils
        )
        return at_school and all(
            _is_right(self.known[agency], self.who(part), known_as) for agency, part, known_as in NEEDED
        )

    def files(self, folder: Path) -> Iterator[tuple[str, str, Path]]:
        """Make the county in an empty folder; give agency, layout and path of each file that Kith reads today."""
        made = make_county(self.plan, folder / "county")
        for form in (one for one in FORMATS if one.takes_all):
            for agency in form.agencies:
                path = _latest(form, folder / "county" / "agencies" / agency, self.plan)
                if form.finish is not None or made.records[f"agencies/{agency}/{path.name}"]:
                    yield HOLDERS[agency], form.takes_all[0], path
        for slug, school in self.schools.items():
            yield slug, EDUCATION.name, self._own_list(school, folder / f"{slug}.csv")

    def _own_list(self, school: Institution, path: Path) -> Path:
        pages = Pages()
        pages.rows(path.name, rows_of(self.known["education"], school.key))
        head = EDUCATION.files(self.plan)[0].head(self.plan)
        path.write_text("".join([head, *pages.text[path.name]]), encoding="utf-8", newline="")
        return path

    def _last_place(self, part: Part) -> Institution:
        return _enrolled(self.known["education"], self.who(part))


EDUCATION = next(one for one in FORMATS if one.name == "family-context-education")


def invent(today: date) -> Invented:
    """Give the first small county up to a day in which everybody whom the stories need can be found.

    Raises ``NoneSuits`` where there is none; then add seeds.
    """
    for seed in SEEDS:
        with suppress(AtNoSchool):
            county = _made(Plan(PEOPLE, seed, today))
            if county.finds_everybody():
                return county
    raise NoneSuits(f"In none of the small counties up to {today} can everybody in the stories be found.")


def _made(plan: Plan) -> Invented:
    block, everything, told = people_of(plan, 0)
    known = {one.agency: one for one in known_of(block, everything)}
    stories = {one.slug: one for one in told}
    pupils = {slug: stories[story].people[part] for slug, ((story, part), *_) in PUPILS.items()}
    return Invented(plan, stories, known, {slug: _enrolled(known["education"], one) for slug, one in pupils.items()})


def _enrolled(education: Known, pupil: Person) -> Institution:
    events: list[Event] = [one for one in education.of("enrolment") if one.person is pupil]
    place = events[-1].place if events else None
    if place is None:
        raise AtNoSchool(f"{pupil!r} never went to one.")
    return place


def _is_right(known: Known, person: Person, known_as: str) -> bool:
    """Say whether an agency has somebody under the right names and birth date."""
    name = person.names[0]
    return any(
        (one.forename.casefold(), one.surname.casefold()) == (name.forename.casefold(), name.surname.casefold())
        and one.born == person.born
        and known_as in ("", one.known_as)
        for one in known.personas()
        if one.person is person
    )


def _latest(form: Format, place: Path, plan: Plan) -> Path:
    """Give the workbook a format ends as, or else its last file: of a yearly return the latest year."""
    book = place / f"{form.name}.xlsx"
    return book if book.exists() else place / form.files(plan)[-1].name
