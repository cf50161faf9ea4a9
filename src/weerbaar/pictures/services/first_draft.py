"""A first draft from items alone: what was counted, what stands out, where it comes from, and what is not known.

It judges nothing: no statement, no certainty, no advice. Those are written by people.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from weerbaar.pictures.services import render_words as words
from weerbaar.pictures.services.content import SECTIONS, Part, PictureContent, SectionContent, Trace
from weerbaar.pictures.services.period import Period

TITLES_A_TOPIC, TITLES_IN_ALL, CHARTS = 5, 60, 12


@dataclass(frozen=True)
class Told:
    """One item of the period that is about the municipality, already scrubbed."""

    record_id: str
    title: str
    day: date
    link: str
    source: str
    topics: tuple[str, ...]


@dataclass(frozen=True)
class TopicWeeks:
    """The counts of a topic per week of the period; what the detector says of its last week, in words."""

    key: str
    name: str
    topic_class: str
    definition: str
    counts: tuple[int, ...]
    before: int
    finding: str = ""
    finding_id: str = ""


@dataclass(frozen=True)
class Material:
    """Everything the draft is made of."""

    code: str
    area: str
    region: str
    period: Period
    weeks: tuple[str, ...]
    totals: tuple[int, ...]
    before: int
    topics: tuple[TopicWeeks, ...]
    items: tuple[Told, ...]
    outside: int
    elsewhere: int
    left_out: tuple[tuple[str, str], ...] = ()
    masked: dict[str, int] = field(default_factory=dict)
    unread: int = 0
    library: str = ""
    has_figures: bool = False


def first_draft(*, material: Material, on: date) -> PictureContent:
    """The eleven sections, with a decent word wherever there is nothing."""
    parts = {key: tuple(make(material)) for key, make in _MAKERS.items()}
    sections = tuple(
        SectionContent(one.number, one.key, one.title, "", _fresh(material), parts.get(one.key, ())) for one in SECTIONS
    )
    used = tuple(Trace("item", one.record_id, one.title, one.link) for one in material.items)
    return PictureContent(
        title=f"Lokaal beeld {material.area}: concept", area=f"{material.area} ({material.code})",
        period=str(material.period), sharing="amber_strict", openness="internal",
        director=f"nog te kiezen in {material.region}", recipients=(), review_on="",
        composed_on=on.isoformat(), sections=sections, used=used,
    )  # fmt: skip


def _fresh(material: Material) -> str:
    return max((one.day for one in material.items), default=material.period.last).isoformat()


def _cover(material: Material) -> Iterator[Part]:
    yield Part(
        kind="note",
        text="Dit is een concept. Het is geteld en geordend door de computer, uit de documenten die zijn meegegeven. "
        "Niemand heeft er nog betekenis aan gegeven, en niemand heeft het vastgesteld.",
    )


def _core(material: Material) -> Iterator[Part]:
    if not material.items:
        yield Part(kind="paragraph", text=words.NO_DATA)
    else:
        yield Part(
            kind="paragraph",
            text=f"In {material.period} zijn {words.number(sum(material.totals))} verschillende berichten over "
            f"{material.area} gelezen. {_compared(material.before)} {words.RISE}",
        )
        telling = [one.finding for one in material.topics if one.finding]
        if telling:
            yield Part(kind="heading", text="Wat opvalt in de laatste week van de periode")
            yield Part(kind="list", items=tuple(telling[:5]))
    yield Part(kind="heading", text="Wat mensen nu doen")
    yield Part(kind="list", items=(
        "De analist leest de berichten per thema en schrijft op wat zij hier betekenen (duiding).",
        "Iemand van een andere organisatie leest mee.",
        "Partners vullen aan wat zij zelf zien. Dat staat in geen enkele openbare bron.",
    ))  # fmt: skip


def _compared(before: int) -> str:
    if not before:
        return "Over de periode ervoor zijn geen berichten meegegeven; vergelijken kan dus niet."
    return f"In de periode ervoor waren dat er {words.number(before)}."


def _account(material: Material) -> Iterator[Part]:
    counted = Counter(one.source for one in material.items)
    yield Part(kind="heading", text="Waar dit op rust")
    if counted:
        rows = tuple((name, words.number(number)) for name, number in sorted(counted.items()))
        yield Part(kind="table", text="Gelezen bronnen in deze periode", columns=("Bron", "Berichten"), rows=rows)
    lines = [
        f"Berichten buiten de periode: {words.number(material.outside)}. Die tellen alleen mee als geschiedenis.",
        f"Berichten die over andere gemeenten gaan: {words.number(material.elsewhere)}.",
        f"Persoonsgegevens die zijn weggehaald voordat er iets werd bewaard: {_masked(material.masked)}.",
        "Kopieën van hetzelfde bericht tellen één keer.",
    ]
    if material.unread:
        lines.append(f"Berichten die niet konden worden verwerkt: {words.number(material.unread)}.")
    yield Part(kind="list", items=tuple(lines))
    if material.left_out:
        yield Part(
            kind="table", text="Niet gelezen, en waarom", columns=("Bestand", "Reden"), rows=material.left_out[:60]
        )
    yield Part(kind="heading", text="Witte vlekken")
    yield Part(kind="list", items=tuple(_white_spots(material)))


def _masked(masked: dict[str, int]) -> str:
    return ", ".join(f"{kind} {words.number(count)}" for kind, count in sorted(masked.items())) or "geen"


def _white_spots(material: Material) -> Iterator[str]:
    silent = [one.name for one in material.topics if one.topic_class != "protected" and not any(one.counts)]
    empty = sum(1 for one in material.totals if not one)
    if empty:
        yield words.unread_weeks(empty, len(material.weeks))
    if silent:
        yield f"Geen bericht over: {', '.join(silent)}. Dat zegt niet dat het er niet is."
    yield "Wat professionals merken (signalen), staat hier niet in: dat komt uit het gesprek met partners."
    yield words.NO_SOCIAL_MEDIA
    if not material.has_figures:
        yield "Er zijn geen contextcijfers (bijvoorbeeld van het CBS) meegegeven."
    yield "Nog geen duiding: of een stijging iets betekent, is hier niet beoordeeld."


def _context(material: Material) -> Iterator[Part]:
    if any(material.totals):
        yield _chart(material, f"Alle berichten over {material.area} per week", material.totals)
    yield from _topic_table(material, "context", "Berichten over de voedingsbodem")


def _phenomena(material: Material) -> Iterator[Part]:
    shown = sorted((one for one in material.topics if one.topic_class == "phenomenon" and any(one.counts)), key=_name)
    if not shown:
        yield Part(kind="paragraph", text=words.NO_DATA)
    charts = {one.key for one in sorted(shown, key=lambda one: -sum(one.counts))[: CHARTS - 1]}
    for topic in shown:
        yield from _topic(material, topic, topic.key in charts)
    protected = sum(sum(one.counts) for one in material.topics if one.topic_class == "protected")
    if protected:
        yield Part(kind="heading", text="Activisme en protest")
        yield Part(
            kind="paragraph",
            text=f"{words.number(protected)} berichten gaan over protest. Protesteren is een grondrecht en geen "
            "extremisme. Daarom wordt hier niet gezocht naar een stijging.",
        )


def _name(topic: TopicWeeks) -> str:
    return topic.name


def _topic(material: Material, topic: TopicWeeks, with_chart: bool) -> Iterator[Part]:
    yield Part(kind="heading", text=topic.name)
    yield Part(kind="paragraph", text=" ".join(filter(None, (
        f"{words.number(sum(topic.counts))} berichten in deze periode, {words.number(topic.before)} in die ervoor.",
        topic.finding,
    ))))  # fmt: skip
    if with_chart:
        yield _chart(material, f"{topic.name}: berichten per week", topic.counts)
    titles = [one for one in material.items if topic.key in one.topics]
    lines = [f"{one.day:%d-%m-%Y}: {one.title} ({one.source})" for one in titles[:TITLES_A_TOPIC]]
    if len(titles) > TITLES_A_TOPIC:
        lines.append(f"en nog {words.number(len(titles) - TITLES_A_TOPIC)}, zie herkomst.csv")
    if lines:
        yield Part(kind="heading", text="Waar dit vandaan komt", level=4)
        yield Part(kind="list", items=tuple(lines))


def _chart(material: Material, title: str, counts: Sequence[int]) -> Part:
    figures = {"kind": "line", "labels": list(material.weeks), "values": list(counts), "unit": "berichten"}
    note = f"n = {words.number(sum(counts))}, {material.period}, kopieën één keer geteld"
    return Part(kind="chart", text=title, chart=figures, note=note)


def _topic_table(material: Material, topic_class: str, title: str) -> Iterator[Part]:
    rows = tuple(
        (one.name, words.number(one.before), words.number(sum(one.counts)))
        for one in sorted(material.topics, key=_name)
        if one.topic_class == topic_class and (any(one.counts) or one.before)
    )
    if rows:
        yield Part(kind="table", text=title, columns=("Thema", "Periode ervoor", "Deze periode"), rows=rows)


def _resilience(material: Material) -> Iterator[Part]:
    yield from _topic_table(material, "resilience", "Berichten over wat goed gaat")
    yield Part(kind="note", text=words.NOT_YET)


def _approach(material: Material) -> Iterator[Part]:
    shown = sorted((one for one in material.topics if one.topic_class == "phenomenon" and any(one.counts)), key=_name)
    if shown:
        rows = tuple((one.name, *("onbekend",) * 4) for one in shown)
        text = "Is de aanpak op orde? Vul dit samen in"
        yield Part(kind="table", text=text, columns=words.APPROACH, rows=rows)


def _scenarios(_material: Material) -> Iterator[Part]:
    yield Part(kind="note", text="Scenario's schrijven mensen, na de duiding. Een computer voorspelt hier niets.")


def _advice(_material: Material) -> Iterator[Part]:
    yield Part(kind="note", text="Nog geen advies. Een advies heeft een onderbouwing, een eigenaar en een datum nodig.")


def _annexes(material: Material) -> Iterator[Part]:
    known = [one for one in sorted(material.topics, key=_name) if any(one.counts)]
    if known:
        yield Part(kind="heading", text="Begrippen")
        rows = tuple((one.name, one.definition) for one in known)
        yield Part(kind="table", text="Wat met een thema wordt bedoeld", columns=("Thema", "Betekenis"), rows=rows)
        yield Part(kind="heading", text="Aantallen per maand")
        yield _months(material, known)
    if material.items:
        yield Part(kind="heading", text="Herkomst")
        shown = material.items[:TITLES_IN_ALL]
        told = tuple((f"{one.day:%d-%m-%Y}", one.title, one.source) for one in shown)
        text = f"De nieuwste {len(shown)} van {words.number(len(material.items))} berichten; alle staan in herkomst.csv"
        yield Part(kind="table", text=text, columns=("Dag", "Titel", "Bron"), rows=told)
    yield Part(
        kind="note", text=f"Gemaakt met Weerbaar {material.library}. Dezelfde documenten geven dezelfde cijfers."
    )


def _months(material: Material, topics: Sequence[TopicWeeks]) -> Part:
    months = [f"{one.month:02d}-{one.year}" for one in _thursdays(material)]
    columns = ("Thema", *dict.fromkeys(months), "Totaal")
    rows = []
    for topic in topics:
        counted: dict[str, int] = defaultdict(int)
        for month, count in zip(months, topic.counts, strict=True):
            counted[month] += count
        rows.append((topic.name, *map(words.number, counted.values()), words.number(sum(topic.counts))))
    return Part(kind="table", text="Berichten per thema en maand", columns=columns, rows=tuple(rows))


def _thursdays(material: Material) -> Iterator[date]:
    return (date.fromisocalendar(int(week[:4]), int(week[6:]), 4) for week in material.weeks)


_MAKERS = {
    "cover": _cover, "core": _core, "account": _account, "context": _context, "phenomena": _phenomena,
    "resilience": _resilience, "approach": _approach, "scenarios": _scenarios, "advice": _advice, "annexes": _annexes,
}  # fmt: skip
