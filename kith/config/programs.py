"""The two programs, and what is loaded before they are forked."""

import os
from importlib import import_module


def load() -> None:
    """Load all of Kith: the apps with their jobs, the middleware and every page."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kith.config.settings")
    import_module("kith.config.wsgi")
    import_module("kith.config.urls")


def web() -> None:
    """Answer requests, until told to stop."""
    from kith.config import gunicorn

    gunicorn.serve()


def worker() -> None:
    """Take up what was put off, until told to stop. It alone keeps the pool: it reads the files that agencies hand in."""
    from kith.config.owning import open_as_owner
    from kith.outside import queue

    open_as_owner()
    queue.work()
