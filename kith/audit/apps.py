"""Tell Django that this app exists."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "kith.audit"
