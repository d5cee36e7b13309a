"""The laws of the house. Each takes one module and gives a complaint for each place where it is broken."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator

from tests.house.reading import CONCEPTS, ROOMS, Module, calls, dotted, functions, imported

Law = Callable[[Module], Iterator[str]]

A_PARAGRAPH = 80
WRITES = frozenset(
    [
        "save",
        "create",
        "bulk_create",
        "get_or_create",
        "update_or_create",
        "bulk_update",
        "asave",
        "acreate",
        "abulk_create",
        "aget_or_create",
        "aupdate_or_create",
        "abulk_update",
        "aupdate",
        "adelete",
    ]
)
SQL_WRITES = ("insert ", "update ", "delete ", "truncate ", "select gate_")
MAY_WRITE = frozenset({"actions", "migrations"})
MAY_READ_THE_CLOCK = frozenset({"views", "jobs"})
CLOCKS = frozenset(
    [
        "timezone.now",
        "timezone.localdate",
        "timezone.localtime",
        "datetime.now",
        "datetime.utcnow",
        "datetime.today",
        "date.today",
        "time.time",
        "datetime.datetime.now",
        "datetime.date.today",
    ]
)
MAY_NAME_ROLES = frozenset({"access", "models", "migrations", "notices"})
# Verbs in which nobody signed in acts: the database knows them as "public", "receipt" or "service".
NOBODY_ACTS = {
    "kith/concerns/actions/keeping.py": "a stranger keeps a draft; who, is nobody's business",
    "kith/concerns/actions/watching.py": "the clock acts",
    "kith/concerns/actions/forgetting.py": "the clock acts",
    "kith/concerns/actions/replying.py": "the holder of a receipt, whom the database knows by their session",
    "kith/concerns/actions/reporting.py": "anybody may report",
    "kith/agencies/actions/signing_in.py": "a session begins, so nobody is there yet; the gate knows by the token",
}
# What only looks, or only takes away what was never sent, is told no time: the audit stamps its own.
NEEDS_NO_TIME = ("look", "open", "see", "read", "fetch", "remove", "drop", "state", "sign", "change_password")
OTHERS_DOORS = frozenset({"views", "urls", "forms", "jobs"})


def says_what_it_is(module: Module) -> Iterator[str]:
    """Every app says in a paragraph what it is; every other package at least in a line."""
    if module.parts[-1] != "__init__" or "migrations" in module.parts or "templatetags" in module.parts:
        return
    words = ast.get_docstring(module.tree) or ""
    needed = A_PARAGRAPH if len(module.parts) <= 3 else 1
    if len(words) < needed:
        yield module.at(module.tree, "say in a paragraph what this is, its words, and where to start reading")


def only_known_rooms(module: Module) -> Iterator[str]:
    """An app of the house has the rooms every app has, and no others."""
    if module.is_concept and module.room not in ROOMS:
        yield module.at(module.tree, f"there is no room called {module.room}")


def only_actions_write(module: Module) -> Iterator[str]:
    """Only verbs write; migrations and the demonstration apart."""
    if not (module.is_concept or module.app == "config") or module.room in MAY_WRITE or module.is_demonstration:
        return
    for call, name in calls(module.tree):
        if _writes(call, name):
            yield module.at(call, f"{dotted(call.func)}() writes, and this is not actions")
    for call, name in calls(module.tree):
        if name in {"execute", "executemany"} and _says_sql(call, SQL_WRITES):
            yield module.at(call, "this SQL writes, and this is not actions")


def _writes(call: ast.Call, name: str) -> bool:
    assert isinstance(call.func, ast.Attribute)
    receiver = dotted(call.func.value)
    if receiver.endswith("session"):
        return False
    if name == "update":
        # A queryset's takes fields by name; that of a set or a dict takes another.
        return bool(call.keywords) and not call.args
    if name == "delete":
        return not call.args and not call.keywords
    return name in WRITES


def _says_sql(call: ast.Call, beginnings: tuple[str, ...]) -> bool:
    first = call.args[0] if call.args else None
    if isinstance(first, ast.JoinedStr):
        first = first.values[0] if first.values else None
    return (
        isinstance(first, ast.Constant)
        and isinstance(first.value, str)
        and first.value.strip().lower().startswith(beginnings)
    )


def views_translate(module: Module) -> Iterator[str]:
    """A view asks one query or one action; it neither reads tables nor weighs rights."""
    if module.room != "views":
        return
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Attribute) and node.attr in {"objects", "_default_manager", "_base_manager"}:
            yield module.at(node, "a view reads no table; ask a query")
        if isinstance(node, ast.Attribute) and node.attr in {"roles", "role"}:
            yield module.at(node, "a view knows no roles; ask access")
        if isinstance(node, ast.If | ast.IfExp) and _asks_for_a_right(node.test):
            yield module.at(node, "a view does not weigh rights; ask access, or let a query say what may be done")


def _asks_for_a_right(test: ast.AST) -> bool:
    return any(name in {"may", "decide", "among"} for _, name in calls(test)) or any(
        isinstance(node, ast.Attribute) and node.attr == "acts" for node in ast.walk(test)
    )


def doors_of_others_are_theirs(module: Module) -> Iterator[str]:
    """Nobody imports another app's views, urls, forms or jobs."""
    for node, name in imported(module.tree):
        parts = name.split(".")
        if len(parts) < 3 or parts[0] != "kith" or parts[1] not in CONCEPTS or parts[1] == module.app:
            continue
        if parts[2] in OTHERS_DOORS:
            yield module.at(node, f"{name} belongs to another app")


