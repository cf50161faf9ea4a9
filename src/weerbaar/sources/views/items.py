from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from weerbaar.accounts import services as accounts
from weerbaar.accounts.selectors import actor_of
from weerbaar.sources import selectors
from weerbaar.ui import tables


@require_GET
def item_list(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    if not selectors.sees_items(actor=actor):
        raise Http404
    choices = selectors.item_choices(actor=actor, on=localdate())
    names = dict(choices["topic"])
    table = tables.table_page(
        request,
        name="items",
        caption=_("Items"),
        rows=selectors.items_visible_to(actor=actor),
        columns=(
            tables.Column("title", _("Title"), lambda row: row.title, order_by="title", href=_item_url),
            tables.Column("day", _("Day"), lambda row: row.published_on, order_by="published_on", kind="date"),
            tables.Column("source", _("Source"), lambda row: row.source.name, order_by="source__name"),
            tables.Column("places", _("Municipalities"), _places),
            tables.Column(
                "topics",
                _("Topics"),
                lambda row: ", ".join(names.get(one.topic, one.topic) for one in row.topics.all()),
            ),
        ),
        filters=(
            tables.Filter("place", _("Municipality"), ("places__municipality__code",), choices["place"]),
            tables.Filter("topic", _("Topic"), ("topics__topic",), choices["topic"]),
            tables.Filter("source", _("Source"), ("source",), choices["source"]),
            tables.Filter("week", _("Week"), ("week",), choices["week"]),
        ),
        empty=_("No items have come in yet."),
    )
    if table.export is not None:
        accounts.record_export(actor=actor, action=accounts.Action.EXPORT_ITEMS, now=now())
    may_add = selectors.upload_sources(actor=actor).exists()
    return tables.render_table(request, "sources/item_list.html", table, {"may_add": may_add})


@require_GET
def item(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor = actor_of(request)
    found = selectors.item_visible_to(actor=actor, pk=pk)
    if found is None:
        raise Http404
    names = selectors.topic_names(region=actor.organisation.region)
    topics = [
        {"name": names.get(one.topic, one.topic), "class": selectors.topic_class_label(one.topic_class), "table": terms}
        for number, one in enumerate(found.topics.all())
        if (terms := _terms(number, names.get(one.topic, one.topic), one.terms))
    ]
    context = {"item": found, "topics": topics, "copies": selectors.copies_of(actor=actor, item=found)}
    return render(request, "sources/item.html", context)


def _item_url(row: Any) -> str:
    return reverse("sources:item", args=[row.pk])


def _places(row: Any) -> str:
    return ", ".join(one.municipality.name for one in row.places.all())


def _terms(number: int, topic: str, terms: list[dict[str, Any]]) -> tables.TablePage:
    return tables.plain_table(
        name=f"terms-{number}",
        caption=_("Matched terms of %(topic)s") % {"topic": topic},
        rows=terms,
        columns=(
            tables.Column("term", _("Term"), lambda row: row["term"]),
            tables.Column("weight", _("Weight"), lambda row: row["weight"], kind="number"),
            tables.Column("rule", _("Rule"), lambda row: row["rule"]),
        ),
    )
