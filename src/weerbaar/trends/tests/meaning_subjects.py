"""What the authorisation matrix plays with on the pages of trends and interpretations."""

from datetime import timedelta
from typing import Any

from tests.cast import Cast
from weerbaar.trends import services
from weerbaar.trends.forms import MeaningForm
from weerbaar.trends.models import Evidence, Interpretation, Promise, Trend
from weerbaar.trends.selectors import MeaningText
from weerbaar.trends.tests.stage import EXTREMISM, FULL, WEEK, asked, opened, signal_key, written

SIDES = ("here", "elsewhere")


def meaning_subjects(cast: Cast) -> dict[str, tuple[dict[str, Any], dict[str, Any]]]:
    trends = [_trend(cast, side) for side in SIDES]
    counts = [_read(cast, trend, side) for trend, side in zip(trends, SIDES, strict=True)]
    drafts = [_marked(cast, written(cast, trend), side) for trend, side in zip(trends, SIDES, strict=True)]
    waits = [_asked(cast, trend, side) for trend, side in zip(trends, SIDES, strict=True)]
    pair = tuple({"pk": one.pk} for one in trends)
    links = tuple({"pk": one.pk, "evidence": Evidence.objects.filter(trend=one)[0].pk} for one in trends)
    found: dict[str, Any] = {f"trends:{name}": pair for name in ("trend", "link", "close", "write")}
    return found | {
        "trends:unlink": links,
        "trends:interpretation": tuple({"pk": one.pk} for one in counts),
        "trends:version": tuple({"pk": one.pk, "number": 1} for one in counts),
        "trends:edit": tuple({"pk": one.pk} for one in drafts),
        "trends:ask": tuple({"pk": one.pk} for one in drafts),
        "trends:read": tuple({"pk": one.pk} for one in waits),
        "trends:place": ({"code": cast.here.code}, {"code": cast.elsewhere.code}),
        "trends:topic": ({"key": EXTREMISM}, {"key": EXTREMISM}),
        "trends:keep-promise": (
            {"pk": _promise(cast, "analyst", "town_here").pk},
            {"pk": _promise(cast, "official_elsewhere", "programme").pk},
        ),
    }


def meaning_posts(cast: Cast) -> dict[str, tuple[dict[str, Any], dict[str, Any]]]:
    text = {**MeaningForm.initial_of(FULL), "submission": "matrix", "version": 1}
    town = [{"version": 1, "organisation": str(cast.organisations[f"town_{side}"].pk)} for side in SIDES]
    opening = {"submission": "matrix", "name": "Stickers", "topic": EXTREMISM, "week": WEEK, "evidence": ""}
    promise = {"submission": "matrix", "text": "Een duiding.", "due_on": "2126-01-01"}
    return {
        "trends:week": tuple(
            promise | {"addressee": str(cast.organisations[name].pk)} for name in ("town_here", "programme")
        ),
        "trends:open": tuple({**opening, "municipalities": [getattr(cast, side).code]} for side in SIDES),
        "trends:write": (text,) * 2,
        "trends:edit": (text,) * 2,
        "trends:ask": (town[0], town[1]),
        "trends:read": ({"version": 1, "agree": "1"},) * 2,
        "trends:close": ({"reason": "Het is voorbij."},) * 2,
        "trends:link": ({"evidence": []},) * 2,
        "trends:note-effort": ({"topic": EXTREMISM, "kind": "training", "count": 3},) * 2,
    }  # type: ignore[return-value]


def _canary(cast: Cast, side: str) -> str:
    return str(getattr(cast, f"canary_{side}"))


def _trend(cast: Cast, side: str) -> Trend:
    """A trend of the programme about one side, with the canary of that side in its name."""
    trend = opened(
        cast, codes=(getattr(cast, side).code,), submission=side, evidence=(("signal", signal_key(cast, side)),)
    )
    Trend.objects.filter(pk=trend.pk).update(name=f"Stickers {_canary(cast, side)}")
    return trend


def _marked(cast: Cast, row: Interpretation, side: str) -> Interpretation:
    for found in (Interpretation.objects.filter(pk=row.pk), row.versions):
        found.update(meaning=f"{FULL.meaning} {_canary(cast, side)}")
    return row


def _asked(cast: Cast, trend: Trend, side: str, text: MeaningText = FULL) -> Interpretation:
    row = _marked(cast, written(cast, trend, text=text), side)
    asked(cast, row, f"town_{side}")
    return row


def _read(cast: Cast, trend: Trend, side: str) -> Interpretation:
    row = _asked(cast, trend, side)
    services.agree(actor=cast[f"official_{side}"], interpretation=row, read_version=1, now=cast.now)
    return row


def _promise(cast: Cast, key: str, to: str) -> Promise:
    day = cast.now.date() + timedelta(days=7)
    draft = services.PromiseDraft(f"promise-{key}", cast.organisations[to], "Een duiding voor het overleg.", day)
    return services.make_promise(actor=cast[key], draft=draft, now=cast.now)
