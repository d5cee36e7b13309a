"""The verbs of the door: handing in a file once, however often the call is made, and writing down what was asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from io import BytesIO
from uuid import UUID

from django.conf import settings
from django.db import OperationalError, connection, transaction

from kith.agencies.actions import act_as_machine
from kith.agencies.queries import Machine
from kith.api import access, queries
from kith.api.models import HandedIn
from kith.api.rules import Problem
from kith.audit import actions as audit
from kith.records.actions.depositing import Handed, NotTaken, keep
from kith.records.models import Channel, Feed

GROUND = "the token's scopes include it"
ACT = "file_handed_in"
# What is said otherwise than that a file is not taken now.
SAID = {"empty": "empty", "too-large": "too-large"}
NOT_SO = "Files of this feed do not come by the API. Your partnership can change that."
LOCK = "select pg_advisory_xact_lock(hashtextextended(%s, 0))"


@dataclass(frozen=True)
class Body:
    """A file as it came: what it is called here, and what is in it."""

    name: str
    content: bytes

    @property
    def digest(self) -> str:
        """Give its SHA-256."""
        return sha256(self.content).hexdigest()


@transaction.atomic
def hand_in(*, by: Machine, feed: Feed, key: str, body: Body, at: datetime) -> HandedIn:
    """Take a file in for a feed. With a key that came before and the same file nothing is done, and the answer is the same."""
    access.require(by, ACT)
    hidden = sha256(key.encode()).hexdigest()
    _wait_for_others(f"{by.id}/{hidden}")
    before = queries.handed_in(by, hidden)
    if before is not None:
        if (before.feed_id, before.file_sha256) != (feed.pk, body.digest):
            raise Problem("key-used")
        note_call(machine=by, what=f"{ACT}_again", target=f"records.Feed:{feed.pk}")
        return before
    made = HandedIn(token_id=by.id, key_sha256=hidden, feed_id=feed.pk, at=at)
    made.file_sha256, made.file_bytes = body.digest, len(body.content)
    made.deposit = _keep(by, feed, body, at)
    made.save(force_insert=True)
    note_call(machine=by, what=ACT, target=f"records.Feed:{feed.pk}")
    return made


def _wait_for_others(words: str) -> None:
    """Let a call with the same key end first; it will have done what this one asks."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(LOCK, [words])
    except OperationalError:
        raise Problem("busy") from None


def _keep(by: Machine, feed: Feed, body: Body, at: datetime) -> UUID:
    if feed.channel != Channel.API:
        raise Problem("not-taken", NOT_SO, why="channel")
    try:
        who = f"agencies.MachineToken:{by.id}"
        return keep(feed, Handed(body.name, BytesIO(body.content)), who=who, at=at, ground=GROUND).pk
    except NotTaken as refusal:
        raise Problem(SAID.get(refusal.code, "not-taken"), str(refusal), why=refusal.code) from None


def note_call(*, machine: Machine, what: str, target: str) -> None:
    """Write down what a machine asked for, in the transaction that gives it."""
    audit.record(what=f"api.{what}", target=target, ground=GROUND, owner=str(machine.agency))


def forget_keys(*, at: datetime, using: str) -> int:
    """Forget under which keys files were handed in so long ago that nobody makes those calls again; say how many."""
    with transaction.atomic(using=using):
        old = HandedIn.objects.using(using).filter(at__lt=at - timedelta(days=settings.KITH_API_KEYS_DAYS))
        forgotten = old.delete()[0]
        if forgotten:
            ground = f"they are kept {settings.KITH_API_KEYS_DAYS} days"
            detail = {"keys": forgotten}
            audit.record(what="api.keys_forgotten", target="api.HandedIn", ground=ground, detail=detail, using=using)
    return forgotten


def note_turned_away(*, header: str, machine: Machine | None, why: str) -> None:
    """Write down that a call was refused outside its own transaction, and by whose token."""
    with transaction.atomic():
        act_as_machine(queries.token_in(header))
        note_refused(machine=machine, why=why, target="api")


def note_refused(*, machine: Machine | None, why: str, target: str) -> None:
    """Write down that a call was refused, and why."""
    owner = str(machine.agency) if machine else ""
    audit.record(what="api.refused", target=target, ground=f"refused: {why}", owner=owner)
