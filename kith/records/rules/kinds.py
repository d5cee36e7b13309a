"""Which kind of file each is, where a feed has several: by the parts of the format that it has."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from kith.lib.phrases import listed
from kith.outside.files import FileRefused, Headings
from kith.records.rules.plans import survey
from kith.records.rules.profiles import Profile

_DIGITS = re.compile(r"\d+")


class Kinds:
    """Says of each file of a feed which parts of the format it has: files of other parts are another kind.

    Headings come and go, and parts stay. Files that are alike are asked about once.
    """

    def __init__(self, form: Profile | None) -> None:
        self._form = form
        self._known: dict[object, tuple[str, ...]] = {}

    def of(self, columns: Mapping[str, Sequence[str]], file_name: str, day: date) -> tuple[str, ...]:
        """Name the parts that one file has. What has paths, or no format that we know, has no parts."""
        if self._form is None or not columns:
            return ()
        key = (_DIGITS.sub("", file_name), tuple((name, tuple(headings)) for name, headings in sorted(columns.items())))
        if key not in self._known:
            self._known[key] = _parts(self._form, columns, file_name, day)
        return self._known[key]


def _parts(form: Profile, columns: Mapping[str, Sequence[str]], file_name: str, day: date) -> tuple[str, ...]:
    sheets = [Headings(section, "", tuple(names)) for section, names in columns.items()]
    try:
        plans = survey(form, sheets, today=day, file_name=file_name).plans
    except FileRefused:
        return ()
    return tuple(sorted({plan.section.title for plan in plans.values()}))


MOST_NAMED = 3


def said_parts(parts: Sequence[str]) -> str:
    """Name a kind of file by its parts."""
    if len(parts) > MOST_NAMED:
        return f"{', '.join(parts[:MOST_NAMED])} and {len(parts) - MOST_NAMED} more"
    return listed(parts) if parts else "Every file"
