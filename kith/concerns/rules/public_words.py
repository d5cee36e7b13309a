"""What a member of the public who reported may be told: sentences chosen by code, with no place for a case detail."""

from enum import StrEnum


class Told(StrEnum):
    """Which sentence."""

    LOOKING = "looking"
    ACTED = "acted"
    PASSED_ON = "passed_on"
    NO_MORE_NOW = "no_more_now"


PUBLIC_WORDS: dict[Told, str] = {
    Told.LOOKING: "We have read what you told us. We are looking into it.",
    Told.ACTED: "We have acted on what you told us. To keep people safe, we cannot say more.",
    Told.PASSED_ON: "We have passed what you told us to people who can help.",
    Told.NO_MORE_NOW: "We have looked into what you told us. There is nothing more to do now. Tell us if you see more.",
}


def public_words(code: str) -> str:
    """Give the sentence behind a code; a code no longer used still says something true."""
    return PUBLIC_WORDS.get(Told(code), "") if code in set(Told) else "We have read what you told us."
