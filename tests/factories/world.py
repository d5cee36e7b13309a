"""A small world of named people. Written as a superuser, past the wall; tests then act through it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from django.utils import timezone

from kith.agencies import actions as agencies
from kith.agencies.models import Account, Agency, AgencyKind, Membership, Role, RoleGrant, Team, TeamKind
from kith.agencies.queries import USUAL_PURPOSE
from kith.concerns.models import Concern, Kind, Route, Statement
from kith.concerns.rules.references import new_reference
from kith.sharing import queries as sharing
from kith.sharing.access import Asker
from kith.sharing.models import Agreement, Bar, BarKind, Clause, DataClass, Link, LinkKind, Party, Purpose, Record

ADMIN = "admin"
PAST = datetime(2020, 1, 1, tzinfo=UTC)
SHARED = (DataClass.CONCERN, DataClass.POINTER, DataClass.ANSWER, DataClass.POOL)


@dataclass
class World:
    """Who is who in the tests."""

    council: Agency
    police: Agency
    school: Agency
    health: Agency
    front_door: Team
    people: dict[str, Account] = field(default_factory=dict)
    agreement: Agreement | None = None

    def __getitem__(self, name: str) -> Account:
        return self.people[name]


def make_world() -> World:
    """Make the council's front door, police, a school and health, with somebody in each, and a MASH agreement."""
    council = agency("council", "Wiltshire Council", AgencyKind.COUNCIL)
    police = agency("police", "Wiltshire Police", AgencyKind.POLICE)
    school = agency("school", "Larkhill Vale School", AgencyKind.SCHOOL)
    health = agency("health", "Avon Vale Health", AgencyKind.HEALTH)
    world = World(council, police, school, health, team(council, "Front door", TeamKind.FRONT_DOOR))
    world.agreement = mash_agreement(council, police, school, health)
    police_team = team(police, "Police researchers", TeamKind.RESEARCH)
    health_team = team(health, "Health researchers", TeamKind.RESEARCH)
    school_team = team(school, "Safeguarding leads", TeamKind.RESEARCH)
    for name, home, role, group in (
        ("amina", council, Role.TRIAGE, world.front_door),
        ("marcus", council, Role.DECISION_MAKER, world.front_door),
        ("sol", council, Role.SENIOR, world.front_door),
        ("wren", council, Role.WORKER, None),
        ("petra", police, Role.RESEARCHER, police_team),
        ("hana", health, Role.RESEARCHER, health_team),
        ("tom", school, Role.REFERRER, None),
        ("tess", school, Role.RESEARCHER, school_team),
        ("iris", council, Role.PRIVACY_OFFICER, None),
        ("adam", council, Role.ADMIN, None),
    ):
        world.people[name] = account(name, home, role, group)
    return world


def agency(slug: str, name: str, kind: str) -> Agency:
    """Make an agency."""
    return Agency.objects.using(ADMIN).create(slug=slug, name=name, kind=kind, duty_phone="01632 960001")


def team(home: Agency, name: str, kind: str) -> Team:
    """Make a team."""
    return Team.objects.using(ADMIN).create(agency=home, name=name, kind=kind, phone="01632 960002")


def account(name: str, home: Agency, role: str, group: Team | None = None) -> Account:
    """Make somebody with a job, in a team."""
    one = Account(email=f"{name}@example.org", name=name.capitalize(), agency=home)
    one.set_unusable_password()
    one.save(using=ADMIN)
    RoleGrant.objects.using(ADMIN).create(account=one, role=role, starts_at=PAST)
    if group is not None:
        Membership.objects.using(ADMIN).create(team=group, account=one, starts_at=PAST)
    return one


def mash_agreement(*parties: Agency) -> Agreement:
    """Make the tier-1 agreement of a multi-agency safeguarding hub."""
    now = timezone.now()
    made = Agreement.objects.using(ADMIN).create(
        title="Hub agreement", version="1", starts_at=now - timedelta(days=30), ends_at=now + timedelta(days=300)
    )
    for party in parties:
        Party.objects.using(ADMIN).create(agreement=made, agency=party)
    for purpose in (Purpose.FRONT_DOOR, Purpose.SAFEGUARDING):
        for number, data_class in enumerate(SHARED, 1):
            Clause.objects.using(ADMIN).create(
                agreement=made,
                number=f"4.{number}",
                words="Partners share what is relevant to the concern.",
                purpose=purpose,
                data_class=data_class,
                withholds_sensitive=data_class == DataClass.POINTER,
            )
    return made


def concern(world: World, *, duty: bool = True, sealed: bool = False, words: str = "Something was seen.") -> Concern:
    """Make a concern with one statement, on the front door's duty list."""
    now = timezone.now()
    record = Record.objects.using(ADMIN).create(
        kind="concern",
        owner_agency=world.council,
        made_at=now,
        sealed=sealed,
        sealed_reason="adoption" if sealed else "",
        seal_review_at=now + timedelta(days=90) if sealed else None,
    )
    one = Concern.objects.using(ADMIN).create(
        record=record,
        reference=new_reference(),
        route=Route.PUBLIC,
        kind=Kind.CHILD,
        stage="received",
        received_at=now,
        decide_by=now + timedelta(days=1),
    )
    Statement.objects.using(ADMIN).create(record=record, what=words, by="public", at=now)
    if duty:
        link(one, kind=LinkKind.DUTY, team_=world.front_door)
    return one


def link(to: Concern, *, kind: str, who: Account | None = None, team_: Team | None = None, opens: bool = True) -> Link:
    """Link somebody, or a team, to a concern for a month."""
    now = timezone.now()
    return Link.objects.using(ADMIN).create(
        record_id=to.record_id,
        account=who,
        team=team_,
        kind=kind,
        opens=opens,
        starts_at=now - timedelta(minutes=1),
        ends_at=now + timedelta(days=30),
    )


def bar(who: Account, *, from_: Concern | None = None, person: uuid.UUID | None = None) -> Bar:
    """Bar somebody from a concern, or from a person."""
    now = timezone.now()
    return Bar.objects.using(ADMIN).create(
        account=who,
        record_id=from_.record_id if from_ else None,
        person=person,
        kind=BarKind.OWN,
        set_by="tests",
        starts_at=now - timedelta(minutes=1),
        review_at=now + timedelta(days=90),
    )


def signed_in(who: Account, *, purpose: str | None = None, second_factor: bool = True) -> str:
    """Sign somebody in, for their usual purpose, and give the token."""
    role = RoleGrant.objects.using(ADMIN).filter(account=who).values_list("role", flat=True).first() or ""
    stated = USUAL_PURPOSE.get(Role(role), "front_door") if purpose is None else purpose
    return agencies.sign_in(account=who.pk, how="password", second_factor=second_factor, purpose=stated)


def asker(who: Account, *, purpose: str | None = None) -> Asker:
    """Sign somebody in and act as them for the rest of this transaction."""
    token = signed_in(who, purpose=purpose)
    agencies.act_as(token)
    found = sharing.asker(account_id=who.pk, token=token, at=timezone.now())
    assert found is not None
    return found
