"""The live blocks of a section: each makes its parts from what is known, and says so decently when that is nothing."""

from collections.abc import Iterator
from urllib.parse import urlencode

from django.urls import reverse

from weerbaar.pictures.selectors.grounds import address_of
from weerbaar.pictures.services import adding_up
from weerbaar.pictures.services import render_words as words
from weerbaar.pictures.services.content import Part, Trace
from weerbaar.pictures.services.jargon import explained_in
from weerbaar.pictures.services.known import Known
from weerbaar.pictures.services.small_numbers import EXPLAINED, LEAST, SMALL
from weerbaar.sources import selectors as sources
from weerbaar.trends.models import Interpretation, Trend

CHARTS = 12
COLUMNS = ("policy", "network", "training", "offer")
_TOPIC_OF = {
    "phenomenon": "fenomeen", "resilience": "onderwerp van weerbaarheid", "context": "onderwerp uit de voedingsbodem",
}  # fmt: skip
_COVER = {"none": "niets geregeld", "partly": "deels", "in_order": "op orde", "unknown": "onbekend"}
_DIRECTION = {"unknown": "niet bekend", "more": "neemt toe", "same": "blijft gelijk", "less": "neemt af"}


def parts_of_block(*, kind: str, known: Known, key: str) -> Iterator[Part]:
    """The parts of one block in the section with this key."""
    return _BLOCKS[kind](known, key)


def _trends(known: Known, key: str) -> Iterator[Part]:
    wanted = _class_in(key)
    shown = [one for one in known.trends if known.classes.get(one[0].topic, one[0].topic_class) == wanted]
    for trend, meanings in shown:
        yield Part(kind="heading", text=trend.name)
        yield from _meanings(trend, meanings)
    topics = [one for one, kind in known.classes.items() if kind == wanted and any(known.counts.get(one, {}).values())]
    topics.sort(key=known.name_of)
    if known.is_wide:
        yield from _whole_area(known, topics, _TOPIC_OF[wanted])
    elif wanted == "context":
        yield from _attention(known, topics)
    else:
        yield from (chart_of(known=known, topic=topic) for topic in topics[:CHARTS])
    if not shown and not topics:
        yield Part(kind="note", text=words.NO_DATA)


def _class_in(key: str) -> str:
    """The class of topics that the section with this key is about."""
    return key if key in ("resilience", "context") else "phenomenon"


def _attention(known: Known, topics: list[str]) -> Iterator[Part]:
    """What feeds the phenomena, in one table: how many items on each topic."""
    if topics:
        yield Part(
            kind="table",
            text="Berichten over de voedingsbodem",
            columns=("Onderwerp", "Berichten"),
            rows=tuple((known.name_of(one), words.number(sum(known.counts[one].values()))) for one in topics),
            note=f"{known.weeks[0]} tot en met {known.weeks[-1]}, openbare bronnen. {words.RISE}",
            traces=tuple(_list_of(known, "items", one, f"Berichten over {known.name_of(one)}") for one in topics),
        )


def _whole_area(known: Known, topics: list[str], what: str) -> Iterator[Part]:
    """One chart of what can be added up without telling anything of one municipality."""
    if any(known.sums.get(one) for one in topics):
        title = f"Berichten per {what} in {len(known.codes)} gemeenten samen"
        yield adding_up.figures_of(title=title, sums=known.sums, names=known.names, topics=topics)
    elif topics:
        yield Part(kind="note", text=f"Er zijn te weinig berichten per gemeente om op te tellen. {adding_up.ROUNDED}")


def _meanings(trend: Trend, meanings: tuple[Interpretation, ...]) -> Iterator[Part]:
    trace = _trace("trend", trend.pk, f"Ontwikkeling: {trend.name}")
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
            traces=(trace, _trace("interpretation", one.pk, f"Duiding van {one.organisation.name}")),
        )


def _trace(kind: str, key: object, label: str) -> Trace:
    return Trace(kind, str(key), label, address_of(kind=kind, record_id=str(key)))


