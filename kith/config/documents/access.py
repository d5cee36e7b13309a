"""Who may do what, and why: a page for whoever answers for how information is used, and signs that it is right."""

from collections.abc import Iterator

from django.conf import settings

from kith.agencies.actions import IDLE, LASTS
from kith.agencies.models import Role, Scope
from kith.api.access import SCOPES
from kith.concerns.rules.links import LINKS
from kith.config.documents.access_words import ACTS, HANDLED, LADDER, REFUSALS
from kith.config.documents.page import Page, sentence
from kith.config.documents.reading import migrations, rooms
from kith.lib.phrases import duration, listed
from kith.sharing.access import Access
from kith.sharing.actions.opening import SHORTEST_REASON, TOLD_AT_ONCE
from kith.sharing.models import BarKind, DataClass, Handling, Purpose


def page() -> Page:
    """Write the whole page."""
    page = Page("Who may do what, and why")
    page.words(
        "This page is written from the code that runs. The sentences in it are the ones that people see on their pages:",
        "“You can see this because your team is on duty for it.” A test fails when this page and the code differ.",
    )
    page.words(
        "Read and agreed for the partnership by: ______________________ Role: ______________________",
        "Date: ____________ Version of Kith: ____________",
    )
    _ladder(page)
    _jobs(page)
    _verbs(page)
    _links(page)
    _emergencies(page)
    _items(page)
    _agreements(page)
    _machines(page)
    return page


def _ladder(page: Page) -> None:
    page.heading("1. The ladder: what is asked before a record opens")
    page.words(
        "Nothing is allowed by default. The questions are asked in this order and the first no stops. Whatever the true",
        "ground, the person sees the same page, as if the record did not exist; the ground itself is written down for",
        "the privacy officer alone. The database asks the same questions again at every reading.",
    )
    page.table(
        ["Step", "The question", "If no", "Can anything override it?"],
        ((str(n), one.question, one.otherwise, one.overridden) for n, one in enumerate(LADDER, 1)),
    )
    page.words(f"A session ends after {IDLE} without use, and after {LASTS} in any case.")
    page.words("In the record of refusals the grounds are called:", listed([f"`{one}`" for one in REFUSALS]) + ".")


def cells() -> dict[tuple[str, str], list[str]]:
    """Give the acts of each job, for each purpose, as the migrations fill the table."""
    found: dict[tuple[str, str], list[str]] = {}
    for module in migrations():
        for key, acts in getattr(module, "TABLE", {}).items():
            found.setdefault(key, []).extend(acts.split())
    return found


def _jobs(page: Page) -> None:
    page.heading("2. Jobs: what each may do, for which purpose")
    page.words(
        "A person states a purpose before anything is opened. A job counts only for the purposes named here. Somebody",
        "may hold several jobs; each has a beginning, and may have an end. Having a job is never enough by itself: the",
        "rest of the ladder still stands.",
    )
    for (role, purpose), acts in cells().items():
        page.parts.append(f"### {Role(role).label}, for: {Purpose(purpose).label}")
        page.points(f"{ACTS[act]} (`{act}`)" for act in acts)
    idle = [one.label for one in Role if one.value not in {role for role, _ in cells()}]
    page.words(f"Jobs that may do none of these: {listed(idle)}. They set up and mend; they read no case.")


def accesses() -> Iterator[tuple[str, Access]]:
    """Find every access there is, with its name in the code."""
    for module in rooms("access", "actions"):
        for name, one in vars(module).items():
            if isinstance(one, Access) and name.isupper():
                yield f"{module.__name__}.{name}", one


def _verbs(page: Page) -> None:
    page.heading("3. Acts on one record: who may, and unless what")
    page.words("Any one of the grants is enough. Any one of the bars refuses, whatever else is true.")
    seen: dict[int, str] = {}
    rows = []
    for name, one in accesses():
        if id(one) not in seen:
            seen[id(one)] = name
            grants = "; or ".join(rule.reason for rule in one.grants)
            rows.append((sentence(one.verb), sentence(grants), "; ".join(r.reason for r in one.bars), f"`{name}`"))
    page.table(["To do this", "One of these must be true", "And none of these", "In the code"], rows)


def _links(page: Page) -> None:
    page.heading("4. Links: why a person and a record have to do with each other, and for how long")
    page.words("Every link ends. None is for ever. The lengths are local custom, not law, but for the emergency.")
    page.table(
        ["Because", "Lasts", "In the code"],
        ((sentence(one.because), duration(one.lasts), f"`{one.kind}`") for one in LINKS.values()),
    )
    page.words(
        "Whoever made a referral follows its stage, its clock and what they were told. The link does not open what",
        "others added.",
    )
    page.words(f"Nobody with a bar may look, whatever their link: {_lowered(BarKind.labels)}.")


def _emergencies(page: Page) -> None:
    page.heading("5. Opening in an emergency (break-glass)")
    told = listed([Role(role).label.lower() for role in TOLD_AT_ONCE])
    page.points([
        "It stands in for a missing link only. It never opens what is barred, sealed, or outside an agreement.",
        f"It lasts 60 minutes, and needs a reason of at least {SHORTEST_REASON} letters that a reviewer can judge.",
        f"At once these are told, at the owner's agency and the person's own: {told}.",
        "It is reviewed within one working day, by somebody else than the person who opened it. Once reviewed, it is shut.",
        "The person is answered in the same way whether it opened or was refused, until they try to read.",
    ])  # fmt: skip


def _items(page: Page) -> None:
    page.heading("6. Handling codes: who may see one item in an open record")
    page.words("Whoever an item came from says who may see it. The code holds beside the ladder, never instead of it.")
    page.table(["Code", "Who sees it", "In the code"], ((h.label, HANDLED[h], f"`{h.value}`") for h in Handling))


def _agreements(page: Page) -> None:
    page.heading("7. Agreements: what may pass between agencies")
    page.words(
        "An agreement names its parties, a beginning and an end. Each clause says whose information passes to whom, for",
        "which purpose, and of which kind. What no clause in force covers does not pass. A clause may withhold what a",
        "sensitive service holds. An agency needs no agreement to see what is its own.",
    )
    page.table(["Kind of information", "In the code"], ((one.label, f"`{one.value}`") for one in DataClass))


def _machines(page: Page) -> None:
    page.heading("8. Machines: what the token of a system lets it do")
    page.words(
        "A system of an agency calls by itself, with a token that maintenance makes for it: for some of these scopes, and",
        "until a day. It is nobody who works there: it opens no record, finds nobody, and sees what is its own agency's",
        "alone. The database asks for the scope at every query. Every call is recorded, and every one that is refused; of",
        f"those above {settings.KITH_API_CALLS_A_MINUTE} a minute, one refusal a minute.",
    )
    calls = {scope: [f"`{call}`" for call, needs in SCOPES.items() if needs is scope] for scope in Scope}
    page.table(
        ["Its token may", "Scope", "Calls, as the audit names them"],
        ((one.label, f"`{one.value}`", ", ".join(calls[one])) for one in Scope),
    )


def _lowered(words: list[str]) -> str:
    return listed([word[:1].lower() + word[1:] for word in words], "or")
