"""What is written of each child: who they are, and every referral that was open in the year with all that came of it.

Rules are those of DfE's schema and of the validation rules published with it. A county so small that a council has
nobody to return for a year leaves that year's file out, since the schema asks for at least one child.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from xml.sax.saxutils import escape

from kith.county.agencies.known import Known
from kith.county.agencies.persona import Persona
from kith.county.formats.cin_census.cases import Case, cases, codes_of, day_of, days_of, yes
from kith.county.formats.cin_census.years import CLOSING, Year, opening, years
from kith.county.formats.form import File, Format
from kith.county.model import Event
from kith.county.plan import Plan
from kith.county.writing import Pages

_UPN = re.compile(r"[A-Za-z]\d{11}(\d|[A-Za-z])")
_ETHNICITIES = frozenset(
    (
        "WBRI", "WIRI", "WIRT", "WOTH", "WROM", "MWBC", "MWBA", "MWAS", "MOTH", "AIND", "APKN", "ABAN", "AOTH",
        "BCRB", "BAFR", "BOTH", "CHNE", "OOTH", "REFU", "NOBT",
    )
)  # fmt: skip
_SCHOOL_AGE = 5
_CONFERENCE_WITHIN = 15
"""Working days from the strategy discussion to the conference (Working Together)."""
_NO_FACTORS = "21"
_NO_WORKING_DAY = 5
"""Saturday, and Sunday after it."""


def _field(name: str, value: object) -> str:
    return f"<{name}>{value}</{name}>" if value not in (None, "") else ""


def working_days_after(day: date, count: int) -> date:
    """Count working days onwards, weekends left out (bank holidays are not)."""
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < _NO_WORKING_DAY
    return day


def _assessments(events: Iterable[Event], year: Year) -> Iterator[str]:
    """Write those authorised in the year, or begun in it and not yet authorised."""
    for event in events:
        authorised = year.until(event.end)
        if event.start > year.last or not year.holds(authorised or event.start):
            continue
        codes = list(dict.fromkeys(codes_of(event, "factors"))) if authorised else []
        factors = [code for code in codes if code != _NO_FACTORS] or codes
        inside = "".join(_field("AssessmentFactors", code) for code in factors)
        yield (
            f"<Assessments><AssessmentActualStartDate>{event.start}</AssessmentActualStartDate>"
            f"{_field('AssessmentAuthorisationDate', authorised)}"
            f"{_field('FactorsIdentifiedAtAssessment', inside)}</Assessments>"
        )


def _plans(events: Iterable[Event], year: Year) -> Iterator[str]:
    for event in events:
        if event.start <= year.last and (event.end is None or event.end >= year.first):
            yield (
                f"<CINPlanDates><CINPlanStartDate>{event.start}</CINPlanStartDate>"
                f"{_field('CINPlanEndDate', year.until(event.end))}</CINPlanDates>"
            )


def _enquiries(events: Iterable[Event], year: Year) -> Iterator[str]:
    """Write those begun in the year, and those begun before it whose conference was in it."""
    for event in events:
        conference = year.until(day_of(event, "conference"))
        if event.start > year.last or not year.holds(conference or event.start):
            continue
        target = "" if yes(event, "not_required") else working_days_after(event.start, _CONFERENCE_WITHIN)
        yield (
            f"<Section47><S47ActualStartDate>{event.start}</S47ActualStartDate>{_field('InitialCPCtarget', target)}"
            f"{_field('DateOfInitialCPC', conference)}"
            f"<ICPCnotRequired>{int(yes(event, 'not_required'))}</ICPCnotRequired></Section47>"
        )


def _protection(events: Iterable[Event], year: Year) -> Iterator[str]:
    for event in events:
        if event.start > year.last or (event.end is not None and event.end < year.first):
            continue
        reviews = "".join(
            _field("CPPreviewDate", day)
            for day in days_of(event, "reviews")
            if year.holds(day) and day > event.start and (event.end is None or day <= event.end)
        )
        yield (
            f"<ChildProtectionPlans><CPPstartDate>{event.start}</CPPstartDate>"
            f"{_field('CPPendDate', year.until(event.end))}"
            f"<InitialCategoryOfAbuse>{event.text('first')}</InitialCategoryOfAbuse>"
            f"<LatestCategoryOfAbuse>{event.text('latest')}</LatestCategoryOfAbuse>"
            f"<NumberOfPreviousCPP>{event.text('before') or 0}</NumberOfPreviousCPP>{_field('Reviews', reviews)}"
            "</ChildProtectionPlans>"
        )


def _own_conference(case: Case, year: Year) -> date | None:
    """Give the conference that no enquiry of the case led to, such as of a child who moved here under a plan."""
    from_enquiries = [day_of(event, "conference") for event in case.parts["s47"]]
    for event in case.parts["conference"]:
        if year.holds(event.start) and event.start not in from_enquiries:
            return event.start
    return None


def _details(case: Case, year: Year) -> str:
    event = case.referral
    closed = None if case.no_action else year.until(event.end)
    opened = (
        f"<CINdetails><CINreferralDate>{event.start}</CINreferralDate>{_field('ReferralSource', event.text('source'))}"
    )
    if case.no_action:
        return f"{opened}<ReferralNFA>1</ReferralNFA></CINdetails>"
    parts = case.parts
    return "".join(
        (
            opened,
            _field("PrimaryNeedCode", event.text("need")),
            _field("CINclosureDate", closed),
            _field("ReasonForClosure", closed and (event.text("closure") or "RC7")),
            _field("DateOfInitialCPC", _own_conference(case, year)),
            *_assessments(parts["assessment"], year),
            *_plans(parts["cin_plan"], year),
            *_enquiries(parts["s47"], year),
            "<ReferralNFA>0</ReferralNFA>",
            *_protection(parts["cp_plan"], year),
            "</CINdetails>",
        )
    )


def _pupil_number(persona: Persona, born: date | None, some: list[Case], year: Year) -> str:
    """Give the pupil number, or why there is none (UN1 too young, UN7 nothing further done, UN4 new, UN5 in doubt)."""
    if _UPN.fullmatch(persona.upn or ""):
        return _field("UPN", persona.upn)
    if born is None or born.replace(day=1).replace(year=born.year + _SCHOOL_AGE) > year.last:
        return _field("UPNunknown", "UN1")
    if all(case.no_action for case in some):
        return _field("UPNunknown", "UN7")
    newly = min(case.referral.start for case in some) > year.last - timedelta(days=7)
    return _field("UPNunknown", "UN4" if newly else "UN5")


def _who(persona: Persona, some: list[Case], year: Year) -> str:
    person = persona.person
    unborn = person.born > year.last or (persona.born is None and persona.expected is not None)
    born = persona.expected or person.born if unborn else persona.born
    died = persona.died if year.holds(persona.died) else None
    disabilities = "".join(_field("Disability", code) for code in person.disabilities or ("NONE",))
    ethnicity = persona.ethnicity if persona.ethnicity in _ETHNICITIES else "NOBT"
    sex = year.sexes["U" if unborn else persona.sex if persona.sex in year.sexes else "U"]
    return (
        f"<ChildIdentifiers><LAchildID>{escape(persona.local_id)}</LAchildID>"
        f"{_pupil_number(persona, born, some, year)}"
        f"{_field('ExpectedPersonBirthDate' if unborn else 'PersonBirthDate', born)}"
        f"<{year.sex_field}>{sex}</{year.sex_field}>{_field('PersonDeathDate', died)}</ChildIdentifiers>"
        f"<ChildCharacteristics><Ethnicity>{ethnicity}</Ethnicity>"
        f"<Disabilities>{disabilities}</Disabilities></ChildCharacteristics>"
    )


def _counts(case: Case, year: Year) -> bool:
    """Say whether a referral belongs into a year's return: open in it, or received in it where nothing was done."""
    event = case.referral
    if case.told > year.returned or event.start > year.last:
        return False
    return event.start >= year.first if case.no_action else event.end is None or event.end >= year.first


def _write(known: Known, pages: Pages) -> None:
    held: dict[str, list[Case]] = {}
    for case in cases(known):
        held.setdefault(case.persona.local_id, []).append(case)
    for year in years(known.plan):
        children = []
        for number in sorted(held):
            some = [case for case in held[number] if _counts(case, year)]
            if some:
                inside = "".join(_details(case, year) for case in some)
                children.append(f"<Child>{_who(some[0].persona, some, year)}{inside}</Child>\n")
        if children:
            pages.write(known.path(year.name), "".join(children), len(children))


def _head(year: Year, _plan: Plan) -> str:
    return opening(year)


def _tail(_plan: Plan) -> str:
    return CLOSING


def _files(plan: Plan) -> tuple[File, ...]:
    return tuple(File(year.name, partial(_head, year), _tail) for year in years(plan))


def _finish(folder: Path, plan: Plan) -> None:
    """Leave out the return of a year with no child in it."""
    for year in years(plan):
        path = folder / year.name
        empty = len((opening(year) + CLOSING).encode())
        if path.exists() and path.stat().st_size <= empty:
            path.unlink()


FORMAT = Format("cin-census", ("childrens", "childrens_east"), _files, _write, _finish, ("cin-census",))
