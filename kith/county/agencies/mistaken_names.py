"""Mistakes with names."""

from __future__ import annotations

from collections.abc import Callable

from kith.county import names
from kith.county.agencies import slips
from kith.county.agencies.drafts import GROWN, Draft
from kith.county.agencies.hands import Hand, Mistake
from kith.county.agencies.touches import around, parents
from kith.county.chance import Chance

_FIELDS = ("forename", "surname")


def _parents_name(made: Draft, hand: Hand) -> bool:
    theirs = [] if made.grown or hand.adopted(made.person) else parents(made.person)
    if not theirs:
        return False
    name = hand.chance.pick(theirs).name_on(made.first)
    made.forename, made.middle, made.surname = name.forename, name.middle, name.surname
    return True


def _twins_forename(made: Draft, hand: Hand) -> bool:
    if not made.person.birth_set or made.unborn:
        return False
    twins = [one for one in hand.family(made) if one.birth_set == made.person.birth_set]
    name = twins[0].name_on(made.last).forename if twins else ""
    if name in ("", made.forename):
        return False
    made.forename = name
    return True


def _carers_surname(made: Draft, hand: Hand) -> bool:
    if made.grown or hand.adopted(made.person):
        return False
    mother = made.person.mother
    grown = [one for one in around(made.person, made.last) if one.age_on(made.last) >= GROWN]
    grown = [one for one in grown if one is mother or not hand.adopted(one)]
    others = sorted({one.name_on(made.last).surname for one in grown} - {made.surname})
    if not others:
        return False
    made.surname = hand.chance.pick(others)
    return True


def _nickname(made: Draft, hand: Hand) -> bool:
    if made.unborn:
        return False
    known_as = made.person.known_as
    short = known_as if known_as and hand.chance.yes(0.5) else ""
    short = short or names.nickname(hand.chance, made.forename, made.person.community)
    if short in ("", made.forename):
        return False
    made.forename = short
    return True


def _other_spelling(made: Draft, hand: Hand) -> bool:
    ways = [
        (field, other)
        for field in _FIELDS
        for other in names.spellings(getattr(made, field), made.person.community)
        if other != getattr(made, field)
    ]
    if not ways or made.unborn:
        return False
    setattr(made, *hand.chance.pick(ways))
    return True


def _other_order(made: Draft, hand: Hand) -> bool:
    if made.unborn:
        return False
    before = (made.forename, made.middle, made.surname)
    after = names.order(*before, made.person.community, hand.chance)
    made.forename, made.middle, made.surname = after
    return after != before


def _half_a_double_name(made: Draft, hand: Hand) -> bool:
    halves = [half for half in made.surname.replace("-", " ").split(" ") if half]
    if len(halves) < 2 or "-" not in made.surname:  # noqa: PLR2004 - two halves
        return False
    made.surname = hand.chance.pick((halves[0], halves[-1]))
    return True


def _hyphen_dropped(made: Draft, hand: Hand) -> bool:
    if "-" not in made.surname:
        return False
    made.surname = made.surname.replace("-", hand.chance.pick((" ", " ", "")))
    return True


def _names_swapped(made: Draft, _hand: Hand) -> bool:
    if made.unborn or not made.surname:
        return False
    made.forename, made.surname = made.surname, made.forename
    return made.forename != made.surname


def _slip(field: str, slip: Callable[[str, Chance], str]) -> Mistake:
    def spoil(made: Draft, hand: Hand) -> bool:
        if made.unborn and field == "forename":
            return False
        new = slip(getattr(made, field), hand.chance)
        if new:
            setattr(made, field, new)
        return bool(new)

    return spoil


MISTAKEN_NAMES: dict[str, Mistake] = {
    "parents-name": _parents_name,
    "twins-forename": _twins_forename,
    "carers-surname": _carers_surname,
    "nickname": _nickname,
    "other-spelling": _other_spelling,
    "other-order": _other_order,
    "half-a-double-name": _half_a_double_name,
    "hyphen-dropped": _hyphen_dropped,
    "names-swapped": _names_swapped,
    "forename-misheard": _slip("forename", slips.misheard),
    "surname-misheard": _slip("surname", slips.misheard),
    "forename-mistyped": _slip("forename", slips.mistyped),
    "surname-mistyped": _slip("surname", slips.mistyped),
}
