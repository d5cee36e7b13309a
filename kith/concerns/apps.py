"""Tell Django that this app exists."""

from django.apps import AppConfig


class ConcernsConfig(AppConfig):
    name = "kith.concerns"
