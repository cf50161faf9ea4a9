import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_people_and_audit"),
        ("regions", "0001_map"),
    ]

    operations = [
        migrations.CreateModel(
            name="Assignment",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("subject_kind", models.CharField(max_length=40)),
                ("subject_id", models.CharField(max_length=40)),
                ("assigned_at", models.DateTimeField()),
                ("due_on", models.DateField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "membership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
                    ),
                ),
            ],
            options={
                "ordering": ["assigned_at"],
                "indexes": [models.Index(fields=["membership", "ended_at"], name="assignment_by_membership")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("subject_kind", "subject_id"),
                        name="one_owner_at_a_time",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Endorsement",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("subject_kind", models.CharField(max_length=40)),
                ("subject_id", models.CharField(max_length=40)),
                ("step", models.CharField(max_length=30)),
                ("at", models.DateTimeField()),
                (
                    "membership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.membership"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.organisation"
                    ),
                ),
            ],
            options={
                "ordering": ["at"],
                "indexes": [models.Index(fields=["subject_kind", "subject_id"], name="endorsement_by_subject")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("subject_kind", "subject_id", "step", "membership"),
                        name="one_endorsement_per_step_and_person",
                    )
                ],
            },
        ),
    ]
