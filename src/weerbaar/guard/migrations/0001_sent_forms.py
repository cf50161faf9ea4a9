from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="SentForm",
            fields=[
                ("digest", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("sent_at", models.DateTimeField()),
                ("answer", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["sent_at"],
                "indexes": [models.Index(fields=["sent_at"], name="sent_form_by_moment")],
            },
        ),
    ]
