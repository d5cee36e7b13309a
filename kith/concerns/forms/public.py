"""The five questions, the files, the send button and the reply box."""

from __future__ import annotations

from django import forms

from kith.concerns.rules.public_report import NO, YES, Answers, Step
from kith.outside.reencode import ACCEPT
from kith.ui.fields import FilesField, LongTextField
from kith.ui.forms import PlainForm

LONG, SHORT, LINE = 10_000, 2_000, 200
YES_NO = ((YES, "Yes"), (NO, "No"))


def _long(label: str, most: int, **more: object) -> LongTextField:
    # No counter beneath it: nobody who hurries should think of letters.
    widget = forms.Textarea(attrs={"rows": 5})
    field = LongTextField(label=label, widget=widget, **more)  # type: ignore[arg-type]  # passed on as Django takes them
    field.validators.append(AtMost(most))
    return field


class AtMost:
    """Refuse text beyond a length, in plain words."""

    def __init__(self, most: int) -> None:
        """Take the length."""
        self.most = most

    def __call__(self, text: str) -> None:
        """Count, and refuse."""
        if len(text) > self.most:
            raise forms.ValidationError(f"Use {self.most:,} letters or fewer. You have {len(text):,}.")


class DangerForm(PlainForm):
    """Question 1."""

    danger = forms.ChoiceField(
        label="Is anyone in danger now?",
        choices=YES_NO,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose yes or no"},
    )


class WhatForm(PlainForm):
    """Question 2."""

    what = _long(
        "What did you see or hear?",
        LONG,
        help_text="Just what you noticed. You need not be sure.",
        error_messages={"required": "Tell us what you saw or heard"},
    )


class WhereForm(PlainForm):
    """Question 3."""

    where_when = _long("Where and when?", SHORT, required=False, help_text="Say what you know.")


class WhoForm(PlainForm):
    """Question 4."""

    who = _long("Who was there?", SHORT, required=False, help_text="Looks, names, cars. Not knowing is fine.")


class ContactForm(PlainForm):
    """Question 5. Nobody has to say who they are."""

    contact = forms.ChoiceField(
        label="May we contact you?",
        choices=((NO, "No"), (YES, "Yes")),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose yes or no"},
    )
    reach = forms.CharField(label="Phone or email", required=False)
    name = forms.CharField(label="Name (optional)", required=False)
    safe = forms.CharField(label="When and how is it safe?", required=False)
    keep = forms.BooleanField(label="Keep my name from the family", required=False, initial=True)
    reveals = {"contact": {YES: ("reach", "name", "safe", "keep")}}

    def __init__(self, *args: object, **kwargs: object) -> None:
        """Bound the lines."""
        super().__init__(*args, **kwargs)
        for name in ("reach", "name", "safe"):
            self.fields[name].validators.append(AtMost(LINE))

    def clean(self) -> dict[str, object]:
        """Ask for a way to reach them if they said yes."""
        given: dict[str, object] = super().clean() or {}
        if given.get("contact") == YES and not given.get("reach") and "reach" not in self.errors:
            self.add_error("reach", "Give a phone number or email, or choose no")
        return given


FORMS: dict[Step, type[PlainForm]] = {
    Step.DANGER: DangerForm,
    Step.WHAT: WhatForm,
    Step.WHERE: WhereForm,
    Step.WHO: WhoForm,
    Step.CONTACT: ContactForm,
}


def initial(step: Step, answers: Answers | None) -> dict[str, object]:
    """Give what was answered before to the form of one question."""
    fields = FORMS[step].base_fields
    return {name: getattr(answers, name) for name in fields} if answers else {}


class FilesForm(PlainForm):
    """A photograph or a document."""

    added = FilesField(
        label="Add a photo or file",
        allow_empty_file=True,
        widget=FilesField.widget(attrs={"accept": ACCEPT}),
        error_messages={"required": "Choose a photo or file"},
    )


class SendForm(PlainForm):
    """The send button, and a box that people never see and robots fill. It drops nothing: it asks again."""

    website = forms.CharField(
        label="Leave this box empty", required=False, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )

    def clean_website(self) -> str:
        """Ask again."""
        if self.cleaned_data["website"]:
            raise forms.ValidationError("Clear this box, then send again")
        return ""


class WordsForm(PlainForm):
    """The words of a receipt."""

    words = forms.CharField(label="Your seven words", error_messages={"required": "Type your seven words"})


class ReplyForm(PlainForm):
    """More from the reporter. ``once`` lets the same press of a button count once."""

    once = forms.UUIDField(widget=forms.HiddenInput)
    words = _long("Add to your report", LONG, error_messages={"required": "Type what you want to tell us"})
