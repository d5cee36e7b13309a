"""A form whose errors are sentences a tired person can act on."""

from django import forms

from kith.ui.fields import DateParts

ASK = {
    forms.RadioSelect: "Choose {it}",
    forms.CheckboxSelectMultiple: "Choose {it}",
    forms.CheckboxInput: "Tick “{it}”",
    forms.Select: "Choose {it}",
    forms.FileInput: "Attach {it}",
    forms.Textarea: "Enter {it}",
    forms.TextInput: "Enter {it}",
}


class PlainForm(forms.Form):
    """A Django form that asks for what is missing by its name. Say it better with `error_messages` where you can.

    `reveals`, `choice_hints` and `dividers` are tables that `govuk_field` reads:
    `reveals = {"contact": {"phone": ("phone_number",)}}` shows a field beneath the choice that opens it.
    """

    reveals: dict[str, dict[str, tuple[str, ...]]] = {}
    choice_hints: dict[str, dict[str, str]] = {}
    dividers: dict[str, dict[str, str]] = {}

    def __init__(self, *args: object, **kwargs: object) -> None:
        """Name each field in its own "required" message, unless the form has written one."""
        super().__init__(*args, **kwargs)  # type: ignore[arg-type] # passed on as Django takes them
        for name, field in self.fields.items():
            if isinstance(field.widget, DateParts):
                continue
            if field.error_messages.get("required") == forms.Field.default_error_messages["required"]:
                field.error_messages["required"] = _ask_for(field, name)


def _ask_for(field: forms.Field, name: str) -> str:
    label = str(field.label or name.replace("_", " "))
    if label.endswith("?"):
        return f"Answer “{label}”"
    words = next((text for widget, text in ASK.items() if issubclass(type(field.widget), widget)), "Enter {it}")
    kept = words.startswith("Tick") or label[:2].isupper()
    return words.format(it=label if kept else label[:1].lower() + label[1:])
