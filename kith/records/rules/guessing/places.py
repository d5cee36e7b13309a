"""Where a column may belong: what it is called in real exports, its type, and what its values look like.

The headings are those of exports of police records and missing-person systems, housing and homelessness systems, youth
justice, schools, fire services and charities. Somebody who is no programmer should be able to check and add to them.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Place:
    """One place in what a row becomes."""

    key: str
    words: str
    """What it is, for the person who checks the guess."""
    type: str
    headings: tuple[str, ...]
    """The ways such a column is headed, the most telling first; small letters and full words."""
    shape: str = ""
    """What its values look like, by the name of a shape."""
    codes: str = ""
    many: bool = False
    """Whether several columns may be this."""
    own: bool = False
    """Whether it is the person's own: a heading that speaks of somebody else speaks against it."""
    proof: bool = False
    """Whether the shape of the values is enough, whatever the heading."""
    apart: bool = False
    """Whether one value for many rows speaks against it: it would be a worker's or an office's."""


def _headings(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(","))


def _own(key: str, words: str, kind: str, headings: str, **more: str | bool) -> Place:
    return Place(key, words, kind, _headings(headings), own=True, **more)  # type: ignore[arg-type]


def _of(key: str, words: str, kind: str, headings: str, **more: str | bool) -> Place:
    return Place(key, words, kind, _headings(headings), **more)  # type: ignore[arg-type]


PERSON = (
    _own("number", "the agency's own number for the person", "id",
         "person id, person reference, nominal reference, nominal number, client id, client number, client reference, "
         "la child id, child id, child number, pupil id, student id, young person id, originating young person id, "
         "service user id, service user reference, customer id, customer reference, applicant id, resident id, patient id, "
         "tenant id, contact id, member id, beneficiary id, case management system number, case id, case number, "
         "local id, source id, niche id, person urn, person unique id, unique person id, occupier id, national client id",
         shape="id"),
    _own("surname", "surname", "name", "surname, last name, family name, current surname, legal surname", shape="name"),
    _own("forename", "first name", "name",
         "forename, first name, given name, first names, forename 1, legal forename", shape="name"),
    _own("middle", "middle names", "name", "middle names, middle name, forename 2, second forename", shape="name"),
    _own("full_name", "the whole name in one column", "name",
         "full name, name, client name, person name, pupil name, child name, young person name, customer name, "
         "service user name, tenant name", shape="name"),
    _own("known_as", "another name", "name",
         "known as, also known as, alias, other names, preferred name, preferred surname, preferred forename, former surname, "
         "previous surname, maiden name, nickname, aka", shape="name", many=True),
    _own("dob", "date of birth", "birth", "date of birth, birth date, person birth date, born", shape="past"),
    _own("expected", "expected date of birth", "due",
         "expected date of birth, expected birth date, estimated due date, due date of birth", shape="date"),
    _own("died", "date of death", "date", "date of death, death date, deceased date, died", shape="date"),
    _own("sex", "sex or gender", "code", "sex, gender, person sex, gender identity", shape="sex", codes="sex"),
    _own("ethnicity", "ethnicity", "code",
         "ethnicity, self defined ethnicity, ethnic origin, ethnic group, ethnic code, ethnic background",
         shape="ethnicity", codes="ethnicity"),
    _own("role", "what the person is in this file", "text",
         "person role, person type, household role, client type, role", shape="few"),
    _of("school", "school", "text",
        "school, school name, school or nursery, last school, previous school, current school, school or college"),
    _of("school_urn", "the school's number", "id", "school urn, last school urn, previous school urn, establishment urn",
        shape="id"),
    _of("worker", "the worker", "name",
        "key worker, worker, social worker, allocated worker, case worker, case manager, housing officer, "
        "name of housing officer, support worker, lead professional, named worker, officer, officer in case, name of gp, "
        "allocated to, case holder, advisor, volunteer", shape="name"),
    _of("team", "the team or provider", "text",
        "team, team name, service team, landlord, provider, housing provider, name of housing provider, station, "
        "project, allocated team"),
    _of("contact", "whom to ring about the person", "text",
        "contact number, worker telephone, worker email, key worker email, email, officer telephone, team telephone, "
        "officer email", many=True),
)  # fmt: skip

