from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cookers", "0002_second_lock")]

    operations = [
        migrations.AddField(
            model_name="cooker",
            name="present",
            field=models.PositiveSmallIntegerField(
                blank=True, help_text="How many people were in the room.", null=True
            ),
        ),
    ]
