"""A reporter leaves no trace but what they typed. Marks are put on all that a browser and a camera tell; none is kept.

The whole database is read as a superuser, every table and every column, bytes as bytes. The test has teeth: a mark
planted on purpose is found.
"""

from __future__ import annotations

import io
import logging

import pytest
from django.db import connections
from django.test import Client
from psycopg import sql

from kith.concerns.models import Attachment
from tests.concerns.public.journey import NAMED, answer_all, report
from tests.concerns.public.pictures import photograph
from tests.factories import world as make
from tests.factories.world import World

ADDRESS, FORWARDED, REAL = "198.51.100.73", "203.0.113.211", "2001:db8::c0ff:ee"
AGENT, LANGUAGE, HEADER, COOKIE, REFERRER = (
    "Canarybird/7.3",
    "x-canaryish",
    "canary-header-41",
    "canary-cookie-42",
    "canary-page-43",
)
FILE, CAMERA, ARTIST, COMMENT, HOST = (
    "canary-name-44",
    "Canaricam-45",
    "Canary Artist 46",
    "canary-comment-47",
    "canary-host-48",
)
MARKS = (
    ADDRESS, FORWARDED, REAL, AGENT, LANGUAGE, HEADER, COOKIE, REFERRER, FILE, CAMERA, ARTIST, COMMENT, HOST,
)  # fmt: skip
TOLD = {
    "REMOTE_ADDR": ADDRESS,
    "HTTP_X_FORWARDED_FOR": FORWARDED,
    "HTTP_X_REAL_IP": REAL,
    "HTTP_FORWARDED": f"for={FORWARDED}",
    "HTTP_USER_AGENT": AGENT,
    "HTTP_ACCEPT_LANGUAGE": LANGUAGE,
    "HTTP_X_ODD": HEADER,
    "HTTP_REFERER": f"http://testserver/{REFERRER}",
}


def everything_kept() -> bytes:
    """Read every row of every table of every schema but the server's own, as text and as bytes."""
    found = io.BytesIO()
    with connections["admin"].cursor() as cursor:
        cursor.execute(
            "select c.table_schema, c.table_name, c.column_name, c.data_type from information_schema.columns c "
            "join information_schema.tables t using (table_schema, table_name) "
            "where t.table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')"
        )
        columns = cursor.fetchall()
        assert len(columns) > 200
        for schema, table, column, kind in columns:
            value = sql.Identifier(column) if kind == "bytea" else sql.SQL("{}::text").format(sql.Identifier(column))
            cursor.execute(sql.SQL("select {} from {}").format(value, sql.Identifier(schema, table)))
            for (one,) in cursor.fetchall():
                found.write(b"\n" + (bytes(one) if isinstance(one, bytes | memoryview) else str(one).encode()))
    return found.getvalue()


def marks_in(text: bytes) -> list[str]:
    return [mark for mark in MARKS if mark.lower().encode() in text.lower()]


@pytest.fixture
def log() -> io.StringIO:
    """Catch what the settings would write to the log."""
    handler = logging.getLogger().handlers[0]
    kept = io.StringIO()
    catcher = logging.StreamHandler(kept)
    from kith.config.logs import WithoutWords

    catcher.setFormatter(WithoutWords("{name} {message} {pathname}", style="{"))
    logging.getLogger().addHandler(catcher)
    assert handler is not catcher
    yield kept
    logging.getLogger().removeHandler(catcher)


def marked() -> Client:
    browser = Client(**TOLD)
    browser.cookies["odd"] = COOKIE
    return browser


def snapshot() -> Attachment:
    return Attachment.objects.using("admin").get()


def test_nothing_that_was_not_typed_is_kept_anywhere(world: World, log: io.StringIO) -> None:
    browser = marked()
    picture = photograph(camera=CAMERA, artist=ARTIST, comment=COMMENT, name=f"{FILE}.jpg")
    assert set(marks_in(picture.read())) == {CAMERA, ARTIST, COMMENT}
    picture.seek(0)
    browser.get("/report/train/")
    answer_all(browser, contact=NAMED)
    assert browser.post("/report/files/", {"added": picture}).status_code == 302
    words = report(browser, contact=NAMED)
    browser.post("/reply/", {"words": "no such words at all here now"})
    browser.post("/reply/", {"words": words})
    page = browser.get("/reply/thread/")
    browser.post("/reply/thread/", {"words": "More.", "once": str(page.context["form"].initial["once"])})
    kept = everything_kept()
    assert b"A girl was crying" in kept
    assert b"More." in kept
    assert marks_in(kept) == []
    assert marks_in(snapshot().content) == []
    browser.get("/leave")
    assert marks_in(everything_kept()) == []
    assert marks_in(log.getvalue().encode()) == []


def test_a_draft_that_is_never_sent_keeps_nothing_either(world: World, log: io.StringIO) -> None:
    answer_all(marked(), contact=NAMED)
    kept = everything_kept()
    assert marks_in(kept) == []
    assert b"crying" not in kept
    assert b"900321" not in kept


def test_what_fails_or_is_refused_writes_nothing_of_who_asked(
    world: World, log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = marked()
    browser.raise_request_exception = False
    answer_all(browser)

    def fail(*_: object) -> None:
        raise ValueError(f"somebody at {ADDRESS} typed a secret word")

    monkeypatch.setattr("kith.concerns.actions.reporting.fingerprint", fail)
    assert browser.post("/report/check/", {}).status_code == 500
    assert browser.get("/report/circus/").status_code == 404
    assert browser.get("/report/1/", HTTP_HOST=f"{HOST}.example").status_code == 400
    assert browser.post("/report/2/", {"what": "\x00"}).status_code == 400
    assert Client(enforce_csrf_checks=True, **TOLD).post("/report/1/", {}).status_code == 403
    assert "ValueError" in log.getvalue()
    assert "secret word" not in log.getvalue()
    assert marks_in(log.getvalue().encode() + everything_kept()) == []


def test_a_leak_on_purpose_is_found(world: World, log: io.StringIO) -> None:
    one = make.concern(world, words=f"seen from {ADDRESS}")
    Attachment.objects.using("admin").create(
        record_id=one.pk, name="a", media_type="b", size=1, by="public", at=one.received_at,
        content=b"\xff\xd8" + CAMERA.encode(),
    )  # fmt: skip
    logging.getLogger("kith").warning("from %s", FORWARDED)
    assert set(marks_in(everything_kept())) == {ADDRESS, CAMERA}
    assert marks_in(log.getvalue().encode()) == [FORWARDED]
