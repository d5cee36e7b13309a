"""The demonstration's county: made by Kith, told through the same wall as any page, and nobody in it is real."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.http import Http404, HttpRequest
from django.test import override_settings
from django.utils import timezone

from kith.agencies.models import Account, Agency, SignIn
from kith.concerns.models import Concern, Handover, InformationResponse
from kith.config import demo, demo_stories
from kith.config.cookies import PASS
from kith.config.demo_cast import Cast
from kith.config.demo_county import HOLDERS, Invented, invent
from kith.config.demo_people import HOUSES, WORKERS
from kith.config.demo_urls import come_in
from kith.county.formats.every import FORMATS
from kith.records.models import Answer as A
from kith.records.models import Batch, Finding, Judgement, SourcePerson
from tests.county.issued import scan
from tests.factories.client import client_of

SEASONS = [date(2026, 11, 24), date(2027, 2, 28), date(2027, 6, 5), date(2027, 9, 1), date(2028, 2, 29)]


@pytest.fixture
def county(database: None) -> str:
    return demo.begin()


@pytest.fixture(scope="module")
def invented() -> Invented:
    return invent(SEASONS[0])


def test_the_county_stands_and_telling_it_twice_adds_nothing(county: str) -> None:
    assert len(county.split()) == 7
    stages = sorted(Concern.objects.using("admin").values_list("stage", flat=True))
    assert stages == ["closed", "decided", "gathering", "received", "received", "screening"]
    assert demo_stories.already_told(Cast.gather(timezone.now()))
    assert InformationResponse.objects.using("admin").count() == 4
    assert Handover.objects.using("admin").get().answered_at is None
    assert SignIn.objects.using("admin").filter(revoked_at__isnull=True, how="demo").count() <= 1


def test_every_file_came_in_whole_and_settling_again_adds_nothing(county: str) -> None:
    batches, people = Batch.objects.using("admin"), SourcePerson.objects.using("admin")
    assert batches.exclude(status="done").count() == 0
    assert {one.profile for one in batches.all()} == {name for form in FORMATS for name in form.takes_all}
    assert {one.agency.slug for one in batches.select_related("agency")} == {*HOLDERS.values(), "primary", "secondary"}
    assert Finding.objects.using("admin").filter(grade="quarantined").count() == 0
    before = (batches.count(), people.count(), Agency.objects.using("admin").count())
    at = timezone.now()
    demo._settle(invent(timezone.localdate(at)), at)
    assert (batches.count(), people.count(), Agency.objects.using("admin").count()) == before


def test_the_people_of_the_stories_are_found_and_a_twin_is_judged_apart(county: str) -> None:
    judged = Judgement.objects.using("admin").values_list("source_person", "answer")
    people = {one.pk: (one.forename.title(), one.surname.title()) for one in SourcePerson.objects.using("admin")}
    found = {(*people[row], answer) for row, answer in judged if row}
    # Some agency may have misspelt a surname; the search finds that one too.
    assert {(forename, answer) for forename, _, answer in found} == {
        ("Jayden", A.SAME),
        ("Kayden", A.DIFFERENT),
        ("Mia", A.SAME),
        ("Alfie", A.UNSURE),
    }
    assert found >= {("Jayden", "Hartley", A.SAME), ("Kayden", "Hartley", A.DIFFERENT), ("Alfie", "Doyle", A.UNSURE)}


def test_a_shield_and_secret_services_came_in_with_the_files(county: str) -> None:
    people = SourcePerson.objects.using("admin")
    shielded = set(people.filter(shielded=True).values_list("forename", "surname"))
    assert ("rosalind", "pitcher") in {(one.casefold(), two.casefold()) for one, two in shielded}
    assert not people.filter(shielded=True).exclude(address="").exists()
    secret = people.filter(sensitive_service=True)
    assert set(secret.values_list("agency__slug", flat=True)) >= {"health", "police"}
    assert secret.count() < people.count() / 5


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


@pytest.mark.parametrize("day", SEASONS, ids=str)
def test_on_any_day_there_is_a_county_in_which_nobody_whom_the_stories_need_is_lost(day: date) -> None:
    assert invent(day).finds_everybody()


def test_the_same_day_gives_the_same_files(invented: Invented, tmp_path: Path) -> None:
    first, second = (list(invent(SEASONS[0]).files(tmp_path / name)) for name in ("first", "second"))
    assert [one[:2] for one in first] == [one[:2] for one in second]
    assert [path.read_bytes() for *_, path in first] == [path.read_bytes() for *_, path in second]


def test_nobody_in_the_files_is_real(invented: Invented, tmp_path: Path) -> None:
    written = {path: _text(path) for *_, path in invented.files(tmp_path)}
    assert all(written.values())
    told = {path: path.read_text(encoding="utf-8") for path in Path(demo.__file__).parent.glob("demo_*.py")}
    assert {path.name: found for path, words in {**written, **told}.items() if (found := scan(words))} == {}


def test_every_school_that_is_an_agency_stands_in_the_county_by_its_name(county: str) -> None:
    schools = {one.slug: one.name for one in Agency.objects.filter(kind="school")}
    today = invent(timezone.localdate())
    assert schools == {slug: school.name for slug, school in today.schools.items()}
    assert len(HOUSES) == Agency.objects.count()


def _text(path: Path) -> str:
    if path.suffix != ".xlsx":
        return path.read_bytes().decode("windows-1252" if path.name == "edubasealldata.csv" else "utf-8")
    with ZipFile(path) as book:
        return "\n".join(book.read(name).decode() for name in book.namelist() if name.startswith("xl/worksheets/"))
