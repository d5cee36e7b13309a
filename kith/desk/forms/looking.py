"""Why somebody is here, what they open in an emergency, and who looked."""

from __future__ import annotations

from datetime import date

from django import forms

from kith.concerns.rules.references import tidied
from kith.desk.rules import Sought
from kith.sharing.actions.opening import SHORTEST_REASON
from kith.ui.fields import DateField, LongTextField
from kith.ui.forms import PlainForm


class PurposeForm(PlainForm):
    """Why I am here."""

    purpose = forms.ChoiceField(label="What are you doing?", widget=forms.RadioSelect)

    def __init__(self, data: object, *, choices: list[tuple[str, str]], now: str) -> None:
        super().__init__(data, initial={"purpose": now})
        field = self.fields["purpose"]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices


class EmergencyForm(PlainForm):
    """Which record, and why it cannot wait."""

    reference = forms.CharField(
        label="Reference of the concern",
        help_text="For example, K-7TR2W",
        max_length=20,
        error_messages={"required": "Enter the reference of the concern"},
    )
    reason = LongTextField(
        label="Why can it not wait?",
        help_text=f"At least {SHORTEST_REASON} letters. Somebody who checks this must be able to understand it.",
        min_length=SHORTEST_REASON,
        max_length=500,
        error_messages={
            "required": "Say why it cannot wait",
            "min_length": f"Say why it cannot wait in at least {SHORTEST_REASON} letters",
        },
    )

    def clean_reference(self) -> str:
        """Read it as people type it; one that cannot be a reference is treated as one that is not there."""
        typed = str(self.cleaned_data["reference"])
        return tidied(typed) or typed[:12]

    def clean_reason(self) -> str:
        """Take out what cannot be read."""
        words = " ".join("".join(c if c.isprintable() else " " for c in self.cleaned_data["reason"]).split())
        if len(words) < SHORTEST_REASON:
            raise forms.ValidationError(f"Say why it cannot wait in at least {SHORTEST_REASON} letters")
        return words


class ReviewForm(PlainForm):
    """Was it right?"""

    justified = forms.ChoiceField(
        label="Was it right to open this in an emergency?",
        widget=forms.RadioSelect,
        choices=[("yes", "Yes, it was right"), ("no", "No, it was not right")],
        error_messages={"required": "Say whether it was right"},
    )
    words = LongTextField(label="Why do you think so?", max_length=500)

    def was_right(self) -> bool:
        """Say whether it was right."""
        return bool(self.cleaned_data["justified"] == "yes")


class LookedForm(PlainForm):
    """What to look for in the audit."""

    reference = forms.CharField(label="Reference of the concern", required=False, max_length=20)
    person = forms.CharField(
        label="Who looked", help_text="A name, or part of one, or an e-mail address", required=False, max_length=80
    )
    day = DateField(label="Day", called="The day", required=False, earliest=date(2020, 1, 1))
    refused = forms.BooleanField(label="Only what was refused", required=False)

    def sought(self) -> Sought:
        """Give what is looked for."""
        given = self.cleaned_data
        reference = given["reference"] and (tidied(given["reference"]) or given["reference"][:12])
        return Sought(reference, given["person"].strip(), given["day"], given["refused"])
