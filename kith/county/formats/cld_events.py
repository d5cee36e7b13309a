"""The rows of the client level data, made once from the events: what each says, and from when until when it is true."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from kith.county.agencies.known import Known
from kith.county.chance import Chance
from kith.county.formats import cld_words as words
from kith.county.formats.cld_people import Details
from kith.county.model import Event, Person

EVENT_COLUMNS = (
    "Event_Type", "Event_Reference", "Event_Start_Date", "Event_End_Date", "Event_Description", "Event_Outcome",
    "Request_Route_of_Access", "Assessment_Type", "Eligible_Needs_Identified", "Method_of_Assessment",
    "Total_Hrs_Caring_per_week", "No_of_adults_being_cared_for", "Adult_1_Linked_Person_ID", "Adult_2_Linked_Person_ID",
    "Adult_3_Linked_Person_ID", "Service_Type", "Service_Component", "Delivery_Mechanism", "Provider_CQC_Location_ID",
    "Review_Reason", "Review_Outcomes_Achieved", "Method_of_Review", "Unit_Cost", "Cost_Frequency_Unit_Type",
    "Planned_units_per_week",
)  # fmt: skip
LINKS = 3
_REFERENCE = EVENT_COLUMNS.index("Event_Reference")
CARER_SERVICES = {
    "payment": ("Unpaid carer support: Direct to unpaid carer", "Direct payment", "Direct Payment"),
    "respite": (
        "Unpaid carer support: Support involving the person cared-for", "Unpaid carer respite", "CASSR Commissioned Support",
    ),
}  # fmt: skip
"""What follows an assessment of a carer whose outcome names one of these."""
COSTS = {
    "Home support or domiciliary care": ("Hourly", 24.0, (7, 28)), "Reablement": ("Hourly", 29.0, (5, 14)),
    "Long term residential care": ("Weekly", 960.0, (1, 1)), "Long term nursing care": ("Weekly", 1120.0, (1, 1)),
    "Direct payment": ("Weekly", 260.0, (1, 1)), "Day support": ("Per session", 58.0, (1, 5)),
    "Community supported living": ("Weekly", 820.0, (1, 1)), "Shared Lives": ("Weekly", 490.0, (1, 1)),
    "Extra care housing": ("Hourly", 21.0, (5, 15)), "Meals": ("Per session", 7.0, (5, 7)),
}  # fmt: skip
"""Frequency, cost about the last year, and how many units a week. Not sourced: our guess."""
_BY_HAND = {"Hourly": 0.1, "Weekly": 0.15, "Per session": 0.1}
_ACHIEVED = ("Fully achieved", "Partially achieved", "Partially achieved", "Not achieved")
_MANAGED = ("CASSR Commissioned Support", "CASSR Managed Personal Budget")
_DIED = timedelta(days=3)


@dataclass(slots=True, eq=False)
class Item:
    """One row as it would be if all were known."""

    person: list[str]
    event: list[str]
    start: date
    end: date | None
    told: date
    died: date | None
    cost: float | None = None
    lasts: bool = False
    """A service, which is returned while it goes on; everything else only once it is finished."""


class Maker:
    """Makes the rows of one block."""

    def __init__(self, known: Known, chance: Chance) -> None:
        self.known, self.chance = known, chance
        self.until = known.plan.until
        self.details = Details(known, chance)

    def items(self) -> Iterator[Item]:
        """Give all rows, in order of time within each kind."""
        for kind, make in _KINDS.items():
            for event in self.known.of(kind):
                yield make(self, event)
                if kind == "carer_assessment":
                    yield from self._support(event)
        yield from self._by_association()

    def _item(self, event: Event, client: str, end: date | None, start: date | None = None, /, **cells: str) -> Item:
        persona = self.known.persona(event.person, event.start)
        cells["Event_Reference"] = self.known.reference(event)
        row = [cells.get(name, "") for name in EVENT_COLUMNS]
        ended = end if end is not None and end <= self.until else None
        told = max(self.known.told(event), start or event.start)
        return Item(self.details.of(persona, client), row, start or event.start, ended, told, persona.died)

    def _outcome(self, event: Event) -> str:
        return words.said(words.OUTCOME, event.text("outcome"))

    def request(self, event: Event) -> Item:
        """Make a request, which is settled within days."""
        end = event.start + timedelta(days=self.chance.whole(0, 5))
        route = words.said(words.ROUTE, event.text("route"))
        return self._item(
            event, words.USER, end, Event_Type="Request", Event_Description="Contact", Event_Outcome=self._outcome(event),
            Request_Route_of_Access=route,
        )  # fmt: skip

    def assessment(self, event: Event) -> Item:
        """Make an assessment of somebody's needs."""
        outcome = self._outcome(event)
        kind = words.said(words.ASSESSMENT, event.text("kind"))
        return self._item(
            event, words.USER, event.end, Event_Type="Assessment", Event_Description="Care Act assessment",
            Event_Outcome=outcome, Assessment_Type=kind, Method_of_Assessment=self.chance.pick(words.METHOD[:2]),
            Eligible_Needs_Identified="Yes" if outcome.startswith(("Progress", "Contin")) else "No",
        )  # fmt: skip

    def carer(self, event: Event) -> Item:
        """Make an assessment of an unpaid carer, with whom they care for."""
        return self._item(
            event, words.CARER, event.start + timedelta(days=self.chance.whole(5, 25)), Event_Type="Assessment",
            Event_Description="Carer's assessment", Event_Outcome=self._outcome(event),
            Assessment_Type=words.ASSESSMENT[0][1], Method_of_Assessment=words.METHOD[2],
            Eligible_Needs_Identified="Yes", **self._linked(event.person, _cared_for(event)),
        )  # fmt: skip

    def _support(self, event: Event) -> Iterator[Item]:
        """Make the service that an unpaid carer gets after an assessment, where it says so."""
        text = event.text("outcome").lower()
        kind = next((kind for kind in CARER_SERVICES if kind in text), None)
        if kind is None:
            return
        service, component, mechanism = CARER_SERVICES[kind]
        start = event.start + timedelta(days=self.chance.whole(14, 40))
        item = self._item(
            event, words.CARER, None, start, Event_Type="Service", Event_Description=component, Service_Type=service,
            Service_Component=component, Delivery_Mechanism=mechanism, **self._linked(event.person, _cared_for(event)),
        )  # fmt: skip
        item.event[_REFERENCE] += "S"
        item.lasts = True
        if item.start <= self.until:
            yield item

    def service(self, event: Event) -> Item:
        """Make a service, with what it costs."""
        component = words.said(words.COMPONENT, event.text("component"))
        frequency, cost, (least, most) = COSTS.get(component, ("", 0.0, (0, 0)))
        direct = component == "Direct payment"
        died = event.person.died
        dead = died is not None and event.end is not None and abs(died - event.end) <= _DIED
        ended = ("NFA: Deceased" if dead else "NFA: Support ended as planned") if event.end else ""
        item = self._item(
            event, words.USER, event.end, Event_Type="Service", Event_Description=component, Event_Outcome=ended,
            Service_Type=words.said(words.SERVICE, event.text("service")), Service_Component=component,
            Delivery_Mechanism="Direct Payment" if direct else self.chance.pick(_MANAGED),
            Provider_CQC_Location_ID=event.place.codes.get("cqc", "") if event.place else "",
            Cost_Frequency_Unit_Type=frequency,
            Planned_units_per_week=str(self.chance.whole(least, most)) if frequency else "",
        )  # fmt: skip
        item.lasts = True
        item.cost = cost * (1 + self.chance.around(0, _BY_HAND[frequency])) if frequency else None
        return item

    def review(self, event: Event) -> Item:
        """Make a review of support."""
        return self._item(
            event, words.USER, event.end, Event_Type="Review", Event_Description="Review of care and support plan",
            Event_Outcome=self._outcome(event), Review_Reason=words.said(words.REVIEW, event.text("planned")),
            Review_Outcomes_Achieved=self.chance.pick(_ACHIEVED), Method_of_Review=self.chance.pick(words.METHOD[:2]),
        )  # fmt: skip

    def _linked(self, carer: Person, first: list[Person]) -> dict[str, str]:
        """Name up to three whom somebody cares for and whom the council knows."""
        others = [tie.b for tie in carer.ties if tie.kind == "cares_for" and tie.a is carer]
        found: dict[str, str] = {}
        for one in (*first, *others):
            if self.known.holds(one):
                number = self.known.persona(one, self.until).local_id
                found.setdefault(number, f"Adult_{len(found) + 1}_Linked_Person_ID")
        cells = {column: number for number, column in list(found.items())[:LINKS]}
        return cells | {
            "No_of_adults_being_cared_for": str(len(found)),
            "Total_Hrs_Caring_per_week": self.chance.pick(words.HOURS),
        }

    def _by_association(self) -> Iterator[Item]:
        """Make rows without an event for carers who are known only through somebody who has a service."""
        assessed = {event.person.number for event in self.known.of("carer_assessment")}
        for event in self.known.of("asc_service"):
            for tie in event.person.ties:
                if tie.kind != "cares_for" or tie.b is not event.person or tie.a.number in assessed:
                    continue
                if self.known.holds(tie.a):
                    assessed.add(tie.a.number)
                    yield self._associated(tie.a, event)

    def _associated(self, carer: Person, event: Event) -> Item:
        persona = self.known.persona(carer, event.start)
        linked = self._linked(carer, [event.person])
        row = [linked.get(name, "") for name in EVENT_COLUMNS]
        ended, told = self.known.ended(event), self.known.told(event)
        person = self.details.of(persona, words.BY_ASSOCIATION)
        return Item(person, row, event.start, ended, told, persona.died, lasts=True)


def _cared_for(event: Event) -> list[Person]:
    return [one for one, part in event.people if part == "adult"]


_KINDS: dict[str, Callable[[Maker, Event], Item]] = {
    "asc_request": Maker.request,
    "asc_assessment": Maker.assessment,
    "carer_assessment": Maker.carer,
    "asc_service": Maker.service,
    "asc_review": Maker.review,
}
DIED_AT = 6
"""Where Date_of_Death stands among the fields of a person."""
