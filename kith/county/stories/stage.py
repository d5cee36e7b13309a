"""What a story is, and the stage it is told on: people with fixed names the first time, and with others after that."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date, timedelta

from kith.county import names
from kith.county.chance import Chance
from kith.county.model import Block, Detail, Event, Home, Household, Institution, NameUse, Person, Sex
from kith.county.places import County, Homes

OLD_TENANCY = timedelta(days=3000)
Parts = list[tuple[Person, str]]


@dataclass(slots=True)
class Story:
    """One planted story: what happened, who was in it, and what somebody who looks well should find."""

    slug: str
    title: str
    summary: str
    people: dict[str, Person] = field(default_factory=dict)
    """By their part in it."""
    homes: dict[str, Home] = field(default_factory=dict)
    answers: dict[str, str] = field(default_factory=dict)
    """Question and answer."""
    events: list[Event] = field(default_factory=list)


def line(story: Story) -> str:
    """Write a story as one line of JSON: what it is, who is in it, where, and what should be found."""
    told = {
        "slug": story.slug,
        "title": story.title,
        "summary": story.summary,
        "people": {part: one.key for part, one in story.people.items()},
        "homes": {part: one.key for part, one in story.homes.items()},
        "events": [one.key for one in story.events],
        "answers": story.answers,
    }
    return json.dumps(told, ensure_ascii=False) + "\n"


class Stage:
    """One block in which one story is told. Days are counted back from the last day of the county."""

    def __init__(self, block: Block, county: County, homes: Homes, chance: Chance, *, first: bool) -> None:
        self.block, self.county, self.homes, self.chance = block, county, homes, chance
        self.first = first
        """Whether this is the telling whose names are known: the demonstration uses it."""
        self.story: Story

    def begin(self, slug: str, title: str, summary: str) -> Story:
        """Begin a story."""
        self.story = Story(slug, title, summary)
        return self.story

    def ago(self, days: int) -> date:
        """Give the day so many days before the last."""
        return self.block.plan.until - timedelta(days=days)

    def surname(self, fixed: str, community: str = "english") -> str:
        """Give the surname of a family: the known one the first time, another after that."""
        return fixed if self.first else names.surname(self.chance, community)

    def somebody(
        self, part: str, sex: Sex, born: date, forename: str, surname: str, *, community: str = "english"
    ) -> Person:
        """Add somebody to the story."""
        person = self.block.person(sex, born, community)
        given = forename if self.first else names.forename(self.chance, sex, born.year, community)
        person.names = [NameUse(born, None, given, names.middle(self.chance, sex, born.year, community), surname)]
        person.ethnicity = names.ethnicity(self.chance, community)
        person.story = self.story.slug
        self.story.people[part] = person
        return person

    def years(self, years: float) -> date:
        """Give the birthday of somebody so many years old on the last day."""
        return self.ago(int(years * 365.25))

    def parents(self, child: Person, mother: Person | None, father: Person | None) -> None:
        """Say of whom a child was born."""
        child.mother, child.father = mother, father
        for parent in (mother, father):
            if parent is not None:
                parent.children.append(child)

    def door(self, part: str, kind: str, tenure: str, town: str) -> Home:
        """Give a home in a town, and keep it under its part in the story."""
        home = self.homes.next(self.chance, kind, tenure, town=town)
        self.story.homes[part] = home
        return home

    def live(
        self, kind: str, home: Home, people: list[Person], start: date | None = None, end: date | None = None
    ) -> Household:
        """Let some people live in a home, from birth or from a day on."""
        household = self.block.household(kind, home)
        begun = start or self.block.plan.since - OLD_TENANCY
        for person in people:
            self.block.live(person, household, max(begun, person.born), end)
        return household

    def happen(self, kind: str, days: int, people: Parts, /, *, lasts: int | None = None, at: Home | Institution | None = None,
               part_of: Event | None = None, **detail: Detail) -> Event:  # fmt: skip
        """Let something happen, so many days before the last; ``lasts`` counts days, and nothing means one day only."""
        start = self.ago(days)
        end = None if lasts is None else start + timedelta(days=lasts)
        home, place = (at, None) if isinstance(at, Home) else (None, at)
        event = Event(
            self.block.key("e"), kind, start, end, people, home, place, part_of, dict(detail), self.story.slug
        )
        self.story.events.append(event)
        return self.block.happen(event)

    def absent(self, person: Person, since: int, sessions: int) -> None:
        """Let somebody have missed so many half days without leave in every term since a day."""
        for event in self.block.of("attendance"):
            if event.person is person and event.start > self.ago(since):
                event.detail["unauthorised"] = sessions
                self.story.events.append(event)

    def at_school(self, person: Person, school: Institution) -> None:
        """Let all that happened at school since a person's last move have happened at this one."""
        enrolled = [event for event in self.block.of("enrolment") if event.person is person]
        if not enrolled:
            return
        since = enrolled[-1].start
        for event in self.block.of("enrolment", "attendance", "exclusion"):
            if event.person is person and event.start >= since:
                event.place = school

    def schools(self, home: Home, age: int, count: int) -> list[Institution]:
        """Give different schools near a home for an age."""
        found: list[Institution] = []
        for _ in range(60):
            school = self.county.school_for(self.chance, home, age)
            if school is not None and all(school is not other for other in found):
                found.append(school)
            if len(found) == count:
                break
        return found
