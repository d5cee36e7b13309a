"""Let a feed say that each of its files is everything, so that what is not in the next any more is over."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("records", "0018_postcodes")]

    operations = [migrations.AddField("feed", "whole", models.BooleanField(default=False))]
