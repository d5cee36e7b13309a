"""What may go wrong with a call, and how it is said: problem details as RFC 9457 has them, never the value that was sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

MEDIA_TYPE = "application/problem+json"
TYPE = "urn:kith:problem:"


class Said(NamedTuple):
    """One kind of problem: its status, and its words."""

    status: int
    title: str
    detail: str


PROBLEMS: Mapping[str, Said] = MappingProxyType(
    {
        "not-understood": Said(400, "Not understood", "The request is not one that can be read."),
        "no-token": Said(401, "No token that counts", "Send a token that is in force: Authorization: Bearer …"),
        "no-scope": Said(403, "Not in this token's scopes", "The token does not include what was asked."),
        "needs-https": Said(403, "HTTPS is needed", "Call again by https, with a new token: this one was sent openly."),
        "not-allowed": Said(403, "Not allowed", "This is not allowed."),
        "not-here": Said(404, "Not here", "There is nothing here for this token."),
        "wrong-method": Said(405, "Not by this method", "The header Allow says which methods there are."),
        "not-taken": Said(409, "Not taken", "No file is taken for this feed now."),
        "key-used": Said(409, "Key used before", "This Idempotency-Key came with another file. Take a new one."),
        "no-length": Said(411, "No length", "Say in Content-Length how long the body is."),
        "too-large": Said(413, "Too large", "The body is larger than is taken here. Cut the export into parts."),
        "not-a-file": Said(415, "Not the body of a file", "Send the file itself, with a content type that is listed."),
        "not-valid": Said(422, "Not valid", "Something in the request is not as it should be."),
        "empty": Said(422, "Empty", "There is nothing in the file."),
        "too-many": Said(429, "Too many calls", "Wait as long as Retry-After says, and call again."),
        "fault": Said(500, "A fault of ours", "Nothing was changed. Call again later, with the same Idempotency-Key."),
        "busy": Said(503, "Busy", "Nothing was changed. Call again later, with the same Idempotency-Key."),
    }
)
# How an answer of Django's own is said, by its status.
BY_STATUS: Mapping[int, str] = MappingProxyType({said.status: code for code, said in reversed(list(PROBLEMS.items()))})


class Problem(Exception):
    """A call is refused. ``detail`` is in the place of the usual words, where more can be said; ``why`` is for the audit."""

    def __init__(self, code: str, detail: str = "", *, why: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.detail = detail
        self.why = why or code


def body_of(code: str, detail: str = "", errors: Sequence[Mapping[str, str]] = ()) -> dict[str, object]:
    """Write a problem as it is sent."""
    said = PROBLEMS[code]
    body: dict[str, object] = {
        "type": f"{TYPE}{code}",
        "title": said.title,
        "status": said.status,
        "detail": detail or said.detail,
    }
    return {**body, "errors": list(errors)} if errors else body


def code_for(status: int) -> str:
    """Find the code of a status that somebody else gave."""
    return BY_STATUS.get(status, "fault" if status >= PROBLEMS["fault"].status else "not-understood")
