"""A description as text: written so that a person can correct it by hand, and read back with no trust in it at all."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping, Sequence

from kith.records.rules.profile_files import names, profile_from
from kith.records.rules.profiles import Profile, ProfileWrong

LONGEST = 200_000
LONGEST_TITLE = 120
NAME = re.compile(r"[a-z][a-z0-9-]{2,58}[a-z0-9]")
KINDS = frozenset({"csv", "xlsx", "xml", "json"})
_BARE = re.compile(r"[A-Za-z0-9_-]+")


def text_of(made: Mapping[str, object]) -> str:
    """Write a description as TOML."""
    sections = made.get("section", [])
    lines = [f"{_key(key)} = {_value(value)}" for key, value in made.items() if key != "section"]
    assert isinstance(sections, list)
    for section in sections:
        lines += ["", "[[section]]", *_table("section", section)]
    return "\n".join(lines) + "\n"


def _table(path: str, table: Mapping[str, object]) -> list[str]:
    """Write plain keys first, then the tables under them, whose own values stand on one line each."""
    plain = [f"{_key(key)} = {_value(value)}" for key, value in table.items() if not _is_under(value)]
    under = []
    for key, value in table.items():
        if isinstance(value, Mapping):
            under += [f"[{path}.{_key(key)}]", *_lines(value)]
        elif _is_under(value):
            assert isinstance(value, Sequence)
            under += [line for one in value for line in (f"[[{path}.{_key(key)}]]", *_lines(one))]
    return plain + under


def _lines(table: Mapping[str, object]) -> list[str]:
    return [f"{_key(key)} = {_value(value)}" for key, value in table.items()]


def _is_under(value: object) -> bool:
    return isinstance(value, Mapping) or (isinstance(value, list) and bool(value) and isinstance(value[0], Mapping))


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else _quoted(key)


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Mapping):
        inside = ", ".join(_lines(value))
        return f"{{ {inside} }}" if inside else "{}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_value, value))}]"
    return _quoted(str(value))


def _quoted(text: str) -> str:
    sound = text.encode("utf-8", "replace").decode()
    return json.dumps(sound, ensure_ascii=False).replace("\x7f", "\\u007f")


def described(text: str) -> Profile:
    """Read a description somebody may have written by hand, and refuse one the engine could not read a file by."""
    return profile_of(table_of(text))


def table_of(text: str) -> dict[str, object]:
    """Read the text as TOML."""
    if len(text) > LONGEST:
        raise ProfileWrong(f"The description has {len(text):,} letters, and the most we take is {LONGEST:,}.")
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as problem:
        raise ProfileWrong(f"The description is not good TOML: {problem}.") from problem


def profile_of(table: Mapping[str, object]) -> Profile:
    """Make the profile of a description."""
    if "base" in table:
        raise ProfileWrong("A description of your own stands by itself: leave out base.")
    try:
        made = profile_from(table)
    except (TypeError, ValueError, AttributeError, KeyError, IndexError, RecursionError) as problem:
        raise ProfileWrong(
            "The description is not of the shape that kith/records/formats/README.md tells."
        ) from problem
    _check(made)
    return made


def _check(made: Profile) -> None:
    if not NAME.fullmatch(made.name):
        raise ProfileWrong(
            "The name of a format is 4 to 60 small letters, digits and hyphens, and begins with a letter."
        )
    if not 0 < len(made.title) <= LONGEST_TITLE or not made.title.isprintable():
        raise ProfileWrong(f"{made.name}: the title is a line of at most {LONGEST_TITLE} letters.")
    if made.name in names():
        raise ProfileWrong(f"{made.name} is a format of ours. Give yours another name.")
    if not made.sections:
        raise ProfileWrong(f"{made.name} has no section, so it reads nothing.")
    if made.kinds - KINDS or not made.kinds:
        raise ProfileWrong(f"{made.name}: kinds are among {', '.join(sorted(KINDS))}.")
    if not any(section.main.fields or section.groups for section in made.sections):
        raise ProfileWrong(f"{made.name} has no field, so it reads nothing.")
