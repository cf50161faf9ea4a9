import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("regions", "0001_map"),
    ]

    operations = [
        migrations.CreateModel(
            name="Source",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=120)),
                ("publisher", models.CharField(max_length=120)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("feed", "news feed (RSS or Atom)"),
                            ("council", "council papers (Open Raadsinformatie, counts only)"),
                            ("announcements", "official announcements (SRU)"),
                            ("statistics", "statistics (CBS or police, OData)"),
                            ("pageviews", "page views of Wikipedia"),
                            ("news_attention", "attention in the news (GDELT)"),
                            ("documents", "documents that are added by hand"),
                            ("tables", "tables that are added by hand"),
                        ],
                        max_length=20,
                    ),
                ),
                ("url", models.URLField(blank=True, max_length=600)),
                (
                    "settings",
                    models.JSONField(blank=True, default=dict, help_text="Options of the connector, checked by it."),
                ),
                ("licence", models.CharField(max_length=160)),
                ("legal_basis", models.CharField(max_length=300)),
                (
                    "schedule",
                    models.CharField(
                        choices=[
                            ("hourly", "every hour"),
                            ("daily", "every day"),
                            ("weekly", "every week"),
                            ("by_hand", "by hand"),
                        ],
                        default="daily",
                        max_length=10,
                    ),
                ),
                ("retention_days", models.PositiveSmallIntegerField(default=90)),
                (
                    "status",
                    models.CharField(
                        choices=[("proposed", "proposed"), ("on", "on"), ("off", "off")],
                        default="proposed",
                        max_length=10,
                    ),
                ),
                ("status_since", models.DateTimeField()),
                ("etag", models.CharField(blank=True, max_length=200)),
                ("last_modified", models.CharField(blank=True, max_length=60)),
                ("failures", models.PositiveSmallIntegerField(default=0, help_text="In a row; each doubles the wait.")),
                ("due_at", models.DateTimeField(blank=True, null=True)),
                (
                    "default_municipality",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="regions.municipality",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.region"
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="ItemCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("topic", models.CharField(max_length=40)),
                ("week", models.CharField(max_length=8)),
                ("count", models.PositiveIntegerField()),
                (
                    "municipality",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="regions.municipality",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="sources.source"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Item",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("key_digest", models.CharField(max_length=64)),
                ("content_digest", models.CharField(max_length=64)),
                ("title", models.CharField(max_length=300)),
                ("published_on", models.DateField()),
                ("week", models.CharField(help_text="ISO week of the day, such as 2026-W07.", max_length=8)),
                ("link", models.URLField(blank=True, max_length=600)),
                ("cluster", models.UUIDField(db_index=True)),
                ("sketch", models.BinaryField(blank=True, max_length=600)),
                ("found_at", models.DateTimeField()),
                ("expires_on", models.DateField()),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="items", to="sources.source"
                    ),
                ),
            ],
            options={
                "ordering": ["-published_on", "-found_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="Fetch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("started_at", models.DateTimeField()),
                (
                    "outcome",
                    models.CharField(
                        choices=[("ok", "read"), ("unchanged", "nothing new"), ("failed", "failed")], max_length=10
                    ),
                ),
                ("seen_count", models.PositiveIntegerField(default=0)),
                ("added_count", models.PositiveIntegerField(default=0)),
                ("changed_count", models.PositiveIntegerField(default=0)),
                (
                    "masked_counts",
                    models.JSONField(blank=True, default=dict, help_text="Per kind, how much personal data went out."),
                ),
                ("note", models.CharField(blank=True, max_length=300)),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="fetches", to="sources.source"
                    ),
                ),
            ],
            options={
                "ordering": ["-started_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Statistic",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("measure", models.CharField(max_length=120)),
                ("unit", models.CharField(blank=True, max_length=40)),
                ("period", models.CharField(max_length=20)),
                ("value", models.DecimalField(decimal_places=4, max_digits=18)),
                ("read_at", models.DateTimeField()),
                (
                    "municipality",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="regions.municipality",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="sources.source"
                    ),
                ),
            ],
            options={
                "ordering": ["measure", "period"],
            },
        ),
        migrations.CreateModel(
            name="RemovedItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key_digest", models.CharField(max_length=64)),
                ("removed_on", models.DateField()),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="sources.source"
                    ),
                ),
            ],
            options={
                "ordering": ["removed_on", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("source", "key_digest"), name="one_removal_per_source_and_key")
                ],
            },
        ),
        migrations.CreateModel(
            name="Wording",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("kind", models.CharField(choices=[("topics", "topics"), ("places", "place names")], max_length=10)),
                ("number", models.PositiveIntegerField()),
                (
                    "base_number",
                    models.PositiveIntegerField(
                        default=0, help_text="The version it changes; 0: what comes with Weerbaar."
                    ),
                ),
                ("content", models.TextField()),
                ("digest", models.CharField(max_length=64)),
                ("reason", models.CharField(max_length=300)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("proposed", "proposed"),
                            ("in_use", "in use"),
                            ("past", "past"),
                            ("withdrawn", "withdrawn"),
                        ],
                        default="proposed",
                        max_length=10,
                    ),
                ),
                ("proposed_at", models.DateTimeField()),
                ("in_use_at", models.DateTimeField(blank=True, null=True)),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.region"
                    ),
                ),
            ],
            options={
                "ordering": ["-number"],
            },
        ),
        migrations.CreateModel(
            name="ItemPlace",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("mention", models.CharField(max_length=120)),
                ("reason", models.CharField(max_length=200)),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="places", to="sources.item"
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regions.municipality"
                    ),
                ),
            ],
            options={
                "ordering": ["municipality__name"],
                "constraints": [
                    models.UniqueConstraint(fields=("item", "municipality"), name="one_row_per_item_and_place")
                ],
            },
        ),
        migrations.CreateModel(
            name="ItemTopic",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("topic", models.CharField(max_length=40)),
                ("topic_class", models.CharField(max_length=20)),
                ("weight", models.FloatField()),
                ("terms", models.JSONField(default=list)),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="topics", to="sources.item"
                    ),
                ),
            ],
            options={
                "ordering": ["-weight", "topic"],
                "indexes": [models.Index(fields=["topic"], name="item_topic_by_topic")],
                "constraints": [models.UniqueConstraint(fields=("item", "topic"), name="one_row_per_item_and_topic")],
            },
        ),
        migrations.AddConstraint(
            model_name="source",
            constraint=models.UniqueConstraint(fields=("region", "name"), name="one_source_name_per_region"),
        ),
        migrations.AddConstraint(
            model_name="source",
            constraint=models.CheckConstraint(
                condition=models.Q(("retention_days__gte", 1), ("retention_days__lte", 366)),
                name="items_kept_at_most_a_year",
            ),
        ),
        migrations.AddIndex(
            model_name="itemcount",
            index=models.Index(fields=["topic", "week"], name="item_count_by_topic"),
        ),
        migrations.AddConstraint(
            model_name="itemcount",
            constraint=models.UniqueConstraint(
                fields=("source", "municipality", "topic", "week"), name="one_count_per_cell"
            ),
        ),
        migrations.AddConstraint(
            model_name="itemcount",
            constraint=models.UniqueConstraint(
                condition=models.Q(("municipality", None)),
                fields=("source", "topic", "week"),
                name="one_count_per_regional_cell",
            ),
        ),
        migrations.AddIndex(
            model_name="item",
            index=models.Index(fields=["week"], name="item_by_week"),
        ),
        migrations.AddIndex(
            model_name="item",
            index=models.Index(fields=["-published_on", "-found_at"], name="item_by_day"),
        ),
        migrations.AddIndex(
            model_name="item",
            index=models.Index(fields=["expires_on"], name="item_by_end"),
        ),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.UniqueConstraint(fields=("source", "key_digest"), name="one_item_per_source_and_key"),
        ),
        migrations.AddIndex(
            model_name="fetch",
            index=models.Index(fields=["source", "-started_at"], name="fetch_by_source"),
        ),
        migrations.AddConstraint(
            model_name="statistic",
            constraint=models.UniqueConstraint(
                fields=("source", "municipality", "measure", "period"), name="one_figure_per_cell"
            ),
        ),
        migrations.AddConstraint(
            model_name="statistic",
            constraint=models.UniqueConstraint(
                condition=models.Q(("municipality", None)),
                fields=("source", "measure", "period"),
                name="one_figure_per_regional_cell",
            ),
        ),
        migrations.AddConstraint(
            model_name="wording",
            constraint=models.UniqueConstraint(fields=("region", "kind", "number"), name="one_wording_per_number"),
        ),
        migrations.AddConstraint(
            model_name="wording",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "in_use")), fields=("region", "kind"), name="one_wording_in_use_per_kind"
            ),
        ),
    ]
