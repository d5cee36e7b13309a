"""By when each thing must be done, and who says so."""

from kith.concerns.rules.clocks import CLOCKS, HUB_HOURS, NOT_SOURCED, RESEARCH, Basis
from kith.config.documents.page import Page, sentence


def page() -> Page:
    """Write the table of clocks."""
    page = Page("The clocks")
    page.words(
        "By when each thing must be done, from when it is counted, and who says so. Each limit is the longest allowed,",
        "not a target. What is later than its limit needs a reason before the next step can be taken.",
    )
    page.table(
        ["What", "Counted from", "Limit", "Past closing time?", "What gives it force", "Source", "In the code"],
        (
            (
                one.title,
                one.starts,
                one.said,
                "runs on" if one.past_closing else "",
                one.basis,
                one.source,
                f"`{one.kind}`",
            )
            for one in CLOCKS.values()
        ),
    )
    page.heading("How they are counted")
    page.points([
        f"The hub is open {HUB_HOURS}, unless the partnership sets other hours. Bank holidays of England do not count.",
        "A working hour is an hour in which the hub is open. A clock that begins after closing begins at the next opening.",
        f"What is {Basis.CUSTOM} may be set by a partnership. What is {Basis.LAW} or {Basis.GUIDANCE} may not.",
        f"“{sentence(NOT_SOURCED)}” means: said in the field, and no text was found. Check before relying on it.",
    ])  # fmt: skip
    page.heading("Which clock each colour starts")
    page.table(
        ["Fast filter", "Agencies must have looked"],
        ((sentence(colour), CLOCKS[kind].said if kind else "nobody is asked") for colour, kind in RESEARCH.items()),
    )
    return page
