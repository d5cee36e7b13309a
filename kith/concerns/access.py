"""Who may do what with a concern, and why. The docs and the pages show these very sentences."""

from __future__ import annotations

from django.db.models import Q

from kith.sharing.access import Access, Asker, Rule, barred, in_an_emergency, linked, no_agreement, sealed, your_job
from kith.sharing.models import LinkKind

ON_DUTY = linked("your team is on duty for it", LinkKind.DUTY)
ASKED = linked("your agency was asked about the people in it", LinkKind.ASKED)
ALLOCATED = linked("you are the worker it was handed to", LinkKind.ALLOCATED)
OFFERED = linked("it was offered to you to take on", LinkKind.OFFERED)
MEETING = linked("you take part in a meeting about it", LinkKind.MEETING)
SENT_IT = linked("you made this referral", LinkKind.REFERRER, opens=False)
EMERGENCY = in_an_emergency()
NEVER = (barred(), sealed())
KEPT_OUT = (*NEVER, no_agreement())

TO_DO_WITH_IT = (ON_DUTY, ASKED, ALLOCATED, OFFERED, MEETING)


def _and_your_job(rule: Rule, act: str, words: str) -> Rule:
    """Grant when the link holds and the job includes the act."""
    job = your_job(words, act)

    def rows(asker: Asker) -> Q:
        return rule.filter(asker) & job.filter(asker)

    return Rule(f"{rule.reason}, and {words}", rows)


def on_duty_for(verb: str, act: str, words: str) -> Access:
    """Say who at the front door may do something."""
    return Access(verb, (_and_your_job(ON_DUTY, act, words),), KEPT_OUT)


def to_do_with(verb: str, act: str, words: str) -> Access:
    """Say who may do something that anybody working on the concern may, if their job includes it."""
    rules = (ON_DUTY, ASKED, ALLOCATED, MEETING)
    return Access(verb, tuple(_and_your_job(rule, act, words) for rule in rules), KEPT_OUT)


# The envelope: stage and clock. The referrer follows what they sent.
SEE = Access("see", (*TO_DO_WITH_IT, SENT_IT, EMERGENCY), NEVER)
OPEN = Access("open", (*TO_DO_WITH_IT, EMERGENCY), KEPT_OUT)

TRIAGE = on_duty_for("triage", "triage", "your job includes triage")
SEARCH = on_duty_for("look for matches in", "search", "your job includes looking for matches")
ASK = on_duty_for("ask agencies about", "ask", "your job includes asking agencies")
MESSAGE = on_duty_for("write to the reporter of", "message", "your job includes writing to reporters")
DECIDE = on_duty_for("decide on", "decide", "your job includes deciding")
FEED_BACK = on_duty_for("give feedback on", "feedback", "your job includes feedback")
HAND_OVER = on_duty_for("hand over", "hand_over", "your job includes handing over")
ANSWER = Access("answer for your agency in", (_and_your_job(ASKED, "answer", "your job includes answering"),), KEPT_OUT)
RECORD = to_do_with("add a record to", "record", "your job includes recording")
MEET = to_do_with("start a strategy discussion on", "strategy", "your job includes strategy discussions")
TAKE_ON = Access("take on", (_and_your_job(OFFERED, "take_on", "your job includes taking work on"),), KEPT_OUT)

# A referral in the making. Nobody else sees it, and once it is sent it is a copy that nobody changes.
YOURS = Rule("you are writing it", lambda asker: Q(account=asker.account))
WRITE = Access("write this referral", (_and_your_job(YOURS, "refer", "your job includes referring"),))
