"""Patients as the Personal Demographics Service and UK Core shape them: names and addresses with their times."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from kith.county.agencies.known import Known
from kith.county.agencies.persona import Persona
from kith.county.chance import Chance
from kith.county.formats import fhir_words as words
from kith.county.formats.fhir_words import Json, Node
from kith.county.model import Event, NameUse, Person

_UNTRACED = 0.03
_FORGOTTEN = 0.4
"""How often an old name, or a second home, was never noted. Not sourced: our guess."""
_INTERPRETED = 0.3


class Register:
    """What is needed of a block for every patient in it, looked up once."""

    def __init__(self, known: Known, chance: Chance) -> None:
        self.known, self.chance = known, chance
        self.until = known.plan.until
        people = known.block.people
        self.before = {
            one.earlier.number for one in people if one.earlier and (one.adopted or self.until) <= self.until
        }
        self._security: dict[int, str] = {}
        self.rank = _ranks(people)
        self.surgeries: dict[int, Event] = {one.person.number: one for one in known.of("registration") if one.place}

    def security(self, persona: Persona) -> str:
        """Say how freely a record may be read: U, R or V."""
        person = persona.person
        found = self._security.get(person.number)
        if found is None:
            found = self._security[person.number] = self._secured(person)
        return found

    def _secured(self, person: Person) -> str:
        if person.number in self.before:
            return "V"
        home = person.home_on(self.until)
        hidden = "shielded" in person.traits or (home is not None and home.secret)
        return "R" if hidden else "U"

    def surgery(self, person: Person) -> tuple[str, date] | None:
        """Give the code of the surgery and since when, where somebody has one."""
        event = self.surgeries.get(person.number)
        place = event.place if event else person.surgery
        if place is None:
            return None
        since = event.start if event else max(person.born, person.came or person.born)
        return place.codes.get("ods", place.key), since


def _ranks(people: list[Person]) -> dict[int, int]:
    """Give the order of birth within each set of twins or triplets, by the person's number."""
    counts: dict[str, int] = {}
    ranks: dict[int, int] = {}
    for person in people:
        if person.birth_set:
            counts[person.birth_set] = ranks[person.number] = counts.get(person.birth_set, 0) + 1
    return ranks


def patient(register: Register, persona: Persona) -> Node:
    """Give the Patient of one entry."""
    security = register.security(persona)
    made: Node = {
        "resourceType": "Patient",
        "id": persona.local_id,
        "meta": {"versionId": str(1 + len(persona.person.stays)), "security": [dict(words.SECURITY[security])]},
        "identifier": _identifiers(persona, register.chance),
    }
    if security == "V":
        return made
    made["extension"] = list(_extensions(persona, register.chance))
    made["name"] = list(_names(persona, register.chance))
    made["gender"] = words.GENDERS.get(persona.sex, "unknown")
    if persona.born:
        made["birthDate"] = persona.born.isoformat()
    if persona.person.number in register.rank:
        made["multipleBirthInteger"] = register.rank[persona.person.number]
    if persona.died:
        made["deceasedDateTime"] = f"{persona.died.isoformat()}T00:00:00+00:00"
    if security == "U":
        _add_whereabouts(made, register, persona)
    return made


def _identifiers(persona: Persona, chance: Chance) -> list[Json]:
    local: Node = {"system": words.PATIENT_ID, "value": persona.local_id}
    if not persona.nhs:
        return [local]
    return [words.number(persona.nhs, "02" if chance.yes(_UNTRACED) else "01"), local]


def _extensions(persona: Persona, chance: Chance) -> Iterator[Json]:
    code, display = words.ETHNIC.get(persona.ethnicity, words.NOT_STATED)
    yield {
        "url": words.core("EthnicCategory"),
        "valueCodeableConcept": words.coded("EthnicCategoryEngland", code, display),
    }
    if persona.died:
        status = words.coded("DeathNotificationStatus", "2", "Formal - death notice received from Registrar of Deaths")
        told: list[Json] = [{"url": "deathNotificationStatus", "valueCodeableConcept": status}]
        yield {"url": words.core("DeathNotificationStatus"), "extension": told}
    if persona.person.came and persona.person.community in words.LANGUAGES:
        code, display = words.LANGUAGES[persona.person.community]
        spoken: list[Json] = [
            {"url": "language", "valueCodeableConcept": words.coded("HumanLanguage", code, display)},
            {"url": "interpreterRequired", "valueBoolean": chance.yes(_INTERPRETED)},
        ]
        yield {"url": words.core("NHSCommunication"), "extension": spoken}


