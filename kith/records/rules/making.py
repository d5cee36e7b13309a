"""Things made from the values of a row, as its profile says."""

from collections.abc import Iterable, Mapping
from datetime import date

from kith.lib.identifiers import Check, Checked, postcode_in
from kith.records.rules.filling import Values, applies, fill, first_date
from kith.records.rules.made import AddressUse, Event, Flag, Identifier, Organisation, Person, Reading, Relationship
from kith.records.rules.profiles import Group, Involvement, MakeSpec, Profile, Section
from kith.records.rules.troubles import Finding, trouble
from kith.records.rules.values import Value, as_text, by_scheme

_USABLE = frozenset({Check.VALID, Check.TEMPORARY})


def _usable(names: Iterable[str], values: Values) -> str:
    """Give the first identifier that may be used to find people: one that passed its check."""
    for name in names:
        value = values.get(name)
        if isinstance(value, Checked) and value.check in _USABLE:
            return value.value
    return ""


def person(profile: Profile, section: Section, values: Values, reading: Reading, *, today: date) -> Person | None:
    """Make the person a row is about, or None when nothing says who that is."""
    make = section.person or MakeSpec({}, {})
    made = Person()
    fill(made, make, values)
    for key in ("nhs_number", "upn", "postcode"):
        setattr(made, key, _usable(make.fill.get(key, ()), values))
    if not _says_who(made):
        return None
    made.postcode = made.postcode or postcode_in(made.address)
    made.dob_estimated = made.dob_estimated or (made.dob is not None and (made.dob.day, made.dob.month) == (1, 1))
    if section.involvement:
        _involve(made, section.involvement, values, reading, today)
    made.sensitive_service = made.sensitive_service or _is_sensitive(profile, made, reading)
    return made


def _says_who(made: Person) -> bool:
    """Ask for a number, or two things that together could be somebody: a total below a table is nobody."""
    if made.local_id or made.nhs_number or made.upn:
        return True
    parts = (made.surname, made.forename, made.dob or made.expected_dob, made.postcode or made.address)
    return bool(made.surname or made.forename) and sum(map(bool, parts)) > 1


def _involve(made: Person, involvement: Involvement, values: Values, reading: Reading, today: date) -> None:
    kind, words = (
        involvement.cases.get(as_text(values.get(involvement.by)), (involvement.kind, involvement.words))
        if involvement.by
        else (involvement.kind, involvement.words)
    )
    made.involvement_kind, made.involvement = kind, words
    starts = [event.starts for event in reading.events if event.starts]
    ends = [event.ends for event in reading.events if event.ends]
    made.involvement_from = first_date(involvement.begins, values) if involvement.begins else min(starts, default=None)
    made.involvement_to = first_date(involvement.ends, values)
    last = [value for name in involvement.last if isinstance(value := values.get(name), date)]
    past = [day for day in (last or [*starts, *ends]) if day <= today]
    made.last_date = max(past, default=None)


def _is_sensitive(profile: Profile, made: Person, reading: Reading) -> bool:
    """Hold back a service whose very name tells a secret: a clinic, a refuge, a drug team."""
    if profile.sensitive or profile.secrets is None:
        return profile.sensitive
    said = " ".join(
        [made.involvement, made.team, *(f"{event.subkind} {event.outcome}" for event in reading.events)]
    ).casefold()
    return profile.secrets.search(said) is not None


def organisation(make: MakeSpec, values: Values) -> Organisation | None:
    """Make a school or service; None when it has neither number nor name."""
    made = Organisation()
    fill(made, make, values)
    made.postcode = _usable(make.fill.get("postcode", ()), values)
    return made if made.urn or made.name else None


def identifiers(section: Section, values: Values, raw: Mapping[str, str], findings: list[Finding]) -> list[Identifier]:
    """Make each identifier received, those that failed their check too, marked so."""
    made = []
    for make in section.identifiers:
        if not applies(make, values):
            continue
        told = [(name, value) for name in make.fill.get("value", ()) if (value := values.get(name)) is not None]
        made += [_identifier(make, name, value, raw[name], values, findings) for name, value in told]
    return made


def _identifier(
    make: MakeSpec, name: str, value: Value, raw: str, values: Values, findings: list[Finding]
) -> Identifier:
    one = Identifier(scheme=name, value_raw=raw, confidential=make.confidential)
    fill(one, make, values)
    if not isinstance(value, Checked):
        found, codes = by_scheme(one.scheme, as_text(value))
        findings += [trouble(code, name) for code in codes]
        value = found or Checked(as_text(value), Check.UNCHECKED)
    one.value, one.check_result = value.value, str(value.check)
    return one


def addresses(section: Section, values: Values) -> list[AddressUse]:
    """Make each address used; one that is secret in one place is secret here too."""
    made = []
    for make in section.addresses:
        use = AddressUse(confidential=make.confidential)
        fill(use, make, values)
        use.confidential = use.confidential or make.confidential
        use.postcode = _usable(make.fill.get("postcode", ()), values) or postcode_in(use.address)
        if (use.address or use.postcode or use.uprn) and applies(make, values):
            made.append(use)
    return made


def relationships(section: Section, values: Values, inverses: Mapping[str, str]) -> list[Relationship]:
    """Make each relationship the row asserts: what the other is to this person, and the same from the other side."""
    made = []
    for make in section.relationships:
        if not applies(make, values):
            continue
        tie = Relationship(confidential=make.confidential)
        fill(tie, make, values)
        tie.kind = tie.kind or "other"
        tie.inverse = tie.inverse or inverses.get(tie.kind, "")
        if make.backwards:
            tie.kind, tie.inverse = tie.inverse or tie.kind, tie.kind
        if tie.other_local_id:
            made.append(tie)
    return made


def events(group: Group, values: Values, place: str, findings: list[Finding]) -> list[Event]:
    """Make each event that has begun, or whose condition holds."""
    made = []
    for make in group.events:
        if not applies(make, values):
            continue
        event = Event(role="unknown" if "role" in make.fill else "subject", confidential=make.confidential)
        fill(event, make, values)
        event.detail = {name: text for name in make.fill.get("detail", ()) if (text := as_text(values.get(name)))}
        if event.starts is None and ("starts" in make.fill or not make.when):
            continue
        if event.starts and event.ends and event.ends < event.starts:
            findings.append(trouble("date-order", event.kind, place))
        made.append(event)
    return made


def flags(group: Group, values: Values) -> list[Flag]:
    """Make each flag whose condition holds."""
    made = []
    for make in group.flags:
        if not applies(make, values):
            continue
        flag = Flag(confidential=make.confidential)
        fill(flag, make, values)
        if flag.starts is not None or "starts" not in make.fill or make.when:
            made.append(flag)
    return made
