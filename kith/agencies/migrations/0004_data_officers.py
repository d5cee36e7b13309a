"""A job of its own for whoever sends an agency's files."""

from django.db import migrations, models

ROLES = [
    ("referrer", "Professional referrer"),
    ("triage", "Front door worker"),
    ("decision_maker", "Front door manager"),
    ("researcher", "Agency researcher"),
    ("worker", "Allocated worker"),
    ("senior", "On-call senior"),
    ("data_officer", "Data officer"),
    ("privacy_officer", "Privacy officer"),
    ("admin", "System administrator"),
]


class Migration(migrations.Migration):
    dependencies = [("agencies", "0003_machines")]

    operations = [
        migrations.AlterField("notice", "role", models.CharField(blank=True, choices=ROLES, max_length=20)),
        migrations.AlterField("rolegrant", "role", models.CharField(choices=ROLES, max_length=20)),
    ]
