"""The truth of the county: who is who, who lives with whom, what happened, and whose every entry and reference is.

It lies in a folder of its own that no importer reads. Linkage is scored against it, and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from json import JSONEncoder

from kith.county.agencies.known import Known
from kith.county.kinship import relations
from kith.county.model import Block, Detail, Event, Home, Institution, Person
from kith.county.truth_pairs import barred
from kith.county.writing import Pages

FOLDER = "truth"
HEADINGS: dict[str, tuple[str, ...]] = {
    "people.csv": (
        "key", "sex", "born", "died", "community", "ethnicity", "came", "left", "adopted", "earlier", "story",
        "birth_set", "alike", "nhs", "upn",
    ),
    "names.csv": ("person", "start", "end", "forename", "middle", "surname", "known_as", "why"),
    "homes.csv": (
        "key", "number", "street", "town", "postcode", "easting", "northing", "uprn", "kind", "tenure", "authority",
        "secret",
    ),
    "households.csv": ("key", "kind", "home"),
    "household_members.csv": ("household", "person", "start", "end", "kind"),
    "relationships.csv": ("person", "other", "type", "start", "end", "main_carer", "responsibility", "disputed"),
    "events.csv": ("key", "kind", "start", "end", "home", "place", "part_of", "story", "detail"),
    "event_people.csv": ("event", "person", "part"),
    "personas.csv": ("agency", "local_id", "person", "mistakes"),
    "event_references.csv": ("agency", "reference", "event"),
    "must_not_link.csv": ("person", "other", "reason"),
    "institutions.csv": ("key", "kind", "name", "address", "postcode", "codes"),
}  # fmt: skip
"""The headings of each file. ``type`` is what the other is to the person."""
FILES: dict[str, str] = {name: ",".join(headings) + "\r\n" for name, headings in HEADINGS.items()}
"""The line each file begins with, by its name below ``truth/``."""
Row = Sequence[object]

_encode = JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str).encode


def path(name: str) -> str:
    """Say where a file of the truth lies below the folder of all that is written."""
    return f"{FOLDER}/{name}"


def write(block: Block, knowns: Sequence[Known], pages: Pages) -> None:
    """Write the truth of one block, once every format of every agency in it has been written.

    References are known only then. The institutions, which are the county's, come with the first block.
    """
    worded: dict[str, Iterable[Row]] = {
        "people.csv": map(_person, block.people),
        "names.csv": _names(block.people),
        "homes.csv": map(_home, block.homes),
        "events.csv": map(_event, block.events),
        "institutions.csv": _institutions(block, knowns),
    }
    coded: dict[str, Iterable[tuple[str, ...]]] = {
        "households.csv": ((one.key, one.kind, one.home.key) for one in block.households),
        "household_members.csv": _members(block),
        "relationships.csv": _relations(block),
        "event_people.csv": ((one.key, person.key, part) for one in block.events for person, part in one.people),
        "personas.csv": _personas(knowns),
        "event_references.csv": _references(knowns),
        "must_not_link.csv": barred(block, knowns),
    }
    for name, rows in worded.items():
        pages.rows(path(name), rows)
    # Keys, codes and days need no quotation marks: joining them takes a third of the time.
    for name, codes in coded.items():
        lines = list(map(",".join, codes))
        if lines:
            pages.write(path(name), "\r\n".join((*lines, "")), len(lines))


def _key(one: Person | Home | Institution | Event | None) -> str:
    return one.key if one else ""


def _day(one: date | None) -> str:
    return one.isoformat() if one else ""


def _person(one: Person) -> Row:
    return (
        one.key, one.sex, one.born, one.died, one.community, one.ethnicity, one.came,
        one.left, one.adopted, _key(one.earlier), one.story, one.birth_set, int(one.alike), one.nhs, one.upn,
    )  # fmt: skip


def _names(people: list[Person]) -> Iterator[Row]:
    for person in people:
        for one in person.names:
            days = (one.start, one.end)
            yield person.key, *days, one.forename, one.middle, one.surname, person.known_as, one.why


def _home(one: Home) -> Row:
    return (
        one.key, one.number, one.street, one.town, one.postcode, one.easting, one.northing, one.uprn, one.kind,
        one.tenure, one.authority, int(one.secret),
    )  # fmt: skip


def _members(block: Block) -> Iterator[tuple[str, ...]]:
    for household in block.households:
        for stay in household.stays:
            yield household.key, stay.person.key, _day(stay.start), _day(stay.end), stay.kind


def _relations(block: Block) -> Iterator[tuple[str, ...]]:
    for person in block.people:
        for one in relations(person, block.plan):
            marks = ("01"[one.main_carer], "01"[one.responsibility], "01"[one.disputed])
            yield person.key, one.other.key, one.kind, _day(one.start), _day(one.end), *marks


def _event(one: Event) -> Row:
    where = (_key(one.home), _key(one.place), _key(one.part_of))
    return one.key, one.kind, one.start, one.end, *where, one.story, detail(one.detail)


def detail(told: dict[str, Detail]) -> str:
    """Write the details of an event as JSON, in order of their names; nothing for none."""
    return _encode(told) if told else ""


def _personas(knowns: Sequence[Known]) -> Iterator[tuple[str, ...]]:
    for known in knowns:
        for one in known.personas():
            yield known.agency, one.local_id, one.person.key, "|".join(one.mistakes)


def _references(knowns: Sequence[Known]) -> Iterator[tuple[str, ...]]:
    for known in knowns:
        for reference, event in known.references.items():
            yield known.agency, reference, event


def _institutions(block: Block, knowns: Sequence[Known]) -> Iterator[Row]:
    county = knowns[0].county if knowns and block.number == 0 else None
    for one in county.institutions if county else ():
        yield one.key, one.kind, one.name, one.home.line, one.home.postcode, _encode(one.codes)
