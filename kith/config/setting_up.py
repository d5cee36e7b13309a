"""A partnership as one file: agencies, teams, people, agreements, feeds. ``kith setup FILE`` makes what is not there yet."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from kith.agencies import actions as agencies
from kith.agencies.models import Agency, AgencyKind, Role, Team, TeamKind
from kith.lib.receipts import new_receipt
from kith.records.actions import Terms, open_feed
from kith.records.actions.folders import make_folder
from kith.records.models import Channel, Schedule
from kith.sharing.actions.agreeing import Term, make_agreement
from kith.sharing.models import Agreement, DataClass, Purpose


class NotAPartnership(ValueError):
    """The file does not describe a partnership. Says where, and what was expected."""


def _midnight(value: object) -> object:
    """Take a plain date of the file as the midnight it begins."""
    return datetime.fromisoformat(f"{value}").replace(tzinfo=UTC) if not isinstance(value, datetime) else value


Day = Annotated[AwareDatetime, BeforeValidator(_midnight)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class TeamPart(_Part):
    """A team of an agency."""

    name: str
    kind: TeamKind
    phone: str = ""


class AgencyPart(_Part):
    """An agency."""

    slug: str
    name: str
    kind: AgencyKind
    duty_phone: str = ""
    teams: list[TeamPart] = []


class PersonPart(_Part):
    """Somebody who signs in."""

    email: str
    name: str
    agency: str
    roles: list[Role]
    team: str = ""


class ClausePart(_Part):
    """One clause of an agreement."""

    number: str
    words: str
    purpose: Purpose
    data_class: DataClass
    owner_kind: AgencyKind | None = None
    partner_kind: AgencyKind | None = None
    withholds_sensitive: bool = False

    def term(self) -> Term:
        """Give it to the verb."""
        return Term(
            self.number,
            self.words,
            self.purpose,
            self.data_class,
            self.owner_kind or "",
            self.partner_kind or "",
            self.withholds_sensitive,
        )


class AgreementPart(_Part):
    """A signed agreement."""

    title: str
    version: str
    starts: Day
    ends: Day
    parties: list[str]
    clauses: list[ClausePart]


class FeedPart(_Part):
    """What an agency has agreed to send. The agreement goes by its title, and by its version where there are several."""

    agency: str
    system: str
    profile: str
    agreement: str
    version: str = ""
    keeps_days: Annotated[int, Field(ge=1)]
    channel: Channel = Channel.UPLOAD
    schedule: Schedule = Schedule.BY_HAND
    sends: Literal["changes", "whole"] = "changes"

    def terms(self) -> Terms:
        """Give them to the verb."""
        whole = self.sends == "whole"
        return Terms(self.system, self.profile, self.keeps_days, self.channel, self.schedule, whole)


class Partnership(_Part):
    """Everything in the file."""

    agencies: list[AgencyPart]
    people: list[PersonPart] = []
    agreements: list[AgreementPart] = []
    feeds: list[FeedPart] = []


def read(path: Path) -> Partnership:
    """Read a file, or raise ``NotAPartnership`` with the place and the reason."""
    try:
        return Partnership.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise NotAPartnership(f"{path.name} is not TOML: {error}") from error
    except ValidationError as error:
        lines = [f"{'.'.join(str(part) for part in one['loc'])}: {one['msg']}" for one in error.errors()]
        raise NotAPartnership(f"{path.name} does not fit.\n" + "\n".join(lines)) from error


def set_up(partnership: Partnership, *, at: datetime) -> Iterator[str]:
    """Make what is not there yet, and say what was made. First passwords are said once and kept nowhere."""
    houses: dict[str, Agency] = {}
    teams: dict[tuple[str, str], Team] = {}
    for one in partnership.agencies:
        house = agencies.add_agency(slug=one.slug, name=one.name, kind=one.kind, duty_phone=one.duty_phone, at=at)
        houses[one.slug] = house
        for team in one.teams:
            made = agencies.add_team(agency=house, name=team.name, kind=team.kind, phone=team.phone, at=at)
            teams[one.slug, team.name] = made
    for person in partnership.people:
        yield from _take_on(person, houses, teams, at)
    agreed = {}
    for signed in partnership.agreements:
        agreed[signed.title, signed.version] = _agree(signed, houses, at)
        yield f"{signed.title}, version {signed.version}: in force."
    for feed in partnership.feeds:
        yield _open(feed, houses, agreed, at)


def _take_on(
    person: PersonPart, houses: dict[str, Agency], teams: dict[tuple[str, str], Team], at: datetime
) -> Iterator[str]:
    if person.agency not in houses or (person.team and (person.agency, person.team) not in teams):
        raise NotAPartnership(f"{person.email}: the file has no such agency or team.")
    password, home = new_receipt(), houses[person.agency]
    account, new = agencies.add_account(email=person.email, name=person.name, agency=home, password=password, at=at)
    for role in person.roles:
        agencies.give_role(account=account, role=role, at=at)
    if person.team:
        agencies.join(account=account, team=teams[person.agency, person.team], at=at)
    if new:
        yield f"{person.email}: first password “{password}”. They add a second factor when they sign in."


def _agree(signed: AgreementPart, houses: dict[str, Agency], at: datetime) -> Agreement:
    if unknown := set(signed.parties) - set(houses):
        raise NotAPartnership(f"{signed.title}: no such agencies: {', '.join(sorted(unknown))}.")
    return make_agreement(
        title=signed.title,
        version=signed.version,
        starts_at=signed.starts,
        ends_at=signed.ends,
        parties=[houses[slug] for slug in signed.parties],
        terms=[one.term() for one in signed.clauses],
        at=at,
    )


def _open(feed: FeedPart, houses: dict[str, Agency], agreed: dict[tuple[str, str], Agreement], at: datetime) -> str:
    named = [
        one for (title, version), one in agreed.items() if title == feed.agreement and feed.version in ("", version)
    ]
    if feed.agency not in houses or len(named) != 1:
        raise NotAPartnership(f"{feed.agency}, {feed.profile}: the file has no such agency, or not one such agreement.")
    home = houses[feed.agency]
    opened = open_feed(agency=home, agreement=named[0], terms=feed.terms(), by="", at=at)
    folder = f" Its folder: {make_folder(opened)}" if opened.channel == Channel.FOLDER else ""
    return f"{feed.profile} from {home}: taken under {named[0]}.{folder}"
