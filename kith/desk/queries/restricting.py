"""Who is kept out of a record: as its managers see it, and as those who review it do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kith.agencies.models import Account
from kith.agencies.queries import names
from kith.concerns.models import Concern
from kith.concerns.queries.people import people_in
from kith.desk import access
from kith.desk.queries import references_of
from kith.sharing import queries as sharing
from kith.sharing.access import Asker
from kith.sharing.actions import NotHere
from kith.sharing.models import Bar, Unseal


@dataclass(frozen=True)
class Kept:
    """A seal or a bar, in words."""

    id: UUID
    about: str
    who: str
    why: str
    set_by: str
    review_at: datetime
    overdue: bool
    own: bool = False
    waits: Unseal | None = None

    @property
    def title(self) -> str:
        """Say what it is, and on what."""
        return f"{self.who}, kept out of {self.about}" if self.set_by else f"Seal of {self.about}"


@dataclass(frozen=True)
class Restricting:
    """One open concern, with who is kept out of it."""

    concern: Concern
    members: list[Account]
    waits: Unseal | None
    bars: list[Kept]
    people: list[tuple[str, str]]
    colleagues: list[tuple[str, str]]
    overdue: bool


def restricting(asker: Asker, concern: Concern, at: datetime) -> Restricting:
    """Read who is kept out of an open concern, and whom somebody may name."""
    record = concern.record
    people = {one.pk: one.name or "somebody whose name is not known" for one in people_in(concern)}
    bars = sharing.bars_on(concern.record_id, sharing.people_of(concern.record_id))
    return Restricting(
        concern=concern,
        members=sharing.seal_members(concern.record_id) if record.sealed else [],
        waits=sharing.unsealing(concern.record_id) if record.sealed else None,
        bars=_in_words(bars, {concern.record_id: "this record"}, people, asker, at),
        people=[(str(key), name) for key, name in people.items()],
        colleagues=[
            (str(one.pk), f"{one.name}, {one.agency.name}") for one in sharing.colleagues(asker, concern.record_id)
        ],
        overdue=bool(record.seal_review_at and record.seal_review_at < at),
    )


def _in_words(
    bars: list[Bar], records: dict[UUID, str], people: dict[UUID, str], asker: Asker, at: datetime
) -> list[Kept]:
    said = names(one.set_by for one in bars)
    return [
        Kept(
            id=one.pk,
            about=records.get(one.record_id, "a record")
            if one.record_id
            else f"every record about {people.get(one.person, 'a person') if one.person else 'a person'}",
            who=f"{one.account.name}, {one.account.agency.name}",
            why=one.get_kind_display(),
            set_by=said.get(one.set_by, one.set_by),
            review_at=one.review_at,
            overdue=one.review_at < at,
            own=one.account_id == asker.account,
        )
        for one in bars
    ]


def restrictions(asker: Asker, at: datetime) -> tuple[list[Kept], list[Kept]]:
    """List the seals and the bars this person's agency answers for, those first that are to be reviewed first."""
    access.require_job(asker, "review_restrictions", "review this")
    seals, bars = sharing.seals_to_review(asker), sharing.bars_to_review(asker)
    records = {one.pk for one in seals} | {one.record_id for one in bars if one.record_id}
    found = references_of(f"sharing.Record:{one}" for one in records)
    said = {one: found.get(f"sharing.Record:{one}", "a record") for one in records}
    sealed = [
        Kept(
            id=one.pk,
            about=said[one.pk],
            who=", ".join(member.name for member in sharing.seal_members(one.pk)),
            why=one.sealed_reason,
            set_by="",
            review_at=one.seal_review_at,
            overdue=one.seal_review_at < at,
            waits=sharing.unsealing(one.pk),
        )
        for one in seals
        if one.seal_review_at
    ]
    return sealed, _in_words(bars, said, {}, asker, at)


def seal_to_review(asker: Asker, record_id: UUID, at: datetime) -> Kept:
    """Read one seal this person's agency answers for."""
    return _one(restrictions(asker, at)[0], record_id)


def bar_to_review(asker: Asker, bar_id: UUID, at: datetime) -> Kept:
    """Read one bar this person's agency answers for; nobody reviews one against themselves."""
    return _one([one for one in restrictions(asker, at)[1] if not one.own], bar_id)


def _one(rows: list[Kept], key: UUID) -> Kept:
    found = next((one for one in rows if one.id == key), None)
    if found is None:
        raise NotHere
    return found
