"""Questions that are either answered or "not known", never left blank by accident."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict

from kith.concerns.rules.referrals import Section, Words
from kith.lib.partial_dates import PartialDate
from kith.ui.fields import PARTS, DateParts, LongTextField
from kith.ui.forms import PlainForm

UNKNOWN = "unknown"
NOT_KNOWN = "Not known"
YES_NO = [("yes", "Yes"), ("no", "No"), (UNKNOWN, NOT_KNOWN)]
TICK = "_unknown"


class KnownText(forms.CharField):
    """A line of text, with "not known" as an answer beside it. ``called`` names it in a sentence."""

    def __init__(self, *, label: str, called: str, max_length: int, help_text: str = "") -> None:
        super().__init__(label=label, max_length=max_length, help_text=help_text, required=False)
        self.called = called


class KnownLong(LongTextField):
    """Several lines of text, with "not known" as an answer beside them."""

    def __init__(self, *, label: str, called: str, max_length: int, help_text: str = "") -> None:
        super().__init__(label=label, max_length=max_length, help_text=help_text, required=False)
        self.called = called


Known = (KnownText, KnownLong)


@dataclass(frozen=True)
class Question:
    """One question as the page draws it: the field, and its "not known" tick if it has one."""

    field: BoundField
    unknown: BoundField | None


def radios(label: str, choices: Any = YES_NO, *, help_text: str = "") -> forms.ChoiceField:
    """Ask for one of a few answers. Choices are whatever Django takes for choices."""
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect, help_text=help_text)


class Questions(PlainForm):
    """A page of a referral. Fields under ``reveals`` are asked only when the choice that opens them is made."""

    title = ""
    may_be_blank: tuple[str, ...] = ()

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for name, field in list(self.fields.items()):
            if isinstance(field, Known):
                words = f"{field.called[0].upper()}{field.called[1:]}: not known"
                self.fields[name + TICK] = forms.BooleanField(label=words, required=False)
        for name in self._opened_by():
            self.fields[name].required = False

    @classmethod
    def typed(cls, words: Words, **kwargs: object) -> Questions:
        """Bind the form to words as they were typed, to see whether they are whole."""
        return cls(as_sent(words), **kwargs)

    def questions(self) -> Iterator[Question]:
        """Give the questions in order; what a choice opens is drawn beneath that choice."""
        opened = self._opened_by()
        for name in self.fields:
            if name not in opened and not name.endswith(TICK):
                yield Question(self[name], self[name + TICK] if name + TICK in self.fields else None)

    def clean(self) -> dict[str, Any]:
        """Insist on an answer or "not known" everywhere, and only on what was asked."""
        cleaned = super().clean() or self.cleaned_data
        for name, field in self.fields.items():
            if isinstance(field, Known) and name not in self.errors:
                self._one_or_the_other(name, field.called)
        for name, asked in self._opened_by().items():
            if not asked:
                cleaned[name] = None if isinstance(self.fields[name].widget, DateParts) else ""
                self.errors.pop(name, None)
            elif name not in self.may_be_blank and name not in self.errors and not cleaned.get(name):
                self.add_error(name, f"Answer “{self.fields[name].label}”")
        return cleaned

    def rows(self) -> tuple[tuple[str, str], ...]:
        """Say each question that was asked, and its answer in words; those not known are named together at the end."""
        opened = self._opened_by()
        said = [
            (str(field.label), self._said(name))
            for name, field in self.fields.items()
            if not name.endswith(TICK) and (opened.get(name, True)) and not self._left_blank(name)
        ]
        unknown = "; ".join(asked for asked, answer in said if answer == NOT_KNOWN)
        rows = [row for row in said if row[1] != NOT_KNOWN]
        return tuple([*rows, (NOT_KNOWN, unknown)] if unknown else rows)

    def section(self) -> Section:
        """Give the page as the reader of the referral sees it."""
        return Section(self.title, self.rows())

    def only_ours(self, sent: QueryDict) -> Words:
        """Keep what was sent for this form's fields and nothing else, just as it was typed."""
        return {key: _one_or_more(sent, key) for key in sent if self._is_ours(key)}

    def with_the_rest_unknown(self, words: Words) -> Words:
        """Say "not known" to every question that was left blank and has it as an answer."""
        return {**words, **{key: value for key, value in self._unknowns() if not self._answered(key, words)}}

    def _unknowns(self) -> Iterator[tuple[str, str]]:
        opened = self._opened_by()
        for name, field in self.fields.items():
            if name in opened:
                continue
            if isinstance(field, Known):
                yield name + TICK, "on"
            elif isinstance(field.widget, DateParts):
                yield f"{name}-unknown", "1"
            elif UNKNOWN in dict(getattr(field, "choices", ())):
                yield name, UNKNOWN

    def _answered(self, key: str, words: Words) -> bool:
        name = key.removesuffix(TICK).removesuffix("-unknown")
        keys = {name, key, *(f"{name}-{part}" for part in PARTS)}
        return any(str(words.get(one, "")).strip() for one in keys)

    def _opened_by(self) -> dict[str, bool]:
        """Name each field that a choice opens, and say whether that choice is made."""
        return {
            name: self.is_bound and choice in self._chosen(asks)
            for asks, choices in self.reveals.items()
            for choice, names in choices.items()
            for name in names
        }

    def _chosen(self, name: str) -> list[str]:
        value = self[name].value()
        return [str(one) for one in value] if isinstance(value, list | tuple) else [str(value or "")]

    def _one_or_the_other(self, name: str, called: str) -> None:
        text, ticked = self.cleaned_data.get(name), self.cleaned_data.get(name + TICK)
        if text and ticked:
            self.add_error(name, f"Give an answer about {called}, or tick “not known”, not both")
        elif not text and not ticked:
            self.add_error(name, f"Give an answer about {called}, or tick “not known”")

    def _said(self, name: str) -> str:
        value, field = self.cleaned_data.get(name), self.fields[name]
        if isinstance(value, PartialDate):
            return value.words().capitalize() if not value.known else value.words()
        labels = dict(getattr(field, "choices", ()))
        if isinstance(value, list):
            return ", ".join(str(labels.get(one, one)) for one in value)
        return str(labels.get(value, value) or NOT_KNOWN) if value else NOT_KNOWN

    def _left_blank(self, name: str) -> bool:
        return name in self.may_be_blank and not self.cleaned_data.get(name)

    def _is_ours(self, key: str) -> bool:
        return key in self.fields or key.rsplit("-", 1)[0] in self.fields


def _one_or_more(sent: QueryDict, key: str) -> str | list[str]:
    several = sent.getlist(key)
    return several[0] if len(several) == 1 else several


def as_sent(words: Words) -> QueryDict:
    """Give kept words the shape in which a browser sends them."""
    sent = QueryDict(mutable=True)
    for key, value in words.items():
        sent.setlist(key, value if isinstance(value, list) else [value])
    return sent


def as_shown(form: Questions, words: Words) -> Mapping[str, object]:
    """Give kept words the shape in which a new form shows them, without yet saying what is wrong."""
    shown: dict[str, object] = {}
    for name, field in form.fields.items():
        if isinstance(field.widget, DateParts):
            shown[name] = {part: str(words.get(f"{name}-{part}", "")) for part in (*PARTS, "unknown")}
        elif name in words:
            several = isinstance(field, forms.MultipleChoiceField) and not isinstance(words[name], list)
            shown[name] = [words[name]] if several else words[name]
    return shown