def chart_of(*, known: Known, topic: str) -> Part:
    """The weeks of one topic in the area; a week in which nothing at all was read is a gap."""
    found, read = known.counts[topic], known.counts.get(sources.ALL, {})
    values = [found.get(week, 0 if read.get(week) else None) for week in known.weeks]
    number = words.number(sum(found.values()))
    return Part(
        kind="chart",
        text=f"{known.name_of(topic)}: berichten per week",
        chart={"kind": "line", "labels": list(known.weeks), "values": values, "unit": "berichten"},
        note=f"n = {number}, {known.weeks[0]} tot en met {known.weeks[-1]}, openbare bronnen. {words.RISE}",
        traces=(_list_of(known, "items", topic, f"Berichten over {known.name_of(topic)}"),),
    )


def _list_of(known: Known, kind: str, topic: str, label: str) -> Trace:
    """The list of items or signals behind a figure, with its filters set."""
    asked = {f"{kind}-topic": topic}
    if kind == "items" and len(known.codes) == 1:
        asked["items-place"] = known.codes[0]
    address = reverse("sources:items" if kind == "items" else "signals:list")
    return Trace(kind, f"{topic}, {', '.join(known.codes)}", label, f"{address}?{urlencode(asked)}")


def _signals(known: Known, key: str) -> Iterator[Part]:
    """How often professionals reported something, per topic; fewer than five is never a number."""
    wanted = _class_in(key)
    topics = [one for one, count in known.signals.items() if count and known.classes.get(one) == wanted]
    if not topics:
        yield Part(kind="note", text="Professionals gaven hierover in deze periode geen signalen.")
        return
    topics.sort(key=known.name_of)
    counts = [known.signals[one] for one in topics]
    yield Part(
        kind="table",
        text="Signalen van professionals",
        columns=("Onderwerp", "Signalen"),
        rows=tuple(
            (known.name_of(topic), words.number(count) if count >= LEAST else SMALL)
            for topic, count in zip(topics, counts, strict=True)
        ),
        note=EXPLAINED.split("*", maxsplit=1)[0].strip() if min(counts) < LEAST else "",
        traces=tuple(_list_of(known, "signals", one, f"Signalen over {known.name_of(one)}") for one in topics),
    )


def _statistics(known: Known, _key: str) -> Iterator[Part]:
    found = sorted(known.statistics, key=lambda one: (one.measure, one.period, one.pk))
    if not found:
        yield Part(kind="note", text="Er zijn geen contextcijfers (bijvoorbeeld van het CBS) ingelezen.")
        return
    places = [one.municipality.name if one.municipality else "" for one in found]
    figures = ((one.measure, one.period, words.decimal(one.value), one.unit) for one in found)
    used = {str(one.source_id): one.source.name for one in found}
    yield Part(
        kind="table",
        text="Contextcijfers",
        columns=("Gemeente", "Cijfer", "Periode", "Waarde", "Eenheid"),
        rows=tuple((place, *row) for place, row in zip(places, figures, strict=True)),
        traces=tuple(_trace("source", key, f"Bron: {name}") for key, name in sorted(used.items())),
    )


def _calendar(known: Known, _key: str) -> Iterator[Part]:
    rows = tuple(
        (words.day(one.on.isoformat()), one.name + (" (ongeveer)" if one.is_about else "")) for one in known.days
    )
    if rows:
        yield Part(kind="table", text=words.CALENDAR, columns=("Dag", "Wat"), rows=rows)
    yield Part(
        kind="note",
        text="Dit zijn landelijke dagen. Plaatselijke dagen schrijft de gemeente er zelf bij, in dit onderdeel.",
    )


def white_spots_of(*, known: Known) -> Iterator[str]:
    """What is not known: written by hand, weeks not read, sources that were silent, sections nobody wrote."""
    yield from (one.text for one in known.picture.white_spots.all())
    yield from found_white_spots(known=known)


def found_white_spots(*, known: Known) -> Iterator[str]:
    """The white spots that the house itself finds."""
    read = known.counts.get(sources.ALL, {})
    unread = sum(1 for week in known.weeks if not read.get(week))
    if unread:
        yield words.unread_weeks(unread, len(known.weeks))
    yield from (f"De bron {name} is stil: zij bracht twee weken of langer niets." for name in known.quiet)
    sections = known.picture.sections.all()
    wrote = {one.owner.name for one in sections if one.texts.all()}
    yield from (f"{name} heeft nog niets geschreven." for name in sorted({one.owner.name for one in sections} - wrote))
    yield words.NO_SOCIAL_MEDIA


