"""A county in which every secret has come in by a real feed, and concerns about those whom they are about."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kith.agencies.models import Agency, AgencyKind, Role, TeamKind
from kith.concerns.models import Concern, InformationRequest, RequestedAgency
from kith.people.models import Person
from kith.records import actions, jobs
from kith.records.actions import LaidOut
from kith.records.models import Batch, Deposit, Feed
from kith.sharing.models import LinkKind, Party
from tests.factories import pool
from tests.factories import world as make
from tests.factories.client import client_of
from tests.records.conftest import ROOT
from tests.restriction.exports import ENDED, FILES, WHOLE, File
from tests.restriction.planted import PEOPLE

ADMIN = "admin"
HOMES = ("council", "police", "school", "health", "housing")
RESEARCHERS = {"council": "cora", "police": "petra", "school": "tess", "health": "hana", "housing": "huw"}
ASKER = "amina"


@dataclass
class Place:
    """The county, what was asked about whom, and what was said while it came in."""

    world: make.World
    about_them: Concern
    about_another: Concern
    people: dict[str, Person] = field(default_factory=dict)
    asked: dict[tuple[str, str], UUID] = field(default_factory=dict)
    said: str = ""
    before_withdrawal: str = ""

    def browser(self, who: str) -> Client:
        """Give the browser of somebody, or a stranger's."""
        return client_of(self.world.people.get(who))

    def person_of(self, concern: Concern) -> list[Person]:
        """List the people of a concern."""
        return [one for one in self.people.values() if one.record_id == concern.record_id]


def build(folder: Path) -> Place:
    """Make agencies that have agreed to send, hand in every file, and raise concerns."""
    world = make.make_world()
    _more_agencies(world)
    place = Place(world, make.concern(world, words="About them."), make.concern(world, words="About another."))
    for home in HOMES:
        for form in sorted({one.format for one in FILES if one.agency == home}):
            pool.feed(_agency(world, home), form, keeps_days=365 if form == ENDED else 36500)
    for one in FILES:
        _send(place, one, folder)
    place.said += kith("feeds", "list")
    for concern, them in ((place.about_them, PEOPLE), (place.about_another, {"another": None})):
        for key, one in them.items():
            place.people[key] = pool.person(concern, **(one.said if one else {"name": "Jayden Price"}))
        _ask(place, concern)
    return place


def _agency(world: make.World, home: str) -> Agency:
    return world[RESEARCHERS[home]].agency


def _more_agencies(world: make.World) -> None:
    housing = make.agency("housing", "County Homes", AgencyKind.HOUSING)
    for home, name in ((housing, "huw"), (world.council, "cora")):
        team = make.team(home, "Records", TeamKind.RESEARCH)
        world.people[name] = make.account(name, home, Role.RESEARCHER, team)
    Party.objects.using(ADMIN).create(agreement=world.agreement, agency=housing)
    world.people["ivor"] = make.account("ivor", world.police, Role.PRIVACY_OFFICER)


def _send(place: Place, one: File, folder: Path) -> None:
    path = folder / one.name
    path.write_bytes(one.content)
    agency = _agency(place.world, one.agency)
    if one.format == "all-pupils" and one.days_ago == 2:
        actions.keep_profile(agency=agency.pk, laid_out=LaidOut(WHOLE, path), by="", at=timezone.now(), using="owner")
    if one.days_ago:
        told = (timezone.now() - timedelta(days=one.days_ago)).date()
        place.said += kith("import", one.format, path, "--agency", agency.slug, "--told", told)
    else:
        _hand_in(place, one, agency)
    if one.then == "withdrawn":
        place.before_withdrawal = in_the_pool()
        batch = Batch.objects.using(ADMIN).filter(feed__profile=one.format).latest("begun_at")
        place.said += kith("feeds", "withdraw", agency.slug, one.format, "--batch", batch.pk, "--yes")


def _hand_in(place: Place, one: File, agency: Agency) -> None:
    feed = Feed.objects.using(ADMIN).get(agency=agency, profile=one.format)
    path = reverse("desk:feed", args=[feed.pk])
    answer = place.browser(RESEARCHERS[one.agency]).post(path, {"file": SimpleUploadedFile(one.name, one.content)})
    assert answer.status_code == 302, (one.name, answer.content.decode())
    deposit = Deposit.objects.using(ADMIN).filter(feed=feed).latest("handed_in_at")
    jobs.read(deposit=deposit.pk)
    deposit.refresh_from_db(using=ADMIN)
    assert deposit.state == "done", (one.name, deposit.why)


def send_again(place: Place) -> None:
    """Hand one file in once more, with a row that was not there, so that it is read again."""
    one = next(file for file in FILES if file.name == "ppn_people.csv")
    more = File(one.agency, one.format, one.name, one.content + b"\r\n")
    _hand_in(place, more, _agency(place.world, one.agency))


def in_the_pool() -> str:
    """Read what is in the pool, past every wall."""
    with connections[ADMIN].cursor() as cursor:
        cursor.execute("select coalesce(string_agg(raw::text, ' '), '') from records_sourcerecord")
        return str(cursor.fetchone()[0])


def kith(*arguments: object) -> str:
    """Run a command as an operator does, and give all that it says."""
    told = {"KITH_DB_NAME": str(connections["default"].settings_dict["NAME"]), "PYTHONWARNINGS": "ignore"}
    done = subprocess.run(
        [sys.executable, "-m", "kith.config.cli", *map(str, arguments)],
        env={**os.environ, **told}, capture_output=True, text=True, cwd=ROOT, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


def _ask(place: Place, concern: Concern) -> None:
    """Ask every agency about everybody in a concern, as the front door does."""
    now, world = timezone.now(), place.world
    basics = {"record": concern.record, "by": world[ASKER].words, "at": now, "originator": world.council}
    request = InformationRequest.objects.using(ADMIN).create(
        purpose_words="They may be harmed.", basis="6-1-e", due_at=now + timedelta(hours=4), question="", **basics
    )
    request.people.add(*place.person_of(concern))
    for home, who in RESEARCHERS.items():
        agency = world[who].agency
        made = RequestedAgency.objects.using(ADMIN).create(record=concern.record, request=request, agency=agency)
        place.asked[home, concern.reference] = made.pk
        make.link(concern, kind=LinkKind.ASKED, team_=agency.teams.using(ADMIN).get(kind=TeamKind.RESEARCH))


def free(place: Place) -> None:
    """Let an agreement pass on which sensitive services of health know somebody."""
    world = place.world
    agreement = make.mash_agreement(world.health, world.council)
    agreement.clauses.using(ADMIN).update(withholds_sensitive=False)
