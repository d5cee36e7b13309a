"""Tell Django that this app exists."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "kith.people"
