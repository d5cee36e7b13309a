"""Have the database running, with its roles and its tables as this version of Kith wants them."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

from psycopg.conninfo import make_conninfo

from kith.config.places import NAME, Places, Role
from kith.outside.postgres import Cluster, Server, prepare_roles

KITH = Path(__file__).parents[1]
# Packages that bring migrations of their own.
MIGRATED = ("django", "django-allauth", "procrastinate")


class NotMigrated(Exception):
    """A migration failed; Django has said which."""


class WrongHome(Exception):
    """Invented and real people would meet in one home."""


def claim(places: Places) -> None:
    """Keep a demonstration and real work apart: whichever comes first has the home for good."""
    note, kind = places.home / "kind", "a demonstration" if places.demo else "real work"
    if not note.is_file():
        note.write_text(kind)
    if (found := note.read_text()) != kind:
        raise WrongHome(f"{places.home} holds {found}. Choose another folder: KITH_HOME=/some/folder")


def server(places: Places) -> Server | None:
    """Give the embedded server, or nothing when another database was named."""
    if not places.embedded:
        return None
    return Server(places.home, bin_dir=places.pg_bin, kept=places.kept)


@contextmanager
def running(places: Places) -> Iterator[None]:
    """Have the database for a while, leaving it as it was found."""
    ours = server(places)
    if ours is None:
        yield
        return
    with ours:
        yield


def dsn(places: Places, role: Role) -> str:
    """Say how psycopg reaches the database as this role."""
    entry = places.database(role)
    options = {name: str(value) for name, value in entry["OPTIONS"].items()}
    return make_conninfo(
        dbname=entry["NAME"],
        user=entry["USER"],
        password=entry["PASSWORD"],
        host=entry["HOST"],
        port=entry["PORT"],
        **options,
    )


def roles(places: Places) -> None:
    """Make or mend the database and its roles."""
    if ours := server(places):
        ours.ensure_database(NAME)
    prepare_roles(dsn(places, Role.ADMIN), places.passwords())


def bring_up_to_date(places: Places, *, always: bool = False) -> bool:
    """Migrate if anything changed since the last time, and say whether it had."""
    wanted = fingerprint(places)
    note = places.home / "migrated"
    if not always and note.is_file() and note.read_text() == wanted:
        return False
    roles(places)
    _django(places, "-m", "django", "migrate", "--no-input", "--verbosity=0", role=Role.OWNER)
    note.write_text(wanted)
    return True


def demonstration(places: Places) -> list[str]:
    """Have the invented county, and give one line on how to sign in for each role."""
    note, wanted = places.home / "demonstration", fingerprint(places)
    if not note.is_file() or note.read_text().split(maxsplit=1)[0] != wanted:
        made = _django(places, "-m", "kith.config.demo", role=Role.WEB)
        note.write_text(f"{wanted} {places.address}\n{made}")
    head, *lines = note.read_text().splitlines()
    # The port may be another than the one it was made with.
    return [line.replace(head.split()[1], places.address) for line in lines]


def fingerprint(places: Places) -> str:
    """Sum up what the tables follow from: migrations, packages, and which database it is."""
    digest = hashlib.sha256()
    for path in sorted(KITH.glob("*/migrations/**/*")):
        if path.is_file() and path.suffix != ".pyc":
            digest.update(str(path.relative_to(KITH)).encode() + b"\0" + path.read_bytes())
    for package in MIGRATED:
        digest.update(f"{package} {version(package)}".encode())
    digest.update(_which(places).encode())
    return digest.hexdigest()


def _which(places: Places) -> str:
    """Name the database, when it was made if it is ours, and the password that the web has."""
    entry = places.database(Role.WEB)
    made = (Cluster(places.home).data / "PG_VERSION").stat().st_mtime_ns if places.embedded else 0
    return f"{entry['HOST']}:{entry['PORT']}/{entry['NAME']} {made} {entry['PASSWORD']}"


def _django(places: Places, *arguments: str, role: Role) -> str:
    """Run a program of ours as another role, which one process cannot change."""
    told = {"KITH_HOME": str(places.home), "KITH_DB_ROLE": role.value, "DJANGO_SETTINGS_MODULE": "kith.config.settings"}
    done = subprocess.run(  # noqa: S603 (our own arguments, and no shell)
        [sys.executable, "-P", *arguments], env={**os.environ, **told}, stdout=subprocess.PIPE, text=True, check=False
    )
    if done.returncode:
        raise NotMigrated(f"The database could not be brought up to date. Nothing was started.\n{done.stdout}")
    return done.stdout
