"""What stands against our looking: policy, training and offer per topic."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("regions", "0001_map"),
        ("trends", "0002_meaning"),
    ]

    operations = [
        migrations.CreateModel(
            name="Effort",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("topic", models.CharField(max_length=40)),
                (
                    "kind",
                    models.CharField(
                        choices=[("policy", "policy"), ("training", "training"), ("offer", "offer")], max_length=10
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("count", models.PositiveSmallIntegerField()),
                ("noted_at", models.DateTimeField()),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.region"
                    ),
                ),
            ],
            options={
                "ordering": ["-year", "topic", "kind"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("region", "topic", "kind", "year"), name="one_effort_per_topic_and_year"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("year__gte", 2000), ("year__lte", 2100)),
                        name="an_effort_is_of_this_century",
                    ),
                ],
            },
        ),
    ]
