"""Code lists of the returns: who a concern came from, and what came of it.

From the sector's data model, https://github.com/data-to-insight/ssd-data-model (14 July 2026).
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

SOURCE = "https://github.com/data-to-insight/ssd-data-model"

CONTACT_SOURCES: dict[str, str] = {
    "1A": "Family member, relative or carer",
    "1B": "Acquaintance",
    "1C": "Self",
    "1D": "Other individual",
    "2A": "Schools",
    "2B": "Education services",
    "3A": "GP",
    "3B": "Health visitor",
    "3C": "School nurse",
    "3D": "Other primary health",
    "3E": "A&E",
    "3F": "Other health",
    "4": "Housing",
    "5A": "Local authority social care",
    "5B": "Local authority, other internal",
    "5C": "Another local authority",
    "5D": "Local authority early help",
    "6": "Police",
    "7": "Other legal agency",
    "8": "Other, such as a children's centre, independent or voluntary body",
    "9": "Anonymous",
    "10": "Unknown",
}


class ContactOutcome(StrEnum):
    """What came of a contact, as the returns count it."""

    NO_ACTION = "No Further Action"
    ADVICE = "Information and Advice"
    EARLY_HELP = "EH Referral"
    CHILD_IN_NEED = "CIN Referral"


class ReferralOutcome(StrEnum):
    """What came of a referral, as the returns count it."""

    NO_ACTION = "NFA"
    ADVICE = "Advice and Information or signpost"
    EARLY_HELP = "Step-down to Early Help"
    ASSESSMENT = "Assessment required"
    STRATEGY = "Strategy discussion and/or s47"
    OTHER = "Other"


class Outcome(StrEnum):
    """What the hub decides."""

    STRATEGY_DISCUSSION = "strategy_discussion"
    ASSESSMENT = "assessment"
    ADULT_ENQUIRY = "adult_enquiry"
    EARLY_HELP = "early_help"
    ALREADY_OPEN = "already_open"
    ADVICE = "advice"
    NO_ACTION = "no_action"


class About(StrEnum):
    """Whom an outcome can be for."""

    CHILDREN = "children"
    ADULTS = "adults"


@dataclass(frozen=True)
class Decided:
    """What follows from one outcome, here and in the returns."""

    outcome: Outcome
    title: str
    about: frozenset[About]
    # None where the returns for children do not count it.
    contact: ContactOutcome | None
    referral: ReferralOutcome | None
    # A named worker must accept the handover before the concern can be closed.
    handed_over: bool


_O, _C, _R = Outcome, ContactOutcome, ReferralOutcome
_CHILDREN, _ADULTS = frozenset({About.CHILDREN}), frozenset({About.ADULTS})
_ALL = _CHILDREN | _ADULTS
# fmt: off
_ROWS: tuple[Decided, ...] = (
    Decided(_O.STRATEGY_DISCUSSION, "Strategy discussion now", _CHILDREN, _C.CHILD_IN_NEED, _R.STRATEGY, handed_over=True),
    Decided(_O.ASSESSMENT, "Child and family assessment", _CHILDREN, _C.CHILD_IN_NEED, _R.ASSESSMENT, handed_over=True),
    Decided(_O.ADULT_ENQUIRY, "Adult safeguarding enquiry (section 42)", _ADULTS, None, None, handed_over=True),
    Decided(_O.EARLY_HELP, "Family help or early help", _ALL, _C.EARLY_HELP, _R.EARLY_HELP, handed_over=True),
    # An open case is not a new referral: what was said goes to its allocated worker.
    Decided(_O.ALREADY_OPEN, "Already open: pass to the allocated worker", _ALL, _C.NO_ACTION, None, handed_over=True),
    Decided(_O.ADVICE, "Information and advice", _ALL, _C.ADVICE, _R.ADVICE, handed_over=False),
    Decided(_O.NO_ACTION, "No further action", _ALL, _C.NO_ACTION, _R.NO_ACTION, handed_over=False),
)
# fmt: on
OUTCOMES: dict[Outcome, Decided] = {row.outcome: row for row in _ROWS}
OUTCOME_LABELS: dict[Outcome, str] = {row.outcome: row.title for row in _ROWS}


def outcomes_for(*, children: bool, adults: bool) -> tuple[Decided, ...]:
    """Give the outcomes that can be chosen, for whom the concern is about."""
    people = {About.CHILDREN: children, About.ADULTS: adults}
    return tuple(row for row in _ROWS if any(people[about] for about in row.about))


def becomes_referral(outcome: str) -> bool:
    """Say whether a contact becomes a referral: when services may be required."""
    return OUTCOMES[Outcome(outcome)].contact in {
        ContactOutcome.EARLY_HELP,
        ContactOutcome.CHILD_IN_NEED,
    }


def is_re_referral(this: date, earlier: date | None) -> bool:
    """Say whether a referral comes within 12 months of one before it."""
    return earlier is not None and earlier <= this <= _a_year_after(earlier)


def _a_year_after(day: date) -> date:
    # 29 February has its anniversary on 1 March, so that nobody is a day short.
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return date(day.year + 1, 3, 1)
