"""A second program that decides what the ladder decides, written apart from it.

It knows nothing of tables. It is told in labels how things stand and says who may see what, from the words of the
ladder alone: the first "no" stops.
"""

from __future__ import annotations

from dataclasses import dataclass

# What each job is for, as a privacy lead would say it: who may open a record, and list records, for which purpose.
OPENS = {
    ("triage", "front_door"),
    ("decision_maker", "front_door"),
    ("senior", "front_door"),
    ("researcher", "safeguarding"),
    ("worker", "safeguarding"),
}
LISTS = OPENS | {("referrer", "referring")}

ROLES = (
    "triage",
    "decision_maker",
    "senior",
    "researcher",
    "worker",
    "referrer",
    "data_officer",
    "privacy_officer",
    "admin",
)
PURPOSES = ("", "front_door", "safeguarding", "referring", "encompass", "oversight", "sending")
SESSIONS = ("live", "one factor", "revoked", "over", "idle", "account off", "unknown")
HOMES = ("owner", "in force", "withdrawn", "expired", "not yet", "no party", "wrong kind", "pointer only")
LINKS = ("none", "own", "team", "over", "not yet", "follows", "left the team")
BARS = ("none", "record", "person", "lifted", "not yet")
SEALS = ("none", "sealed", "named")
GLASSES = ("none", "live", "over", "reviewed", "another's")
TICKETS = ("none", "live", "over", "not yet", "this transaction", "other purpose", "other session")
HANDLINGS = ("partners", "named_agencies", "originator", "named_people")


@dataclass(frozen=True)
class Who:
    """Somebody at the door."""

    role: str
    home: str
    session: str
    purpose: str


@dataclass(frozen=True)
class What:
    """How a record stands to them."""

    link: str
    bar: str
    seal: str
    glass: str


def ground(who: Who, what: What) -> str:
    """Say on which rung somebody stops, or why the record opens."""
    if who.session != "live":
        return "refused: sign-in"
    if not who.purpose:
        return "refused: purpose"
    if what.bar in {"record", "person"}:
        return "refused: barred"
    if (who.role, who.purpose) not in OPENS:
        return "refused: job"
    if not covered(who):
        return "refused: agreement"
    if what.seal == "sealed":
        return "refused: sealed"
    if what.link in {"own", "team"}:
        return "open: link"
    if what.glass == "live":
        return "open: emergency"
    return "refused: link"


def covered(who: Who) -> bool:
    """Say whether their agency may have what a concern holds. The agreements here cover the two working purposes."""
    if who.home == "owner":
        return True
    return who.home == "in force" and who.purpose in {"front_door", "safeguarding"}


def lists(who: Who, what: What) -> bool:
    """Say whether the envelope stands in their lists."""
    if who.session != "live" or (who.role, who.purpose) not in LISTS:
        return False
    if what.bar in {"record", "person"} or what.seal == "sealed":
        return False
    if what.link == "follows":
        return True
    return (what.link in {"own", "team"} or what.glass == "live") and covered(who)


def sees(
    who: Who, what: What, ticket: str, handling: str, *, originator_is_home: bool, agency_named: bool, named: bool
) -> bool:
    """Say whether one item inside the record is shown."""
    if ticket != "live" or not ground(who, what).startswith("open"):
        return False
    return {
        "partners": True,
        "originator": originator_is_home,
        "named_agencies": originator_is_home or agency_named,
        "named_people": named,
    }[handling]
