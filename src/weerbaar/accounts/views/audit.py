from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from weerbaar.accounts import selectors, services
from weerbaar.ui import tables


@require_GET
def audit(request: HttpRequest) -> HttpResponse:
    actor = selectors.actor_of(request)
    if not selectors.sees_audit(actor=actor):
        raise Http404
    actions, outcomes = selectors.audit_choices()
    table = tables.table_page(
        request,
        name="audit",
        caption=_("Log"),
        rows=selectors.audit_events_visible_to(actor=actor),
        columns=(
            tables.Column("at", _("When"), lambda row: row.at, kind="moment", order_by="at"),
            tables.Column("person", _("Who"), _who, order_by="person_name"),
            tables.Column("organisation", _("Organisation"), lambda row: row.organisation_name or ""),
            tables.Column("action", _("What"), lambda row: row.action_label, order_by="action"),
            tables.Column("subject", _("On which record"), lambda row: row.subject_label),
            tables.Column("outcome", _("Outcome"), lambda row: row.outcome_label, order_by="outcome"),
        ),
        filters=(
            tables.Filter("action", _("What"), lookups=("action",), choices=actions),
            tables.Filter("role", _("Role"), lookups=("person_role",), choices=selectors.role_choices()),
            tables.Filter("organisation", _("Organisation"), lookups=("organisation_name__icontains",)),
            tables.Filter("outcome", _("Outcome"), lookups=("outcome",), choices=outcomes),
            tables.Filter("since", _("Period"), lookups=("at__date__gte",), choices=_periods()),
        ),
        empty=_("Nothing has been recorded in this selection."),
        page_size=50,
    )
    if table.export is not None:
        services.record_export(actor=actor, action=services.Action.EXPORT_AUDIT, now=now())
    return tables.render_table(request, "accounts/audit.html", table, {"restores": services.open_restores()})


@require_POST
def acknowledge(request: HttpRequest) -> HttpResponse:
    actor = selectors.actor_of(request)
    try:
        is_second = services.acknowledge_restore(actor=actor, now=now())
    except services.NotAllowed:
        raise Http404 from None
    except services.Refused as refusal:
        messages.error(request, str(refusal.says))
    else:
        messages.success(
            request,
            _("Noted: two people know of it.") if is_second else _("Noted. A second person has to know of it too."),
        )
    return redirect("accounts:audit")


def _who(row: Any) -> str:
    if row.actor_id is None:
        return _("nobody signed in")
    return row.person_name or _("erased person")


def _periods() -> list[tuple[str, str]]:
    today = localdate()
    words = {0: _("today"), 7: _("last 7 days"), 30: _("last 30 days"), 365: _("last 365 days")}
    return [((today - timedelta(days=days)).isoformat(), label) for days, label in words.items()]
