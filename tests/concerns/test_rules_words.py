"""The list of words is true: what it names is there, and what people see is in it."""

import re
from importlib.util import find_spec
from pathlib import Path
from pkgutil import resolve_name

import pytest

from kith.concerns import states
from kith.concerns.rules import brag

WORDS = (Path(__file__).parents[2] / "docs" / "words.md").read_text(encoding="utf-8")
NAMES = sorted(set(re.findall(r"`(kith\.[\w.]+)`", WORDS)))
ROWS = [row.split("|")[1].strip() for row in WORDS.splitlines() if row.startswith("| ")]


@pytest.mark.parametrize("name", NAMES)
def test_what_the_list_names_is_in_the_code(name: str) -> None:
    if name.count(".") == 1:
        assert find_spec(name) is not None
        return
    module, _, thing = name.rpartition(".")
    assert resolve_name(f"{module}:{thing}") is not None


@pytest.mark.parametrize(
    "label", [*states.STAGE_LABELS.values(), *states.ANSWER_LABELS.values(), *brag.BRAG_LABELS.values()]
)
def test_what_people_see_is_in_the_list(label: str) -> None:
    assert label in WORDS


def test_each_word_stands_once_and_in_order() -> None:
    terms = [term for term in ROWS if term != "Word"]
    assert len(terms) == len({term.lower() for term in terms})
    for table in WORDS.split("\n## ")[1:]:
        listed = [row.split("|")[1].strip().lower() for row in table.splitlines() if row.startswith("| ")][1:]
        assert listed == sorted(listed)


@pytest.mark.parametrize("shunned", ["absconded", "lifestyle choice", "child prostitute", "alleged perpetrator"])
def test_words_we_do_not_use_are_not_used(shunned: str) -> None:
    assert shunned not in WORDS
