"""What a worker types to find, rate and put back a concern."""

from __future__ import annotations

from django import forms

from kith.concerns.models import Kind, Route
from kith.concerns.queries.queue import Filters
from kith.concerns.rules.brag import COLOURS
from kith.ui.fields import LongTextField
from kith.ui.forms import PlainForm

SHOW = [("undecided", "Waiting for a decision"), ("decided", "Decided, not yet closed"), ("closed", "Closed")]
HOLDERS = [("", "Anybody"), ("mine", "Me"), ("nobody", "Nobody yet")]
ANY = ("", "Any")


class QueueForm(PlainForm):
    """The filters of the queue, all in plain sight. Nonsense in the address is left out, not refused."""

    show = forms.ChoiceField(label="Show", choices=SHOW, required=False)
    holder = forms.ChoiceField(label="Who has it", choices=HOLDERS, required=False)
    brag = forms.ChoiceField(
        label="Fast filter",
        choices=[ANY, *((row.brag.value, row.title) for row in COLOURS.values()), ("none", "Not rated")],
        required=False,
    )
    route = forms.ChoiceField(label="How it came", choices=[ANY, *Route.choices], required=False)
    kind = forms.ChoiceField(label="About", choices=[ANY, *Kind.choices], required=False)
    reply = forms.BooleanField(label="A reply is waiting", required=False)

    def filters(self) -> Filters:
        """Read what was chosen, and leave out what cannot be read."""
        self.is_valid()
        good = self.cleaned_data
        return Filters(
            show=good.get("show") or "undecided",
            holder=good.get("holder", ""),
            brag=good.get("brag", ""),
            route=good.get("route", ""),
            kind=good.get("kind", ""),
            reply=bool(good.get("reply")),
        )


class NewsForm(PlainForm):
    """Since when new contacts are counted: the moment the page was drawn."""

    since = forms.DateTimeField(input_formats=["%Y-%m-%dT%H:%M:%S.%f%z"])


class VersionForm(PlainForm):
    """Any change to the envelope says which version it was made from."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)


class LateForm(VersionForm):
    """A step that needs to say why a clock was missed, if one was."""

    late_reason = LongTextField(
        label="Why was the clock missed?",
        help_text="What got in the way. The time limit is the longest allowed, not a target.",
        max_length=1000,
        required=False,
    )

    def without_reason(self) -> None:
        """Leave the question out when no clock was missed."""
        del self.fields["late_reason"]


class RateForm(LateForm):
    """The fast filter, with a reason."""

    brag = forms.ChoiceField(
        label="Fast filter",
        widget=forms.RadioSelect,
        choices=[(row.brag.value, row.title) for row in COLOURS.values()],
    )
    reason = LongTextField(
        label="Why?",
        max_length=2000,
        error_messages={"required": "Say why"},
        help_text="What in this report points to it.",
    )
    choice_hints = {"brag": {row.brag.value: row.meaning for row in COLOURS.values()}}
    field_order = ["version", "late_reason", "brag", "reason"]
