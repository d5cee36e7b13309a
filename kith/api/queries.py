"""Ways of reading what a machine may: its agency's feeds, files and findings. The wall has kept from it whatever is another's."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Length

from kith.agencies import queries as agencies
from kith.agencies.actions import act_as_machine
from kith.agencies.queries import Machine
from kith.api.models import HandedIn
from kith.api.rules import Problem
from kith.records.models import Batch, Deposit, Feed, Finding

BEARER = "Bearer "


def whose(header: str) -> Machine | None:
    """Say whose call this is by its header, before its own transaction opens."""
    if not (token := token_in(header)):
        return None
    with transaction.atomic():
        act_as_machine(token)
        return agencies.machine()


def token_in(header: str) -> str:
    """Give the token of a header, if it has one."""
    return header.removeprefix(BEARER) if header.startswith(BEARER) else ""


def feeds(machine: Machine) -> list[Feed]:
    """List the feeds of the machine's agency, newest first."""
    return list(Feed.objects.select_related("agreement").filter(agency=machine.agency).order_by("-opened_at", "pk"))


def feed(machine: Machine, feed_id: UUID) -> Feed:
    """Read one feed of the machine's agency; another agency's and one that never was are one answer."""
    found = Feed.objects.select_related("agreement").filter(agency=machine.agency, pk=feed_id).first()
    if found is None:
        raise Problem("not-here")
    return found


def handed_in(machine: Machine, key_sha256: str) -> HandedIn | None:
    """Find what this machine handed in under a key."""
    return HandedIn.objects.filter(token=machine.id, key_sha256=key_sha256).first()


@dataclass(frozen=True)
class WhatCame:
    """A file that was handed in, and what was read from it, if it was."""

    deposit: Deposit
    batch: Batch | None


def what_came(machine: Machine, deposit_id: UUID) -> WhatCame:
    """Read what became of one file of the machine's agency."""
    found = Deposit.objects.select_related("feed").filter(agency=machine.agency, pk=deposit_id).first()
    if found is None:
        raise Problem("not-here")
    batches = Batch.objects.filter(agency=found.agency_id, profile=found.feed.profile, file_sha256=found.file_sha256)
    return WhatCame(found, batches.first())


def findings(came: WhatCame) -> QuerySet[Finding]:
    """List what was found in one file, in the order of its lines as far as their names tell it."""
    found = Finding.objects.filter(batch=came.batch) if came.batch else Finding.objects.none()
    return found.order_by(Length("place"), "place", "field", "code", "pk")
