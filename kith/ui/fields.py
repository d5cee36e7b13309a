"""Form fields that Django lacks: a date typed in three boxes, "not known", long text, several files."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict

from kith.lib import partial_dates
from kith.lib.partial_dates import PartialDate

MONTHS = {name: number for number, full in enumerate(partial_dates.MONTHS, start=1) for name in (full, full[:3])}
PARTS = ("day", "month", "year")
NUMBER = {part: re.compile(f"[0-9]{{{digits}}}") for part, digits in zip(PARTS, ("1,2", "1,2", "4"), strict=True)}
Typed = Mapping[str, str]


class DateParts(forms.Widget):
    """Three text boxes and perhaps a "not known" tick; `govuk_field` draws them."""

    def __init__(self, *, not_known: str = "") -> None:
        """Take the words beside the tick, if there is to be one."""
        super().__init__()
        self.not_known = not_known

    def use_required_attribute(self, initial: object) -> bool:
        """Leave it to the server: a browser cannot know that "not known" is an answer."""
        return False

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        """Name the first box, which is where an error must lead."""
        return f"{id_}-day" if id_ else id_

    def value_from_datadict(self, data: Mapping[str, object], files: object, name: str) -> dict[str, str]:
        """Collect the boxes as they were typed, so that a mistake is shown again as it was made."""
        boxes = (*PARTS, "unknown")
        return {part: str(data.get(f"{name}-{part}", "")).strip() for part in boxes}

    def value_omitted_from_data(self, data: Mapping[str, object], files: object, name: str) -> bool:
        """Say whether none of the boxes was on the page."""
        return not any(f"{name}-{part}" in data for part in PARTS)

    def typed(self, value: object) -> Typed:
        """Give the text for each box, whether the value comes from a browser or from the database."""
        if isinstance(value, Mapping):
            return value
        if isinstance(value, str):
            value = PartialDate.read(value)
        if isinstance(value, date):
            value = PartialDate.of(value)
        if not isinstance(value, PartialDate):
            return dict.fromkeys((*PARTS, "unknown"), "")
        known = {part: str(getattr(value, part) or "") for part in PARTS}
        return {**known, "unknown": "" if value.known else "1"}


class _DateField(forms.Field):
    """What exact and partial dates share: the boxes, and what to say when they are wrong."""

    widget: DateParts

    def __init__(  # noqa: PLR0913 - as Django's own fields take them
        self,
        *,
        called: str = "",
        not_known: str = "",
        earliest: date = date(1900, 1, 1),
        latest: date | None = None,
        required: bool = True,
        label: str | None = None,
        help_text: str = "",
        initial: PartialDate | date | None = None,
    ) -> None:
        """Take `called` for use in sentences; with `not_known`, the words of a tick that is an answer too."""
        boxes = DateParts(not_known=not_known)
        super().__init__(required=required, label=label, help_text=help_text, initial=initial, widget=boxes)
        self.called, self.earliest, self.latest, self.not_known = called, earliest, latest, not_known

    def has_changed(self, initial: object, data: object) -> bool:
        """Compare dates and not boxes."""
        return dict(self.widget.typed(initial)) != dict(self.widget.typed(data))

    def _read(self, value: object, *, whole: bool) -> PartialDate | None:
        typed = self.widget.typed(value)
        parts = {part: typed.get(part, "") for part in PARTS}
        if typed.get("unknown") and self.not_known:
            return self._nothing_known(parts)
        if not any(parts.values()):
            self._check_may_be_blank()
            return None
        found = self._put_together(parts, PARTS if whole else _needed(parts))
        self._check_range(found)
        return found

    def _wrong(self, said: str, *codes: str) -> ValidationError:
        text = f"{self.called or self.label or 'The date'} {said}"
        return ValidationError(text[0].upper() + text[1:], code="-".join(codes) or "date")

    def _nothing_known(self, parts: Typed) -> PartialDate:
        if any(parts.values()):
            raise self._wrong(f"must be a date or “{self.not_known}”, not both")
        return PartialDate()

    def _check_may_be_blank(self) -> None:
        if not self.required:
            return
        it = self.called or self.label or "the date"
        either = f", or choose “{self.not_known}”" if self.not_known else ""
        raise ValidationError(f"Enter {it[0].lower() + it[1:]}{either}", code="required")

    def _put_together(self, parts: Typed, wanted: Sequence[str]) -> PartialDate:
        missing = [part for part in wanted if not parts[part]]
        if missing:
            raise self._wrong("must include a " + " and a ".join(missing), *missing)
        try:
            return PartialDate(*(_number(part, parts[part]) for part in reversed(PARTS)))
        except ValueError:
            raise self._wrong("must be a real date") from None

    def _check_range(self, found: PartialDate) -> None:
        first, last = found.earliest(), found.latest()
        if last is not None and last < self.earliest:
            raise self._wrong(f"must be on or after {PartialDate.of(self.earliest).words()}")
        if self.latest is not None and first is not None and first > self.latest:
            raise self._wrong(f"must be on or before {PartialDate.of(self.latest).words()}")


class DateField(_DateField):
    """A date with day, month and year."""

    def clean(self, value: object) -> date | None:
        """Turn the boxes into a date, or say in plain words what is wrong with which box."""
        found = self._read(value, whole=True)
        return found.exact if found else None


class PartialDateField(_DateField):
    """A date that may be known only in part. `PartialDate()` is "not known"; None is left blank."""

    def clean(self, value: object) -> PartialDate | None:
        """Turn the boxes into what is known, or say in plain words what is wrong with which box."""
        return self._read(value, whole=False)


def _needed(parts: Typed) -> tuple[str, ...]:
    """Ask for the larger parts of any part that was given: a day needs its month and its year."""
    first = next(place for place, part in enumerate(PARTS) if parts[part])
    return PARTS[first:]


def _number(part: str, text: str) -> int | None:
    if not text:
        return None
    if part == "month" and text.lower() in MONTHS:
        return MONTHS[text.lower()]
    if not NUMBER[part].fullmatch(text):
        raise ValueError(text)
    return int(text)


class LongTextField(forms.CharField):
    """Several lines of text, counted the way the page counts them: a new line is one character."""

    widget = forms.Textarea

    def to_python(self, value: object) -> str | None:
        """Undo the browser's two-character line ends."""
        text = super().to_python(value)
        return text.replace("\r\n", "\n").replace("\r", "\n") if text else text


class _ManyFiles(forms.FileInput):
    allow_multiple_selected = True

    def value_from_datadict(
        self, data: Mapping[str, object], files: Mapping[str, object], name: str
    ) -> list[UploadedFile[bytes]]:
        """Collect every file, where Django would keep the last."""
        found: Sequence[object] = files.getlist(name) if isinstance(files, MultiValueDict) else [files.get(name)]
        return [one for one in found if isinstance(one, UploadedFile)]


class FilesField(forms.FileField):
    """Several files from one control. Cleans to a list."""

    widget = _ManyFiles

    def clean(self, data: object, initial: object = None) -> list[UploadedFile[bytes]]:
        """Check each file as Django checks one."""
        single = super().clean
        if not data:
            single(None, initial)
            return []
        return [single(one, initial) for one in (data if isinstance(data, list) else [data])]