def no_signals(module: Module) -> Iterator[str]:
    """The one who knows more calls the one who knows less."""
    for node, name in imported(module.tree):
        if "signals" in name.split(".") or name.startswith("django.dispatch"):
            yield module.at(node, "no signals: call it")


def only_doors_read_the_clock(module: Module) -> Iterator[str]:
    """Actions are told the time; views and jobs read it, and so may the roof and what is outside."""
    if module.room in MAY_READ_THE_CLOCK or module.app in {"config", "outside"}:
        return
    for call, _ in calls(module.tree):
        turns = dotted(call.func).startswith("timezone.local") and call.args
        if dotted(call.func) in CLOCKS and not turns:
            yield module.at(call, f"{dotted(call.func)}() reads the clock; take at=")


def nothing_is_saved_unseen(module: Module) -> Iterator[str]:
    """No class overrides how it is saved or deleted, and no column fills itself in."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ClassDef):
            for one in node.body:
                if isinstance(one, ast.FunctionDef) and one.name in {"save", "delete", "full_save", "save_base"}:
                    yield module.at(one, f"{node.name}.{one.name} is overridden; write a verb")
        if isinstance(node, ast.keyword) and node.arg in {"auto_now", "auto_now_add"}:
            yield module.at(node.value, "auto_now reads the clock unseen; take at=")


def verbs_are_told_who_and_when(module: Module) -> Iterator[str]:
    """A verb takes its arguments by name, and is told who acts and at what moment."""
    if not module.is_concept or module.room != "actions":
        return
    for node in module.tree.body:
        if not isinstance(node, ast.FunctionDef) or node.name.startswith("_") or not _is_atomic(node):
            continue
        names = {one.arg for one in node.args.kwonlyargs}
        if node.args.args or node.args.posonlyargs:
            yield module.at(node, f"{node.name} takes arguments by place; put * first")
        wanted = {"by": module.place not in NOBODY_ACTS, "at": not node.name.startswith(NEEDS_NO_TIME)}
        for name in (one for one, needed in wanted.items() if needed and one not in names):
            yield module.at(node, f"{node.name} is not told {name}=")


def _is_atomic(node: ast.FunctionDef) -> bool:
    return any("atomic" in dotted(one) for one in node.decorator_list)


def roles_are_named_in_tables(module: Module) -> Iterator[str]:
    """A role is named in access, in notices (whom to tell) and in tables; nowhere else is one compared."""
    if not (module.is_concept or module.app == "config") or module.is_demonstration:
        return
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Compare) and module.room != "access" and _speaks_of_roles(node):
            yield module.at(node, "a role is compared here; that belongs in access")
    if module.room in MAY_NAME_ROLES or not _imports_roles(module):
        return
    for function in functions(module.tree):
        for node in ast.walk(function):
            if isinstance(node, ast.Attribute) and dotted(node).startswith("Role.") and node.attr.isupper():
                yield module.at(node, f"{dotted(node)} is named inside {function.name}; put it in a table")


def _speaks_of_roles(node: ast.Compare) -> bool:
    sides = (node.left, *node.comparators)
    return any(isinstance(one, ast.Attribute) and one.attr in {"role", "roles"} for one in sides)


def _imports_roles(module: Module) -> bool:
    return any(name == "kith.agencies.models.Role" for _, name in imported(module.tree))


def modest_files(module: Module) -> Iterator[str]:
    """A file that passes 300 lines becomes a folder of the same name."""
    if "migrations" not in module.parts and (lines := module.text.count("\n")) > 300:
        yield module.at(module.tree, f"{lines} lines; split it by noun")


def modest_functions(module: Module) -> Iterator[str]:
    """No function is longer than 60 lines. That nine in ten are within 20 is counted over the whole house."""
    if "migrations" in module.parts:
        return
    for node in functions(module.tree):
        lines = (node.end_lineno or node.lineno) - node.lineno + 1
        if lines > 60:
            yield module.at(node, f"{node.name} is {lines} lines long")
