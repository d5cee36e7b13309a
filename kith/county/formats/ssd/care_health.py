"""Tables of the health of children in care, their strengths and difficulties scores, and their convictions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from kith.county.formats.ssd.front_door import factors_of
from kith.county.formats.ssd.held import Case, Held
from kith.county.formats.ssd.looked_after import in_care
from kith.county.formats.ssd.table import Table, always, detail, drawn, key, person, start

_HEALTH = {"HEALTH": "Health Assessment", "DENTAL": "Dental Check"}
_YEAR = timedelta(days=365)
_LATER, _MONTH, _TOLD = timedelta(days=60), timedelta(days=30), timedelta(days=14)
_SDQ_AGES = range(4, 17)
"""SSDA903 asks for a score of children aged 4 to 16."""
_SDQ_MIDDLE, _SDQ_SPREAD, _SDQ_MOST = 14, 6.5, 40
_SDQ_MISSING = 0.2
_SDQ_REASONS = ("SDQ1", "SDQ2", "SDQ3", "SDQ4", "SDQ5")
_MISUSE = frozenset({"1A", "2A"})
"""Assessment factors: misuse of alcohol and of drugs by the child."""
_INTERVENTION = 0.7


def _immunised(held: Held) -> Iterator[Case]:
    """Give one row for each child, as the key of the table is the child."""
    seen: set[str] = set()
    for case in held.spells:
        if case.persona.local_id in seen:
            continue
        seen.add(case.persona.local_id)
        checks = [one for one in held.of_child("health_check", case.persona.person) if _kind(one) == "IMMUNISED"]
        yield case.at(checks[-1].day if checks else case.day, "Y", int(bool(checks)))


def _kind(case: Case) -> str:
    return case.event.text("kind")


def _checks(held: Held) -> Iterator[Case]:
    return (one for one in in_care("health_check")(held) if _kind(one) in _HEALTH)


def _misusing(held: Held) -> Iterator[Case]:
    """Give times in care of children of whom an assessment says that they drink or take drugs."""
    for case in held.spells:
        assessed = held.of_child("assessment", case.persona.person)
        day = case.day + _MONTH
        if day <= case.until and any(not _MISUSE.isdisjoint(factors_of(one)) for one in assessed):
            yield case.at(day, "U", 1)


def _convictions(held: Held) -> Iterator[Case]:
    """Give what the council's own youth justice service knows of children who were in its care on the day."""
    for event in held.known.block.of("yj_outcome"):
        found = held.before("looked_after", event.person, event.start)
        if found is None or found.persona.local_id not in held.in_care:
            continue
        if event.start <= min(found.until, held.until - _TOLD):
            yield Case(held, event, found.persona, held.known.reference(event, "X"), event.start)


def _scores(held: Held) -> Iterator[Case]:
    """Give one a year; ``n`` is the score plus one, or 0 where there is none."""
    for case in held.spells:
        for year in range((case.until - case.day).days // _YEAR.days + 1):
            day = case.day + _LATER + year * _YEAR
            if day <= case.until and case.event.person.age_on(day) in _SDQ_AGES:
                made = case.at(day, "Z", year + 1)
                made.n = 0 if held.chance.yes(_SDQ_MISSING) else _score(held) + 1
                yield made


def _score(held: Held) -> int:
    return min(max(round(held.chance.around(_SDQ_MIDDLE, _SDQ_SPREAD)), 0), _SDQ_MOST)


HEALTH = Table(
    "ssd_cla_health",
    _checks,
    {
        "clah_health_check_id": key,
        "clah_person_id": person,
        "clah_health_check_type": lambda case: _HEALTH[_kind(case)],
        "clah_health_check_date": start,
        "clah_health_check_status": always("Completed"),
    },
)
IMMUNISATIONS = Table(
    "ssd_cla_immunisations",
    _immunised,
    {
        "clai_person_id": person,
        "clai_immunisations_status": lambda case: "Y" if case.n else "N",
        "clai_immunisations_status_date": start,
    },
)
SUBSTANCE_MISUSE = Table(
    "ssd_cla_substance_misuse",
    _misusing,
    {
        "clas_substance_misuse_id": key,
        "clas_person_id": person,
        "clas_substance_misuse_date": start,
        "clas_substance_misused": always("Y"),
        "clas_intervention_received": drawn(_INTERVENTION),
    },
)
CONVICTIONS = Table(
    "ssd_cla_convictions",
    _convictions,
    {
        "clac_cla_conviction_id": key,
        "clac_person_id": person,
        "clac_cla_conviction_date": start,
        "clac_cla_conviction_offence": detail("offence"),
    },
)
SDQ = Table(
    "ssd_sdq_scores",
    _scores,
    {
        "csdq_table_id": key,
        "csdq_person_id": person,
        "csdq_sdq_completed_date": start,
        "csdq_sdq_reason": lambda case: "" if case.n else case.held.chance.pick(_SDQ_REASONS),
        "csdq_sdq_score": lambda case: case.n - 1 if case.n else "",
    },
)
TABLES = (HEALTH, IMMUNISATIONS, SUBSTANCE_MISUSE, CONVICTIONS, SDQ)
