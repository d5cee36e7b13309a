"""The validators that councils run before they send a return find nothing wrong but what was put there.

They want an old pandas, so they live in a virtual environment of their own; without it these tests are skipped.
"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from kith.county.formats import cin_census, ssda903
from kith.county.formats.form import Format
from kith.county.model import Block
from kith.county.plan import Plan
from tests.county.validators.emitting import ROOT, emit, invented

PYTHON = ROOT / ".venv-validators" / "bin" / "python"
RUN = Path(__file__).parent / "validators" / "failures.py"
PLAN = Plan(people=4_000, seed=11)

pytestmark = pytest.mark.skipif(
    not PYTHON.exists(), reason="the published validators are not installed (make validators)"
)

MISTAKES = {
    "1510": "a pupil number typed wrong",
    "1520": "a pupil number given to two records",
    "1530": "pupil numbers of authority 199, which is nobody's",
    "8525Q": "a birth date never written down",
}
INVENTED = {
    "169": "a placement outside the county, whose postcode is nobody's",
    "179": "the same",
    "392a": "the same, or no home postcode",
    "392c": "the same",
    "1015": "the council's own carers who live outside its area",
    "202": "sex was 1 and 2 until 2024",
    "392b": "a child adopted later, whose parents are not in the county",
}
QUERIES = {
    "2887Q": "few codes of disability in a small county",
    "2888Q": "one code of disability a child",
    "2991Q": "an enquiry without an assessment in the year",
    "8670Q": "an assessment that takes long",
    "8675Q": "an enquiry that takes long",
    "8825Q": "an assessment authorised in the year before",
    "435": "a move between two foster homes of one postcode",
    "SW11bSTG2": "a worker who changed in the last days of March",
}
CANNOT_RUN = {
    "could not run: 231": "it fails where nobody came alone to seek asylum",
    "could not run: 233": "it fails where dates are dates",
}
OF_THE_TRUTH = {}
"""Not the formats' fault: what is told of the families themselves."""


@pytest.fixture(scope="module")
def blocks() -> list[Block]:
    return [invented(number, PLAN) for number in range(PLAN.blocks)]


def failures(*words: str | Path) -> dict[str, int]:
    """Run a validator and give how often each rule failed."""
    done = subprocess.run([PYTHON, RUN, *map(str, words)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2_000:]
    found: dict[str, int] = json.loads(done.stdout)
    return found


def emitted(form: Format, blocks: list[Block], tmp_path: Path) -> Path:
    return emit(form, blocks, tmp_path)


def test_the_census_validator_finds_only_what_was_put_there(blocks: list[Block], tmp_path: Path) -> None:
    folder = emitted(cin_census.FORMAT, blocks, tmp_path)
    found = failures("cin", "2026", folder / "cin-census-2026.xml")
    assert sorted(set(found) - set(MISTAKES | QUERIES | OF_THE_TRUTH)) == []
    assert "1530" in found


def test_the_903_validator_finds_only_what_was_put_there(blocks: list[Block], tmp_path: Path) -> None:
    folder = emitted(ssda903.FORMAT, blocks, tmp_path)
    found = failures("903", "2026", folder / "ssda903-2026", folder / "ssda903-2025")
    assert sorted(set(found) - set(INVENTED | QUERIES | CANNOT_RUN | OF_THE_TRUTH)) == []
