"""The second wall: what the database itself lets each role read and write, table by table, or why a table has none."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from kith.config.documents.page import Page, sentence
from kith.config.documents.reading import migrations
from kith.outside.walls import GATE, OWNER, RESOLVER, WEB, Grant, Policy, declared

WHO = {WEB: "pages and jobs", GATE: "the gate", RESOLVER: "the rules", OWNER: "maintenance"}
DOES = {
    "select": "read",
    "insert": "add",
    "update": "change",
    "delete": "remove",
    "all": "read, add and change",
}
_STAFF = "who works where, and what their job is; read before anybody is known, and never written by pages"
_RULES = "what partners signed and what each job may do: rules, not people; pages cannot write them"
_SEALED = "ciphertext under a name and a key that only the reporter's browser has"
_SIGN_IN = "the sign-in library's; read before anybody is known"
_WORK = "the queue of work put off; jobs carry ids, never words"
_DJANGO = "Django's list of its own tables; no word about anybody"
# Every table without a wall, and why. A test compares this with the database, so that none is forgotten.
WHY_NONE = {
    "account_emailaddress": _SIGN_IN,
    "account_emailconfirmation": _SIGN_IN,
    "agencies_account": f"{_STAFF}, but for a password",
    "agencies_agency": _STAFF,
    "agencies_membership": _STAFF,
    "agencies_rolegrant": _STAFF,
    "agencies_team": _STAFF,
    "auth_group": _DJANGO,
    "auth_group_permissions": _DJANGO,
    "auth_permission": _DJANGO,
    "concerns_publicdraft": _SEALED,
    "concerns_publicdraftfile": _SEALED,
    "django_content_type": _DJANGO,
    "django_migrations": _DJANGO,
    "django_session": "the library's session: it opens no record; the pass that does is another cookie",
    "kith_cache": "counts of tries for limits; no word about anybody",
    "mfa_authenticator": _SIGN_IN,
    "procrastinate_events": _WORK,
    "procrastinate_jobs": _WORK,
    "procrastinate_periodic_defers": _WORK,
    "procrastinate_workers": _WORK,
    "sharing_agreement": _RULES,
    "sharing_clause": _RULES,
    "sharing_party": _RULES,
    "sharing_rolemay": _RULES,
    "socialaccount_socialaccount": _SIGN_IN,
    "socialaccount_socialapp": _SIGN_IN,
    "socialaccount_socialtoken": _SIGN_IN,
}


@dataclass
class Walled:
    """Everything that all migrations together declare for one table."""

    policies: list[Policy] = field(default_factory=list)
    grants: list[Grant] = field(default_factory=list)


def walls() -> dict[str, Walled]:
    """Collect what the migrations declare, by table."""
    found: dict[str, Walled] = {}
    for module in migrations():
        for one in declared(module.Migration.operations):
            wall = found.setdefault(one.table, Walled())
            wall.policies += one.policies
            wall.grants += one.grants
    return dict(sorted(found.items()))


def page() -> Page:
    """Write what stands before each table."""
    page = Page("The second wall")
    page.words(
        "Django's filters are the first wall. Under the tables whose leak would hurt, PostgreSQL holds the same ladder",
        "again as row-level security, forced for the owner of the tables too. A page without a sign-in reads no row.",
        "This is what the migrations declare; a test compares it with what stands in the database.",
    )
    page.heading("Who there is")
    page.table(
        ["Role of the database", "Who it is", "What it is kept from"],
        [
            (f"`{WEB}`", "pages and jobs", "owns nothing; removes nothing of a case; cannot write or change the audit"),
            (
                f"`{GATE}`",
                "the gate",
                "a second connection that asks to open, and sets seals and bars; reads no content",
            ),
            (f"`{RESOLVER}`", "the rules", "cannot sign in: it owns the functions that decide what a page may see"),
            (f"`{OWNER}`", "maintenance", "migrates and imports; reads no case, and changes no row of the audit"),
        ],
    )
    found = walls()
    page.heading(f"The {len(found)} tables behind it")
    for table, wall in found.items():
        page.parts.append(f"### {table}")
        page.table(["Who", "May", "Which rows", "The condition, in SQL"], _rows(wall))
        page.points(_grants(wall.grants))
    page.heading(f"The {len(WHY_NONE)} tables without one, and why")
    page.table(["Table", "Why it has no wall"], ((f"`{table}`", sentence(why)) for table, why in WHY_NONE.items()))
    return page


def _rows(wall: Walled) -> Iterable[tuple[str, str, str, str]]:
    for one in wall.policies:
        conditions = " and ".join(f"`{words}`" for words in dict.fromkeys((one.using, one.check)) if words)
        rows = f"In any case only: {one.name}" if one.always else sentence(one.name)
        yield sentence(WHO[one.to]), DOES[one.command], rows, conditions


def _grants(grants: Iterable[Grant]) -> list[str]:
    return [f"{sentence(WHO[one.to])} may at most: {one.rights}." for one in grants]
