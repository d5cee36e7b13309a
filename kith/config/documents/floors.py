"""What stands on what: the floors, the rooms of each, and what each says of itself."""

import ast
import tomllib
from pathlib import Path

from kith.config.documents.page import Page

ROOMS = {
    "urls": "addresses of pages, named",
    "views": "HTTP in, HTTP out: one query or one action, then a page",
    "jobs": "what is done by the clock",
    "forms": "the shape of what people type",
    "actions": "the verbs; nothing else writes",
    "queries": "ways of reading for a page",
    "notices": "what is sent to whom",
    "access": "who may, and why",
    "models": "the nouns",
    "states": "what may come next",
    "rules": "what follows from facts; no Django, no clock",
}


def page(root: Path) -> Page:
    """Write the plan of the house."""
    page = Page("Floors and rooms")
    page.words(
        "An app may import from the floors below it, never from beside or above. Where several share a floor they must",
        "not know each other. Four contracts in `pyproject.toml` hold this, with no exemption; the tests in",
        "`tests/house` hold what imports cannot show.",
    )
    rows = [(floor, name) for floor, names in enumerate(_floors(root), 1) for name in names]
    page.table(["From the roof down", "App", "Rooms it has"], ((str(n), f"`{a}`", _rooms(root, a)) for n, a in rows))
    page.heading("The rooms")
    page.words(
        "Every app has the same rooms, from the top. Each may use only those below; one is left out until needed."
    )
    page.table(["Room", "What it holds"], ((f"`{name}`", words) for name, words in ROOMS.items()))
    page.heading("What each app is")
    for _, name in rows:
        page.parts.append(f"### {name}\n\n{_says(root, name)}")
    return page


def _floors(root: Path) -> list[list[str]]:
    settings = tomllib.loads((root / "pyproject.toml").read_text())
    layers = settings["tool"]["importlinter"]["contracts"][0]["layers"]
    return [line.split(" | ") for line in layers]


def _rooms(root: Path, app: str) -> str:
    folder = root / "kith" / app
    return ", ".join(name for name in ROOMS if (folder / name).is_dir() or (folder / f"{name}.py").is_file())


def _says(root: Path, app: str) -> str:
    source = (root / "kith" / app / "__init__.py").read_text()
    return ast.get_docstring(ast.parse(source)) or "It does not say."
