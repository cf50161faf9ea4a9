from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from weerbaar.accounts import selectors as accounts
from weerbaar.signals import selectors, services
from weerbaar.signals.forms import BulkForm, FilterForm
from weerbaar.ui import tables


@require_GET
def signals(request: HttpRequest) -> HttpResponse:
    actor = accounts.actor_of(request)
    if not selectors.sees_signals(actor=actor):
        raise Http404
    which = request.GET.get("lijst", "")
    table = _table(request, actor, which)
    if table.export is not None:
        services.record_export(actor=actor, action=services.Action.EXPORT_SIGNALS, now=now())
    query = request.GET.urlencode()
    context = {
        "which": which,
        "lists": _lists(),
        "handles": selectors.handles_signals(actor=actor),
        "bulk": BulkForm(auto_id="bulk_%s"),
        "saved": selectors.saved_filters(actor=actor),
        "filter_form": FilterForm(initial={"query": query}, auto_id="filter_%s") if query else None,
        "clusters": selectors.clusters_visible_to(actor=actor)[:8],
        "oversees": selectors.oversees_retention(actor=actor),
        "held_count": selectors.quarantine_visible_to(actor=actor).count(),
    }
    return tables.render_table(request, "signals/signal_list.html", table, context)


def _table(request: HttpRequest, actor: Any, which: str) -> tables.TablePage:
    topics = dict(selectors.topic_choices(region=actor.organisation.region))
    owners = selectors.owners()
    handles = selectors.handles_signals(actor=actor)
    columns = (
        tables.Column("text", _("What was noticed"), lambda row: row.short_text, href=_signal_url),
        tables.Column("tick", _("Tick"), lambda row: "", cell="signals/_tick.html"),
        tables.Column("topic", _("Topic"), lambda row: topics.get(row.topic, ""), order_by="topic"),
        tables.Column(
            "municipality", _("Municipality"), lambda row: row.municipality.name, order_by="municipality__name"
        ),
        tables.Column("week", _("Week"), lambda row: row.week, order_by="week"),
        tables.Column("status", _("Status"), lambda row: row.get_status_display(), order_by="status"),
        tables.Column("seen", _("Also seen by"), lambda row: row.also_seen, kind="number", order_by="also_seen"),
        tables.Column("owner", _("Owner"), lambda row: _owner_of(owners, row)),
        tables.Column("due", _("Before"), lambda row: row.due_on, kind="date", order_by="due_on"),
        tables.Column("label", _("Label"), lambda row: row.get_label_display().split(",")[0], order_by="label"),
        tables.Column("ends", _("Kept until"), lambda row: row.expires_on, kind="date", order_by="expires_on"),
    )
    is_file = "signals-export" in request.GET
    return tables.table_page(
        request,
        name="signals",
        caption=_("Signals"),
        rows=selectors.signals_listed(actor=actor, which=which, on=localdate()),
        columns=columns if handles and not is_file else columns[:1] + columns[2:],
        filters=(
            tables.Filter("q", _("Search"), lookups=("text__icontains",)),
            tables.Filter("status", _("Status"), ("status",), selectors.choices()["status"]),
            tables.Filter("topic", _("Topic"), ("topic",), [pair for pair in topics.items() if pair[0]]),
        ),
        empty=_("There are no signals here."),
    )


def _owner_of(owners: dict[str, Any], row: Any) -> str:
    owner = owners.get(str(row.pk))
    return owner.name if owner and not owner.is_gone else _("nobody any more")


def _signal_url(row: Any) -> str:
    return reverse("signals:signal", args=[row.pk])


def _lists() -> list[tuple[str, str]]:
    return [
        ("", _("All")),
        ("mine", _("My list")),
        ("team", _("My team")),
        ("left", _("Owner has left")),
        ("late", _("Too late")),
        ("waiting", _("Reporter heard nothing yet")),
    ]


@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    actor = accounts.actor_of(request)
    if not selectors.municipalities_to_report_about(actor=actor, on=localdate()).exists():
        raise Http404
    return render(request, "signals/mine.html", {"signals": selectors.reported_by(actor=actor)})


@require_POST
def bulk(request: HttpRequest) -> HttpResponse:
    actor = accounts.actor_of(request)
    if not selectors.handles_signals(actor=actor):
        raise Http404
    form = BulkForm(request.POST)
    ticked = request.POST.getlist("tick")
    if not form.is_valid() or not ticked:
        messages.error(request, _("Tick at least one signal and choose what to do."))
        return redirect("signals:list")
    done, refused = services.handle_together(actor=actor, ids=ticked, **form.cleaned_data, now=now())
    if done:
        text = ngettext("It was done for %(count)d signal.", "It was done for %(count)d signals.", done)
        messages.success(request, text % {"count": done})
    for says in refused:
        messages.error(request, says)
    return redirect("signals:list")


@require_POST
def save_filter(request: HttpRequest) -> HttpResponse:
    actor = accounts.actor_of(request)
    if not selectors.sees_signals(actor=actor):
        raise Http404
    form = FilterForm(request.POST)
    if form.is_valid():
        try:
            services.save_filter(actor=actor, **form.cleaned_data)
            messages.success(request, _("The view is kept for your team."))
        except services.PersonalDataInText as refusal:
            messages.error(request, " ".join(refusal.mends))
    return redirect(f"{reverse('signals:list')}?{request.POST.get('query', '')}")


@require_POST
def forget_filter(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor = accounts.actor_of(request)
    saved = get_object_or_404(selectors.saved_filters(actor=actor), pk=pk)
    services.forget_filter(actor=actor, saved=saved)
    return redirect("signals:list")


@require_GET
def cluster(request: HttpRequest, pk: UUID) -> HttpResponse:
    page = selectors.cluster_page(actor=accounts.actor_of(request), pk=pk)
    if page is None:
        raise Http404
    return render(request, "signals/cluster.html", {"page": page})
