"""Say more of what agencies tell: whose number an event has, who cares for whom, what is disputed, until when."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("records", "0003_matching")]
    operations = [
        migrations.AddField("event", "part_of", models.CharField(blank=True, default="", max_length=80)),
        migrations.AddField("event", "reference", models.CharField(blank=True, default="", max_length=80)),
        migrations.AddField("flag", "confidential", models.BooleanField(default=False)),
        migrations.AddField("identifier", "ends", models.DateField(blank=True, null=True)),
        migrations.AddField("identifier", "starts", models.DateField(blank=True, null=True)),
        migrations.AddField("relationship", "detail", models.CharField(blank=True, default="", max_length=200)),
        migrations.AddField("relationship", "disputed", models.BooleanField(default=False)),
        migrations.AddField("relationship", "informal_carer", models.BooleanField(null=True)),
        migrations.AddField("relationship", "main_carer", models.BooleanField(null=True)),
        migrations.AddIndex(
            "event",
            models.Index(
                fields=["agency", "reference"],
                name="records_event_reference",
                condition=models.Q(("reference", ""), _negated=True),
            ),
        ),
        migrations.AddIndex(
            "event",
            models.Index(
                fields=["agency", "part_of"],
                name="records_event_part_of",
                condition=models.Q(("part_of", ""), _negated=True),
            ),
        ),
    ]
