"""Tell Django that this app exists."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "kith.desk"
