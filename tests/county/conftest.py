"""A county of two blocks, made once for all who look at it, and its people as objects."""

from __future__ import annotations

from pathlib import Path

import pytest

from kith.county.making import Made, make_county
from kith.county.plan import Plan

PLAN = Plan(people=2_600, seed=11)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Made]:
    """Where the county lies, and what was counted while it was made."""
    folder = tmp_path_factory.mktemp("county") / "county"
    return folder, make_county(PLAN, folder)
