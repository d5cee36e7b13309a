"""What a worker types to ask agencies, to write to the reporter, and to say who a concern is about."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django import forms
from django.http import QueryDict

from kith.agencies.models import Team
from kith.concerns.actions.asking import Question
from kith.concerns.forms.triage import LateForm
from kith.concerns.rules.grounds import LAWFUL_BASES
from kith.lib.partial_dates import PartialDate
from kith.people.models import Part, Person, Sex
from kith.ui.fields import LongTextField, PartialDateField
from kith.ui.forms import PlainForm

BASES = [(row.code, row.title) for row in LAWFUL_BASES]


class AskForm(LateForm):
    """One question to several agencies at once."""

    agencies = forms.MultipleChoiceField(
        label="Which agencies?",
        widget=forms.CheckboxSelectMultiple,
        help_text="All are asked at the same time. Each answers for itself, and decides what is relevant.",
    )
    people = forms.MultipleChoiceField(
        label="About whom?", widget=forms.CheckboxSelectMultiple, help_text="Leave nobody out who may need help."
    )
    purpose = LongTextField(label="Why do you ask?", max_length=1000, help_text="The agency reads this.")
    words = LongTextField(
        label="What do you want to know?",
        max_length=1000,
        required=False,
        help_text="Leave this empty to ask for what is relevant to the concern.",
    )
    basis = forms.ChoiceField(label="Basis in law", widget=forms.RadioSelect, choices=BASES)
    choice_hints = {"basis": {row.code: f"Used by {row.used_by}" for row in LAWFUL_BASES}}
    field_order = ["version", "late_reason", "agencies", "people", "purpose", "words", "basis"]

    def offer(self, teams: list[Team], people: list[Person]) -> None:
        """Offer the agencies that answer, and the people of this concern."""
        self._choices("agencies", [(str(team.agency_id), team.agency.name) for team in teams])
        self._choices("people", [(str(one.pk), str(one)) for one in people])
        if not people:
            del self.fields["people"]
            self.fields["words"].required = True
            self.fields["words"].help_text = "Nobody is named in this concern yet. Describe whom or what you mean."

    def _choices(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = choices

    def question(self) -> Question:
        """Give what is asked."""
        good = self.cleaned_data
        return Question(
            agencies=[UUID(one) for one in good["agencies"]],
            people=[UUID(one) for one in good.get("people", [])],
            purpose=good["purpose"],
            basis=good["basis"],
            words=good["words"],
        )


class MessageForm(PlainForm):
    """A message to somebody who reported."""

    words = LongTextField(
        label="Write to the reporter",
        max_length=2000,
        help_text="They read it when they come back with their receipt. Never say who anybody is, or what is known.",
    )


class PersonForm(PlainForm):
    """Somebody a concern is about. Whatever is not known may be left out."""

    part = forms.ChoiceField(label="What part do they play?", choices=Part.choices)
    name = forms.CharField(label="Name", max_length=200, required=False, help_text="As much as is known.")
    other_names = forms.CharField(label="Other names, nicknames or street names", max_length=200, required=False)
    born = PartialDateField(
        label="Date of birth", called="Date of birth", not_known="Not known", required=False, latest=date(2100, 1, 1)
    )
    age_words = forms.CharField(label="Age, if only roughly known", max_length=40, required=False)
    sex = forms.ChoiceField(label="Sex", choices=Sex.choices, initial=Sex.UNKNOWN)
    address = forms.CharField(label="Address", max_length=300, required=False)
    postcode = forms.CharField(label="Postcode", max_length=8, required=False)
    phone = forms.CharField(label="Phone number", max_length=40, required=False)
    school = forms.CharField(label="School or college", max_length=120, required=False)
    description = LongTextField(label="What they look like, or anything else", max_length=500, required=False)

    def __init__(self, data: QueryDict | None = None, *, today: date) -> None:
        super().__init__(data)
        self.today = today

    def clean_born(self) -> PartialDate | None:
        """Refuse a birthday that has not come."""
        born: PartialDate | None = self.cleaned_data["born"]
        first = born.earliest() if born else None
        if first and first > self.today:
            raise forms.ValidationError("Date of birth must be in the past")
        return born

    def clean(self) -> dict[str, object]:
        """Ask for something by which the person can be told from others."""
        good = self.cleaned_data
        if not any(good.get(name) for name in ("name", "other_names", "age_words", "description", "born")):
            raise forms.ValidationError("Say something about them: a name, an age or what they look like")
        return good

    def person(self) -> Person:
        """Give the person, not yet written."""
        good = self.cleaned_data
        born: PartialDate | None = good["born"]
        same = ("part", "name", "other_names", "age_words", "sex", "address", "postcode", "phone", "school")
        return Person(
            born_on=born.exact if born else None,
            born_words=born.words() if born and born.known and not born.exact else "",
            description=good["description"],
            **{name: good[name] for name in same},
        )
