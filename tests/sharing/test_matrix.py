"""The exhaustive matrix: PostgreSQL's ladder against an oracle written apart from it. 0 over, 0 under."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import psycopg
import pytest
from django.db import connections

from tests.sharing import matrix as build
from tests.sharing import oracle
from tests.sharing.oracle import What, Who

pytestmark = pytest.mark.usefixtures("database")

HALVES = (oracle.ROLES[:4], oracle.ROLES[4:])
# Inside records the rungs below have been shown to hold; here one of each kind meets every ticket and handling code.
FEW = tuple(itertools.product(oracle.LINKS, ("none", "record", "person"), oracle.SEALS, ("none", "live", "over")))


@pytest.fixture
def server() -> Iterator[psycopg.Connection]:
    with connections["admin"].cursor() as cursor:
        cursor.execute("select 1")
    raw = connections["admin"].connection
    with psycopg.connect(raw.info.dsn, password=raw.info.password, autocommit=True) as one:
        yield one


def wrong_grounds(on: psycopg.Connection, matrix: build.Matrix) -> tuple[int, list[tuple[Who, What, str, str]]]:
    decided, wrong = 0, []
    for who, token in matrix.tokens.items():
        for key, ground in build.grounds(on, token).items():
            decided += 1
            expected = oracle.ground(who, matrix.records[key])
            if ground != expected:
                wrong.append((who, matrix.records[key], expected, ground))
    return decided, wrong


def wrong_lists(on: psycopg.Connection, matrix: build.Matrix) -> tuple[int, list[tuple[Who, What, bool]]]:
    decided, wrong = 0, []
    for who, token in matrix.tokens.items():
        found = build.listed(on, token)
        for key, what in matrix.records.items():
            decided += 1
            if (key in found) != oracle.lists(who, what):
                wrong.append((who, what, key in found))
    return decided, wrong


def wrong_items(on: psycopg.Connection, matrix: build.Matrix) -> tuple[int, list[tuple[Who, What, str, str]]]:
    decided, wrong = 0, []
    for who, ticket in itertools.product(matrix.tokens, oracle.TICKETS):
        found = build.seen(on, matrix, who, ticket)
        for item, (key, handling, origin, release) in matrix.items.items():
            decided += 1
            expected = oracle.sees(
                who, matrix.records[key], ticket, handling,
                originator_is_home=origin == who.home,
                agency_named=release == "agency" and who.home == "in force",
                named=release == "account" and (who.role, who.home) == ("researcher", "in force"),
            )  # fmt: skip
            if (item in found) != expected:
                wrong.append((who, matrix.records[key], ticket, handling))
    return decided, wrong


@pytest.mark.parametrize("roles", HALVES, ids=("first half of the jobs", "second half of the jobs"))
def test_every_rung_agrees_with_the_oracle(server: psycopg.Connection, roles: tuple[str, ...]) -> None:
    matrix = build.build(server, roles=roles)
    decided, wrong = wrong_grounds(server, matrix)
    assert decided == len(roles) * 8 * 7 * 7 * 525
    assert wrong[:5] == []


def test_lists_agree_with_the_oracle(server: psycopg.Connection) -> None:
    matrix = build.build(server, sessions=("live", "one factor", "revoked"))
    decided, wrong = wrong_lists(server, matrix)
    assert decided == 9 * 8 * 3 * 7 * 525
    assert wrong[:5] == []


def test_items_agree_with_the_oracle(server: psycopg.Connection) -> None:
    roles = ("researcher", "triage")
    matrix = build.build(server, roles=roles, sessions=("live",), whats=FEW, with_items=True)
    decided, wrong = wrong_items(server, matrix)
    assert decided == len(roles) * 8 * 7 * 7 * len(FEW) * 36
    assert wrong[:5] == []
