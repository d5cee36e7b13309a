"""Two more laws, about what a verb does inside: it asks whether somebody may, and writes down that they did."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.house.reading import Module, calls

# Opening asks and records by itself; raising records.
ASKS = frozenset({"require", "require_job", "need_job", "look", "open_record"})
RECORDS = frozenset({"record", "note", "look", "open_record", "raise_concern"})
# Verbs that record nothing, and why. The second half of each name is the function.
UNRECORDED = {
    "keeping.keep_answers": "who began a report and did not send it is nobody's business",
    "keeping.add_file": "as above",
    "keeping.remove_file": "as above",
    "keeping.drop_draft": "as above",
    "keeping.purge_drafts": "as above",
    "actions.mark_read": "what somebody was told is their own",
    "referring.save_page": "a page of a draft that only its writer sees; beginning, sending and discarding are recorded",
    "referring.add_person": "as above",
    "referring.remove_person": "as above",
}
# Verbs in which nobody is asked whether they may, and why.
UNASKED = {
    "raising.raise_concern": "anybody may raise a concern",
    "actions.mark_read": "each reads their own",
}


def verbs(module: Module) -> Iterator[ast.FunctionDef]:
    """The public functions of actions that open a transaction."""
    if module.is_concept and module.room == "actions":
        for node in module.tree.body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and _is_atomic(node):
                yield node


def name_of(module: Module, verb: ast.FunctionDef) -> str:
    return f"{module.parts[-1]}.{verb.name}"


def every_verb_is_recorded(module: Module) -> Iterator[str]:
    """What a verb did is written in the audit, in the same transaction."""
    for verb in verbs(module):
        if name_of(module, verb) not in UNRECORDED and not _reaches(module, verb, RECORDS):
            yield module.at(verb, f"{verb.name} leaves no word in the audit")


def every_verb_asks(module: Module) -> Iterator[str]:
    """A verb of somebody signed in asks whether they may, before it changes anything."""
    for verb in verbs(module):
        somebody = any(one.arg == "by" for one in verb.args.kwonlyargs)
        if somebody and name_of(module, verb) not in UNASKED and not _reaches(module, verb, ASKS):
            yield module.at(verb, f"{verb.name} does not ask whether they may")


def _reaches(module: Module, begin: ast.FunctionDef, wanted: frozenset[str]) -> bool:
    """Say whether a function calls one of these, itself or through others of its module."""
    here = {node.name: node for node in module.tree.body if isinstance(node, ast.FunctionDef)}
    waiting, seen = [begin], set()
    while waiting:
        node = waiting.pop()
        seen.add(node.name)
        called = _called(node)
        if {name.lstrip("_") for name in called} & wanted:
            return True
        waiting += [here[name] for name in called & here.keys() - seen]
    return False


def _called(node: ast.AST) -> set[str]:
    plain = {one.func.id for one in ast.walk(node) if isinstance(one, ast.Call) and isinstance(one.func, ast.Name)}
    return plain | {name for _, name in calls(node)}


def _is_atomic(node: ast.FunctionDef) -> bool:
    return any("atomic" in ast.dump(one) for one in node.decorator_list)
