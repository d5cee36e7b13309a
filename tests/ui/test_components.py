"""Nothing typed by a person is ever read as markup."""

import pytest
from django.template import Context, Template
from django.utils.safestring import mark_safe

from kith.ui.components import draw, nested

EVIL = "<script>alert(1)</script>\"'><img src=x onerror=1>"
TEXTS: dict[str, dict[str, object]] = {
    "back-link": {"text": EVIL, "href": EVIL},
    "breadcrumbs": {"items": [{"text": EVIL, "href": EVIL}]},
    "button": {"text": EVIL, "value": EVIL, "name": EVIL, "attributes": {"data-x": EVIL}},
    "character-count": {"id": "x", "name": "x", "value": EVIL, "label": {"text": EVIL}, "maxlength": 9},
    "checkboxes": {"name": "x", "items": [{"text": EVIL, "value": EVIL, "hint": {"text": EVIL}}]},
    "date-input": {"id": "x", "items": [{"name": "day", "value": EVIL}], "hint": {"text": EVIL}},
    "details": {"summary_text": EVIL, "html": EVIL},
    "error-message": {"text": EVIL},
    "error-summary": {"title_text": EVIL, "error_list": [{"text": EVIL, "href": EVIL}]},
    "fieldset": {"legend": {"text": EVIL}, "html": EVIL},
    "file-upload": {"id": "x", "name": EVIL, "label": {"text": EVIL}},
    "hint": {"text": EVIL, "attributes": {"data-x": mark_safe(EVIL)}},
    "input": {"id": "x", "name": "x", "value": EVIL, "label": {"html": EVIL}, "prefix": {"text": EVIL}},
    "inset-text": {"html": EVIL},
    "notification-banner": {"text": EVIL, "title_text": EVIL},
    "panel": {"title_text": EVIL, "text": EVIL},
    "phase-banner": {"tag": {"text": EVIL}, "html": EVIL},
    "radios": {"name": "x", "items": [{"text": EVIL, "value": EVIL, "conditional": {"html": EVIL}, "checked": True}]},
    "select": {"id": "x", "name": "x", "label": {"text": EVIL}, "items": [{"text": EVIL, "value": EVIL}]},
    "summary-list": {"rows": [{"key": {"text": EVIL}, "value": {"html": EVIL}}], "card": {"title": {"text": EVIL}}},
    "table": {"caption": EVIL, "head": [{"text": EVIL}], "rows": [[{"html": EVIL}]]},
    "tag": {"text": EVIL, "classes": EVIL},
    "task-list": {"items": [{"title": {"text": EVIL}, "href": EVIL, "status": {"html": EVIL}}]},
    "textarea": {"id": "x", "name": "x", "value": EVIL, "label": {"text": EVIL}},
    "warning-text": {"text": EVIL, "icon_fallback_text": EVIL},
}


@pytest.mark.parametrize(("component", "params"), TEXTS.items())
def test_words_stay_words(component: str, params: dict[str, object]) -> None:
    html = draw(component, params)
    assert "<script" not in html
    assert "<img" not in html
    assert "alert(1)" in html


def test_what_is_already_safe_stays_as_it_is() -> None:
    assert "<b>yes</b>" in draw("inset-text", {"html": mark_safe("<b>yes</b>")})


def test_attributes_must_be_a_table() -> None:
    with pytest.raises(TypeError, match="attributes"):
        draw("button", {"text": "x", "attributes": mark_safe("onclick=1")})


def test_flat_arguments_reach_inside() -> None:
    assert nested({"label__text": "Name", "rows": 3}) == {"label": {"text": "Name"}, "rows": 3}


def test_a_block_escapes_its_variables_and_keeps_its_markup() -> None:
    page = Template(
        '{% load kith_ui %}{% govuk_block "details" summary_text=title %}<p>{{ words }}</p>{% end_govuk_block %}'
    )
    html = page.render(Context({"title": "<b>", "words": "<i>"}))
    assert "<p>&lt;i&gt;</p>" in html
    assert "&lt;b&gt;" in html


def test_a_rating_and_a_clock_speak_in_words() -> None:
    page = Template('{% load kith_ui %}{% brag rating %}{% brag none %}{% clock text="2 hours left" state="soon" %}')
    html = page.render(Context({"rating": "AMBER", "none": None}))
    assert "Amber" in html
    assert "Not rated" in html
    assert '<span class="kith-clock kith-clock--soon">2 hours left</span>' in html


def test_rows_say_not_known_instead_of_nothing() -> None:
    page = Template(
        '{% load kith_ui %}{% rows "Name" name "School" "" as facts %}{% govuk "summary-list" rows=facts %}'
    )
    html = page.render(Context({"name": "<Tyler>"}))
    assert "&lt;Tyler&gt;" in html
    assert "Not known" in html
