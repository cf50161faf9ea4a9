"""The second lock on meetings: seen by who sees the area of the picture (see programme/migrations/0001_second_lock)."""

from django.db import migrations

ME = "(SELECT current_setting('weerbaar.organisation', true))"
REGION = "(SELECT current_setting('weerbaar.region', true))"
AREA = "ANY(string_to_array((SELECT current_setting('weerbaar.municipalities', true)), ','))"
RULES = {
    "cookers_cooker": (
        "(SELECT current_setting('weerbaar.reach', true)) = '*' "
        f"OR organisation_id::text = {ME} "
        "OR EXISTS (SELECT 1 FROM pictures_frozenpicture f JOIN pictures_picture p ON p.id = f.picture_id "
        f"WHERE f.id = frozen_id AND (p.region_id::text = {REGION} OR p.municipality_id IS NULL "
        f"OR p.municipality_id::text = {AREA}))"
    ),
    "cookers_question": "EXISTS (SELECT 1 FROM cookers_cooker c WHERE c.id = cooker_id)",
    "cookers_outcome": "EXISTS (SELECT 1 FROM cookers_cooker c WHERE c.id = cooker_id)",
}


def lock(_apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    for table, rule in RULES.items():
        schema_editor.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        schema_editor.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        schema_editor.execute(f"CREATE POLICY within_reach ON {table} USING ({rule})")


def unlock(_apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    for table in RULES:
        schema_editor.execute(f"DROP POLICY within_reach ON {table}")
        schema_editor.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
        schema_editor.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")


class Migration(migrations.Migration):
    dependencies = [("cookers", "0001_meetings"), ("programme", "0001_second_lock")]

    operations = [migrations.RunPython(lock, unlock)]
