"""The files in which secrets come, of the shapes that agencies really export."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from tests.records.conftest import cin
from tests.restriction.planted import NOBODY_ASKS, PEOPLE, Somebody


@dataclass(frozen=True)
class File:
    """One file of one feed, as it is handed in. ``then`` says what its owner does about it afterwards."""

    agency: str
    format: str
    name: str
    content: bytes
    days_ago: int = 0
    then: str = ""


def table(*rows: dict[str, object]) -> bytes:
    """Write rows as CSV, with the columns of all of them."""
    text = io.StringIO()
    out = csv.DictWriter(text, list(dict.fromkeys(key for row in rows for key in row)))
    out.writeheader()
    out.writerows(rows)
    return text.getvalue().encode()


def uk(day: str) -> str:
    """Write a day as systems here do."""
    return date.fromisoformat(day).strftime("%d/%m/%Y")


def pupil(who: str, number: str, **more: object) -> dict[str, object]:
    """Write a pupil as a school's feed has them."""
    one = PEOPLE[who]
    return {
        "Last Name": one.surname, "First Name": one.forename, "Date of Birth": uk(one.born), "NHS No": one.nhs,
        "UPN": one.upn, "CMS No": number, "Service Involvement": "active", **more,
    }  # fmt: skip


def known(one: Somebody, number: str, **more: object) -> dict[str, object]:
    """Write somebody as the feeds of services have them."""
    return {
        "Last Name": one.surname, "First Name": one.forename, "Date of Birth": uk(one.born), "NHS No": one.nhs,
        "CMS No": number, **more,
    }  # fmt: skip


# -- Health ------------------------------------------------------------------------------------------------------------

NHS_NUMBER = "https://fhir.nhs.uk/Id/nhs-number"
STATUS = "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus"
KEY = "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-AddressKey"


def patient(who: str, number: str, label: str, street: str, postcode: str, **more: Any) -> dict[str, Any]:
    """Write a patient with a home, a telephone and a surgery, labelled or not."""
    one = PEOPLE[who]
    return {
        "resourceType": "Patient", "id": number, "meta": {"security": [{"code": label}]},
        "identifier": [{"system": NHS_NUMBER, "value": one.nhs}],
        "name": [{"use": "usual", "family": one.surname, "given": [one.forename]}],
        "gender": "female", "birthDate": one.born,
        "address": [{"use": "home", "line": [f"1 {street}"], "postalCode": postcode, "period": {"start": "2020-01-01"}}],
    } | more  # fmt: skip


def whereabouts(phone: str, email: str, surgery: str) -> dict[str, Any]:
    """Write what else leads to somebody."""
    return {
        "telecom": [{"system": "phone", "value": phone}, {"system": "email", "value": email}],
        "generalPractitioner": [{"identifier": {"value": surgery, "period": {"start": "2020-01-01"}}}],
    }


def _bundle() -> bytes:
    restricted = patient("restricted", "P-R1", "R", "Quarrel Lane", "SN9 9QB")
    restricted |= whereabouts("07700900702", "quarrel@example.org", "Z90701")
    key = {"url": KEY, "extension": [
        {"url": "type", "valueCoding": {"system": f"{KEY}Type", "code": "UPRN"}},
        {"url": "value", "valueString": "100099000701"},
    ]}  # fmt: skip
    restricted["address"][0]["extension"] = [key]
    concept = {"coding": [{"system": "https://x.example/UKCore-NHSNumberVerificationStatus", "code": "02"}]}
    untraced = patient("untraced", "P-X1", "U", "Plain Lane", "SN9 9ZZ")
    untraced["name"] = [{"use": "usual", "family": "Otherwise", "given": ["Anton"]}]
    untraced["birthDate"] = "1971-01-09"
    untraced["identifier"][0]["extension"] = [{"url": STATUS, "valueCodeableConcept": concept}]
    of = {"reference": "Patient/P-T1"}
    entries = [
        restricted,
        patient("very restricted", "V-ZQ-1", "V", "Quitclaim Row", "SN9 9QD"),
        patient("treated", "P-T1", "U", "Plain Lane", "SN9 9ZY"),
        untraced,
        {
            "resourceType": "RelatedPerson", "id": "RP1", "patient": {"reference": "Patient/P-U1"},
            "relationship": [{"coding": [{"system": "http://terminology.hl7.org/CodeSystem/v3-RoleCode", "code": "MTH"}]}],
            "name": [{"use": "usual", "family": "Plainly", "given": ["Mother"]}],
            "telecom": [{"system": "phone", "value": "07700900703"}],
        },
        {
            "resourceType": "Encounter", "id": "E1", "status": "finished", "class": {"code": "AMB"}, "subject": of,
            "serviceType": {"text": "Sexual health Zinnia"}, "period": {"start": "2026-09-01", "end": "2026-09-01"},
        },
        {"resourceType": "Flag", "id": "F1", "status": "active", "code": {"text": "Zoster allergy"}, "subject": of},
    ]  # fmt: skip
    whole = {"resourceType": "Bundle", "type": "searchset", "entry": [{"resource": one} for one in entries]}
    return json.dumps(whole).encode()


