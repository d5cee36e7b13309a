"""Tell Django that this app exists."""

from django.apps import AppConfig


class AgenciesConfig(AppConfig):
    name = "kith.agencies"
