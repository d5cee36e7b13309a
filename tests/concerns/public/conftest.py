"""A world, and a stranger's browser."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.factories import world as make
from tests.factories.world import World


@pytest.fixture
def world(database: None) -> World:
    return make.make_world()


@pytest.fixture
def stranger(world: World) -> Client:
    return Client()
