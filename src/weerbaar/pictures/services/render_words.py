"""The words that every form of a picture shares. A picture is a Dutch document; `language` says them in English.

Page, PDF, Word, slides and Markdown take their statements and figures from here, so that they cannot differ.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from weerbaar.pictures.services.content import Part, PictureContent
from weerbaar.pictures.services.language import ours, say

CERTAINTY = {
    "unknown": "onbekend",
    "unlikely": "onwaarschijnlijk",
    "conceivable": "voorstelbaar",
    "possible": "mogelijk",
    "likely": "waarschijnlijk",
    "almost_certain": "vrijwel zeker",
}
SHARING = {
    "red": "TLP:RED, alleen voor wie genoemd is",
    "amber_strict": "TLP:AMBER+STRICT, alleen de eigen organisatie",
    "amber": "TLP:AMBER, eigen organisatie en partners die het nodig hebben",
    "green": "TLP:GREEN, iedereen in het programma",
    "clear": "TLP:CLEAR, iedereen",
}
OPENNESS = {
    "public": "openbaar",
    "internal": "intern gemeente",
    "network": "vertrouwelijk netwerk: driehoek en partners",
}
WOO = "Dit beeld is een document onder de Wet open overheid. Het is geschreven om openbaar te kunnen worden."
NO_DATA = "In deze periode is hierover niets bekend. Dat is iets anders dan: er is niets aan de hand."
WITHOUT_BASIS = "Let op: bij deze uitspraak staat nog niet waarop zij rust."
NO_SOCIAL_MEDIA = "Wat op sociale media speelt, wordt niet verzameld."
NOT_YET = (
    "Netwerk, trainingen en minimale vereisten staan nog niet in Weerbaar. Schrijf in dit onderdeel zelf wat daarover "
    "bekend is."
)
CALENDAR = "Dagen die ertoe kunnen doen"
ADVICE, DEFINITIONS, APPROACH_TITLE = "Advies en wat ermee gebeurde", "Begrippen", "Aanpak naast beeld"
NO_FIGURES = (CALENDAR, ADVICE, DEFINITIONS)
CHANGED = "Gewijzigd sinds het vorige beeld"
FIRST_PICTURE = "Dit is het eerste beeld van dit gebied; er is niets om mee te vergelijken."
NOTHING_MOVED = "Uitspraken en cijfers zijn dezelfde als in het vorige beeld."
APPROACH = ("Fenomeen", "Beleid", "Netwerk", "Training", "Aanbod")
RISE = "Een stijging is een stijging in aandacht. Zij zegt niet dat er meer dreiging is."


def unread_weeks(unread: int, weeks: int) -> str:
    """How much of the period was not read."""
    return f"In {unread} van de {weeks} weken is geen bericht gelezen. Dat is iets anders dan rust."


def certainty_of(part: Part) -> str:
    """How sure a statement is, as a word of the ladder."""
    return say(_certainty(part))


def _certainty(part: Part) -> str:
    return CERTAINTY.get(part.certainty, part.certainty) or CERTAINTY["unknown"]


def statement_facts(part: Part) -> str:
    """How sure, why, and since when: one line below a statement."""
    words = f"Zekerheid: {_certainty(part)}"
    words += f" ({part.reason.rstrip('.')})" if part.reason else ""
    return say(f"{words}. Vastgesteld op {_day(part.stated_on)}." if part.stated_on else f"{words}.")


def basis_line(part: Part) -> str:
    """What a statement rests on, by name; a statement without basis says so."""
    if not part.traces:
        return say(WITHOUT_BASIS)
    return ours(f"{say('Rust op:')} {'; '.join(trace.label for trace in part.traces)}.")


def front_lines(content: PictureContent) -> list[tuple[str, str]]:
    """The facts on the cover."""
    lines = [
        ("Gebied", content.area),
        ("Periode", content.period),
        ("Regie", content.director),
        ("Verspreiding", say(SHARING.get(content.sharing, content.sharing))),
        ("Openbaarheid", say(OPENNESS.get(content.openness, content.openness))),
        ("Voor", say(", ".join(content.recipients) or "nog niet gekozen")),
        ("Samengesteld op", day(content.composed_on)),
        ("Opnieuw bekijken op", day(content.review_on)),
    ]
    return [(say(name), words) for name, words in lines if words]


def fresh_until(iso: str) -> str:
    """The day of the newest thing in a section; nothing when that is not known."""
    return say(f"bijgewerkt tot {_day(iso)}") if iso else ""


def marking(content: PictureContent) -> str:
    """The line at the top of every page."""
    sharing, openness = SHARING.get(content.sharing, content.sharing), OPENNESS.get(content.openness, content.openness)
    return ours(f"{say(sharing)} · {say(openness)}")


def day(iso: str) -> str:
    """`2026-09-30` as `30-09-2026`, in English as `30 September 2026`; other text as it is."""
    return say(_day(iso))


def _day(iso: str) -> str:
    parts = iso[:10].split("-")
    return "-".join(reversed(parts)) if len(parts) == 3 and all(one.isdigit() for one in parts) else iso


def number(value: Any) -> str:
    """A figure as it is printed: Dutch comma (in English a point), a dash where nothing is known."""
    return say(_number(value))


def _number(value: Any) -> str:
    if value is None:
        return "–"
    if isinstance(value, str):
        return value
    shown = f"{value:,.1f}" if isinstance(value, float) and not value.is_integer() else f"{value:,.0f}"
    return shown.translate(str.maketrans(",.", ".,"))


def decimal(value: Decimal) -> str:
    """A figure with all its decimals, in Dutch: `14.200`, `3,25`."""
    return f"{value.normalize():,f}".translate(str.maketrans(",.", ".,"))


def chart_figures(part: Part) -> list[tuple[str, str]]:
    """The figures of a chart, one per label: the twin that everyone can read."""
    chart = part.chart or {}
    return [(str(label), number(value)) for label, value in zip(chart["labels"], chart["values"], strict=True)]


def chart_in_words(part: Part) -> str:
    """What a chart shows, for who cannot see it."""
    if part.alternative:
        return part.alternative
    chart = part.chart or {}
    known = [
        (label, value)
        for label, value in zip(chart["labels"], chart["values"], strict=True)
        if isinstance(value, int | float)
    ]
    if not known:
        return say(f"Grafiek: {part.text}. Er zijn geen cijfers.")
    low, high = min(known, key=lambda one: one[1]), max(known, key=lambda one: one[1])
    return say(
        f"Grafiek: {part.text}. Laagste {_number(low[1])} ({low[0]}), hoogste {_number(high[1])} ({high[0]}), "
        f"laatste {_number(known[-1][1])} ({known[-1][0]})."
    )


def figures_line(part: Part) -> str:
    """All figures of a chart on one line."""
    return ours(f"{say('Cijfers:')} {'; '.join(f'{label}: {value}' for label, value in chart_figures(part))}.")


LINE, CELL, WIDEST = 90, 5, 60
"""In characters: a line of the page, the room around the text of a cell, the widest a cell asks for."""


def column_shares(rows: Sequence[tuple[str, ...]]) -> list[float]:
    """The share of the line of each column: its longest word first, then what is left goes to who has most to say."""
    columns = list(zip(*rows, strict=True))
    least = [max(len(word) for cell in column for word in cell.split() or [""]) + CELL for column in columns]
    most = [min(max(map(len, column)), WIDEST) + CELL for column in columns]
    asked = [max(0, high - low) for low, high in zip(least, most, strict=True)]
    left = LINE - sum(least)
    if left <= 0 or not sum(asked):
        return [float(one) for one in least]
    return [low + left * wish / sum(asked) for low, wish in zip(least, asked, strict=True)]
