"""What the authorisation matrix plays with in this room."""

from typing import Any

from django.utils.timezone import now

from tests.cast import Cast
from weerbaar.regions.models import Municipality
from weerbaar.signals import services
from weerbaar.signals.models import Label, Signal
from weerbaar.signals.selectors import code_for
from weerbaar.signals.tests.stage import answered, held_by_school, held_elsewhere, reported


def subjects(cast: Cast) -> dict[str, tuple[dict[str, Any], dict[str, Any]]]:
    here, elsewhere = _signal(cast, "here"), _signal(cast, "elsewhere")
    pair = ({"pk": here.pk}, {"pk": elsewhere.pk})
    links = [_link(cast, place) for place in ("town_here", "town_elsewhere")]
    held = ({"pk": held_by_school(cast).pk}, {"pk": held_elsewhere(cast).pk})
    question = answered(cast)
    cluster_here = _cluster(cast, "official_here", here)
    cluster_elsewhere = _cluster(cast, "official_elsewhere", elsewhere)
    saved = services.save_filter(actor=cast["official_here"], name="Nieuw", query="lijst=mine")
    other = services.save_filter(actor=cast["official_elsewhere"], name="Nieuw", query="lijst=mine")
    return {
        "signals:signal": pair,
        "signals:move": pair,
        "signals:take": pair,
        "signals:code": pair,
        "signals:see-too": pair,
        "signals:ask": pair,
        "signals:tell": pair,
        "signals:cluster": ({"pk": cluster_here}, {"pk": cluster_elsewhere}),
        "signals:forget-filter": ({"pk": saved.pk}, {"pk": other.pk}),
        "signals:answer": ({"pk": question.pk}, {"pk": "0" * 8 + "-0000-0000-0000-" + "0" * 12}),
        "signals:revoke": ({"pk": links[0][0].pk}, {"pk": links[1][0].pk}),
        "signals:release": held,
        "signals:destroy": held,
        "signals:report-by-link": ({"token": links[0][1]}, {"token": "not-a-link"}),
        "signals:receipt": (
            {"code": code_for(submission=here.submission)},
            {"code": "AAAA-AAAA-AAAA"},
        ),
    }


def posts(cast: Cast) -> dict[str, tuple[dict[str, Any], dict[str, Any]]]:
    text = {"text": "In de wijk hangen stickers tegen de opvang.", "send": "1", "period": "this_week"}
    text |= {"label": "amber_strict"}
    here, elsewhere = cast.here.code, cast.elsewhere.code
    coding = {"topic": "", "reliability": "seen", "certainty": "unknown", "label": "amber_strict"}
    organisation = {name: str(cast.organisations[name].pk) for name in ("police", "town_here", "town_elsewhere")}
    return {
        "signals:report": (
            {**text, "municipality": here, "shown": here},
            {**text, "municipality": elsewhere, "shown": elsewhere},
        ),
        "signals:report-by-link": ({**text, "municipality": here, "shown": here},) * 2,
        "signals:status": ({"code": "AAAA-AAAA-AAAA"},) * 2,
        "signals:bulk": ({"order": "take", "tick": "no-id"},) * 2,
        "signals:save-filter": ({"name": "Laat", "query": "lijst=late"},) * 2,
        "signals:move": ({"before": "new", "after": "review"},) * 2,
        "signals:code": (coding | {"reliability": "proven"},) * 2,
        "signals:see-too": ({"note": ""},) * 2,
        "signals:ask": ({"organisation": organisation["police"], "text": "Ziet u dit ook?"},) * 2,
        "signals:tell": ({"text": "Dank, we kijken ernaar."},) * 2,
        "signals:answer": ({"text": "Wij zien dit ook."},) * 2,
        "signals:links": (
            {"organisation": organisation["town_here"], "function": "jongerenwerker"},
            {"organisation": organisation["town_elsewhere"], "function": "jongerenwerker"},
        ),
        "signals:retention": ({"months": "12", "reason": "afgesproken"},) * 2,
    }


def _signal(cast: Cast, side: str) -> Signal:
    """Shared with the partners of its municipality, with the canary of its side in the text."""
    place: Municipality = getattr(cast, side)
    canary = cast.canary_here if side == "here" else cast.canary_elsewhere
    signal = reported(cast, f"official_{side}", place, "Er hangen stickers tegen de opvang.", label=Label.AMBER)
    Signal.objects.filter(pk=signal.pk).update(text=f"Er hangen stickers tegen de opvang {canary}")
    return signal


def _link(cast: Cast, place: str) -> Any:
    return services.issue_link(
        actor=cast["analyst"], organisation=cast.organisations[place], function="jongerenwerker", now=now()
    )


def _cluster(cast: Cast, key: str, signal: Signal) -> Any:
    return services.cluster_signals(actor=cast[key], signals=[signal], name="Stickers", now=cast.now).pk
