"""What the authorisation matrix plays with in this room."""

from typing import Any

from django.utils.timezone import now

from tests.cast import Cast
from weerbaar.cookers.models import Question
from weerbaar.cookers.tests.stage import held, opened, prepared

Pair = tuple[dict[str, Any], dict[str, Any]]
SIDES = ("here", "elsewhere")


def subjects(cast: Cast) -> dict[str, Pair]:
    waiting = _pair(cast, prepared)
    going_on = _pair(cast, opened)
    agreed = tuple(held(cast, side) for side in SIDES)
    action = tuple({"pk": one.cooker_id, "outcome": one.pk} for one in agreed)
    code = opened(cast, "here", now(), "by_code").code
    return {
        **dict.fromkeys(("cookers:cooker", "cookers:plan", "cookers:outcome", "cookers:open"), waiting),
        **dict.fromkeys(
            ("cookers:present", "cookers:standing", "cookers:ask", "cookers:stop", "cookers:close"), going_on
        ),
        "cookers:paper": tuple({**one, "kind": "pack", "form": "docx"} for one in waiting),
        "cookers:finish": action,
        **dict.fromkeys(("cookers:vote", "cookers:phone-standing"), ({"code": code}, {"code": "geen-code"})),
    }  # type: ignore[return-value]


def _pair(cast: Cast, make: Any) -> Pair:
    """One about the town here and one about the town elsewhere, each with the canary of its side in a statement."""
    made = []
    for side in SIDES:
        row = make(cast, side, now())
        Question.objects.filter(cooker=row, number=2).update(text=f"Stelling {getattr(cast, f'canary_{side}')}.")
        made.append({"pk": row.pk})
    return made[0], made[1]


def posts(cast: Cast) -> dict[str, Pair]:
    frozen = [str(prepared(cast, side, now()).frozen_id) for side in SIDES]
    plan = {f"statement_{number}": f"Wij doen genoeg, deel {number}." for number in range(1, 5)}
    plan |= {"held_on": "2026-12-01", "scenario": "Een gerucht gaat rond."}
    agreed = {"kind": "action", "text": "Wij bellen elkaar elke week.", "due_on": "2026-12-31"}
    return {
        "cookers:prepare": tuple({"frozen": one, "held_on": "2026-12-24"} for one in frozen),
        "cookers:plan": (plan, plan),
        "cookers:outcome": (agreed, agreed),
        "cookers:ask": ({"kind": "statement", "number": "3"},) * 2,
        "cookers:vote": ({"number": "2", "answer": "agree"},) * 2,
    }  # type: ignore[return-value]
