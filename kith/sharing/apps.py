"""Tell Django that this app exists."""

from django.apps import AppConfig


class SharingConfig(AppConfig):
    name = "kith.sharing"
