"""Draw one GOV.UK component from plain parameters, with everything escaped that is not already safe."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import cast

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from jinja2 import Environment, PackageLoader, PrefixLoader


def draw(component: str, params: Mapping[str, object]) -> SafeString:
    """Return the HTML of a component such as "error-summary"; parameters may be snake_case or camelCase."""
    return mark_safe(str(_macro(component)(_clean(params))).strip())  # noqa: S308 - autoescaped by Jinja, see _clean


def nested(flat: Mapping[str, object]) -> dict[str, object]:
    """Turn `label__text="Name"` into `{"label": {"text": "Name"}}`, as template tags have only flat arguments."""
    tree: dict[str, object] = {}
    for path, value in flat.items():
        *folders, leaf = path.split("__")
        place = tree
        for folder in folders:
            place = cast("dict[str, object]", place.setdefault(folder, {}))
        place[leaf] = value
    return tree


@cache
def _environment() -> Environment:
    loader = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    return Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)


@cache
def _macro(component: str) -> Callable[[object], str]:
    template = _environment().get_template(f"govuk_frontend_jinja/components/{component}/macro.html")
    words = "".join(word.capitalize() for word in component.split("-"))
    return cast("Callable[[object], str]", getattr(template.module, f"govuk{words}"))


def _camel(name: str) -> str:
    return re.sub(r"_([a-z])", lambda match: match.group(1).upper(), name)


def _clean(value: object, name: str = "") -> object:
    """Drop what is absent, and escape what the macros would otherwise trust: `html` and attributes."""
    if name == "attributes":
        return _attributes(value)
    if isinstance(value, Mapping):
        return {_camel(str(k)): _clean(v, _camel(str(k))) for k, v in value.items() if v is not None}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_clean(item) for item in value if item is not None]
    if name == "html" or name.endswith("Html"):
        return conditional_escape(value if isinstance(value, str) else str(value))
    return value if isinstance(value, str | bool | int | float) else str(value)


def _attributes(value: object) -> dict[str, object]:
    """Insist on a mapping (a string would be written as it is) and forget that any value was "safe"."""
    if not isinstance(value, Mapping):
        raise TypeError("attributes must be a mapping of names to values")
    return {str(k).replace("_", "-"): "" + str(v) for k, v in value.items() if v is not None}
