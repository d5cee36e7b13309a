"""Laws of templates. They are read with Django's own lexer and Python's own reader of HTML."""

from __future__ import annotations

from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.template.base import Lexer, TokenType

from tests.house.reading import KITH

TEMPLATES = sorted(path for path in KITH.rglob("templates/**/*.html"))
# Pieces of pages, and the bases themselves, stand inside something else.
PIECES = ("parts", "elements", "snippets")
BASES = {"ui/base.html", "allauth/layouts/base.html"}
WALKS = frozenset({"all", "objects", "filter", "exists"})


class Page(HTMLParser):
    """Note what the content security policy would refuse."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = {name for name, _ in attrs}
        is_data = ("type", "application/json") in attrs
        if tag == "style" or (tag == "script" and "src" not in names and not is_data):
            self.found.append(f"<{tag}> inline")
        self.found += [f"{name}= on <{tag}>" for name in names if name == "style" or name.startswith("on")]


def tokens(text: str) -> list[tuple[TokenType, str]]:
    return [(one.token_type, one.contents) for one in Lexer(text).tokenize()]


def inline(text: str) -> list[str]:
    """Find inline scripts and styles."""
    page = Page()
    page.feed("".join(words if kind == TokenType.TEXT else "" for kind, words in tokens(text)))
    return page.found


def walks(text: str) -> list[str]:
    """Find places where a template walks a relation: nobody has asked whether the reader may."""
    found = []
    for kind, words in tokens(text):
        if kind not in {TokenType.VAR, TokenType.BLOCK}:
            continue
        for word in words.replace("|", " ").replace(":", " ").split():
            steps = word.split(".")[1:]
            found += [word for step in steps if step.endswith("_set") or step in WALKS]
    return found


def extends(text: str) -> bool:
    return any(kind == TokenType.BLOCK and words.startswith("extends ") for kind, words in tokens(text))


def name_of(path: Path) -> str:
    return str(path).rpartition("/templates/")[2]


@cache
def included() -> frozenset[str]:
    """Name the templates that stand inside another."""
    blocks = (
        words.split() for path in TEMPLATES for kind, words in tokens(path.read_text()) if kind == TokenType.BLOCK
    )
    return frozenset(one[1].strip("\"'") for one in blocks if one[0] == "include")


def is_page(path: Path) -> bool:
    return not set(path.parts) & set(PIECES) and name_of(path) not in BASES | included()


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_a_template_keeps_the_laws(path: Path) -> None:
    text = path.read_text()
    assert not inline(text)
    assert not walks(text)
    assert extends(text) or not is_page(path), "a page extends a base"


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<style>p { color: red }</style>",
        '<p style="color: red">',
        '<a {% if x %}class="y"{% endif %} onclick="go()">',
    ],
)
def test_inline_code_is_noticed(text: str) -> None:
    assert inline(text)


@pytest.mark.parametrize(
    "text",
    ["{% for one in person.concern_set.all %}{% endfor %}", "{% if person.concerns.exists %}", "{{ a.b.all|first }}"],
)
def test_walking_a_relation_is_noticed(text: str) -> None:
    assert walks(text)


def test_a_page_without_a_base_is_noticed() -> None:
    assert is_page(Path("kith/desk/templates/desk/home.html"))
    assert not extends("<!DOCTYPE html>")


def test_what_is_lawful_is_left_alone() -> None:
    assert not inline('<script type="module" src="{% static \'ui/desk.js\' %}"></script><p class="x">')
    assert not walks("{{ item.count_of_people }} {% url 'desk:home' %} {{ page.object_list }}")
