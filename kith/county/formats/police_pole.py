"""People, objects, locations and events as nodes, and what joins them as links, for analysts' tools.

Two files of separated values, as graph tools read them. The national POLE dictionary is not public, and this does not
claim to conform to it.
"""

from __future__ import annotations

from datetime import date

from kith.county.agencies.known import Known
from kith.county.formats import police_shape as shape
from kith.county.formats import police_words as words
from kith.county.formats.form import Format, sheet
from kith.county.formats.police_kin import relation
from kith.county.formats.police_niche import HELD
from kith.county.model import Event, Person
from kith.county.writing import Pages

NODES = "pole-nodes.csv"
LINKS = "pole-links.csv"
NODE_HEADINGS = ("Id", "Label", "Type", "Name", "Date", "Postcode", "Easting", "Northing")
LINK_HEADINGS = ("From", "To", "Link", "Start", "Source")
_EVENTS = (*HELD, "stop", "missing")
_NO_PLACE = ("", "", "")
_LINKS = {
    "harmed": "VICTIM OF", "suspected": "LINKED TO", "witness": "WITNESS TO", "present": "PRESENT AT",
    "child": "SUBJECT OF", "tenant": "NAMED IN",
}  # fmt: skip
_ANY_LINK = "LINKED TO"


class Graph:
    """The nodes and links of one block, each once, in the order in which they are met."""

    def __init__(self, known: Known) -> None:
        self.known = known
        self.victims = shape.exploited(known)
        self.nodes: dict[str, tuple[str, ...]] = {}
        self.source = ("", "")
        """The day and the number of the event that is being added."""
        self.links: dict[tuple[str, str, str], tuple[str, str]] = {}

    def link(self, first: str, second: str, kind: str) -> None:
        """Join two nodes, from the event that first showed it."""
        self.links.setdefault((first, second, kind), self.source)

    def add(self, event: Event) -> None:
        """Add an event, with its place, its vehicle and everybody in it."""
        key = shape.number(self.known, event)
        self.source = (shape.day(event.start), key)
        what = shape.kind(event)
        name = words.OCCURRENCES.get(what, (shape.told_as(what),))[0]
        self.nodes.setdefault(key, ("Event", event.kind, name, shape.moment(self.known, event), *_NO_PLACE))
        self._place(event, key)
        people = [(self._person(person, event), person, part) for person, part in event.people]
        for local, person, part in people:
            self.link(local, key, self._link(person, part, event))
            self._vehicle(local, part, event)
        self._kin(people, event)

    def _link(self, person: Person, part: str, event: Event) -> str:
        """Name the link; a child in exploitation is a possible victim in it, whatever the row of the occurrence says."""
        if shape.may_be_exploited(event, person, part):
            return "POSSIBLE VICTIM IN"
        return _LINKS.get(part, _ANY_LINK)

    def _place(self, event: Event, key: str) -> None:
        home = event.home
        place = self.known.placed(home)
        if home is None or not place.postcode:
            return
        node = f"L{home.key}"
        at = (place.postcode, str(home.easting), str(home.northing))
        self.nodes.setdefault(node, ("Location", "Address", place.address, "", *at))
        self.link(key, node, "OCCURRED AT")

    def _person(self, person: Person, event: Event) -> str:
        persona = self.known.persona(person, event.start)
        if persona.local_id not in self.nodes:
            born: date | None = persona.born
            name = f"{persona.surname.upper()}, {persona.forename}"
            self.nodes[persona.local_id] = ("Person", self._type(person, event), name, shape.day(born), *_NO_PLACE)
            if persona.phone:
                phone = f"T{persona.phone}"
                self.nodes.setdefault(phone, ("Object", "Phone", persona.phone, "", *_NO_PLACE))
                self.link(persona.local_id, phone, "USES")
        return persona.local_id

    def _type(self, person: Person, event: Event) -> str:
        if person.key in self.victims and self.victims[person.key] <= self.known.plan.until:
            return "Possible victim"
        return "Child" if person.age_on(event.start) < words.ADULT_AT else "Adult"

    def _vehicle(self, local: str, part: str, event: Event) -> None:
        mark = event.text("vehicle")
        if mark and part in {"suspected", "harmed"}:
            node = f"V{mark.replace(' ', '')}"
            self.nodes.setdefault(node, ("Object", "Vehicle", mark, "", *_NO_PLACE))
            self.link(local, node, "SEEN WITH")

    def _kin(self, people: list[tuple[str, Person, str]], event: Event) -> None:
        for at, (local, person, _) in enumerate(people):
            for other, second, _ in people[at + 1 :]:
                kin = relation(self.known.persona(person, event.start).person, second, event)
                if kin and local != other:
                    self.link(local, other, f"{kin.upper()} OF")


def write(known: Known, pages: Pages) -> None:
    """Write the nodes and links of one block."""
    graph = Graph(known)
    for event in known.of(*_EVENTS):
        graph.add(event)
    pages.rows(known.path(NODES), shape.printed((key, *node) for key, node in graph.nodes.items()))
    pages.rows(known.path(LINKS), shape.printed((*link, *since) for link, since in graph.links.items()))


FORMAT = Format(
    name="police-pole",
    agencies=("police",),
    files=lambda _plan: (
        sheet(NODES, NODE_HEADINGS, shape.ENCODING),
        sheet(LINKS, LINK_HEADINGS, shape.ENCODING),
    ),
    write=write,
)