DREW = PEOPLE["treated"]
HEALTH = (
    File("health", "fhir-uk-core", "patients.json", _bundle()),
    File(
        "health", "family-context-community-health", "community.csv",
        table(
            known(DREW, "CH1", **{"Contact number": "01632 960705", "Service/Event Desc": "Drug and alcohol Zelkova",
                                  "Service/Event Start": "01/02/2026"}),
        ),
    ),
    File(
        "health", "family-context-mental-health", "mental.csv",
        table(
            known(DREW, "MH1", **{"Contact number": "01632 960706", "Keyworker": "Nurse Zuber",
                                  "Service/Event Desc": "Zeppelin ward", "Service/Event Start": "01/02/2026"}),
        ),
    ),
)  # fmt: skip

# -- Schools -----------------------------------------------------------------------------------------------------------

SCHOOL = (
    File(
        "school", "family-context-education", "pupils.csv",
        table(
            pupil("plain", "S1", Postcode="SN9 9QA", **{"School Name": "Zeugma Academy", "Contact Number": "01632 960701"}),
            pupil("restricted", "S2", Postcode="SN9 9RA", **{"School Name": "Quince School"}),
            pupil("in care", "S3", Postcode="SN9 9QE", **{"School Name": "Quoin School"}),
            pupil("adopted", "S4", Postcode="SN9 9QL", **{"Last Name": "Zumbrota", "School Name": "Quoits School"}),
            pupil("adopted, census", "S5", Postcode="SN9 9RD", **{"Last Name": "Zubiri", "School Name": "Quire School"}),
        ),
    ),
)  # fmt: skip

# -- Housing -----------------------------------------------------------------------------------------------------------

HETTY = PEOPLE["in refuge"]
HOUSING = (
    File(
        "housing", "hclic", "hclic_main.csv",
        table({
            "Case ID": "HC1", "LA Code": "E1", "Application Date": "01/03/2026", "Person Ref": "H1",
            "Forename": HETTY.forename, "Surname": HETTY.surname, "Date of Birth": uk(HETTY.born),
            "Reason for Loss": "domestic abuse", "Case Status": "open",
        }),
    ),
    File(
        "housing", "hclic", "hclic_temporary_accommodation.csv",
        table({"Case ID": "HC1", "Start Date": "02/03/2026", "Type": "Refuge", "Postcode": "SN9 9QN"}),
    ),
    File(
        "housing", "tenancies", "tenancies.csv",
        table({
            "Tenancy Ref": "T1", "Role": "licensee", "Person Ref": "H1", "Surname": HETTY.surname,
            "Forename": HETTY.forename, "Date of Birth": uk(HETTY.born), "UPRN": "100099000703",
            "Address": "Refuge, Zigzag House", "Postcode": "SN9 9QP", "Start Date": "02/03/2026", "Landlord": "County Homes",
        }),
    ),
    File(
        "housing", "family-context-housing", "housing.csv",
        table(
            known(HETTY, "FH1", **{"Contact number": "01632 960703", "Name of housing provider": "Refuge Zillah",
                                   "Service/Event Desc": "Support", "Service/Event Start": "02/03/2026"}),
        ),
    ),
)  # fmt: skip

# -- Police ------------------------------------------------------------------------------------------------------------


def in_notice(one: Somebody, number: str, notice: str, part: str, **more: object) -> dict[str, object]:
    """Write somebody as a public protection notice has them."""
    return {
        "PPN reference": notice, "Role": part, "Person ID": number, "Surname": one.surname, "Forename": one.forename,
        "DOB": uk(one.born), "NHS number": one.nhs, **more,
    }  # fmt: skip


