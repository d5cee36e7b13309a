"""What somebody says of a file: what each column is, what such files are called, and why it will do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from kith.records.rules.guessing import CHANGES, GROUPS, WHOLE, Head, Told, barred_in, described, wrongs
from kith.records.rules.involvement import KINDS
from kith.records.rules.profiles import ProfileWrong
from kith.ui.fields import LongTextField
from kith.ui.forms import PlainForm

OTHER = ("other", "Another sort of service")
SORTS = [OTHER, *((key, words) for key, words in KINDS.items() if "." not in key)]
TEST = "test"
TELLING = (
    "Partners may be told these words. Say it without naming a service that gives away what is wrong with somebody"
)


CHOICES = [
    (group, [(one.key, one.words[:1].upper() + one.words[1:]) for one in places]) for group, places in GROUPS.items()
]


_GROUPS = [
    (format_html('<optgroup label="{}">', group), [(key, format_html("{}</option>", words)) for key, words in places])
    for group, places in CHOICES
]


class PlaceSelect(forms.Select):
    """The places to choose from, written at once: a page has hundreds of these, of seventy options each."""

    def render(
        self, name: str, value: object, attrs: Mapping[str, object] | None = None, renderer: object = None
    ) -> SafeString:
        """Write it as Django would, without a template for each option."""
        about = self.build_attrs({**self.attrs, "name": name}, dict(attrs or {}))
        inside = [f"{begin}{''.join(_option(one, value) for one in some)}</optgroup>" for begin, some in _GROUPS]
        return mark_safe(f"<select{flatatt(about)}>{''.join(inside)}</select>")  # noqa: S308 - each part is escaped


def _option(one: tuple[str, str], value: object) -> str:
    key, words = one
    return f'<option value="{key}" selected>{words}' if key == value else f'<option value="{key}">{words}'


class ColumnsForm(PlainForm):
    """What each column is, and what such files are called."""

    title = forms.CharField(
        label="What do you call files like this?",
        help_text="For example, Fire home visits. The same name as before makes a new version of it.",
        max_length=100,
        error_messages={"required": "Say what you call files like this"},
    )
    kind = forms.ChoiceField(label="What sort of service is it?", choices=SORTS)
    words = forms.CharField(
        label="What does being in such a file say of somebody?",
        help_text="A few words that partners may be told, such as: visited by the fire service",
        max_length=80,
        error_messages={"required": "Say in a few words what being in such a file says of somebody"},
    )

    sends = forms.ChoiceField(
        label="Is each such file everything that your system holds?",
        widget=forms.RadioSelect,
        choices=[
            (CHANGES, "No, or we are not sure: what is not in the next file stays as it is"),
            (WHOLE, "Yes: what is not in the next file any more is over"),
        ],
    )

    def __init__(self, data: object, *, heads: Sequence[Head], told: Told | None) -> None:
        said = told or Told("")
        super().__init__(data, initial=said.kept())
        self.heads = heads
        for name, heading, place in self._columns(said):
            self.fields[name] = forms.ChoiceField(
                label=heading,
                choices=CHOICES,
                initial=place,
                widget=PlaceSelect(attrs={"class": "govuk-select govuk-!-width-full"}),
                error_messages={"required": f"Say what {heading!r} is", "invalid_choice": f"Say what {heading!r} is"},
            )

    def _columns(self, said: Told) -> Iterator[tuple[str, str, str]]:
        """Give each column that may be read: the name of its field, its heading, and what it is now."""
        for number, (head, guess) in enumerate(zip(self.heads, said.guesses(self.heads), strict=True)):
            barred = barred_in([one.heading for one in head.guess.columns])
            for at, one in enumerate(guess.columns):
                if one.heading not in barred:
                    yield field_of(number, at), one.heading, one.place

    def clean(self) -> None:
        """Say beside each column why it cannot be what it is said to be, and refuse what nothing could be read by."""
        for number, (head, places) in enumerate(zip(self.heads, self._told(), strict=True)):
            names = {one.heading: field_of(number, at) for at, one in enumerate(head.guess.columns)}
            for heading, why in wrongs(head.guess, places).items():
                self.add_error(names[heading], why)
        if not self.errors:
            self._try()

    def _try(self) -> None:
        try:
            form = described(self.told().description(self.heads))
        except ProfileWrong as wrong:
            self.add_error("title", str(wrong))
            return
        for name in ("title", "words"):
            if form.secrets and form.secrets.search(self.cleaned_data[name].casefold()):
                self.add_error(name, TELLING)

    def _told(self) -> list[dict[str, str]]:
        given = self.cleaned_data
        return [
            {
                one.heading: str(given[name])
                for at, one in enumerate(head.guess.columns)
                if (name := field_of(number, at)) in given
            }
            for number, head in enumerate(self.heads)
        ]

    def told(self) -> Told:
        """Give everything that was said."""
        given = self.cleaned_data
        words = given["words"].strip()
        return Told(" ".join(given["title"].split()), given["kind"], words, given["sends"], tuple(self._told()))

    def to_be_tested(self) -> bool:
        """Say whether it shall be tested on the whole file, or only be shown again."""
        return bool(self.data.get("do") == TEST)


def field_of(sheet: int, column: int) -> str:
    """Name the field of one column."""
    return f"c-{sheet}-{column}"


class SaveForm(PlainForm):
    """Save it; where many rows would find no place, why it will do."""

    reason = LongTextField(
        label="Why will it do all the same?",
        help_text="Whoever opens the feed reads this.",
        max_length=300,
        required=False,
        error_messages={"required": "Say why it will do, or correct the columns"},
    )

    def __init__(self, data: object, *, poor: bool) -> None:
        super().__init__(data)
        self.fields["reason"].required = poor
        if not poor:
            del self.fields["reason"]
