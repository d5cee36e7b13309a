"""What a manager types to decide, to tell whoever raised it, and to hand over."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms

from kith.agencies.models import Account
from kith.concerns.actions.deciding import Judgement
from kith.concerns.forms.triage import LateForm, VersionForm
from kith.concerns.rules.codes import Decided
from kith.concerns.rules.feedback import PUBLIC_WORDS
from kith.concerns.rules.thresholds import CURRENT, scheme
from kith.ui.fields import LongTextField
from kith.ui.forms import PlainForm


class DecideForm(LateForm):
    """The decision, under the scheme in force."""

    levels = forms.MultipleChoiceField(
        error_messages={"required": "Choose at least one level of need"},
        label="Level of need",
        widget=forms.CheckboxSelectMultiple,
        choices=[(str(level.number), f"Level {level.number}: {level.name}") for level in scheme(CURRENT).levels],
        help_text=f"{scheme(CURRENT).title}. Choose each that fits: a family may sit in several.",
    )
    outcome = forms.ChoiceField(
        label="What happens next?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what happens next"},
    )
    rationale = LongTextField(
        error_messages={"required": "Say why"},
        label="Why?",
        max_length=6000,
        help_text="Families may read this. Say what was known, and how you weighed it.",
    )
    would_change = LongTextField(
        label="What would change your mind?",
        max_length=2000,
        required=False,
        help_text="So that others can watch for it.",
    )
    field_order = ["version", "late_reason", "levels", "outcome", "rationale", "would_change"]

    def offer(self, outcomes: Sequence[Decided]) -> None:
        """Offer the outcomes that fit whom the concern is about."""
        field = self.fields["outcome"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(row.outcome.value, row.title) for row in outcomes]

    def judgement(self) -> Judgement:
        """Give what was judged."""
        good = self.cleaned_data
        return Judgement(
            levels=[int(number) for number in good["levels"]],
            outcome=good["outcome"],
            rationale=good["rationale"],
            would_change=good["would_change"],
        )


class ThinkAgainForm(VersionForm):
    """Why a decision is opened again."""

    words = LongTextField(
        label="What do you know now that you did not know then?",
        max_length=4000,
        help_text="Say who told you, and when.",
    )


class FeedbackForm(LateForm):
    """What a professional who referred is told."""

    account = forms.ChoiceField(label="Who is told?", widget=forms.RadioSelect)
    words = LongTextField(
        label="What they are told",
        max_length=4000,
        help_text="Ring them first if you can: they may know more. Say what was decided and why, what they can do, "
        "and what to do if they disagree.",
    )
    field_order = ["late_reason", "account", "words"]

    def offer(self, accounts: Sequence[Account]) -> None:
        """Offer those who referred."""
        del self.fields["version"]
        field = self.fields["account"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(str(one.pk), f"{one.name}, {one.agency.name}") for one in accounts]
        if len(accounts) == 1:
            self.initial.setdefault("account", str(accounts[0].pk))


class PublicFeedbackForm(LateForm):
    """What a member of the public is told: one of a few sentences, and nothing else."""

    code = forms.ChoiceField(
        label="What are they told?",
        widget=forms.RadioSelect,
        choices=[(row.code.value, row.title) for row in PUBLIC_WORDS.values()],
        help_text="They read exactly these words when they come back with their receipt. Nothing of the case is in them.",
    )
    choice_hints = {"code": {row.code.value: row.words for row in PUBLIC_WORDS.values()}}
    field_order = ["late_reason", "code"]

    def offer(self) -> None:
        """Leave out the version: telling somebody changes nothing that others write."""
        del self.fields["version"]


class OfferForm(VersionForm):
    """To whom a concern is handed, and what they should know."""

    to = forms.ChoiceField(label="Who is asked to take it on?")
    words = LongTextField(
        label="What should they know first?",
        max_length=4000,
        help_text="A warm handover: what cannot wait, what works with this family, what worries you.",
    )

    def offer(self, workers: Sequence[Account]) -> None:
        """Offer those who take work on."""
        field = self.fields["to"]
        if isinstance(field, forms.ChoiceField):
            choices = [(str(one.pk), f"{one.name}, {one.job_title or one.agency.name}") for one in workers]
            field.choices = [("", "Choose somebody"), *choices]


class TakeBackForm(PlainForm):
    """Why an offer is taken back."""

    words = LongTextField(label="Why is the offer taken back?", max_length=1000)
