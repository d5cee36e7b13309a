"""What a column is by those it stands beside: a postcode after where it happened is no home."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kith.records.rules.guessing.guessed import Column, Sure
from kith.records.rules.guessing.places import KEPT

_TIES = frozenset({"other", "tie", "main_carer", "informal_carer", "parental_responsibility"})
_WORKERS = frozenset({"worker", "team", "contact"})
_REACHED = frozenset({"phone", "email"})
_FEWEST_LINES = 2
SHARED = 0.05
"""What share of a person's numbers may stand beside two names, by mistakes of typing."""


def beside(columns: Sequence[Column]) -> tuple[Column, ...]:
    """Look at the columns of a sheet together."""
    done: list[Column] = []
    for one in _whole(list(columns)):
        done.append(_after(done[-1], one) if done else one)
    return tuple(done)


def _after(before: Column, one: Column) -> Column:
    if one.place == "postcode" and before.place == "event_place":
        return replace(one, place="event_postcode", reason="it stands beside where it happened", sure=Sure.LIKELY)
    if one.place in _REACHED and before.place in _WORKERS:
        return replace(one, place="contact", reason="it stands beside the worker", sure=Sure.LIKELY)
    return one


def _whole(columns: list[Column]) -> list[Column]:
    """Put aside what means nothing without another column."""
    there = [one.place for one in columns]
    if not {"other", "tie"} <= set(there):
        columns = [_loose(one) for one in columns]
    if "event_number" not in there:
        columns = [replace(one, place="event_number") if one.place == "event_within" else one for one in columns]
    if "address" not in there and there.count("address_part") < _FEWEST_LINES:
        columns = [_kept(one, "one line is no address") if one.place == "address_part" else one for one in columns]
    return columns


def _loose(one: Column) -> Column:
    if one.place == "tie":
        return replace(one, place="detail", sure=Sure.MAYBE)
    if one.place in _TIES:
        return _kept(one, "no two columns say who somebody else is and what they are to each other")
    return one


def _kept(one: Column, why: str) -> Column:
    return Column(one.heading, KEPT.key, why, Sure.NO)


def not_a_persons(columns: tuple[Column, ...], rows: Sequence[Mapping[str, str]]) -> tuple[Column, ...]:
    """Find a number that stands beside several people: it is of a case or a household, and would make one of them all."""
    number = next((one.heading for one in columns if one.place == "number"), "")
    names = [one.heading for one in columns if one.place in ("forename", "dob", "full_name")]
    if number and not names and "case" in number.casefold():
        return tuple(replace(one, sure=Sure.MAYBE) if one.heading == number else one for one in columns)
    if not number or not names or not _is_shared(number, names, rows):
        return columns
    taken = any(one.place == "event_number" for one in columns)
    put = replace(
        next(one for one in columns if one.heading == number),
        place="detail" if taken else "event_number",
        reason="it stands beside several people, so it is of a case or a household",
        sure=Sure.MAYBE,
    )
    return tuple(put if one.heading == number else one for one in columns)


def _is_shared(number: str, names: Sequence[str], rows: Sequence[Mapping[str, str]]) -> bool:
    of: dict[str, list[set[str]]] = {}
    for row in rows:
        if said := row.get(number, "").strip():
            sets = of.setdefault(said, [set() for _ in names])
            for some, name in zip(sets, names, strict=True):
                some |= {row.get(name, "").strip().casefold()} - {""}
    several = sum(all(len(some) > 1 for some in sets) for sets in of.values())
    return several > SHARED * max(1, len(of))
