"""Each law holds over the whole house, and each has teeth: it notices an example that breaks it."""

from __future__ import annotations

import pytest

from tests.house import laws, verbs
from tests.house.reading import CONCEPTS, KITH, ROOMS, Module, example, functions, length, modules

BROKEN: list[tuple[laws.Law, str, str]] = [
    (laws.says_what_it_is, "plans/__init__.py", '"""Plans."""\n'),
    (laws.only_known_rooms, "concerns/helpers.py", ""),
    (laws.only_known_rooms, "people/services/finding.py", ""),
    (laws.only_actions_write, "concerns/queries.py", "def f(one): one.save()"),
    (laws.only_actions_write, "concerns/views/x.py", "Concern.objects.create(reference='K')"),
    (laws.only_actions_write, "people/rules.py", "Person.objects.filter(pk=1).update(name='x')"),
    (laws.only_actions_write, "desk/jobs.py", "rows.filter(old=True).delete()"),
    (laws.only_actions_write, "records/queries.py", "Row.objects.bulk_create(rows)"),
    (laws.only_actions_write, "records/queries.py", "c.execute('insert into people_person values (1)')"),
    (laws.only_actions_write, "records/queries.py", "c.execute(f'select gate_open({x})')"),
    (laws.only_actions_write, "config/pages.py", "Notice.objects.get_or_create(what='x')"),
    (laws.views_translate, "concerns/views/x.py", "rows = Concern.objects.all()"),
    (laws.views_translate, "concerns/views/x.py", "def f(r):\n if r.asker.may('triage'): pass"),
    (laws.views_translate, "concerns/views/x.py", "def f(r):\n return 1 if 'triage' in r.asker.acts else 2"),
    (laws.views_translate, "concerns/views/x.py", "x = asker.roles"),
    (laws.doors_of_others_are_theirs, "desk/views.py", "from kith.concerns.views import queue"),
    (laws.doors_of_others_are_theirs, "concerns/actions.py", "from kith.people import forms"),
    (laws.doors_of_others_are_theirs, "config/pages.py", "import kith.desk.jobs"),
    (laws.no_signals, "people/apps.py", "from django.db.models.signals import post_save"),
    (laws.no_signals, "people/apps.py", "from django.dispatch import receiver"),
    (laws.no_signals, "config/sign_in.py", "from allauth.account import signals"),
    (laws.only_doors_read_the_clock, "concerns/actions.py", "at = timezone.now()"),
    (laws.only_doors_read_the_clock, "concerns/queries.py", "day = date.today()"),
    (laws.only_doors_read_the_clock, "lib/dates.py", "at = datetime.now(UTC)"),
    (laws.nothing_is_saved_unseen, "people/models.py", "class P(Model):\n def save(self): pass"),
    (laws.nothing_is_saved_unseen, "people/models.py", "at = DateTimeField(auto_now_add=True)"),
    (laws.verbs_are_told_who_and_when, "people/actions.py", "@transaction.atomic\ndef seal(one, *, by, at): pass"),
    (laws.verbs_are_told_who_and_when, "people/actions.py", "@transaction.atomic\ndef seal(*, one, at): pass"),
    (laws.verbs_are_told_who_and_when, "people/actions.py", "@transaction.atomic()\ndef seal(*, one, by): pass"),
    (laws.roles_are_named_in_tables, "concerns/queries.py", "x = asker.role == 'triage'"),
    (laws.roles_are_named_in_tables, "concerns/rules.py", "x = 'triage' in asker.roles"),
    (
        laws.roles_are_named_in_tables,
        "people/actions.py",
        "from kith.agencies.models import Role\ndef f():\n tell(Role.SENIOR)",
    ),
    (verbs.every_verb_is_recorded, "people/actions.py", "@transaction.atomic\ndef seal(*, by, at):\n one.save()"),
    (verbs.every_verb_asks, "people/actions.py", "@transaction.atomic\ndef seal(*, by, at):\n one.save()"),
    (laws.modest_files, "people/rules.py", "x = 1\n" * 301),
    (laws.modest_functions, "people/rules.py", "def f():\n" + " x = 1\n" * 60),
]
# What looks like a broken law and is not.
KEPT: list[tuple[laws.Law, str, str]] = [
    (laws.only_actions_write, "concerns/queries.py", "seen.update(other); digest.update(b'x'); r.session.save()"),
    (laws.only_actions_write, "concerns/actions/deciding.py", "one.save()"),
    (laws.only_actions_write, "outside/reencode.py", "image.save(out, 'PNG')"),
    (laws.only_actions_write, "config/demo/people.py", "Agency.objects.create(name='x')"),
    (laws.only_doors_read_the_clock, "concerns/views/x.py", "at = timezone.now()"),
    (laws.only_doors_read_the_clock, "concerns/queries.py", "day = timezone.localtime(at)"),
    (
        verbs.every_verb_is_recorded,
        "people/actions.py",
        "@transaction.atomic\ndef seal(*, by, at):\n _do()\ndef _do():\n audit.record(what='x')",
    ),
    (
        verbs.every_verb_asks,
        "people/actions.py",
        "@transaction.atomic\ndef seal(*, by, at):\n access.SEAL.require(by, x)",
    ),
    (laws.doors_of_others_are_theirs, "desk/views.py", "from kith.desk.forms import Sought"),
    (
        laws.roles_are_named_in_tables,
        "people/actions.py",
        "from kith.agencies.models import Role\nTOLD = (Role.SENIOR,)",
    ),
]
LAWS = sorted({law for law, _, _ in BROKEN}, key=lambda law: law.__name__)


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
def test_the_house_keeps_the_law(law: laws.Law) -> None:
    complaints = [words for module in modules() for words in law(module)]
    assert not complaints, "\n" + "\n".join(complaints)


