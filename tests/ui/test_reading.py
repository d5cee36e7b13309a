"""The reading-grade checker against text whose grade is known within a grade."""

import pytest
from django.template.loader import render_to_string

from tests.ui.reading import PUBLIC, assert_readable, grade, words_of

PLAIN = "The cat sat on the mat. The dog ran to the gate. We saw them both. Then we all went home for tea."
DENSE = (
    "Multi-agency safeguarding arrangements necessitate comprehensive interdisciplinary collaboration, incorporating "
    "proportionate information-sharing considerations, organisational accountability and statutory responsibilities, notwithstanding "
    "considerable procedural complexity."
)


def test_plain_words_are_easy_and_dense_words_are_not() -> None:
    assert grade(PLAIN) < 3
    assert grade(DENSE) > 18


def test_markup_scripts_and_navigation_are_not_read() -> None:
    html = "<head><title>x</title></head><nav>Menu</nav><h1>One</h1><p>Two &amp; three</p><script>four()</script>"
    assert words_of(html).replace(".", "").split() == ["One", "Two", "&", "three"]


@pytest.mark.parametrize("template", ["400.html", "403_csrf.html", "404.html", "413.html", "500.html", "ui/busy.html"])
def test_the_plain_pages_can_be_read_at_eleven(template: str) -> None:
    assert_readable(render_to_string(template, {"duty_desk": "0300 555 0142"}), PUBLIC)
