"""What was destroyed by which rule."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("guard", "0001_sent_forms")]

    operations = [
        migrations.CreateModel(
            name="DestructionRecord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("rule", models.CharField(max_length=60)),
                ("count", models.PositiveIntegerField()),
                ("on", models.DateField()),
            ],
            options={
                "ordering": ["-on", "rule", "pk"],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("count__gt", 0)), name="destruction_record_of_something")
                ],
            },
        )
    ]
