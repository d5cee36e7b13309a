"""Columns of what is made, filled from the fields of its rows, each in the way its kind asks.

What a profile says is worked out once for each thing it makes; the same few steps are then taken for whole columns.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from kith.lib.identifiers import Checked
from kith.records.rules.columns import Columns, Numbers, pick, where
from kith.records.rules.profiles import MakeSpec, When
from kith.records.rules.values import Value, as_text, says_yes

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

_Way = Callable[[tuple[str, ...], Columns, str], Sequence[object]]


@dataclass(slots=True, eq=False)
class Things:
    """Things of one kind, of different rows: their columns, and what is the same in all of them."""

    rows: Numbers
    columns: dict[str, Sequence[object]] = field(default_factory=dict)
    fixed: dict[str, object] = field(default_factory=dict)

    def column(self, name: str, blank: object = "") -> Sequence[object]:
        """Give one column, whether it differs or not."""
        found = self.columns.get(name)
        return found if found is not None else [self.fixed.get(name, blank)] * len(self.rows)

    def texts(self, name: str) -> Sequence[str]:
        """Give one column of text."""
        return self.column(name)  # type: ignore[return-value]

    def days(self, name: str) -> Sequence[date | None]:
        """Give one column of days."""
        return self.column(name, None)  # type: ignore[return-value]

    def put(self, name: str, column: Sequence[object]) -> None:
        """Set one column."""
        self.fixed.pop(name, None)
        self.columns[name] = column

    def only(self, mask: Sequence[object]) -> Things:
        """Keep those for which something holds."""
        kept = where(mask)
        if len(kept) == len(self.rows):
            return self
        columns = {name: pick(column, kept) for name, column in self.columns.items()}
        return Things([self.rows[n] for n in kept], columns, self.fixed)


class _Steps(NamedTuple):
    literals: dict[str, object]
    texts: tuple[tuple[str, str], ...]
    """Columns of text that come from one field: by far the most."""
    others: tuple[tuple[str, tuple[str, ...], _Way], ...]
    conditions: tuple[tuple[str, tuple[When, ...]], ...]


def fill(make: MakeSpec, values: Columns, rows: Numbers) -> Things:
    """Make a thing of each of these rows; where a field is blank the literal stands."""
    steps = _steps(make)
    things = Things(rows, {}, dict(steps.literals))
    for key, name in steps.texts:
        if name in values:
            things.put(key, _texts(name, values, rows, things.fixed.get(key, "")))
    for key, names, way in steps.others:
        if any(name in values for name in names):
            blank = things.fixed.get(key, _BLANK.get(way))
            found = pick(way(names, values, key), rows)
            things.put(key, found if blank is None else [blank if one is None else one for one in found])
    for key, whens in steps.conditions:
        said = pick(any_holds(whens, values), rows)
        before = things.column(key, blank=False)
        things.put(key, [one or earlier for one, earlier in zip(said, before, strict=True)])
    return things


def _texts(name: str, values: Columns, rows: Numbers, blank: object) -> Sequence[object]:
    texts = pick(values.text(name), rows)
    if not blank:
        return texts
    return [blank if value is None else text for value, text in zip(pick(values.value(name), rows), texts, strict=True)]


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
    return _Steps(dict(make.literal), tuple(texts), tuple(others), tuple(make.yes_when.items()))


def _way(key: str, names: tuple[str, ...]) -> _Way | None:
    if key in _DATES:
        return _dates
    if key in _YES:
        return _yes
    if key in _YES_NO_OR_NOT_SAID:
        return _yes_no_or_not_said
    return None if len(names) == 1 else _joined


def _dates(names: tuple[str, ...], values: Columns, key: str) -> Sequence[object]:
    return first_dates(names, values)


def first_dates(names: Iterable[str], values: Columns) -> Sequence[date | None]:
    """Give, in each row, the first of some fields that is a day."""
    columns = [_days(values.value(name)) for name in names if name in values]
    if not columns:
        return [None] * values.count
    return columns[0] if len(columns) == 1 else [next(filter(None, row), None) for row in zip(*columns, strict=True)]


def _days(column: Sequence[Value]) -> Sequence[date | None]:
    return [one if isinstance(one, date) else None for one in column]


def _yes(names: tuple[str, ...], values: Columns, key: str) -> Sequence[object]:
    columns = [values.value(name) for name in names if name in values]
    return [any(map(says_yes, row)) or None for row in zip(*columns, strict=True)]


def _yes_no_or_not_said(names: tuple[str, ...], values: Columns, key: str) -> Sequence[object]:
    columns = [values.value(name) for name in names if name in values]
    said = ([one for one in row if one is not None] for row in zip(*columns, strict=True))
    return [any(map(says_yes, row)) if row else None for row in said]


def _joined(names: tuple[str, ...], values: Columns, key: str) -> Sequence[object]:
    joint = _JOINED_BY.get(key, " ")
    columns = [values.text(name) for name in names if name in values]
    return [joint.join(filter(None, row)) or None for row in zip(*columns, strict=True)]


def kept_secret(make: MakeSpec, things: Things) -> Things:
    """Keep secret, one and all, what its profile says is secret."""
    if make.confidential:
        things.columns.pop("confidential", None)
        things.fixed["confidential"] = True
    return things


_BLANK: dict[_Way, object] = {_yes: False, _joined: ""}
"""What stands where a way finds nothing; a day that nobody told is None."""


def applies(make: MakeSpec, values: Columns) -> Numbers:
    """Give the rows that make this: every condition holds, and nothing that speaks against it."""
    if not make.when and not make.unless:
        return values.all
    masks = [_holds(when, values) for when in make.when]
    if make.unless:
        masks.append([not one for one in any_holds(make.unless, values)])
    return where(masks[0] if len(masks) == 1 else list(map(all, zip(*masks, strict=True))))


def any_holds(whens: Iterable[When], values: Columns) -> Sequence[bool]:
    """Tell, for each row, whether one of some conditions holds."""
    masks = [_holds(when, values) for when in whens]
    return list(map(any, zip(*masks, strict=True))) if masks else [False] * values.count


def _holds(when: When, values: Columns) -> list[bool]:
    column = values.value(when.field)
    if not when.among and not when.begins:
        return [value is not None and value != () for value in column]
    known = {value: _holds_for(when, value) for value in set(column)}
    return [known[value] for value in column]


def _holds_for(when: When, value: Value) -> bool:
    found = value if isinstance(value, tuple) and not isinstance(value, Checked) else (as_text(value),)
    words = [part.casefold() for part in found]
    return any(word in when.among or (when.begins and word.startswith(when.begins)) for word in words)
