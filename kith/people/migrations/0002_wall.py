"""Put people and their relationships behind the wall."""

from django.db import migrations

from kith.outside.walls import protected_item


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial"), ("sharing", "0002_wall")]
    operations = [protected_item("people_person"), protected_item("people_relationship")]
