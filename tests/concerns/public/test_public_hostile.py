"""What strangers must not be able to do with the public pages, by malice or by a slow finger."""

from __future__ import annotations

import io
import struct
import threading
import time
import zlib
from collections import Counter

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.test import Client
from django.utils import timezone

from kith.concerns.actions import keeping, reporting
from kith.concerns.jobs import forget_drafts
from kith.concerns.models import Concern, PublicDraft, PublicDraftFile
from kith.lib.sealing import key_to_text
from kith.sharing.models import Receipt
from kith.ui.cookies import DRAFT, THREAD
from tests.concerns.public.journey import answer_all, report
from tests.concerns.public.pictures import photograph
from tests.factories.world import World


def concerns() -> int:
    return Concern.objects.using("admin").count()


def copy_of(browser: Client) -> Client:
    other = Client()
    other.cookies.load({name: one.value for name, one in browser.cookies.items()})
    return other


def test_sending_twice_makes_one_report_and_says_so_kindly(world: World, stranger: Client) -> None:
    answer_all(stranger)
    second = copy_of(stranger)
    assert stranger.post("/report/check/", {}).status_code == 200
    again = second.post("/report/check/", {})
    assert again.status_code == 410
    assert "we have your report" in again.content.decode()
    assert concerns() == 1


def test_eight_senders_of_one_draft_make_one_report_and_one_receipt(world: World, stranger: Client) -> None:
    answer_all(stranger)
    browsers, answers = [copy_of(stranger) for _ in range(8)], []
    ready = threading.Barrier(8)

    def press(browser: Client) -> None:
        ready.wait()
        response = browser.post("/report/check/", {})
        answers.append((response.status_code, "kith-receipt" in response.content.decode()))
        connections.close_all()

    threads = [threading.Thread(target=press, args=(one,)) for one in browsers]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    told = Counter(answers)
    assert told[200, True] == 1
    assert sum(told[status, False] for status in (409, 410)) == 7
    assert concerns() == Receipt.objects.using("admin").count() == 1


def test_a_crowd_stands_in_line_and_every_report_is_kept(world: World) -> None:
    browsers = [Client() for _ in range(6)]
    for one in browsers:
        answer_all(one)
    statuses = []

    def press(browser: Client) -> None:
        response = browser.post("/report/check/", {})
        while response.status_code == 202:
            time.sleep(0.05)
            response = browser.get("/report/check/")
        statuses.append(response.status_code)
        connections.close_all()

    threads = [threading.Thread(target=press, args=(one,)) for one in browsers]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert statuses == [200] * 6
    assert concerns() == 6


