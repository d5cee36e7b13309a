"""The invented county: its agencies, who works there, what they may do, and what they agreed to share.

Agencies, schools and people are invented; telephone numbers are from the ranges kept for drama.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from kith.agencies.models import Account, Agency, AgencyKind, Membership, Role, RoleGrant, Team, TeamKind
from kith.config.demo_urls import DOMAIN
from kith.sharing.models import Agreement, Clause, DataClass, Party, Purpose

K, R, T = AgencyKind, Role, TeamKind


@dataclass(frozen=True)
class House:
    """One agency, with its team."""

    slug: str
    name: str
    kind: str
    phone: str
    team: str
    team_kind: str


HOUSES = (
    House("council", "Whitehorse Council: children", K.COUNCIL, "01632 960101", "Front door", T.FRONT_DOOR),
    House("adults", "Whitehorse Council: adults", K.ADULT_CARE, "01632 960102", "Adult safeguarding", T.RESEARCH),
    House("police", "Whitehorse Police", K.POLICE, "01632 960103", "Public protection", T.RESEARCH),
    House("health", "Avon Vale Health", K.HEALTH, "01632 960104", "Safeguarding nurses", T.RESEARCH),
    House("secondary", "A secondary school", K.SCHOOL, "01632 960105", "Safeguarding leads", T.RESEARCH),
    House("primary", "A primary school", K.SCHOOL, "01632 960106", "Safeguarding leads", T.RESEARCH),
    House("housing", "Kennet Homes", K.HOUSING, "01632 960107", "Tenancy support", T.RESEARCH),
    House("lantern", "Lantern Young Carers", K.VOLUNTARY, "01632 960108", "Family workers", T.RESEARCH),
    House("downland", "Downland Council: children", K.COUNCIL, "01632 960109", "Front door", T.RESEARCH),
    House("education", "Whitehorse Council: education", K.EDUCATION, "01632 960110", "Education welfare", T.RESEARCH),
)
"""The two schools are named as they are in the county that is made."""


@dataclass(frozen=True)
class Worker:
    """Somebody to sign in as."""

    slug: str
    name: str
    job: str
    home: str
    roles: tuple[str, ...]
    in_team: bool = True


WORKERS = (
    Worker("amina", "Amina Yusuf", "Front door worker", "council", (R.TRIAGE,)),
    Worker("marcus", "Marcus Bell", "Front door manager", "council", (R.DECISION_MAKER,)),
    Worker("sol", "Sol Whitaker", "On-call senior", "council", (R.SENIOR,)),
    Worker("wren", "Wren Adeyemi", "Social worker, children", "council", (R.WORKER,), in_team=False),
    Worker("noor", "Noor Haddad", "Data officer", "council", (R.DATA_OFFICER,), in_team=False),
    Worker("iris", "Iris Novak", "Privacy officer", "council", (R.PRIVACY_OFFICER,), in_team=False),
    Worker("dev", "Dev Chowdhury", "Social worker, adults", "adults", (R.WORKER, R.RESEARCHER)),
    Worker("petra", "Petra Lang", "Police researcher", "police", (R.RESEARCHER,)),
    Worker("pascal", "Pascal Reed", "Privacy officer, police", "police", (R.PRIVACY_OFFICER,), in_team=False),
    Worker("hana", "Hana Sato", "Safeguarding nurse", "health", (R.RESEARCHER,)),
    Worker("greta", "Greta Lindqvist", "GP", "health", (R.REFERRER,), in_team=False),
    Worker("tess", "Tess Obi", "School safeguarding lead", "secondary", (R.RESEARCHER, R.REFERRER)),
    Worker("tom", "Tom Ellery", "Teacher", "primary", (R.REFERRER,), in_team=False),
    Worker("hugo", "Hugo March", "Tenancy officer", "housing", (R.RESEARCHER,)),
    Worker("vera", "Vera Quill", "Young carers' worker", "lantern", (R.REFERRER,), in_team=False),
    Worker("adam", "Adam Frost", "System administrator", "council", (R.ADMIN,), in_team=False),
)


@dataclass(frozen=True)
class Signed:
    """An agreement with its clauses: number, words, whose, to whom, purpose, what, and whether sensitive is withheld."""

    title: str
    parties: tuple[str, ...]
    clauses: tuple[tuple[str, str, str, str, str, str, bool], ...]


EVERYBODY = tuple(house.slug for house in HOUSES)
HUB = "Partners share what is relevant to a concern with those who work on it."
POINT = "Partners say that they know somebody, and whom to ring. Sensitive services say nothing."
REPLY = "Partners answer questions of the front door about named people."
POOL = "Partners send what their systems export. It is matched by the machine and read by nobody but its owner."
AGREEMENTS = (
    Signed(
        "Whitehorse hub agreement, tier 1",
        EVERYBODY,
        tuple(
            (f"{section}.{n}", words, "", "", purpose, what, what == DataClass.POINTER)
            for section, purpose in ((4, Purpose.FRONT_DOOR), (5, Purpose.SAFEGUARDING))
            for n, (words, what) in enumerate(
                (
                    (HUB, DataClass.CONCERN),
                    (POINT, DataClass.POINTER),
                    (REPLY, DataClass.ANSWER),
                    (POOL, DataClass.POOL),
                ),
                1,
            )
        ),
    ),
    Signed(
        "Operation Encompass in Whitehorse",
        ("police", "secondary", "primary"),
        (
            (
                "2.1",
                "The police tell a school before the next school day that a pupil was at an incident at home.",
                K.POLICE,
                K.SCHOOL,
                Purpose.ENCOMPASS,
                DataClass.NOTICE,
                False,
            ),
        ),
    ),
    Signed(
        "Avon Vale Health and the front door",
        ("health", "council"),
        (
            (
                "3.2",
                "Health says that it knows somebody. Sexual health, drug and alcohol and mental health say nothing.",
                K.HEALTH,
                K.COUNCIL,
                Purpose.FRONT_DOOR,
                DataClass.POINTER,
                True,
            ),
        ),
    ),
)


def settle(*, schools: Mapping[str, str], at: datetime, using: str) -> dict[str, Agency]:
    """Make agencies, people and agreements, and give the agencies by their short names. ``schools`` names the schools."""
    since, houses, teams = at - timedelta(days=400), {}, {}
    for house in HOUSES:
        name = schools.get(house.slug, house.name)
        agency = Agency(slug=house.slug, name=name, kind=house.kind, duty_phone=house.phone)
        agency.save(using=using, force_insert=True)
        team = Team(agency=agency, name=house.team, kind=house.team_kind, phone=house.phone)
        team.save(using=using, force_insert=True)
        houses[house.slug], teams[house.slug] = agency, team
    for worker in WORKERS:
        _employ(worker, houses[worker.home], teams[worker.home] if worker.in_team else None, since, using)
    for signed in AGREEMENTS:
        _sign(signed, houses, at, using)
    return houses


def _employ(worker: Worker, home: Agency, team: Team | None, since: datetime, using: str) -> None:
    account = Account(email=f"{worker.slug}@{DOMAIN}", name=worker.name, job_title=worker.job, agency=home)
    account.phone = home.duty_phone
    account.set_unusable_password()
    account.save(using=using, force_insert=True)
    for role in worker.roles:
        RoleGrant(account=account, role=role, starts_at=since).save(using=using, force_insert=True)
    if team is not None:
        Membership(account=account, team=team, starts_at=since).save(using=using, force_insert=True)


def _sign(signed: Signed, houses: dict[str, Agency], at: datetime, using: str) -> None:
    starts, ends = at - timedelta(days=200), at + timedelta(days=500)
    made = Agreement(title=signed.title, version="1", starts_at=starts, ends_at=ends)
    made.save(using=using, force_insert=True)
    for slug in signed.parties:
        Party(agreement=made, agency=houses[slug]).save(using=using, force_insert=True)
    names = ("number", "words", "owner_kind", "partner_kind", "purpose", "data_class", "withholds_sensitive")
    for clause in signed.clauses:
        Clause(agreement=made, **dict(zip(names, clause, strict=True))).save(using=using, force_insert=True)
