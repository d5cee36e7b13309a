"""The queue: what it shows, what it hides, and that it asks no more of the database when it is long."""

from __future__ import annotations

from datetime import datetime, timedelta
from urllib.parse import quote

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kith.agencies.models import SignIn
from kith.concerns.actions import look
from kith.concerns.models import Concern
from kith.concerns.queries.concern import read
from kith.concerns.queries.queue import Filters, queue
from kith.people.models import Person
from kith.sharing.access import NotAllowed
from kith.sharing.models import LinkKind
from tests.factories import world as make
from tests.factories.client import client_of

pytestmark = pytest.mark.usefixtures("database")


def several(world: make.World, number: int) -> list[Concern]:
    return [make.concern(world) for _ in range(number)]


def set_(one: Concern, **envelope: object) -> None:
    Concern.objects.using("admin").filter(pk=one.pk).update(**envelope)


def read_queue(
    world: make.World, who: str, filters: Filters | None = None, page: int = 1
) -> list[tuple[str, int, int]]:
    with transaction.atomic():
        found = queue(make.asker(world[who]), filters or Filters(), timezone.now(), page)
    return [(heading.group, heading.total, len(heading.rows)) for heading in found.headings]


def queries_of(world: make.World) -> int:
    with transaction.atomic():
        amina = make.asker(world["amina"])
        with CaptureQueriesContext(
            connection,
        ) as asked:
            queue(amina, Filters(), timezone.now())
    return len(asked)


@pytest.mark.parametrize("who", ["petra", "tom", "wren", "iris", "adam"])
def test_whoever_is_not_on_duty_is_refused_the_queue(who: str) -> None:
    world = make.make_world()
    several(world, 2)
    with pytest.raises(NotAllowed):
        read_queue(world, who)
    refused = client_of(world[who]).get("/queue/")
    assert refused.status_code == 403
    assert "K-" not in refused.content.decode()


def test_a_sealed_or_barred_contact_is_not_listed() -> None:
    world = make.make_world()
    make.concern(world, sealed=True)
    make.bar(world["amina"], from_=make.concern(world))
    assert read_queue(world, "amina") == []


def test_the_queue_asks_as_many_questions_for_three_as_for_sixty() -> None:
    world = make.make_world()
    several(world, 3)
    few = queries_of(world)
    several(world, 57)
    assert queries_of(world) == few


def test_contacts_stand_under_how_soon_they_must_be_decided() -> None:
    world = make.make_world()
    now = timezone.now()
    red, danger, late, soon, later = several(world, 5)
    set_(red, brag="red", decide_by=now + timedelta(days=9))
    set_(danger, danger_now=True)
    set_(late, decide_by=now - timedelta(minutes=35))
    set_(soon, decide_by=now + timedelta(days=2))
    set_(later, decide_by=now + timedelta(days=20))
    assert read_queue(world, "amina") == [
        ("decide_now", 2, 2),
        ("overdue", 1, 1),
        ("soon", 1, 1),
        ("later", 1, 1),
    ]


def test_a_long_queue_has_pages_and_a_page_too_far_is_the_last() -> None:
    world = make.make_world()
    for one in several(world, 27):
        set_(one, decide_by=timezone.now() + timedelta(days=20))
    assert read_queue(world, "amina") == [("later", 27, 25)]
    assert read_queue(world, "amina", page=9) == [("later", 27, 2)]


def test_filters_keep_what_is_asked_for() -> None:
    world = make.make_world()
    mine, rated, adult, reply, closed = several(world, 5)
    set_(mine, owner=world["amina"].words, owner_name="Amina", stage="screening")
    set_(rated, brag="amber")
    set_(adult, kind="adult", route="professional")
    set_(reply, needs_reply=True)
    set_(closed, stage="closed", closed_at=timezone.now())

    def seen(filters: Filters) -> int:
        return sum(rows for *_, rows in read_queue(world, "amina", filters))

    assert seen(Filters()) == 4
    assert seen(Filters(holder="mine")) == 1
    assert seen(Filters(holder="nobody")) == 3
    assert seen(Filters(brag="amber")) == 1
    assert seen(Filters(brag="none")) == 3
    assert seen(Filters(kind="adult")) == 1
    assert seen(Filters(route="professional")) == 1
    assert seen(Filters(reply=True)) == 1
    assert seen(Filters(show="closed")) == 1
    assert seen(Filters(show="decided")) == 0


def test_clocks_are_said_in_words_and_no_name_is_on_the_page() -> None:
    world = make.make_world()
    one = make.concern(world, words="Tyler Osei got out of a taxi.")
    Person.objects.using("admin").create(record_id=one.pk, name="Tyler Osei", by="public", at=timezone.now())
    set_(one, decide_by=timezone.now() - timedelta(minutes=35, seconds=5), sector="taxi-and-private-hire")
    page = client_of(world["amina"]).get("/queue/").content.decode()
    assert "Overdue by 35 minutes" in page
    assert "Taxi and private hire" in page
    assert "Tyler" not in page


def test_the_queue_is_not_shown_to_a_stranger_and_nonsense_in_its_address_is_left_out() -> None:
    world = make.make_world()
    several(world, 1)
    assert client_of(None).get("/queue/").status_code == 302
    amina = client_of(world["amina"])
    for nonsense in (
        "?page=x",
        "?page=-1",
        "?page=99999999999999999999",
        "?brag=pink&show=all&holder=you",
    ):
        assert amina.get(f"/queue/{nonsense}").status_code == 200


def test_news_counts_what_has_arrived_since_and_never_says_what() -> None:
    world = make.make_world()
    amina = client_of(world["amina"])
    before = timezone.now() - timedelta(minutes=1)

    def news(since: datetime | str) -> tuple[int, str]:
        words = since if isinstance(since, str) else f"{since:%Y-%m-%dT%H:%M:%S.%fZ}"
        got = amina.get(f"/queue/news/?since={quote(words)}")
        return got.status_code, got.content.decode()

    assert news(before) == (204, "")
    several(world, 1)
    assert news(before) == (200, "1 new contact has arrived.")
    several(world, 1)
    assert news(before) == (200, "2 new contacts have arrived.")
    assert news(timezone.now() + timedelta(seconds=1)) == (204, "")
    for nonsense in ("", "yesterday", "2026-02-31T00:00:00.0Z", "x" * 5000):
        assert news(nonsense)[0] == 204


def test_a_screen_left_alone_does_not_keep_its_session_awake() -> None:
    world = make.make_world()
    amina = client_of(world["amina"])
    almost = timezone.now() + timedelta(minutes=5)
    SignIn.objects.using("admin").update(idle_until=almost)
    assert amina.get("/queue/news/").status_code == 204
    assert SignIn.objects.using("admin").get().idle_until == almost
    assert amina.get("/queue/").status_code == 200
    assert SignIn.objects.using("admin").get().idle_until > almost


def test_the_page_of_a_concern_asks_as_many_questions_however_much_is_in_it() -> None:
    world = make.make_world()
    one = make.concern(world)
    make.link(one, kind=LinkKind.REFERRER, who=world["tom"], opens=False)

    def questions() -> int:
        with transaction.atomic():
            amina = make.asker(world["amina"])
            concern = look(by=amina, reference=one.reference)
            with CaptureQueriesContext(connection) as asked:
                read(amina, concern, timezone.now())
        return len(asked)

    few = questions()
    for number in range(20):
        Person.objects.using("admin").create(record_id=one.pk, name=f"P{number}", by="public", at=timezone.now())
    assert questions() == few
