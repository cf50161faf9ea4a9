"""The log becomes a chain, and the database itself refuses to change or remove a row of it.

On SQLite a later change of this table makes it anew, without its triggers: put them back then.
"""

import hashlib
import json
from datetime import UTC

from django.db import migrations, models

TABLE = "accounts_auditevent"
MAY_GO = "OLD.number <= COALESCE((SELECT pruned_number FROM accounts_auditseal WHERE id = 1), 0)"
NO_UPDATE = (
    f"CREATE TRIGGER audit_no_update BEFORE UPDATE ON {TABLE} BEGIN SELECT RAISE(ABORT, 'the log only grows'); END"
)
NO_DELETE = (
    f"CREATE TRIGGER audit_no_delete BEFORE DELETE ON {TABLE} WHEN NOT ({MAY_GO}) "
    "BEGIN SELECT RAISE(ABORT, 'the log only grows'); END"
)
FUNCTION = (
    "CREATE FUNCTION audit_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    f"IF TG_OP = 'DELETE' AND {MAY_GO} THEN RETURN OLD; END IF; "
    "RAISE EXCEPTION 'the log only grows'; END $$"
)
TRIGGER = (
    f"CREATE TRIGGER audit_only_grows BEFORE UPDATE OR DELETE ON {TABLE} "
    "FOR EACH ROW EXECUTE FUNCTION audit_only_grows()"
)
ON = {"sqlite": (NO_UPDATE, NO_DELETE), "postgresql": (FUNCTION, TRIGGER)}
OFF = {
    "sqlite": ("DROP TRIGGER audit_no_update", "DROP TRIGGER audit_no_delete"),
    "postgresql": (f"DROP TRIGGER audit_only_grows ON {TABLE}", "DROP FUNCTION audit_only_grows"),
}


def chain_what_stands(apps, schema_editor):
    """Rows from before the chain get a place in it, in the order in which they were added."""
    previous = "0" * 64
    events = apps.get_model("accounts", "AuditEvent").objects
    number = 0
    for number, event in enumerate(events.order_by("pk"), start=1):
        said = [
            number,
            previous,
            event.at.astimezone(UTC).isoformat(timespec="microseconds"),
            str(event.actor_id or ""),
            str(event.organisation_id or ""),
            event.action,
            event.subject_kind,
            event.subject_id,
            event.outcome,
        ]
        digest = hashlib.sha256(json.dumps(said, separators=(",", ":")).encode()).hexdigest()
        events.filter(pk=event.pk).update(number=number, previous=previous, digest=digest)
        previous = digest
    if number:
        apps.get_model("accounts", "AuditSeal").objects.create(pk=1, number=number, digest=previous)


def add_triggers(_apps, schema_editor):
    for line in ON.get(schema_editor.connection.vendor, ()):
        schema_editor.execute(line)


def drop_triggers(_apps, schema_editor):
    for line in OFF.get(schema_editor.connection.vendor, ()):
        schema_editor.execute(line)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_endorsement_and_assignment")]

    operations = [
        migrations.CreateModel(
            name="AuditSeal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveBigIntegerField(default=0)),
                ("digest", models.CharField(default="0" * 64, max_length=64)),
                ("signature", models.CharField(blank=True, max_length=88)),
                ("pruned_number", models.PositiveBigIntegerField(default=0)),
                ("pruned_digest", models.CharField(default="0" * 64, max_length=64)),
                ("pruned_signature", models.CharField(blank=True, max_length=88)),
            ],
        ),
        migrations.AddField("auditevent", "number", models.PositiveBigIntegerField(null=True)),
        migrations.AddField(
            "auditevent", "previous", models.CharField(default="", max_length=64), preserve_default=False
        ),
        migrations.AddField(
            "auditevent", "digest", models.CharField(default="", max_length=64), preserve_default=False
        ),
        migrations.RunPython(chain_what_stands, migrations.RunPython.noop),
        migrations.AlterField("auditevent", "number", models.PositiveBigIntegerField(unique=True)),
        migrations.RunPython(add_triggers, drop_triggers),
    ]
