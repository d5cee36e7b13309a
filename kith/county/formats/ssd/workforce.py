"""Tables of the service itself: professionals, teams, who had which case, finance, and the dataset's own log.

Professionals, teams and the log are the same for the whole county, so only the first block writes them. Finance and the
staging table of the interface have no rows: in release 1.4 the first is placeholders and the second is filled by sending.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from kith.county.formats.ssd.codes import TEAMS
from kith.county.formats.ssd.held import Case, Held
from kith.county.formats.ssd.table import Cell, Table, always, end, key, nothing, person, start, team, worker

T = TypeVar("T")
_JOBS = ("Social Worker", "Social Worker", "Senior Social Worker", "Family Support Worker", "Personal Adviser")
_TIMES = (1.0, 1.0, 1.0, 0.8, 0.6)
_AGENCY_EVERY = 8
VERSION = "1.4.0"


def _once(rows: Callable[[Held], Iterable[T]]) -> Callable[[Held], Iterable[T]]:
    return lambda held: rows(held) if held.known.block.number == 0 else ()


def _professionals(held: Held) -> Iterator[tuple[Held, int, str, str]]:
    return ((held, n, name, number) for n, (name, number) in enumerate(held.workers.items()))


def _teams(held: Held) -> Iterator[tuple[str, str, str, str]]:
    names = {number: name for number, name, _ in TEAMS[held.agency]}
    return ((number, name, above, names.get(above, "")) for number, name, above in TEAMS[held.agency])


def _involved(held: Held) -> Iterator[Case]:
    """Give who had each referral, time in care and care leaver from the beginning to the end."""
    for kind in ("referral", "looked_after", "care_leaver"):
        for case in held.of(kind):
            yield case.at(case.day, "W", 1, case.last)


def _role(case: Case) -> Cell:
    return "Personal Adviser" if case.event.kind == "care_leaver" else "Allocated Case Worker"


def _involved_referral(case: Case) -> Cell:
    found = case if case.event.kind == "referral" else case.held.referral(case)
    return found.reference.removesuffix("W1") if found else ""


PROFESSIONALS = Table(
    "ssd_professionals",
    _once(_professionals),
    {
        "prof_professional_id": lambda row: row[3],
        "prof_staff_id": lambda row: f"S{row[3]}",
        "prof_professional_name": lambda row: row[2],
        "prof_social_worker_registration_no": nothing,
        "prof_professional_job_title": lambda row: _JOBS[row[1] % len(_JOBS)],
        "prof_professional_caseload": lambda row: 8 + row[1] * 7 % 15,
        "prof_professional_department": lambda row: TEAMS[row[0].agency][row[1] % len(TEAMS[row[0].agency])][1],
        "prof_full_time_equivalency": lambda row: _TIMES[row[1] % len(_TIMES)],
        "prof_agency_worker_flag": lambda row: "N" if row[1] % _AGENCY_EVERY else "Y",
    },
)
DEPARTMENT = Table(
    "ssd_department",
    _once(_teams),
    {
        "dept_team_id": lambda row: row[0],
        "dept_team_name": lambda row: row[1],
        "dept_team_parent_id": lambda row: row[2],
        "dept_team_parent_name": lambda row: row[3],
    },
)
INVOLVEMENTS = Table(
    "ssd_involvements",
    _involved,
    {
        "invo_involvements_id": key,
        "invo_professional_id": worker,
        "invo_professional_role_id": _role,
        "invo_professional_team": team,
        "invo_involvement_start_date": start,
        "invo_involvement_end_date": end,
        "invo_worker_change_reason": nothing,
        "invo_person_id": person,
        "invo_referral_id": _involved_referral,
    },
)
FINANCE: Table[Case] = Table(
    "ssd_s251_finance",
    lambda _held: (),
    dict.fromkeys(("s251_table_id", "s251_cla_placement_id", *(f"s251_placeholder_{n}" for n in range(1, 5))), nothing),
)
STAGING: Table[Case] = Table(
    "ssd_api_data_staging",
    lambda _held: (),
    dict.fromkeys(
        (
            "id", "person_id", "json_payload", "current_hash", "previous_hash", "submission_status",
            "submission_timestamp", "api_response", "row_state", "last_updated",
        ),
        nothing,
    ),
)  # fmt: skip
VERSION_LOG = Table(
    "ssd_version_log",
    _once(lambda held: (held.until,)),
    {
        "version_number": always(VERSION),
        "release_date": nothing,
        "description": always("Standard Safeguarding Dataset as installed"),
        "is_current": always("1"),
        "created_at": lambda day: day,
        "created_by": always("ssd_service"),
        "impact_description": nothing,
    },
)
TABLES = (PROFESSIONALS, DEPARTMENT, INVOLVEMENTS, FINANCE, STAGING, VERSION_LOG)
