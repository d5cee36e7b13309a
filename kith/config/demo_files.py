"""What the agencies of the invented county export, in the layouts that agencies really use. Everybody in it is invented.

NHS numbers begin 999, which no patient's does; the check digits of all numbers are right.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from xml.sax.saxutils import escape

NHS_WEIGHTS = range(10, 1, -1)
UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"


def nhs(n: int) -> str:
    """Give the nth invented NHS number whose check digit can be written."""
    found = 0
    for middle in range(10_000):
        body = f"99900{middle:04d}"
        digit = (11 - sum(int(d) * w for d, w in zip(body, NHS_WEIGHTS, strict=True)) % 11) % 11
        if digit < 10:
            found += 1
            if found == n:
                return f"{body}{digit}"
    raise ValueError(n)


def upn(n: int) -> str:
    """Give the nth invented pupil number."""
    digits = f"80120000{n:04d}"
    letter = UPN_LETTERS[sum(int(d) * w for w, d in enumerate(digits, start=2)) % 23]
    return f"{letter}{digits}"


WEAVERS = ("Flat 4, Weavers Court, Devizes", "SN10 1ZZ")
MILL = ("17 Mill Leat, Trowbridge", "BA14 8ZZ")
CANAL = ("3 Canal Rise, Swindon", "SN1 2ZZ")
BRIDGE = ("22 Bridge Row, Chippenham", "SN15 1ZZ")
ORCHARD = ("9 Orchard Way, Calne", "SN11 0ZZ")

EDUCATION = (
    "Last Name", "First Name", "Known As", "Date of Birth", "Gender", "CMS No", "Address", "Postcode", "UPN",
    "Service Involvement", "School Name", "School URN", "Contact Number", "Start Date Of Last Involvement",
    "Date Of Most Recent Interaction",
)  # fmt: skip
SERVICE = (
    "Last Name", "First Name", "Known As", "Date of Birth", "Gender", "NHS No", "Address", "Postcode", "CMS No",
    "Keyworker", "Contact number", "Is a Carer", "Service/Event Desc", "Service/Event Start", "Service/Event End",
    "Restricted",
)  # fmt: skip
HOUSING = (
    "Last Name", "First Name", "Date of Birth", "Gender", "Address", "Postcode", "CMS No", "Name of housing officer",
    "Contact number", "Supported housing", "Name of housing provider", "Service/Event Desc", "Service/Event Start",
)  # fmt: skip
GIAS = (
    "URN", "LA (code)", "EstablishmentNumber", "EstablishmentName", "TypeOfEstablishment (name)",
    "EstablishmentStatus (name)", "PhaseOfEducation (name)", "Street", "Town", "Postcode", "TelephoneNum",
)  # fmt: skip

Rows = Sequence[Sequence[str]]


def files(folder: Path, today: date) -> Iterator[tuple[str, str, Path]]:
    """Write each agency's files, and give agency, layout and path in turn."""

    def ago(days: int) -> str:
        return f"{today - timedelta(days=days):%d/%m/%Y}"

    tables: tuple[tuple[str, str, Sequence[str], Rows], ...] = (
        ("marlpit", "family-context-education", EDUCATION, (
            ("Hartley", "Jayden", "Jay", "14/03/2011", "M", "MA-2107", *MILL, upn(1), "Current", "Marlpit Academy", "900001", "01632 960105", "04/09/2022", ago(2)),
            ("Hartley", "Kayden", "", "14/03/2011", "M", "MA-2108", *MILL, upn(2), "Current", "Marlpit Academy", "900001", "01632 960105", "04/09/2022", ago(1)),
            ("Okafor", "Ruth", "", "02/11/2010", "F", "MA-1988", "4 Tannery Close, Trowbridge", "BA14 9ZZ", upn(3), "Current", "Marlpit Academy", "900001", "01632 960105", "06/09/2021", ago(9)),
        )),
        ("stonebridge", "family-context-education", EDUCATION, (
            ("Brennan", "Mia", "", "30/05/2019", "F", "SB-0410", *CANAL, upn(4), "Current", "Stonebridge Primary", "900002", "01632 960106", "05/09/2023", ago(3)),
            ("Doyle", "Alfie", "Alfie Brennan", "11/08/2017", "M", "SB-0388", *BRIDGE, upn(5), "Current", "Stonebridge Primary", "900002", "01632 960106", "06/09/2021", ago(3)),
            ("Sillence", "Poppy", "", "19/01/2014", "F", "SB-0295", *ORCHARD, upn(6), "Closed", "Stonebridge Primary", "900002", "01632 960106", "04/09/2018", ago(130)),
        )),
        ("police", "family-context-youth-justice", SERVICE, (
            ("Hartley", "Jayden", "Jay", "14/03/2011", "M", "", *MILL, "YJ-771", "PC Dunmore", "01632 960113", "", "Missing person episodes", ago(64), "", ""),
            ("Collier", "Derek", "", "06/02/1968", "M", "", *WEAVERS, "YJ-640", "PC Dunmore", "01632 960113", "", "Victim support", ago(35), "", ""),
            ("Doyle", "Sean", "", "23/12/1988", "M", "", *BRIDGE, "YJ-502", "DC Farrow", "01632 960114", "", "Domestic abuse officer", ago(300), ago(140), ""),
            ("Marsh", "Leanne", "", "08/04/1992", "F", nhs(9), "", "", "YJ-001", "", "", "", "Witness care", ago(90), "", "Yes"),
        )),
        ("health", "family-context-community-health", SERVICE, (
            ("Hartley", "Jayden", "", "14/03/2011", "M", nhs(1), *MILL, "CH-3001", "Nurse Pettifer", "01632 960124", "", "School nursing", ago(400), ago(20), ""),
            ("Brennan", "Mia", "", "30/05/2019", "F", nhs(2), *CANAL, "CH-3002", "Nurse Pettifer", "01632 960124", "", "Health visiting", ago(2600), ago(900), ""),
            ("Brennan", "Kayleigh", "", "17/07/1994", "F", nhs(3), *CANAL, "CH-3003", "", "01632 960124", "", "Midwifery", ago(2800), ago(2700), ""),
            ("Sillence", "Margaret", "Peggy", "03/10/1941", "F", nhs(4), *ORCHARD, "CH-3004", "Nurse Boateng", "01632 960125", "", "District nursing", ago(200), "", ""),
            ("Marsh", "Leanne", "Lee", "08/04/1992", "F", nhs(9), "", "", "CH-3009", "", "", "", "Community nursing", ago(80), "", ""),
        )),
        ("health", "family-context-mental-health", SERVICE, (
            ("Brennan", "Kayleigh", "", "17/07/1994", "F", nhs(3), *CANAL, "MH-88", "", "01632 960126", "", "Perinatal mental health", ago(500), "", ""),
            ("Collier", "Derek", "", "06/02/1968", "M", nhs(5), *WEAVERS, "MH-91", "", "01632 960126", "", "Recovery team", ago(150), "", ""),
        )),
        ("adults", "family-context-adult-social-care", SERVICE, (
            ("Sillence", "Margaret", "Peggy", "03/10/1941", "F", nhs(4), *ORCHARD, "ASC-5120", "Dev Chowdhury", "01632 960102", "No", "Home care review", ago(260), ago(45), ""),
            ("Collier", "Derek", "", "06/02/1968", "M", nhs(5), *WEAVERS, "ASC-4471", "Ines Calder", "01632 960132", "No", "Supported living", ago(700), "", ""),
        )),
        ("housing", "family-context-housing", HOUSING, (
            ("Collier", "Derek", "06/02/1968", "M", *WEAVERS, "KH-20931", "Hugo March", "01632 960107", "Yes", "Kennet Homes", "Tenancy", ago(700)),
            ("Doyle", "Sean", "23/12/1988", "M", *BRIDGE, "KH-19002", "Hugo March", "01632 960107", "No", "Kennet Homes", "Tenancy", ago(1200)),
            ("Sillence", "Janine", "21/06/1979", "F", *ORCHARD, "KH-17311", "Hugo March", "01632 960107", "No", "Kennet Homes", "Tenancy", ago(2000)),
        )),
        ("council", "family-context-childrens-social-care", SERVICE, (
            ("Hartley", "Jayden", "", "14/03/2011", "M", "", *MILL, "CSC-7001", "Lena Frost", "01632 960141", "", "Early help", ago(220), ago(100), ""),
            ("Doyle", "Alfie", "", "11/08/2017", "M", "", *BRIDGE, "CSC-6120", "Lena Frost", "01632 960141", "", "Child in need plan", ago(480), ago(200), ""),
        )),
        ("council", "gias", GIAS, (
            ("900001", "865", "4901", "Marlpit Academy", "Academy converter", "Open", "Secondary", "Marlpit Lane", "Trowbridge", "BA14 8ZY", "01632960105"),
            ("900002", "865", "2902", "Stonebridge Primary", "Community school", "Open", "Primary", "Stone Bridge", "Devizes", "SN10 1ZY", "01632960106"),
        )),
    )  # fmt: skip
    for agency, layout, headings, rows in tables:
        path = folder / f"{agency}-{layout}.csv"
        with path.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([headings, *rows])
        yield agency, layout, path
    yield "council", "cin-census", _census(folder, today)


