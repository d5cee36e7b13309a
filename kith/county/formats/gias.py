"""Get Information About Schools: the daily extract (edubasealldata), one row a school, 133 columns in windows-1252.

Every school in it is invented. No head teacher is named, and no pupils are counted: blocks are made one at a time, and
the first writes this file. What each kind of school has in the other columns follows published rows (DfE, OGL v3).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from kith.county.agencies.known import Known
from kith.county.formats.form import File, Format, sheet
from kith.county.model import Institution
from kith.county.plan import Plan
from kith.county.writing import Pages

Row = dict[str, str]

NAME = "edubasealldata.csv"
COLUMNS: tuple[str, ...] = tuple(
    tomllib.loads((Path(__file__).parents[1] / "data" / "gias.toml").read_text(encoding="utf-8"))["columns"]
)
AUTHORITIES = {
    "wiltshire": ("Wiltshire", "E06000054"),
    "swindon": ("Swindon", "E06000030"),
}
"""Name and code of the council. The number of the authority is the school's own: one that was never given out."""
COUNTY = "Wiltshire"
SAME = {
    "EstablishmentStatus (code)": "1", "EstablishmentStatus (name)": "Open",
    "ReasonEstablishmentOpened (code)": "00", "ReasonEstablishmentOpened (name)": "Not applicable",
    "ReasonEstablishmentClosed (code)": "00", "ReasonEstablishmentClosed (name)": "Not applicable",
    "Boarders (code)": "1", "Boarders (name)": "No boarders", "Gender (code)": "3", "Gender (name)": "Mixed",
    "ReligiousCharacter (code)": "00", "ReligiousCharacter (name)": "Does not apply",
    "ReligiousEthos (name)": "Does not apply", "Diocese (code)": "0000", "Diocese (name)": "Not applicable",
    "SpecialClasses (code)": "2", "SpecialClasses (name)": "No Special Classes", "TrustSchoolFlag (code)": "0",
    "TrustSchoolFlag (name)": "Not applicable", "SchoolSponsorFlag (name)": "Not applicable",
    "FederationFlag (name)": "Not under a federation", "FurtherEducationType (name)": "Not applicable",
    "OfstedSpecialMeasures (code)": "0", "OfstedSpecialMeasures (name)": "Not applicable",
    "InspectorateName (name)": "Not applicable", "TeenMoth (name)": "Not applicable", "CCF (name)": "Not applicable",
    "SENPRU (name)": "Not applicable", "EBD (name)": "Not applicable", "EdByOther (name)": "Not applicable",
    "Section41Approved (name)": "Not applicable", "GOR (code)": "K", "GOR (name)": "South West",
    "PreviousLA (code)": "999", "RSCRegion (name)": "South-West England", "Country (name)": "United Kingdom",
}  # fmt: skip
MAINTAINED = {
    "TypeOfEstablishment (code)": "01", "TypeOfEstablishment (name)": "Community school",
    "EstablishmentTypeGroup (code)": "4", "EstablishmentTypeGroup (name)": "LA maintained schools",
}  # fmt: skip
ACADEMY = {
    "TypeOfEstablishment (code)": "34", "TypeOfEstablishment (name)": "Academy converter",
    "EstablishmentTypeGroup (code)": "10", "EstablishmentTypeGroup (name)": "Academies",
}  # fmt: skip
NO_SIXTH = {"OfficialSixthForm (code)": "2", "OfficialSixthForm (name)": "Does not have a sixth form"}
SELECTION = {"AdmissionsPolicy (code)": "0", "AdmissionsPolicy (name)": "Not applicable"}
BY_KIND: dict[str, Row] = {
    "nursery": MAINTAINED | NO_SIXTH | SELECTION | {
        "TypeOfEstablishment (code)": "15", "TypeOfEstablishment (name)": "Local authority nursery school",
        "PhaseOfEducation (code)": "1", "PhaseOfEducation (name)": "Nursery", "StatutoryLowAge": "2",
        "StatutoryHighAge": "5", "NurseryProvision (name)": "Has Nursery Classes", "SchoolCapacity": "80",
    },
    "primary": MAINTAINED | NO_SIXTH | SELECTION | {
        "PhaseOfEducation (code)": "2", "PhaseOfEducation (name)": "Primary", "StatutoryLowAge": "4",
        "StatutoryHighAge": "11", "NurseryProvision (name)": "No Nursery Classes", "SchoolCapacity": "315",
    },
    "secondary": ACADEMY | {
        "PhaseOfEducation (code)": "4", "PhaseOfEducation (name)": "Secondary", "StatutoryLowAge": "11",
        "StatutoryHighAge": "18", "NurseryProvision (name)": "No Nursery Classes", "SchoolCapacity": "1200",
        "OfficialSixthForm (code)": "1", "OfficialSixthForm (name)": "Has a sixth form",
        "AdmissionsPolicy (code)": "4", "AdmissionsPolicy (name)": "Non-selective",
    },
    "special": MAINTAINED | NO_SIXTH | SELECTION | {
        "TypeOfEstablishment (code)": "07", "TypeOfEstablishment (name)": "Community special school",
        "EstablishmentTypeGroup (code)": "5", "EstablishmentTypeGroup (name)": "Special schools",
        "PhaseOfEducation (code)": "0", "PhaseOfEducation (name)": "Not applicable", "StatutoryLowAge": "4",
        "StatutoryHighAge": "19", "NurseryProvision (name)": "No Nursery Classes", "SchoolCapacity": "120",
    },
}  # fmt: skip


def rows(schools: tuple[Institution, ...], until: date) -> Iterator[list[str]]:
    """Give a row for each school and nursery among the institutions, 133 cells each."""
    for school in schools:
        if school.kind in BY_KIND:
            row = SAME | BY_KIND[school.kind] | _own(school, until)
            yield [row.get(column, "") for column in COLUMNS]


def _own(school: Institution, until: date) -> Row:
    """Fill what is this school's own."""
    home = school.home
    name, council = AUTHORITIES[home.authority]
    laestab = school.codes.get("laestab", "").replace("/", "")
    return {
        "URN": school.codes.get("urn", ""),
        "LA (code)": laestab[:3],
        "LA (name)": name,
        "EstablishmentNumber": laestab[3:],
        "EstablishmentName": school.name,
        "UKPRN": school.codes.get("ukprn", ""),
        "LastChangedDate": f"{until:%d-%m-%Y}",
        "Street": f"{home.number} {home.street}".strip(),
        "Town": home.town,
        "County (name)": COUNTY,
        "Postcode": home.postcode,
        "TelephoneNum": school.phone.replace(" ", ""),
        "DistrictAdministrative (code)": council,
        "DistrictAdministrative (name)": name,
        "GSSLACode (name)": council,
        "Easting": str(home.easting),
        "Northing": str(home.northing),
        "UPRN": home.uprn,
    }


def write(known: Known, pages: Pages) -> None:
    """Write every school, with the first block."""
    if known.block.number == 0:
        pages.rows(known.path(NAME), rows(known.county.institutions if known.county else (), known.plan.until))


def files(_plan: Plan) -> tuple[File, ...]:
    """Give the one file."""
    return (sheet(NAME, COLUMNS, "windows-1252"),)


FORMAT = Format("gias", ("education",), files, write, takes_all=("gias",))
