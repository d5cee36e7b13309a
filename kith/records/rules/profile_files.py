"""Read the descriptions of formats from their files, and refuse one that is wrong."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import cast

from kith.outside.files import normal_heading
from kith.records.rules.codes import CodeList, code_list
from kith.records.rules.places import OF_USE
from kith.records.rules.profile_checks import check
from kith.records.rules.profile_words import refuse_strange_words
from kith.records.rules.profiles import FieldSpec, Group, Involvement, MakeSpec, Profile, ProfileWrong, Section, When

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
    refuse_strange_words(table)
    refuse_strange_words(base)
    common = _table(base.get("common"), {}) | _table(table.get("common"), {})
    sections = tuple(_section(part, common) for part in _tables(table.get("section")))
    made = Profile(
        name=_text(table, "name"),
        title=_text(table, "title"),
        version=int(str(table.get("version", 1))),
        kinds=frozenset(_texts(table.get("kinds", ["csv", "xlsx"]))),
        sections=sections,
        codes=_codes(_load("codes"), base, table, exact=_lists_of_parts(sections)),
        records=frozenset(_texts(table.get("records", []))),
        header=_text(table, "header", ""),
        year_path=_text(table, "year_path", ""),
        date_path=_text(table, "date_path", ""),
        years=_years(table.get("years")),
        sensitive=bool(table.get("sensitive", False)),
        secrets=_secrets([*_texts(base.get("sensitive_words", [])), *_texts(table.get("sensitive_words", []))]),
        about=_text(table, "about", ""),
        others_expected=bool(table.get("others_expected", False)),
        inverses=_inverses(_load("codes"), base, table),
        whole=_whole(table, base),
        expects=frozenset(_texts(table.get("expects", []))),
        blanks=tuple(_texts(table.get("blank", []))),
        year_in_name=bool(table.get("year_in_name", False)),
    )
    check(made)
    return made


def _whole(table: Table, base: Table) -> bool:
    """Say whether each file is everything, or only what changed since the last."""
    sends = _text(table, "sends", _text(base, "sends", "changes"))
    if sends not in {"whole", "changes"}:
        raise ProfileWrong(f'{table.get("name")}: `sends` is "whole" or "changes", not {sends!r}.')
    return sends == "whole"


def _inverses(*tables: Table) -> dict[str, str]:
    """Read each pair of words both ways."""
    there = {key: str(word) for table in tables for key, word in _table(table.get("inverses"), {}).items()}
    return {word: key for key, word in there.items()} | there


def _secrets(words: list[str]) -> re.Pattern[str] | None:
    """Look for words that begin so: `hiv` is one, `archive` is not."""
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})") if words else None


@cache
def _load(name: str) -> Table:
    """Read a file once: what formats share is asked for by each of them."""
    return tomllib.loads((_FOLDER / f"{name}.toml").read_text("utf-8"))


def _lists_of_parts(sections: Iterable[Section]) -> Iterator[str]:
    """Give the lists that say who had which part in an event: those are read whole, always."""
    for group in (group for section in sections for group in (section.main, *section.groups)):
        roles = {name for make in (*group.events, *group.involved) for name in make.fill.get("role", ())}
        yield from (spec.codes for spec in group.fields if spec.name in roles)


def _codes(*tables: Table, exact: Iterable[str]) -> dict[str, CodeList]:
    exact = {*exact, *(name for table in tables for name in _texts(table.get("exact", [])))}
    lists: dict[str, CodeList] = {}
    for table in tables:
        for name, meanings in _table(table.get("codes"), {}).items():
            lists[name] = code_list(name, cast(Mapping[str, object], meanings), exact=name in exact)
    return lists


def _section(table: Table, common: Table) -> Section:
    fields = {**_table(common.get("fields"), {}), **_table(table.get("fields"), {})}
    involved = [*_tables(common.get("involved")), *_tables(table.get("involved"))]
    main = _group({**table, "fields": fields, "involved": involved})
    nobody = table.get("person") is False
    person = {**_table(common.get("person"), {}), **({} if nobody else _table(table.get("person"), {}))}
    organisation = _table(table.get("organisation"), {})
    involvement = {**_table(common.get("involvement"), {}), **_table(table.get("involvement"), {})}
    name = _text(table, "name")
    return Section(
        name=name,
        title=_text(table, "title", name),
        sheets=frozenset(_texts(table.get("sheets", []))),
        main=main,
        groups=tuple(_group(part) for part in _tables(table.get("group"))),
        person=None if organisation or nobody else _make(person),
        organisation=_at_its_address(_make(organisation), "") if organisation else None,
        identifiers=_both("identifier", common, table),
        addresses=tuple(_used(make) for make in _both("address", common, table)),
        relationships=_both("relationship", common, table),
        households=_both("household", common, table),
        professionals=_both("professional", common, table),
        postcodes=_both("postcode", common, table),
        involvement=_involvement(involvement) if involvement and not (nobody or organisation) else None,
        key=tuple(_texts(table.get("key", common.get("key", [])))),
        keyed_as=_text(table, "keyed_as", name),
        kept=frozenset(normal_heading(name) for name in _texts(table.get("kept", []))),
        nobody=nobody,
    )


def _both(key: str, common: Table, table: Table) -> tuple[MakeSpec, ...]:
    return tuple(_make(part) for part in [*_tables(common.get(key)), *_tables(table.get(key))])


def _group(table: Table) -> Group:
    return Group(
        each=_text(table, "each", ""),
        fields=tuple(_field(name, spec) for name, spec in _table(table.get("fields"), {}).items()),
        events=tuple(_make(part) for part in _tables(table.get("event"))),
        flags=tuple(_make(part) for part in _tables(table.get("flag"))),
        objects=tuple(_make(part) for part in _tables(table.get("object"))),
        involved=tuple(_make(part) for part in _tables(table.get("involved"))),
    )


def _field(name: str, spec: object) -> FieldSpec:
    table = {"column": spec} if isinstance(spec, str) else _table(spec, {})
    return FieldSpec(
        name=name,
        columns=(_text(table, "column"), *_texts(table.get("also", []))),
        type=_text(table, "type", "text"),
        codes=_text(table, "codes", ""),
        required=bool(table.get("required", False)),
        part=_text(table, "part", ""),
    )


_CONDITIONS = frozenset({"when", "unless", "literal"})
_NOT_FILLED = _CONDITIONS | {"confidential", "backwards", "place", "more", "each"}
_SECRET = frozenset({"confidential", "confidential_if"})
_WHERE = frozenset({"address", "postcode", "uprn"})


def _make(table: Table) -> MakeSpec:
    """Read what a row makes: `= "x"` in `literal` is the word itself, elsewhere a field."""
    told = {key: value for key, value in table.items() if key not in _CONDITIONS and key != "place"}
    conditions = {key: _whens(value) for key, value in told.items() if _is_table(value)}
    fill = {key: tuple(_texts(value)) for key, value in told.items() if key not in _NOT_FILLED | conditions.keys()}
    made = MakeSpec(
        literal={key: str(value) for key, value in _table(table.get("literal"), {}).items()},
        fill=fill,
        when=_whens(table.get("when")),
        unless=_whens(table.get("unless")),
        confidential=table.get("confidential") is True,
        yes_when=conditions,
        backwards=bool(table.get("backwards", False)),
        each=_text(table, "each", ""),
        more=tuple(_make(part) for part in _tables(table.get("more"))),
    )
    return replace(made, place=_as_secret(_make(_table(table["place"], {})), made)) if "place" in table else made


def _as_secret(place: MakeSpec, made: MakeSpec) -> MakeSpec:
    """Hold back a place as what happened there is held back."""
    return replace(
        place,
        confidential=place.confidential or made.confidential,
        fill={**{key: names for key, names in made.fill.items() if key in _SECRET}, **place.fill},
        yes_when={**place.yes_when} | {key: whens for key, whens in made.yes_when.items() if key in _SECRET},
    )


def _used(make: MakeSpec) -> MakeSpec:
    """Tell what place an address is that is used for this."""
    return _at_its_address(make, OF_USE.get(make.literal.get("use", ""), ""))


def _at_its_address(make: MakeSpec, kind: str) -> MakeSpec:
    """Say that the place is where the address, postcode and property number of the thing itself say."""
    told = make.place or MakeSpec({"kind": kind} if kind else {}, {})
    where = {key: names for key, names in make.fill.items() if key in _WHERE}
    return replace(make, place=_as_secret(replace(told, fill=where | dict(told.fill)), make))


def _is_table(value: object) -> bool:
    return isinstance(value, Mapping)


def _whens(value: object) -> tuple[When, ...]:
    """Read conditions; `"disputed*"` holds for whatever begins so."""
    return tuple(_when(name, [word.casefold() for word in _texts(among)]) for name, among in _table(value, {}).items())


def _when(name: str, words: list[str]) -> When:
    begins = tuple(word.removesuffix("*") for word in words if word.endswith("*"))
    return When(name, frozenset(word for word in words if not word.endswith("*")), begins)


def _involvement(table: Table) -> Involvement:
    cases = {meaning: (_texts(pair)[0], _texts(pair)[1]) for meaning, pair in _table(table.get("cases"), {}).items()}
    dates = {key: tuple(_texts(table.get(key, []))) for key in ("begins", "ends", "last")}
    return Involvement(_text(table, "kind"), _text(table, "words"), **dates, by=_text(table, "by", ""), cases=cases)


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
