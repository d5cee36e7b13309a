"""Read the descriptions of formats from their files, and refuse one that is wrong."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import cast

from kith.records.rules.codes import CodeList, code_list
from kith.records.rules.profiles import FieldSpec, Group, Involvement, MakeSpec, Profile, ProfileWrong, Section, When
from kith.records.rules.values import TYPES

_FOLDER = files("kith.records") / "formats"

Table = Mapping[str, object]
"""What TOML gives; every entry is checked as it is turned into a value of ours."""


def names() -> tuple[str, ...]:
    """List the formats we can read; a name that begins with `_` is a part shared by several."""
    found = (entry.name.removesuffix(".toml") for entry in _FOLDER.iterdir() if entry.name.endswith(".toml"))
    return tuple(sorted(name for name in found if name != "codes" and not name.startswith("_")))


@cache
def profile(name: str) -> Profile:
    """Give one of our own formats by its name."""
    if name not in names():
        raise ProfileWrong(f"There is no format called {name!r}. There are: {', '.join(names())}.")
    return profile_from(_load(name))


def profile_from(table: Table) -> Profile:
    """Turn a description into a profile; the mapper hands its own descriptions to this."""
    base = _load(f"_{table['base']}") if "base" in table else {}
    common = _table(base.get("common"), {}) | _table(table.get("common"), {})
    made = Profile(
        name=_text(table, "name"),
        title=_text(table, "title"),
        version=int(str(table.get("version", 1))),
        kinds=frozenset(_texts(table.get("kinds", ["csv", "xlsx"]))),
        sections=tuple(_section(part, common) for part in _tables(table.get("section"))),
        codes=_codes(_load("codes"), base, table),
        records=frozenset(_texts(table.get("records", []))),
        header=_text(table, "header", ""),
        year_path=_text(table, "year_path", ""),
        date_path=_text(table, "date_path", ""),
        years=_years(table.get("years")),
        sensitive=bool(table.get("sensitive", False)),
        secrets=_secrets([*_texts(base.get("sensitive_words", [])), *_texts(table.get("sensitive_words", []))]),
        about=_text(table, "about", ""),
        others_expected=bool(table.get("others_expected", False)),
    )
    _check(made)
    return made


def _secrets(words: list[str]) -> re.Pattern[str] | None:
    """Look for words that begin so: `hiv` is one, `archive` is not."""
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})") if words else None


def _load(name: str) -> dict[str, object]:
    return tomllib.loads((_FOLDER / f"{name}.toml").read_text("utf-8"))


def _codes(*tables: Table) -> dict[str, CodeList]:
    lists: dict[str, CodeList] = {}
    for table in tables:
        for name, meanings in _table(table.get("codes"), {}).items():
            lists[name] = code_list(name, cast(Mapping[str, list[str]], meanings))
    return lists


def _section(table: Table, common: Table) -> Section:
    main = _group({**table, "fields": {**_table(common.get("fields"), {}), **_table(table.get("fields"), {})}})
    person = {**_table(common.get("person"), {}), **_table(table.get("person"), {})}
    organisation = _table(table.get("organisation"), {})
    involvement = {**_table(common.get("involvement"), {}), **_table(table.get("involvement"), {})}
    name = _text(table, "name")
    return Section(
        name=name,
        title=_text(table, "title", name),
        sheets=frozenset(_texts(table.get("sheets", []))),
        main=main,
        groups=tuple(_group(part) for part in _tables(table.get("group"))),
        person=None if organisation else _make(person),
        organisation=_make(organisation) if organisation else None,
        identifiers=_both("identifier", common, table),
        addresses=_both("address", common, table),
        relationships=_both("relationship", common, table),
        involvement=_involvement(involvement) if involvement else None,
    )


def _both(key: str, common: Table, table: Table) -> tuple[MakeSpec, ...]:
    return tuple(_make(part) for part in [*_tables(common.get(key)), *_tables(table.get(key))])


def _group(table: Table) -> Group:
    return Group(
        each=_text(table, "each", ""),
        fields=tuple(_field(name, spec) for name, spec in _table(table.get("fields"), {}).items()),
        events=tuple(_make(part) for part in _tables(table.get("event"))),
        flags=tuple(_make(part) for part in _tables(table.get("flag"))),
    )


def _field(name: str, spec: object) -> FieldSpec:
    table = {"column": spec} if isinstance(spec, str) else _table(spec, {})
    return FieldSpec(
        name=name,
        columns=(_text(table, "column"), *_texts(table.get("also", []))),
        type=_text(table, "type", "text"),
        codes=_text(table, "codes", ""),
        required=bool(table.get("required", False)),
    )


_NOT_FILLED = frozenset({"when", "confidential", "literal"})


def _make(table: Table) -> MakeSpec:
    """Read what a row makes: `= "x"` in `literal` is the word itself, elsewhere a field."""
    fill = {key: tuple(_texts(value)) for key, value in table.items() if key not in _NOT_FILLED}
    literal = {key: str(value) for key, value in _table(table.get("literal"), {}).items()}
    when = tuple(When(name, frozenset(_texts(among))) for name, among in _table(table.get("when"), {}).items())
    return MakeSpec(literal, fill, when, confidential=bool(table.get("confidential", False)))


def _involvement(table: Table) -> Involvement:
    cases = {meaning: (_texts(pair)[0], _texts(pair)[1]) for meaning, pair in _table(table.get("cases"), {}).items()}
    dates = {key: tuple(_texts(table.get(key, []))) for key in ("begins", "ends", "last")}
    return Involvement(_text(table, "kind"), _text(table, "words"), **dates, by=_text(table, "by", ""), cases=cases)


def _check(made: Profile) -> None:
    """Refuse a description that names a field, type or code list that is not there."""
    for section in made.sections:
        for group in (section.main, *section.groups):
            for spec in group.fields:
                _check_field(spec, made, section)
        known = {spec.name for spec in section.main.fields}
        for make in (
            section.person,
            section.organisation,
            *section.identifiers,
            *section.addresses,
            *section.relationships,
        ):
            _check_make(make, known, made, section)
        for group in (section.main, *section.groups):
            inside = {spec.name for spec in group.fields}
            for make in (*group.events, *group.flags):
                _check_make(make, inside, made, section)


def _check_field(spec: FieldSpec, made: Profile, section: Section) -> None:
    if spec.type not in TYPES:
        raise ProfileWrong(
            f"{made.name}, {section.name}: {spec.name} has the type {spec.type!r}, which is none of {', '.join(sorted(TYPES))}."
        )
    if spec.codes and spec.codes not in made.codes:
        raise ProfileWrong(
            f"{made.name}, {section.name}: {spec.name} uses the code list {spec.codes!r}, which is not there."
        )


def _check_make(make: MakeSpec | None, known: set[str], made: Profile, section: Section) -> None:
    if make is None:
        return
    asked = {name for names_ in make.fill.values() for name in names_} | {when.field for when in make.when}
    if asked - known:
        raise ProfileWrong(f"{made.name}, {section.name}: there is no field called {', '.join(sorted(asked - known))}.")


def _text(table: Table, key: str, default: str | None = None) -> str:
    value = table.get(key, default)
    if not isinstance(value, str):
        raise ProfileWrong(f"{table.get('name', 'A part of a format')} needs {key!r}, a piece of text.")
    return value


def _texts(value: object) -> list[str]:
    return [value] if isinstance(value, str) else [str(part) for part in cast(Iterable[object], value)]


def _table(value: object, default: dict[str, object]) -> dict[str, object]:
    return dict(cast(Mapping[str, object], value)) if value is not None else default


def _tables(value: object) -> list[Table]:
    return list(cast(Iterable[Table], value or ()))


def _years(value: object) -> tuple[int, int] | None:
    if value is None:
        return None
    first, last = cast(Iterable[int], value)
    return first, last