def _census(folder: Path, today: date) -> Path:
    """Write a children in need return: it has no names, only numbers."""
    year = today.year - (today.month < 4)
    children = "".join(
        f"<Child><ChildIdentifiers><LAchildID>{number}</LAchildID><UPN>{pupil}</UPN>"
        f"<PersonBirthDate>{born}</PersonBirthDate><Sex>M</Sex></ChildIdentifiers>"
        f"<ChildCharacteristics><Ethnicity>WBRI</Ethnicity></ChildCharacteristics><CINdetails>"
        f"<CINreferralDate>{year - 1}-06-02</CINreferralDate><ReferralSource>{escape(source)}</ReferralSource>"
        f"<ReferralNFA>0</ReferralNFA></CINdetails></Child>"
        for number, pupil, born, source in (
            ("CSC-7001", upn(1), "2011-03-14", "2A"),
            ("CSC-6120", upn(5), "2017-08-11", "6"),
        )
    )
    path = folder / "council-cin-census.xml"
    path.write_text(
        '<?xml version="1.0" encoding="utf-8"?><Message><Header><CollectionDetails><Collection>CIN</Collection>'
        f"<Year>{year}</Year><ReferenceDate>{year}-03-31</ReferenceDate></CollectionDetails></Header>"
        f"<Children>{children}</Children></Message>",
        encoding="utf-8",
    )
    return path