def _names(persona: Persona, chance: Chance) -> Iterator[Json]:
    used = persona.person.name_on(persona.last)
    usual = _name("usual", persona.forename, persona.middle, persona.surname)
    yield {**usual, "period": words.period(used.start)}
    for one, use in former(persona):
        if not chance.yes(_FORGOTTEN):
            old = _name(use, one.forename, one.middle, one.surname)
            yield {**old, "period": words.period(one.start, one.end)}
    if persona.known_as:
        yield _name("nickname", persona.known_as, "", persona.surname)


def _name(use: str, forename: str, middle: str, surname: str) -> Node:
    made: Node = {"use": use}
    if surname:
        made["family"] = surname
    given: list[Json] = [one for one in (forename, *middle.split(" ")) if one]
    if given:
        made["given"] = given
    return made


def former(persona: Persona) -> Iterator[tuple[NameUse, str]]:
    """Give names borne before, each as old or maiden; none from before an adoption, and none that nobody saw."""
    names = persona.person.names
    adopted = max((at for at, one in enumerate(names) if one.why == "adoption"), default=0)
    for one, after in pairwise(names[adopted:]):
        seen = one.forename and one.end is not None and persona.first <= one.end <= persona.last
        if seen and (one.forename, one.surname) != (persona.forename, persona.surname):
            yield one, "maiden" if after.why == "marriage" and persona.sex == "F" else "old"


def _add_whereabouts(made: Node, register: Register, persona: Persona) -> None:
    """Add what a restricted record leaves out: addresses, telephone and surgery."""
    addresses = list(_addresses(persona, register.chance))
    if addresses:
        made["address"] = addresses
    if persona.phone:
        use = "mobile" if persona.phone.startswith("07") else "home"
        made["telecom"] = [{"system": "phone", "value": persona.phone.replace(" ", ""), "use": use}]
    surgery = register.surgery(persona.person)
    if surgery:
        code, since = surgery
        one: Node = {"type": "Organization"}
        one["identifier"] = {"system": words.ODS, "value": code, "period": words.period(since)}
        made["generalPractitioner"] = [one]
        made["managingOrganization"] = words.organisation(code)


def _addresses(persona: Persona, chance: Chance) -> Iterator[Json]:
    here = [one for one in persona.person.stays if one.start <= persona.last]
    main = next((one for one in reversed(here) if one.main), None)
    if persona.address:
        made = _address("home", persona.address, persona.postcode)
        made["period"] = words.period(main.start if main else persona.first)
        if persona.uprn:
            made["extension"] = [_key(persona.uprn)]
        yield made
    if persona.previous_address:
        yield {**_address("old", persona.previous_address, persona.previous_postcode), "period": _before(persona)}
    for stay in here:
        if stay.kind == "shared" and stay.covers(persona.last) and not stay.home.secret and not chance.yes(_FORGOTTEN):
            second = _address("temp", stay.home.line, stay.home.postcode)
            yield {**second, "period": words.period(stay.start)}


def _before(persona: Persona) -> Node:
    """Give the period of the home before the last, as far as it is known."""
    ended = [one for one in persona.person.stays if one.main and one.end and one.end <= persona.last]
    return words.period(ended[-1].start, ended[-1].end) if ended else {"end": persona.last.isoformat()}


def _address(use: str, address: str, postcode: str) -> Node:
    lines: list[Json] = [one for one in address.split(", ") if one]
    made: Node = {"use": use, "line": lines}
    if postcode:
        made["postalCode"] = postcode
    return made


def _key(uprn: str) -> Node:
    kind: Node = {"system": "https://fhir.hl7.org.uk/CodeSystem/UKCore-AddressKeyType", "code": "UPRN"}
    return {
        "url": words.core("AddressKey"),
        "extension": [{"url": "type", "valueCoding": kind}, {"url": "value", "valueString": uprn}],
    }