NADIA = PEOPLE["referred"]
POLICE = (
    File(
        "police", "public-protection-notices", "ppn_people.csv",
        table(
            in_notice(PEOPLE["plain"], "N1", "PPN1", "victim", Address="1 Zuppa Street", Phone="07700900701",
                      Email="zuppa@example.org", Relationship="child"),
            in_notice(PEOPLE["safe"], "N2", "PPN1", "victim", Address="Address withheld: 9 Zenith Mews", Postcode="SN9 9QQ"),
            in_notice(PEOPLE["in care, single view"], "N3", "PPN1", "witness", Address="2 Zarf Close", Postcode="SN9 9RB"),
            in_notice(NOBODY_ASKS, "N4", "PPN1", "witness", Address="3 Plain Lane", Postcode="SN9 9QY"),
        ),
    ),
    File(
        "police", "public-protection-notices", "ppn_incidents.csv",
        table({
            "PPN reference": "PPN1", "Date and time": "01/09/2026 12:00", "PPN type": "Zorbing incident",
            "Officer": "PC Zwingli", "Location": "Plain Lane",
        }),
    ),
    File(
        "police", "nrm", "nrm.json",
        json.dumps({
            "ExternalId": "NRM1", "NRMOrDuty": "NRM", "Customer.Forename1": NADIA.forename,
            "Customer.Surname": NADIA.surname, "Customer.DateOfBirth": NADIA.born, "Customer.Address": "4 Zither Yard",
            "Customer.Postcode": "SN9 9QT", "Customer.Phone": "07700900704",
        }).encode(),
    ),
)  # fmt: skip

# -- The council -------------------------------------------------------------------------------------------------------

SIDNEY, ADELINE = PEOPLE["in care"], PEOPLE["adopted"]
CORALIE, SINGH = PEOPLE["adopted, census"], PEOPLE["in care, single view"]
# The council's own numbers for them, and what they were called there.
KNOWN_AS = (
    ("D1", SIDNEY, SIDNEY.surname),
    ("D2", PEOPLE["mother"], PEOPLE["mother"].surname),
    ("D3", Somebody("Zenobia Underhill", "2015-08-01"), "Underhill"),
    ("ZADOPTED1", ADELINE, "Zoffany"),
    ("ZADOPTED2", CORALIE, "Zumpango"),
)
CARE = "family-context-adult-social-care"
ENDED = "family-context-youth-justice"
COUNCIL = (
    File(
        "council", "ssda903", "header.csv",
        table(
            {"CHILD": "L1", "SEX": "M", "DOB": uk(SIDNEY.born), "ETHNIC": "WBRI", "UPN": SIDNEY.upn},
            {"CHILD": "ZADOPTED1", "SEX": "F", "DOB": uk(ADELINE.born), "ETHNIC": "WBRI", "UPN": ADELINE.upn},
        ),
    ),
    File(
        "council", "ssda903", "episodes.csv",
        table(
            {"CHILD": "L1", "DECOM": "01/04/2025", "RNE": "S", "LS": "C2", "CIN": "N1", "PLACE": "U4", "DEC": "", "REC": "",
             "HOME_POST": "SN9 9ZX", "PL_POST": "SN9 9QE"},
            {"CHILD": "ZADOPTED1", "DECOM": "01/04/2024", "RNE": "S", "LS": "E1", "CIN": "N1", "PLACE": "U4",
             "DEC": "01/05/2025", "REC": "E11", "HOME_POST": "SN9 9ZX", "PL_POST": "SN9 9ZX"},
        ),
    ),
    File(
        "council", "ssd", "ssd_person.csv",
        table(
            *({"pers_person_id": number, "pers_forename": one.forename, "pers_surname": surname, "pers_sex": "M",
               "pers_dob": one.born, "pers_common_child_id": one.nhs} for number, one, surname in KNOWN_AS),
        ),
    ),
    File(
        "council", "ssd", "ssd_mother.csv",
        table(*({"moth_person_id": "D2", "moth_childs_person_id": child} for child in ("D1", "D3", "ZADOPTED1"))),
    ),
    File(
        "council", "ssd", "ssd_address.csv",
        table({
            "addr_person_id": "D1", "addr_address_type": "Placement", "addr_address_start_date": "2025-04-01",
            "addr_address_json": json.dumps({"STREET": "Zester Cottage", "UPRN": "100099000702"}),
            "addr_address_postcode": "SN9 9QF",
        }),
    ),
    File(
        "council", "ssd", "ssd_cla_placement.csv",
        table({
            "clap_person_id": "D1", "clap_cla_placement_id": "PL1", "clap_cla_id": "C1",
            "clap_cla_placement_start_date": "2025-04-01", "clap_cla_placement_type": "U4",
            "clap_cla_placement_postcode": "SN9 9QG",
        }),
    ),
    File(
        "council", "ssd", "ssd_cin_episodes.csv",
        table({
            "cine_person_id": "ZADOPTED1", "cine_referral_id": "R1", "cine_referral_date": "2024-01-01",
            "cine_close_date": "2025-05-01", "cine_close_reason": "RC1",
        }),
    ),
    File(
        "council", "annex-a", "list_8.csv",
        table({
            "Child Unique ID": "L1", "Gender": "Male", "Ethnicity": "WBRI", "Date of Birth": uk(SIDNEY.born),
            "Date Started to be Looked After": "01/04/2025", "Placement Type": "U4",
            "Start date of most recent placement": "01/04/2025", "Placement postcode": "SN9 9QH",
        }),
    ),
    File(
        "council", "single-view", "single_view.csv",
        table({
            "SourceID": "SV1", "DOB": SINGH.born.replace("-", ""), "Surname": SINGH.surname, "Forename": SINGH.forename,
            "Gender": "M", "PostCode": "SN9 9QJ", "ActiveCIN": "Y", "ActiveCLA": "Y", "NHSNumber": SINGH.nhs,
        }),
    ),
    File(
        "council", "cin-census", "cin.xml",
        cin(
            f"<Child><ChildIdentifiers><LAchildID>ZADOPTED2</LAchildID><UPN>{CORALIE.upn}</UPN>"
            f"<PersonBirthDate>{CORALIE.born}</PersonBirthDate><Sex>F</Sex></ChildIdentifiers>"
            "<ChildCharacteristics><Ethnicity>WBRI</Ethnicity></ChildCharacteristics>"
            "<CINdetails><CINreferralDate>2024-05-01</CINreferralDate><CINclosureDate>2026-01-05</CINclosureDate>"
            "<ReasonForClosure>RC1</ReasonForClosure></CINdetails></Child>"
        ),
    ),
    File(
        "council", CARE, "asc.csv",
        table(
            known(PEOPLE["confidential"], "A1", Address="5 Zonda Court", Postcode="SN9 9QR", UPRN="100099000704",
                  **{"Address confidential": "Yes", "Restricted": "No"}),
            known(PEOPLE["shielded"], "A2", Address="6 Zaffre Way", Postcode="SN9 9QS",
                  **{"Restricted": "Yes", "Contact number": "01632 960704"}),
        ),
    ),
    File(
        "council", CARE, "asc_2.csv",
        table(known(PEOPLE["taken away"], "A3", Address="7 Zeal Walk", Postcode="SN9 9QW")),
        then="withdrawn",
    ),
    File(
        "council", ENDED, "yj.csv",
        table(known(PEOPLE["run out"], "Y1", Address="8 Zebra Walk", Postcode="SN9 9QX")),
        days_ago=4000,
    ),
)  # fmt: skip

