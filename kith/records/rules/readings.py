"""Rows, read by their plan into people, events and flags: many at once, column by column."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from kith.outside.files import Row
from kith.records.rules import making
from kith.records.rules.columns import Cells, Columns, Field, Numbers, parts, pick, where
from kith.records.rules.filling import Things
from kith.records.rules.made import KINDS, Reading
from kith.records.rules.plans import Plan
from kith.records.rules.profiles import COLLECTION, Group, MakeSpec, Profile, Section
from kith.records.rules.surroundings import at_places, postcodes, things
from kith.records.rules.troubles import TROUBLES, Finding, Grade, trouble
from kith.records.rules.values import Setting, Value, as_text


@dataclass(frozen=True, slots=True)
class Oddity:
    """One thing that was odd, in the same field of some rows."""

    code: str
    field: str
    rows: Numbers

    def said(self, place: str) -> Finding:
        """Say it of one row."""
        return trouble(self.code, self.field, place)


@dataclass(slots=True)
class Made:
    """All that some rows were read as; rows go by their number among those that were read together."""

    rows: Sequence[Row]
    keys: dict[int, tuple[str, ...]] = field(default_factory=dict)
    """What makes it the same row when it is sent again: its section, and its fields of the key, if it has them all."""
    things: dict[str, list[Things]] = field(default_factory=lambda: defaultdict(list))
    """By the names of `made.KINDS`."""
    odd: list[Oddity] = field(default_factory=list)

    def statuses(self) -> list[str]:
        """Say of each row whether it was accepted, with findings, or is quarantined: placed nowhere, and kept."""
        found = [_of_notes(row) for row in self.rows]
        for one in self.odd:
            status = "quarantined" if TROUBLES[one.code].grade is Grade.QUARANTINED else "with_findings"
            for n in one.rows:
                if found[n] != "quarantined":
                    found[n] = status
        return found

    def findings(self) -> Iterator[tuple[int, Finding]]:
        """Give each finding with its row; first what the file itself told."""
        for n, row in enumerate(self.rows):
            for note in row.notes:
                yield n, Finding(note.code, note.field, note.grade, note.reason, note.done, row.place)
        for one in self.odd:
            for n in one.rows:
                yield n, one.said(self.rows[n].place)

    def readings(self) -> list[Reading]:
        """Give all this row by row, for whoever looks at rows."""
        found = [Reading(status, self.keys.get(n, ())) for n, status in enumerate(self.statuses())]
        for kind, some in self.things.items():
            for one in some:
                _deal_out(kind, one, found)
        for n, finding in self.findings():
            found[n].findings.append(finding)
        return found


def _of_notes(row: Row) -> str:
    if not row.notes:
        return "accepted"
    return "quarantined" if any(note.grade == Grade.QUARANTINED for note in row.notes) else "with_findings"


def _deal_out(kind: str, things: Things, found: list[Reading]) -> None:
    names = list(things.columns)
    for row, *told in zip(things.rows, *things.columns.values(), strict=True):
        one = KINDS[kind](**things.fixed, **dict(zip(names, told, strict=True)))
        if kind in {"person", "organisation"}:
            setattr(found[row], kind, one)
        else:
            getattr(found[row], kind).append(one)


class Reader:
    """Read rows of one file; it keeps the fitted plans and the day of reading."""

    def __init__(self, profile: Profile, plans: Mapping[str, Plan], *, today: date) -> None:
        self._profile = profile
        self._plans = plans
        year = next((plan.year for plan in plans.values()), None)
        self._settings = {name: Setting(today, codes, profile.blanks) for name, codes in profile.codes_in(year).items()}
        self._plain = Setting(today, blanks=profile.blanks)
        self._today = today
        self.fields: dict[tuple[int, str], list[Field]] = {}

    def read(self, row: Row) -> Reading:
        """Read one row; what cannot be placed is quarantined, never dropped."""
        return self.read_all([row]).readings()[0]

    def read_all(self, rows: Sequence[Row]) -> Made:
        """Read some rows at once."""
        made = Made(rows)
        by_section: dict[str, list[int]] = defaultdict(list)
        flawed: dict[str, list[int]] = defaultdict(list)
        for n, row in enumerate(rows):
            if row.flaw:
                flawed[row.flaw].append(n)
            if not row.flaw or row.section not in self._plans:
                by_section[row.section].append(n)
        made.odd += [Oddity(flaw, "", some) for flaw, some in flawed.items()]
        for section, some in by_section.items():
            if section and section == self._profile.header:
                continue
            if section not in self._plans:
                made.odd.append(Oddity("section-unknown", "", some))
            else:
                _Sections(self, self._plans[section], made, some).make()
        return made

    def columns(self, group: Group, plan: Plan, cells: Sequence[Cells], odd: making.Odd, *, whole: bool) -> Columns:
        """Read the fields of a group in some rows."""
        values, texts = {}, {}
        for one in self._fitted(group, plan, whole=whole):
            name, received = one.spec.name, one.received(cells)
            values[name], strange = one.read(received)
            texts[name] = received
            if strange and not strange.keys().isdisjoint(received):
                for code in dict.fromkeys(code for codes in strange.values() for code in codes):
                    odd(code, one.heading, where([code in strange.get(text, ()) for text in received]))
            if one.spec.required and None in values[name]:
                odd("required-blank", one.heading, where([value is None for value in values[name]]))
        return Columns(len(cells), values, texts)

    def _fitted(self, group: Group, plan: Plan, *, whole: bool) -> list[Field]:
        """Fit the fields of a group to their columns, once for all rows."""
        columns = plan.columns if whole else {}
        key = (id(group), str(id(plan)))
        if key not in self.fields:
            specs = [spec for spec in group.fields if not columns or spec.name in columns]
            self.fields[key] = [
                Field(
                    spec,
                    columns.get(spec.name, spec.columns[0]),
                    self._settings.get(spec.codes, self._plain),
                    by_path=not columns,
                )
                for spec in specs
            ]
        return self.fields[key]

    @property
    def profile(self) -> Profile:
        """Give the format."""
        return self._profile

    @property
    def today(self) -> date:
        """Give the day of reading."""
        return self._today


class _Sections:
    """The rows of one section, on their way to what they are read as."""

    def __init__(self, reader: Reader, plan: Plan, made: Made, numbers: Numbers) -> None:
        self._reader, self._plan, self._made = reader, plan, made
        self._numbers = numbers
        self._happened = making.Happened(reader.today)
        self._known: set[int] = set()

    def make(self) -> None:
        section = self._plan.section
        cells = [self._made.rows[n].cells for n in self._numbers]
        main = self._reader.columns(section.main, self._plan, cells, self._odd, whole=True)
        self._keys(section, main)
        self._happen(section.main, main, main.all, self._odd)
        for group in section.groups:
            cut = list(parts(group.each, cells))
            if cut:
                self._group(group, [row for row, _ in cut], [part for _, part in cut])
        self._add("professionals", *things("professionals", section.professionals, main))
        self._add("postcodes", *postcodes(section.postcodes, main))
        if section.organisation:
            some = making.organisations(section.organisation, main, self._odd)
            self._add("places", *at_places(some, section.organisation, main))
            self._add("organisation", some)
        elif not section.nobody:
            self._people(section, main)

    def _group(self, group: Group, owners: list[int], cells: Sequence[Cells]) -> None:
        def odd(code: str, name: str, rows: Numbers) -> None:
            self._odd(code, name, pick(owners, rows))

        values = self._reader.columns(group, self._plan, cells, odd, whole=False)
        self._happen(group, values, owners, odd)

    def _happen(self, group: Group, values: Columns, owners: Numbers, odd: making.Odd) -> None:
        for make in group.events:
            some = making.events(make, values, odd)
            self._add("places", *at_places(some, make, values), owners=owners)
            self._happened.meet(some, owners)
            self._add("events", some, owners=owners)
        self._add("flags", *making.flags(group.flags, values), owners=owners)
        self._add("objects", *things("objects", group.objects, values), owners=owners)
        self._add("involvements", *things("involvements", group.involved, values), owners=owners)

    def _people(self, section: Section, main: Columns) -> None:
        profile = self._reader.profile
        people = making.people(profile, section, main, self._happened, self._odd)
        self._known = set(people.rows)
        self._add("person", people)
        self._of_people("identifiers", *making.identifiers(section, main, self._odd_of_people))
        self._of_people("relationships", *making.relationships(section, main, profile.inverses))
        for kind, make, some in self._at_home(section, main):
            self._of_people("places", *at_places(some, make, main))
            self._of_people(kind, some)

    def _at_home(self, section: Section, main: Columns) -> Iterator[tuple[str, MakeSpec, Things]]:
        yield from (("addresses", make, making.addresses(make, main)) for make in section.addresses)
        for make in section.households:
            yield from (("households", make, some) for some in things("households", [make], main))

    def _of_people(self, kind: str, *some: Things) -> None:
        """Keep what belongs to the people there are."""
        for one in some:
            self._add(kind, one.only([row in self._known for row in one.rows]))

    def _odd_of_people(self, code: str, name: str, rows: Numbers) -> None:
        self._odd(code, name, [row for row in rows if row in self._known])

    def _odd(self, code: str, name: str, rows: Numbers) -> None:
        if rows:
            self._made.odd.append(Oddity(code, name, [self._numbers[row] for row in rows]))

    def _add(self, kind: str, *some: Things, owners: Numbers = ()) -> None:
        """Take in things, by the numbers of the rows they come from."""
        for one in some:
            if len(one.rows):
                rows = pick(owners, one.rows) if owners else one.rows
                self._made.things[kind].append(Things([self._numbers[row] for row in rows], one.columns, one.fixed))

    def _keys(self, section: Section, main: Columns) -> None:
        """Say by what each row is known when it is sent again; without all of it, it is known by nothing."""
        if section.key:
            told = zip(*(self._of_key(name, main) for name in section.key), strict=True)
            for n, row in zip(self._numbers, told, strict=True):
                if None not in row:
                    self._made.keys[n] = (section.keyed_as, *map(as_text, row))

    def _of_key(self, name: str, main: Columns) -> Sequence[Value]:
        """Give one part of each key: of `a|b` the first that is told; one that may be blank is told by that."""
        blank = "" if name.endswith("?") else None
        if name == COLLECTION:
            return [self._plan.collection or None] * main.count
        first, *others = name.removesuffix("?").split("|")
        column = main.value(first)
        for other in others:
            told = zip(column, main.value(other), strict=True)
            column = [instead if one is None or one == "" else one for one, instead in told]
        return [blank if one is None or one == "" else one for one in column]
