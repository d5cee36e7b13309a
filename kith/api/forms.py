"""The shape of what comes in and goes out. What is written here is what the OpenAPI document says."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from ninja import Schema
from pydantic import ConfigDict, Field

from kith.records.models import Channel, Schedule
from kith.records.rules.troubles import Grade
from kith.records.states import BatchState, DepositState, FeedState


class _Out(Schema):
    model_config = ConfigDict(extra="forbid")


class FeedOut(_Out):
    """What an agency has agreed to send."""

    id: UUID
    system: Annotated[str, Field(description="The system that exports it")]
    format: Annotated[str, Field(description="How the file is laid out")]
    channel: Annotated[Channel, Field(description="How its files come; one that does not say `api` takes none here")]
    schedule: Schedule
    keeps_days: Annotated[int, Field(description="How long what came is kept")]
    state: FeedState
    agreement: Annotated[str, Field(description="The sharing agreement under which it is sent")]
    opened_at: datetime


class FeedsOut(_Out):
    """Every feed of the token's agency."""

    items: list[FeedOut]


class ReceiptOut(_Out):
    """That a file was taken. The same key and file are always answered with the same receipt."""

    id: Annotated[UUID, Field(description="The deposit: ask for it to learn what came of it")]
    feed: UUID
    state: Literal["waiting"] = "waiting"
    bytes: int
    sha256: str
    handed_in_at: datetime


class ReadOut(_Out):
    """What was read from a file: counts alone."""

    state: BatchState
    rows: int
    findings: int
    set_aside: Annotated[int, Field(description="Rows that could not be placed; they are kept as they were sent")]


class DepositOut(_Out):
    """A file that was handed in, and what became of it."""

    id: UUID
    feed: UUID
    state: DepositState
    why: Annotated[str, Field(description="Why it was refused, if it was")]
    bytes: int
    sha256: str
    handed_in_at: datetime
    moved_at: datetime
    read: ReadOut | None


class FindingOut(_Out):
    """One thing that was found in a file: where, why, and what was done. Never the value."""

    place: str
    field: str
    code: str
    grade: Grade
    reason: str
    done: str


class FindingsOut(_Out):
    """A page of findings."""

    items: list[FindingOut]
    total: int
    page: int
    next: Annotated[str | None, Field(description="The address of the next page, if there is one")]


class WrongOut(_Out):
    """One thing that is not valid, and where. Never what was sent."""

    where: str
    what: str


class ProblemOut(_Out):
    """A refusal, as RFC 9457 has it."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[WrongOut] = []
