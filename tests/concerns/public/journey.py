"""The five questions, as a browser would answer them."""

from __future__ import annotations

import re
from html import unescape

from django.test import Client

ANSWERS: tuple[tuple[str, dict[str, str]], ...] = (
    ("/report/1/", {"danger": "no"}),
    ("/report/2/", {"what": "A girl was crying in my cab."}),
    ("/report/3/", {"where_when": "Westbury station, 8:14"}),
    ("/report/4/", {"who": "A man in a grey coat"}),
    ("/report/5/", {"contact": "no"}),
)
NAMED = {"contact": "yes", "reach": "07700 900321", "name": "Dana Swift", "safe": "Texts after 6", "keep": "on"}


def answer_all(browser: Client, *, sector: str = "", contact: dict[str, str] | None = None, **headers: str) -> None:
    """Answer the five questions."""
    for number, (path, given) in enumerate(ANSWERS, 1):
        where = f"{path}?from={sector}" if sector and number == 1 else path
        data = contact if contact and number == len(ANSWERS) else given
        response = browser.post(where, data, **headers)  # type: ignore[arg-type]
        assert response.status_code == 302, response.content.decode()
    assert response.headers["Location"] == "/report/check/"


def receipt_in(page: str) -> str:
    """Read the seven words from the page."""
    found = re.search(r'class="kith-receipt">([^<]+)<', page)
    assert found, page
    return unescape(found[1])


def report(browser: Client, **more: object) -> str:
    """Answer, send, and give the seven words."""
    answer_all(browser, **more)  # type: ignore[arg-type]
    response = browser.post("/report/check/", {"website": ""})
    assert response.status_code == 200, response.content.decode()
    return receipt_in(response.content.decode())
