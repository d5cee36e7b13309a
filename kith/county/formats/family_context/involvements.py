"""Which involvement of somebody a feed shows: the open one first, then the graver, then the later."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from kith.county.agencies.known import Known
from kith.county.agencies.persona import Persona
from kith.county.happenings import KINDS
from kith.county.model import Event

DATA = Path(__file__).parents[2] / "data" / "family_context.toml"
_READ: dict[str, Any] = tomllib.loads(DATA.read_text(encoding="utf-8"))
WORDS: dict[str, dict[str, str]] = _READ["words"]
ONLY_LISTED = frozenset({"occurrence"})
"""Kinds of event that have a name of their own only for the details listed."""
MENTAL: tuple[str, ...] = tuple(_READ["mental"]["among"])
SENT_FOR = timedelta(days=365 * _READ["years"])


@dataclass(frozen=True, slots=True)
class Involvement:
    """One entry's involvement with an agency."""

    persona: Persona
    event: Event
    words: str
    ended: date | None
    """None while it goes on."""
    order: tuple[bool, int, date, str]
    """What comes later is what is shown."""


def latest(known: Known, feed: str) -> list[Involvement]:
    """Give the involvement to show of each entry that has one within the years that are sent, by local number."""
    found: dict[str, Involvement] = {}
    for one in _all(known, feed):
        before = found.get(one.persona.local_id)
        if before is None or before.order < one.order:
            found[one.persona.local_id] = one
    return [one for _, one in sorted(found.items())]


def _all(known: Known, feed: str) -> Iterator[Involvement]:
    kinds: dict[str, dict[str, Any]] = _READ[feed]
    for event in known.of(*kinds):
        table = kinds[event.kind]
        if not _is_of(feed, event):
            continue
        ended = known.ended(event) if KINDS[event.kind].ends else event.start
        if ended is not None and ended < known.plan.until - _sent_for(table):
            continue
        order = (ended is None, table["rank"], event.start, event.key)
        for person, part in event.people if "parts" in table else event.people[:1]:
            if "parts" not in table or part in table["parts"]:
                yield Involvement(known.persona(person, event.start), event, words(event, table), ended, order)


def _sent_for(table: dict[str, Any]) -> timedelta:
    return timedelta(days=365 * table["years"]) if "years" in table else SENT_FOR


def _is_of(feed: str, event: Event) -> bool:
    """Say whether a health contact belongs to the feed of mental health or to the other one."""
    if event.kind != "health_contact":
        return True
    service = event.text("service").casefold()
    return any(word in service for word in MENTAL) == (feed == "mental-health")


def words(event: Event, table: dict[str, Any]) -> str:
    """Give the name of the service: by the detail that chooses it, else that of the kind of event."""
    chosen = event.text(table["by"]) if "by" in table else ""
    listed = WORDS.get(event.kind, {}).get(chosen.casefold().replace(" ", "_"))
    if listed or not chosen or event.kind in ONLY_LISTED:
        return listed or str(table["words"])
    return chosen.replace("_", " ").capitalize()
