"""One JSON record as a row of `path/to/field` and its text, the way XML records are."""

import re
from collections import Counter

from kith.outside.files.limits import Limits
from kith.outside.files.safe_json import Json, too_deep, whole_letters

_KIND = "resourceType"
_SAYS_WHICH = ("url", "system", "use")
"""Names by which a thing in a list says which of several it is, surest first."""
_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9.\-]{0,79}")
_POINTS_AT = re.compile(r"([A-Z][A-Za-z]{1,39})/([A-Za-z0-9.\-]{1,64})")
_UNREADABLE = "unreadable"
"""Stands for a label we cannot read; headings are compared by letters, so it must have some."""
_FREE = frozenset({"U", "L", "M", "N"})
"""Labels of a record that everybody in the service may read: unrestricted, to normal."""


def cells_of(record: dict[str, Json], limits: Limits, *, where: str) -> dict[str, str]:
    """Give every value of a record by its path, as received.

    The second of two values in a list has the path `name[2]`. A thing in a list that
    says which it is goes by that: `name:maiden/family`, `identifier:nhs-number/value`;
    and so does what points at a record: `subject/reference:Patient` is a patient's id.
    A record that says what it is has its section in a path: `resourceType:Patient:R`.
    """
    cells = _Cells(limits, where)
    section = section_of(record)
    for name, value in record.items():
        path = whole_letters(name)
        cells.take(value, f"{path}:{section}" if name == _KIND and section else path, 1)
    return cells.found


class _Cells:
    def __init__(self, limits: Limits, where: str) -> None:
        self._depth, self._most = limits.depth, limits.elements_in_record
        self._where = where
        self.found: dict[str, str] = {}

    def take(self, value: Json, path: str, depth: int) -> None:
        if depth > self._depth:
            raise too_deep(self._where)
        if isinstance(value, str):
            self._keep(path, value)
        elif isinstance(value, dict) and value:
            for name, inside in value.items():
                self.take(inside, f"{path}/{whole_letters(name)}", depth + 1)
        elif isinstance(value, list) and value:
            self._several(value, path, depth)
        else:
            self._keep(path, {True: "true", False: "false"}.get(value, "") if isinstance(value, bool) else "")

    def _several(self, some: list[Json], path: str, depth: int) -> None:
        seen: Counter[str] = Counter()
        for one in some:
            step = f"{path}/item" if isinstance(one, list) else path + _which(one)
            seen[step] += 1
            self.take(one, step if seen[step] == 1 else f"{step}[{seen[step]}]", depth + 1)

    def _keep(self, path: str, text: str) -> None:
        """Keep a text under a path of its own: no name with a stroke in it hides another."""
        if path.endswith("/reference") and (at := _POINTS_AT.fullmatch(text)):
            path, text = f"{path}:{at[1]}", at[2]
        free, number = path, 1
        while free in self.found:
            number += 1
            free = f"{path} ({number})"
        self.found[free] = whole_letters(text)
        if len(self.found) > self._most:
            raise too_deep(self._where)


def _which(one: Json) -> str:
    """Give the last part of what a thing in a list says it is, if that is a plain word."""
    if isinstance(one, dict):
        for name in _SAYS_WHICH:
            if isinstance(said := one.get(name), str) and _PLAIN.fullmatch(tail := said.rpartition("/")[2]):
                return f":{tail}"
    return ""


def section_of(record: dict[str, Json]) -> str:
    """Give the kind of a record, with its label when it is not for everybody: `Patient:R`.

    A restricted patient is another kind of row than a patient, so that a format cannot
    read from it, by oversight, what is only to be read of others; and a label that
    nobody foresaw makes a kind of row that no format knows.
    """
    kind = record.get(_KIND)
    if not isinstance(kind, str):
        return ""
    return ":".join([whole_letters(kind), *sorted(_labels(record.get("meta")) - _FREE)])


def _labels(meta: Json) -> set[str]:
    """Give the security labels; whatever is not in the shape of one is one nobody knows."""
    if meta is None:
        return set()
    security = meta.get("security", []) if isinstance(meta, dict) else meta
    if not isinstance(security, list):
        return {_UNREADABLE}
    codes = [one.get("code") if isinstance(one, dict) else None for one in security]
    return {code if isinstance(code, str) and _PLAIN.fullmatch(code) else _UNREADABLE for code in codes}
