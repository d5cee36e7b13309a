"""Who is kept out, of what, why and until when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from uuid import UUID

from django import forms
from django.utils import timezone

from kith.concerns.rules.references import tidied
from kith.sharing.actions.restricting import LONGEST_REVIEW
from kith.sharing.models import BarKind
from kith.ui.fields import DateField, LongTextField
from kith.ui.forms import PlainForm

Choices = Iterable[tuple[str, str]]
THIS_RECORD = "record"


def _offer(form: forms.Form, name: str, choices: Choices) -> None:
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = list(choices)


class ReviewedForm(PlainForm):
    """When it is looked at again: within ninety days."""

    review_on = DateField(label="When is it reviewed?", called="The day of the review")

    def __init__(self, data: object, *, today: date) -> None:
        super().__init__(data)
        field = self.fields["review_on"]
        if isinstance(field, DateField):
            field.earliest, field.latest = today, today + LONGEST_REVIEW
            field.help_text = f"Within {LONGEST_REVIEW.days} days"

    def review_at(self) -> datetime:
        """Give the end of that day: the next one, it is overdue."""
        return timezone.make_aware(datetime.combine(self.cleaned_data["review_on"], time(23, 59, 59)))


class SealForm(ReviewedForm):
    """Who may still open it, and why."""

    members = forms.MultipleChoiceField(
        label="Who else may open it?",
        help_text="You, and whoever works on it by name, can always open it",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    reason = LongTextField(label="Why is it sealed?", max_length=300)
    field_order = ("members", "reason", "review_on")

    def __init__(self, data: object, *, today: date, members: Choices) -> None:
        super().__init__(data, today=today)
        _offer(self, "members", members)

    def named(self) -> list[UUID]:
        """Give those who were ticked."""
        return [UUID(one) for one in self.cleaned_data["members"]]


class BarForm(ReviewedForm):
    """Whom to keep out, of what, and why."""

    who = forms.ChoiceField(label="Who is kept out?", error_messages={"required": "Choose who is kept out"})
    about = forms.ChoiceField(label="Out of what?", widget=forms.RadioSelect, initial=THIS_RECORD)
    kind = forms.ChoiceField(label="Why?", widget=forms.RadioSelect, choices=BarKind.choices)
    field_order = ("who", "about", "kind", "review_on")

    def __init__(self, data: object, *, today: date, who: Choices, people: Choices) -> None:
        super().__init__(data, today=today)
        _offer(self, "who", [("", "Choose somebody"), *who])
        every = [(key, f"Every record about {name}") for key, name in people]
        _offer(self, "about", [(THIS_RECORD, "This record"), *every])

    def person(self) -> UUID | None:
        """Give the person it is about, or nobody when it is this record alone."""
        about = self.cleaned_data["about"]
        return None if about == THIS_RECORD else UUID(about)


class UnsealForm(PlainForm):
    """Why the seal should be opened."""

    reason = LongTextField(label="Why should the seal be opened?", max_length=300)


class ConflictForm(PlainForm):
    """Which record, and whom in it somebody knows."""

    reference = forms.CharField(
        label="Reference of the concern",
        help_text="For example, K-7TR2W",
        max_length=20,
        error_messages={"required": "Enter the reference of the concern"},
    )
    kind = forms.ChoiceField(
        label="Whom do you know in it?",
        widget=forms.RadioSelect,
        choices=[
            (BarKind.OWN.value, "It is about me"),
            (BarKind.FAMILY.value, "It is about my family, a friend or a neighbour"),
            (BarKind.COLLEAGUE.value, "It is about a colleague"),
        ],
    )

    def clean_reference(self) -> str:
        """Read it as people type it; one that cannot be a reference is treated as one that is not there."""
        typed = str(self.cleaned_data["reference"])
        return tidied(typed) or typed[:12]


class ReviewRestrictionForm(ReviewedForm):
    """Keep it until a new day, or end it."""

    decision = forms.ChoiceField(
        label="What happens to it?", widget=forms.RadioSelect, error_messages={"required": "Choose what happens to it"}
    )
    reason = LongTextField(label="Why should the seal be opened?", max_length=300, required=False)
    field_order = ("decision", "review_on", "reason")

    def __init__(self, data: object, *, today: date, ends: str, asks_why: bool) -> None:
        super().__init__(data, today=today)
        self.asks_why = asks_why
        self.fields["review_on"].required = False
        if not asks_why:
            del self.fields["reason"]
        _offer(self, "decision", [("keep", "Keep it, and review it again"), ("end", ends)])
        self.reveals = {"decision": {"keep": ("review_on",), **({"end": ("reason",)} if asks_why else {})}}

    def clean(self) -> None:
        """Ask for the day when it is kept, and for the reason when a seal is to be opened."""
        given = self.cleaned_data
        if given.get("decision") == "keep" and not given.get("review_on") and "review_on" not in self.errors:
            self.add_error("review_on", "Enter the day of the review")
        if given.get("decision") == "end" and self.asks_why and not given.get("reason"):
            self.add_error("reason", "Say why the seal should be opened")

    def keeps(self) -> bool:
        """Say whether it stays."""
        return bool(self.cleaned_data["decision"] == "keep")