NUMBERS = (
    _own("nhs", "NHS number", "nhs", "nhs number, nhs id", shape="nhs", proof=True),
    _own("upn", "pupil number (UPN)", "upn", "upn, unique pupil number", shape="upn", proof=True),
    _own("former_upn", "former pupil number", "upn", "former upn, previous upn", shape="upn"),
    _own("uln", "learner number", "id", "uln, unique learner number", shape="digits"),
    _own("pnc", "PNC number", "id", "pnc id, pnc number, pnc", shape="pnc", proof=True),
    _own("nino", "National Insurance number", "id",
         "national insurance number, nino, national insurance", shape="nino", proof=True),
    _own("phone", "telephone", "phone",
         "telephone, telephone number, home telephone, mobile, mobile telephone, mobile number, home telephone number, "
         "mobile telephone number, contact number", shape="phone", many=True, apart=True),
    _own("email", "e-mail address", "id", "email, email address, home email, personal email", shape="email",
         many=True, apart=True),
    _of("plate", "vehicle", "plate",
        "vehicle registration mark, vrm, vehicle registration, registration number", shape="plate"),
)  # fmt: skip

ADDRESSES = (
    _own("address", "home address", "address",
         "home address, address, full address, current address, property address, address given",
         shape="address"),
    _own("address_part", "a line of the home address", "address",
         "address line 1, address line 2, address line 3, address line 4, address line 5, address 1, address 2, address 3, "
         "saon, paon, street, street name, house number, house name, flat, locality, town, post town, city, "
         "administrative area, county", many=True),
    _own("postcode", "home postcode", "postcode", "postcode, home postcode, property postcode, current postcode",
         shape="postcode", proof=True),
    _own("uprn", "UPRN", "uprn", "uprn, unique property reference number", shape="digits"),
    _of("placement", "address of a placement, told to nobody else", "address",
        "placement address, foster address, foster carer address, children home address", shape="address"),
    _of("placement_postcode", "postcode of a placement, told to nobody else", "postcode", "placement postcode",
        shape="postcode"),
    _of("correspondence", "address for letters", "address",
        "correspondence address, postal address, mailing address", shape="address"),
    _of("missing_from", "where they went missing from", "address", "missing from address, missing from", shape="address"),
    _of("found_at", "where they were found", "address", "found at, found at address, location found", shape="address"),
    _of("address_secret", "whether the address is secret", "code",
        "address confidential, confidential address, address restricted, address withheld", shape="yes_no",
        codes="yes_no"),
    _of("restricted", "whether everything about the person is secret", "code",
        "restricted, shielded, restricted record, sensitive record", shape="yes_no", codes="yes_no"),
)  # fmt: skip

EVENTS = (
    _of("event_number", "the number of what happened", "id",
        "notice reference, outcome id, account reference, application reference, case reference, log number, episode id, "
        "visit reference, stop reference, report reference, job number, event id, event number, incident reference, "
        "incident number, missing education reference, occurrence number, crime number, crime reference, offence id, "
        "referral id, referral number, tenancy reference, reference number, reference", shape="id"),
    _of("event_within", "the number of what it belongs to", "id",
        "tenancy reference, occurrence number, offence id, referral id, incident number, incident reference, crime number, "
        "application reference, case reference", shape="id"),
    _of("event_start", "when it happened or began", "date",
        "start date, date started, incident date, offence date, date of offence, date of incident, event start, "
        "service event start, programme start, tenancy start, referral date, date of referral, contact date, visit date, "
        "date of visit, application date, date reported, reported date, date notified, date received, missing since, "
        "date registered, entry date, date opened, date and time, first known, reported, last seen, call date, date, as at, "
        "outcome date", shape="date"),
    _of("event_end", "when it ended", "due",
        "end date, date ended, event end, service event end, programme end, tenancy end, date closed, closed date, "
        "leaving date, date of discharge, found, closing date, completed date, closed", shape="date"),
    _of("event_kind", "what happened, in words", "text",
        "occurrence type, incident type, offence, offence description, crime type, event type, service event desc, "
        "event description, referral type, referral reason, contact type, visit type, tenancy type, notice type, "
        "presenting condition, presenting issue, call type, category, type, service, service type, reason", shape="few"),
    _of("event_outcome", "what came of it", "text",
        "outcome, disposal, result, decision, closure reason, reason closed, action taken, disposition, status", shape="few"),
    _of("event_part", "the part the person had in it", "code",
        "involvement, part, role, party, classification of link, link type, involvement type", shape="part", codes="part"),
    _of("event_place", "where it happened", "address",
        "location address, incident address, location, incident location, event location, scene address", shape="address"),
    _of("event_postcode", "postcode of where it happened", "postcode",
        "location postcode, incident postcode, event postcode, scene postcode", shape="postcode"),
    _of("detail", "more about it, kept by name", "text",
        "status, stage, classification, summary, narrative, notes, details, comments, circumstances, "
        "description, priority, risk grade, risk, gravity, injuries, arrears, tenure, weekly rent, easting, northing, "
        "legislation, number of casualties, property type, reported by, source", many=True),
)  # fmt: skip

