"""Every way out of Kith, each opened by whoever may try, and what was seen there.

A door gives what each who tried it saw, in one text. Which of it is a secret, and whose, is said in the table of the test.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connections, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kith.agencies import actions as agencies
from kith.agencies.models import Account, Scope
from kith.concerns.models import Concern
from kith.records import actions, queries
from kith.records.actions import Said, judge
from kith.records.models import Answer, Batch, Deposit, Feed, MapDraft
from kith.sharing.actions import NotHere, open_record
from tests.api.conftest import Machine
from tests.factories import world as make
from tests.restriction.exports import TO_BE_MAPPED
from tests.restriction.place import ADMIN, ASKER, HOMES, RESEARCHERS, Place

Seen = dict[str, str]


def words(response: HttpResponse) -> str:
    """Read all of an answer: its headers, and its body though it comes in pieces."""
    streaming = getattr(response, "streaming_content", None)
    body = b"".join(streaming) if streaming is not None else response.content
    return f"{response.status_code} {dict(response.headers)} {body.decode()}"


def page(browser: Client, name: str, *args: object) -> str:
    """Read one page."""
    return words(browser.get(reverse(name, args=list(args))))


# -- Who might this be, and who knows them -----------------------------------------------------------------------------


def match(place: Place, concern: Concern) -> Seen:
    """Look for everybody in a concern, and put each who is found beside them."""
    browser, seen = place.browser(ASKER), ""
    for person in place.person_of(concern):
        found = browser.get(reverse("concerns:match", args=[concern.reference, person.pk]))
        seen += words(found)
        assert found.status_code == 200
        for _, _, offered in found.context["found"].bands:
            for one in offered:
                key = one.candidate.known.id
                seen += page(browser, "concerns:compare", concern.reference, person.pk, key)
    return {ASKER: seen}


def gate(place: Place, concern: Concern) -> Seen:
    """Ask the gate itself, past every page: what the search and the pointers give at all."""
    with transaction.atomic():
        asker = make.asker(place.world[ASKER])
        open_record(asker, concern.record_id)
        rows = [
            queries._at_the_gate("select * from gate_candidates(%s, %s, %s)", asker.token, concern.record_id, one.pk)
            for one in place.person_of(concern)
        ]
        rows.append(queries._at_the_gate("select * from gate_pointers(%s, %s)", asker.token, concern.record_id))
    return {ASKER: repr(rows)}


def judge_all(place: Place, concern: Concern) -> int:
    """Say of everybody who is offered that it is they."""
    said = 0
    with transaction.atomic():
        asker = make.asker(place.world[ASKER])
        open_record(asker, concern.record_id)
        for person in place.person_of(concern):
            for one in queries.candidates(asker=asker, person=person, at=timezone.now()):
                judge(person=person, said=Said(Answer.SAME, one.known.id, "Sure."), by=asker, at=timezone.now())
                said += 1
    return said


def known(place: Place, concern: Concern) -> Seen:
    """See who knows them, once it was judged who they are."""
    return {ASKER: page(place.browser(ASKER), "concerns:known", concern.reference)}


def answer(place: Place, concern: Concern) -> Seen:
    """See what an agency holds itself, when it is asked: its own people, and those of every other agency at its page."""
    seen = {}
    for who in RESEARCHERS.values():
        browser = place.browser(who)
        seen[who] = "".join(page(browser, "concerns:answer", place.asked[home, concern.reference]) for home in HOMES)
    return seen


# -- Files and systems -------------------------------------------------------------------------------------------------

FILE_PAGES = ("desk:feed", "desk:feed_news", "desk:feed_quality", "desk:feed_findings")


def files(place: Place) -> Seen:
    """See the files of every feed, how good they are, and take their findings, as somebody of each agency."""
    feed_of = dict(Batch.objects.using(ADMIN).values_list("pk", "feed"))
    seen = {}
    for who in RESEARCHERS.values():
        browser, agency = place.browser(who), place.world[who].agency
        seen[who] = page(browser, "desk:files")
        seen[who] += "".join(page(browser, name, one) for one in _own_first(Feed, agency) for name in FILE_PAGES)
        seen[who] += "".join(
            page(browser, "desk:file_findings", feed_of[one], one) for one in _own_first(Batch, agency)
        )
    return seen


def begin_to_map(place: Place, who: str = "petra") -> str:
    """Hand in a file of no format of ours, and let the worker look at it; give the address of what it made of it."""
    file = SimpleUploadedFile("visits.csv", TO_BE_MAPPED)
    answer = place.browser(who).post(reverse("desk:map"), {"file": file})
    assert answer.status_code == 302, answer.content.decode()
    actions.work_on_map(draft=MapDraft.objects.using(ADMIN).latest("begun_at").pk, at=timezone.now())
    return str(answer.headers["Location"])


def mapper(place: Place, at: str) -> Seen:
    """See how that file would be read, as somebody of each agency."""
    pages = (at, f"{at}columns/", reverse("desk:map"))
    return {
        who: "".join(words(place.browser(who).get(path, follow=True)) for path in pages) for who in RESEARCHERS.values()
    }


def leave_map(place: Place, at: str, who: str = "petra") -> None:
    """Throw it away again, and let the worker let it go."""
    assert place.browser(who).post(f"{at}leave/").status_code == 302
    actions.work_on_map(draft=MapDraft.objects.using(ADMIN).latest("begun_at").pk, at=timezone.now())


def _own_first(model: Any, agency: Any) -> list[Any]:
    """Give what is of an agency, and a few that are not."""
    rows = model.objects.using(ADMIN).order_by("pk").values_list("pk", flat=True)
    return [*rows.filter(agency=agency), *rows.exclude(agency=agency)[:3]]


def api(place: Place) -> Seen:
    """Call every address of the API as a system of each agency, for its own things and for others'."""
    seen = {}
    for who in RESEARCHERS.values():
        agency = place.world[who].agency
        deposits, feeds = _own_first(Deposit, agency), _own_first(Feed, agency)
        machine = Machine(token_of(place, who))
        asked = ["feeds", *(f"feeds/{one}" for one in feeds), *(f"deposits/{one}" for one in deposits)]
        asked += [f"deposits/{one}/findings" for one in deposits]
        seen[who] = "".join(words(machine.get(path)) for path in asked)
    return seen


