"""A partnership says when its front door is at work, and what local custom allows; nonsense stops it at the start."""

from __future__ import annotations

import json

import pytest
from pydantic import ValidationError

from kith.concerns.rules.clocks import HUB_HOURS
from kith.config.places import Places


def test_hours_and_limits_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    assert Places().hub_hours == HUB_HOURS
    monkeypatch.setenv("KITH_HUB_HOURS", "Mon-Sun 00:00-24:00")
    monkeypatch.setenv("KITH_CLOCKS", json.dumps({"research_amber": "8 working hours"}))
    assert Places().hub_hours == "Mon-Sun 00:00-24:00"
    assert Places().clocks == {"research_amber": "8 working hours"}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("KITH_HUB_HOURS", "whenever"),
        ("KITH_HUB_HOURS", ""),
        ("KITH_CLOCKS", '{"decide": "9 working days"}'),
        ("KITH_CLOCKS", '{"research_amber": "soon"}'),
        ("KITH_CLOCKS", '{"lunch": "1 hour"}'),
    ],
)
def test_what_cannot_be_read_or_is_not_theirs_to_set_is_refused(
    monkeypatch: pytest.MonkeyPatch, name: str, text: str
) -> None:
    monkeypatch.setenv(name, text)
    with pytest.raises(ValidationError):
        Places()
