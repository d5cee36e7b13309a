"""Make the templates, tags and static files known to Django."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """The design system."""

    name = "kith.ui"
    label = "ui"
