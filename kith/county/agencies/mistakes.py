"""What goes wrong when people are written down. How often is in ``data/habits.toml``; what happens is here."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from kith.county.agencies import slips
from kith.county.agencies.addresses import Typist
from kith.county.agencies.drafts import GROWN, Draft
from kith.county.agencies.habits import Habits
from kith.county.agencies.hands import Hand, Mistake
from kith.county.agencies.mistaken_names import MISTAKEN_NAMES
from kith.county.agencies.mistaken_places import MISTAKEN_PLACES
from kith.county.chance import Chance

_OTHER = {"F": "M", "M": "F"}


def _wrong_sex(made: Draft, _hand: Hand) -> bool:
    made.sex, before = _OTHER.get(made.sex, made.sex), made.sex
    return made.sex != before


def _siblings_birth_date(made: Draft, hand: Hand) -> bool:
    if made.grown or made.born is None or made.unborn:
        return False
    young = [one.born for one in hand.family(made) if one.age_on(made.last) < GROWN and one.born != made.born]
    if not young:
        return False
    made.born = hand.chance.pick(young)
    return True


def _date(slip: Callable[[date, Chance], date | None]) -> Mistake:
    def spoil(made: Draft, hand: Hand) -> bool:
        if made.born is None or made.expected is not None:
            return False
        new = slip(made.born, hand.chance)
        if new is None or new > made.last:
            return False
        made.born = new
        return True

    return spoil


def _anothers_identifier(made: Draft, hand: Hand) -> bool:
    """Paste in the number of another family member, where one is written down and the other has one."""
    ways = [
        (field, number)
        for field in ("nhs", "upn")
        if getattr(made, field)
        for one in hand.family(made)
        if (number := getattr(one, field))
    ]
    if not ways:
        return False
    setattr(made, *hand.chance.pick(ways))
    return True


def _digits(field: str) -> Mistake:
    def spoil(made: Draft, hand: Hand) -> bool:
        new = slips.digits_slipped(getattr(made, field), hand.chance)
        if new:
            setattr(made, field, new)
        return bool(new)

    return spoil


MISTAKES: dict[str, Mistake] = {
    **MISTAKEN_NAMES,
    "wrong-sex": _wrong_sex,
    "first-of-january": _date(slips.first_of_january),
    "siblings-birth-date": _siblings_birth_date,
    "day-and-month-swapped": _date(slips.swapped),
    "day-off-by-one": _date(slips.day_off),
    "month-off-by-one": _date(slips.month_off),
    "year-off-by-one": _date(slips.year_off),
    "birth-date-digits": _date(slips.date_digits),
    "anothers-identifier": _anothers_identifier,
    "nhs-number-digits": _digits("nhs"),
    "upn-digits": _digits("upn"),
    **MISTAKEN_PLACES,
}
"""Every mistake by its name, which is that of its line in ``data/habits.toml``."""
LEAKED = "secret-address-written"
"""What an entry has among its mistakes that shows where somebody is whom nobody may find."""
TWICE = "entered-twice"
"""What the second entry for somebody has among its mistakes."""


class Careless:
    """Makes one agency's mistakes."""

    def __init__(self, habits: Habits, typist: Typist, chance: Chance, apart: frozenset[int]) -> None:
        self._hand = Hand(chance, typist, apart)
        self._mistakes = [(name, share, MISTAKES[name]) for name, share in habits.mistakes.items() if share]

    def spoil(self, made: Draft) -> None:
        """Let each mistake happen in its share of the entries in which it can."""
        draw = self._hand.chance.draw
        for name, share, mistake in self._mistakes:
            if draw() < share and mistake(made, self._hand):
                made.mistakes.append(name)
