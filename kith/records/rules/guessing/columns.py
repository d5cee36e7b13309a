"""Guess what each column of a sheet is, with the reason in words and how sure we are. Nothing is read on a guess alone.

A guess is points: for the heading, for the look of the values, and against what speaks of somebody else. The highest is
given first, and what only one column can be is given once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from kith.outside.files import normal_heading
from kith.records.rules.guessing.beside import beside, not_a_persons
from kith.records.rules.guessing.guessed import Column, GuessWrong, SheetGuess, Sure
from kith.records.rules.guessing.headings import fit, is_never_guessed, of_somebody_else, without_prefix, words_of
from kith.records.rules.guessing.places import EVENTS, KEPT, NAMED, PLACES, Place
from kith.records.rules.guessing.shapes import WORDS, Sample, month_first, sample, share

EXACT, NEAR, EACH_WORD_LEFT, MOST_LEFT = 60.0, 42.0, 6.0, 4
EACH_STEP, MOST_STEPS = 0.5, 20
PROOF = 56.0
SOMEBODY_ELSE, SAID_AGAIN = -45.0, -40.0
LEAST = 30.0
BY_SHARE = ((0.9, 30.0), (0.6, 15.0), (0.3, 0.0), (0.0, -50.0))
"""From what share of the values on, so many points."""
BY_FEW = 12.0
SURE_FROM, LIKELY_FROM = 80.0, 55.0
HALF, ENOUGH_TO_TELL = 0.5, 5
DATES = frozenset({"date", "birth", "due"})
_ENOUGH_FOR_PROOF, _NEARLY_ALL = 3, 0.9


@dataclass(frozen=True, slots=True)
class _Chance:
    points: float
    place: Place
    reason: str


def guess(sheet: str, headings: Sequence[str], rows: Sequence[Mapping[str, str]], *, today: date) -> SheetGuess:
    """Guess every column of one sheet from its headings and some of its rows."""
    samples = {name: sample([row.get(name, "") for row in rows], today=today) for name in headings}
    barred = barred_in(headings)
    bare = without_prefix(headings)
    chances = {name: _chances(bare[name], samples[name]) for name in headings if name not in barred}
    given = _given(_whole_names_last(chances))
    columns = [
        _kept(name, barred[name])
        if name in barred
        else _column(name, given.get(name), samples[name])
        if name in given or not chances[name]
        else _taken(name, chances[name][0].place)
        for name in headings
    ]
    return SheetGuess(sheet, not_a_persons(beside(columns), rows))


def corrected(first: SheetGuess, told: Mapping[str, str]) -> SheetGuess:
    """Put right what a person says is otherwise: from a heading to its place."""
    if wrong := wrongs(first, told):
        raise GuessWrong(next(iter(wrong.values())))
    return SheetGuess(first.sheet, tuple(_told(one, told.get(one.heading, one.place)) for one in first.columns))


def wrongs(first: SheetGuess, told: Mapping[str, str]) -> dict[str, str]:
    """Say of each heading why what is told of it cannot be, so that it can be said beside it."""
    barred = barred_in([one.heading for one in first.columns])
    known = {one.heading: one.place for one in first.columns}
    wrong: dict[str, str] = {}
    for heading, place in told.items():
        if heading not in known:
            wrong[heading] = f"There is no column called {heading!r}."
        elif place not in PLACES:
            wrong[heading] = f"There is no place called {place!r}. There are: {', '.join(PLACES)}."
        elif heading in barred and place not in (known[heading], KEPT.key):
            wrong[heading] = f"{heading!r} cannot be read: {barred[heading]}."
    return wrong | _twice({**known, **told} if not wrong else {})


def _told(one: Column, place: str) -> Column:
    return one if place == one.place else replace(one, place=place, reason="you said so", sure=Sure.TOLD)


def _twice(places: Mapping[str, str]) -> dict[str, str]:
    """Find the columns that are what another is already, where only one can be."""
    seen: dict[str, str] = {}
    wrong: dict[str, str] = {}
    for heading, key in places.items():
        if not PLACES[key].many and key in seen:
            wrong[heading] = (
                f"Both {seen[key]!r} and {heading!r} are said to be one thing: {PLACES[key].words}. Only one can be."
            )
        seen.setdefault(key, heading)
    return wrong


def barred_in(headings: Sequence[str]) -> dict[str, str]:
    """Find the columns that must not be read, and why."""
    barred: dict[str, str] = {}
    seen: set[str] = set()
    for name in headings:
        normal = normal_heading(name)
        if not normal:
            barred[name] = "its heading has no letter or digit to know it by"
        elif normal in seen:
            barred[name] = "another column has the same heading"
        elif is_never_guessed(words_of(name)):
            barred[name] = "it speaks of adoption, and nothing may lead from who a child was to who they are"
        seen.add(normal)
    return barred


def _chances(heading: str, told: Sample) -> list[_Chance]:
    words = words_of(heading)
    return [chance for place in NAMED if (chance := _chance(words, place, told)) and chance.points >= LEAST]


def _chance(words: tuple[str, ...], place: Place, told: Sample) -> _Chance | None:
    """Weigh one column against one place."""
    heading, left = fit(words, place)
    part = share(place.shape, told) if place.shape and (left >= 0 or place.proof) else 0.0
    by_heading = _points_of_heading(place, heading, left)
    proved = place.proof and part >= _NEARLY_ALL and len(told.cells) >= _ENOUGH_FOR_PROOF
    if not heading and not proved:
        return None
    points = by_heading + _points_of_shape(place, part, told) if heading else PROOF
    if place.own and of_somebody_else(words, heading):
        points += SOMEBODY_ELSE
    if place.apart and len(told.cells) >= ENOUGH_TO_TELL and told.apart < HALF:
        points += SAID_AGAIN
    return _Chance(points, place, _reason(place, heading, left, part, told))


def _points_of_heading(place: Place, heading: str, left: int) -> float:
    if not heading:
        return 0.0
    steps = min(place.headings.index(heading), MOST_STEPS) * EACH_STEP
    return (EXACT if left == 0 else NEAR - min(left, MOST_LEFT) * EACH_WORD_LEFT) - steps


def _points_of_shape(place: Place, part: float, told: Sample) -> float:
    if not place.shape or not told.cells:
        return 0.0
    if place.shape == "few":
        return BY_FEW * part
    return next(points for least, points in BY_SHARE if part >= least)


def _reason(place: Place, heading: str, left: int, part: float, told: Sample) -> str:
    """Say why, in words of ours: never a value, for it may name somebody."""
    said = []
    if heading:
        said.append(f"the heading says “{heading}”" if left == 0 else f"“{heading}” is in the heading")
    if place.shape and told.cells:
        said.append(f"{part:.0%} of the {len(told.cells)} values looked at are {WORDS[place.shape]}")
    if not told.cells:
        said.append("there are no values to look at")
    return "; ".join(said)


def _whole_names_last(chances: dict[str, list[_Chance]]) -> dict[str, list[_Chance]]:
    """Where there is a surname, no other column is the whole name."""
    if not any(one.place.key == "surname" for some in chances.values() for one in some):
        return chances
    return {name: [one for one in some if one.place.key != "full_name"] for name, some in chances.items()}


def _given(chances: Mapping[str, Sequence[_Chance]]) -> dict[str, _Chance]:
    """Give each column its best place that is not taken, the surest first; the earlier column where two are alike."""
    order = {name: number for number, name in enumerate(chances)}
    every = [(one, name) for name, some in chances.items() for one in some]
    every.sort(key=lambda pair: (-pair[0].points, order[pair[1]]))
    given: dict[str, _Chance] = {}
    taken: set[str] = set()
    for one, name in every:
        if name not in given and (one.place.many or one.place.key not in taken):
            given[name] = one
            taken.add(one.place.key)
    return given


def _column(heading: str, chance: _Chance | None, told: Sample) -> Column:
    if chance is None:
        return _kept(heading, "nothing says what it is")
    if chance.place.type in DATES and (order := month_first(told)) in _ORDERS:
        if order == "month":
            return _kept(heading, f"it seems to be {chance.place.words}, but {_ORDERS[order]}")
        return Column(heading, chance.place.key, f"{chance.reason}; {_ORDERS[order]}", Sure.MAYBE)
    return Column(heading, chance.place.key, chance.reason, _sure(chance.points))


_ORDERS = MappingProxyType(
    {
        "month": "it writes the month before the day, and would be read wrong: export it as 2020-04-25",
        "mixed": "some values write the month before the day, others after: look at the rows, or export it as 2020-04-25",
    }
)


def _kept(heading: str, why: str) -> Column:
    return Column(heading, KEPT.key, why, Sure.NO)


def _sure(points: float) -> Sure:
    return Sure.SURE if points >= SURE_FROM else Sure.LIKELY if points >= LIKELY_FROM else Sure.MAYBE


def _taken(heading: str, place: Place) -> Column:
    """Keep by name what another column is already; of an event it is told beside the rest."""
    why = f"another column is {place.words} already"
    return Column(heading, "detail", why, Sure.MAYBE) if place.key in _OF_EVENTS else _kept(heading, why)


_OF_EVENTS = frozenset(one.key for one in EVENTS)
