"""What rows tell beside people: places, who lives together, things, who else took part, who works there.

Each is filled as its profile says. What a row must tell for one to be made stands in ``NEEDS``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from kith.lib.identifiers import Check, Checked, postcode_in
from kith.records.rules.columns import Columns, Numbers, pick
from kith.records.rules.filling import Things, applies, fill, kept_secret
from kith.records.rules.places import as_written, by_number
from kith.records.rules.profiles import MakeSpec
from kith.records.rules.values import Value

NEEDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "households": ("household",),
        "objects": ("description", "identifier"),
        "involvements": ("other_local_id", "worker", "worker_number", "team", "organisation", "description"),
        "professionals": ("number",),
    }
)
"""Of these, one must be told; else there is nothing to keep."""


def things(kind: str, makes: Iterable[MakeSpec], values: Columns) -> list[Things]:
    """Make the things of a kind, in each row that tells enough of one."""
    made = []
    for make in makes:
        some = fill(make, values, applies(make, values))
        if kind != "professionals":
            kept_secret(make, some)
        told = zip(*(some.texts(name) for name in NEEDS[kind]), strict=True)
        made.append(some.only([any(one) for one in told]))
    return made


def postcodes(makes: Iterable[MakeSpec], values: Columns) -> list[Things]:
    """Make the postcodes of a directory: those that are one."""
    made = []
    for make in makes:
        some = fill(make, values, applies(make, values))
        columns = [pick(values.value(name), some.rows) for name in make.fill.get("postcode", ()) if name in values]
        codes = list(map(_first_good, zip(*columns, strict=True))) if columns else [""] * len(some.rows)
        some.put("postcode", codes)
        made.append(some.only(codes))
    return made


def at_places(some: Things, make: MakeSpec, values: Columns) -> list[Things]:
    """Give some things the keys of their places, and make those places; none where nothing tells it from its neighbours."""
    if make.place is None:
        return []
    places = _places(make.place, values, some.rows)
    keys = places.texts("key")
    some.put("place_key", keys)
    return [places.only(keys)]


def _places(make: MakeSpec, values: Columns, rows: Numbers) -> Things:
    places = kept_secret(make, fill(make, values, rows))
    columns = [pick(values.value(name), rows) for name in make.fill.get("postcode", ()) if name in values]
    told = map(_first_good, zip(*columns, strict=True)) if columns else [""] * len(rows)
    addresses = places.texts("address")
    postcodes = [good or (postcode_in(text) if text else "") for good, text in zip(told, addresses, strict=True)]
    written = [as_written(text, code) for text, code in zip(addresses, postcodes, strict=True)]
    numbers = zip(places.texts("uprn"), written, strict=True)
    places.put("postcode", postcodes)
    places.put("written_key", written)
    places.put("key", [by_number(number) or key for number, key in numbers])
    return places


def _first_good(told: tuple[Value, ...]) -> str:
    return next((one.value for one in told if isinstance(one, Checked) and one.check is Check.VALID), "")
