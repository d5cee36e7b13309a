"""The tags that pages are made of. `README.md` in the ui folder shows each one."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import cast

import segno
from django import template
from django.forms import BaseForm
from django.forms.boundfield import BoundField
from django.template.base import FilterExpression, NodeList, Parser, Token, token_kwargs
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from kith.lib.phrases import said_date, said_moment
from kith.ui.components import draw, nested
from kith.ui.describe import describe, first_control

register = template.Library()

BRAG = {"blue": ("blue", "Blue"), "red": ("red", "Red"), "amber": ("orange", "Amber"), "green": ("green", "Green")}


@register.simple_tag
def govuk(component: str, **params: object) -> SafeString:
    """Draw a component: `{% govuk "button" text="Continue" %}`; `label__text=` reaches inside."""
    return draw(component, nested(params))


@register.tag("govuk_block")
def govuk_block(parser: Parser, token: Token) -> template.Node:
    """Draw a component around what stands between the tags: `{% govuk_block "details" … %}…{% end_govuk_block %}`."""
    _, component, *rest = token.split_contents()
    params = token_kwargs(rest, parser)
    if rest:
        raise template.TemplateSyntaxError(f"govuk_block takes name=value, not {rest[0]!r}")
    inside = parser.parse(("end_govuk_block",))
    parser.delete_first_token()
    return _Block(parser.compile_filter(component), params, inside)


class _Block(template.Node):
    def __init__(self, component: FilterExpression, params: Mapping[str, FilterExpression], inside: NodeList) -> None:
        self.component, self.params, self.nodelist = component, params, inside

    def render(self, context: Context) -> SafeString:
        """Pass the inside as `html`; it was escaped as any template is."""
        params = {name: value.resolve(context) for name, value in self.params.items()}
        inside = mark_safe(self.nodelist.render(context).strip())  # noqa: S308 - a template's own output
        return draw(str(self.component.resolve(context)), {**nested(params), "html": inside})


@register.simple_tag
def govuk_field(bound: BoundField, **look: object) -> SafeString:
    """Draw a form field with its label, hint, error, and whatever its choices reveal."""
    if bound.is_hidden:
        return bound.as_widget()
    component, params = describe(bound, {**look, "revealed": _revealed(bound)})
    if component == "textarea" and params["maxlength"]:
        component = "character-count"
    return draw(component, {**params, **nested(_extra(look))})


def _extra(look: Mapping[str, object]) -> dict[str, object]:
    """Let a page reach any parameter of the component itself, by its path (`label__classes="…"`)."""
    return {name: value for name, value in look.items() if "__" in name}


def _revealed(bound: BoundField) -> dict[str, SafeString]:
    """Draw the fields that a choice opens, as the form's `reveals` table says."""
    table: Mapping[str, Mapping[str, tuple[str, ...]]] = getattr(bound.form, "reveals", {})
    rows = table.get(bound.name, {}).items()
    return {choice: _together(bound.form[name] for name in names) for choice, names in rows}


def _together(fields: Iterable[BoundField]) -> SafeString:
    return mark_safe("".join(govuk_field(bound, optional=False) for bound in fields))  # noqa: S308 - each is safe


@register.simple_tag
def govuk_fields(form: BaseForm) -> SafeString:
    """Draw all of a form's fields in order, those beneath a choice only there."""
    table: Mapping[str, Mapping[str, tuple[str, ...]]] = getattr(form, "reveals", {})
    opened = {name for choices in table.values() for names in choices.values() for name in names}
    return mark_safe("".join(govuk_field(bound) for bound in form if bound.name not in opened))  # noqa: S308


@register.simple_tag
def govuk_errors(*forms: object) -> SafeString:
    """List every error above the page's heading, each leading to its control. Nothing when there is none."""
    items = [item for form in forms if isinstance(form, BaseForm) and form.is_bound for item in _error_items(form)]
    if not items:
        return SafeString("")
    return draw("error-summary", {"title_text": "There is a problem", "error_list": items})


def _error_items(form: BaseForm) -> list[dict[str, object]]:
    visible = form.visible_fields()
    start = f"#{first_control(visible[0])}" if visible else None
    items: list[dict[str, object]] = [{"text": error, "href": start} for error in form.non_field_errors()]
    for bound in form:
        href = None if bound.is_hidden else f"#{first_control(bound)}"
        items += [{"text": error, "href": href} for error in bound.errors]
    return items


@register.simple_tag(takes_context=True)
def error_prefix(context: Context) -> str:
    """Begin the title with "Error: " when a form on the page has errors, for a screen reader says it first."""
    forms = [context.get("form"), *(context.get("forms") or ())]
    failed = any(form.is_bound and form.errors for form in forms if isinstance(form, BaseForm))
    return "Error: " if failed or context.get("has_errors") else ""


@register.simple_tag
def brag(rating: str | None) -> SafeString:
    """Draw a Blue, Red, Amber or Green rating as a tag that says its colour in words."""
    colour, word = BRAG.get(str(rating or "").lower(), ("grey", "Not rated"))
    return draw("tag", {"text": word, "classes": f"govuk-tag--{colour} kith-brag kith-brag--{colour}"})


@register.simple_tag
def clock(text: str, state: str = "calm") -> SafeString:
    """Write how long is left; the class only repeats what the words say."""
    return format_html('<span class="kith-clock kith-clock--{}">{}</span>', state, text)


@register.simple_tag
def qr(text: str) -> SafeString:
    """Draw a QR code as a picture in the page: the security policy allows no data: address."""
    drawing = segno.make(text, error="m", micro=False)
    inside = drawing.svg_inline(omitsize=True, svgclass="kith-qr", lineclass=None, border=2)
    return mark_safe(inside.replace("<svg ", '<svg role="img" aria-label="QR code" ', 1))  # noqa: S308 - only squares


@register.simple_tag
def rows(*pairs: object) -> list[dict[str, object]]:
    """Make summary-list rows of label and value in turn: `{% rows "Name" person.name "Born" born as facts %}`."""
    texts = list(pairs)
    return [
        {"key": {"text": key}, "value": {"text": value if value not in (None, "") else "Not known"}}
        for key, value in zip(texts[::2], texts[1::2], strict=True)
    ]


@register.filter
def is_current(item: Mapping[str, object], path: str) -> bool:
    """Say whether a navigation item leads to the page being shown or to its parent."""
    href = cast("str", item.get("href", ""))
    return bool(href) and (path == href or (href != "/" and path.startswith(href)))


@register.filter
def moment(at: datetime) -> str:
    """Say a date and time: "24 November 2026 at 9:30am"."""
    return said_moment(at)


@register.filter
def day(at: date | datetime) -> str:
    """Say a date: "24 November 2026"."""
    return said_date(at)
