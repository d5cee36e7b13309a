"""What a stranger has told so far, and what is still to be asked. Five questions; three need an answer."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields, replace
from enum import StrEnum
from typing import Any


class Step(StrEnum):
    """A question; the value stands in its address, and tells nothing to who reads the address."""

    DANGER = "1"
    WHAT = "2"
    WHERE = "3"
    WHO = "4"
    CONTACT = "5"


STEPS = tuple(Step)
YES, NO = "yes", "no"


@dataclass(frozen=True)
class Answers:
    """The answers to the five questions, as they were typed."""

    sector: str = ""
    danger: str = ""
    what: str = ""
    where_when: str = ""
    who: str = ""
    contact: str = ""
    name: str = ""
    reach: str = ""
    safe: str = ""
    keep: bool = True
    # Send was pressed while there was no room: the next look at the line sends it.
    waits: bool = False

    def to_text(self) -> str:
        """Write them for sealing."""
        return json.dumps(asdict(self))

    def with_answers(self, given: dict[str, object]) -> Answers:
        """Take in the answers to one question; whoever will not be contacted leaves no way to reach them."""
        known = {field.name for field in fields(self)}
        # Whoever changes an answer has not pressed Send on what it says now.
        new: dict[str, Any] = {"waits": False, **{name: value for name, value in given.items() if name in known}}
        one = replace(self, **new)
        return one if one.contact == YES else replace(one, name="", reach="", safe="", keep=True)

    @property
    def named(self) -> bool:
        """Say whether they may be contacted."""
        return self.contact == YES

    def first_missing(self) -> Step | None:
        """Find the first question that needs an answer and has none."""
        needed = ((Step.DANGER, self.danger), (Step.WHAT, self.what), (Step.CONTACT, self.contact))
        return next((step for step, answer in needed if not answer), None)


def from_text(text: str) -> Answers:
    """Read sealed answers back; what an older version wrote and this one does not know is left out."""
    return Answers().with_answers(json.loads(text))


def after(step: Step) -> Step | None:
    """Give the next question, or nothing after the last."""
    place = STEPS.index(step) + 1
    return STEPS[place] if place < len(STEPS) else None


def before(step: Step) -> Step | None:
    """Give the question before, or nothing before the first."""
    place = STEPS.index(step)
    return STEPS[place - 1] if place else None
