"""Find in the code what the documents are about."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules, walk_packages
from types import ModuleType

from django.apps import apps

import kith

FOLDER = Path(kith.__file__).parent
OURS = "kith."


def rooms(*names: str) -> Iterator[ModuleType]:
    """Load every module of ours in rooms of these names, from the lowest floor up."""
    for app in apps.get_app_configs():
        if app.name.startswith(OURS):
            found = (one.name for one in iter_modules([app.path]))
            yield from (module for room in found if room in names for module in _within(f"{app.name}.{room}"))


def migrations() -> Iterator[ModuleType]:
    """Load every migration of ours, in the order of apps and numbers."""
    for app in apps.get_app_configs():
        folder = Path(app.path) / "migrations"
        if app.name.startswith(OURS) and folder.is_dir():
            for path in sorted(folder.glob("[0-9]*.py")):
                yield import_module(f"{app.name}.migrations.{path.stem}")


def _within(name: str) -> Iterator[ModuleType]:
    room = import_module(name)
    yield room
    if hasattr(room, "__path__"):
        yield from (import_module(one.name) for one in walk_packages(room.__path__, f"{name}."))
