"""What a landlord's and the council's housing systems export: tenancies with who lives there, nuisance, arrears.

No layout is published: vendors' reports differ. These are our own, with the columns their screens show.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kith.county.agencies.known import Known
from kith.county.agencies.persona import Persona
from kith.county.chance import Chance, Weighted
from kith.county.formats.form import Format, lists, sheets
from kith.county.model import Event, Person

Cells = Iterator[tuple[str, ...]]

PERSON = ("Person Ref", "Title", "Surname", "Forename", "Date of Birth", "Gender", "NI Number", "Telephone")
HEADINGS = {
    "tenancies.csv": (
        "Tenancy Ref", "Role", "Relationship", *PERSON, "UPRN", "Address", "Postcode", "Tenure", "Tenancy Type",
        "Landlord", "Start Date", "End Date", "Weekly Rent", "Housing Officer",
    ),
    "asb_cases.csv": (
        "Case Ref", "Tenancy Ref", "Date Reported", "Date Closed", *PERSON, "Party", "Address", "Postcode", "Category",
        "Stage", "Summary", "Officer",
    ),
    "arrears.csv": (
        "Account Ref", "Tenancy Ref", *PERSON, "Address", "Postcode", "As At", "Arrears", "Stage", "Officer",
    ),
}  # fmt: skip
TITLES = {"F": Weighted({"Miss": 0.4, "Ms": 0.25, "Mrs": 0.35}), "M": Weighted({"Mr": 1.0}), "U": Weighted({"": 1.0})}
GROWN = 18
TENURES = {
    "social_rent": ("General needs", "Assured"), "supported": ("Supported", "Licence"),
    "private_rent": ("Private sector leased", "Assured shorthold"), "affordable": ("Affordable rent", "Assured"),
    "introductory": ("General needs", "Introductory"), "secure": ("General needs", "Secure"),
    "starter": ("General needs", "Starter"), "flexible": ("General needs", "Fixed term"),
}  # fmt: skip
CATEGORIES = (
    ("drug", "Drugs"), ("cannabis", "Drugs"), ("noise", "Noise nuisance"), ("music", "Noise nuisance"),
    ("bark", "Pets and animals"), ("shout", "Noise nuisance"), ("revved", "Noise nuisance"),
    ("rubbish", "Litter or fly-tipping"),
    ("threat", "Harassment or threats"), ("violence", "Violence"), ("visitor", "Misuse of premises"),
    ("cuckoo", "Misuse of premises"),
)  # fmt: skip
"""What a case is filed under: the first of these words found in what was said."""
OTHER_NUISANCE = "Other"
PARTIES = {"tenant": "Alleged perpetrator", "witness": "Complainant", "harmed": "Complainant"}


def day(one: date | None) -> str:
    """Write a day as dd/mm/yyyy, or nothing."""
    return f"{one.day:02d}/{one.month:02d}/{one.year}" if one else ""


def relationship(main: Person, other: Person) -> str:
    """Say what somebody is to a tenant or applicant, in the words of a housing form."""
    if main in (other.mother, other.father):
        return "Son/Daughter"
    if other in (main.mother, main.father):
        return "Parent"
    if any(tie.kind in {"married", "partner"} and other in (tie.a, tie.b) for tie in main.ties):
        return "Partner"
    if main.mother is not None and main.mother is other.mother:
        return "Brother/Sister"
    step = any(tie.kind in {"step_parent", "adoptive_parent"} and tie.b is other for tie in main.ties)
    return "Son/Daughter" if step else "Other"


def person_cells(persona: Persona, day_of: date, chance: Chance) -> tuple[str, ...]:
    """Give the cells of PERSON."""
    grown = persona.born is None or (day_of - persona.born).days // 365 >= GROWN
    title = chance.weighted(TITLES.get(persona.sex, TITLES["U"])) if grown else ("Miss" if persona.sex == "F" else "")
    sex = persona.sex if persona.sex != "U" else ""
    return (
        persona.local_id, title, persona.surname, persona.forename, day(persona.born), sex, "", persona.phone,
    )  # fmt: skip


def _tenancies(known: Known, chance: Chance) -> Cells:
    for event in known.of("tenancy"):
        place, reference = known.placed(event.home), known.reference(event, "T")
        tenure, kind = TENURES.get(event.text("tenure"), TENURES["social_rent"])
        landlord = event.place.name if event.place else event.text("landlord")
        rest = (
            place.uprn, place.address, place.postcode, tenure, kind, landlord, day(event.start),
            day(known.ended(event)), event.text("rent"), known.worker(event),
        )  # fmt: skip
        for number, (person, part) in enumerate(event.people):
            tenant = part == "tenant"
            role = ("Tenant" if number == 0 else "Joint tenant") if tenant else "Occupant"
            tie = "" if number == 0 else relationship(event.person, person)
            persona = known.persona(person, event.start)
            yield reference, role, tie, *person_cells(persona, event.start, chance), *rest


class _Tenancies:
    """The references of tenancies by their tenant, to hang cases on."""

    def __init__(self, known: Known) -> None:
        self._by_person: dict[str, list[tuple[date, str]]] = {}
        for event in known.of("tenancy"):
            for person, _ in event.people:
                self._by_person.setdefault(person.key, []).append((event.start, known.reference(event, "T")))

    def of(self, event: Event) -> str:
        """Give the tenancy that somebody had when something happened; nothing for one who had none."""
        found = [ref for start, ref in self._by_person.get(event.person.key, ()) if start <= event.start]
        return found[-1] if found else ""


def _asb(known: Known, chance: Chance) -> Cells:
    tenancies = _Tenancies(known)
    for event in known.of("asb"):
        place, words = known.placed(event.home), event.text("words")
        category = next((name for word, name in CATEGORIES if word in words.casefold()), OTHER_NUISANCE)
        for person, part in event.people:
            who = person_cells(known.persona(person, event.start), event.start, chance)
            yield (
                known.reference(event, "ASB"), tenancies.of(event), day(known.told(event)), day(known.ended(event)),
                *who, PARTIES.get(part, part.capitalize()), place.address, place.postcode, category,
                event.text("stage").replace("_", " ").capitalize(), words, known.worker(event),
            )  # fmt: skip


def _arrears(known: Known, chance: Chance) -> Cells:
    tenancies = _Tenancies(known)
    for event in known.of("arrears"):
        persona = known.persona(event.person, event.start)
        place = known.placed(event.home) if event.home else persona
        yield (
            known.reference(event, "R"), tenancies.of(event), *person_cells(persona, event.start, chance),
            place.address, place.postcode, day(event.start), event.text("amount"),
            event.text("stage").replace("_", " ").capitalize(), known.worker(event),
        )  # fmt: skip


ROWS = dict(zip(HEADINGS, (_tenancies, _asb, _arrears), strict=True))


FORMAT = Format("housing", ("housing",), sheets(HEADINGS), lists(ROWS))
