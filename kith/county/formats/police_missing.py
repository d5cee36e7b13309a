"""Missing episodes as a force exports them: what it was told, who was sought, and what came of it.

The fields follow the missing persons data reports and the College of Policing's practice; forces export them ad hoc and
no layout is published.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from kith.county.agencies.known import Known
from kith.county.agencies.persona import Persona
from kith.county.chance import Chance, Weighted
from kith.county.formats import police_shape as shape
from kith.county.formats import police_words as words
from kith.county.formats.form import Format, sheet
from kith.county.model import Event, Person, Stay
from kith.county.writing import Pages

NAME = "missing-episodes.csv"
HEADINGS = (
    "Incident Ref", "Nominal Ref", "Forename(s)", "Surname", "Alias", "DOB", "Sex", "Ethnicity (Self Defined)",
    "Nationality", "Home Address", "Missing From Address", "Missing From Type", "Care Status", "Placing LA",
    "Last Seen", "Reported", "Reported By", "Relationship to MISPER", "Risk at Report", "Risk Reviews",
    "Vulnerability Flags", "Circumstances", "Associates / Places", "Found", "Found At", "Found By", "Distance (miles)",
    "Harm Suffered", "Prevention Interview", "RHI Offered", "RHI Accepted", "RHI Within 72 Hrs", "RHI Provider",
    "Previous Episodes", "Status",
)  # fmt: skip
_PLACES = {
    "care_home": "Care home", "childrens_home": "Children's home", "supported": "Supported accommodation",
    "foster": "Foster placement", "refuge": "Other", "hostel": "Other", "none": "Other",
}  # fmt: skip
_FOUND_BY = Weighted(
    {"Self": 4.0, "Police": 3.0, "Family": 2.0, "Care staff": 1.0, "Other": 0.5, "RETURNED": 1.0, "": 0.4}
)
"""Not sourced: our guess."""
_FINDERS = {
    "returned_by_self": "Self", "at_a_friends": "", "self": "Self", "returned": "Self", "own_accord": "Self", "police": "Police", "family": "Family", "parent": "Family",
    "mother": "Family", "father": "Family", "care": "Care staff", "carer": "Care staff", "staff": "Care staff",
    "friend": "Other", "other": "Other",
}  # fmt: skip
"""Who found them, where the detail says that; else it says where."""
_AUTHORITIES = {"wiltshire": "Wiltshire", "swindon": "Swindon"}
_NOT = frozenset({"", "0", "no", "none", "false", "n"})
_IN_TIME = Weighted({"Yes": 5.0, "No": 4.0, "N/K": 1.0})


def write(known: Known, pages: Pages) -> None:
    """Write the rows of one block."""
    pages.rows(known.path(NAME), shape.printed(_rows(known)))


def _rows(known: Known) -> Iterator[tuple[str, ...]]:
    chance = shape.stream(known, "missing")
    victims = shape.exploited(known)
    before: Counter[str] = Counter()
    for event in known.of("missing"):
        person = event.person
        persona = known.persona(person, event.start)
        marks = shape.flags(known, person, known.told(event), victims)
        yield (
            shape.number(known, event),
            *_who(persona, person, chance),
            *_where(known, event, person),
            *_when(known, event),
            *_report(event, person, chance),
            marks,
            event.text("words"),
            "",
            *_return(known, event, chance),
            str(before[person.key]),
            "Closed" if known.ended(event) else "Open",
        )
        before[person.key] += 1


def _who(persona: Persona, person: Person, chance: Chance) -> tuple[str, ...]:
    return (
        persona.local_id,
        " ".join(filter(None, (persona.forename, persona.middle))),
        persona.surname.upper(),
        persona.known_as,
        shape.day(persona.born),
        shape.sex(persona, chance),
        shape.ethnicity(persona, chance)[1],
        words.NATIONALITIES.get(person.community, "") if chance.yes(words.SAYS) else "",
        shape.one_line(persona.address, persona.postcode),
    )


def _stay(person: Person, on: date) -> Stay | None:
    return next((one for one in person.stays if one.main and one.covers(on)), None)


def _where(known: Known, event: Event, person: Person) -> tuple[str, ...]:
    stay = _stay(person, event.start)
    home = event.home or (stay.home if stay else None)
    place = known.placed(home)
    cared_for = stay is not None and stay.kind == "placement"
    kind = _PLACES.get(home.kind, "") if home else ""
    foster = "Foster placement" if cared_for else "Home"
    return (
        shape.one_line(place.address, place.postcode),
        shape.told_as(event.text("from")) or kind or foster,
        "Looked after child" if cared_for else "",
        _placing(person, event) if cared_for else "",
    )


def _placing(person: Person, event: Event) -> str:
    """Name the council that placed a child: that of the home before it came into care."""
    before = [one for one in person.stays if one.start <= event.start and one.kind == "home"]
    return _AUTHORITIES.get(before[-1].home.authority, "") if before else ""


def _when(known: Known, event: Event) -> tuple[str, str]:
    return shape.moment(known, event), shape.reported(known, event)


def _report(event: Event, person: Person, chance: Chance) -> tuple[str, ...]:
    reporter = shape.told_as(event.text("reporter"))
    risk = chance.pick(words.RISKS.get(event.text("risk"), words.RISKS[""]))
    age = person.age_on(event.start)
    review = f"{risk} - duty inspector" if age < words.ADULT_AT and chance.yes(0.5) else ""
    return "", reporter, risk, review


def answer(event: Event, name: str) -> str:
    """Write a detail that says whether, as Yes or No; nothing where nobody wrote it down."""
    if name not in event.detail:
        return ""
    return "No" if event.text(name).lower() in _NOT else "Yes"


def _return(known: Known, event: Event, chance: Chance) -> tuple[str, ...]:
    found = known.ended(event)
    if found is None:
        return ("",) * 10
    offered, accepted = answer(event, "offered"), answer(event, "accepted")
    harm, finder = event.text("harm"), event.text("found")
    checked = found + timedelta(days=chance.whole(0, 1))
    return (
        shape.later(known, event, found, "found"),
        "" if _FINDERS.get(finder) else shape.told_as(finder),
        _FINDERS.get(finder) or chance.weighted(_FOUND_BY),
        str(chance.waiting(12)) if chance.yes(0.4) else "",
        "None" if harm.lower() in _NOT else shape.told_as(harm),
        shape.day(checked) if chance.yes(0.7) else chance.pick(("", "Not completed")),
        offered,
        accepted,
        chance.weighted(_IN_TIME) if accepted == "Yes" else "",
        "Local authority" if offered == "Yes" else "",
    )


FORMAT = Format(
    name="police-missing",
    agencies=("police",),
    files=lambda _plan: (sheet(NAME, HEADINGS, shape.ENCODING),),
    write=write,
)
