"""Things made from the fields of many rows, as their profile says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date

from kith.lib.identifiers import Check, Checked, postcode_in
from kith.records.rules.columns import Columns, Numbers, pick, where
from kith.records.rules.filling import Things, applies, fill, first_dates, kept_secret
from kith.records.rules.made import Person
from kith.records.rules.profiles import Involvement, MakeSpec, Profile, Section
from kith.records.rules.values import Value, by_scheme

_USABLE = frozenset({Check.VALID, Check.TEMPORARY})
_CHECKED = frozenset({"nhs_number", "upn", "postcode"})
_BLANK = {one.name: one.default for one in fields(Person)}

Odd = Callable[[str, str, Numbers], None]
"""Told the code of what is odd, in which field, and in which rows."""


@dataclass(slots=True)
class Happened:
    """What the events of each row tell of how long somebody is known, and of what the service is."""

    today: date
    starts: dict[int, list[date]] = field(default_factory=dict)
    ends: dict[int, list[date]] = field(default_factory=dict)
    said: dict[int, list[str]] = field(default_factory=dict)

    def meet(self, events: Things, owners: Numbers) -> None:
        """Take note of some events, by the rows they are of."""
        rows = pick(owners, events.rows)
        for into, name in ((self.starts, "starts"), (self.ends, "ends")):
            for row, day in zip(rows, events.days(name), strict=True):
                if day:
                    into.setdefault(row, []).append(day)
        words = zip(rows, events.texts("subkind"), events.texts("outcome"), strict=True)
        for row, subkind, outcome in words:
            if subkind or outcome:
                self.said.setdefault(row, []).append(f"{subkind} {outcome}")


def usable(names: Iterable[str], values: Columns, rows: Numbers) -> list[str]:
    """Give, in each row, the first identifier that may be used to find people: one that passed its check."""
    columns = [pick(values.value(name), rows) for name in names if name in values]
    if not columns:
        return [""] * len(rows)
    firsts = [_usable(value) for value in columns[0]]
    for column in columns[1:]:
        firsts = [first or _usable(value) for first, value in zip(firsts, column, strict=True)]
    return firsts


def _usable(value: Value) -> str:
    return value[0] if value.__class__ is Checked and value[1] in _USABLE else ""


def with_postcode(things: Things, found: Sequence[str]) -> None:
    """Set the postcode: the one told, or the one an address ends with."""
    pairs = zip(found, things.texts("address"), strict=True)
    things.put("postcode", [postcode or (postcode_in(address) if address else "") for postcode, address in pairs])


def people(profile: Profile, section: Section, values: Columns, happened: Happened, odd: Odd) -> Things:
    """Make the person each row is about; who that is must be said."""
    make = section.person or MakeSpec({}, {})
    made = _filled(make, values, applies(make, values))
    for more in make.more:
        _fill_besides(made, _filled(more, values, applies(more, values)))
    known = _says_who(made)
    if not all(known):
        odd("nobody", "", [row for row, one in zip(made.rows, known, strict=True) if not one])
        made = made.only(known)
    with_postcode(made, made.texts("postcode"))
    guessed = (day is not None and day.day == 1 and day.month == 1 for day in made.days("dob"))
    before = made.column("dob_estimated", blank=False)
    made.put("dob_estimated", [one or guess for one, guess in zip(before, guessed, strict=True)])
    if section.involvement:
        _involve(made, section.involvement, values, happened)
    _hold_back(profile, made, happened)
    return made


def _filled(make: MakeSpec, values: Columns, rows: Numbers) -> Things:
    """Fill what the profile names; of numbers and postcodes, those alone that passed their check."""
    some = fill(make, values, rows)
    for key in _CHECKED & make.fill.keys():
        some.put(key, usable(make.fill[key], values, rows))
    return some


def _fill_besides(made: Things, more: Things) -> None:
    """Set, in the rows where a condition holds, what is told besides; a number that failed its check takes one away."""
    at = {row: n for n, row in enumerate(more.rows)}
    places = [at.get(row) for row in made.rows]
    for name in {*more.columns, *more.fixed}:
        before, besides = made.column(name, _BLANK[name]), more.column(name)
        told = [None if n is None else besides[n] for n in places]
        always = [n is not None and name in _CHECKED for n in places]
        made.put(name, [new if new or sure else one for one, new, sure in zip(before, told, always, strict=True)])


def _says_who(made: Things) -> list[bool]:
    """Ask for a number, or two things that together could be somebody: a total below a table is nobody."""
    numbers = zip(made.texts("local_id"), made.texts("nhs_number"), made.texts("upn"), strict=True)
    known = [any(row) for row in numbers]
    if all(known):
        return known
    names = ("surname", "forename", "dob", "expected_dob", "postcode", "address")
    columns = [pick(made.column(name, None), where([not one for one in known])) for name in names]
    unsure = iter([_could_be(*row) for row in zip(*columns, strict=True)])
    return [one or next(unsure) for one in known]


def _could_be(*told: object) -> bool:
    surname, forename, dob, expected, postcode, address = told
    parts = (surname, forename, dob or expected, postcode or address)
    return bool(surname or forename) and sum(map(bool, parts)) > 1


def _involve(made: Things, involvement: Involvement, values: Columns, happened: Happened) -> None:
    usual = (involvement.kind, involvement.words)
    if involvement.by:
        cases = [involvement.cases.get(text, usual) for text in pick(values.text(involvement.by), made.rows)]
        made.put("involvement_kind", [kind for kind, _ in cases])
        made.put("involvement", [words for _, words in cases])
    else:
        made.fixed["involvement_kind"], made.fixed["involvement"] = usual
    starts, ends = happened.starts, happened.ends
    if involvement.begins:
        made.put("involvement_from", pick(first_dates(involvement.begins, values), made.rows))
    else:
        made.put("involvement_from", [min(starts[row]) if row in starts else None for row in made.rows])
    made.put("involvement_to", pick(first_dates(involvement.ends, values), made.rows))
    last = [pick(values.value(name), made.rows) for name in involvement.last if name in values]
    told = zip(*last, strict=True) if last else ((),) * len(made.rows)
    made.put(
        "last_date",
        [
            _latest([one for one in days if isinstance(one, date)] or starts.get(row, []) + ends.get(row, []), happened)
            for row, days in zip(made.rows, told, strict=True)
        ],
    )


def _latest(days: list[date], happened: Happened) -> date | None:
    return max((day for day in days if day <= happened.today), default=None)


def _hold_back(profile: Profile, made: Things, happened: Happened) -> None:
    """Hold back a service whose very name tells a secret: a clinic, a refuge, a drug team."""
    if profile.sensitive:
        made.put("sensitive_service", [True] * len(made.rows))
    elif profile.secrets is not None:
        search, known = profile.secrets.search, dict[str, bool]()
        before = made.column("sensitive_service", blank=False)
        words = zip(made.rows, before, made.texts("involvement"), made.texts("team"), strict=True)
        held = []
        for row, already, involvement, team in words:
            said = " ".join((involvement, team, *happened.said.get(row, ())))
            if said not in known:
                known[said] = search(said.casefold()) is not None
            held.append(already or known[said])
        made.put("sensitive_service", held)


def organisations(make: MakeSpec, values: Columns, odd: Odd) -> Things:
    """Make schools and services; one with neither number nor name is none."""
    made = _filled(make, values, values.all)
    known = [bool(urn or name) for urn, name in zip(made.texts("urn"), made.texts("name"), strict=True)]
    odd("no-organisation", "", where([not one for one in known]))
    return made.only(known)


def identifiers(section: Section, values: Columns, odd: Odd) -> list[Things]:
    """Make each identifier received, those that failed their check too, marked so."""
    made = []
    for make in section.identifiers:
        rows = applies(make, values)
        for name in make.fill.get("value", ()):
            column = pick(values.value(name), rows)
            told = where([value is not None for value in column])
            if told:
                made.append(_identifiers(make, name, values, [rows[n] for n in told], odd))
    return made


def _identifiers(make: MakeSpec, name: str, values: Columns, rows: Numbers, odd: Odd) -> Things:
    some = kept_secret(make, fill(make, values, rows))
    if "scheme" not in some.columns:
        some.fixed.setdefault("scheme", name)
    else:
        some.put("scheme", [one or name for one in some.texts("scheme")])
    some.put("value_raw", pick(values.received(name), rows))
    found = [value if isinstance(value, Checked) else None for value in pick(values.value(name), rows)]
    if None in found:
        texts = pick(values.text(name), rows)
        schemes = some.texts("scheme")
        found = [one or _by_scheme(schemes[n], texts[n], name, rows[n], odd) for n, one in enumerate(found)]
    some.put("value", [one.value for one in found if one])
    checks = [one.check for one in found if one]
    told = some.texts("check_result")
    some.put(
        "check_result",
        [said if said and check in _USABLE else str(check) for said, check in zip(told, checks, strict=True)],
    )
    return some


def _by_scheme(scheme: str, text: str, name: str, row: int, odd: Odd) -> Checked:
    found, codes = by_scheme(scheme, text)
    for code in codes:
        odd(code, name, [row])
    return found or Checked(text, Check.UNCHECKED)


def addresses(make: MakeSpec, values: Columns) -> Things:
    """Make the addresses used; one that is secret in one place is secret here too."""
    rows = applies(make, values)
    uses = kept_secret(make, fill(make, values, rows))
    with_postcode(uses, usable(make.fill.get("postcode", ()), values, rows))
    told = zip(uses.texts("address"), uses.texts("postcode"), uses.texts("uprn"), strict=True)
    return uses.only([any(one) for one in told])


def relationships(section: Section, values: Columns, inverses: Mapping[str, str]) -> list[Things]:
    """Make each relationship the rows assert: what the other is to this person, and the same from the other side."""
    made = []
    for make in section.relationships:
        rows = applies(make, values)
        ties = kept_secret(make, fill(make, values, rows))
        if make.each:
            ties = _one_by_one(ties, pick(values.value(make.each), rows))
        kinds = [kind or "other" for kind in ties.texts("kind")]
        told = zip(kinds, ties.texts("inverse"), strict=True)
        others = [inverse or inverses.get(kind, "") for kind, inverse in told]
        if make.backwards:
            kinds, others = [o or k for k, o in zip(kinds, others, strict=True)], kinds
        ties.put("kind", kinds)
        ties.put("inverse", others)
        made.append(ties.only(ties.texts("other_local_id")))
    return made


def _one_by_one(ties: Things, told: Sequence[Value]) -> Things:
    """Give each of the relatives of whom one cell tells as a tie of its own: what is said of them, and their number."""
    each = [(n, *str(one).rpartition(" ")) for n, some in enumerate(told) if isinstance(some, tuple) for one in some]
    at = [n for n, *_ in each]
    columns: dict[str, Sequence[object]] = {name: [column[n] for n in at] for name, column in ties.columns.items()}
    made = Things([ties.rows[n] for n in at], columns, dict(ties.fixed))
    made.put("kind", [kind for _, kind, _, _ in each])
    made.put("other_local_id", [number for *_, number in each])
    return made


def events(make: MakeSpec, values: Columns, odd: Odd) -> Things:
    """Make each event that has begun, or whose condition holds."""
    some = kept_secret(make, fill(make, values, applies(make, values)))
    some.columns.pop("detail", None)
    if "role" in some.columns:
        some.put("role", [role or "unknown" for role in some.texts("role")])
    else:
        some.fixed.setdefault("role", "unknown" if "role" in make.fill else "subject")
    _tell(make, some, values)
    if "starts" in make.fill or not make.when:
        some = some.only(some.days("starts"))
    _in_order(some, odd)
    return some


def _tell(make: MakeSpec, some: Things, values: Columns) -> None:
    """Keep by name what else is told of events."""
    names = [name for name in make.fill.get("detail", ()) if name in values]
    if names:
        told = zip(*(pick(values.text(name), some.rows) for name in names), strict=True)
        some.put("detail", [{name: text for name, text in zip(names, row, strict=True) if text} for row in told])


def _in_order(some: Things, odd: Odd) -> None:
    if "ends" not in some.columns:
        return
    days = zip(some.rows, some.days("starts"), some.days("ends"), strict=True)
    for n, (row, starts, ends) in enumerate(days):
        if starts and ends and ends < starts:
            odd("date-order", some.texts("kind")[n], [row])


def flags(makes: Sequence[MakeSpec], values: Columns) -> list[Things]:
    """Make each flag whose condition holds."""
    made = []
    for make in makes:
        some = kept_secret(make, fill(make, values, applies(make, values)))
        made.append(some.only(some.days("starts")) if "starts" in make.fill and not make.when else some)
    return made
