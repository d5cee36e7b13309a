"""What a worker types when something is handed to them."""

from __future__ import annotations

from typing import Any

from kith.concerns.forms.referral_questions import radios
from kith.ui.fields import LongTextField
from kith.ui.forms import PlainForm


class TakingOnForm(PlainForm):
    """Yes or no, with words; a no needs them."""

    answer = radios("Do you take this on?", [("accept", "Yes, I take it on"), ("decline", "No")])
    words = LongTextField(
        label="What should the front door know?",
        max_length=2000,
        required=False,
        help_text="If you do not take it on, say why and who could.",
    )

    def clean(self) -> dict[str, Any]:
        """Ask somebody who declines to say why."""
        good = super().clean() or self.cleaned_data
        if good.get("answer") == "decline" and not good.get("words") and "words" not in self.errors:
            self.add_error("words", "Say why you do not take it on")
        return good
