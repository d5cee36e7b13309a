"""How much of a file is guessed as its own description reads it: column by column, by what each becomes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kith.outside.files import Found, Headings, Kind, read
from kith.records.rules.guessing import About, SheetGuess, description, guesses, profile_of
from kith.records.rules.plans import Plan, expected_headings, survey
from kith.records.rules.profiles import MakeSpec, Profile

TODAY = date(2026, 11, 24)
ANY = frozenset({Kind.SEPARATED, Kind.WORKBOOK})
ABOUT = About("guessed-format", "A guess")
# Whom to ring, what the person is here and who works with them are told in words alone: nothing is found by them.
SAYS_NOTHING = frozenset({("event", "detail"), ("flag", "detail"), ("person", "role")})


@dataclass(frozen=True)
class Right:
    heading: str
    place: str
    sure: str
    wanted: frozenset[tuple[str, str]]
    got: frozenset[tuple[str, str]]

    @property
    def is_right(self) -> bool:
        return bool(self.wanted & self.got) if self.wanted else not self.got


def found_in(path: Path, form: Profile | None = None) -> list[Found]:
    return list(read(path, ANY, expected=expected_headings(form) if form else frozenset()))


def guessed(path: Path, form: Profile | None = None) -> list[SheetGuess]:
    return guesses(found_in(path, form), today=TODAY)


def compare(path: Path, form: Profile) -> Iterator[Right]:
    """Hold the guess of each column that the format knows against what the format makes of it."""
    found = found_in(path, form)
    surveyed = survey(form, found, today=TODAY, file_name=path.name)
    told = {one.sheet: one for one in guesses(found, today=TODAY)}
    mine = profile_of(description(ABOUT, list(told.values())))
    fitted = survey(mine, found, today=TODAY)
    for sheet, plan in surveyed.plans.items():
        wanted, got = _uses(plan), _uses(fitted.plans[sheet]) if sheet in fitted.plans else {}
        places = {one.heading: one for one in told[sheet].columns}
        for heading in dict.fromkeys(plan.columns.values()):
            one = places[heading]
            yield Right(heading, one.place, one.sure, wanted.get(heading, frozenset()), got.get(heading, frozenset()))


def _uses(plan: Plan) -> dict[str, frozenset[tuple[str, str]]]:
    section = plan.section
    uses: dict[str, set[tuple[str, str]]] = {}

    def use(thing: str, make: MakeSpec) -> None:
        told = [(key, name) for key, names in make.fill.items() for name in names]
        told += [("when", when.field) for when in (*make.when, *make.unless)] if thing == "flag" else []
        told += [(key, when.field) for key, whens in make.yes_when.items() for when in whens]
        for key, name in told:
            key = "confidential" if key == "confidential_if" else key
            if name in plan.columns and (thing, key) not in SAYS_NOTHING:
                uses.setdefault(plan.columns[name], set()).add((thing, key))

    for thing, makes in (
        ("person", [section.person] if section.person else []), ("identifier", section.identifiers),
        ("address", section.addresses), ("relationship", section.relationships),
        ("event", section.main.events), ("flag", section.main.flags),
    ):  # fmt: skip
        for make in makes:
            use(thing, make)
    return {heading: frozenset(some) for heading, some in uses.items()}


def headings_of(path: Path) -> list[str]:
    return next(list(item.names) for item in found_in(path) if isinstance(item, Headings))
