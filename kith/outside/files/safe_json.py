"""JSON decoded strictly: no name twice, no NaN, no number computed, no nesting without end.

What a file says comes out as text, `1.10` as `1.10`: nothing here reckons with a number.
"""

import json
import re

from kith.outside.files.limits import FileRefused

Json = dict[str, "Json"] | list["Json"] | str | bool | None
"""What a value is made of; numbers stay the text they were."""

_HALF_LETTER = re.compile("[\ud800-\udfff]")


class CutShort(ValueError):
    """The text ends, or goes wrong, before the value does: more of it may help."""


class _Wrong(ValueError):
    """What no reading further can mend, in words."""


def _once(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    """Refuse a name given twice: one reader would take the first value, another the last."""
    made = dict(pairs)
    if len(made) != len(pairs):
        raise _Wrong("An object gives one name twice, so it has two meanings")
    return made


def once(pairs: list[tuple[str, Json]], *, where: str) -> dict[str, Json]:
    """Make an object of names and values, or refuse a name given twice."""
    try:
        return _once(pairs)
    except _Wrong as error:
        raise _refused(error, where) from error


def _refused(error: _Wrong, where: str) -> FileRefused:
    return FileRefused(str(error), where=where, do="Ask for the export to be mended and sent again.")


def _no_number(name: str) -> Json:
    raise _Wrong("There is a NaN or Infinity, which is not JSON")


_DECODER = json.JSONDecoder(
    object_pairs_hook=_once, parse_constant=_no_number, parse_int=str, parse_float=str, strict=False
)


def decoded(text: str, start: int, *, where: str) -> tuple[Json, int]:
    """Read the value that begins at `start`; give it and where it ended."""
    try:
        value, end = _DECODER.raw_decode(text, start)
    except _Wrong as error:
        raise _refused(error, where) from error
    except RecursionError as error:
        raise too_deep(where) from error
    except ValueError as error:
        raise CutShort from error
    return value, end


def too_deep(where: str) -> FileRefused:
    """Say that a record is nested too deep or has too many values."""
    return FileRefused(
        "The JSON is nested too deep or one record is too large",
        where=where,
        do="Check that this is the export it is meant to be.",
    )


def not_well_formed(where: str) -> FileRefused:
    """Say that this is no JSON, without quoting it: it may name a child."""
    return FileRefused(
        "The JSON breaks off or is not well formed", where=where, do="Mend that line or export the file again."
    )


def whole_letters(text: str) -> str:
    r"""Keep half of a letter (a lone `\ud800`) as its escape: it cannot be stored as a letter."""
    if text.isascii() or not _HALF_LETTER.search(text):
        return text
    return text.encode("utf-8", "backslashreplace").decode()
