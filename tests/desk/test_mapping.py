"""The pages on which somebody says how a file is laid out: whose they are not first, then each of them."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertHTMLEqual

from kith.agencies.models import SignIn
from kith.desk.forms.mapping import field_of
from kith.records import actions
from kith.records.models import MapDraft, SavedProfile
from kith.records.rules.guessing import SHOWN
from tests.factories import pool
from tests.factories import world as make
from tests.factories.client import client_of
from tests.records.conftest import csv_of, nhs, owner, workbook

__all__ = ["owner"]

pytestmark = pytest.mark.usefixtures("database")

ADMIN = "admin"
CANARY = "Zebediah"
SECRET = "Oldname"
HEADINGS = ["Client ID", "Surname", "Forename", "DOB", "NHS Number", "Adopted surname", "Home address", "Vulnerable"]
ROWS = [
    [f"C{n}", "Quillfeather", CANARY, f"{1 + n % 28:02d}/02/2010", nhs(n), SECRET, f"{n} Drama Street, Trowbridge", "Y"]
    for n in range(30)
]
FILE = csv_of([HEADINGS, *ROWS])
GOOD = {"title": "Fire visits", "kind": "other", "words": "visited", "sends": "changes"}


@pytest.fixture
def world(owner: str) -> make.World:
    return make.make_world()


def hand_in(world: make.World, who: str = "petra", content: bytes = FILE, name: str = "visits.csv", **how: Any) -> Any:
    return client_of(world[who], **how).post(reverse("desk:map"), {"file": SimpleUploadedFile(name, content)})


def begun(world: make.World, content: bytes = FILE) -> MapDraft:
    assert hand_in(world, content=content).status_code == 302
    return MapDraft.objects.using(ADMIN).latest("begun_at")


def work(draft: MapDraft) -> MapDraft:
    actions.work_on_map(draft=draft.pk, at=timezone.now())
    return MapDraft.objects.using(ADMIN).get(pk=draft.pk)


def columns(draft: MapDraft) -> str:
    return reverse("desk:map_columns", args=[draft.pk])


def draft_page(draft: MapDraft) -> str:
    return reverse("desk:map_draft", args=[draft.pk])


def words(world: make.World, path: str, who: str = "petra") -> str:
    response = client_of(world[who]).get(path, follow=True)
    assert response.status_code == 200
    return str(response.content.decode())


def say(world: make.World, draft: MapDraft, do: str = "show", **said: str) -> Any:
    """Send the form as a browser would, with what the page has chosen."""
    page = client_of(world["petra"]).get(columns(draft))
    form = page.context["form"]
    sent = {name: str(form[name].value() or "") for name in form.fields}
    return client_of(world["petra"]).post(columns(draft), {**sent, **GOOD, **said, "do": do})


def ready(world: make.World, content: bytes = FILE) -> MapDraft:
    draft = work(begun(world, content))
    assert say(world, draft, "test").status_code == 302
    return work(draft)


# -- Whose they are not --------------------------------------------------------------------------------------------


def test_a_stranger_signs_in_first() -> None:
    for name, args in (("map", []), ("map_draft", [uuid.uuid4()]), ("map_columns", [uuid.uuid4()])):
        assert client_of(None).get(reverse(f"desk:{name}", args=args))["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("who", ["amina", "marcus", "wren", "tom", "iris", "adam"])
def test_who_has_not_the_job_gets_none_of_it(world: make.World, who: str) -> None:
    draft = work(begun(world))
    for path in (reverse("desk:map"), draft_page(draft), columns(draft)):
        assert client_of(world[who]).get(path).status_code in {403, 404}
    assert hand_in(world, who).status_code in {403, 404}
    assert MapDraft.objects.using(ADMIN).count() == 1


@pytest.mark.parametrize("who", ["hana", "pavel"])
def test_another_agencys_another_persons_and_one_that_never_was_are_one_answer(world: make.World, who: str) -> None:
    """Pavel has the same job in the same agency."""
    world.people["pavel"] = make.account("pavel", world.police, "researcher")
    draft = work(begun(world))
    for name in ("map_draft", "map_columns", "map_news"):
        theirs, never = (reverse(f"desk:{name}", args=[key]) for key in (draft.pk, uuid.uuid4()))
        assert [client_of(world[who]).get(path).status_code for path in (theirs, never)] == [404, 404]
    leave = reverse("desk:map_leave", args=[draft.pk])
    assert client_of(world[who]).post(leave).status_code == 404
    assert client_of(world[who]).post(columns(draft), GOOD).status_code == 404
    assert "visits.csv" not in words(world, reverse("desk:map"), who)
    assert MapDraft.objects.using(ADMIN).get().state == "looked"


def test_what_another_agency_saved_is_not_here(world: make.World) -> None:
    draft = ready(world)
    client_of(world["petra"]).post(draft_page(draft))
    path = reverse("desk:map_saved", args=[SavedProfile.objects.using(ADMIN).get().pk])
    assert client_of(world["hana"]).get(path).status_code == 404
    assert "Fire visits" not in words(world, reverse("desk:map"), "hana")


def test_a_form_without_its_token_is_refused(world: make.World) -> None:
    assert hand_in(world, csrf=True).status_code == 403


# -- Handing one in ------------------------------------------------------------------------------------------------


def test_no_file_and_an_empty_one_are_said(world: make.World) -> None:
    assert "Choose a file" in client_of(world["petra"]).post(reverse("desk:map"), {}).content.decode()
    empty = hand_in(world, content=b"")
    assert empty.status_code == 422
    assert "There is nothing in the file" in empty.content.decode()


def test_it_waits_then_shows_what_each_column_is(world: make.World) -> None:
    draft = begun(world)
    waits = words(world, draft_page(draft))
    assert "Your file is being looked at" in waits
    assert CANARY not in waits
    assert client_of(world["petra"]).get(columns(draft)).status_code == 302
    news = reverse("desk:map_news", args=[draft.pk])
    assert words(world, news) == "Your file is being looked at."
    work(draft)
    assert words(world, news) == "Looked at: check what each column is."
    page = words(world, draft_page(draft))
    assert "8 columns, 30 rows" in page
    assert f"{SHOWN} rows shown" in page
    assert f"{CANARY} Quillfeather, born 1 February 2010, number C0" in page
    assert "visits.csv" in words(world, reverse("desk:map"))


def test_a_page_that_asks_by_itself_keeps_no_session_awake(world: make.World) -> None:
    draft = begun(world)
    browser = client_of(world["petra"])
    then = timezone.now() + timedelta(minutes=5)
    SignIn.objects.using(ADMIN).update(idle_until=then)
    assert browser.get(reverse("desk:map_news", args=[draft.pk])).status_code == 200
    assert set(SignIn.objects.using(ADMIN).values_list("idle_until", flat=True)) == {then}
    assert browser.get(draft_page(draft)).status_code == 200
    assert set(SignIn.objects.using(ADMIN).values_list("idle_until", flat=True)) != {then}


def test_what_cannot_be_read_is_said_and_can_be_thrown_away(world: make.World) -> None:
    draft = begun(world, b"%PDF-1.4 x")
    work(draft)
    page = words(world, draft_page(draft))
    assert "This is a PDF" in page
    left = client_of(world["petra"]).post(reverse("desk:map_leave", args=[draft.pk]), follow=True)
    assert "thrown away" in left.content.decode()
    assert client_of(world["petra"]).get(draft_page(draft)).status_code == 404


# -- What each column is -------------------------------------------------------------------------------------------


def test_what_speaks_of_adoption_can_not_be_chosen(world: make.World) -> None:
    draft = work(begun(world))
    page = client_of(world["petra"]).get(columns(draft))
    assert field_of(0, 5) not in page.context["form"].fields
    assert "nothing may lead from who a child was" in page.content.decode()
    assert SECRET not in page.content.decode()
    assert SECRET not in str(MapDraft.objects.using(ADMIN).get().sheets)
    assert say(world, draft, **{field_of(0, 5): "known_as"}).status_code == 302
    assert "Adopted surname" not in MapDraft.objects.using(ADMIN).get().told["places"][0]


def test_a_choice_is_written_as_any_other_select_is(world: make.World) -> None:
    form = client_of(world["petra"]).get(columns(work(begun(world)))).context["form"]
    one = form[field_of(0, 3)]
    plain = forms.Select(attrs=one.field.widget.attrs, choices=one.field.widget.choices)
    attrs = {"id": one.auto_id, "required": True}
    assertHTMLEqual(one.field.widget.render(one.html_name, "dob", attrs), plain.render(one.html_name, "dob", attrs))


def test_errors_stand_beside_their_columns_and_nothing_is_lost(world: make.World) -> None:
    draft = work(begun(world))
    page = say(world, draft, title="", **{field_of(0, 7): "surname", field_of(0, 3): "elephant"})
    assert page.status_code == 422
    said = page.content.decode()
    assert "Say what you call files like this" in said
    assert "Say what &#x27;DOB&#x27; is" in said
    assert f'id="id_{field_of(0, 3)}_error"' in said
    assert page.context["form"][field_of(0, 7)].value() == "surname"
    again = say(world, draft, **{field_of(0, 7): "surname"})
    assert "are said to be one thing: surname." in again.content.decode()
    assert MapDraft.objects.using(ADMIN).get().told == {}


@pytest.mark.parametrize(("title", "why"), [("Annex A", "a format of ours"), ("x\u202ey", "a line of at most")])
def test_a_name_that_cannot_be_is_said_beside_it(world: make.World, title: str, why: str) -> None:
    page = say(world, work(begun(world)), title=title)
    assert page.status_code == 422
    assert why in str(page.context["form"].errors["title"])


@pytest.mark.parametrize("field", ["title", "words"])
def test_words_that_would_give_somebody_away_are_refused(world: make.World, field: str) -> None:
    page = say(world, work(begun(world)), **{field: "Seen at the sexual health clinic"})
    assert page.status_code == 422
    assert list(page.context["form"].errors) == [field]


def test_nothing_said_of_any_column_is_refused(world: make.World) -> None:
    draft = work(begun(world))
    nothing = {field_of(0, at): "kept" for at in (0, 1, 2, 3, 4, 6, 7)}
    assert "reads nothing" in say(world, draft, **nothing).content.decode()


def test_show_again_reads_the_rows_anew(world: make.World) -> None:
    draft = work(begun(world))
    assert say(world, draft, **{field_of(0, 2): "kept", field_of(0, 7): "warning"})["Location"].endswith("#rows")
    page = words(world, columns(draft))
    assert "Quillfeather, born 1 February 2010, number C0" in page
    assert f"{CANARY} Quillfeather" not in page
    assert "warning, Y" in page or "Warning, Y" in page
    assert "You said so" in page or "you said so" in page


def test_a_workbook_has_a_table_for_each_sheet(world: make.World, tmp_path: Any) -> None:
    book = workbook(tmp_path / "b.xlsx", {"People": [HEADINGS, *ROWS], "More": [["Client ID", "Surname"], ["C1", "Q"]]})
    page = words(world, columns(work(begun(world, book.read_bytes()))))
    assert "Sheet: People" in page
    assert "Sheet: More" in page


def test_many_columns_ask_no_more_queries(world: make.World) -> None:
    wide = csv_of([[f"Heading {n}" for n in range(200)], [f"v{n}" for n in range(200)]])
    asked = []
    for content in (FILE, wide):
        draft = work(begun(world, content))
        browser = client_of(world["petra"])
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(columns(draft)).status_code == 200
        asked.append(len(queries))
    assert asked[0] == asked[1]


# -- Testing and saving --------------------------------------------------------------------------------------------


def test_it_is_tested_and_saved_and_says_what_must_still_happen(world: make.World) -> None:
    draft = ready(world)
    page = words(world, draft_page(draft))
    assert "It will be saved as <strong>Fire visits</strong>, version 1" in page
    assert CANARY not in page
    saved = client_of(world["petra"]).post(draft_page(draft), follow=True).content.decode()
    assert "Saved: Fire visits, version 1." in saved
    assert "What must still happen before files are taken" in saved
    assert client_of(world["petra"]).get(draft_page(draft)).status_code == 404
    pool.feed(world.police, "fire-visits")
    path = reverse("desk:map_saved", args=[SavedProfile.objects.using(ADMIN).get().pk])
    assert "Files are read by it" in words(world, path)


def test_it_says_by_what_a_row_is_known_again_and_whether_a_file_is_everything(world: make.World) -> None:
    page = words(world, draft_page(ready(world)))
    assert '<li class="govuk-!-text-break-word">Client ID or NHS Number</li>' in page
    assert "What is not in the next file stays as it is." in page
    draft = work(begun(world))
    say(world, draft, "test", sends="whole", **{field_of(0, 0): "kept", field_of(0, 4): "kept"})
    page = words(world, draft_page(work(draft)))
    assert "Nothing, so each time it is sent it is one more row" in page
    assert "You said that each file is everything" in page


def test_the_same_name_again_is_a_new_version(world: make.World) -> None:
    client_of(world["petra"]).post(draft_page(ready(world)))
    draft = work(begun(world))
    say(world, draft, "test", words="visited at home")
    assert "version 2" in words(world, draft_page(work(draft)))
    client_of(world["petra"]).post(draft_page(draft))
    assert list(SavedProfile.objects.using(ADMIN).order_by("version").values_list("version", flat=True)) == [1, 2]


def test_a_poor_test_is_not_saved_without_a_reason(world: make.World) -> None:
    draft = ready(world, csv_of([HEADINGS, *ROWS, *([""] * 7 + ["Y"] for _ in range(20))]))
    page = words(world, draft_page(draft))
    assert "It is not saved like this." in page
    assert "20 of 50 rows would find no place. That is more than 20%." in page
    refused = client_of(world["petra"]).post(draft_page(draft), {"reason": " "})
    assert refused.status_code == 422
    assert "Say why it will do, or correct the columns" in refused.content.decode()
    assert not SavedProfile.objects.using(ADMIN).exists()
    client_of(world["petra"]).post(draft_page(draft), {"reason": "Empty homes"})
    assert SavedProfile.objects.using(ADMIN).get().reason == "Empty homes"


def test_after_a_test_the_columns_can_be_corrected_and_must_be_tested_again(world: make.World) -> None:
    draft = ready(world)
    assert say(world, draft).status_code == 302
    assert "What each column is" in words(world, draft_page(draft))
    client_of(world["petra"]).post(draft_page(draft))
    assert not SavedProfile.objects.using(ADMIN).exists()


def test_while_it_is_tested_nothing_can_be_corrected(world: make.World) -> None:
    draft = work(begun(world))
    say(world, draft, "test")
    MapDraft.objects.using(ADMIN).update(percent=40)
    page = words(world, columns(draft))
    assert "It is being tested on the whole file. 40% is done." in page
    assert '<progress value="40"' in page
