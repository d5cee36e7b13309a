"""H-CLIC, the homelessness return: a CSV for each of its sections, and the XML of the last quarter.

The specification is sent by e-mail only; the sections are those of the ministry's summary of 2017 and of the
specification of 2020, the columns within them our own. Duties last 56 days (Homelessness Reduction Act 2017).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from xml.sax.saxutils import escape

from kith.county.agencies.known import Known
from kith.county.chance import Chance, Weighted
from kith.county.formats.form import File, Format, sheet
from kith.county.formats.housing import relationship
from kith.county.model import Event
from kith.county.plan import Plan
from kith.county.writing import Pages

Row = tuple[str, ...]
Case = list[tuple[str, Row]]

SECTIONS: dict[str, Row] = {
    "main": (
        "Case ID", "LA Code", "Application Date", "Person Ref", "Forename", "Surname", "Date of Birth", "Sex",
        "Ethnicity", "Telephone", "Last Settled Address", "Last Settled Postcode", "Reason for Loss",
        "Household Size", "Initial Duty", "Case Status", "Caseworker",
    ),
    "people": (
        "Case ID", "Person No", "Person Ref", "Relationship", "Forename", "Surname", "Date of Birth", "Sex",
        "Ethnicity", "Pregnant",
    ),
    "support": ("Case ID", "Support Need"),
    "prevention": ("Case ID", "Duty Start", "Duty End", "Activity", "Outcome"),
    "relief": ("Case ID", "Duty Start", "Duty End", "Activity", "Outcome"),
    "final_duties": ("Case ID", "Decision Date", "Decision", "Priority Need", "Duty End"),
    "temporary_accommodation": ("Case ID", "Start Date", "End Date", "Type", "Postcode"),
}  # fmt: skip
XML_NAME = "hclic/hclic-quarter.xml"
DUTY = timedelta(days=56)
LA_CODES = {"wiltshire": "E06000998", "swindon": "E06000999"}
PREVENTION_FIRST = 0.55
"""How often somebody comes before the home is lost. Not sourced: our guess."""
SECURED_BY = Weighted({"Accommodation secured by LA": 0.3, "Helped to secure accommodation": 0.7})
TRIED = Weighted({"Advice and information only": 0.4, "Mediation": 0.3, "Debt advice": 0.15, "None recorded": 0.15})
"""What was done where a home was found by it, and where none was (yet). Not sourced: our guess."""
TEMPORARY = Weighted({"Bed and breakfast": 0.3, "Hostel": 0.25, "LA stock": 0.25, "Private sector leased": 0.2})
IN_TEMPORARY = 0.5
"""How often a household owed relief is put up meanwhile. Not sourced: our guess."""
SECURED, ELAPSED = "Secured accommodation for 6 months", "56 days elapsed"
FIRST = "first"
ENDS_AT: dict[str, tuple[str, str]] = {
    "prevention": ("prevention", SECURED), "prevented": ("prevention", SECURED), "relief": ("relief", SECURED),
    "relieved": ("relief", SECURED), "withdrawn": (FIRST, "Withdrew application or contact lost"),
    "no_longer_eligible": (FIRST, "No longer eligible"),
}  # fmt: skip
"""Under which duty a case ended and how, by its outcome; with any other outcome it comes to a decision."""
GOES_ON = ("", "")
CARE = 18


def _text(code: str) -> str:
    return code.replace("_", " ").capitalize()


def _day(one: date | None) -> str:
    return one.isoformat() if one else ""


def case(known: Known, event: Event, chance: Chance) -> Case:
    """Give every row of one application, each with its section."""
    reference = known.reference(event, "HC")
    ends_at, _ = ENDS_AT.get(event.text("outcome"), GOES_ON)
    either = "prevention" if chance.yes(PREVENTION_FIRST) else "relief"
    first = either if ends_at in {"", FIRST} else ends_at
    found: Case = [("main", _main(known, event, reference, first)), *_people(known, event, reference)]
    needs = event.detail.get("needs", ())
    listed = needs if isinstance(needs, tuple) else tuple(str(needs).split(", ")) if needs else ()
    found += [("support", (reference, _text(str(need)))) for need in listed]
    return found + _duties(known, event, reference, first, chance)


def _main(known: Known, event: Event, reference: str, first: str) -> Row:
    persona = known.persona(event.person, event.start)
    authority = event.home.authority if event.home else "wiltshire"
    return (
        reference, LA_CODES[authority], _day(event.start), persona.local_id, persona.forename, persona.surname,
        _day(persona.born), persona.sex, persona.ethnicity, persona.phone, persona.previous_address or persona.address,
        persona.previous_postcode or persona.postcode, _text(event.text("reason")), str(len(event.people)),
        _text(first), "Closed" if known.ended(event) else "Open", known.worker(event),
    )  # fmt: skip


def _people(known: Known, event: Event, reference: str) -> Case:
    rows: Case = []
    for number, (person, _part) in enumerate(event.people[1:], start=2):
        persona = known.persona(person, event.start)
        rows.append(("people", (
            reference, str(number), persona.local_id, relationship(event.person, person), persona.forename,
            persona.surname, _day(persona.born), persona.sex, persona.ethnicity, "",
        )))  # fmt: skip
    return rows


def _duties(known: Known, event: Event, reference: str, first: str, chance: Chance) -> Case:
    """Give the duties owed, one after another, until the case ended or the last day of the county."""
    closed = known.ended(event)
    ends_at, how = ENDS_AT.get(event.text("outcome"), GOES_ON)
    latest, start = closed or known.plan.until, event.start
    found: Case = []
    for duty in ("prevention", "relief") if first == "prevention" else ("relief",):
        end = min(start + DUTY, latest)
        ends_here = duty == (first if ends_at == FIRST else ends_at)
        over = ends_here or end < latest or closed is not None
        outcome = (how if ends_here else ELAPSED) if over else ""
        done = chance.weighted(SECURED_BY if ends_here and how == SECURED else TRIED)
        row = (reference, _day(start), _day(end) if over else "", done, outcome)
        found.append((duty, row))
        if duty == "relief" and chance.yes(IN_TEMPORARY):
            found.append(("temporary_accommodation", (*row[:3], chance.weighted(TEMPORARY), "")))
        if ends_here or end == latest:
            return found
        start = end
    return [*found, ("final_duties", _decision(event, reference, start, closed))]


def _decision(event: Event, reference: str, decided: date, closed: date | None) -> Row:
    children = any(person.age_on(event.start) < CARE for person, _ in event.people[1:])
    need = "Dependent children" if children else "None recorded"
    decision = _text(event.text("outcome")) or ("Main duty owed" if children else "Not in priority need")
    return reference, _day(decided), decision, need, _day(closed)


@lru_cache(maxsize=200)
def _tag(heading: str) -> str:
    return "".join(word.capitalize() for word in heading.replace("_", " ").split())


def as_xml(rows: Case) -> str:
    """Write a case as an element: its sections in it, and in each what is not blank."""
    return f"<HCLICCase>{''.join(_section(*row) for row in rows)}</HCLICCase>\n"


def _section(section: str, row: Row) -> str:
    cells = "".join(
        f"<{_tag(heading)}>{escape(cell)}</{_tag(heading)}>"
        for heading, cell in zip(SECTIONS[section], row, strict=True)
        if cell
    )
    return f"<{_tag(section)}>{cells}</{_tag(section)}>"


def quarter(plan: Plan) -> tuple[date, date]:
    """Give the last whole quarter by the last day of the county: its first day, and the day after its last."""
    after = plan.until + timedelta(days=1)
    end = date(after.year, 3 * ((after.month - 1) // 3) + 1, 1)
    return date(end.year - (end.month == 1), (end.month - 4) % 12 + 1, 1), end


def _cases(known: Known) -> Iterator[tuple[Event, Case]]:
    chance = Chance(known.plan.seed, "block", known.block.number, "hclic")
    for event in known.of("homeless"):
        yield event, case(known, event, chance)


def write(known: Known, pages: Pages) -> None:
    """Write the cases of one block, section by section; those of the last quarter as XML too."""
    rows: dict[str, list[Row]] = {section: [] for section in SECTIONS}
    first, after = quarter(known.plan)
    for event, found in _cases(known):
        for section, row in found:
            rows[section].append(row)
        if first <= event.start < after:
            pages.write(known.path(XML_NAME), as_xml(found), 1)
    for section, listed in rows.items():
        pages.rows(known.path(f"hclic/{section}.csv"), listed)


def _opening(plan: Plan) -> str:
    first, after = quarter(plan)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<HCLIC>\n'
        f"<Header><QuarterStart>{first}</QuarterStart><QuarterEnd>{after - timedelta(days=1)}</QuarterEnd></Header>\n"
    )


def files(_plan: Plan) -> tuple[File, ...]:
    """Give a file for each section, and the XML."""
    sections = tuple(sheet(f"hclic/{section}.csv", columns) for section, columns in SECTIONS.items())
    return (*sections, File(XML_NAME, _opening, lambda _: "</HCLIC>\n"))


FORMAT = Format("hclic", ("housing",), files, write)
