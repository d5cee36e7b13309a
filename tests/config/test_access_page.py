"""The page on access says what machines may do, and who may send and take back files."""

from __future__ import annotations

import pytest

from kith.agencies.models import Scope
from kith.api.access import SCOPES
from kith.config.documents.access import cells, page

# Written by hand, apart from the tables: who may send files, and who may take back what was sent.
SENDS = {("researcher", "safeguarding"), ("data_officer", "sending")}
TAKES_BACK = {("data_officer", "sending"), ("privacy_officer", "oversight")}


@pytest.mark.parametrize("scope", Scope)
def test_every_scope_of_a_machine_is_on_the_page_with_its_calls(scope: Scope) -> None:
    machines = page().text().partition("## 8. Machines")[2]
    (row,) = [line for line in machines.splitlines() if f"`{scope.value}`" in line]
    assert scope.label in row
    assert all(f"`{call}`" in row for call, needs in SCOPES.items() if needs is scope)
    assert any(needs is scope for needs in SCOPES.values())


@pytest.mark.parametrize(("act", "who"), [("deposit", SENDS), ("withdraw", TAKES_BACK)])
def test_the_table_of_jobs_gives_it_to_those_and_nobody_else(act: str, who: set[tuple[str, str]]) -> None:
    assert {cell for cell, acts in cells().items() if act in acts} == who


def test_a_data_officer_sends_files_and_opens_nothing() -> None:
    acts = {act for (role, _), held in cells().items() if role == "data_officer" for act in held}
    assert acts == {"deposit", "withdraw"}
