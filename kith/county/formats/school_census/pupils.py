"""The tables of pupils: who was on the roll or had left, where they live, what they need."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kith.county.agencies.persona import Persona
from kith.county.chance import Chance, Weighted
from kith.county.formats.school_census.schools import census_id, native_id, token
from kith.county.formats.school_census.terms import ADDRESSES, MEALS, Census, stamp, year_group
from kith.county.model import Event, Institution, Person

Row = dict[str, str]
Rows = Iterator[tuple[str, Row]]

ON, OFF = "pupilonroll", "pupilnolongeronroll"
LANGUAGES = {
    "polish": "POL", "nepali": "NEP", "bengali": "BNG", "romanian": "RMN", "ukrainian": "UKR", "punjabi": "PNJ",
    "pakistani": "URD", "goan": "KON", "chinese": "CHI", "portuguese": "POR", "arabic": "ARA", "filipino": "TGL",
}  # fmt: skip
"""First language by community, where it is mostly not English. Our guess."""
NEEDS = {
    "AUT": "ASD", "LD": "MLD", "BEH": "SEMH", "COMM": "SLCN", "HEAR": "HI", "VIS": "VI", "MOB": "PD", "HAND": "PD",
    "INC": "PD", "PC": "PD", "CON": "PD", "DDA": "OTH",
}  # fmt: skip
"""Type of special need (the census) for each disability (the children in need census)."""
OTHER_NEEDS = Weighted({"SLCN": 0.27, "SEMH": 0.22, "MLD": 0.16, "ASD": 0.1, "SPLD": 0.15, "NSA": 0.06, "OTH": 0.04})
"""What a pupil with support and no disability needs. Not sourced: our guess."""
UPRN_FILLERS = Weighted({"": 0.9, "1": 0.06, "-1": 0.04})
"""Instead of a property number: among the few that are not given."""
NO_UPRN = 0.06
CARER_MARKED = {"P": 0.2, "S": 0.35}
"""How often a young carer is marked as such, by parents or by the school. Not sourced: our guess."""
OLD_STATEMENT = 0.02
"""How often an older extract says S (a statement) for E (a plan). Not sourced: our guess."""
BS7666_SCHOOLS = 3
"""One school in so many writes its addresses in parts rather than lines."""
WHOLE_YEAR_SESSIONS = 140
"""Sessions in a term where nobody said how many. Not sourced: our guess."""


@dataclass(frozen=True, slots=True)
class Pupil:
    """Somebody at a school, as one census asks about them."""

    census: Census
    enrolment: Event
    school: Institution
    persona: Persona
    order: int
    possible: int = 0
    """Sessions they could have come to in the term asked about."""

    @property
    def on_roll(self) -> bool:
        """Say whether they were still there on the day."""
        return self.enrolment.end is None or self.enrolment.end > self.census.day

    @property
    def table(self) -> str:
        """Say which table they are in."""
        return ON if self.on_roll else OFF

    @property
    def id(self) -> str:
        """Give the identifier of their row."""
        return token(self.census.name, self.enrolment.key)

    def part(self, table: str, order: int) -> Row:
        """Give the columns by which a row of another table hangs on this pupil."""
        return {
            f"{table}tableid": token(self.census.name, table, self.enrolment.key, str(order), letters=8),
            f"{table}orderseqcolumn": str(order),
            f"{self.table}tableid": self.id,
            "NativeId": native_id(self.school),
            "sourceid": self.persona.local_id,
        }


def rows(pupil: Pupil, chance: Chance) -> Rows:
    """Give a pupil's own row and those of their address, free meals and needs."""
    yield pupil.table, pupil_row(pupil, chance)
    if pupil.on_roll:
        yield from _address(pupil, chance)
        yield from _meals(pupil)
        yield from _needs(pupil, chance)
    elif pupil.census.term == "autumn":
        uprn = pupil.persona.uprn
        place = {"postcode": pupil.persona.postcode, "uniquepropertyreferencenumber": uprn}
        yield "addressesoffroll", pupil.part("addressesoffroll", pupil.order) | place


def pupil_row(pupil: Pupil, chance: Chance) -> Row:
    """Fill every column we know of ``pupilonroll`` or ``pupilnolongeronroll``, whatever the term."""
    persona, person, enrolment = pupil.persona, pupil.persona.person, pupil.enrolment
    row = pupil.part(pupil.table, pupil.order) | {
        "schoolcensustableid": census_id(pupil.census, pupil.school),
        "upn": persona.upn,
        "surname": persona.surname,
        "forename": persona.forename,
        "middlenames": persona.middle,
        "formersurname": former_surname(person, persona, pupil.census.day),
        "dob": stamp(persona.born) if persona.born else "",
        "entrydate": stamp(enrolment.start),
        "parttime": "0",
        "termlysessionspossible": str(pupil.possible or WHOLE_YEAR_SESSIONS),
        "ethnicity": persona.ethnicity or "NOBT",
        "language": LANGUAGES.get(person.community, "ENG"),
        "boarder": "B" if enrolment.text("boarder") == "1" else "N",
        "sex": persona.sex if persona.sex != "U" else "",
    }
    return row | (_only_on_roll(pupil, chance) if pupil.on_roll else _only_off_roll(pupil))


