"""Describe a bound Django field in the words of a GOV.UK component: which one, and with which parameters."""

from collections.abc import Callable, Iterable, Mapping
from typing import cast

from django import forms
from django.forms.boundfield import BoundField
from django.utils.html import escape, format_html_join
from django.utils.safestring import SafeString, mark_safe

from kith.ui.components import draw
from kith.ui.fields import PARTS, DateParts

Params = dict[str, object]
TEXT_TYPES = {"email": "email", "tel": "tel", "url": "url", "search": "search"}
WIDTHS = {"day": "2", "month": "2", "year": "4"}


def describe(bound: BoundField, look: Mapping[str, object]) -> tuple[str, Params]:
    """Choose the component for a field's widget; `look` holds what the page asked for (heading, size, hint…)."""
    for widget, (component, fill) in BY_WIDGET.items():
        if isinstance(bound.field.widget, widget):
            return component, fill(bound, look)
    raise TypeError(f"no component is known for {type(bound.field.widget).__name__}")


def first_control(bound: BoundField) -> str:
    """Name the control an error must lead to: for a date, the first box that is wrong."""
    if isinstance(bound.field.widget, DateParts):
        wrong = _wrong_parts(bound) or PARTS
        return f"{bound.auto_id}-{wrong[0]}"
    return bound.auto_id


def _common(bound: BoundField, look: Mapping[str, object]) -> Params:
    hint = look.get("hint", bound.help_text)
    return {
        "name": bound.html_name,
        "hint": {"text": hint} if hint else None,
        "error_message": {"html": _errors(bound)} if bound.errors else None,
        "classes": look.get("classes"),
        "form_group": {"classes": look["group"]} if look.get("group") else None,
        "attributes": look.get("attributes"),
    }


def _errors(bound: BoundField) -> SafeString:
    return format_html_join(mark_safe("<br>"), "{}", ((error,) for error in bound.errors))


def _caption(bound: BoundField, look: Mapping[str, object], part: str) -> Params:
    """Give a label or legend its size, and make it the page's heading when the page asks."""
    size = look.get("size") or ("l" if look.get("heading") else "s" if part == "fieldset__legend" else None)
    text = look.get("label", bound.label)
    optional = " (optional)" if not bound.field.required and look.get("optional", True) else ""
    return {
        "text": f"{text}{optional}",
        "is_page_heading": bool(look.get("heading")) or None,
        "classes": f"govuk-{part}--{size}" if size else None,
    }


def _one_box(bound: BoundField, look: Mapping[str, object]) -> Params:
    attrs = bound.field.widget.attrs
    return {
        **_common(bound, look),
        "id": bound.auto_id,
        "label": _caption(bound, look, "label"),
        "value": bound.value(),
        "autocomplete": look.get("autocomplete", attrs.get("autocomplete")),
        "disabled": bound.field.disabled or None,
    }


def _input(bound: BoundField, look: Mapping[str, object]) -> Params:
    widget = cast("forms.TextInput", bound.field.widget)
    numeric = isinstance(widget, forms.NumberInput)
    return {
        **_one_box(bound, look),
        "value": bound.field.widget.format_value(bound.value()),
        "type": TEXT_TYPES.get(str(widget.input_type), "text"),
        "inputmode": look.get("inputmode", "numeric" if numeric else widget.attrs.get("inputmode")),
        "spellcheck": look.get("spellcheck"),
        "prefix": {"text": look["prefix"]} if look.get("prefix") else None,
        "suffix": {"text": look["suffix"]} if look.get("suffix") else None,
    }


def _textarea(bound: BoundField, look: Mapping[str, object]) -> Params:
    return {
        **_one_box(bound, look),
        "value": _keep_lines(bound.value()),
        "rows": look.get("rows", 5),
        "maxlength": getattr(bound.field, "max_length", None),
        "threshold": look.get("threshold", 75),
    }


def _keep_lines(value: object) -> SafeString:
    """Write line ends as entities, for the macros indent what they contain and would indent the words too."""
    return mark_safe(escape("" if value is None else value).replace("\r", "").replace("\n", "&#10;"))  # noqa: S308


def _file(bound: BoundField, look: Mapping[str, object]) -> Params:
    widget = cast("forms.FileInput", bound.field.widget)
    accept = look.get("accept", widget.attrs.get("accept"))
    return {
        **_one_box(bound, look),
        "value": None,
        "autocomplete": None,
        "multiple": widget.allow_multiple_selected or None,
        "javascript": True,
        "attributes": {"accept": accept} if accept else None,
    }


def _password(bound: BoundField, look: Mapping[str, object]) -> Params:
    return {**_one_box(bound, look), "value": None}


def _select(bound: BoundField, look: Mapping[str, object]) -> Params:
    chosen = _chosen(bound)
    items = [{"value": v, "text": t, "selected": v in chosen or None} for v, t in _flat(bound)]
    return {**_one_box(bound, look), "value": None, "items": items}


