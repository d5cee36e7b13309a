"""Keep one secret of this installation, and derive every other from it.

One file to protect and to back up, instead of one for each password and key.
"""

import base64
import hmac
import os
import secrets
import stat
from dataclasses import dataclass, field
from pathlib import Path

LENGTH = 32
OTHERS = stat.S_IRWXG | stat.S_IRWXO


class SecretUnsafe(Exception):
    """The secret cannot be used as it lies on the disk; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class Secret:
    """The root secret: never shown, only derived from."""

    root: bytes = field(repr=False)

    def derive(self, label: str) -> bytes:
        """Give 32 bytes that belong to this label alone."""
        return hmac.digest(self.root, label.encode(), "sha256")

    def word(self, label: str) -> str:
        """Give the same as text that is safe in a URL or a connection string."""
        return base64.urlsafe_b64encode(self.derive(label)).rstrip(b"=").decode()


def kept_in(home: Path) -> Secret:
    """Read the secret of this home, making it the first time."""
    path = home / "secrets"
    try:
        return Secret(_read(path))
    except FileNotFoundError:
        prepare_home(home)
        _write_once(path)
        return Secret(_read(path))


def from_text(text: str) -> Secret:
    """Use a secret that the operator keeps elsewhere, such as in a vault."""
    if len(text) < LENGTH:
        raise SecretUnsafe(f"KITH_SECRET must have at least {LENGTH} characters.")
    return Secret(text.encode())


def prepare_home(home: Path) -> None:
    """Make the home folder, open to nobody else.

    Made by root it lets others pass through (never list), because the database below it runs
    as a user without privileges.
    """
    if home.is_dir():
        return
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    if os.geteuid() == 0:
        home.chmod(0o711)


def _read(path: Path) -> bytes:
    try:
        found = path.stat()
        text = path.read_text("ascii").strip()
    except PermissionError:
        raise SecretUnsafe(f"{path} belongs to another user. Set KITH_HOME to a folder of your own.") from None
    if stat.S_IMODE(found.st_mode) & OTHERS:
        raise SecretUnsafe(f"{path} can be read by other users. Run: chmod 600 {path}")
    if len(text) != LENGTH * 2:
        raise SecretUnsafe(f"{path} is damaged. Restore it from a backup; without it nothing can be unlocked.")
    return bytes.fromhex(text)


def _write_once(path: Path) -> None:
    """Put a new secret in place whole, so that of two first starts one wins and both agree."""
    draft = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_hex(LENGTH) + "\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
