"""Slips of ear, hand and eye: one text, number or date in, another out, or nothing where that slip cannot happen."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from kith.county.chance import Chance

SOUNDS: tuple[tuple[str, str], ...] = (
    ("ph", "f"), ("ie", "y"), ("ey", "y"), ("ck", "k"), ("ae", "e"), ("ai", "ay"), ("ee", "ea"), ("oo", "u"),
    ("ou", "u"), ("er", "or"), ("son", "sen"), ("mac", "mc"), ("ine", "een"), ("ght", "te"), ("wh", "w"), ("x", "cks"),
    ("ll", "l"), ("tt", "t"), ("nn", "n"), ("ss", "s"), ("rr", "r"), ("mm", "m"), ("th", "t"), ("ca", "ka"),
    ("cl", "kl"), ("cr", "kr"), ("ge", "je"), ("y", "i"), ("z", "s"), ("ei", "ie"), ("ah", "a"), ("gh", "g"),
)  # fmt: skip
"""What sounds alike, heard either way: Smith and Smyth, Catherine and Katherine, Stephen and Stefen. Our own list."""
KEYS = {
    "q": "wa", "w": "qes", "e": "wrd", "r": "etf", "t": "ryg", "y": "tuh", "u": "yij", "i": "uok", "o": "ipl",
    "p": "ol", "a": "qsz", "s": "awdx", "d": "sefc", "f": "drgv", "g": "fthb", "h": "gyjn", "j": "hukm", "k": "jil",
    "l": "kop", "z": "asx", "x": "zsdc", "c": "xdfv", "v": "cfgb", "b": "vghn", "n": "bhjm", "m": "njk",
}  # fmt: skip
"""Which keys of an English keyboard lie beside one another."""
_LOOKALIKE = {"0": "O", "O": "0", "1": "I", "I": "1", "5": "S", "S": "5", "8": "B", "B": "8", "2": "Z", "Z": "2"}
_SHORT = 3
_DRAMA = 3
"""Only the last digits of a phone number may slip: it stays in the range set aside for drama."""
_TEN_YEARS = 10
_MONTHS = 12
_TURNED = 0.6
"""Of slips in a number, those that turn two digits. Our guess."""


def _as_before(new: str, old: str) -> str:
    if old.isupper():
        return new.upper()
    return new[:1].upper() + new[1:] if old[:1].isupper() else new


def misheard(text: str, chance: Chance) -> str:
    """Write a name as it might be heard; nothing if none of the sounds is in it."""
    low = text.lower()
    ways = [(one, other) for pair in SOUNDS for one, other in (pair, pair[::-1]) if one in low]
    ways = [(one, other) for one, other in ways if other not in low or len(one) >= len(other)]
    if not ways:
        return ""
    one, other = chance.pick(ways)
    new = _as_before(low.replace(one, other, 1), text)
    return _with_inner_capitals(new) if new.lower() != low else ""


def _with_inner_capitals(text: str) -> str:
    for mark in ("-", " ", "'"):
        text = mark.join(part[:1].upper() + part[1:] for part in text.split(mark))
    return text


def _beside(text: str, at: int, chance: Chance) -> str:
    keys = KEYS.get(text[at].lower())
    return text[:at] + chance.pick(keys) + text[at + 1 :] if keys else text


def _doubled(text: str, at: int, _chance: Chance) -> str:
    return text[:at] + text[at] + text[at:]


def _dropped(text: str, at: int, _chance: Chance) -> str:
    return text[:at] + text[at + 1 :]


def _turned(text: str, at: int, _chance: Chance) -> str:
    return text[: at - 1] + text[at] + text[at - 1] + text[at + 1 :] if at > 1 else text


HANDS: tuple[Callable[[str, int, Chance], str], ...] = (_beside, _doubled, _dropped, _turned)


def mistyped(text: str, chance: Chance) -> str:
    """Type a text with one slip after its first letter: a key beside it, one too many, one too few, or two turned."""
    if len(text) < _SHORT:
        return ""
    new = chance.pick(HANDS)(text, chance.whole(1, len(text) - 1), chance)
    return new if new != text else ""


def digits_slipped(number: str, chance: Chance) -> str:
    """Turn two neighbouring digits of a number, or write one wrong. Either breaks a check digit, so no other is named."""
    at = [place for place, sign in enumerate(number) if sign.isdigit()]
    turnable = [place for place in at if number[place + 1 : place + 2].isdigit() and number[place] != number[place + 1]]
    if turnable and chance.yes(_TURNED):
        place = chance.pick(turnable)
        return number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    if not at:
        return ""
    place = chance.pick(at)
    return number[:place] + str((int(number[place]) + chance.whole(1, 9)) % 10) + number[place + 1 :]


def phone_slipped(number: str, chance: Chance) -> str:
    """Get one of the last three digits of a phone number wrong, which keeps it among those nobody has."""
    if not number[-_DRAMA:].isdigit():
        return ""
    place = len(number) - chance.whole(1, _DRAMA)
    return number[:place] + str((int(number[place]) + chance.whole(1, 9)) % 10) + number[place + 1 :]


def postcode_slipped(postcode: str, chance: Chance) -> str:
    """Get a sign of a postcode wrong: one that looks like it, two turned, the last letter lost, or another digit."""
    if len(postcode) < _SHORT or postcode.startswith("ZZ99"):
        return ""
    # Never the digit before the last two letters: what comes out of that can be read as the mark of a car.
    alike = [place for place, sign in enumerate(postcode) if sign in _LOOKALIKE and place != len(postcode) - 3]
    way = chance.whole(0, 2)
    if way == 0 and alike:
        place = chance.pick(alike)
        return postcode[:place] + _LOOKALIKE[postcode[place]] + postcode[place + 1 :]
    if way == 1 and postcode[-1] != postcode[-2]:
        return postcode[:-2] + postcode[-1] + postcode[-2]
    return postcode[:-1] if chance.yes(0.5) else digits_slipped(postcode, chance)


def swapped(day: date, _chance: Chance) -> date | None:
    """Write day and month the American way round, where that is a date."""
    fits = day.day <= _MONTHS and day.day != day.month
    return date(day.year, day.day, day.month) if fits else None


def first_of_january(day: date, _chance: Chance) -> date | None:
    """Put 1 January where only the year is known."""
    new = date(day.year, 1, 1)
    return new if new != day else None


def day_off(day: date, chance: Chance) -> date | None:
    """Be a day too early or too late."""
    return day + timedelta(days=chance.pick((-1, 1)))


def month_off(day: date, chance: Chance) -> date | None:
    """Be a month too early or too late within the year."""
    month = day.month + chance.pick((-1, 1))
    month = {0: 2, 13: 11}.get(month, month)
    return day.replace(month=month, day=min(day.day, monthrange(day.year, month)[1]))


def year_off(day: date, chance: Chance) -> date | None:
    """Be a year too early or too late, seldom ten."""
    year = day.year + chance.pick((-1, -1, -1, 1, 1, 1, -_TEN_YEARS))
    return day.replace(year=year, day=min(day.day, monthrange(year, day.month)[1]))


def date_digits(day: date, chance: Chance) -> date | None:
    """Turn the digits of the day, or the last two of the year, where that is another date."""
    ways = []
    turned = day.day % 10 * 10 + day.day // 10
    if turned != day.day and 1 <= turned <= monthrange(day.year, day.month)[1]:
        ways.append(day.replace(day=turned))
    year = day.year - day.year % 100 + day.year % 10 * 10 + day.year % 100 // 10
    if year != day.year:
        ways.append(day.replace(year=year, day=min(day.day, monthrange(year, day.month)[1])))
    return chance.pick(ways) if ways else None
