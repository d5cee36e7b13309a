"""The reference of a concern: short, said over a telephone, and telling nothing.

It is drawn at random, so it does not tell how many concerns there are, nor can the next be
guessed. It has no vowels, nor digits that pass for them, so it spells no word.
"""

import re
import secrets

PREFIX = "K-"
LENGTH = 5
# Crockford's base 32 without A, E, Y, the digits that look like I, O, A and E, and the K that
# stands before every reference.
ALPHABET = "256789BCDFGHJMNPQRSTVWXZ"

_SHAPE = re.compile(f"K-[{ALPHABET}]{{{LENGTH}}}")


def new_reference() -> str:
    """Draw a reference. The database refuses one that is taken; then draw again."""
    return PREFIX + "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def tidied(text: str) -> str | None:
    """Read a reference as people type it, or give nothing if it cannot be one."""
    letters = re.sub(r"[^0-9A-Z]", "", text.upper())
    if len(letters) == LENGTH:
        letters = "K" + letters
    reference = f"{letters[:1]}-{letters[1:]}"
    return reference if _SHAPE.fullmatch(reference) else None
