"""What the authorisation matrix plays with in this room."""

from typing import Any

from django.utils.timezone import now

from tests.cast import Cast
from weerbaar.pictures.models import FrozenPicture, Section, SectionText
from weerbaar.pictures.services import agree_to_freeze, freeze_picture
from weerbaar.pictures.services.compose import compose, known_of
from weerbaar.pictures.services.writing import start_picture
from weerbaar.pictures.tests.test_writing import QUARTER

Pair = tuple[dict[str, Any], dict[str, Any]]
SIDES = ("here", "elsewhere")


def subjects(cast: Cast) -> dict[str, Pair]:
    versions = [_frozen(cast, side) for side in SIDES]
    pictures = tuple({"pk": one.picture_id} for one in versions)
    sections = tuple({"pk": one.picture_id, "number": 2} for one in versions)
    shown = tuple({"pk": one.pk, "audience": "full"} for one in versions)
    return {
        **dict.fromkeys(("pictures:draft", "pictures:agree", "pictures:freeze"), pictures),
        **dict.fromkeys(("pictures:section", "pictures:state"), sections),
        **dict.fromkeys(
            ("pictures:version", "pictures:changes", "pictures:forms"), tuple({"pk": one.pk} for one in versions)
        ),
        "pictures:preview": shown,
        "pictures:document": tuple({**one, "form": "docx"} for one in shown),
    }  # type: ignore[return-value]


def _frozen(cast: Cast, side: str) -> FrozenPicture:
    """A picture with the canary of its side in a text and a statement, frozen once."""
    official, area = cast[f"official_{side}"], f"municipality:{getattr(cast, side).pk}"
    picture = start_picture(actor=official, area=area, **QUARTER, now=now())
    canary, core = getattr(cast, f"canary_{side}"), Section.objects.get(picture=picture, number=2)
    SectionText.objects.create(
        section=core, number=1, text=f"Tekst {canary}.", organisation=official.organisation, saved_at=now()
    )
    content = compose(known=known_of(picture=picture, now=now()), now=now())
    agree_to_freeze(actor=cast["analyst"], picture=picture, content=content, now=now())
    return freeze_picture(actor=official, picture=picture, content=content, now=now())


def posts(cast: Cast) -> dict[str, Pair]:
    start = [{"area": f"municipality:{getattr(cast, side).pk}", "period": "2025-Q4"} for side in SIDES]
    said = {"text": "De onrust nam af.", "certainty": "likely", "reason": "twee bronnen"}
    return {
        "pictures:start": (start[0], start[1]),
        "pictures:section": ({"text": "De onrust nam af.", "base_number": "1"},) * 2,
        "pictures:state": (said, said),
        "pictures:freeze": ({"reason": "Een cijfer is verbeterd."},) * 2,
    }
