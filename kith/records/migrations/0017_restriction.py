"""Let restriction travel with data: what one agency keeps back about somebody, no row of another gives away."""

from pathlib import Path

from django.db import migrations

from kith.outside.walls import SqlFile


class Migration(migrations.Migration):
    dependencies = [("records", "0016_pointing")]
    operations = [SqlFile(str(Path(__file__).with_name("restriction.sql")))]
