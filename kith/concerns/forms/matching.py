"""What people answer about a possible match."""

from __future__ import annotations

from uuid import UUID

from django import forms

from kith.records.actions import Said
from kith.records.models import Answer
from kith.ui.fields import LongTextField
from kith.ui.forms import PlainForm

WHY = "For example: the school confirmed the address by phone."


class MatchForm(PlainForm):
    """Are these two the same person?"""

    answer = forms.ChoiceField(
        label="Are these the same person?",
        widget=forms.RadioSelect,
        choices=[
            (Answer.SAME.value, "Yes, the same person"),
            (Answer.DIFFERENT.value, "No, two people"),
            (Answer.UNSURE.value, "Not sure, ask a colleague"),
        ],
        error_messages={"required": "Say whether these are the same person"},
    )
    reason = LongTextField(
        label="Why do you think so?",
        help_text=WHY,
        max_length=500,
        error_messages={"required": "Say why you think so"},
    )

    def said(self, source_person: UUID) -> Said:
        """Give the answer the way the action takes it."""
        return Said(self.cleaned_data["answer"], source_person, self.cleaned_data["reason"])


class NoMatchForm(PlainForm):
    """None of these."""

    reason = LongTextField(
        label="None of these is the person. Why do you think so?",
        help_text="You can change this at any time.",
        max_length=500,
        error_messages={"required": "Say why you think none of these is the person"},
    )

    def said(self) -> Said:
        """Give the answer the way the action takes it."""
        return Said(Answer.NO_MATCH, reason=self.cleaned_data["reason"])


class UndoForm(PlainForm):
    """Which judgement is taken back."""

    judgement = forms.UUIDField(widget=forms.HiddenInput)