def _only_off_roll(pupil: Pupil) -> Row:
    left = pupil.enrolment.end or pupil.census.day
    year = year_group(pupil.persona.person.born, pupil.census.school_year)
    return {"leavingdate": stamp(left), "ncyearleaving": year}


def _only_on_roll(pupil: Pupil, chance: Chance) -> Row:
    persona, person = pupil.persona, pupil.persona.person
    return {
        "preferredsurname": persona.surname,
        "schoollunchtaken": "1" if chance.yes(0.5) else "0",
        "senunitindicator": "0",
        "resourcedprovisionindicator": "0",
        "missingaddress": "" if persona.address else "1",
        "enrolstatus": "C",
        "ncyearactual": year_group(person.born, pupil.census.school_year),
        "senprovision": sen(pupil, chance),
        "servicechild": "Y" if _served(person) else "N",
        "plaa": "A" if person.adopted and person.adopted <= pupil.census.day else "N",
        "youngcarer": _young_carer(person, chance),
    }


def sen(pupil: Pupil, chance: Chance) -> str:
    """Give the provision for special needs: N none, K support, E a plan; older extracts say S for some plans."""
    code = pupil.enrolment.text("sen") or "N"
    return "S" if code == "E" and pupil.census.older and chance.yes(OLD_STATEMENT) else code


def former_surname(person: Person, persona: Persona, day: date) -> str:
    """Give the surname borne before the one on record, unless it is that of a child before adoption."""
    if len(person.names) == 1 or person.adopted:
        return ""
    before = [use.surname for use in person.names if use.end and use.end <= day and use.surname != persona.surname]
    return before[-1] if before else ""


def _served(person: Person) -> bool:
    return any(parent is not None and "soldier" in parent.traits for parent in (person.mother, person.father))


def _young_carer(person: Person, chance: Chance) -> str:
    if "young_carer" not in person.traits:
        return "N"
    share = chance.draw()
    for code, most in CARER_MARKED.items():
        if share < most:
            return code
        share -= most
    return "N"


def _address(pupil: Pupil, chance: Chance) -> Rows:
    persona = pupil.persona
    if not persona.address and not persona.postcode:
        return
    table = ADDRESSES[pupil.census.term]
    uprn = chance.weighted(UPRN_FILLERS) if chance.yes(NO_UPRN) else persona.uprn
    in_parts = sum(map(ord, pupil.school.key)) % BS7666_SCHOOLS == 0
    parts = bs7666(persona.address) if in_parts else lines(persona.address)
    place = {"postcode": persona.postcode, "uniquepropertyreferencenumber": uprn}
    yield table, pupil.part(table, pupil.order) | place | parts


def lines(address: str) -> Row:
    """Cut an address into lines, five at the most: the rest stays on the fifth."""
    parts = [part.strip() for part in address.replace("\n", ",").split(",", 4) if part.strip()]
    return {f"addressline{number}": part for number, part in enumerate(parts, start=1)}


def bs7666(address: str) -> Row:
    """Cut an address into the parts of BS 7666: a flat (saon), a building or number (paon), street, town."""
    parts = [part.strip() for part in address.replace("\n", ",").split(",") if part.strip()]
    row: Row = {}
    if len(parts) > 1:
        row["town"] = parts.pop()
    if parts and parts[0].casefold().startswith(("flat", "room", "apartment")):
        row["saon"] = parts.pop(0)
    if parts:
        number, _, street = parts[-1].partition(" ")
        numbered = number[:1].isdigit() and bool(street)
        row["paon"] = number if numbered else parts[0]
        row["street"] = street if numbered else ", ".join(parts[1:])
    return row


def _meals(pupil: Pupil) -> Rows:
    if pupil.enrolment.text("fsm") == "1":
        table = MEALS[pupil.census.term]
        began = {"fsmstartdate": stamp(pupil.enrolment.start), "ukcountry": "ENG"}
        yield table, pupil.part(table, pupil.order) | began


def _needs(pupil: Pupil, chance: Chance) -> Rows:
    if pupil.census.term != "spring" or pupil.enrolment.text("sen") not in {"K", "E"}:
        return
    known = dict.fromkeys(NEEDS[code] for code in pupil.persona.person.disabilities if code in NEEDS)
    for rank, need in enumerate(list(known)[:2] or [chance.weighted(OTHER_NEEDS)], start=1):
        said = {"sentyperank": str(rank), "sentype": need}
        yield "senneeds", pupil.part("senneeds", 2 * pupil.order + rank) | said
