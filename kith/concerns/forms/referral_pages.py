"""A referral as pages: which form is on which page, which are whole, and the whole referral once all are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.http import QueryDict

from kith.concerns.forms.referral_people import About, Family, Other, Wishes
from kith.concerns.forms.referral_questions import Questions, as_sent, as_shown
from kith.concerns.forms.referral_tasks import Basis, Concern, Everybody, Household, Told, Tried, You
from kith.concerns.rules.referrals import (
    ADULTS,
    CHILDREN,
    Answers,
    Kinship,
    Referral,
    Said,
    Section,
    Shared,
    Somebody,
    Words,
)
from kith.concerns.rules.referrals import Agreed as AgreedTo
from kith.concerns.rules.referrals import Objected as ObjectedTo
from kith.concerns.rules.referrals import Told as WasTold
from kith.people.models import Part

PEOPLE = "people"
TASKS: dict[str, type[Questions]] = {
    "you": You,
    PEOPLE: Everybody,
    "household": Household,
    "concern": Concern,
    "tried": Tried,
    "told": Told,
    "basis": Basis,
}
# Pages that each belong to one person, and what a link to them says.
SOMEBODYS_PAGES = {"person": "About them", "wishes": "Needs and wishes", "family": "Their family"}

SEEN_THEMSELVES = ("saw", "heard")


class Progress(StrEnum):
    """How far one task has come."""

    DONE = "Completed"
    BEGUN = "In progress"
    NOT_BEGUN = "Not started"


@dataclass(frozen=True)
class Task:
    """One row of the task list."""

    page: str
    title: str
    progress: Progress


def part_words(part: str) -> str:
    """Say what part somebody plays."""
    return str(dict(Part.choices).get(part, Part.UNKNOWN.label))


def code_of(page: str, key: str) -> str:
    """Name a page the way a draft keeps it."""
    return f"{page}-{key}" if key else page


def there_is(answers: Answers, page: str, key: str) -> bool:
    """Say whether a draft has such a page."""
    if page not in SOMEBODYS_PAGES:
        return page in TASKS and not key
    if key not in answers.order:
        return False
    needed = {"person": True, "wishes": answers.part(key) in ADULTS, "family": bool(answers.relatives_of(key))}
    return needed[page]


def shown(answers: Answers, page: str, key: str = "", prefilled: Words | None = None) -> Questions:
    """Give a page as it was left, without saying yet what is wrong with it."""
    words = answers.words(code_of(page, key)) or prefilled or {}
    return _make(answers, page, key, initial=as_shown(_make(answers, page, key), words))


def sent_in(answers: Answers, page: str, key: str, sent: QueryDict) -> Questions:
    """Give a page as it was sent in."""
    return _make(answers, page, key, sent)


def typed(answers: Answers, page: str, key: str = "") -> Questions:
    """Give a page as the draft has it, to see whether it is whole."""
    return _make(answers, page, key, as_sent(answers.words(code_of(page, key))))


def to_keep(form: Questions, sent: QueryDict) -> Words:
    """Keep what was typed, and the part that decides what is asked about somebody."""
    part: Words = {"part": form.part} if isinstance(form, About) else {}
    return {**part, **form.only_ours(sent)}


def _make(answers: Answers, page: str, key: str, *sent: QueryDict, **more: Any) -> Questions:
    if page == "person":
        return About(*sent, part=answers.part(key), **more)
    if page == "wishes":
        return Wishes(*sent, **more)
    if page == "family":
        who, *others = (Other(one, answers.name(one), answers.part(one)) for one in (key, *answers.relatives_of(key)))
        return Family(*sent, who=who, others=others, **more)
    return TASKS[page](*sent, **more)


def pages_of(answers: Answers, key: str) -> tuple[str, ...]:
    """Name the pages that must be whole about one person; the family of an adult may be told or left."""
    family = answers.part(key) in CHILDREN or code_of("family", key) in answers.pages
    asked = ("person", "wishes", "family") if family else ("person", "wishes")
    return tuple(page for page in asked if there_is(answers, page, key))


def is_whole(answers: Answers, page: str, key: str = "") -> bool:
    """Say whether every question of one page has an answer, or is not known."""
    return typed(answers, page, key).is_valid()


def person_is_whole(answers: Answers, key: str) -> bool:
    """Say whether everything about one person has been answered."""
    return all(is_whole(answers, page, key) for page in pages_of(answers, key))


def _everybody_is_whole(answers: Answers) -> bool:
    return bool(answers.order) and all(person_is_whole(answers, key) for key in answers.order)


def tasks(answers: Answers) -> list[Task]:
    """Say how far each task has come."""
    return [Task(page, form.title, _progress(answers, page)) for page, form in TASKS.items()]


def _progress(answers: Answers, page: str) -> Progress:
    if page not in answers.pages and not (page == PEOPLE and answers.order):
        return Progress.NOT_BEGUN
    whole = is_whole(answers, page) and (page != PEOPLE or _everybody_is_whole(answers))
    return Progress.DONE if whole else Progress.BEGUN


def sections(answers: Answers) -> Iterator[tuple[str, str, Section]]:
    """Give each page of a draft in words, with its name and key, for somebody to check."""
    for page in TASKS:
        yield page, "", _section(answers, page)
        if page != PEOPLE:
            continue
        for key in answers.order:
            for one in pages_of(answers, key):
                yield one, key, _section(answers, one, key)


def _section(answers: Answers, page: str, key: str = "") -> Section:
    form = typed(answers, page, key)
    form.is_valid()
    section = form.section()
    named = page in {"person", "wishes"}
    return Section(f"{answers.name(key)}: {section.title.lower()}", section.rows) if named else section


def whole(answers: Answers) -> Referral | None:
    """Give the whole referral, or nothing while a task is not complete."""
    if any(task.progress != Progress.DONE for task in tasks(answers)):
        return None
    kept = {page: _kept(answers, page) for page in TASKS}
    home = (kept["household"]["address"], kept["household"]["postcode"])
    return Referral(
        people=tuple(_somebody(answers, key, home) for key in answers.order),
        kin=tuple(one for key in answers.order for one in _kin(answers, key)),
        said=_said(kept),
        told=_told(kept["told"]),
        agreed=_agreed(kept["told"]),
        objected=_objected(kept["told"]),
        shared=Shared(**kept["basis"]),
        sections=tuple(section for _, _, section in sections(answers)),
    )


def _kept(answers: Answers, page: str) -> dict[str, Any]:
    form = typed(answers, page)
    form.is_valid()
    return form.cleaned_data


def _somebody(answers: Answers, key: str, home: tuple[str, str]) -> Somebody:
    form = typed(answers, "person", key)
    form.is_valid()
    assert isinstance(form, About)
    return form.somebody(key, home)


def _kin(answers: Answers, key: str) -> tuple[Kinship, ...]:
    if "family" not in pages_of(answers, key):
        return ()
    form = typed(answers, "family", key)
    form.is_valid()
    assert isinstance(form, Family)
    return form.kinships(key)


def _said(kept: dict[str, dict[str, Any]]) -> Said:
    concern, tried = kept["concern"], kept["tried"]
    return Said(
        what=concern["what"],
        fact=concern["fact"],
        opinion=concern["opinion"],
        where_when=". ".join(part for part in (concern["where"], concern["when"]) if part),
        first_hand="yes" if concern["first_hand"] in SEEN_THEMSELVES else "no",
        tried=tried["tried_words"] or {"no": "Nothing has been tried.", "unknown": "Not known."}[tried["tried"]],
        danger_now=concern["danger"] != "no",
    )


def _told(kept: dict[str, Any]) -> WasTold:
    return WasTold(kept["told"] == "yes", kept["who"], kept["reason_code"], kept["reason"])


def _agreed(kept: dict[str, Any]) -> AgreedTo | None:
    who = {"yes": kept["agreed_who"], "no": kept["refused_who"]}.get(kept["agreed"])
    return AgreedTo(who, kept["agreed"] == "yes", kept["agreed_scope"]) if who else None


def _objected(kept: dict[str, Any]) -> ObjectedTo | None:
    if kept["objected"] != "yes":
        return None
    return ObjectedTo(kept["objected_who"], kept["objected_words"], kept["objected_response"])