# -- The row-level wall ------------------------------------------------------------------------------------------------

TABLES = """
select c.relname, array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0
  and not a.attisdropped and has_column_privilege('kith_web', c.oid, a.attnum, 'SELECT'))
from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f') order by 1
"""
FUNCTIONS = """
select p.proname, array(select t::regtype::text from unnest(p.proargtypes) t)
from pg_proc p where p.pronamespace = 'public'::regnamespace and has_function_privilege('kith_web', p.oid, 'EXECUTE')
  and p.prokind = 'f' and p.prorettype <> 'trigger'::regtype and not exists (
    select 1 from pg_depend d where d.objid = p.oid and d.deptype = 'e') order by 1
"""
VIEWS_OF_THE_SERVER = ("pg_stats", "pg_stat_activity", "pg_stats_ext")


def as_superuser(query: str) -> list[tuple[Any, ...]]:
    """Ask the database as nobody may."""
    with connections[ADMIN].cursor() as cursor:
        cursor.execute(query)
        return list(cursor.fetchall())


def wall(place: Place, *, opened: bool) -> Seen:
    """Select everything that the role of pages may, with the sign-in of each; and run every function it may run."""
    seen = {}
    for who, _ in _everybody(place, opened=opened):
        seen[who] = "".join(_selected()) + "".join(_returned(place))
    return seen


def counted(place: Place, *, opened: bool) -> dict[str, set[tuple[str, bool]]]:
    """Say of which tables of the pool each can count rows at all, and whether they are of another agency."""
    tables = [(name, columns) for name, columns in as_superuser(TABLES) if name.startswith("records_") and columns]
    pooled = [name for name, columns in tables if "agency_id" in columns]
    assert len(pooled) > 12
    found: dict[str, set[tuple[str, bool]]] = {}
    for who, agency in _everybody(place, opened=opened):
        with connections["default"].cursor() as cursor:
            for name in pooled:
                cursor.execute(f'select distinct agency_id is distinct from %s from "{name}"', [agency])
                found.setdefault(who, set()).update((name, others) for (others,) in cursor.fetchall())
    return found


def _everybody(place: Place, *, opened: bool) -> Iterator[tuple[str, UUID | None]]:
    """Be everybody in turn on the connection of pages, with their agency; whatever they change is undone."""
    for who, agency, act in _acting(place, opened=opened):
        with transaction.atomic():
            act()
            yield who, agency
            transaction.set_rollback(True)


