"""Where each job has something to do, and what an act of the audit is called on a page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Place:
    """Somewhere to go: shown to those whose job, for the purpose they stated, includes the act."""

    act: str
    name: str
    words: str
    url: str
    what_for: str


@dataclass(frozen=True)
class Sought:
    """What somebody looks for in the audit."""

    reference: str = ""
    person: str = ""
    day: date | None = None
    refused: bool = False


PLACES = (
    Place("triage", "queue", "Triage queue", "concerns:queue", "New concerns, and how soon each must be decided."),
    Place("answer", "asked", "Questions for us", "concerns:asked", "What the front door asks your agency."),
    Place("take_on", "handed", "Handed to me", "concerns:handed", "Concerns offered to you, and those you took on."),
    Place("refer", "referrals", "My referrals", "concerns:referrals", "Make a referral, or follow one you made."),
    Place("review_emergency", "emergencies", "Emergencies", "desk:emergencies", "Emergency openings to review."),
    Place("read_audit", "audit", "Who looked", "desk:audit", "Who opened or changed which record, and why."),
)

# What the audit's codes are called; a code without a row is shown as it is.
ACTS = {
    "agencies.purpose_stated": "Said why they are here",
    "agencies.signed_in": "Signed in",
    "agencies.signed_out": "Signed out",
    "desk.audit_read": "Read this record of who looked",
    "records.imported": "Imported a file",
    "records.judged": "Judged whether two records are one person",
    "records.judgement_undone": "Undid a judgement",
    "records.pointers_seen": "Saw which agencies know a person",
    "records.searched": "Searched the pooled records",
    "sharing.bar_lifted": "Lifted a bar",
    "sharing.barred": "Barred somebody",
    "sharing.emergency_reviewed": "Reviewed an emergency opening",
    "sharing.glass_broken": "Opened it in an emergency",
    "sharing.glass_refused": "Asked to open it in an emergency, and was refused",
    "sharing.opened": "Opened it",
    "sharing.refused": "Tried to open it, and was refused",
    "sharing.sealed": "Sealed it",
    "sharing.unseal_asked": "Asked to open the seal",
    "sharing.unsealed": "Opened the seal",
}

GROUNDS = {
    "open: link": "They have to do with it",
    "open: emergency": "Opened in an emergency",
    "refused: sign-in": "Not signed in with two factors",
    "refused: purpose": "Said no purpose",
    "refused: missing": "There is no such record",
    "refused: barred": "Barred from it",
    "refused: job": "Not part of their job",
    "refused: agreement": "No agreement covers it",
    "refused: sealed": "It is sealed",
    "refused: link": "They have nothing to do with it",
}


def said_act(code: str) -> str:
    """Say an act in words."""
    return ACTS.get(code) or code.replace(".", ": ").replace("_", " ").capitalize()


def said_ground(code: str) -> str:
    """Say a ground in words."""
    return GROUNDS.get(code, code)
