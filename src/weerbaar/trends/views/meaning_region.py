from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from weerbaar.accounts.selectors import actor_of
from weerbaar.accounts.services import Action, record_export
from weerbaar.sources.selectors import topic_class_label
from weerbaar.trends import selectors, services
from weerbaar.trends.forms import EffortForm
from weerbaar.trends.views.meaning_charts import series_chart
from weerbaar.ui import charts, tables, tiles
from weerbaar.ui.drawing import Chart, Level


@require_GET
def glance(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    if not selectors.sees_trends(actor=actor):
        raise Http404
    topic_class = _chosen(request, "soort", selectors.CLASSES)
    period = _chosen(request, "periode", tuple(selectors.PERIODS))
    page = selectors.glance(actor=actor, topic_class=topic_class, period=period)
    topic = _chosen(request, "onderwerp", (*page.told, *page.topics) or ("",))
    table = _matrix(request, page, str(actor.organisation.region))
    if table.export is not None:
        record_export(actor=actor, action=Action.EXPORT_TRENDS, now=now())
    context = {
        "page": page,
        "topic": topic,
        "map": _map(page, topic) if page.places else None,
        "classes": [(key, topic_class_label(key)) for key in selectors.CLASSES],
        "periods": selectors.period_choices(),
        "period": period,
        "topic_class": topic_class,
        "off_since": selectors.switched_off_since(actor=actor),
    }
    return tables.render_table(request, "trends/glance.html", table, context)


def _chosen(request: HttpRequest, name: str, options: tuple[str, ...]) -> str:
    value = request.GET.get(name, "")
    return value if value in options else options[0]


def _map(page: Any, topic: str) -> Chart:
    column = list(page.topics).index(topic)
    words = {place.code: line[column] for place, line in page.lines if place is not None}
    values = selectors.words_as_values(words)
    drawn = [_tile(one, values[one.code]) for one in page.places]
    return tiles.tile_map(
        title=_("%(topic)s per municipality") % {"topic": page.topics[topic]},
        tiles=drawn,
        levels=[Level(word, number) for number, word in enumerate(selectors.words_in_order())],
        unit="",
        note=_("%(count)d municipalities, %(first)s to %(last)s. Each against its own history.")
        % {"count": len(drawn), "first": page.first_week, "last": page.week},
    )


def _tile(place: Any, value: float) -> tiles.Tile:
    address = reverse("trends:place", args=[place.code])
    return tiles.Tile(place.code, place.name, place.tile_column, place.tile_row, value, address)


def _matrix(request: HttpRequest, page: Any, region: str) -> tables.TablePage:
    """One line per municipality, one column per topic, all in words. Words sort by letter, so nothing is ranked."""
    first = tables.Column("area", _("Area"), lambda line: line[0].name if line[0] else region, href=_place_url)
    told = set(page.told.values())
    columns = [
        tables.Column(f"t{number}", name, lambda line, number=number: _in_words(line[1][number]))  # type: ignore[misc]
        for number, name in enumerate(page.topics.values())
        if number in told
    ]
    return tables.table_page(
        request,
        name="words",
        caption=_("Per municipality and topic, %(first)s to %(last)s") % {"first": page.first_week, "last": page.week},
        rows=page.lines if page.week else [],
        columns=[first, *columns],
        empty=_("No week has been scanned yet."),
        page_size=50,
    )


def _place_url(line: Any) -> str:
    return reverse("trends:place", args=[line[0].code]) if line[0] else ""


def _in_words(word: Any) -> str:
    return f"{word.label} ({word.weeks_in_words})" if word.weeks_in_words else word.label


@require_GET
def topic(request: HttpRequest, key: str) -> HttpResponse:
    return _area(request, selectors.topic_page(actor=actor_of(request), topic=key))


@require_GET
def place(request: HttpRequest, code: str) -> HttpResponse:
    return _area(request, selectors.place_page(actor=actor_of(request), code=code))


def _area(request: HttpRequest, page: Any) -> HttpResponse:
    if page is None:
        raise Http404
    names = {finding.pk: name for finding, name, _sentence in page.findings}
    drawn = [(series_chart(one, topic=names.get(one.pk, page.title)), one) for one in page.charted]
    table = tables.table_page(
        request,
        name="found",
        caption=_("Findings of week %(week)s") % {"week": page.week} if page.week else _("Findings"),
        rows=page.findings,
        columns=(
            tables.Column("area", _("Area"), lambda row: selectors.area_of(row[0]), href=_series_url),
            tables.Column("topic", _("Topic"), lambda row: row[1]),
            tables.Column("class", _("Kind of topic"), lambda row: topic_class_label(row[0].topic_class)),
            tables.Column("measure", _("What is counted"), lambda row: row[0].get_measure_display()),
            tables.Column("verdict", _("Finding"), lambda row: row[0].get_verdict_display()),
            tables.Column("sentence", _("In words"), lambda row: row[2]),
        ),
        empty=_("Nothing was found here this week."),
    )
    if table.export is not None:
        record_export(actor=actor_of(request), action=Action.EXPORT_TRENDS, now=now())
    return tables.render_table(request, "trends/area.html", table, {"page": page, "drawn": drawn})


def _series_url(row: Any) -> str:
    return reverse("trends:series", args=[row[0].pk])


@require_GET
def attention(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    if not selectors.sees_trends(actor=actor):
        raise Http404
    period = _chosen(request, "periode", ("kwartaal", "jaar", "week"))
    weeks = selectors.weeks_back(on=localdate(), number=selectors.PERIODS[period])
    rows = selectors.attention_report(actor=actor, weeks=weeks)
    table = _attention_table(request, rows, weeks)
    if table.export is not None:
        record_export(actor=actor, action=Action.EXPORT_TRENDS, now=now())
    bars = charts.bar_chart(
        title=_("Share of the items per kind of topic"),
        bars=selectors.share_per_class(rows),
        unit=_("% of the items"),
        note=_("n = %(n)d items with a topic, %(first)s to %(last)s")
        % {"n": sum(row.items for row in rows), "first": weeks[0], "last": weeks[-1]},
    )
    context = {
        "bars": bars,
        "periods": selectors.period_choices(),
        "period": period,
        "only_watched": [row for row in rows if row.is_only_watched],
        "form": EffortForm(actor=actor) if selectors.writes_about_the_region(actor=actor) else None,
    }
    return tables.render_table(request, "trends/attention.html", table, context)


@require_POST
def note_effort(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    if not selectors.writes_about_the_region(actor=actor):
        raise Http404
    form = EffortForm(request.POST, actor=actor)
    if form.is_valid():
        services.note_effort(actor=actor, **form.cleaned_data, year=localdate().year, now=now())
        messages.success(request, _("It is noted, and stands in the table."))
    else:
        messages.error(request, _("Choose a topic and what is done about it, and give a number."))
    return redirect("trends:attention")


def _attention_table(request: HttpRequest, rows: Any, weeks: list[str]) -> tables.TablePage:
    return tables.table_page(
        request,
        name="attention",
        caption=_("Our looking per topic, %(first)s to %(last)s") % {"first": weeks[0], "last": weeks[-1]},
        rows=rows,
        columns=(
            tables.Column("topic", _("Topic"), lambda row: row.name, href=_topic_url),
            tables.Column("items", _("Items"), lambda row: row.items, kind="number"),
            tables.Column("item_share", _("% of the items"), lambda row: _percent(row.item_share), kind="number"),
            tables.Column(
                "signals", _("Signals"), lambda row: selectors.shown_count(measure="signals", count=row.signals)
            ),
            tables.Column("signal_share", _("% of the signals"), lambda row: _percent(row.signal_share), kind="number"),
            tables.Column("trends", _("Trends"), lambda row: row.trends, kind="number"),
            tables.Column("meaning", _("Interpretations"), lambda row: row.interpretations, kind="number"),
            tables.Column("policy", _("Policy"), lambda row: row.policy, kind="number"),
            tables.Column("training", _("Training"), lambda row: row.training, kind="number"),
            tables.Column("offer", _("Offer"), lambda row: row.offer, kind="number"),
        ),
        page_size=60,
    )


def _topic_url(row: Any) -> str:
    return reverse("trends:topic", args=[row.topic])


def _percent(share: float | None) -> int | None:
    return None if share is None else round(share * 100)