@pytest.mark.parametrize(("law", "place", "text"), BROKEN, ids=lambda one: getattr(one, "__name__", None))
def test_the_law_has_teeth(law: laws.Law, place: str, text: str) -> None:
    assert list(law(example(place, text)))


@pytest.mark.parametrize(("law", "place", "text"), KEPT, ids=lambda one: getattr(one, "__name__", None))
def test_the_law_leaves_alone_what_is_lawful(law: laws.Law, place: str, text: str) -> None:
    assert not list(law(example(place, text)))


def test_every_law_is_held() -> None:
    written = {
        one
        for name, one in vars(laws).items()
        if callable(one) and not name.startswith("_") and getattr(one, "__module__", "") == laws.__name__
    } | {verbs.every_verb_is_recorded, verbs.every_verb_asks}
    assert written == set(LAWS)


# Folders that hold no code: tables that the importer reads.
TABLES = {"records/formats"}


def test_only_known_rooms_lie_in_an_app() -> None:
    found = {path.relative_to(KITH) for app in CONCEPTS for path in (KITH / app).iterdir()}
    assert {str(one) for one in found if one.name.removesuffix(".py") not in ROOMS} <= TABLES


def test_tables_hold_no_code() -> None:
    assert not [path for table in TABLES for path in (KITH / table).rglob("*.py")]


def test_those_excused_are_still_there() -> None:
    assert all((KITH.parent / place).is_file() for place in laws.NOBODY_ACTS)
    there = {verbs.name_of(module, verb) for module in modules() for verb in verbs.verbs(module)}
    assert set(verbs.UNRECORDED) | set(verbs.UNASKED) <= there


def short_enough(house: tuple[Module, ...]) -> float:
    """Give the share of functions that are within 20 lines."""
    lengths = [length(one) for module in house if "migrations" not in module.parts for one in functions(module.tree)]
    return sum(lines <= 20 for lines in lengths) / len(lengths)


def test_nine_functions_in_ten_are_within_twenty_lines() -> None:
    assert short_enough(modules()) >= 0.9


def test_long_functions_would_be_noticed() -> None:
    assert short_enough((example("people/rules.py", "def f():\n" + " x = 1\n" * 25),)) < 0.9


def test_tests_are_within_four_hundred_lines() -> None:
    tests = KITH.parent / "tests"
    long = {str(path): n for path in tests.rglob("*.py") if (n := path.read_text().count("\n")) > 400}
    assert not long
