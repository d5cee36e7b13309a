"""Dates in three boxes, long text, several files, and how a form's fields are drawn."""

from datetime import date

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template import Context, Template
from django.utils.datastructures import MultiValueDict

from kith.lib.partial_dates import PartialDate
from kith.ui.fields import DateField, FilesField, LongTextField, PartialDateField
from kith.ui.forms import PlainForm


class BornForm(PlainForm):
    born = PartialDateField(
        label="When were they born?", called="Date of birth", not_known="Not known", latest=date(2026, 11, 24)
    )


class SeenForm(PlainForm):
    seen = DateField(label="Last seen", earliest=date(2020, 1, 1), required=False)


def _boxes(name: str, typed: str) -> dict[str, str]:
    day, month, year = typed.split("/")
    return {f"{name}-day": day, f"{name}-month": month, f"{name}-year": year}


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("14/3/2011", PartialDate(2011, 3, 14)),
        (" 14 /march/2011", PartialDate(2011, 3, 14)),
        ("/Mar/2011", PartialDate(2011, 3)),
        ("//2011", PartialDate(2011)),
        ("29/2/2012", PartialDate(2012, 2, 29)),
    ],
)
def test_a_date_may_be_known_in_part(typed: str, known: PartialDate) -> None:
    form = BornForm(_boxes("born", typed))
    assert form.is_valid(), form.errors
    assert form.cleaned_data["born"] == known


@pytest.mark.parametrize(
    ("typed", "said", "wrong"),
    [
        ("//", "Enter date of birth, or choose “Not known”", "day"),
        ("14//2011", "Date of birth must include a month", "month"),
        ("14/3/", "Date of birth must include a year", "year"),
        ("14//", "Date of birth must include a month and a year", "month"),
        ("31/2/2011", "Date of birth must be a real date", "day"),
        ("1/13/2011", "Date of birth must be a real date", "day"),
        ("1/1/11", "Date of birth must be a real date", "day"),
        ("١/1/2011", "Date of birth must be a real date", "day"),
        ("²/1/2011", "Date of birth must be a real date", "day"),
        ("1/1/1899", "Date of birth must be on or after 1 January 1900", "day"),
        ("25/11/2026", "Date of birth must be on or before 24 November 2026", "day"),
    ],
)
def test_a_wrong_date_is_told_in_plain_words_and_leads_to_its_box(typed: str, said: str, wrong: str) -> None:
    form = BornForm(_boxes("born", typed))
    assert form.errors["born"] == [said]
    summary = Template("{% load kith_ui %}{% govuk_errors form %}").render(Context({"form": form}))
    assert f'href="#id_born-{wrong}"' in summary


def test_not_known_is_an_answer() -> None:
    form = BornForm({"born-unknown": "1"})
    assert form.is_valid()
    assert form.cleaned_data["born"] == PartialDate()
    assert str(form.cleaned_data["born"]) == ""
    both = BornForm({"born-unknown": "1", "born-year": "2011"})
    assert both.errors["born"] == ["Date of birth must be a date or “Not known”, not both"]


def test_an_exact_date_is_a_date_and_may_be_left_out() -> None:
    form = SeenForm(_boxes("seen", "24/11/2026"))
    assert form.is_valid()
    assert form.cleaned_data["seen"] == date(2026, 11, 24)
    assert SeenForm({}).is_valid()
    assert SeenForm(_boxes("seen", "/11/2026")).errors["seen"] == ["Last seen must include a day"]


@pytest.mark.parametrize("given", [date(2011, 3, 14), PartialDate(2011, 3, 14), "2011-03-14"])
def test_a_date_already_known_is_shown_in_its_boxes(given: object) -> None:
    form = BornForm(initial={"born": given})
    html = Template("{% load kith_ui %}{% govuk_field form.born %}").render(Context({"form": form}))
    for part in ('name="born-day" type="text" value="14"', 'type="text" value="3"', 'type="text" value="2011"'):
        assert part in html


def test_dates_round_trip_as_text_and_words() -> None:
    for known in (PartialDate(), PartialDate(2011), PartialDate(2011, 3), PartialDate(2011, 3, 4)):
        assert PartialDate.read(str(known)) == known
    assert PartialDate(2011, 3, 4).words() == "4 March 2011"
    assert PartialDate(2011, 2).latest() == date(2011, 2, 28)
    assert PartialDate().words() == "not known"
    with pytest.raises(ValueError, match="needs"):
        PartialDate(2011, None, 4)


class WordsForm(PlainForm):
    words = LongTextField(label="What happened?", max_length=10)
    files = FilesField(label="Photographs", required=False)


def test_a_new_line_counts_once_as_the_page_counts_it() -> None:
    form = WordsForm({"words": "1234\r\n5678\r\n"})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["words"] == "1234\n5678"


def test_words_typed_in_lines_come_back_in_lines_without_spaces_added() -> None:
    form = WordsForm({"words": "a\r\nb </textarea><script>"})
    html = Template("{% load kith_ui %}{% govuk_fields form %}").render(Context({"form": form}))
    assert ">a&#10;b &lt;/textarea&gt;&lt;script&gt;</textarea>" in html
    assert 'data-maxlength="10"' in html


def test_several_files_are_all_kept() -> None:
    files = MultiValueDict({"files": [SimpleUploadedFile("a.png", b"1"), SimpleUploadedFile("b.png", b"2")]})
    form = WordsForm({"words": "x"}, files)
    assert form.is_valid(), form.errors
    assert [one.name for one in form.cleaned_data["files"]] == ["a.png", "b.png"]


class AskForm(PlainForm):
    reveals = {"contact": {"phone": ("number",)}}
    contact = forms.ChoiceField(
        label="May we contact you?", widget=forms.RadioSelect, choices=[("phone", "Yes"), ("no", "No")]
    )
    number = forms.CharField(label="Phone number", required=False)
    agency = forms.ChoiceField(label="Agency", choices=[("", ""), ("police", "Police")])
    agree = forms.BooleanField(label="I have read it")


def test_a_field_opens_beneath_its_choice_and_is_drawn_once() -> None:
    html = Template("{% load kith_ui %}{% govuk_fields form %}").render(Context({"form": AskForm()}))
    assert html.count('name="number"') == 1
    assert html.index("govuk-radios__conditional") < html.index('name="number"')
    assert "(optional)" not in html


def test_what_is_missing_is_asked_for_by_name() -> None:
    assert AskForm({}).errors == {
        "contact": ["Answer “May we contact you?”"],
        "agency": ["Choose agency"],
        "agree": ["Tick “I have read it”"],
    }


def test_the_title_says_error_first() -> None:
    title = Template("{% load kith_ui %}{% error_prefix %}Page")
    assert title.render(Context({"form": AskForm({})})) == "Error: Page"
    assert title.render(Context({"form": AskForm()})) == "Page"
    assert title.render(Context({"forms": [AskForm(), AskForm({})]})) == "Error: Page"
