"""Keep Django's own machinery off the gate connection."""

from typing import Any


class Gate:
    """Let migrations run on the default connection only; the gate is a second door to the same database."""

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool | None:
        """Refuse on the gate."""
        return False if db == "gate" else None
