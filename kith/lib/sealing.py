"""Text that cannot be read without its key: AES-256-GCM, nothing invented here.

Two uses. A draft report: the key lives only in the reporter's browser, and even the name the
draft is kept under is derived from that key, so the server can neither open it nor say whose
it is. A reporter's identity: sealed with a key of the installation that is not in the
database, with key names, so that keys can be changed without losing what was sealed.
"""

import base64
import binascii
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32
NONCE_BYTES = 12
DRAFT_NAME_BYTES = 16

_KEY_NAME = re.compile(r"[a-z0-9]{1,16}")
_DRAFT_TEXT = b"kith draft text 1"
_DRAFT_NAME = b"kith draft name 1"
_DRAFT_FILE = b"kith draft file 1"


class CannotOpen(Exception):
    """The key is wrong, or the sealed text was altered or moved. Which one is not told."""


def new_key() -> bytes:
    """Make a key that nobody can guess."""
    return secrets.token_bytes(KEY_BYTES)


def key_to_text(key: bytes) -> str:
    """Write a key so that it fits in a cookie or a setting."""
    return base64.urlsafe_b64encode(key).decode().rstrip("=")


def key_from_text(text: str) -> bytes:
    """Read a key back; anything that is not exactly one raises `CannotOpen`."""
    try:
        key = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as problem:
        raise CannotOpen from problem
    if len(key) != KEY_BYTES:
        raise CannotOpen
    return key


def draft_name(key: bytes) -> str:
    """Name a draft after its key by a one-way road: the name opens nothing."""
    return _derived(key, _DRAFT_NAME, DRAFT_NAME_BYTES).hex()


def seal_draft(text: str, key: bytes) -> bytes:
    """Seal a draft with the key in the browser."""
    return _seal(text, _derived(key, _DRAFT_TEXT), draft_name(key))


def open_draft(sealed: bytes, key: bytes) -> str:
    """Open a draft with the key in the browser."""
    return _open(sealed, _derived(key, _DRAFT_TEXT), draft_name(key))


def seal_file(content: bytes, key: bytes, *, place: str) -> bytes:
    """Seal a file of a draft. `place` names the file, so that one cannot stand for another."""
    return _seal_bytes(content, _derived(key, _DRAFT_FILE), f"{draft_name(key)} {place}")


def open_file(sealed: bytes, key: bytes, *, place: str) -> bytes:
    """Open a file of a draft."""
    return _open_bytes(sealed, _derived(key, _DRAFT_FILE), f"{draft_name(key)} {place}")


@dataclass(frozen=True)
class KeyRing:
    """The installation's keys by name, and which of them seals from now on."""

    keys: Mapping[str, bytes]
    current: str

    def __post_init__(self) -> None:
        if self.current not in self.keys:
            raise ValueError(f"The key ring has no key called {self.current}.")
        for name, key in self.keys.items():
            if not _KEY_NAME.fullmatch(name) or len(key) != KEY_BYTES:
                raise ValueError(f"The key {name!r} needs a short name and {KEY_BYTES} bytes.")

    def __repr__(self) -> str:
        return f"KeyRing(current={self.current!r}, names={sorted(self.keys)})"


def key_ring(text: str) -> KeyRing:
    """Read a ring from a setting such as `k2:KEY,k1:KEY`. The first key is the current one."""
    pairs = [part.strip().partition(":") for part in text.split(",") if part.strip()]
    if not pairs:
        raise ValueError("The key ring is empty.")
    try:
        keys = {name: key_from_text(key) for name, _, key in pairs}
    except CannotOpen as problem:
        raise ValueError("A key in the key ring cannot be read.") from problem
    return KeyRing(keys, current=pairs[0][0])


def seal(text: str, ring: KeyRing, *, place: str) -> bytes:
    """Seal a field. `place` says where it stands, so it opens nowhere else."""
    return ring.current.encode() + b":" + _seal(text, ring.keys[ring.current], place)


def open_sealed(sealed: bytes, ring: KeyRing, *, place: str) -> str:
    """Open a field sealed by any key still on the ring."""
    body = bytes(sealed).partition(b":")[2]
    key = ring.keys.get(key_name(sealed))
    if key is None:
        raise CannotOpen
    return _open(body, key, place)


def key_name(sealed: bytes) -> str:
    """Tell which key sealed this, so that old seals can be found when keys change."""
    return bytes(sealed).partition(b":")[0].decode("ascii", "replace")


def reseal(sealed: bytes, ring: KeyRing, *, place: str) -> bytes:
    """Seal again with the current key, if another one was used."""
    if key_name(sealed) == ring.current:
        return bytes(sealed)
    return seal(open_sealed(sealed, ring, place=place), ring, place=place)


def _derived(key: bytes, use: bytes, length: int = KEY_BYTES) -> bytes:
    if len(key) != KEY_BYTES:
        raise CannotOpen
    return HKDF(SHA256(), length, salt=None, info=use).derive(key)


def _seal(text: str, key: bytes, place: str) -> bytes:
    return _seal_bytes(text.encode(), key, place)


def _open(sealed: bytes, key: bytes, place: str) -> str:
    try:
        return _open_bytes(sealed, key, place).decode()
    except ValueError as problem:
        raise CannotOpen from problem


def _seal_bytes(content: bytes, key: bytes, place: str) -> bytes:
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, content, place.encode())


def _open_bytes(sealed: bytes, key: bytes, place: str) -> bytes:
    nonce, body = bytes(sealed[:NONCE_BYTES]), bytes(sealed[NONCE_BYTES:])
    try:
        return AESGCM(key).decrypt(nonce, body, place.encode())
    except (InvalidTag, ValueError) as problem:
        raise CannotOpen from problem
