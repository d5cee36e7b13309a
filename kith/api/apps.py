"""Tell Django that this app exists."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "kith.api"
