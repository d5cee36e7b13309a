"""What a member of the public may be told: a few sentences, chosen by code, that carry nothing of the case.

Thanks, and whether something is being done. Whether somebody is known, what was found and who was told are never said.
After the guidance on feedback to the public (Nottinghamshire and others); the sentences are ours.
"""

from dataclasses import dataclass
from enum import StrEnum

from kith.concerns.rules.codes import Outcome


class PublicCode(StrEnum):
    """Which sentence is said."""

    ACTING = "acting"
    PASSED_ON = "passed_on"
    READ = "read"
    MORE = "more"


@dataclass(frozen=True)
class PublicWords:
    """One row: what the worker chooses by, and what the reporter reads."""

    code: PublicCode
    title: str
    words: str


_THANKS = "Thank you for telling us. You did the right thing. "
_NO_MORE = " To keep people safe, we cannot tell you more."
_AGAIN = " If you see anything else, please tell us again."
_ROWS: tuple[PublicWords, ...] = (
    PublicWords(
        PublicCode.ACTING,
        "Something is being done",
        f"{_THANKS}We have read what you told us, and people whose job it is are doing something about it.{_NO_MORE}",
    ),
    PublicWords(
        PublicCode.PASSED_ON,
        "It was passed to somebody else",
        f"{_THANKS}We have read what you told us, and passed it to the people who can best help.{_NO_MORE}",
    ),
    PublicWords(
        PublicCode.READ,
        "Nothing more is being done for now",
        f"{_THANKS}We have looked at what you told us with care. We are not doing more about it for now, "
        f"and we have kept it.{_AGAIN}",
    ),
    PublicWords(
        PublicCode.MORE,
        "We need to know more before we can do something",
        f"{_THANKS}We cannot do more with what we know so far. If you can tell us more, use your receipt to write.",
    ),
)
PUBLIC_WORDS: dict[PublicCode, PublicWords] = {row.code: row for row in _ROWS}

# What is likely meant; the worker may choose another.
USUAL: dict[Outcome, PublicCode] = {
    Outcome.STRATEGY_DISCUSSION: PublicCode.ACTING,
    Outcome.ASSESSMENT: PublicCode.ACTING,
    Outcome.ADULT_ENQUIRY: PublicCode.ACTING,
    Outcome.EARLY_HELP: PublicCode.ACTING,
    Outcome.ALREADY_OPEN: PublicCode.PASSED_ON,
    Outcome.ADVICE: PublicCode.READ,
    Outcome.NO_ACTION: PublicCode.READ,
}


def public_words(code: str) -> str:
    """Give the sentence a code stands for."""
    return PUBLIC_WORDS[PublicCode(code)].words
