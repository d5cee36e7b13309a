"""Tell Django that this app exists."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "kith.records"
