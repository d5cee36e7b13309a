"""The receipt: seven innocent words by which a reporter with no account comes back.

Only a slow, salted fingerprint is ever kept. It is the same for the same words, so it can be
looked up, and costs about a tenth of a second, so it cannot be guessed at speed by somebody
who steals the table.
"""

import math
import re
import secrets
import unicodedata
from functools import cache

from argon2.low_level import Type, hash_secret_raw

from kith.lib.receipt_words import every_word, receipt_words

WORDS_IN_A_RECEIPT = 7
LEAST_BITS = 70
PREFIX = 4

# About 100 ms and 64 MiB on one core: dear to a guesser, bearable on the smallest server.
MEMORY_KIB = 64 * 1024
PASSES = 2
LANES = 1
FINGERPRINT_BYTES = 32
LEAST_SALT_BYTES = 16
# Longer than any seven words; a longer text is a mistake or an attack, not a receipt.
LONGEST = 200

_NOT_LETTERS = re.compile(r"[^a-z]+")


def new_receipt() -> str:
    """Draw seven different words, so that none can be said twice by accident."""
    return " ".join(secrets.SystemRandom().sample(receipt_words(), WORDS_IN_A_RECEIPT))


def strength_in_bits() -> float:
    """Reckon how many equally likely receipts there are, as a power of two."""
    return math.log2(math.perm(len(receipt_words()), WORDS_IN_A_RECEIPT))


def normalise(text: str) -> str:
    """Bring what somebody typed to the words they were given.

    Case, commas, hyphens, numbering and "and" are ignored. Each word counts by its first four
    letters, which no two words share, so "lamps" and "colour" are forgiven.
    """
    plain = unicodedata.normalize("NFKC", text[:LONGEST]).lower()
    words = [word for word in _NOT_LETTERS.split(plain) if word and word != "and"]
    return " ".join(_by_prefix().get(word[:PREFIX], word) for word in words)


def looks_complete(text: str) -> bool:
    """Say whether seven known words are there, so that a slip can be mended before it is tried."""
    words = normalise(text).split()
    return len(words) == WORDS_IN_A_RECEIPT and set(words) <= set(every_word())


def spoken(receipt: str) -> str:
    """Write the receipt with pauses, for reading aloud."""
    return ", ".join(normalise(receipt).split())


def fingerprint(words: str, salt: bytes) -> bytes:
    """Reduce the words to what may be kept: slow to reckon, the same each time."""
    if len(salt) < LEAST_SALT_BYTES:
        raise ValueError(f"The salt must have at least {LEAST_SALT_BYTES} bytes.")
    return hash_secret_raw(
        normalise(words).encode(),
        salt,
        time_cost=PASSES,
        memory_cost=MEMORY_KIB,
        parallelism=LANES,
        hash_len=FINGERPRINT_BYTES,
        type=Type.ID,
    )


@cache
def _by_prefix() -> dict[str, str]:
    return {word[:PREFIX]: word for word in every_word() if len(word) >= PREFIX}
