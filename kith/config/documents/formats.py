"""Every format that agencies export and we read: its files, its fields, its words, and what each field makes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kith.config.documents.page import Page
from kith.records.rules.codes import CodeList
from kith.records.rules.profile_files import names, profile
from kith.records.rules.profiles import COLLECTION, FieldSpec, Group, Involvement, MakeSpec, Profile, Section

_SHAPES = {"csv": "CSV", "xlsx": "Excel", "xml": "XML", "json": "JSON"}
_TYPES = {
    "text": "text",
    "name": "name",
    "address": "address",
    "id": "number of theirs",
    "date": "day",
    "birth": "birthday",
    "due": "day, may lie ahead",
    "month": "month",
    "moment": "day and time",
    "birth-moment": "birthday and time",
    "due-moment": "day and time, may lie ahead",
    "code": "code",
    "codes": "codes",
    "ties": "relatives and their numbers",
    "whole": "whole number",
    "nhs": "NHS number, checked",
    "upn": "pupil number, checked",
    "postcode": "postcode",
    "uprn": "property number",
    "phone": "telephone",
    "plate": "vehicle",
}

_MORE = "person, more"


def page() -> Page:
    """Write what is read of each format."""
    page = Page("The formats")
    page.words(
        "What Kith reads of what agencies export, from the descriptions in `kith/records/formats`. Every row is kept as",
        "it came; what is not in these tables is kept and not read. “Secret” is told to nobody but its owner.",
    )
    every = [profile(name) for name in names()]
    page.table(["Format", "In the command", "Version", "Files", "Parts", "Fields"], (_line(one) for one in every))
    for one in every:
        _format(page, one)
    return page


def _line(one: Profile) -> list[str]:
    fields = sum(len(group.fields) for section in one.sections for group in _groups(section))
    shapes = ", ".join(_SHAPES[kind] for kind in sorted(one.kinds))
    return [one.title, f"`{one.name}`", str(one.version), shapes, str(len(one.sections)), str(fields)]


def _groups(section: Section) -> tuple[Group, ...]:
    return (section.main, *section.groups)


def _format(page: Page, one: Profile) -> None:
    page.heading(one.title)
    page.words(one.about or "One row a person.", *_said_of(one))
    for section in one.sections:
        page.parts.append(f"### {one.name}: {section.title}")
        page.points(_said_of_section(section))
        page.table(["Field", "Called", "Is", "Makes"], _fields(section))
        if section.kept:
            page.words(f"Kept and not read: {', '.join(f'`{name}`' for name in sorted(section.kept))}.")
    lists = {
        spec.codes for section in one.sections for group in _groups(section) for spec in group.fields if spec.codes
    }
    if lists:
        page.parts.append(f"### {one.name}: words")
        page.table(["List", "Meanings", "Ways to write them"], (_words(one.codes[name]) for name in sorted(lists)))


def _said_of(one: Profile) -> Iterator[str]:
    if one.years:
        yield f"Collection years {one.years[0]} to {one.years[1]}."
    if one.sensitive:
        yield "The service is sensitive: that it knows somebody is withheld where an agreement says so."
    if one.others_expected:
        yield "It has more columns than these, which are kept."


def _said_of_section(section: Section) -> Iterator[str]:
    yield from _known_again(section.key)
    if section.nobody:
        yield "About no person by itself."
    if section.organisation:
        yield "About an organisation."
    if section.involvement:
        yield _involvement(section.involvement)
    for kind, make in _makes(section, section.main):
        if make.literal or make.when or make.unless:
            yield _made(kind, make)
    for group in section.groups:
        for kind, make in _makes(section, group):
            yield f"Each {group.each}: {_made(kind, make)}"


def _known_again(key: tuple[str, ...]) -> Iterator[str]:
    """Say by what fields a row is known when it is sent again: `a|b` is either, and `a?` may be blank."""
    fields = [name.removesuffix("?").replace("|", " or else ") for name in key]
    named = [f"the {name} of the file" if name == COLLECTION else name.replace("_", " ") for name in fields]
    if named:
        yield f"Sent again, a row is the same by {' and '.join(named)}."


def _involvement(found: Involvement) -> str:
    cases = "; ".join(f"{words} where {found.by} is {meaning}" for meaning, (_, words) in found.cases.items())
    return f"Shown to others as: {found.words}{f'; {cases}' if cases else ''}."


def _made(kind: str, make: MakeSpec) -> str:
    """Say one thing that a row makes, and when."""
    words = ", ".join(f"{key.replace('_', ' ')} {word}" for key, word in make.literal.items())
    when = [f"{one.field} is {_among(one.among | {f'{part}…' for part in one.begins})}" for one in make.when]
    unless = [f"{one.field} is {_among(one.among | {f'{part}…' for part in one.begins})}" for one in make.unless]
    what = f"Makes {'an' if kind[0] in 'aeiou' else 'a'} {kind}" if kind != _MORE else "Tells more of the person"
    said = f"{what}{f' ({words})' if words else ''}"
    said += f" when {' and '.join(when)}" if when else ""
    said += f" unless {' or '.join(unless)}" if unless else ""
    return f"{said}, secret." if make.confidential else f"{said}."


def _among(words: frozenset[str]) -> str:
    return " or ".join(f"“{word}”" for word in sorted(words)) if words else "given"


def _makes(section: Section, group: Group) -> Iterator[tuple[str, MakeSpec]]:
    if group is section.main:
        for kind, one in (("person", section.person), ("organisation", section.organisation)):
            if one is not None:
                yield kind, one
                yield from ((_MORE, more) for more in one.more)
        yield from (("identifier", one) for one in section.identifiers)
        yield from (("address", one) for one in section.addresses)
        yield from (("relationship", one) for one in section.relationships)
        yield from (("household member", one) for one in section.households)
        yield from (("professional", one) for one in section.professionals)
        yield from (("postcode", one) for one in section.postcodes)
    yield from (("event", one) for one in group.events)
    yield from (("flag", one) for one in group.flags)
    yield from (("object", one) for one in group.objects)
    yield from (("involvement", one) for one in group.involved)


def _fields(section: Section) -> Iterator[list[str]]:
    for group in _groups(section):
        for spec in group.fields:
            yield [spec.name, _called(spec, group), _is(spec), "; ".join(_uses(spec.name, section, group)) or "kept"]


def _called(spec: FieldSpec, group: Group) -> str:
    inside = f"{group.each}/" if group.each else ""
    part = f", its {spec.part}" if spec.part else ""
    return ", ".join(f"`{inside}{column}`" for column in spec.columns) + part


def _is(spec: FieldSpec) -> str:
    codes = f" of {spec.codes}" if spec.codes else ""
    return f"{_TYPES[spec.type]}{codes}{', required' if spec.required else ''}"


def _uses(name: str, section: Section, group: Group) -> Iterator[str]:
    for kind, make in _makes(section, group):
        what = make.literal.get("kind") or make.literal.get("scheme") or make.literal.get("use") or ""
        filled = [key.replace("_", " ") for key, fields in make.fill.items() if name in fields]
        filled += [f"whether {key.replace('_', ' ')}" for key, whens in make.yes_when.items() if _asks(name, whens)]
        filled += ["each relative and what they are"] if name == make.each else []
        filled += [f"its place's {key}" for key, fields in _placed(make).items() if name in fields]
        if filled:
            yield f"{kind} {what}".strip() + f": {', '.join(filled)}"
    if group is section.main and section.involvement:
        found = section.involvement
        dates = {"begins": found.begins, "ends": found.ends, "last seen": found.last, "kind": (found.by,)}
        yield from (f"involvement: {key}" for key, fields in dates.items() if name in fields)


def _placed(make: MakeSpec) -> Mapping[str, tuple[str, ...]]:
    """Give what fills the place of a thing, where that is not its own address."""
    place = make.place.fill if make.place else {}
    return {key: fields for key, fields in place.items() if key not in make.fill}


def _asks(name: str, whens: tuple[object, ...]) -> bool:
    return any(getattr(one, "field", "") == name for one in whens)


def _words(codes: CodeList) -> list[str]:
    meanings = list(dict.fromkeys(codes.meanings.values()))
    years = "".join(f"; otherwise from {year}" for year in sorted(codes.years))
    return [codes.name, "; ".join(meanings), f"{len(codes.meanings)}{years}"]
