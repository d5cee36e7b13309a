"""The schema of what agencies hold about people: which columns, how compared, brought together by which keys."""

from __future__ import annotations

from kith.linkage.schema import Bar, Column, Field, Key, Kind, Part, Reading, Schema, Way

_P = Part
_NAMES = ("forename", "known_as", "middle", "surname")

COLUMNS = (
    *(Column(name, Reading.NAME, (name,)) for name in _NAMES),
    Column("born", Reading.DAY, ("born",)),
    Column("sex", Reading.SEX, ("sex",)),
    Column("nhs", Reading.NHS, ("nhs",)),
    Column("upn", Reading.UPN, ("upn",)),
    Column("door", Reading.DOOR, ("address", "postcode")),
    Column("line", Reading.LINE, ("address", "postcode")),
    Column("uprn", Reading.CODE, ("uprn",)),
    Column("postcode", Reading.POSTCODE, ("address", "postcode")),
    Column("old_door", Reading.DOOR, ("previous_address", "previous_postcode")),
    Column("old_line", Reading.LINE, ("previous_address", "previous_postcode")),
    Column("phone", Reading.PHONE, ("phone",)),
    Column("agency", Reading.CODE, ("agency",)),
    Column("life", Reading.LIFE, ("life", "born", "last")),
)
FIELDS = (
    Field("born", "Date of birth", Way.DAY, ("born",)),
    Field("sex", "Sex", Way.SEX, ("sex", "forename")),
    Field("life", "Child or grown up", Way.LIFE, ("life", "born")),
    Field("nhs", "NHS number", Way.NUMBER, ("nhs",)),
    Field("upn", "Pupil number", Way.NUMBER, ("upn",)),
    Field("place", "Address", Way.PLACE, ("door", "line", "uprn", "postcode", "old_door", "old_line")),
    Field("phone", "Telephone", Way.SHARED, ("phone",)),
    Field("agency", "Held by", Way.HOLDER, ("agency",)),
    Field("forename", "First name", Way.NAME, ("forename", "known_as", "surname", "middle"), costly=True),
    Field("surname", "Surname", Way.NAME, ("surname", "", "forename", "middle"), costly=True),
    Field("middle", "Middle name", Way.SECOND_NAME, ("middle", "forename"), costly=True),
)
KEYS = (
    Key(((_P.WHOLE, "nhs"),), most=50),
    Key(((_P.WHOLE, "upn"),), most=50),
    Key(((_P.WHOLE, "born"), (_P.SOUND, "surname")), most=600),
    Key(((_P.WHOLE, "born"), (_P.SHORT, "forename")), most=600),
    Key(((_P.SHORT, "forename"), (_P.WHOLE, "door")), instead=((_P.SHORT, "forename"), (_P.WHOLE, "old_door"))),
    Key(((_P.SHORT, "forename"), (_P.WHOLE, "line")), instead=((_P.SHORT, "forename"), (_P.WHOLE, "old_line"))),
    Key(((_P.SOUND, "forename"), (_P.SOUND, "surname"), (_P.YEAR, "born")), either=True),
    Key(((_P.SHORT, "forename"), (_P.SOUND, "surname"), (_P.YEARLESS, "born"))),
    Key(((_P.SOUND, "forename"), (_P.SOUND, "surname"), (_P.WHOLE, "phone"))),
    Key(((_P.SHORT, "forename"), (_P.WHOLE, "phone")), most=12),
    Key(((_P.SOUND, "forename"), (_P.SOUND, "surname"), (_P.AREA, "postcode")), either=True),
    Key(((_P.SOUND, "surname"), (_P.WHOLE, "line")), instead=((_P.SOUND, "surname"), (_P.WHOLE, "old_line")), most=60),
    Key(((_P.SOUND, "surname"), (_P.WHOLE, "phone")), most=12),
    Key(((_P.WHOLE, "born"), (_P.WHOLE, "door"))),
    Key(((_P.WHOLE, "forename"), (_P.WHOLE, "surname"), (_P.WHOLE, "middle"))),
    Key(((_P.WHOLE, "forename"), (_P.WHOLE, "surname")), most=60),
)
_APART = frozenset({"forename", "middle", "nhs", "upn"})
_NAMED = {"forename": (0, 0.3, 0.3, 0.2, 0.15, 0.01, 0.01, 0.005, 0.005, 0.01, 0.005, 0.005), "life": (0, 0.3, 0.7)}
KINDS = (
    Kind("chance", "coincidence", family=False, tied=frozenset(one.name for one in FIELDS)),
    Kind("twin", "twins", family=True, tied=_APART),
    Kind("relative", "family", family=True, tied=_APART | {"born", "life"}),
    Kind(
        "named_after",
        "a relative of the same name",
        family=True,
        tied=frozenset({"born", "life", "middle", "nhs", "upn"}),
        begin=_NAMED,
    ),
)
_TWO_NUMBERS = frozenset({4})
BARS = (
    Bar("one was a child when the other was grown up", {"life": frozenset({2})}),
    Bar("two valid NHS numbers, and other first names", {"nhs": _TWO_NUMBERS, "forename": frozenset({8, 9, 10, 11})}),
    Bar("two valid NHS numbers, and another sex", {"nhs": _TWO_NUMBERS, "sex": frozenset({2})}),
    Bar("two valid NHS numbers, and other surnames", {"nhs": _TWO_NUMBERS, "surname": frozenset({11})}),
    Bar("two valid NHS numbers, and other birth dates", {"nhs": _TWO_NUMBERS, "born": frozenset({7, 8, 9, 10})}),
    Bar("one agency holds them under two valid NHS numbers", {"nhs": _TWO_NUMBERS, "agency": frozenset({1})}),
    Bar("one agency holds them under two valid pupil numbers", {"upn": _TWO_NUMBERS, "agency": frozenset({1})}),
)
"""A number written on a brother's record by mistake bars nothing where names and birth date agree."""
ASKS = (
    Key(((_P.WHOLE, "nhs"),)),
    Key(((_P.WHOLE, "upn"),)),
    Key(
        ((_P.SOUND, "forename"), (_P.SOUND, "surname")),
        instead=((_P.SOUND, "known_as"), (_P.SOUND, "surname")),
        either=True,
    ),
    Key(((_P.SHORT, "forename"), (_P.SOUND, "surname"))),
    Key(((_P.SHORT, "forename"), (_P.YEAR, "born"))),
    Key(((_P.SOUND, "surname"), (_P.YEAR, "born"))),
    Key(((_P.SHORT, "forename"), (_P.AREA, "postcode"))),
    Key(((_P.SHORT, "forename"), (_P.WHOLE, "phone"))),
    Key(((_P.WHOLE, "born"), (_P.SHORT, "forename"))),
    Key(((_P.WHOLE, "line"),)),
)
_COMPANY = next(at for at, key in enumerate(KEYS) if key.parts == ((_P.SHORT, "forename"), (_P.WHOLE, "line")))
POOL = Schema("pool", ("agency", "local_id"), COLUMNS, FIELDS, KEYS, KINDS, BARS, ASKS, _COMPANY)
"""The pool of the county's agencies."""
