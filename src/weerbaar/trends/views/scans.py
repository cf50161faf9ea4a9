from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from weerbaar.accounts.selectors import actor_of
from weerbaar.accounts.services import NotAllowed
from weerbaar.trends import selectors, services
from weerbaar.ui import tables


@require_GET
def scan_log(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    may_switch = selectors.may_switch_detector(actor=actor)
    if not may_switch and not selectors.sees_trends(actor=actor):
        raise Http404
    table = tables.table_page(
        request,
        name="scans",
        caption=_("Scans"),
        rows=selectors.scan_log_of(actor=actor),
        columns=(
            tables.Column("week", _("Week"), lambda row: row.week, order_by="week"),
            tables.Column("made", _("Made at"), lambda row: row.made_at, kind="moment", order_by="made_at"),
            tables.Column("current", _("In use"), lambda row: row.is_current),
            tables.Column("more", _("More"), lambda row: row.more_count, kind="number"),
            tables.Column("fewer", _("Fewer"), lambda row: row.fewer_count, kind="number"),
            tables.Column("as_expected", _("As expected"), lambda row: row.as_expected_count, kind="number"),
            tables.Column("too_little", _("Too little data"), lambda row: row.too_little_count, kind="number"),
            tables.Column("recipe", _("Recipe"), lambda row: row.recipe_digest[:12]),
        ),
        empty=_("No week has been scanned yet."),
    )
    context = {
        "recipe": selectors.recipe(),
        "off_since": selectors.switched_off_since(actor=actor),
        "switch": selectors.detector_switch(region=actor.organisation.region),
        "may_switch": may_switch,
    }
    return tables.render_table(request, "trends/scans.html", table, context)


@require_POST
def switch(request: HttpRequest) -> HttpResponse:
    is_on, is_test = request.POST.get("to") == "on", request.POST.get("test") == "yes"
    try:
        services.switch_detector(actor=actor_of(request), is_on=is_on, is_test=is_test, now=now())
    except NotAllowed as refusal:
        raise Http404 from refusal
    messages.success(request, _("The detector is on.") if is_on else _("The detector is off. Everything else works."))
    return redirect("trends:scans")
