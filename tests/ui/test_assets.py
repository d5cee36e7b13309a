"""What is shipped is what was built, asks for nothing elsewhere, and is small."""

import gzip
import hashlib
import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "kith" / "ui" / "static" / "ui"
MANIFEST: dict[str, dict[str, str]] = json.loads((ROOT / "assets" / "manifest.json").read_text())


@pytest.mark.parametrize(("path", "digest"), MANIFEST["sha256"].items())
def test_a_vendored_file_is_the_one_that_was_built(path: str, digest: str) -> None:
    assert hashlib.sha256((ROOT / path).read_bytes()).hexdigest() == digest, "run `npm run build` in assets/"


def test_every_file_shipped_is_in_the_manifest() -> None:
    shipped = {str(path.relative_to(ROOT)) for path in STATIC.rglob("*") if path.is_file()}
    assert shipped == {path for path in MANIFEST["sha256"] if path.startswith("kith/")}


def test_the_stylesheet_asks_for_no_other_file_and_no_font() -> None:
    css = (STATIC / "kith.css").read_text()
    assert not re.search(r"url\(|@import|@font-face|GDS Transport", css)


def test_nothing_carries_the_crown_or_another_brand() -> None:
    text = "".join(path.read_text() for path in STATIC.iterdir())
    assert not re.search(r"govuk-logo|crest|Tudor|govuk-header__|www\.gov\.uk", text)


def test_a_public_page_fetches_at_most_25_kilobytes() -> None:
    size = sum(len(gzip.compress((STATIC / name).read_bytes())) for name in ("kith.css", "public.js"))
    assert size <= 25_000


def test_no_template_has_an_inline_script_or_style() -> None:
    wrong = [
        str(path)
        for path in (ROOT / "kith").rglob("*.html")
        for line in path.read_text().splitlines()
        if re.search(r"<style|\sstyle=|\son\w+=\"|javascript:", line)
        or re.search(r"<script(?![^>]*(\ssrc=|application/json))", line)
    ]
    assert not wrong


def test_the_lock_names_no_place_to_fetch_from() -> None:
    assert '"resolved"' not in (ROOT / "assets" / "package-lock.json").read_text()
