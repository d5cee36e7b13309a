"""Turn a guess into the description of a format, of the same shape as the files in `kith/records/formats`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from kith.outside.files import normal_heading
from kith.records.rules.guessing.fills import (
    ADDRESSES,
    CANNOT_DO_WITHOUT,
    EVENT,
    FLAGS,
    KINDS_OF_EVENT,
    PERSON,
    SCHEMES,
    SECRET_ADDRESSES,
    SECRET_EVENTS,
    TIE,
    TIE_DATES,
    WHERE,
)
from kith.records.rules.guessing.guessed import SheetGuess
from kith.records.rules.guessing.headings import words_of
from kith.records.rules.guessing.places import PLACES

Made = dict[str, object]

_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_LONGEST_SLUG = 40

HOUSEHOLD = MappingProxyType({"basis": "asserted", "role": "unknown"})
VEHICLE = MappingProxyType({"kind": "vehicle", "role": "mentioned"})
CHANGES, WHOLE = "changes", "whole"
"""What a file says of what is not in it: nothing, or that it is over."""
WHO = ("number", "nhs", "upn", "pnc")
"""By which a person is known from file to file, the first that there is."""
CASE, WORDS = "other", "known to this service"


@dataclass(frozen=True, slots=True)
class About:
    """What the format is called, and what being in it means."""

    name: str
    title: str
    version: int = 1
    involvement: str = CASE
    involvement_words: str = WORDS
    sends: str = CHANGES


def slug(text: str, otherwise: str = "column") -> str:
    """Write a heading as the name of a field."""
    return _NOT_SLUG.sub("_", text.casefold()).strip("_")[:_LONGEST_SLUG].strip("_") or otherwise


def description(about: About, guesses: Sequence[SheetGuess]) -> Made:
    """Describe the format that these guesses make."""
    return {
        "name": about.name,
        "title": about.title,
        "version": about.version,
        "kinds": ["csv", "xlsx"],
        "sends": about.sends,
        "sensitive_words": list(_secret_words()),
        "section": [_section(about, one, number) for number, one in enumerate(guesses, start=1)],
    }


@cache
def _secret_words() -> tuple[str, ...]:
    """Take the words that give a service away from where they are written down."""
    text = (files("kith.records") / "formats" / "_family-context.toml").read_text("utf-8")
    return tuple(map(str, tomllib.loads(text)["sensitive_words"]))


class _Fields:
    """The fields of a section, by the place they are read for."""

    def __init__(self, columns: Iterable[tuple[str, str]]) -> None:
        self.made: dict[str, Made] = {}
        self.kept: list[str] = []
        self._of: dict[str, list[str]] = {}
        for place, heading in columns:
            if place == "kept":
                self.kept.append(heading)
            else:
                self._add(place, heading)

    def _add(self, place: str, heading: str) -> None:
        told = PLACES[place]
        name = self._free(slug(heading, place) if place == "detail" else place)
        self.made[name] = {"column": heading, "type": told.type, **({"codes": told.codes} if told.codes else {})}
        self._of.setdefault(place, []).append(name)

    def _free(self, name: str) -> str:
        number, free = 1, name
        while free in self.made:
            number += 1
            free = f"{name}_{number}"
        return free

    def require_one(self) -> None:
        """Say which column a row cannot do without: a file that lacks it is not of this format."""
        names = [name for place in CANNOT_DO_WITHOUT for name in self._of.get(place, ())] or list(self.made)
        if names:
            self.made[names[0]] = {**self.made[names[0]], "required": True}

    def names(self, *places: str) -> list[str]:
        return [name for place in places for name in self._of.get(place, ())]

    def filled(self, table: Mapping[str, str]) -> Made:
        """Fill columns from the fields of their places; one that no column is stays out."""
        found = {key: self.names(place) for key, place in table.items()}
        return {key: _one_or_all(names) for key, names in found.items() if names}


def _one_or_all(names: list[str]) -> object:
    return names[0] if len(names) == 1 else names


def _section(about: About, told: SheetGuess, number: int) -> Made:
    # What is kept by name goes last, so that no heading takes the name of a place.
    pairs = sorted(((one.place, one.heading) for one in told.columns), key=lambda pair: pair[0] == "detail")
    fields = _Fields(pairs)
    fields.require_one()
    parts: Made = {
        "name": slug(told.sheet, "rows") if told.sheet else "rows",
        "title": told.sheet or about.title,
        "sheets": [normal_heading(told.sheet)] if normal_heading(told.sheet) else [],
        "key": _key(fields),
        "kept": fields.kept,
        "fields": fields.made,
        "involvement": {"kind": about.involvement, "words": about.involvement_words},
        "person": _person(fields),
        "identifier": [
            {"literal": {"scheme": scheme}, "value": _one_or_all(names)}
            for place, scheme in SCHEMES.items()
            if (names := fields.names(place))
        ],
        "address": [made for use, places in ADDRESSES.items() if (made := _address(use, places, fields))],
        "relationship": _relationships(fields),
        "household": _households(fields),
        "event": _events(told, fields),
        "object": _objects(fields),
        "flag": _flags(fields),
    }
    if number > 1 and parts["name"] == "rows":
        parts["name"] = f"rows_{number}"
    return {key: value for key, value in parts.items() if value}


def _key(fields: _Fields) -> list[str]:
    """Say by what a row is known when it is sent again; where nothing tells, every row stands."""
    who, events = "|".join(fields.names(*WHO)), fields.names("event_number")
    if events:
        return [*events, *([f"{who}?"] if who else [])]
    if not who:
        return []
    when = [f"{name}?" for name in fields.names("event_start", "event_kind")]
    return [who, *(fields.names("other") if _is_of_ties(fields) else []), *when]


def _person(fields: _Fields) -> Made:
    made = fields.filled(PERSON)
    if lines := fields.names("address", "address_part"):
        made["address"] = lines
    if "surname" not in made and (whole := fields.names("full_name")):
        made["surname"] = whole[0]
    if secret := _secret_when(fields):
        made["address_confidential"] = secret
    return made


def _secret_when(fields: _Fields) -> Made:
    """Say when a home is secret: it says so, somebody says so, or the child is looked after and it is a placement."""
    made: Made = {name: list(SECRET_ADDRESSES) for name in fields.names("address", "address_part")}
    return made | {name: ["yes"] for name in fields.names("address_secret", "restricted", "looked_after")}


def _address(use: str, places: tuple[str, str, str], fields: _Fields) -> Made:
    filled = fields.filled({"address": places[0], "postcode": places[1], "uprn": places[2]})
    if lines := fields.names("address", "address_part") if use == "home" else []:
        filled["address"] = lines
    if not filled:
        return {}
    made: Made = {"literal": {"use": use}, **filled}
    if use == "placement":
        made["confidential"] = True
        return made
    own: Made = {name: list(SECRET_ADDRESSES) for name in fields.names(places[0])}
    secret = own | _secret_when(fields)
    return made | ({"confidential": secret} if secret else {})


def _relationships(fields: _Fields) -> list[Made]:
    if not _is_of_ties(fields):
        return []
    return [fields.filled(TIE)] if _has_event(fields) else [fields.filled({**TIE, **TIE_DATES})]


def _is_of_ties(fields: _Fields) -> bool:
    return bool(fields.names("tie") and fields.names("other"))


def _has_event(fields: _Fields) -> bool:
    """Say whether rows tell of events: of a relationship, its dates alone are no event."""
    return bool(fields.names("event_number", "event_kind") or (fields.names("event_start") and not _is_of_ties(fields)))


def _events(told: SheetGuess, fields: _Fields) -> list[Made]:
    filled = fields.filled(EVENT) if _has_event(fields) else {}
    begins = next((key for key in ("starts", "reference", "subkind") if key in filled), None)
    if begins is None:
        return []
    made: Made = {"literal": {"kind": _kind_of_event(told)}, **filled}
    if begins != "starts":
        made["when"] = {str(filled[begins]): []}
    if detail := fields.names("detail", "event_place", "event_postcode"):
        made["detail"] = detail
    if where := fields.filled(WHERE):
        made["place"] = where
    secret: Made = {name: list(SECRET_EVENTS) for name in fields.names("event_kind")}
    secret |= {name: list(SECRET_ADDRESSES) for name in fields.names("event_place")}
    return [made | ({"confidential": secret} if secret else {})]


def _kind_of_event(told: SheetGuess) -> str:
    """Take the kind from the words of its headings, its number first."""
    for place in ("event_number", "event_start", "event_kind"):
        words = [word for heading in told.of(place) for word in words_of(heading)]
        if kind := next((KINDS_OF_EVENT[word] for word in words if word in KINDS_OF_EVENT), ""):
            return kind
    return "event"


def _households(fields: _Fields) -> list[Made]:
    """Say who lives with whom, as secret as their home is."""
    if not (filled := fields.filled({"household": "household"})):
        return []
    secret = _secret_when(fields)
    return [{"literal": HOUSEHOLD, **filled, **({"confidential": secret} if secret else {})}]


def _objects(fields: _Fields) -> list[Made]:
    """A vehicle is a thing: somebody else who drives it is not the same person."""
    if not (filled := fields.filled({"identifier": "plate", "reference": "event_number"})).get("identifier"):
        return []
    return [{"literal": VEHICLE, **filled}]


def _flags(fields: _Fields) -> list[Made]:
    known: list[Made] = [{"literal": {"kind": key}, "when": {key: ["yes"]}} for key in FLAGS if fields.names(key)]
    told: list[Made] = [
        {"literal": {"kind": "warning"}, "when": {name: []}, "detail": name} for name in fields.names("warning")
    ]
    return known + told
