"""How the web is served."""

from pathlib import Path
from typing import Any

from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]

from kith.config.places import places

# The workers' sign of life; on a disk that stalls they would be taken for dead.
MEMORY = Path("/dev/shm")  # noqa: S108 # nosec B108

SETTINGS: dict[str, object] = {
    "worker_class": "gthread",
    "threads": 4,
    # Load once and fork, so that a second worker costs no second start.
    "preload_app": True,
    "timeout": 60,
    "graceful_timeout": 8,
    "keepalive": 5,
    # Memory that a long-lived process gathers is given back now and then, not by all at once.
    "max_requests": 5000,
    "max_requests_jitter": 500,
    "worker_tmp_dir": str(MEMORY) if MEMORY.is_dir() else None,
    # Who asked for what is written nowhere: a reporter's address must not outlive the request.
    # Below "error" gunicorn would log the address of whoever sends a malformed request.
    "accesslog": None,
    "errorlog": "-",
    "loglevel": "error",
    "capture_output": False,
    # Its default is a socket in the home of whoever starts it.
    "control_socket_disable": True,
    "proc_name": "kith",
}


class Web(BaseApplication):  # type: ignore[misc]
    """Gunicorn with our settings and no others: neither a file nor its own variable is read."""

    def load_config(self) -> None:
        """Hand over the settings."""
        told = {**SETTINGS, "bind": f"{places().host}:{places().port}", "workers": places().web_workers}
        for name, value in told.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """Give the application; already loaded when the supervisor forks us."""
        from kith.config.wsgi import application

        return application


def serve() -> None:
    """Serve until told to stop."""
    Web().run()
