"""The invented county: made once, through the same wall as any page, and nobody in it is real."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.http import Http404, HttpRequest
from django.test import override_settings
from django.utils import timezone

from kith.agencies.models import Account, SignIn
from kith.concerns.models import Concern, Handover, InformationResponse
from kith.config import demo, demo_stories
from kith.config.cookies import PASS
from kith.config.demo_cast import Cast
from kith.config.demo_files import files, nhs, upn
from kith.config.demo_people import WORKERS
from kith.config.demo_urls import come_in
from kith.lib import identifiers
from kith.lib.identifiers import Check
from kith.records.models import Batch, Finding, Judgement, SourcePerson
from tests.factories.client import client_of

pytestmark = pytest.mark.usefixtures("database")
SOURCES = [Path(module.__file__ or "") for module in (demo, demo_stories)]


@pytest.fixture
def county(database: None) -> str:
    demo._settle()
    cast = Cast.gather(timezone.now())
    assert not demo_stories.already_told(cast)
    return demo_stories.tell(cast)


def test_the_county_stands_and_telling_it_twice_adds_nothing(county: str) -> None:
    assert len(county.split()) == 7
    stages = sorted(Concern.objects.using("admin").values_list("stage", flat=True))
    assert stages == ["closed", "decided", "gathering", "received", "received", "screening"]
    assert demo_stories.already_told(Cast.gather(timezone.now()))
    assert Batch.objects.using("admin").exclude(status="done").count() == 0
    assert Finding.objects.using("admin").filter(grade__in=["quarantine", "error"]).count() == 0
    assert InformationResponse.objects.using("admin").count() == 4
    assert Handover.objects.using("admin").get().answered_at is None
    assert SignIn.objects.using("admin").filter(revoked_at__isnull=True, how="demo").count() <= 1


def test_a_twin_is_judged_apart_and_a_shield_and_a_secret_service_came_in_with_the_files(county: str) -> None:
    answers = dict(Judgement.objects.using("admin").values_list("source_person", "answer"))
    people = {p.pk: p.forename for p in SourcePerson.objects.using("admin").all()}
    assert {(people[row], answer) for row, answer in answers.items() if row} >= {
        ("Jayden", "same"),
        ("Kayden", "different"),
    }
    assert SourcePerson.objects.using("admin").filter(shielded=True, surname="Marsh").count() == 1
    secret = SourcePerson.objects.using("admin").filter(sensitive_service=True).values_list("surname", flat=True)
    assert set(secret) == {"Doyle", "Brennan", "Collier"}


def test_every_job_comes_in_and_sees_its_own_desk(county: str) -> None:
    for worker in WORKERS:
        account = Account.objects.get(email__startswith=f"{worker.slug}@")
        page = client_of(account).get("/", follow=True)
        assert page.status_code == 200, worker.slug


@override_settings(DEMO=False)
def test_outside_the_demonstration_the_sign_in_lines_do_not_exist(county: str) -> None:
    request = HttpRequest()
    request.method, request.session = "GET", SessionStore()
    with pytest.raises(Http404):
        come_in(request, "amina")


@override_settings(DEMO=True)
def test_in_the_demonstration_a_line_signs_in_again_and_again(county: str) -> None:
    for _ in range(2):
        request = HttpRequest()
        request.method, request.session = "GET", SessionStore()
        response = come_in(request, "amina")
        assert response.status_code == 302
        assert response.cookies[PASS].value


def test_nobody_in_the_files_is_real(tmp_path: Path) -> None:
    words = "".join(path.read_text() for _, _, path in files(tmp_path, date(2026, 11, 24)))
    words += "".join(path.read_text() for path in Path(demo.__file__).parent.glob("demo_*.py"))
    phones = re.findall(r"\b0\d{4} ?\d{6}\b", words)
    assert phones
    assert all(re.match(r"01632 ?960|07700 ?900", one) for one in phones)
    assert all(
        postcode.split()[1][1:].isalpha() and "Z" in postcode.split()[1]
        for postcode in re.findall(r"\b(?:BA|SN)\d{1,2} \d[A-Z]{2}\b", words)
    )


def test_numbers_pass_their_checks_and_come_from_the_ranges_for_tests() -> None:
    for n in range(1, 12):
        assert identifiers.nhs_number(nhs(n)).check is Check.VALID
        assert nhs(n).startswith("999")
        assert identifiers.upn(upn(n)).check is Check.VALID
    assert len({nhs(n) for n in range(1, 12)}) == 11
