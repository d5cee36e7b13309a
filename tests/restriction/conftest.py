"""The county of secrets, built once for the tests of one file."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.conftest import _empty


@pytest.fixture(scope="module")
def alone(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """Let all tests of a file use one state of the database, with the worker's connection; empty it afterwards."""
    from django.db import connections

    from kith.config.places import Role, places

    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        settings = connections.configure_settings({"default": places().database(Role.OWNER)})["default"]
        settings["NAME"] = connections["default"].settings_dict["NAME"]
        connections.settings["owner"] = settings
        yield
        for alias in ("default", "gate", "owner"):
            connections[alias].close()
        _empty()
        del connections["owner"]
        del connections.settings["owner"]
