"""Trends and interpretations to play with, made by the services."""

from dataclasses import replace
from typing import Any

from tests.cast import Cast
from weerbaar.regions.models import Municipality
from weerbaar.signals.models import Label
from weerbaar.signals.services import Report, record_signal
from weerbaar.trends import services
from weerbaar.trends.models import Alternative, Criterion, Interpretation, Trend
from weerbaar.trends.selectors import MeaningText

EXTREMISM, PROTEST, RESILIENCE = "rechts-extremisme", "protest", "jongerenwerk"
FULL = MeaningText(
    nature="extremism",
    nature_reason="Er wordt opgeroepen tot geweld en dat gebeurt stelselmatig.",
    fact="In twee weken kwamen er twaalf berichten over stickers; normaal zijn dat er drie.",
    meaning="De stickers horen bij een landelijke campagne die hier weinig weerklank vindt.",
    direction="more",
    likelihood="possible",
    likelihood_reason="Drie bronnen zeggen hetzelfde, maar ze zijn kort na elkaar.",
    criteria={key: {"extent": "some", "note": "Enkele keren gezien."} for key in Criterion.values},
    alternatives={key: {"weighed": "no", "note": "Nagekeken in de bronnen."} for key in Alternative.values},
)
WEEK = "2026-W09"


def signal_key(cast: Cast, side: str = "here") -> str:
    """The id of a signal that the municipality of this side and the programme see."""
    place: Municipality = getattr(cast, side)
    report = Report(text="Er hangen stickers tegen de opvang in de wijk.", municipality=place, label=Label.AMBER)
    signal = record_signal(actor=cast[f"official_{side}"], report=report, now=cast.now).signal
    assert signal is not None
    return str(signal.pk)


def opened(cast: Cast, key: str = "analyst", *, codes: tuple[str, ...] | None = None, **fields: Any) -> Trend:
    """A trend about the municipality *here*, unless other codes are given, on one signal."""
    draft = services.TrendDraft(
        submission=f"opened-{key}-{len(Trend.objects.all())}",
        name="Stickers rond de opvang",
        topic=EXTREMISM,
        municipality_codes=(cast.here.code,) if codes is None else codes,
    )
    return services.open_trend(actor=cast[key], draft=replace(draft, **fields), week=WEEK, now=cast.now)


def on_a_signal(cast: Cast, key: str = "analyst", **fields: Any) -> Trend:
    return opened(cast, key, evidence=(("signal", signal_key(cast)),), **fields)


def written(cast: Cast, trend: Trend, key: str = "analyst", text: MeaningText = FULL) -> Interpretation:
    number = Interpretation.objects.count()
    return services.write_interpretation(
        actor=cast[key], trend=trend, text=text, submission=f"written-{number}", now=cast.now
    )


def asked(cast: Cast, row: Interpretation, place: str = "town_here", key: str = "analyst") -> None:
    services.ask_second_reader(
        actor=cast[key],
        interpretation=row,
        organisation=cast.organisations[place],
        read_version=Interpretation.objects.get(pk=row.pk).version,
        now=cast.now,
    )


def counted(cast: Cast, trend: Trend | None = None, text: MeaningText = FULL) -> Interpretation:
    """An interpretation by the programme that the municipality *here* read as second."""
    row = written(cast, trend or on_a_signal(cast), text=text)
    asked(cast, row)
    services.agree(actor=cast["official_here"], interpretation=row, read_version=1, now=cast.now)
    row.refresh_from_db()
    return row