def _acting(place: Place, *, opened: bool) -> Iterator[tuple[str, UUID | None, Callable[[], None]]]:
    """Give people, systems of agencies, services and nobody, each with the way to act as them."""
    for who, account in place.world.people.items():
        yield who, account.agency_id, partial(_as_person, place, account, opened=opened)
    for who in RESEARCHERS.values():
        agency = place.world[who].agency_id
        yield f"a system beside {who}", agency, partial(agencies.act_as_machine, token_of(place, who))
    for service in ("", "clock", "maintenance"):
        yield service or "nobody", None, partial(agencies.act_as_service, service)


def _as_person(place: Place, account: Account, *, opened: bool) -> None:
    asker = make.asker(account)
    for concern in (place.about_them, place.about_another) if opened else ():
        with suppress(NotHere):
            open_record(asker, concern.record_id)


def token_of(place: Place, who: str) -> str:
    """Give a system of somebody's agency a token for everything."""
    at = timezone.now()
    _, secret = agencies.make_token(
        agency=place.world[who].agency, system="Case system", scopes=tuple(Scope.values), ends_at=at.replace(year=2099),
        by="", at=at, using=ADMIN,
    )  # fmt: skip
    return secret


def _selected() -> Iterator[str]:
    tables = [(name, columns) for name, columns in as_superuser(TABLES) if columns]
    tables += [(name, ["*"]) for name in VIEWS_OF_THE_SERVER]
    assert len(tables) > 60
    for name, columns in tables:
        listed = ", ".join(one if one == "*" else f'"{one}"' for one in columns)
        yield _asked(f'select {listed} from "{name}"')


def _returned(place: Place) -> Iterator[str]:
    """Run each function with what somebody might try: the ids that there are, a purpose, and small numbers."""
    batch = as_superuser("select id from records_batch where status = 'done' order by 1 limit 1")[0][0]
    person = as_superuser("select id from records_sourceperson order by 1 limit 1")[0][0]
    ids = [place.about_them.record_id, batch, person, place.world.police.pk]
    for name, kinds in as_superuser(FUNCTIONS):
        for one in ids if "uuid" in kinds or "uuid[]" in kinds else ids[:1]:
            values = {
                "uuid": f"'{one}'::uuid",
                "uuid[]": f"array['{one}'::uuid]",
                "integer": "1000",
                "bytea": "'x'::bytea",
            }
            given = ", ".join(values.get(kind, f"'front_door'::{kind}") for kind in kinds)
            yield _asked(f"select * from {name}({given})")


def _asked(query: str) -> str:
    """Ask on the connection of pages; what fails says what it says to whoever asked."""
    try:
        with transaction.atomic(), connections["default"].cursor() as cursor:
            cursor.execute(query.replace("%", "%%") if "%" in query else query)
            return repr(cursor.fetchall()) if cursor.description else ""
    except Exception as refusal:  # noqa: BLE001 - whatever is refused, its words are looked at
        return str(refusal)


# -- What is kept beside the pool, and what is written -----------------------------------------------------------------

IN_THE_POOL = ("records_", "incoming_")


def kept_beside() -> str:
    """Read every table of the database but those of the pool itself: the audit, notices, jobs, sessions, caches, tokens."""
    names = [
        name
        for (name,) in as_superuser(
            "select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace"
        )
    ]
    beside = [one for one in names if not one.startswith(IN_THE_POOL)]
    assert {"audit_event", "agencies_notice", "procrastinate_jobs", "django_session"} <= set(beside)
    return "".join(repr(as_superuser(f'select t::text from "{one}" t')) for one in beside)


def on_disk(*folders: Path) -> str:
    """Read every file, and its name, in the places where Kith might have left one."""
    here = [Path(settings.KITH_READING), *folders]
    return "".join(f"{one}{one.read_text(errors='replace')}" for top in here for one in top.rglob("*") if one.is_file())


def server_log() -> str:
    """Read what PostgreSQL wrote."""
    from tests.conftest import HOME

    return "".join(one.read_text(errors="replace") for one in (HOME / "log").glob("*"))


def make_the_database_refuse(mark: str) -> str:
    """Let the database fail over somebody's words, as a mistake of ours would; say what it said to us."""
    said = ""
    for query in (
        "select %s::date", "select %s::uuid", "insert into records_event (id, kind) values (gen_random_uuid(), %s)",
        "insert into audit_event select %s", "select * from records_sourceperson where forename = %s and 1 / 0 = 1",
    ):  # fmt: skip
        try:
            with transaction.atomic(), connections["owner"].cursor() as cursor:
                cursor.execute(query, [mark])
        except DatabaseError as refusal:
            said += str(refusal)
    return said
