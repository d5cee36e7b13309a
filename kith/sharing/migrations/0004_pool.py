"""Let a clause say that an agency may put what it exports into the pool."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("sharing", "0003_jobs")]

    operations = [
        migrations.AlterField(
            model_name="clause",
            name="data_class",
            field=models.CharField(
                choices=[
                    ("concern", "What a concern holds"),
                    ("pointer", "That a person is known, and whom to ring"),
                    ("answer", "An agency's answer to a request"),
                    ("notice", "A notice of one incident"),
                    ("pool", "What an agency exports, for the machine to match and nobody to browse"),
                ],
                max_length=20,
            ),
        ),
    ]