def _white_spots(known: Known, _key: str) -> Iterator[Part]:
    yield Part(kind="heading", text="Witte vlekken")
    yield Part(kind="list", items=tuple(white_spots_of(known=known)))


def _approach(known: Known, _key: str) -> Iterator[Part]:
    cells = {(one.topic, one.column): one for one in known.picture.approach.all()}
    rows, gaps = [], []
    for topic in known.phenomena:
        found = [cells.get((topic, column)) for column in COLUMNS]
        rows.append((known.name_of(topic), *(_cover(one.cover, one.note) if one else "onbekend" for one in found)))
        gaps += [known.name_of(topic)] if any(one and one.cover == "none" for one in found) else []
    if not rows:
        yield Part(kind="note", text="Er is in deze periode geen fenomeen waar een aanpak naast gelegd kan worden.")
        return
    yield Part(kind="table", text=words.APPROACH_TITLE, columns=words.APPROACH, rows=tuple(rows))
    if gaps:
        yield Part(kind="paragraph", text=f"Hier ontbreekt iets in de aanpak: {', '.join(gaps)}.")


def _approach_here(known: Known, key: str) -> Iterator[Part]:
    yield from _approach(known, key)
    if known.is_wide:
        yield from adding_up.approach_of(local=known.local)


def _cover(cover: str, note: str) -> str:
    return f"{_COVER[cover]}: {note}" if note else _COVER[cover]


def _advice(known: Known, _key: str) -> Iterator[Part]:
    if not known.advice:
        yield Part(
            kind="note",
            text="Er is over deze periode nog geen advies verstuurd aan de gemeente, politie of driehoek hier.",
        )
        return
    yield Part(
        kind="table",
        text=words.ADVICE,
        columns=("Advies", "Aan", "Verstuurd", "Eerste stap voor", "Antwoord"),
        rows=tuple(
            (one.title, one.body, *(words.day(day.isoformat()) for day in (one.sent_on, one.due_on)), one.answer)
            for one in known.advice
        ),
        traces=tuple(Trace("advice", one.record_id, f"Advies: {one.title}", one.address) for one in known.advice),
    )


def _sources(known: Known, key: str) -> Iterator[Part]:
    if key == "account" and known.is_wide:
        yield from adding_up.made_of(local=known.local)
    if key != "account" or not known.per_source:
        elsewhere = "Gebruikte bronnen staan bij Vraag en verantwoording."
        yield Part(kind="note", text=elsewhere if known.per_source else words.NO_DATA)
        return
    found = sorted(known.per_source.items(), key=lambda one: (one[0][1], one[0][0]))
    yield Part(
        kind="table",
        text="Gelezen bronnen",
        columns=("Bron", "Berichten"),
        rows=tuple((name, words.number(count)) for (_key, name), count in found),
        traces=tuple(_trace("source", key, f"Bron: {name}") for (key, name), _count in found),
    )


def _definitions(known: Known, _key: str) -> Iterator[Part]:
    rows = [(known.name_of(one), known.definitions[one]) for one in known.phenomena if one in known.definitions]
    typed = (drafted.text for section in known.picture.sections.all() for drafted in section.texts.all()[:1])
    stated = (one.text for section in known.picture.sections.all() for one in section.statements.all())
    rows += explained_in(texts=[*typed, *stated])
    if rows:
        yield Part(
            kind="table", text=words.DEFINITIONS, columns=("Woord", "Betekenis"), rows=tuple(dict.fromkeys(rows))
        )


def _chart_block(known: Known, _key: str) -> Iterator[Part]:
    if known.is_wide:
        yield from _whole_area(known, known.phenomena, "fenomeen, nog eens")
        return
    yield from (chart_of(known=known, topic=one) for one in known.phenomena[:1] if one in known.counts)


def _rooms(_known: Known, _key: str) -> Iterator[Part]:
    yield Part(kind="note", text=words.NOT_YET)


_BLOCKS = {
    "trends": _trends, "chart": _chart_block, "statistics": _statistics, "calendar": _calendar, "signals": _signals,
    "white_spots": _white_spots, "approach": _approach_here, "advice": _advice, "sources": _sources, "rooms": _rooms,
    "definitions": _definitions,
}  # fmt: skip
