"""As whom the server runs: PostgreSQL refuses root, so root lends it a user without privileges."""

import os
import pwd
import shutil
import stat
import subprocess
from dataclasses import dataclass
from pathlib import Path

# The first that exists. Debian's own PostgreSQL package brings one; every system has the other.
UNPRIVILEGED = ("postgres", "nobody")


class NoAccount(Exception):
    """There is no user without privileges on this machine to run the database as."""


@dataclass(frozen=True, slots=True)
class Account:
    """The user that owns the data and runs the server; `None` as uid means ourselves."""

    uid: int | None = None
    gid: int | None = None

    def run(self, command: list[str | Path]) -> subprocess.CompletedProcess[str]:
        """Run a program to its end as this user, from a folder that everybody can be in."""
        return subprocess.run(  # noqa: S603 (our own arguments, and no shell)
            [str(part) for part in command],
            user=self.uid, group=self.gid, extra_groups=self.groups, umask=0o077,
            cwd="/", env=environment(), capture_output=True, text=True, check=False,
        )  # fmt: skip

    def launch(self, command: list[str | Path], *, log: Path) -> subprocess.Popen[bytes]:
        """Start a program in a session of its own, so that Ctrl-C in a terminal passes it by."""
        with log.open("ab") as out:
            return subprocess.Popen(  # noqa: S603 (our own arguments, and no shell)
                [str(part) for part in command],
                user=self.uid, group=self.gid, extra_groups=self.groups, umask=0o077,
                cwd="/", env=environment(), stdin=subprocess.DEVNULL, stdout=out, stderr=out,
                start_new_session=True,
            )  # fmt: skip

    def reaches(self, folder: Path) -> bool:
        """Ask the kernel whether this user can pass into a folder."""
        test = shutil.which("test") or "/usr/bin/test"
        return self.uid is None or self.run([test, "-x", folder]).returncode == 0

    def own(self, folder: Path) -> None:
        """Make a folder that belongs to this user alone."""
        try:
            folder.mkdir(mode=0o700)
        except FileExistsError:
            return
        self.take(folder)

    def take(self, path: Path | int) -> None:
        """Give this user a thing that we have just made."""
        if self.uid is not None and self.gid is not None:
            os.chown(path, self.uid, self.gid)

    def owns(self, folder: Path) -> bool:
        """Say whether a folder is really this user's: no link, nobody else's, closed to the rest."""
        found = folder.lstat()
        mine = found.st_uid == (os.geteuid() if self.uid is None else self.uid)
        return stat.S_ISDIR(found.st_mode) and mine and not stat.S_IMODE(found.st_mode) & 0o077

    @property
    def groups(self) -> list[int] | None:
        """Give up root's other groups; an ordinary user may not change theirs."""
        return None if self.uid is None else []


def account_for(data: Path) -> Account:
    """Keep whoever owns the data already; else ourselves; else, as root, a user without privileges."""
    if os.geteuid() != 0:
        return Account()
    if data.is_dir() and (found := data.stat()).st_uid != 0:
        return Account(found.st_uid, found.st_gid)
    for name in UNPRIVILEGED:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_uid, entry.pw_gid)
    raise NoAccount("Root cannot run PostgreSQL, and this machine has no user called nobody. Run kith as another user.")


def environment() -> dict[str, str]:
    """Pass on nothing of ours: an environment may hold secrets, and a locale changes an index."""
    return {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"}
