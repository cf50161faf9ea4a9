"""Signals to play with, made by the services."""

from typing import Any

from tests.cast import Cast
from weerbaar.regions.models import Municipality
from weerbaar.signals import services
from weerbaar.signals.models import Label, Quarantine, Question, Signal

PLAIN = "In de wijk hangen sinds maandag stickers tegen de opvang van asielzoekers."
DOUBT = "Een leerling uit klas vier deelt filmpjes over het kalifaat."


def report(cast: Cast, key: str, place: Municipality, text: str, **coding: Any) -> services.Outcome:
    given = services.Report(text=text, municipality=place, **coding)
    return services.record_signal(actor=cast[key], report=given, now=cast.now)


def reported(cast: Cast, key: str, place: Municipality, text: str = PLAIN, **coding: Any) -> Signal:
    signal = report(cast, key, place, text, **coding).signal
    assert signal is not None
    return signal


def held_by_school(cast: Cast) -> Quarantine:
    report(cast, "school_coordinator", cast.here, DOUBT)
    return Quarantine.objects.get(municipality=cast.here)


def held_elsewhere(cast: Cast) -> Quarantine:
    report(cast, "official_elsewhere", cast.elsewhere, DOUBT)
    return Quarantine.objects.get(municipality=cast.elsewhere)


def answered(cast: Cast) -> Question:
    """A question to the police about a signal of the municipality here, still open."""
    signal = reported(cast, "official_here", cast.here, "Jongeren delen oproepen om te rellen.", label=Label.RED)
    services.move_signal(actor=cast["official_here"], signal=signal, before="new", after="review", now=cast.now)
    return services.ask_partner(
        actor=cast["official_here"],
        signal=signal,
        organisation=cast.organisations["police"],
        text="Ziet u dit ook?",
        now=cast.now,
    )
