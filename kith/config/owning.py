"""The connection of the database's owner, for the few programs that keep the pool. Pages are never given it."""

from __future__ import annotations

from django.db import connections

from kith.config.places import Role, places

OWNER = "owner"


def open_as_owner() -> str:
    """Let this process write as the owner, by the name that is given back."""
    if OWNER not in connections.settings:
        made = connections.configure_settings({"default": places().database(Role.OWNER)})["default"]
        made["NAME"] = connections.settings["default"]["NAME"]
        connections.settings[OWNER] = made
    return OWNER
