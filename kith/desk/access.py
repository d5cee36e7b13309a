"""Who may read who looked, and review what was opened in an emergency."""

from __future__ import annotations

from kith.sharing.access import Access, Asker, NotAllowed, your_job

SEE_WHO = Access("see who looked at", (your_job("your job includes seeing who looked", "see_who"),))


RESTRICT = Access(
    "keep anybody out of",
    (your_job("your job includes sealing", "seal"), your_job("your job includes barring somebody", "bar")),
)


# Whoever sends files, and whoever answers for what was sent.
SEES_FILES = ("deposit", "withdraw")


def require_job(asker: Asker, acts: str | tuple[str, ...], verb: str) -> None:
    """Refuse somebody whose job, for the purpose they stated, includes none of these acts, which are about no one record."""
    if not any(asker.may(act) for act in ((acts,) if isinstance(acts, str) else acts)):
        raise NotAllowed(verb, ("your job, or the purpose you stated, does not include it",))