# -- Sent again --------------------------------------------------------------------------------------------------------

# No shipped format of people has a key yet; an agency may describe its own, in which each file is all that it has.
WHOLE = """
name = "all-pupils"
title = "All our pupils, every time"
version = 1
kinds = ["csv"]
sends = "whole"
[[section]]
name = "pupils"
key = ["number"]
[section.fields]
number = { column = "Number", type = "id", required = true }
surname = { column = "Last Name", type = "name" }
forename = { column = "First Name", type = "name" }
dob = { column = "Date of Birth", type = "birth" }
nhs = { column = "NHS No", type = "nhs" }
postcode = { column = "Postcode", type = "postcode" }
carer = { column = "Carer", type = "id" }
tie = { column = "Tie" }
[section.person]
local_id = "number"
surname = "surname"
forename = "forename"
dob = "dob"
nhs_number = "nhs"
postcode = "postcode"
[[section.address]]
literal = { use = "home" }
postcode = "postcode"
[[section.relationship]]
literal = { kind = "carer" }
other_local_id = "carer"
detail = "tie"
confidential = true
"""


def _rowan(postcode: str) -> bytes:
    return table(
        {**known(PEOPLE["sent again"], "W1"), "Number": "W1", "Postcode": postcode, "Carer": "W2", "Tie": "Zephyr tie"}
    )


AGAIN = (
    File("school", "all-pupils", "all_1.csv", _rowan("SN9 9QU"), days_ago=2),
    File("school", "all-pupils", "all_2.csv", _rowan("SN9 9RE"), days_ago=1),
)
# A file of no format of ours, of which somebody tells how it is laid out.
TO_BE_MAPPED = table(
    *({"Client ID": f"C{n}", "Surname": "Grove", "Forename": "Ada", "Street": f"{n} Zamia Grove"} for n in range(9))
)
FILES = (*HEALTH, *SCHOOL, *HOUSING, *POLICE, *COUNCIL, *AGAIN)