def _choices(bound: BoundField, look: Mapping[str, object]) -> Params:
    modifiers = [f"govuk-radios--{look_}" for look_ in ("inline", "small") if look.get(look_)]
    if not isinstance(bound.field.widget, forms.RadioSelect):
        modifiers = [one.replace("radios", "checkboxes") for one in modifiers]
    return {
        **_common(bound, look),
        "classes": " ".join((*modifiers, str(look.get("classes") or ""))).strip() or None,
        "id_prefix": bound.auto_id,
        "fieldset": {"legend": _caption(bound, look, "fieldset__legend")},
        "items": _items(bound, cast("Mapping[str, SafeString]", look.get("revealed") or {})),
    }


def _items(bound: BoundField, revealed: Mapping[str, SafeString]) -> list[Params]:
    chosen = _chosen(bound)
    hints = _said_of(bound, "choice_hints")
    dividers = _said_of(bound, "dividers")
    items: list[Params] = []
    for value, text in _flat(bound):
        if value in dividers:
            items.append({"divider": dividers[value]})
        items.append(
            {
                "value": value,
                "text": text,
                "checked": value in chosen,
                "hint": {"text": hints[value]} if value in hints else None,
                "conditional": {"html": revealed[value]} if value in revealed else None,
            }
        )
    return items


def _said_of(bound: BoundField, what: str) -> Mapping[str, str]:
    said: Mapping[str, Mapping[str, str]] = getattr(bound.form, what, {})
    return said.get(bound.name, {})


def _chosen(bound: BoundField) -> set[str]:
    value = bound.value()
    several = value if isinstance(value, list | tuple | set) else [value]
    return {str(one) for one in several if one is not None}


def _flat(bound: BoundField) -> list[tuple[str, str]]:
    choices = cast("Iterable[tuple[object, object]]", cast("forms.ChoiceField", bound.field).choices)
    return [("" if value is None else str(value), str(text)) for value, text in choices]


def _tick(bound: BoundField, look: Mapping[str, object]) -> Params:
    caption = _caption(bound, {**look, "optional": False}, "label")["text"]
    item = {"value": "on", "text": caption, "checked": bool(bound.value())}
    return {**_common(bound, look), "id_prefix": bound.auto_id, "items": [item]}


def _date(bound: BoundField, look: Mapping[str, object]) -> Params:
    widget = cast("DateParts", bound.field.widget)
    typed = widget.typed(bound.value())
    wrong = _wrong_parts(bound)
    items = [
        {
            "name": part,
            "label": part.capitalize(),
            "value": typed[part] or None,
            "classes": f"govuk-input--width-{WIDTHS[part]}" + (" govuk-input--error" if part in wrong else ""),
            "inputmode": "text" if part == "month" else None,
        }
        for part in PARTS
    ]
    return {
        **_common(bound, look),
        "id": bound.auto_id,
        "name_prefix": bound.html_name,
        "fieldset": {"legend": _caption(bound, look, "fieldset__legend")},
        "form_group": {"after_inputs": {"html": _not_known(bound, widget)}} if widget.not_known else None,
        "items": items,
    }


def _not_known(bound: BoundField, widget: DateParts) -> SafeString:
    """Put the "not known" tick under the boxes of a date that allows it."""
    ticked = bool(widget.typed(bound.value()).get("unknown"))
    return draw(
        "checkboxes",
        {
            "name": f"{bound.html_name}-unknown",
            "id_prefix": f"{bound.auto_id}-unknown",
            "classes": "govuk-checkboxes--small",
            "form_group": {"classes": "kith-not-known"},
            "items": [{"value": "1", "text": widget.not_known, "checked": ticked}],
        },
    )


def _wrong_parts(bound: BoundField) -> tuple[str, ...]:
    """Read from the error's code which boxes are wrong; all of them when it does not say."""
    errors = bound.form.errors.as_data().get(bound.name, []) if bound.form.is_bound else []
    if not errors:
        return ()
    named = tuple(part for part in PARTS if any(part in str(error.code).split("-") for error in errors))
    return named or PARTS


Fill = Callable[[BoundField, Mapping[str, object]], Params]
# The first match wins, so a widget stands before the widgets it is a kind of.
BY_WIDGET: dict[type[forms.Widget], tuple[str, Fill]] = {
    DateParts: ("date-input", _date),
    forms.CheckboxSelectMultiple: ("checkboxes", _choices),
    forms.RadioSelect: ("radios", _choices),
    forms.CheckboxInput: ("checkboxes", _tick),
    forms.Select: ("select", _select),
    forms.FileInput: ("file-upload", _file),
    forms.PasswordInput: ("password-input", _password),
    forms.Textarea: ("textarea", _textarea),
    forms.TextInput: ("input", _input),
}
