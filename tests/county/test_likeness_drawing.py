"""The pictures of the county say in words what they show, carry nothing that runs, and show what the tables say."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from kith.config.documents import county, county_drawing
from kith.county import likeness

SVG = "{http://www.w3.org/2000/svg}"
KEYS = tuple(likeness.published()["counts"])
NAMES = (*(f"county-{key}.svg" for key in KEYS), county.SURNAMES)
ALLOWED = {f"{SVG}{name}" for name in ("svg", "title", "desc", "rect", "text", "path", "circle")}


@pytest.fixture(scope="module")
def drawn() -> dict[str, str]:
    """Every picture, by the name of its file."""
    return county.drawings()


@pytest.fixture(scope="module")
def found() -> dict[str, likeness.Likeness]:
    """Every distribution of the pictures, by its key."""
    return {one.key: one for one in likeness.distributions(county.counted())}


def test_there_is_a_picture_of_each_distribution_and_of_surnames(drawn: dict[str, str]) -> None:
    assert set(drawn) == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_has_a_title_a_description_and_nothing_that_runs(drawn: dict[str, str], name: str) -> None:
    root = ElementTree.fromstring(drawn[name])
    assert {one.tag for one in root.iter()} <= ALLOWED
    assert root.get("role") == "img"
    for part in (root.get("aria-labelledby") or "").split():
        said = next(one for one in root if one.get("id") == part)
        assert said.text


@pytest.mark.parametrize("key", KEYS)
def test_bars_are_as_long_as_their_shares(found: dict[str, likeness.Likeness], key: str) -> None:
    one = found[key]
    root = ElementTree.fromstring(county_drawing.bars(one))
    bars = [
        float(rect.get("width") or 0) for rect in root.iter(f"{SVG}rect") if rect.get("x") == str(county_drawing.SIDE)
    ]
    shares = [share for row in one.rows for share in (row.county, row.published)]
    assert bars == pytest.approx([share / max(shares) * max(bars) for share in shares], abs=0.1)


@pytest.mark.parametrize("key", KEYS)
def test_the_page_has_each_picture_and_the_same_facts_in_a_table(
    found: dict[str, likeness.Likeness], drawn: dict[str, str], key: str
) -> None:
    one, page = found[key], county.page().text()
    assert f"(county-{one.key}.svg)" in page
    for row in one.rows:
        assert f"| {row.label} | {row.county:.1%} | {row.published:.1%} |" in page
        assert f"{row.label}: {row.county * 100:.1f} and {row.published * 100:.1f}" in drawn[f"county-{key}.svg"]
    assert one.source.title in page


def test_surnames_fall_from_left_to_right_within_the_picture(drawn: dict[str, str]) -> None:
    root = ElementTree.fromstring(drawn[county.SURNAMES])
    line = next(path.get("d") or "" for path in root.iter(f"{SVG}path") if path.get("stroke") == county_drawing.OURS)
    points = [tuple(map(float, point.strip("ML").split())) for point in line.replace(" L", "|").split("|")]
    assert points == sorted(points)
    assert [y for _, y in points] == sorted(y for _, y in points)
    assert all(0 < x < county_drawing.WIDTH and 0 < y < county_drawing.LONG_DRAWING for x, y in points)
    dots = list(root.iter(f"{SVG}circle"))
    assert len(dots) == len(likeness.published()["surnames"]["percent"])
