"""A partnership as one file."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connections, transaction
from django.utils import timezone

from kith.agencies.models import Account, Agency, RoleGrant
from kith.config import setting_up
from kith.records.access import NoClause
from kith.records.models import Feed
from kith.records.rules.profiles import ProfileWrong
from kith.sharing.models import Agreement, Clause

pytestmark = pytest.mark.usefixtures("database")

EXAMPLE = Path(__file__).parents[2] / "docs" / "example-partnership.toml"


def set_up(path: Path) -> list[str]:
    """Run as the maintenance role, which is what the command does."""
    with transaction.atomic(using="admin"), connections["admin"].cursor() as cursor:
        cursor.execute("set local role kith_owner")
        default = connections["default"]
        connections["default"] = connections["admin"]
        try:
            return list(setting_up.set_up(setting_up.read(path), at=timezone.now()))
        finally:
            connections["default"] = default


def test_the_example_makes_a_partnership_and_says_first_passwords_once() -> None:
    said = set_up(EXAMPLE)
    assert sum("first password" in line for line in said) == 3
    assert Agency.objects.using("admin").count() == 2
    assert Agreement.objects.using("admin").get().title == "Hub agreement"
    assert Clause.objects.using("admin").count() == 4
    amina = Account.objects.using("admin").get(email="amina@council.example")
    password = next(line for line in said if "amina" in line).split("“")[1].split("”")[0]
    assert amina.check_password(password)
    assert [g.role for g in RoleGrant.objects.using("admin").filter(account=amina)] == ["triage"]


def test_running_it_again_changes_nothing() -> None:
    set_up(EXAMPLE)
    assert not any("first password" in line for line in set_up(EXAMPLE))
    assert Account.objects.using("admin").count() == 3
    assert Clause.objects.using("admin").count() == 4


def test_the_example_takes_on_a_feed_once() -> None:
    assert "annex-a from Example Council: taken under Hub agreement, version 1." in set_up(EXAMPLE)
    set_up(EXAMPLE)
    feed = Feed.objects.using("admin").get()
    assert (feed.agency.slug, feed.schedule, feed.keeps_days, feed.state) == ("council", "monthly", 400, "open")


@pytest.mark.parametrize(
    ("before", "after", "problem", "words"),
    [
        ('data_class = "pool"', 'data_class = "answer"', NoClause, "no clause of the kind “pool” for Example Council"),
        ('agreement = "Hub agreement"', 'agreement = "Another"', setting_up.NotAPartnership, "not one such agreement"),
        ('profile = "annex-a"', 'profile = "elephant"', ProfileWrong, "no format called 'elephant'"),
        ("keeps_days = 400", "keeps_days = 0", setting_up.NotAPartnership, "feeds.0.keeps_days"),
    ],
)
def test_a_feed_that_nothing_allows_is_refused(
    tmp_path: Path, before: str, after: str, problem: type[Exception], words: str
) -> None:
    path = tmp_path / "p.toml"
    path.write_text(EXAMPLE.read_text().replace(before, after))
    with pytest.raises(problem, match=words):
        set_up(path)
    assert Feed.objects.using("admin").count() == 0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("agencies = 3", "agencies: "),
        ("x = [", "is not TOML"),
        ('agencies = []\n[[people]]\nemail="a@b"\nname="A"\nagency="no"\nroles=["triage"]', "no such agency"),
        ('[[agencies]]\nslug="a"\nname="A"\nkind="circus"', "agencies.0.kind"),
        ('agencies = []\n[[people]]\nemail="a@b"\nname="A"\nagency="no"\nroles=["wizard"]', "people.0.roles.0"),
    ],
)
def test_a_file_that_does_not_fit_is_refused_with_the_place(tmp_path: Path, text: str, expected: str) -> None:
    path = tmp_path / "p.toml"
    path.write_text(text)
    with pytest.raises(setting_up.NotAPartnership, match=expected):
        set_up(path)
    assert Agency.objects.using("admin").count() == 0
