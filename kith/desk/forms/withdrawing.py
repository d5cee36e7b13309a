"""Why something is taken back, and whether somebody is sure."""

from __future__ import annotations

from django import forms

from kith.ui.fields import LongTextField
from kith.ui.forms import PlainForm


class TakeBackForm(PlainForm):
    """Why, and whether somebody is sure."""

    why = LongTextField(
        label="Why?",
        help_text="Your agency sees this beside the feed. Do not name anybody.",
        max_length=300,
        error_messages={"required": "Say why"},
    )
    sure = forms.BooleanField(
        label="I know that this cannot be undone",
        error_messages={"required": "Say that you know that this cannot be undone"},
    )

    def clean_why(self) -> str:
        """Take out what cannot be read."""
        words = " ".join("".join(c if c.isprintable() else " " for c in self.cleaned_data["why"]).split())
        if not words:
            raise forms.ValidationError("Say why")
        return words
