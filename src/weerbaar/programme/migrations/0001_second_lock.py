"""The second lock: PostgreSQL itself shows only the rows within reach of who looks (T1, M1). Not on SQLite.

Who looks stands in four settings of the connection, written by `weerbaar.guard.services.second_lock`. Without them
nothing is seen. The rules are wider than those of the selectors (the first lock), never narrower: a row that a selector
may show passes here. A table of another room that gets an owner organisation gets a line here, in a new migration.
"""

from django.db import migrations


def setting(name):
    return f"(SELECT current_setting('weerbaar.{name}', true))"


ALL = f"{setting('reach')} = '*'"
ME = f"{setting('organisation')}"
AREA = f"ANY(string_to_array({setting('municipalities')}, ','))"
ORGANISATIONS = (
    f"(SELECT o.id FROM regions_organisation o WHERE o.id::text = {ME} OR o.region_id::text = {setting('region')} "
    f"OR o.municipality_id::text = {AREA})"
)
TEAMS = f"(SELECT m.police_team_id FROM regions_municipality m WHERE m.id::text = {AREA})"


def own(column="organisation_id"):
    return f"{column} IN {ORGANISATIONS}"


def through(parent, column):
    """A row goes with its parent: who sees the one, sees the other."""
    return f"EXISTS (SELECT 1 FROM {parent} p WHERE p.id = {column})"


ASSIGNED = (
    "(SELECT a.subject_id FROM accounts_assignment a JOIN accounts_membership m ON m.id = a.membership_id "
    f"WHERE a.subject_kind = 'signal' AND m.organisation_id::text = {ME})"
)
ASKED = f"(SELECT q.signal_id FROM signals_question q WHERE q.organisation_id::text = {ME})"
PLACED = f"EXISTS (SELECT 1 FROM trends_trendplace t WHERE t.trend_id = trends_trend.id AND t.municipality_id::text = {AREA})"
UNPLACED = "NOT EXISTS (SELECT 1 FROM trends_trendplace t WHERE t.trend_id = trends_trend.id)"
SENT = f"(status NOT IN ('draft', 'reading', 'ready') AND (addressee_id::text = {ME} OR police_team_id IN {TEAMS}))"

RULES = {
    "accounts_invitation": [own()],
    "signals_signal": [
        own(),
        "label IN ('green', 'clear')",
        f"municipality_id::text = {AREA}",
        f"id::text IN {ASSIGNED}",
        f"id IN {ASKED}",
    ],
    "signals_sighting": [own(), through("signals_signal", "signal_id")],
    "signals_step": [own(), through("signals_signal", "signal_id")],
    "signals_feedback": [own(), through("signals_signal", "signal_id")],
    "signals_reportlink": [own()],
    "signals_quarantine": [own(), f"municipality_id::text = {AREA}"],
    "signals_signalcount": [own(), f"municipality_id::text = {AREA}"],
    "signals_savedfilter": [own()],
    "trends_trend": [own(), PLACED, UNPLACED],
    "trends_interpretation": [
        own(),
        f"asked_id::text = {ME}",
        f"(status = 'counts' AND {through('trends_trend', 'trend_id')})",
    ],
    "trends_interpretationversion": [own(), through("trends_interpretation", "interpretation_id")],
    "trends_promise": [own(), f"addressee_id::text = {ME}"],
    "advice_advice": [own(), f"second_id::text = {ME}", SENT],
    "advice_followup": [own(), through("advice_advice", "advice_id")],
    "advice_gathering": [own(), f"second_id::text = {ME}", "status = 'published'"],
    "advice_gatheringlink": [own(), through("advice_gathering", "gathering_id")],
    "advice_contribution": [own(), through("advice_gathering", "gathering_id")],
}


def lock(_apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    for table, rules in RULES.items():
        seen = " OR ".join([ALL, *rules])
        schema_editor.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        schema_editor.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        schema_editor.execute(f"CREATE POLICY within_reach ON {table} USING ({seen})")


def unlock(_apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    for table in RULES:
        schema_editor.execute(f"DROP POLICY within_reach ON {table}")
        schema_editor.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
        schema_editor.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0003_audit_chain"),
        ("regions", "0001_map"),
        ("signals", "0001_signals_and_history"),
        ("trends", "0002_meaning"),
        ("advice", "0001_advice_and_gatherings"),
    ]

    operations = [migrations.RunPython(lock, unlock)]
