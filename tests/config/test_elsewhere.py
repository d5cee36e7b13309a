"""On a database of somebody else: PostgreSQL 15, and an administrator who is no superuser."""

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from tests.config.running import a_kith
from tests.outside.servers import DEBIAN, a_home, a_server


@pytest.mark.skipif(not DEBIAN.is_dir(), reason="PostgreSQL 15 of Debian is not installed")
def test_the_oldest_postgresql_takes_every_migration() -> None:
    with a_home() as there, a_server(there, bin_dir=DEBIAN) as rented, a_home() as here:
        with psycopg.connect(rented.dsn(), autocommit=True) as admin:
            admin.execute("CREATE ROLE cloud LOGIN CREATEROLE CREATEDB PASSWORD 'sunny'")
            admin.execute("CREATE DATABASE county OWNER cloud")
        place = conninfo_to_dict(rented.dsn())
        url = f"postgresql://cloud:sunny@/county?host={place['host']}&port={place['port']}"
        with a_kith(here) as kith:
            done = kith.run("migrate", DATABASE_URL=url)
            assert done.returncode == 0, done.stderr
            assert kith.run("audit", "verify", DATABASE_URL=url).returncode == 0
            assert not (here / "postgres").exists()
