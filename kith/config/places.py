"""The settings of one installation, read from the environment once.

This only computes: nothing is started, and the secret's file is made on first need.
"""

from enum import StrEnum
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Annotated, TypedDict

from psycopg.conninfo import conninfo_to_dict
from pydantic import AfterValidator, Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from kith.concerns.rules.clocks import HUB_HOURS, tuned
from kith.lib.working_time import calendar_from_text
from kith.outside import secret
from kith.outside.postgres.cluster import PORT, Cluster
from kith.outside.secret import Secret

HOSTS = ("localhost", "127.0.0.1", "[::1]")
NAME = "kith"
SUPERUSER = "postgres"


class Role(StrEnum):
    """Who a process is to the database."""

    ADMIN = "admin"
    OWNER = "owner"
    WEB = "web"
    GATE = "gate"


class Database(TypedDict):
    """One entry of Django's DATABASES."""

    ENGINE: str
    NAME: str
    USER: str
    PASSWORD: str
    HOST: str
    PORT: str
    CONN_MAX_AGE: int
    CONN_HEALTH_CHECKS: bool
    OPTIONS: dict[str, str | int]


def default_home() -> Path:
    """Use a folder in the checkout for whoever works on Kith, and the usual place for the rest."""
    here = Path.cwd()
    if (here / "pyproject.toml").is_file() and (here / "kith" / "config").is_dir():
        return here / ".kith"
    return Path("~/.local/share/kith").expanduser()


def absolute(path: Path) -> Path:
    """Fix a path, so that children started in another folder agree."""
    return path.expanduser().absolute()


def absolute_or_none(path: Path | None) -> Path | None:
    """Fix a path if one was given."""
    return absolute(path) if path else None


def _readable_hours(text: str) -> str:
    """Refuse hours that cannot be read when Kith starts, not when the first clock is asked for."""
    calendar_from_text(text)
    return text


def _readable_clocks(limits: dict[str, str]) -> dict[str, str]:
    """Refuse limits that cannot be read, or that law and guidance set."""
    tuned(limits)
    return limits


class Places(BaseSettings):
    """What this installation is told by its environment, and what follows from it."""

    model_config = SettingsConfigDict(env_prefix="KITH_", frozen=True, extra="ignore")

    home: Annotated[Path, AfterValidator(absolute)] = Field(default_factory=default_home)
    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=1, le=65535)
    database_url: SecretStr | None = Field(default=None, validation_alias="DATABASE_URL")
    web_workers: int = Field(default=2, ge=1, le=64)
    pg_bin: Path | None = None
    secret: SecretStr | None = None
    demo: bool = False
    debug: bool = False
    db_role: Role = Role.WEB
    db_name: str = ""
    partnership: str = "Wiltshire Safeguarding Vulnerable People Partnership"
    duty_desk: str = "0300 456 0108"
    # When the front door is at work, and the limits that local custom may set: `{"research_amber": "8 working hours"}`.
    hub_hours: Annotated[str, AfterValidator(_readable_hours)] = HUB_HOURS
    clocks: Annotated[dict[str, str], AfterValidator(_readable_clocks)] = {}
    oidc_apps: list[dict[str, str | dict[str, str | bool]]] = []
    # Where the folders of feeds lie, and for how many days a file that was taken out of one is kept.
    folders: Annotated[Path | None, AfterValidator(absolute_or_none)] = None
    taken_days: int = Field(default=7, ge=0, le=366)
    more_hosts: str = Field(default="", validation_alias="KITH_ALLOWED_HOSTS")

    @property
    def allowed_hosts(self) -> list[str]:
        """The names this site answers to; its own machine always."""
        return [*HOSTS, *(name.strip() for name in self.more_hosts.split(",") if name.strip())]

    @property
    def folder_root(self) -> Path:
        """The folder that holds the folders of feeds."""
        return self.folders or self.home / "folders"

    @property
    def address(self) -> str:
        """What to type into a browser on this machine."""
        return f"http://{'localhost' if self.host in HOSTS else self.host}:{self.port}/"

    @property
    def embedded(self) -> bool:
        """Whether the database is ours to start and stop."""
        return self.database_url is None

    @cached_property
    def kept(self) -> Secret:
        """The one secret that all others come from."""
        if self.secret is not None:
            return secret.from_text(self.secret.get_secret_value())
        return secret.kept_in(self.home)

    @property
    def secret_key(self) -> str:
        """Django's key for signing."""
        return self.kept.word("django secret key")

    @property
    def receipt_salt(self) -> bytes:
        """The salt under every reporter's receipt."""
        return self.kept.derive("receipt salt")

    @property
    def identity_key(self) -> bytes:
        """The key that encrypts who a reporter is."""
        return self.kept.derive("reporter identity")

    def database(self, role: str) -> Database:
        """Say how Django reaches the database as this role."""
        given = self._given() if self.database_url else self._socket()
        user, password = self._login(Role(role), given)
        options = {key: value for key, value in given.items() if key not in PLACED}
        return Database(
            ENGINE="django.db.backends.postgresql",
            NAME=self.db_name or given.get("dbname", NAME),
            USER=user,
            PASSWORD=password,
            HOST=given.get("host", ""),
            PORT=given.get("port", ""),
            CONN_MAX_AGE=60,
            CONN_HEALTH_CHECKS=True,
            OPTIONS={"connect_timeout": 10, "tcp_user_timeout": 10_000, **options},
        )

    def passwords(self) -> dict[str, str]:
        """Give the password of each role that can sign in to the database."""
        roles = (Role.OWNER, Role.WEB, Role.GATE)
        return {user_of(role): self.kept.word(f"postgres {user_of(role)}") for role in roles}

    def _login(self, role: Role, given: dict[str, str]) -> tuple[str, str]:
        user = given.get("user", SUPERUSER) if role is Role.ADMIN else user_of(role)
        if self.database_url and user == given.get("user"):
            return user, given.get("password", "")
        return user, self.kept.word(f"postgres {user}")

    def _socket(self) -> dict[str, str]:
        return {"host": str(Cluster(self.home).sockets), "port": str(PORT), "dbname": NAME}

    def _given(self) -> dict[str, str]:
        url = self.database_url.get_secret_value() if self.database_url else ""
        return {key: str(value) for key, value in conninfo_to_dict(url).items() if value is not None}


PLACED = frozenset({"dbname", "user", "password", "host", "port"})


def user_of(role: Role) -> str:
    """Name the database's own word for this role."""
    return SUPERUSER if role is Role.ADMIN else f"kith_{role.value}"


@lru_cache(maxsize=1)
def places() -> Places:
    """Read the environment once in each process."""
    return Places()
