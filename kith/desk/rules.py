"""Where each job has something to do, and what an act of the audit is called on a page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Place:
    """Somewhere to go: shown to those whose job, for the purpose they stated, includes the act, or one of several."""

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
    Place(
        "deposit withdraw",
        "files",
        "Files we send",
        "desk:files",
        "Hand in what your systems export, see what came of it, and take it back.",
    ),
    Place("take_on", "handed", "Handed to me", "concerns:handed", "Concerns offered to you, and those you took on."),
    Place("refer", "referrals", "My referrals", "concerns:referrals", "Make a referral, or follow one you made."),
    Place("review_emergency", "emergencies", "Emergencies", "desk:emergencies", "Emergency openings to review."),
    Place("review_restrictions", "restrictions", "Seals and bars", "desk:restrictions", "Who is kept out, to review."),
    Place("read_audit", "audit", "Who looked", "desk:audit", "Who opened or changed which record, and why."),
)

# What the audit's codes are called; a code without a row is shown as it is.
ACTS = {
    "agencies.agency_sign_in_joined": "Joined their agency’s own sign-in to their account",
    "agencies.password_changed": "Changed their password",
    "agencies.purpose_stated": "Said why they are here",
    "agencies.signed_in": "Signed in",
    "agencies.signed_out": "Signed out",
    "api.keys_forgotten": "Forgot under which keys systems handed in files",
    "api.refused": "A call of a system was refused",
    "concerns.answered": "Answered for their agency",
    "concerns.asked": "Asked agencies what they know",
    "concerns.attachment_taken": "Took a file out",
    "concerns.closed": "Closed it",
    "concerns.decided": "Decided what happens next",
    "concerns.not_taken_on": "Did not take it on",
    "concerns.offer_withdrawn": "Took back an offer",
    "concerns.offered": "Offered it to a named worker",
    "concerns.person_added": "Added a person",
    "concerns.put_back": "Put it back in the queue",
    "concerns.raised": "Raised it",
    "concerns.rated": "Set the fast filter",
    "concerns.recorded": "Added a record",
    "concerns.referral_begun": "Began a referral",
    "concerns.referral_discarded": "Threw a referral away",
    "concerns.referral_sent": "Sent a referral",
    "concerns.reopened": "Opened it again",
    "concerns.reply_read": "Read the reporter's words",
    "concerns.reporter_seen": "Saw who reported it",
    "concerns.reporter_wrote": "The reporter wrote again",
    "concerns.reported": "Reported it",
    "concerns.strategy_called": "Called a strategy discussion",
    "concerns.strategy_recorded": "Recorded a strategy discussion",
    "concerns.taken": "Took it",
    "concerns.taken_on": "Took it on",
    "concerns.thought_again": "Opened the decision again",
    "concerns.told_public": "Told the reporter",
    "concerns.told_referrer": "Told the referrer",
    "concerns.wrote_to_reporter": "Wrote to the reporter",
    "desk.audit_read": "Read this record of who looked",
    "desk.findings_taken": "Took out what was found wrong in a file",
    "records.batch_expired": "A file that was kept for its time was removed",
    "records.batch_removed": "The last row of a withdrawn file was removed",
    "records.batch_withdrawn": "Withdrew a file",
    "records.blind_match": "Searched for somebody who is shielded, and was shown nothing",
    "records.deposit_done": "A file that was handed in was read",
    "records.deposit_refused": "A file that was handed in could not be read",
    "records.feed_closed": "Closed a feed",
    "records.feed_opened": "Opened a feed",
    "records.feed_withdrawn": "Withdrew a feed, with all that came by it",
    "records.file_handed_in": "Handed in a file",
    "records.file_refused": "A file was refused",
    "records.import_began": "Began to import a file",
    "records.imported": "Imported a file",
    "records.judged": "Judged whether two records are one person",
    "records.judgement_undone": "Undid a judgement",
    "records.pointed_at": "Was told that an agency knows somebody, not what it knows",
    "records.pointers_refused": "Asked which agencies know a person, and was refused",
    "records.pointers_seen": "Saw which agencies know a person",
    "records.search_refused": "Tried to search the pooled records, and was refused",
    "records.searched": "Searched the pooled records",
    "records.taken_files_removed": "Files that came in a folder were removed from the disk",
    "sharing.act_refused": "Tried to do something with it, and was refused",
    "sharing.bar_lifted": "Lifted a bar",
    "sharing.bar_kept": "Reviewed a bar, and kept it",
    "sharing.barred": "Barred somebody",
    "sharing.conflict_declared": "Declared a conflict of interest",
    "sharing.emergency_reviewed": "Reviewed an emergency opening",
    "sharing.glass_broken": "Opened it in an emergency",
    "sharing.glass_refused": "Asked to open it in an emergency, and was refused",
    "sharing.opened": "Opened it",
    "sharing.refused": "Tried to open it, and was refused",
    "sharing.seal_kept": "Reviewed a seal, and kept it",
    "sharing.sealed": "Sealed it",
    "sharing.unseal_asked": "Asked to open the seal",
    "sharing.unsealed": "Opened the seal",
}

GROUNDS = {
    "shielded": "The person is shielded",
    "open: link": "They have to do with it",
    "open: emergency": "Opened in an emergency",
    "refused: act": "A rule refused that act",
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
