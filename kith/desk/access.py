"""Who may read who looked, and review what was opened in an emergency."""

from __future__ import annotations

from kith.sharing.access import Access, Asker, NotAllowed, your_job

SEE_WHO = Access("see who looked at", (your_job("your job includes seeing who looked", "see_who"),))


RESTRICT = Access(
    "keep anybody out of",
    (your_job("your job includes sealing", "seal"), your_job("your job includes barring somebody", "bar")),
)


def require_job(asker: Asker, act: str, verb: str) -> None:
    """Refuse somebody whose job, for the purpose they stated, does not include an act that is about no one record."""
    if not asker.may(act):
        raise NotAllowed(verb, ("your job, or the purpose you stated, does not include it",))
