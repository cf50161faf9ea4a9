"""What the authorisation matrix plays with in this room."""

from typing import Any

from django.utils.timezone import now

from tests.cast import Cast
from weerbaar.advice.models import Advice, Gathering
from weerbaar.advice.tests import stage

Pair = tuple[dict[str, Any], dict[str, Any]]


def subjects(cast: Cast) -> dict[str, Pair]:
    sent = _pair(cast, lambda key, place: stage.sent(cast, key, place, title="Verstuurd")[0])
    draft = _pair(cast, lambda key, place: stage.written(cast, key, place, title="Concept"))
    reading = _pair(cast, lambda key, place: stage.reading(cast, key, place, title="Bij de lezer"))
    ready = _pair(cast, lambda key, place: stage.ready(cast, key, place, title="Klaar"))
    answered = _pair(cast, lambda key, place: stage.answered(cast, key, place, title="Beantwoord"))
    _advice, token = stage.sent(cast, "official_here", "town_here", title="Met een link", now=now())
    return {
        **dict.fromkeys(("advice:advice", "advice:document", "advice:print", "advice:take", "advice:remind"), sent),
        "advice:answer": sent,
        "advice:change": draft,
        "advice:ask-reader": draft,
        "advice:confirm": reading,
        "advice:give-back": reading,
        "advice:send": ready,
        "advice:follow-up": answered,
        "advice:answer-by-link": ({"token": token}, {"token": "geen-link"}),
        **_gatherings(cast),
    }


def _pair(cast: Cast, make: Any) -> Pair:
    """One to the town here and one to the town elsewhere, each with the canary of its side in the text."""
    here, elsewhere = make("official_here", "town_here"), make("official_elsewhere", "town_elsewhere")
    Advice.objects.filter(pk=here.pk).update(question=f"Wat nu? {cast.canary_here}")
    Advice.objects.filter(pk=elsewhere.pk).update(question=f"Wat nu? {cast.canary_elsewhere}")
    return {"pk": here.pk}, {"pk": elsewhere.pk}


def _gatherings(cast: Cast) -> dict[str, Pair]:
    at = now()
    here, elsewhere = stage.gathering(cast, "Hier", at), stage.gathering(cast, "Elders", at)
    token = stage.asked(cast, here, "police", at)
    stage.reported(cast, here, "town_here")
    stage.reported(cast, elsewhere, "town_elsewhere")
    Gathering.objects.filter(pk=here.pk).update(report=f"Verslag {cast.canary_here}")
    Gathering.objects.filter(pk=elsewhere.pk).update(report=f"Verslag {cast.canary_elsewhere}")
    pair = ({"pk": here.pk}, {"pk": elsewhere.pk})
    names = ("gathering", "ask", "report", "publish", "return-report")
    return {
        **{f"advice:{name}": pair for name in names},
        "advice:bring": ({"token": token}, {"token": "geen-link"}),
    }


def posts(cast: Cast) -> dict[str, Pair]:
    words = {
        "title": "Nieuw advies",
        "question": "Wat doen we?",
        "text": stage.TEXT,
        "first_step": "Bel elkaar.",
        "due_on": "2026-12-01",
        "version": "1",
    }
    place = {name: str(one.pk) for name, one in cast.organisations.items()}
    both = [{**words, "body": f"college:{place[name]}"} for name in ("town_here", "town_elsewhere")]
    questions = {f"question_{number}": "Wat ziet u?" for number in (1, 2, 3)}
    call = {"kind": "living_lab", "title": "Nog een", "held_on": "2026-12-01", **questions}
    return {
        "advice:write": (both[0], both[1]),
        "advice:change": (both[0], both[1]),
        "advice:ask-reader": ({"organisation": place["programme"]},) * 2,
        "advice:confirm": ({"version": "1"},) * 2,
        "advice:give-back": ({"remark": "Noem de eerste stap preciezer."},) * 2,
        "advice:send": ({"recipients": "secretariaat@toneel.example"},) * 2,
        "advice:remind": ({"recipients": ""},) * 2,
        "advice:answer": ({"answer": "adopted", "reason": ""},) * 2,
        "advice:answer-by-link": ({"answer": "partly", "reason": "Een deel past nu niet."},) * 2,
        "advice:follow-up": ({"done": "Er is een afspraak gemaakt.", "change": "Het is rustiger."},) * 2,
        "advice:call": (call, call),
        "advice:ask": ({"organisation": place["police"], "recipient": "balie@toneel.example"},) * 2,
        "advice:report": ({"report": "Iedereen zag minder.", "organisation": place["police"], "version": "2"},) * 2,
        "advice:publish": ({"version": "2"},) * 2,
        "advice:return-report": ({"remark": "Het mag korter."},) * 2,
        "advice:bring": ({"answer_1": "Minder stickers.", "answer_2": "", "answer_3": ""},) * 2,
    }
