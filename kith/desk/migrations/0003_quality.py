"""Let those who send an agency's files read how good they are: counts and findings, never a row and never a value."""

from pathlib import Path

from django.db import migrations

from kith.outside.walls import SqlFile


class Migration(migrations.Migration):
    dependencies = [("desk", "0002_who_looked"), ("records", "0007_deposits"), ("sharing", "0005_deposits")]
    operations = [SqlFile(str(Path(__file__).with_name("quality.sql")))]
