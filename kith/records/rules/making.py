"""Things made from the values of a row, as its profile says."""

from collections.abc import Iterable, Mapping
from datetime import date

from kith.lib.identifiers import Check, Checked, postcode_in
from kith.records.rules.made import AddressUse, Event, Flag, Identifier, Organisation, Person, Reading, Relationship
from kith.records.rules.profiles import Group, Involvement, MakeSpec, Profile, Section, When
from kith.records.rules.troubles import Finding, trouble
from kith.records.rules.values import Value, as_text, says_yes

Values = Mapping[str, Value]

_DATES = frozenset({"dob", "expected_dob", "died_on", "starts", "ends", "opened", "closed"})
_YES = frozenset(
    {
        "shielded",
        "address_confidential",
        "dob_estimated",
        "parental_responsibility",
        "sensitive_service",
        "confidential",
    }
)
_USABLE = frozenset({Check.VALID, Check.TEMPORARY})


def _holds(whens: Iterable[When], values: Values) -> bool:
    return all(_true(when, values.get(when.field)) for when in whens)


def _true(when: When, value: Value) -> bool:
    if not when.among:
        return value is not None and value != ()
    found = value if isinstance(value, tuple) and not isinstance(value, Checked) else (as_text(value),)
    return any(part in when.among for part in found)


def _first_date(names: Iterable[str], values: Values) -> date | None:
    return next((value for name in names if isinstance(value := values.get(name), date)), None)


def _joined(names: tuple[str, ...], values: Values, *, by: str = " ") -> str:
    if len(names) == 1:
        return as_text(values.get(names[0]))
    return by.join(text for name in names if (text := as_text(values.get(name))))


def _fill(thing: object, make: MakeSpec, values: Values) -> None:
    """Set what the profile names, each column in the way its kind asks."""
    for key, word in make.literal.items():
        setattr(thing, key, word)
    for key, names in make.fill.items():
        if key in _DATES:
            setattr(thing, key, _first_date(names, values))
        elif key in _YES:
            setattr(thing, key, any(says_yes(values.get(name)) for name in names))
        elif key == "confidential_if":
            thing.confidential = any(says_yes(values.get(name)) for name in names)  # type: ignore[attr-defined]
        elif key in _JOINED:
            setattr(thing, key, _joined(names, values, by=_JOINED[key]))
        elif key not in _OWN_WAY:
            setattr(thing, key, _joined(names, values))


_JOINED = {"address": ", ", "laestab": "", "contact": ", "}
_OWN_WAY = frozenset({"detail", "nhs_number", "upn", "postcode", "value"})


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
    _fill(made, make, values)
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
    made.involvement_from = _first_date(involvement.begins, values) if involvement.begins else min(starts, default=None)
    made.involvement_to = _first_date(involvement.ends, values)
    last = [value for name in involvement.last if isinstance(value := values.get(name), date)]
    past = [day for day in (last or [*starts, *ends]) if day <= today]
    made.last_date = max(past, default=None)


def _is_sensitive(profile: Profile, made: Person, reading: Reading) -> bool:
    """Hold back a service whose very name tells a secret: a clinic, a refuge, a drug team."""
    if profile.sensitive:
        return True
    said = " ".join(
        [made.involvement, made.team, *(f"{event.subkind} {event.outcome}" for event in reading.events)]
    ).casefold()
    return profile.secrets is not None and profile.secrets.search(said) is not None


def organisation(make: MakeSpec, values: Values) -> Organisation | None:
    """Make a school or service; None when it has neither number nor name."""
    made = Organisation()
    _fill(made, make, values)
    made.postcode = _usable(make.fill.get("postcode", ()), values)
    return made if made.urn or made.name else None


def identifiers(section: Section, values: Values, raw: Mapping[str, str]) -> list[Identifier]:
    """Make each identifier received, those that failed their check too, marked so."""
    made = []
    for make in section.identifiers:
        for name in make.fill.get("value", ()):
            value = values.get(name)
            if value is None or not _holds(make.when, values):
                continue
            check = value.check if isinstance(value, Checked) else Check.UNCHECKED
            made.append(
                Identifier(make.literal.get("scheme", name), raw[name], as_text(value), str(check), make.confidential)
            )
    return made


def addresses(section: Section, values: Values) -> list[AddressUse]:
    """Make each address used; one that is secret in one place is secret here too."""
    made = []
    for make in section.addresses:
        use = AddressUse(confidential=make.confidential)
        _fill(use, make, values)
        use.confidential = use.confidential or make.confidential
        use.postcode = _usable(make.fill.get("postcode", ()), values) or postcode_in(use.address)
        if (use.address or use.postcode or use.uprn) and _holds(make.when, values):
            made.append(use)
    return made


def relationships(section: Section, values: Values) -> list[Relationship]:
    """Make each relationship the row asserts."""
    made = []
    for make in section.relationships:
        tie = Relationship(confidential=make.confidential)
        _fill(tie, make, values)
        if tie.other_local_id and _holds(make.when, values):
            made.append(tie)
    return made


def events(group: Group, values: Values, place: str, findings: list[Finding]) -> list[Event]:
    """Make each event that has begun, or whose condition holds."""
    made = []
    for make in group.events:
        if not _holds(make.when, values):
            continue
        event = Event(confidential=make.confidential)
        _fill(event, make, values)
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
        if not _holds(make.when, values):
            continue
        flag = Flag()
        _fill(flag, make, values)
        flag.detail = _joined(make.fill.get("detail", ()), values, by="; ")
        if flag.starts is not None or "starts" not in make.fill or make.when:
            made.append(flag)
    return made
