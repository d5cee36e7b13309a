"""The words a description may use, level by level. One that is misspelt would say nothing, where it may keep a secret."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import cast

from kith.records.rules.profiles import ProfileWrong

Table = Mapping[str, object]

OF_FORMAT = frozenset(
    {
        "name", "title", "version", "about", "kinds", "base", "common", "section", "codes", "exact", "inverses", "records",
        "header", "year_path", "date_path", "years", "year_in_name", "sensitive", "sensitive_words", "others_expected",
        "sends", "expects", "blank",
    }
)  # fmt: skip
OF_SECTION = frozenset(
    {
        "name", "title", "sheets", "key", "keyed_as", "kept", "fields", "person", "organisation", "involvement",
        "identifier", "address", "event", "flag", "relationship", "household", "object", "involved", "professional",
        "postcode", "group",
    }
)  # fmt: skip
OF_GROUP = frozenset({"each", "fields", "event", "flag", "object", "involved"})
OF_FIELD = frozenset({"column", "also", "type", "codes", "required", "part"})
OF_INVOLVEMENT = frozenset({"kind", "words", "begins", "ends", "last", "by", "cases"})
"""What somebody may fill is checked by the columns there are: see `profile_checks`."""


def refuse_strange_words(table: Table) -> None:
    """Refuse a description that says something nobody asks for."""
    for where, told, known in _levels(table):
        if strange := told.keys() - known:
            raise ProfileWrong(f"{where}: there is no word {', '.join(map(repr, sorted(strange)))} here.")


def _levels(table: Table) -> Iterator[tuple[str, Table, frozenset[str]]]:
    name = str(table.get("name", "The format"))
    yield name, table, OF_FORMAT
    common = table.get("common")
    sections = [*cast(Iterable[Table], table.get("section") or ()), *([common] if isinstance(common, Mapping) else [])]
    for section in sections:
        where = f"{name}, {section.get('name', 'common')}"
        yield where, section, OF_SECTION
        yield from _inside(where, section)
        for group in cast(Iterable[Table], section.get("group") or ()):
            yield f"{where}, {group.get('each')}", group, OF_GROUP
            yield from _inside(where, group)


def _inside(where: str, part: Table) -> Iterator[tuple[str, Table, frozenset[str]]]:
    fields = part.get("fields")
    for name, spec in fields.items() if isinstance(fields, Mapping) else ():
        if isinstance(spec, Mapping):
            yield f"{where}, {name}", spec, OF_FIELD
    involvement = part.get("involvement")
    if isinstance(involvement, Mapping):
        yield f"{where}, involvement", involvement, OF_INVOLVEMENT
