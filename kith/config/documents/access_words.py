"""Words for the page on access that the code itself does not carry. Tests hold them against the tables."""

from dataclasses import dataclass

from kith.sharing.models import Handling


@dataclass(frozen=True)
class Rung:
    """One step of the ladder, as it is said to people."""

    question: str
    otherwise: str
    overridden: str
    # The grounds it stands for in the database, in the order they are asked there.
    grounds: tuple[str, ...] = ()


LADDER = (
    Rung(
        "**You.** Are you signed in with two factors, your account active, your session not ended?",
        "Nothing is shown; you are asked to sign in",
        "No",
        ("refused: sign-in",),
    ),
    Rung("**Why.** Have you said what you are here for?", "You are asked for it first", "No", ("refused: purpose",)),
    Rung(
        "**Not you.** Is it free of a conflict of interest: your own record, your family's, a colleague's, a complaint?",
        "As if it did not exist",
        "No. Nothing overrides this",
        ("refused: missing", "refused: barred"),
    ),
    Rung(
        "**Your job.** May your job do this, for this purpose?",
        "As if it did not exist",
        "No",
        ("refused: job",),
    ),
    Rung(
        "**Your agency.** Does an agreement in force with the agency that owns it cover this purpose?",
        "As if it did not exist",
        "No",
        ("refused: agreement",),
    ),
    Rung(
        "**Sealed?** If it is sealed, are you named on the seal?",
        "As if it did not exist",
        "Not by an emergency. Two people together, whose jobs include sealing, can lift a seal",
        ("refused: sealed",),
    ),
    Rung(
        "**Your link.** Have you to do with it now, yourself or through your team, with an end date?",
        "As if it did not exist",
        "Yes: opening in an emergency, for 60 minutes",
        ("open: link", "open: emergency", "refused: link"),
    ),
    Rung(
        "**Recorded.** Is your opening written in the audit, before anything is shown?",
        "Nothing is shown",
        "No. The audit row and a ticket of 15 minutes are written first; without a ticket the database shows nothing",
    ),
    Rung("**Each item's code.** Does the item's own handling code let you see it?", "That item is not shown", "No"),
)
REFUSALS = tuple(ground for rung in LADDER for ground in rung.grounds if ground.startswith("refused"))

ACTS = {
    "list": "See lists of what they have to do with: reference, stage and clock; no names",
    "open": "Open a record, if the whole ladder holds",
    "triage": "Take a concern from the queue, rate it, put it back",
    "search": "Look for the people of a concern in pooled records, and judge what is found",
    "ask": "Ask named agencies what they know",
    "answer": "Answer for their agency, and read its own pooled rows while they do",
    "deposit": "Hand in files that their agency has agreed to send, and see what came of them: counts, never a person",
    "withdraw": "Close what their agency sends, or withdraw it for good: a file, or all that came by a feed",
    "record": "Add a record: what the family was told, support agreed to, a sharing decision, an objection",
    "message": "Write to whoever reported",
    "feedback": "Tell a referrer or a reporter what happens",
    "strategy": "Start a strategy discussion",
    "decide": "Decide: level, outcome, reasons",
    "hand_over": "Offer a concern to a named worker, and close it",
    "take_on": "Accept or decline what they are offered",
    "refer": "Make a referral, and follow it",
    "break_glass": "Open in an emergency",
    "review_emergency": "Review what others opened in an emergency",
    "seal": "Seal a record to named people, and take part in lifting a seal",
    "bar": "Keep somebody from a record in which they have an interest",
    "review_restrictions": "Review the seals and bars of their agency's records",
    "see_who": "See who has opened a record that is open to them",
    "read_audit": "Read what was done, seen and refused by their agency's staff or on its records",
    "read_notice": "Read a notice about a pupil (Operation Encompass)",
}
HANDLED = {
    Handling.PARTNERS: "Everybody to whom the record is open",
    Handling.NAMED_AGENCIES: "The agency it came from, and those agencies it was released to by name",
    Handling.ORIGINATOR: "Only the agency it came from",
    Handling.NAMED_PEOPLE: "Only those it was released to by name",
}