def test_when_there_is_no_room_the_report_waits_in_line_and_then_sends_itself(
    world: World, stranger: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer_all(stranger)
    monkeypatch.setattr(reporting, "RECKONING", reporting.Room(places=1, line=1))
    with reporting.RECKONING.inside():
        for _ in range(2):
            waiting = stranger.post("/report/check/", {})
            assert (waiting.status_code, concerns()) == (202, 0)
            assert waiting.headers["Refresh"] == "4; url=/report/check/"
            assert "in line" in waiting.content.decode()
        assert stranger.get("/report/check/").status_code == 202
    assert "kith-receipt" in stranger.get("/report/check/").content.decode()
    assert concerns() == 1


def test_guessers_leave_room_for_senders_and_keep_what_they_typed(
    world: World, stranger: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reporting, "RECKONING", reporting.Room(places=5, line=reporting.LINE))
    answer_all(stranger)
    with reporting.RECKONING.inside(), reporting.RECKONING.inside():
        busy = Client().post("/reply/", {"words": "a b c d e f g"})
        assert (busy.status_code, busy.headers["Retry-After"]) == (503, "5")
        assert 'value="a b c d e f g"' in busy.content.decode()
        assert stranger.post("/report/check/", {}).status_code == 200


def test_a_failure_half_way_leaves_no_half_report_and_keeps_the_draft(
    world: World, stranger: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer_all(stranger)
    stranger.raise_request_exception = False

    def fail(*_: object) -> bytes:
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr(reporting, "fingerprint", fail)
        assert stranger.post("/report/check/", {}).status_code == 500
    assert concerns() == 0
    assert stranger.post("/report/check/", {}).status_code == 200


@pytest.mark.parametrize("cookie", ["x", "A" * 43, "Ä", key_to_text(bytes(range(32))), "A" * 5000])
def test_a_forged_draft_cookie_opens_nothing(world: World, stranger: Client, cookie: str) -> None:
    answer_all(stranger)
    thief = Client()
    thief.cookies[DRAFT] = cookie
    assert thief.get("/report/check/").status_code == 410
    assert "crying" not in thief.get("/report/2/").content.decode()
    assert thief.post("/report/2/", {"what": "Mine."}).status_code == 302
    assert thief.cookies[DRAFT].value != cookie, "a key we did not draw is not used"


def test_a_draft_is_ciphertext_and_its_name_does_not_open_it(world: World, stranger: Client) -> None:
    answer_all(stranger)
    row = PublicDraft.objects.get()
    assert b"crying" not in bytes(row.sealed)
    assert bytes(row.id).hex() not in stranger.cookies[DRAFT].value


def test_leaving_drops_the_draft_its_files_and_every_cookie(world: World, stranger: Client) -> None:
    answer_all(stranger)
    stranger.post("/report/files/", {"added": photograph()})
    assert PublicDraftFile.objects.count() == 1
    response = stranger.get("/leave")
    assert (response.status_code, response.headers["Location"]) == (303, "https://www.bbc.co.uk/weather")
    assert "cookies" in response.headers["Clear-Site-Data"]
    assert not PublicDraft.objects.exists()
    assert not PublicDraftFile.objects.exists()
    assert not [name for name, one in stranger.cookies.items() if one.value]


def test_leaving_ends_a_receipts_session(world: World, stranger: Client) -> None:
    words = report(stranger)
    stranger.post("/reply/", {"words": words})
    kept = copy_of(stranger)
    assert kept.get("/reply/thread/").status_code == 200
    stranger.get("/leave")
    assert kept.get("/reply/thread/").status_code == 302


def test_drafts_run_out(world: World, stranger: Client) -> None:
    answer_all(stranger)
    stranger.post("/report/files/", {"added": photograph()})
    past = timezone.now() - keeping.LASTS
    PublicDraft.objects.update(ends_at=past)
    PublicDraftFile.objects.update(ends_at=past)
    assert stranger.post("/report/check/", {}).status_code == 410
    forget_drafts()
    assert not PublicDraft.objects.exists()
    assert not PublicDraftFile.objects.exists()
    assert concerns() == 0


def test_a_robot_that_fills_the_hidden_box_is_asked_again_and_a_person_gets_through(
    world: World, stranger: Client
) -> None:
    answer_all(stranger)
    asked = stranger.post("/report/check/", {"website": "http://spam.example"})
    assert asked.status_code == 422
    assert "Clear this box" in asked.content.decode()
    assert concerns() == 0
    assert stranger.post("/report/check/", {"website": ""}).status_code == 200


@pytest.mark.parametrize(
    "path", ["/report/circus/", "/report/0/", "/report/6/", "/report/1/?from=circus", "/report/99999/"]
)
def test_what_does_not_exist_is_the_one_page(world: World, stranger: Client, path: str) -> None:
    page = stranger.get(path)
    missing = stranger.get("/no/such/page/")
    assert page.status_code == missing.status_code == 404
    assert strip(page) == strip(missing)


def strip(page: object) -> bytes:
    return page.content.split(b"<h1", 1)[1].split(b"<form", 1)[0]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "given",
    [
        {"what": "a\x00b"},
        {"what": "a", **{f"f{n}": "" for n in range(2_000)}},
        {"what": "x" * 3_000_000},
        {"what": "x" * 10_001},
        {"what\x00": "a"},
        {"csrfmiddlewaretoken": "x" * 9},
    ],
)
def test_bad_input_gets_a_clear_answer(world: World, stranger: Client, given: dict[str, str]) -> None:
    response = stranger.post("/report/2/", given)
    assert response.status_code in {400, 413, 422}
    assert b"<h1" in response.content


def test_two_hundred_thousand_fields_are_refused(world: World, stranger: Client) -> None:
    body = "&".join(f"f{n}=" for n in range(200_000))
    response = stranger.post("/report/2/", body, content_type="application/x-www-form-urlencoded")
    assert response.status_code == 400


def test_a_form_from_elsewhere_is_refused(world: World) -> None:
    assert Client(enforce_csrf_checks=True).post("/report/1/", {"danger": "no"}).status_code == 403


def test_cookies_end_with_the_browser_and_scripts_cannot_read_them(world: World) -> None:
    browser = Client()
    report(browser)
    browser.post("/reply/", {"words": "a b c d e f g"})
    answer_all(browser)
    browser.get("/report/1/")
    assert {DRAFT, "csrf"} <= set(browser.cookies)
    for one in browser.cookies.values():
        if one.value:
            assert not one["max-age"]
            assert not one["expires"]
            assert one["httponly"]
            assert one["samesite"] == "Lax"


def test_every_public_page_is_private(world: World, stranger: Client) -> None:
    answer_all(stranger)
    for path in (
        "/report/",
        "/report/1/",
        "/report/2/",
        "/report/call/",
        "/report/files/",
        "/report/check/",
        "/reply/",
    ):
        response = stranger.get(path)
        assert response.status_code == 200
        assert response.headers["Cache-Control"] == "no-store"
        assert response.headers["Referrer-Policy"] == "same-origin"
        assert 'autocomplete="off"' in response.content.decode() or "<form" not in response.content.decode()
        assert "unsafe" not in response.headers["Content-Security-Policy"]


# -- Files -------------------------------------------------------------------------------------------------------------


def test_five_files_and_no_more(world: World, stranger: Client) -> None:
    answer_all(stranger)
    for _ in range(5):
        assert stranger.post("/report/files/", {"added": photograph()}).status_code == 302
    sixth = stranger.post("/report/files/", {"added": photograph()})
    assert sixth.status_code == 422
    assert keeping.TOO_MANY in sixth.content.decode()
    one = PublicDraftFile.objects.order_by("name").first()
    assert one is not None
    stranger.post("/report/files/", {"remove": str(one.pk)})
    assert PublicDraftFile.objects.count() == 4
    assert stranger.post("/report/files/", {"added": photograph()}).status_code == 302


def test_one_reporter_cannot_remove_the_file_of_another(world: World, stranger: Client) -> None:
    answer_all(stranger)
    stranger.post("/report/files/", {"added": photograph()})
    thief = Client()
    answer_all(thief)
    thief.post("/report/files/", {"remove": str(PublicDraftFile.objects.get().pk)})
    assert PublicDraftFile.objects.count() == 1
    assert thief.post("/report/files/", {"remove": "x"}).status_code == 404


def bomb() -> bytes:
    """Write a PNG that says it is 60,000 pixels wide and high, in a few kilobytes."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"\0" * 2_000_000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK\x03\x04" + b"\0" * 100,
        b"<html><script>alert(1)</script>",
        b"MZ\x90\x00",
        bomb(),
        b"\xff\xd8\xff\xe0 broken",
    ],
    ids=["empty", "archive", "page", "program", "bomb", "broken"],
)
def test_a_hostile_file_is_refused_in_plain_words_and_the_answers_stay(
    world: World, stranger: Client, content: bytes
) -> None:
    answer_all(stranger)
    response = stranger.post("/report/files/", {"added": SimpleUploadedFile("holiday.jpg", content)})
    assert response.status_code == 422
    assert "You can send a photograph" in response.content.decode()
    assert not PublicDraftFile.objects.exists()
    assert stranger.post("/report/check/", {}).status_code == 200


def test_a_file_over_twenty_megabytes_is_refused(world: World, stranger: Client) -> None:
    answer_all(stranger)
    big = SimpleUploadedFile("big.jpg", photograph().read() + b"\0" * (21 * 1024 * 1024))
    response = stranger.post("/report/files/", {"added": big})
    assert response.status_code == 422
    assert "larger than 20 MB" in response.content.decode()


def test_two_hundred_megabytes_get_a_plain_page(world: World, stranger: Client) -> None:
    class Long(io.RawIOBase):
        left = 200 * 1024 * 1024

        def read(self, size: int = -1) -> bytes:
            given = min(self.left, size if size > 0 else self.left, 1 << 20)
            self.left -= given
            return b"\0" * given

    length = Long.left
    response = stranger.generic(
        "POST", "/report/files/", b"", content_type="multipart/form-data; boundary=x",
        **{"CONTENT_LENGTH": str(length), "wsgi.input": Long()},
    )  # fmt: skip
    assert response.status_code == 413
    assert b"<h1" in response.content


def test_files_never_touch_a_disk(world: World, stranger: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    import tempfile

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a file was put on a disk")

    monkeypatch.setattr(tempfile, "NamedTemporaryFile", refuse)
    answer_all(stranger)
    assert stranger.post("/report/files/", {"added": photograph(1200)}).status_code == 302


# -- Receipts ----------------------------------------------------------------------------------------------------------


def test_right_wrong_and_nonsense_words_go_the_same_way(
    world: World, stranger: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = report(stranger)
    reckoned = []
    true_one = reporting.fingerprint
    monkeypatch.setattr(reporting, "fingerprint", lambda *given: reckoned.append(1) or true_one(*given))
    wrong = " ".join(reversed(words.split(", ")))
    answers = [Client().post("/reply/", {"words": one}) for one in (wrong, "hello", "x" * 5000)]
    assert len({one.content.split(b"<h1")[1].split(b'value="')[0] for one in answers}) == 1
    assert {one.status_code for one in answers} == {422}
    assert not any(one.cookies.get(THREAD) for one in answers)
    Client().post("/reply/", {"words": words})
    assert len(reckoned) == 4


def test_wrong_words_lock_nobody_out(world: World, stranger: Client) -> None:
    words = report(stranger)
    guesser = Client()
    for _ in range(12):
        guesser.post("/reply/", {"words": "a b c d e f g"})
    assert guesser.post("/reply/", {"words": words}).status_code == 302
