"""The tables of suspensions and exclusions, and of sessions missed by reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kith.county.chance import Chance, Weighted
from kith.county.formats.school_census.pupils import Pupil, sen
from kith.county.formats.school_census.terms import Span, stamp
from kith.county.model import Event

Row = dict[str, str]
Rows = Iterator[tuple[str, Row]]

FIXED = {True: 0.6, False: 0.03}
"""How often a suspension is still written FIXD, in an older extract and in the latest. Not sourced: our guess."""
SECOND_REASON = 0.2
REASONS = ("PP", "PA", "VP", "VA", "OW", "BU", "RA", "LG", "DS", "SM", "DA", "DM", "TH", "DB", "MT", "PH")
AUTHORISED = Weighted({"I": 0.72, "M": 0.12, "C": 0.09, "E": 0.04, "D": 0.03})
"""Register codes for absence with leave: illness, appointment, other leave, suspended, dual. Not sourced: our guess."""
UNAUTHORISED = Weighted({"O": 0.72, "G": 0.16, "U": 0.09, "N": 0.03})
"""And without leave: no reason, holiday, late after the register closed, not yet known. Not sourced: our guess."""
MAIN_SHARE = 0.8
"""How much of a pupil's absence goes under its main code."""
MOST_CODES = 4


def within(events: Sequence[Event], span: Span) -> list[Event]:
    """Give the events that began in a span, both ends included."""
    return [event for event in events if span[0] <= event.start <= span[1]]


def suspensions(pupil: Pupil, events: Sequence[Event], chance: Chance) -> Rows:
    """Give a row for each time a pupil was sent away in the span the census asks about."""
    table = "termlyexclusionsonroll" if pupil.on_roll else "termlyexclusionsoffroll"
    for number, event in enumerate(within(events, pupil.census.suspensions)):
        first = event.text("reason")
        yield (
            table,
            pupil.part(table, 10 * pupil.order + number)
            | {
                "startdate": stamp(event.start),
                "sessions": event.text("sessions"),
                "category": _category(event.text("category"), pupil, chance),
                "senprovision": sen(pupil, chance),
                "reason1": first,
                "reason2": chance.pick([code for code in REASONS if code != first])
                if chance.yes(SECOND_REASON)
                else "",
            },
        )


def _category(code: str, pupil: Pupil, chance: Chance) -> str:
    return "FIXD" if code == "SUSP" and chance.yes(FIXED[pupil.census.older]) else code


def sessions(pupil: Pupil, events: Sequence[Event], chance: Chance) -> Rows:
    """Give a row for each reason for which a pupil missed sessions in the term the census asks about."""
    table = "termlysessiondetailsonroll" if pupil.on_roll else "termlysessiondetailsoffroll"
    order = MOST_CODES * pupil.order
    for event in within(events, pupil.census.sessions)[:1]:
        for name, codes in (("authorised", AUTHORISED), ("unauthorised", UNAUTHORISED)):
            for code, count in _shared_out(number(event, name), codes, chance):
                said = {"attendancereason": code, "sessions": str(count)}
                yield table, pupil.part(table, order) | said
                order += 1


def _shared_out(missed: int, codes: Weighted[str], chance: Chance) -> Iterator[tuple[str, int]]:
    """Share sessions out over two register codes at the most."""
    if not missed:
        return
    main, other = chance.weighted(codes), chance.weighted(codes)
    most = missed if main == other else max(round(missed * MAIN_SHARE), 1)
    yield main, most
    if missed > most:
        yield other, missed - most


def number(event: Event, name: str) -> int:
    """Give a detail as a number; nought where there is none."""
    text = event.text(name)
    return int(text) if text.isdigit() else 0
