"""The living style page: every part of the design system with invented words. For developers and tests only."""

from datetime import date

from django import forms
from django.http import HttpRequest, HttpResponse

from kith.ui.fields import DateField, FilesField, LongTextField, PartialDateField
from kith.ui.forms import PlainForm
from kith.ui.pages import form_page

SECTORS = [("taxi", "Taxi or private hire"), ("bus", "Bus or coach"), ("train", "Train"), ("none", "None of these")]
CONTACT = [("phone", "By phone"), ("text", "By text message"), ("no", "Do not contact me")]
PEOPLE = [("child", "A child"), ("adult", "An adult"), ("unborn", "An unborn child")]


class EverythingForm(PlainForm):
    """One field of each kind."""

    reveals = {"contact": {"phone": ("number",), "text": ("mobile",)}}
    choice_hints = {"contact": {"no": "You can still come back with your words."}}
    dividers = {"sector": {"none": "or"}}

    what = LongTextField(label="What did you see or hear?", max_length=1200, help_text="Just what you noticed.")
    where = forms.CharField(label="Where was it?", help_text="For example: platform 2, or outside the school.")
    sector = forms.ChoiceField(label="Where do you work?", widget=forms.RadioSelect, choices=SECTORS)
    contact = forms.ChoiceField(label="May we contact you?", widget=forms.RadioSelect, choices=CONTACT)
    number = forms.CharField(label="Phone number", required=False)
    mobile = forms.CharField(label="Mobile number", required=False)
    people = forms.MultipleChoiceField(
        label="Who are you worried about?", widget=forms.CheckboxSelectMultiple, choices=PEOPLE
    )
    born = PartialDateField(label="When was the child born?", called="Date of birth", not_known="Not known")
    seen = DateField(label="When were they last seen?", called="Last seen", latest=date(2030, 1, 1))
    agency = forms.ChoiceField(label="Agency", choices=[("", "Choose an agency"), ("police", "Police")])
    photos = FilesField(label="Photographs or documents", required=False, help_text="Up to 20 MB each.")
    password = forms.CharField(label="Password", widget=forms.PasswordInput)
    notes = forms.CharField(label="Notes", widget=forms.Textarea, required=False)
    read = forms.BooleanField(label="I have read the agreement")


def page(request: HttpRequest) -> HttpResponse:
    """Draw every part; add ?errors=1 to see it all go wrong."""
    form = EverythingForm({"born-day": "31", "born-month": "feb"} if "errors" in request.GET else None)
    return form_page(request, "ui/style.html", form, SAMPLES)


def public_page(request: HttpRequest) -> HttpResponse:
    """Draw one question as the public sees it."""
    form = QuestionForm({"what": ""} if "errors" in request.GET else None)
    return form_page(request, "ui/style_public.html", form, {"step": "Question 2 of 5", "back": "/style/"})


class QuestionForm(PlainForm):
    """The second question of a report."""

    what = LongTextField(label="What did you see or hear?", help_text="You do not need to be sure.")


def _row(key: str, value: str) -> dict[str, object]:
    change = {"href": "#main-content", "text": "Change", "visuallyHiddenText": key.lower()}
    return {"key": {"text": key}, "value": {"text": value}, "actions": {"items": [change]}}


def _task(title: str, status: dict[str, object]) -> dict[str, object]:
    return {"title": {"text": title}, "href": "#main-content", "status": status}


def _cells(*texts: str) -> list[dict[str, object]]:
    return [{"text": text} for text in texts]


SAMPLES: dict[str, object] = {
    "navigation": [
        {"text": "Queue", "href": "/style/", "count": 7},
        {"text": "My referrals", "href": "/style/referrals/"},
        {"text": "People", "href": "/style/people/"},
    ],
    "account_links": [
        {"text": "Your account", "href": "/style/account/"},
        {"text": "Sign out", "href": "/style/", "post": True},
    ],
    "phase": {"tag": "Demo", "text": "These people are invented."},
    "signed_in_as": "Jas Amin, front door",
    "facts": [_row("Name", "Tyler Osei"), _row("Date of birth", "March 2011"), _row("School", "Not known")],
    "tasks": [
        _task("Who you are", {"text": "Completed"}),
        _task("The people and the family", {"tag": {"text": "In progress", "classes": "govuk-tag--yellow"}}),
        _task("What worries you", {"tag": {"text": "Not started", "classes": "govuk-tag--grey"}}),
    ],
    "head": _cells("Agency", "Asked", "Answer"),
    "table": [
        _cells("Police", "24 November 2026, 9:10am", "Holds records"),
        _cells("Health", "24 November 2026, 9:10am", "Not yet answered"),
    ],
    "pages": [{"number": 1, "href": "?page=1", "current": True}, {"number": 2, "href": "?page=2"}],
    "next": {"href": "?page=2"},
    "owners": [{"value": "", "text": "Anybody"}, {"value": "me", "text": "Me"}],
    "colours": ["grey", "green", "teal", "blue", "purple", "magenta", "red", "orange", "yellow"],
    "ratings": ["blue", "red", "amber", "green", ""],
    "crumbs": [{"text": "Queue", "href": "/style/"}, {"text": "K-1042", "href": "/style/"}, {"text": "Decision"}],
}
