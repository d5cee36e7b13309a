"""The house as it stands: every module of it, read once into syntax trees."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).parents[2]
KITH = ROOT / "kith"
# From the roof down. The same list as in pyproject.toml, which a test compares.
FLOORS = (
    ("config",),
    ("api", "desk"),
    ("concerns",),
    ("records",),
    ("people",),
    ("sharing",),
    ("agencies",),
    ("audit",),
    ("county", "linkage", "outside", "ui"),
    ("lib",),
)
CELLAR = frozenset({"county", "linkage", "outside", "ui", "lib"})
CONCEPTS = tuple(name for floor in FLOORS for name in floor if name not in CELLAR and name != "config")
ROOMS = frozenset(
    [
        "urls",
        "views",
        "jobs",
        "forms",
        "actions",
        "queries",
        "notices",
        "access",
        "models",
        "states",
        "rules",
        "drawing",
        "apps",
        "migrations",
        "templates",
        "static",
        "management",
        "__init__",
        "__pycache__",
    ]
)


@dataclass(frozen=True)
class Module:
    """One file of Python, and where in the house it is."""

    place: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @property
    def parts(self) -> tuple[str, ...]:
        return tuple(self.place.removesuffix(".py").split("/"))

    @property
    def app(self) -> str:
        return self.parts[1] if len(self.parts) > 2 else ""

    @property
    def room(self) -> str:
        return self.parts[2] if len(self.parts) > 2 else ""

    @property
    def floor(self) -> int:
        return floor_of(self.app)

    @property
    def is_concept(self) -> bool:
        return self.app in CONCEPTS

    @property
    def is_demonstration(self) -> bool:
        return self.app == "config" and self.room.startswith("demo")

    def at(self, node: ast.AST, words: str) -> str:
        return f"{self.place}:{getattr(node, 'lineno', 1)}: {words}"


def floor_of(app: str) -> int:
    """Count floors from the roof; a greater number is lower."""
    return next((number for number, names in enumerate(FLOORS) if app in names), -1)


@cache
def modules() -> tuple[Module, ...]:
    """Read every file of Kith."""
    return tuple(
        Module(str(path.relative_to(ROOT)), path.read_text())
        for path in sorted(KITH.rglob("*.py"))
        if "__pycache__" not in path.parts
    )


def example(place: str, text: str) -> Module:
    """Make a module that was never written, to see whether a law notices."""
    return Module(f"kith/{place}", text)


def calls(tree: ast.AST) -> Iterator[tuple[ast.Call, str]]:
    """Every call of a method, with the method's name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node, node.func.attr


def imported(tree: ast.AST) -> Iterator[tuple[ast.stmt, str]]:
    """Every name that is imported, in full, with its statement."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node, f"{node.module}.{alias.name}") for alias in node.names)


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Count the lines of a function, from its ``def`` to its end."""
    return (node.end_lineno or node.lineno) - node.lineno + 1


def dotted(node: ast.AST) -> str:
    """Say a chain of names and attributes as it is written, such as ``timezone.now``; calls in it are passed over."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    if isinstance(node, ast.Call):
        return f"{dotted(node.func)}()"
    return "?"
