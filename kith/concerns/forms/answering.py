"""What an agency types in answer to a question."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms

from kith.concerns.actions.answering import Declines, Given, Handled, Holds, HoldsNone
from kith.concerns.forms.referral_questions import radios
from kith.concerns.models import AnswerKind
from kith.concerns.rules.grounds import GATEWAYS, LAWFUL_BASES, NOT_SHARED_LABELS
from kith.sharing.models import Handling
from kith.ui.fields import DateField, LongTextField
from kith.ui.forms import PlainForm

LONG = 6000
CHOOSE = ("", "Choose")
NEEDED: dict[str, tuple[str, ...]] = {
    AnswerKind.HOLDS: ("facts", "basis", "gateway", "necessity"),
    AnswerKind.NONE: (),
    AnswerKind.DECLINES: ("code", "reason", "owner", "review_on"),
}
NAMED: dict[str, str] = {Handling.NAMED_AGENCIES: "agencies", Handling.NAMED_PEOPLE: "people"}


class AnswerForm(PlainForm):
    """One of three answers. The fourth, not having answered, is never chosen: it is what silence is."""

    answer = radios("What is your agency’s answer?", AnswerKind.choices)
    facts = LongTextField(label="Facts", max_length=LONG, required=False,
                          help_text="What your records say, with dates and sources. No opinion here.")  # fmt: skip
    opinion = LongTextField(label="Opinion", max_length=LONG, required=False,
                            help_text="What your agency thinks it means. Leave blank if you have none.")  # fmt: skip
    context = LongTextField(label="Context", max_length=LONG, required=False,
                            help_text="What a reader needs to know to understand it.")  # fmt: skip
    caveat = forms.CharField(label="Caution", max_length=300, required=False,
                             help_text="For example “from an anonymous source” or “not checked since May”.")  # fmt: skip
    basis = forms.ChoiceField(label="Basis in law", required=False,
                              choices=[CHOOSE, *((one.code, one.title) for one in LAWFUL_BASES)])  # fmt: skip
    gateway = forms.ChoiceField(label="Law that lets you share it", required=False,
                                choices=[CHOOSE, *((one.code, one.title) for one in GATEWAYS)])  # fmt: skip
    necessity = LongTextField(label="Why is it needed, and no more than is needed?", max_length=2000, required=False)
    code = forms.ChoiceField(label="Why will you not share?", widget=forms.RadioSelect, required=False,
                             choices=[(str(code), words) for code, words in NOT_SHARED_LABELS.items()])  # fmt: skip
    reason = LongTextField(label="Say more about why", max_length=2000, required=False)
    owner = forms.CharField(label="Who owns this decision?", max_length=120, required=False,
                            help_text="A name and a job, whom the front door can ring.")  # fmt: skip
    review_on = DateField(label="When will you look at it again?", called="The date you look again", required=False)
    handling = radios("Who may see this answer?", Handling.choices)
    agencies = forms.MultipleChoiceField(
        label="Which agencies?", widget=forms.CheckboxSelectMultiple, required=False,
        help_text="Your own agency always sees it.",
    )  # fmt: skip
    people = forms.MultipleChoiceField(
        label="Which people?", widget=forms.CheckboxSelectMultiple, required=False,
        help_text="You always see it yourself.",
    )  # fmt: skip
    reveals = {
        "answer": {
            AnswerKind.HOLDS.value: ("facts", "opinion", "context", "caveat", "basis", "gateway", "necessity"),
            AnswerKind.DECLINES.value: ("code", "reason", "owner", "review_on"),
        },
        "handling": {
            Handling.NAMED_AGENCIES.value: ("agencies",),
            Handling.NAMED_PEOPLE.value: ("people",),
        },
    }
    choice_hints = {
        "answer": {
            AnswerKind.NONE.value: "You looked, and your agency has no records of these people.",
            AnswerKind.DECLINES.value: "You say why, who decided, and when you will look again.",
        },
        "handling": {
            Handling.ORIGINATOR.value: "The front door will see that you answered, and not what.",
            Handling.NAMED_AGENCIES.value: "Name the council, if the front door is to read it.",
        },
    }

    def __init__(
        self,
        *args: object,
        agencies: Sequence[tuple[str, str]],
        people: Sequence[tuple[str, str]],
        today: date,
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["agencies"].choices = agencies  # type: ignore[attr-defined] # a choice field
        self.fields["people"].choices = people  # type: ignore[attr-defined] # likewise

    def clean(self) -> dict[str, Any]:
        """Ask for what the chosen answer needs, and for no more."""
        good = super().clean() or self.cleaned_data
        for name in NEEDED.get(str(good.get("answer")), ()):
            if name not in self.errors and not good.get(name):
                self.add_error(name, f"Answer “{self.fields[name].label}”")
        self._ignore_the_other_answer(good.get("answer"))
        named = NAMED.get(str(good.get("handling")))
        if named and named not in self.errors and not good.get(named):
            self.add_error(named, f"Choose at least one of the {named}")
        review = good.get("review_on")
        if review and review < self.today:
            self.add_error("review_on", "The date you look again must be today or later")
        return good

    def _ignore_the_other_answer(self, answer: str | None) -> None:
        for choice, names in self.reveals["answer"].items():
            for name in names:
                if choice != answer:
                    self.errors.pop(name, None)

    def given(self) -> Given:
        """Give the answer as a value."""
        good = self.cleaned_data
        if good["answer"] == AnswerKind.HOLDS:
            return Holds(**{name: good[name] for name in self.reveals["answer"][AnswerKind.HOLDS.value]})
        if good["answer"] == AnswerKind.DECLINES:
            return Declines(**{name: good[name] for name in self.reveals["answer"][AnswerKind.DECLINES.value]})
        return HoldsNone()

    def handled(self) -> Handled:
        """Give who may see it as a value."""
        good = self.cleaned_data
        return Handled(good["handling"], [UUID(one) for one in good["agencies"]], [UUID(one) for one in good["people"]])

    def words(self) -> list[tuple[str, str]]:
        """Give back what was typed, for somebody whose answer came second."""
        return [(str(field.label), str(self.data.get(name))) for name, field in self.fields.items()
                if isinstance(field, forms.CharField) and self.data.get(name)]  # fmt: skip
