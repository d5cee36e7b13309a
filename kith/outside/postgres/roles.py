"""Make the roles and extensions that Kith needs, on the embedded server or on any other.

Four roles, so that what the web can do is decided by what it was given and not by our code:
the owner migrates, the resolver owns the functions that look behind the wall and cannot sign in,
the web reads and writes, the gate only asks to open.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import psycopg
from psycopg import sql

from kith.outside.postgres.conf import QUIET

OLDEST = 150000
# From here on a membership says for itself whether it is inherited or only taken up.
OPTIONED_MEMBERSHIP = 160000
# Two installs of one home may meet; any number of ours will do.
ADVISORY_LOCK = 5_484_100

OWNER, RESOLVER, WEB, GATE = "kith_owner", "kith_resolver", "kith_web", "kith_gate"
PLAIN = "NOSUPERUSER NOCREATEDB NOCREATEROLE"
EXTENSIONS = ("pg_trgm", "fuzzystrmatch", "unaccent", "btree_gin")

# A client that died half way must not hold a lock all night.
PATIENCE: dict[str, dict[str, str]] = {
    OWNER: {"lock_timeout": "30s", "idle_in_transaction_session_timeout": "10min"},
    WEB: {"lock_timeout": "10s", "idle_in_transaction_session_timeout": "1min", "statement_timeout": "1min"},
    GATE: {"lock_timeout": "5s", "idle_in_transaction_session_timeout": "10s", "statement_timeout": "10s"},
}
WATCHFUL = {"client_connection_check_interval": "5s"}

IN_DATABASE = (
    "ALTER DATABASE {database} OWNER TO kith_owner",
    "REVOKE ALL ON DATABASE {database} FROM PUBLIC",
    "GRANT CONNECT ON DATABASE {database} TO kith_web, kith_gate",
    "ALTER SCHEMA public OWNER TO kith_owner",
    "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
    "GRANT USAGE ON SCHEMA public TO kith_web, kith_gate",
    "GRANT USAGE, CREATE ON SCHEMA public TO kith_resolver",
)

LARGE_OBJECTS = """
SELECT format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', oid::regprocedure) FROM pg_proc
WHERE pronamespace = 'pg_catalog'::regnamespace AND (proname LIKE 'lo\\_%' OR proname IN ('loread', 'lowrite'))
"""

Admin = psycopg.Connection[tuple[object, ...]]


class CannotPrepare(Exception):
    """The database cannot be prepared as it is; the text says what is missing."""


def prepare_roles(admin_dsn: str, passwords: Mapping[str, str]) -> None:
    """Make or mend the roles, and the extensions of the database that the DSN names.

    Doing it again changes nothing. It needs a superuser, or a user that may create roles and
    owns the database.
    """
    with _connected(admin_dsn) as admin:
        _check_version(admin)
        _do(admin, "SELECT pg_advisory_lock(%s)", ADVISORY_LOCK)
        _make_roles(admin, passwords)
        _hand_over(admin)
        for extension in EXTENSIONS:
            _do(admin, f"CREATE EXTENSION IF NOT EXISTS {extension} SCHEMA public")


def _make_roles(admin: Admin, passwords: Mapping[str, str]) -> None:
    for role, login in ((RESOLVER, "NOLOGIN"), (OWNER, "LOGIN"), (WEB, "LOGIN"), (GATE, "LOGIN")):
        if not _row(admin, "SELECT 1 FROM pg_roles WHERE rolname = %s", role):
            _do(admin, f"CREATE ROLE {role} {login} {PLAIN}")
        if role in passwords and role != admin.info.user:
            _set_password(admin, role, passwords[role])
        for name, value in _settings(admin, role).items():
            _do(admin, f"ALTER ROLE {role} SET {name} = '{value}'")
    _let_in(admin, RESOLVER, to=OWNER, inherit=False)


def _settings(admin: Admin, role: str) -> dict[str, str]:
    """Give the limits of a role; what is logged of it, only a superuser may say."""
    if role not in PATIENCE:
        return {}
    return PATIENCE[role] | WATCHFUL | (QUIET if _is_superuser(admin) else {})


def _set_password(admin: Admin, role: str, password: str) -> None:
    """Send the password already salted and hashed, so that no log of the server can hold it."""
    hashed = admin.pgconn.encrypt_password(password.encode(), role.encode(), b"scram-sha-256")
    change = sql.SQL("ALTER ROLE {} PASSWORD {}").format(sql.Identifier(role), hashed.decode())
    admin.execute(change)


def _hand_over(admin: Admin) -> None:
    """Give the database to the owner and shut it to everybody else."""
    if not _is_superuser(admin) and admin.info.user != OWNER:
        _let_in(admin, OWNER, to=admin.info.user, inherit=True)
    database = sql.Identifier(admin.info.dbname)
    for step in IN_DATABASE:
        admin.execute(sql.SQL(step).format(database=database))
    if _is_superuser(admin):
        for (revoke,) in admin.execute(LARGE_OBJECTS).fetchall():
            _do(admin, str(revoke))


def _let_in(admin: Admin, role: str, *, to: str, inherit: bool) -> None:
    how = f" WITH INHERIT {inherit}, SET TRUE" if admin.info.server_version >= OPTIONED_MEMBERSHIP else ""
    grant = f"GRANT {{}} TO {{}}{how}"
    admin.execute(sql.SQL(grant).format(sql.Identifier(role), sql.Identifier(to)))


def _check_version(admin: Admin) -> None:
    if admin.info.server_version < OLDEST:
        raise CannotPrepare(f"This is PostgreSQL {admin.info.server_version // 10000}; Kith needs 15 or newer.")


def _is_superuser(admin: Admin) -> bool:
    return admin.info.parameter_status("is_superuser") == "on"


def _row(admin: Admin, query: str, *values: object) -> tuple[object, ...] | None:
    return admin.execute(query.encode(), values or None).fetchone()


def _do(admin: Admin, statement: str, *values: object) -> None:
    admin.execute(statement.encode(), values or None)


@contextmanager
def _connected(dsn: str) -> Iterator[Admin]:
    """Connect, and turn the database's refusals into words about what is missing."""
    try:
        with psycopg.connect(dsn, autocommit=True) as admin:
            yield admin
    except psycopg.errors.InsufficientPrivilege as refused:
        raise CannotPrepare(
            f"DATABASE_URL must name a user that may create roles and databases and owns this database. PostgreSQL says: {refused.diag.message_primary}"
        ) from refused
    except psycopg.errors.UndefinedFile as missing:
        raise CannotPrepare(f"Install PostgreSQL's contrib extensions: {missing.diag.message_primary}") from missing
