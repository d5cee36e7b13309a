"""A small county, made once for all who guess at its files."""

from __future__ import annotations

from pathlib import Path

import pytest

from kith.county.making import make_county
from kith.county.plan import Plan


@pytest.fixture(scope="session")
def agencies(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the files lie that agencies would export."""
    folder = tmp_path_factory.mktemp("small") / "county"
    make_county(Plan(people=400, seed=3), folder)
    return folder / "agencies"