FLAGS = (
    _of("looked_after", "whether the child is looked after (the address is then a placement, and secret)", "code",
        "looked after, child looked after, looked after child, cla, lac, active cla", shape="yes_no", codes="yes_no"),
    _of("child_protection", "whether there is a child protection plan", "code",
        "child protection plan, child protection, active cp, cpp", shape="yes_no", codes="yes_no"),
    _of("carer", "whether the person is a carer", "code", "is a carer, carer, unpaid carer", shape="yes_no", codes="yes_no"),
    _of("young_carer", "whether the child is a young carer", "code", "young carer", shape="yes_no", codes="yes_no"),
    _of("disability", "whether the person is disabled", "code",
        "disability, disabled, has disability, registered disabled", shape="yes_no", codes="yes_no"),
    _of("supported_housing", "whether it is supported housing", "code",
        "supported housing, supported accommodation", shape="yes_no", codes="yes_no"),
    _of("warning", "warnings and markers", "text",
        "warning markers, flags or warning markers, markers, flags, vulnerability flags, risk markers, warnings, alerts"),
)  # fmt: skip

# What somebody else is to them is read only where both who and what are there.
TIES = (
    _of("household", "the number of the household they are of", "id",
        "household id, household number, household reference, family id, family number, family reference", shape="id"),
    _of("other", "the number of somebody related", "id",
        "other person id, related person id, linked person id, relation id", shape="id"),
    _of("tie", "what that other person is to them", "code",
        "relationship, relationship type, relationship to person, relation", shape="tie", codes="relationship"),
    _of("main_carer", "whether that other person is the main carer", "code", "is main carer, main carer", shape="yes_no",
        codes="yes_no"),
    _of("informal_carer", "whether that other person is an informal carer", "code", "is informal carer, informal carer",
        shape="yes_no", codes="yes_no"),
    _of("parental_responsibility", "whether that other person has parental responsibility", "code",
        "parental responsibility", shape="yes_no", codes="yes_no"),
)  # fmt: skip

KEPT = Place("kept", "kept as received, not read", "text", (), many=True)
GROUPS = MappingProxyType(
    {
        "Not read": (KEPT,),
        "The person": PERSON,
        "Numbers": NUMBERS,
        "Addresses": ADDRESSES,
        "What happened": EVENTS,
        "Marks": FLAGS,
        "Whom they live with or are related to": TIES,
    }
)
"""The places as they are offered to people."""
NAMED = (*PERSON, *NUMBERS, *ADDRESSES, *EVENTS, *FLAGS, *TIES)
PLACES = MappingProxyType({one.key: one for one in (*NAMED, KEPT)})

# A heading with one of these words is about somebody or something else, unless the words we look for have it too.
_ELSEWHERE = """
officer worker manager gp school nursery mother father parent guardian carer landlord provider reporter referrer reporting
staff doctor professional contact other previous former last incident location scene event offence source agency
organisation establishment found missing placement observed appearance user employer solicitor next emergency sibling
partner spouse court team household table
"""
ELSEWHERE = frozenset(_ELSEWHERE.split())
# What leads from a child who was adopted to who they are is never read on a guess.
NEVER_GUESSED = frozenset({"adopt", "adopted", "adoption", "adoptive", "adopter", "adopters", "birthname"})
