import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="OutgoingMail",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("key", models.CharField(max_length=160, unique=True)),
                ("recipient_email", models.EmailField(max_length=160)),
                ("subject", models.CharField(max_length=160)),
                ("body", models.TextField(blank=True)),
                ("is_at_most_once", models.BooleanField(default=False)),
                (
                    "message_key",
                    models.CharField(help_text="The Message-ID, the same at every attempt.", max_length=200),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting"),
                            ("sending", "being sent"),
                            ("sent", "sent"),
                            ("failed", "failed"),
                            ("unknown", "unknown whether it arrived"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("attempt_count", models.PositiveSmallIntegerField(default=0)),
                ("doubt_count", models.PositiveSmallIntegerField(default=0)),
                ("problem", models.CharField(blank=True, help_text="A sentence of our own.", max_length=160)),
                ("queued_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("claimed_at", models.DateTimeField(blank=True, null=True)),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["-queued_at"],
                "indexes": [models.Index(fields=["state", "due_at"], name="mail_by_state")],
            },
        ),
    ]
