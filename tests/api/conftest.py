"""Two agencies with feeds, tokens of any kind, and a machine that calls."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.db import connections
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from kith.agencies import actions as agencies
from kith.agencies.models import Agency, MachineToken, Scope
from kith.records.models import Channel, Feed
from tests.factories import pool as pool_of
from tests.factories import world as make

EVERY = tuple(Scope.values)
ADULT_CARE = "family-context-adult-social-care"


@dataclass
class Partners:
    """Two agencies of a world, and a feed of each."""

    world: make.World
    council: Agency
    police: Agency
    feed: Feed
    other: Feed


@pytest.fixture
def partners(database: None) -> Partners:
    world = make.make_world()
    feeds = [pool_of.feed(one, ADULT_CARE) for one in (world.council, world.police)]
    Feed.objects.using("admin").update(channel=Channel.API)
    return Partners(world, world.council, world.police, *feeds)


def token(agency: Agency, *scopes: str, days: int = 30, ago: int = 0) -> tuple[MachineToken, str]:
    """Give a system of an agency a token with these scopes, or with every one; made so many days ago."""
    at = timezone.now() - timedelta(days=ago)
    return agencies.make_token(
        agency=agency, system="Case system", scopes=scopes or EVERY, ends_at=at + timedelta(days=days), by="", at=at,
        using="admin",
    )  # fmt: skip


class Machine:
    """A system that calls."""

    def __init__(self, secret: str = "", **more: str) -> None:
        self.client = Client(enforce_csrf_checks=True)
        self.headers = {"Authorization": f"Bearer {secret}"} if secret else {}
        self.headers |= more

    def get(self, path: str, **query: str) -> HttpResponse:
        return self.client.get(f"/api/v1/{path}", query, headers=self.headers)

    def post(self, path: str, body: bytes, *, kind: str = "text/csv", **headers: str) -> HttpResponse:
        told: dict[str, Any] = {**self.headers, **{name.replace("_", "-"): one for name, one in headers.items()}}
        return self.client.post(f"/api/v1/{path}", body, content_type=kind, headers=told, CONTENT_TYPE=kind)


def machine(agency: Agency, *scopes: str) -> Machine:
    """Give a system of an agency that calls with a fresh token."""
    return Machine(token(agency, *scopes)[1])


def is_problem(response: HttpResponse, status: int, code: str) -> dict[str, Any]:
    """Check that an answer is a problem in the form that every one has."""
    assert response.status_code == status, response.content
    assert response.headers["Content-Type"] == "application/problem+json"
    body: dict[str, Any] = response.json()  # type: ignore[attr-defined]
    assert body["type"] == f"urn:kith:problem:{code}"
    assert (body["status"], bool(body["title"]), bool(body["detail"])) == (status, True, True)
    return body


def audited(what: str = "api.%") -> list[tuple[str, str, str, str, str]]:
    with connections["admin"].cursor() as cursor:
        cursor.execute(
            "select what, actor, agency, target, ground from audit_event where what like %s order by at", [what]
        )
        return list(cursor.fetchall())
