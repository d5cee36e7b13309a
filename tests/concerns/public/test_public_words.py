"""The words of the journey: few, and plain."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

from django.contrib.staticfiles import finders
from django.test import Client

from tests.concerns.public.journey import NAMED, answer_all
from tests.factories.world import World
from tests.ui.reading import PUBLIC, grade, words_of

MOST_WORDS = 135
MOST_BYTES = 25 * 1024
JOURNEY = ("/report/", *(f"/report/{n}/" for n in range(1, 6)))


def own_words(html: str) -> str:
    """Take the words of the page itself, without the frame that is the same on each."""
    return words_of(html.split("<main", 1)[1].split(">", 1)[1].split("</main>", 1)[0])


def counted(text: str) -> int:
    return len(re.findall(r"[\w’']+", text))


def pages(browser: Client) -> dict[str, str]:
    """Collect every page a reporter may meet."""
    found = {
        path: browser.get(path).content.decode() for path in (*JOURNEY, "/report/call/", "/report/files/", "/reply/")
    }
    answer_all(browser, contact=NAMED)
    found["check"] = browser.get("/report/check/").content.decode()
    found["sent"] = browser.post("/report/check/", {}).content.decode()
    found["gone"] = browser.post("/report/check/", {}).content.decode()
    return found


def test_a_report_is_few_words_to_read(world: World, stranger: Client) -> None:
    found = pages(stranger)
    said = {path: counted(own_words(found[path])) for path in JOURNEY}
    assert sum(said.values()) <= MOST_WORDS, said


def test_the_words_are_plain(world: World, stranger: Client) -> None:
    found = pages(stranger)
    grades = {path: grade(own_words(html)) for path, html in found.items()}
    grades["whole journey"] = grade(" ".join(own_words(found[path]) for path in JOURNEY))
    assert {path: one for path, one in grades.items() if one > PUBLIC} == {}


def test_nothing_of_what_it_is_stands_in_titles_or_addresses(world: World, stranger: Client) -> None:
    telling = re.compile(r"abuse|harm|child|danger|concern|safeguard|worried|police", re.IGNORECASE)
    for path, html in pages(stranger).items():
        title = html.split("<title>", 1)[1].split("</title>", 1)[0].split("–")[0]
        assert not telling.search(title + path), title


def test_style_and_script_are_small() -> None:
    sizes = {}
    for name in ("ui/kith.css", "ui/public.js"):
        found = finders.find(name)
        assert isinstance(found, str)
        sizes[name] = len(gzip.compress(Path(found).read_bytes(), 9))
    assert sum(sizes.values()) <= MOST_BYTES, sizes
