"""Handing in a file for a feed, and what came of it."""

from typing import Annotated
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from ninja import Header, Query, Status
from pydantic import StringConstraints

from kith.api import actions, queries
from kith.api.actions import Body
from kith.api.forms import DepositOut, FindingOut, FindingsOut, ProblemOut, ReadOut, ReceiptOut
from kith.api.queries import WhatCame
from kith.api.rules import Problem
from kith.api.views.door import ALWAYS, MachineRequest, act, door
from kith.records.models import Batch
from kith.records.rules.handed_in import LARGEST, PART
from kith.records.states import BatchState, DepositState

# The kinds of body that are taken, and how such a file is called here. What it was called there is not asked.
KINDS = {
    "application/octet-stream": "",
    "text/csv": ".csv",
    "application/json": ".json",
    "application/fhir+json": ".json",
    "application/xml": ".xml",
    "text/xml": ".xml",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
}
TAKEN = 202
Key = Annotated[str, StringConstraints(min_length=1, max_length=100, pattern=r"^[!-~]+$")]
A_FILE = {
    "requestBody": {
        "required": True,
        "description": "The file itself, whole.",
        "content": {kind: {"schema": {"type": "string", "format": "binary", "minLength": 1}} for kind in KINDS},
    }
}


@door.post(
    "/feeds/{feed_id}/deposits",
    response={TAKEN: ReceiptOut, **dict.fromkeys((404, 409, 411, 413, 415), ProblemOut), **ALWAYS},
    operation_id="hand_in_file",
    summary="Hand in a file for a feed",
    openapi_extra=A_FILE,
)
@act("file_handed_in", notes_itself=True)
def hand_in(
    request: MachineRequest,
    response: HttpResponse,
    feed_id: UUID,
    key: Annotated[Key, Header(alias="Idempotency-Key", description="The sender's own name for this call")],
) -> Status[ReceiptOut]:
    """Hand in a file; it is read soon after. Sent again with the same key it is not taken twice, and the answer is the
    same; the same key with another file is refused. Needs the scope `deposits:write`.
    """
    feed = queries.feed(request.auth, feed_id)
    body = Body(f"{feed.profile}{_ending(request)}", _read(request))
    made = actions.hand_in(by=request.auth, feed=feed, key=key, body=body, at=timezone.now())
    response.headers["Location"] = reverse("api:deposit", kwargs={"deposit_id": made.deposit})
    receipt = ReceiptOut(
        id=made.deposit, feed=made.feed_id, bytes=made.file_bytes, sha256=made.file_sha256, handed_in_at=made.at
    )
    return Status(TAKEN, receipt)


def _ending(request: HttpRequest) -> str:
    ending = KINDS.get((request.content_type or "").lower())
    if ending is None:
        raise Problem("not-a-file")
    return ending


def _read(request: HttpRequest) -> bytes:
    """Take the body in piece by piece, and no more of it than is taken."""
    taken = bytearray()
    while part := request.read(PART):
        taken += part
        if len(taken) > LARGEST:
            raise Problem("too-large")
    return bytes(taken)


@door.get(
    "/deposits/{deposit_id}",
    response={200: DepositOut, 404: ProblemOut, **ALWAYS},
    operation_id="see_deposit",
    summary="See what became of a file",
    url_name="deposit",
)
@act("deposit_seen")
def deposit(request: MachineRequest, deposit_id: UUID) -> DepositOut:
    """See one file of the token's agency, whoever handed it in. Needs the scope `deposits:read`."""
    return _described(queries.what_came(request.auth, deposit_id))


def _described(came: WhatCame) -> DepositOut:
    one, batch = came.deposit, came.batch
    return DepositOut(
        id=one.pk,
        feed=one.feed_id,
        state=DepositState(one.state),
        why=one.why,
        bytes=one.file_bytes,
        sha256=one.file_sha256,
        handed_in_at=one.handed_in_at,
        moved_at=one.moved_at,
        read=_read_from(batch) if batch else None,
    )


def _read_from(batch: Batch) -> ReadOut:
    return ReadOut(
        state=BatchState(batch.status), rows=batch.records, findings=batch.findings, set_aside=batch.quarantined
    )


@door.get(
    "/deposits/{deposit_id}/findings",
    response={200: FindingsOut, 404: ProblemOut, **ALWAYS},
    operation_id="list_findings",
    summary="List what was found wrong in a file",
    url_name="findings",
)
@act("findings_seen")
def findings(
    request: MachineRequest,
    deposit_id: UUID,
    page: Annotated[int, Query(ge=1, le=1_000_000)] = 1,
    size: Annotated[int, Query(ge=1, le=500)] = 100,
) -> FindingsOut:
    """List findings of one file, a page at a time: where, why and what was done. Needs the scope `findings:read`."""
    pages = Paginator(queries.findings(queries.what_came(request.auth, deposit_id)), size)
    there = pages.page(page).object_list if page <= pages.num_pages else []
    after = f"?page={page + 1}&size={size}" if page < pages.num_pages else ""
    return FindingsOut(
        items=[FindingOut(**{name: getattr(one, name) for name in FindingOut.model_fields}) for one in there],
        total=pages.count,
        page=page,
        next=reverse("api:findings", kwargs={"deposit_id": deposit_id}) + after if after else None,
    )
