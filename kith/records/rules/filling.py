"""Columns filled from the values of a row, each in the way its kind asks.

What a profile says is worked out once for each thing it makes, for the same few steps are taken for every row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from kith.lib.identifiers import Checked
from kith.records.rules.profiles import MakeSpec, When
from kith.records.rules.values import Value, as_text, says_yes

Values = Mapping[str, Value]

_DATES = frozenset({"dob", "expected_dob", "died_on", "starts", "ends", "opened", "closed"})
_YES = frozenset(
    {
        "shielded",
        "address_confidential",
        "dob_estimated",
        "sensitive_service",
        "confidential",
        "confidential_if",
        "disputed",
    }
)
_YES_NO_OR_NOT_SAID = frozenset({"parental_responsibility", "main_carer", "informal_carer"})
_JOINED_BY = {"address": ", ", "laestab": "", "contact": ", ", "detail": "; "}
_OWN_WAY = frozenset({"nhs_number", "upn", "postcode", "value"})
"""Filled elsewhere: these are checked."""


class _Steps(NamedTuple):
    literals: tuple[tuple[str, str], ...]
    texts: tuple[tuple[str, str], ...]
    """Columns of text that come from one field: by far the most."""
    others: tuple[tuple[str, tuple[str, ...], Callable[[tuple[str, ...], Values, str], object]], ...]
    conditions: tuple[tuple[str, tuple[When, ...]], ...]


def fill(thing: object, make: MakeSpec, values: Values) -> None:
    """Set what the profile names; a blank leaves what the literal says."""
    steps = _steps(make)
    for key, word in steps.literals:
        setattr(thing, key, word)
    for key, name in steps.texts:
        if (value := values.get(name)) is not None:
            setattr(thing, key, value if value.__class__ is str else as_text(value))
    for key, names, way in steps.others:
        found = way(names, values, key)
        if found is not None:
            setattr(thing, key, found)
    for key, whens in steps.conditions:
        if any_holds(whens, values):
            setattr(thing, key, True)


@lru_cache(maxsize=10_000)
def _steps(make: MakeSpec) -> _Steps:
    texts, others = [], []
    for key, names in make.fill.items():
        way = _way(key, names)
        if key in _OWN_WAY:
            continue
        if way is None:
            texts.append((key, names[0]))
        else:
            others.append(("confidential" if key == "confidential_if" else key, names, way))
    return _Steps(tuple(make.literal.items()), tuple(texts), tuple(others), tuple(make.yes_when.items()))


def _way(key: str, names: tuple[str, ...]) -> Callable[[tuple[str, ...], Values, str], object] | None:
    if key in _DATES:
        return _date
    if key in _YES:
        return _yes
    if key in _YES_NO_OR_NOT_SAID:
        return _yes_no_or_not_said
    return None if len(names) == 1 else _text


def _date(names: tuple[str, ...], values: Values, key: str) -> date | None:
    return first_date(names, values)


def _yes(names: tuple[str, ...], values: Values, key: str) -> bool | None:
    return any(says_yes(values.get(name)) for name in names) or None


def _yes_no_or_not_said(names: tuple[str, ...], values: Values, key: str) -> bool | None:
    said = [value for name in names if (value := values.get(name)) is not None]
    return any(map(says_yes, said)) if said else None


def _text(names: tuple[str, ...], values: Values, key: str) -> str | None:
    return _JOINED_BY.get(key, " ").join(text for name in names if (text := as_text(values.get(name)))) or None


def first_date(names: Iterable[str], values: Values) -> date | None:
    """Give the first of some fields that is a day."""
    for name in names:
        value = values.get(name)
        if isinstance(value, date):
            return value
    return None


def applies(make: MakeSpec, values: Values) -> bool:
    """Tell whether a row makes this: every condition holds, and nothing that speaks against it."""
    if not make.when and not make.unless:
        return True
    return all(_holds(when, values.get(when.field)) for when in make.when) and not any_holds(make.unless, values)


def any_holds(whens: Iterable[When], values: Values) -> bool:
    """Tell whether one of some conditions holds."""
    return any(_holds(when, values.get(when.field)) for when in whens)


def _holds(when: When, value: Value) -> bool:
    if not when.among and not when.begins:
        return value is not None and value != ()
    found = value if isinstance(value, tuple) and not isinstance(value, Checked) else (as_text(value),)
    words = [part.casefold() for part in found]
    return any(word in when.among or (when.begins and word.startswith(when.begins)) for word in words)
