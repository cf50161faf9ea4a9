"""From a draft to the one content: what people wrote, and live blocks from the rooms below.

The content depends on the area and the period only, never on who looks, so that two people agree on the same text.
Advice lives above this room: it is composed by the room `advice` itself, which links to a picture as its basis.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from weerbaar.pictures.models import Picture, Section, Statement
from weerbaar.pictures.selectors import drafts
from weerbaar.pictures.selectors.frozen import frozen_of_area
from weerbaar.pictures.services import render_words as words
from weerbaar.pictures.services.content import SECTIONS, Part, PictureContent, SectionContent, Trace
from weerbaar.pictures.services.markup import parts_of
from weerbaar.pictures.services.period import Period
from weerbaar.sources import selectors as sources
from weerbaar.sources.models import Statistic
from weerbaar.trends import selectors as trends
from weerbaar.trends.models import Interpretation, Trend

CHARTS, SENT_ALONG = 12, "Deze ruimte is er nog niet. De gemeente vult dit zelf aan."
_COVER = {"none": "niets geregeld", "partly": "deels", "in_order": "op orde", "unknown": "onbekend"}
_COLUMNS = ("policy", "network", "training", "offer")
_DIRECTION = {"unknown": "niet bekend", "more": "neemt toe", "same": "blijft gelijk", "less": "neemt af"}


@dataclass(frozen=True)
class Known:
    """What the rooms below know of the area and period, read once."""

    picture: Picture
    names: dict[str, str]
    classes: dict[str, str]
    definitions: dict[str, str]
    weeks: tuple[str, ...]
    counts: dict[str, dict[str, int]]
    trends: tuple[tuple[Trend, tuple[Interpretation, ...]], ...]
    statistics: tuple[Statistic, ...]
    quiet: tuple[str, ...]
    per_source: dict[str, int]
    previous: PictureContent | None


def compose(*, known: Known, now: datetime) -> PictureContent:
    """Everything of a draft as it stands now; the same draft and records give the same content."""
    picture = known.picture
    related = "texts", "blocks", "statements__basis", "owner"
    sections = {one.number: one for one in picture.sections.prefetch_related(*related)}
    made = tuple(_section(known, sections[one.number], one.title) for one in SECTIONS if one.number in sections)
    traces = {(trace.kind, trace.record_id): trace for one in made for part in one.parts for trace in part.traces}
    return PictureContent(
        title=f"Lokaal beeld {picture.area_name}",
        area=picture.area_name,
        period=str(Period(picture.period_from, picture.period_to)),
        sharing=picture.sharing,
        openness=picture.openness,
        director=picture.director.name,
        recipients=tuple(picture.recipients),
        review_on=picture.review_on.isoformat(),
        composed_on=now.date().isoformat(),
        sections=made,
        used=tuple(traces[key] for key in sorted(traces)),
    )


def known_of(*, picture: Picture, now: datetime) -> Known:
    """Reads the rooms below, in a fixed number of queries."""
    region = picture.region
    taxonomy = sources.taxonomy_in_use(region=region)
    weeks = tuple(Period(picture.period_from, picture.period_to).weeks())
    codes = [one.code for one in drafts.municipalities_of(picture=picture)]
    counts: dict[str, dict[str, int]] = {}
    per_source: Counter[str] = Counter()
    if weeks:
        names = {one.pk: one.name for one in sources.sources_of(region=region)}
        for row in sources.weekly_counts(region=region, first_week=weeks[0], last_week=weeks[-1]):
            if row.municipality not in codes:
                continue
            if row.topic == sources.ALL:
                per_source[names.get(row.source_id, "")] += row.count
            week = counts.setdefault(row.topic, {})
            week[row.week] = week.get(row.week, 0) + row.count
    return Known(
        picture=picture,
        names={one.key: one.name for one in taxonomy.topics},
        classes={one.key: one.topic_class for one in taxonomy.topics},
        definitions={one.key: one.definition for one in taxonomy.topics},
        weeks=weeks,
        counts=counts,
        trends=_trends_of(picture, codes, weeks),
        statistics=tuple(sources.statistics_of(region=region, municipality_codes=codes)),
        quiet=tuple(sorted(one.name for one in sources.quiet_sources(region=region, now=now))),
        per_source=dict(per_source),
        previous=_previous(picture),
    )


def _trends_of(
    picture: Picture, codes: list[str], weeks: tuple[str, ...]
) -> tuple[tuple[Trend, tuple[Interpretation, ...]], ...]:
    if not weeks:
        return ()
    found = trends.trends_of_area(region=picture.region, codes=codes, last_week=weeks[-1], open_on=picture.period_from)
    return tuple(found)


def _previous(picture: Picture) -> PictureContent | None:
    last = frozen_of_area(picture=picture).first()
    return PictureContent.from_json(last.content) if last else None


def _section(known: Known, section: Section, title: str) -> SectionContent:
    written = drafts.written_in(section=section)
    parts = [*parts_of(text=written.text), *map(_statement, section.statements.all())]
    for block in section.blocks.all():
        parts.extend(_BLOCKS[block.kind](known, section.key))
    owner, fresh = section.owner.name, section.changed_at.date().isoformat()
    return SectionContent(section.number, section.key, title, owner, fresh, tuple(parts))


def _statement(one: Statement) -> Part:
    basis = tuple(
        Trace(row.kind, row.record_id, row.label, _address(row.kind, row.record_id)) for row in one.basis.all()
    )
    return Part(
        kind="statement",
        text=one.text,
        certainty=one.certainty,
        reason=one.reason,
        stated_on=one.stated_on.isoformat(),
        traces=basis,
    )


def _address(kind: str, record_id: str) -> str:
    pages = {"trend": "trends:trend", "interpretation": "trends:interpretation"}
    return reverse(pages[kind], args=[record_id]) if kind in pages else ""


def _trends(known: Known, key: str) -> Iterator[Part]:
    wanted = "resilience" if key == "resilience" else "phenomenon"
    shown = [one for one in known.trends if known.classes.get(one[0].topic, one[0].topic_class) == wanted]
    for trend, meanings in shown:
        yield Part(kind="heading", text=trend.name)
        yield from _meanings(trend, meanings)
    topics = [one for one, kind in known.classes.items() if kind == wanted and any(known.counts.get(one, {}).values())]
    for topic in sorted(topics, key=lambda one: known.names[one])[:CHARTS]:
        yield chart_of(known=known, topic=topic)
    if not shown and not topics:
        yield Part(kind="note", text=words.NO_DATA)


def _meanings(trend: Trend, meanings: tuple[Interpretation, ...]) -> Iterator[Part]:
    trace = Trace("trend", str(trend.pk), f"Ontwikkeling: {trend.name}", _address("trend", str(trend.pk)))
    if not meanings:
        yield Part(kind="note", text="Nog geen duiding die door een tweede lezer is gelezen.", traces=(trace,))
    for one in meanings:
        yield Part(kind="paragraph", text=f"Feit: {one.fact}", traces=(trace,))
        yield Part(
            kind="statement",
            text=one.meaning,
            certainty=one.likelihood,
            reason=one.likelihood_reason,
            stated_on=one.counted_at.date().isoformat() if one.counted_at else "",
            note=f"Richting: {_DIRECTION[one.direction]}",
            traces=(trace, _trace_of(one)),
        )


def _trace_of(one: Interpretation) -> Trace:
    key = str(one.pk)
    return Trace("interpretation", key, f"Duiding van {one.organisation.name}", _address("interpretation", key))


def chart_of(*, known: Known, topic: str) -> Part:
    """The weeks of one topic in the area; a week without a count is a gap."""
    found = known.counts[topic]
    values = [found.get(week) for week in known.weeks]
    number = words.number(sum(found.values()))
    return Part(
        kind="chart",
        text=f"{known.names[topic]}: berichten per week",
        chart={"kind": "line", "labels": list(known.weeks), "values": values, "unit": "berichten"},
        note=f"n = {number}, {known.weeks[0]} tot en met {known.weeks[-1]}, openbare bronnen. {words.RISE}",
    )


def _statistics(known: Known, _key: str) -> Iterator[Part]:
    rows = tuple(
        (
            one.municipality.name if one.municipality else "",
            one.measure,
            one.period,
            f"{one.value.normalize():f}",
            one.unit,
        )
        for one in sorted(known.statistics, key=lambda one: (one.measure, one.period, one.pk))
    )
    if rows:
        columns = ("Gemeente", "Cijfer", "Periode", "Waarde", "Eenheid")
        yield Part(kind="table", text="Contextcijfers", columns=columns, rows=rows)
    else:
        yield Part(kind="note", text="Er zijn geen contextcijfers (bijvoorbeeld van het CBS) ingelezen.")


def _calendar(_known: Known, _key: str) -> Iterator[Part]:
    yield Part(kind="note", text="Schrijf hier de dagen die er plaatselijk toe doen. " + SENT_ALONG)


def _changes(known: Known, _key: str) -> Iterator[Part]:
    if known.previous is None:
        yield Part(kind="note", text="Dit is het eerste beeld van dit gebied; er is niets om mee te vergelijken.")
        return
    parts = [part for one in known.previous.sections for part in one.parts]
    before = {(part.text, part.certainty) for part in parts if part.kind == "statement"}
    drafted = Statement.objects.filter(section__picture=known.picture).order_by("order", "id")
    now = {(one.text, one.certainty) for one in drafted}
    now |= {(one.meaning, one.likelihood) for _trend, meanings in known.trends for one in meanings}
    for title, found in (("Nieuw of gewijzigd", now - before), ("Vervallen of gewijzigd", before - now)):
        if found:
            yield Part(kind="heading", text=f"{title} sinds het vorige beeld", level=3)
            lines = (f"{text} ({words.CERTAINTY.get(certainty, certainty)})" for text, certainty in found)
            yield Part(kind="list", items=tuple(sorted(lines)))
    if now == before:
        yield Part(kind="note", text="De uitspraken zijn dezelfde als in het vorige beeld.")


def _white_spots(known: Known, _key: str) -> Iterator[Part]:
    yield Part(kind="heading", text="Witte vlekken")
    yield Part(kind="list", items=tuple(white_spots_of(known=known)))


def white_spots_of(*, known: Known) -> Iterator[str]:
    """What is not known: written by hand, weeks not read, sources that were silent, sections nobody wrote."""
    yield from (one.text for one in known.picture.white_spots.all())
    read = known.counts.get(sources.ALL, {})
    unread = [week for week in known.weeks if not read.get(week)]
    if unread:
        weeks = f"In {len(unread)} van de {len(known.weeks)} weken"
        yield f"{weeks} is geen enkel bericht gelezen. Dat is iets anders dan rust."
    yield from (f"De bron {name} is stil: zij bracht twee weken of langer niets." for name in known.quiet)
    wrote = set(known.picture.sections.filter(texts__isnull=False).values_list("owner__name", flat=True))
    owners = set(known.picture.sections.values_list("owner__name", flat=True))
    yield from (f"{name} heeft nog niets geschreven." for name in sorted(owners - wrote))
    yield "Wat op sociale media speelt, wordt niet verzameld."


def _approach(known: Known, _key: str) -> Iterator[Part]:
    topics = topics_of(known=known)
    cells = {(one.topic, one.column): one for one in known.picture.approach.all()}
    rows, gaps = [], []
    for topic in topics:
        covers = [cells[topic, column].cover if (topic, column) in cells else "unknown" for column in _COLUMNS]
        rows.append((known.names.get(topic, topic), *(_COVER[one] for one in covers)))
        gaps += [known.names.get(topic, topic)] if "none" in covers else []
    if not rows:
        yield Part(kind="note", text="Er is in deze periode geen fenomeen waar een aanpak naast gelegd kan worden.")
        return
    columns = ("Fenomeen", "Beleid", "Netwerk", "Training", "Aanbod")
    yield Part(kind="table", text="Aanpak naast beeld", columns=columns, rows=tuple(rows))
    if gaps:
        yield Part(kind="paragraph", text=f"Hier ontbreekt iets in de aanpak: {', '.join(gaps)}.")


def topics_of(*, known: Known) -> list[str]:
    """The phenomena of the picture: with a trend or a count in the period, by name."""
    seen = {trend.topic for trend, _meanings in known.trends}
    seen |= {one for one, found in known.counts.items() if any(found.values())}
    return sorted(
        (one for one in seen if known.classes.get(one) == "phenomenon"), key=lambda one: known.names.get(one, one)
    )


def _advice(_known: Known, _key: str) -> Iterator[Part]:
    yield Part(
        kind="note", text="Adviezen staan bij Adviezen. Schrijf hier wat de driehoek, het college en partners doen."
    )


def _sources(known: Known, key: str) -> Iterator[Part]:
    if key != "account" or not known.per_source:
        elsewhere = "Gebruikte bronnen staan bij Vraag en verantwoording."
        yield Part(kind="note", text=elsewhere if known.per_source else words.NO_DATA)
        return
    rows = tuple((name, words.number(count)) for name, count in sorted(known.per_source.items()))
    yield Part(kind="table", text="Gelezen bronnen", columns=("Bron", "Berichten"), rows=rows)


def _definitions(known: Known, _key: str) -> Iterator[Part]:
    rows = tuple(
        (known.names[one], known.definitions[one]) for one in topics_of(known=known) if one in known.definitions
    )
    if rows:
        yield Part(kind="table", text="Begrippen", columns=("Thema", "Betekenis"), rows=rows)


def _chart_block(known: Known, _key: str) -> Iterator[Part]:
    yield from (chart_of(known=known, topic=one) for one in topics_of(known=known)[:1] if one in known.counts)


_BLOCKS = {
    "trends": _trends, "chart": _chart_block, "statistics": _statistics, "calendar": _calendar, "changes": _changes,
    "white_spots": _white_spots, "approach": _approach, "advice": _advice, "sources": _sources,
    "definitions": _definitions,
}  # fmt: skip
