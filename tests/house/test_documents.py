"""Documents that people wrote: their links lead somewhere, decisions are numbered, and owners own what is there."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.house.reading import ROOT

SKIPPED = {".venv", "node_modules", ".git", ".kith", ".kith-test", ".kith-bench", "vendor"}
WRITTEN = sorted(path for path in ROOT.rglob("*.md") if not SKIPPED & set(path.relative_to(ROOT).parts))
LONGEST_ADR = 20


class Pictures(HTMLParser):
    """Note the pictures that a page of Markdown shows with tags of HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if name in {"src", "href", "srcset"} and value]


def links(text: str) -> list[str]:
    """Find where a page of Markdown leads, without what is shown as code."""
    plain = "".join(part for number, part in enumerate(text.split("```")) if number % 2 == 0)
    ends = [part.partition(")")[0] for part in plain.split("](")[1:]]
    pictures = Pictures()
    pictures.feed(plain)
    return [*ends, *pictures.found]


def lost(path: Path) -> list[str]:
    """Find links to files that are not there."""
    inside = [one for one in links(path.read_text()) if "://" not in one and not one.startswith(("#", "mailto:", "/"))]
    return [one for one in inside if not (path.parent / one.partition("#")[0]).exists()]


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_leads_somewhere(path: Path) -> None:
    assert not lost(path)


def test_a_lost_link_is_noticed(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text('[a](nowhere.md) <img src="no.png"> [b](https://example.org) `x`\n```\n[c](code.md)\n```\n')
    assert lost(page) == ["nowhere.md", "no.png"]


def test_decisions_are_numbered_short_and_in_the_index() -> None:
    folder = ROOT / "docs" / "adr"
    decisions = sorted(folder.glob("0*.md"))
    index = (folder / "README.md").read_text()
    for number, path in enumerate(decisions, 1):
        text = path.read_text()
        assert path.name.startswith(f"{number:04d}-")
        assert text.startswith(f"# {number}. ")
        assert text.count("\n") <= LONGEST_ADR
        assert f"({path.name})" in index


def test_owners_own_what_is_there() -> None:
    lines = (ROOT / ".github" / "CODEOWNERS").read_text().splitlines()
    patterns = [line.split()[0].strip("/") for line in lines if line.strip() and not line.startswith("#")]
    assert patterns
    assert not [one for one in patterns if not list(ROOT.glob(one))]


def test_the_licence_is_the_one_that_is_declared() -> None:
    assert (ROOT / "LICENSE").read_text().startswith("MIT License")
    assert 'license = "MIT"' in (ROOT / "pyproject.toml").read_text()
