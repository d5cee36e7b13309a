"""What was signed, as an operator sees it; and an agreement that is withdrawn, which bites at once."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connections

from kith.agencies.models import Agency, AgencyKind
from kith.records.access import NoClause
from kith.records.actions import import_file
from kith.sharing.models import Agreement
from tests.factories import pool
from tests.factories import world as make
from tests.records.conftest import AT, ROOT, adult_care, owner

__all__ = ["owner"]
FORM = "family-context-adult-social-care"


def kith(*arguments: str) -> subprocess.CompletedProcess[str]:
    told = {"KITH_DB_NAME": str(connections["default"].settings_dict["NAME"]), "PYTHONWARNINGS": "ignore"}
    return subprocess.run(
        [sys.executable, "-m", "kith.config.cli", *arguments],
        env={**os.environ, **told}, capture_output=True, text=True, cwd=ROOT, check=False,
    )  # fmt: skip


@pytest.fixture
def council(owner: str) -> Agency:
    council = make.agency("council", "Wiltshire Council", AgencyKind.COUNCIL)
    pool.feed(council, FORM)
    return council


def test_what_is_signed_is_listed_and_withdrawn_at_once(council: Agency, owner: str, tmp_path: Path) -> None:
    path = tmp_path / "asc.csv"
    path.write_bytes(adult_care(5))
    import_file(FORM, path, agency=council, by="", at=AT, using=owner)
    signed = Agreement.objects.using("admin").get()
    listed = kith("agreements", "list")
    assert listed.returncode == 0, listed.stderr
    assert f"{signed.title}, version {signed.version}: from" in listed.stdout
    assert "between Wiltshire Council" in listed.stdout
    assert f"feed: council {FORM}, open" in listed.stdout
    done = kith("agreements", "withdraw", signed.title, signed.version, "--why", "The board asks", "--yes")
    assert done.returncode == 0, done.stderr
    assert f"hidden, and kept until it is withdrawn or its time is over: council {FORM}" in done.stdout
    assert "withdrawn on" in kith("agreements", "list").stdout
    with connections["admin"].cursor() as cursor:
        cursor.execute("select detail ->> 'why' from audit_event where what = 'sharing.agreement_withdrawn'")
        assert cursor.fetchall() == [("The board asks",)]
        cursor.execute("select count(*) from records_live_batches('front_door')")
        assert cursor.fetchone() == (0,)
    path.write_bytes(adult_care(6))
    with pytest.raises(NoClause, match="withdrawn"):
        import_file(
            FORM, path, agency=council, by="", at=Agreement.objects.using("admin").get().withdrawn_at, using=owner
        )  # type: ignore[arg-type]


def test_what_is_not_there_is_one_sentence(council: Agency, owner: str) -> None:
    wrong = kith("agreements", "withdraw", "Nothing", "9", "--why", "x", "--yes")
    assert (wrong.returncode, "Traceback" in wrong.stderr) == (1, False)
    assert "No agreement in force is called 'Nothing', version '9'" in wrong.stderr
