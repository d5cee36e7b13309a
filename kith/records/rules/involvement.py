"""What kinds of involvement are called. A kind says that somebody is known and by what sort of service; no more."""

from __future__ import annotations

KINDS = {
    "asc": "Adult social care",
    "csc": "Children's social care",
    "csc.care_leaver": "Children's social care: care leaver",
    "csc.child_in_need": "Children's social care: child in need",
    "csc.child_protection": "Children's social care: child protection plan",
    "csc.contact": "Children's social care: contact",
    "csc.early_help": "Early help",
    "csc.looked_after": "Children's social care: looked after",
    "education": "School or college",
    "health": "Health",
    "health.acute": "Hospital",
    "health.community": "Community health",
    "health.gp": "GP practice",
    "housing": "Housing",
    "justice": "Youth justice",
    "police": "Police",
}


def said_kind(code: str) -> str:
    """Say a kind of involvement in words; one that is too telling, or new to us, is said by its sort alone."""
    return KINDS.get(code) or KINDS.get(code.split(".")[0], "Known to this agency")
