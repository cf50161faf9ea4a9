"""What the authorisation matrix plays with in this room."""

from typing import Any

from django.utils.timezone import now

from tests.cast import Cast
from weerbaar.pictures.models import FrozenPicture, Section, SectionText, Statement
from weerbaar.pictures.selectors.drafts import digest_of
from weerbaar.pictures.services import agree_to_freeze, freeze_picture
from weerbaar.pictures.services.compose import compose, known_of
from weerbaar.pictures.services.marking import note_white_spot
from weerbaar.pictures.services.partners import LINK_LASTS
from weerbaar.pictures.services.writing import Said, start_picture, state
from weerbaar.pictures.tests.test_writing import QUARTER
from weerbaar.signals.models import Signal

Pair = tuple[dict[str, Any], dict[str, Any]]
SIDES = ("here", "elsewhere")
TOPIC = "anti-institutioneel-extremisme"
LINK = "een-link-naar-een-deel"


def subjects(cast: Cast) -> dict[str, Pair]:
    versions = [_frozen(cast, side) for side in SIDES]
    pictures = tuple({"pk": one.picture_id} for one in versions)
    sections = tuple({"pk": one.picture_id, "number": 2} for one in versions)
    shown = tuple({"pk": one.pk, "audience": "full"} for one in versions)
    statements = [Statement.objects.get(section__picture=one.picture).pk for one in versions]
    spots = [one.picture.white_spots.get().pk for one in versions]
    Section.objects.filter(picture=versions[0].picture, number=6).update(
        link_digest=digest_of(LINK), link_expires_at=now() + LINK_LASTS
    )
    names = ("draft", "agree", "freeze", "marking", "white-spots", "approach")
    in_section = ("section", "state", "autosave", "history", "owner")
    return {
        **{f"pictures:{name}": pictures for name in names},
        **{f"pictures:{name}": sections for name in in_section},
        **dict.fromkeys(
            ("pictures:version", "pictures:changes", "pictures:forms"), tuple({"pk": one.pk} for one in versions)
        ),
        **dict.fromkeys(
            ("pictures:statement", "pictures:take-back"),
            tuple({**one, "statement": key} for one, key in zip(sections, statements, strict=True)),
        ),
        **dict.fromkeys(
            ("pictures:section-by-link", "pictures:autosave-by-link"), ({"token": LINK}, {"token": "geen-link"})
        ),
        "pictures:used": tuple({"pk": one.pk, "number": 1} for one in versions),
        "pictures:text-version": tuple({**one, "version": 1} for one in sections),
        "pictures:approach-topic": tuple({**one, "topic": TOPIC} for one in pictures),
        "pictures:drop-white-spot": tuple({**one, "spot": key} for one, key in zip(pictures, spots, strict=True)),
        "pictures:preview": shown,
        "pictures:document": tuple({**one, "form": "docx"} for one in shown),
    }  # type: ignore[return-value]


def _frozen(cast: Cast, side: str) -> FrozenPicture:
    """A picture with the canary of its side in a text and a statement, and with a phenomenon, frozen once."""
    official, place = cast[f"official_{side}"], getattr(cast, side)
    canary = getattr(cast, f"canary_{side}")
    picture = start_picture(actor=official, area=f"municipality:{place.pk}", **QUARTER, now=now())
    core = Section.objects.get(picture=picture, number=2)
    SectionText.objects.create(
        section=core, number=1, text=f"Tekst {canary}.", organisation=official.organisation, saved_at=now()
    )
    state(actor=official, section=core, said=Said("De rust keerde weer.", "likely", "twee bronnen"), now=now())
    note_white_spot(actor=official, picture=picture, text="Wat er op scholen speelt.", now=now())
    Signal.objects.create(
        submission=f"beeld-{side}", receipt=f"beeld-{side}", organisation=official.organisation, municipality=place,
        text="Stickers bij het station.", week="2025-W45", topic=TOPIC, received_at=now(), due_on=now().date(),
        expires_on=now().date(),
    )  # fmt: skip
    content = compose(known=known_of(picture=picture, now=now()), now=now())
    agree_to_freeze(actor=cast["analyst"], picture=picture, content=content, now=now())
    return freeze_picture(actor=official, picture=picture, content=content, now=now())


def posts(cast: Cast) -> dict[str, Pair]:
    start = [{"area": f"municipality:{getattr(cast, side).pk}", "period": "2025-Q4"} for side in SIDES]
    said = {"text": "De onrust nam af.", "certainty": "likely", "reason": "twee bronnen"}
    text = {"text": "De onrust nam af.", "base_number": "1"}
    marking = {"sharing": "amber", "openness": "network", "recipients": "burgemeester", "review_on": "2026-09-01"}
    cells = dict.fromkeys(("policy", "network", "training", "offer"), "partly")
    return {
        "pictures:start": (start[0], start[1]),
        **dict.fromkeys(
            (
                "pictures:section",
                "pictures:autosave",
                "pictures:section-by-link",
                "pictures:autosave-by-link",
            ),
            (text, text),
        ),
        **dict.fromkeys(("pictures:state", "pictures:statement"), (said, said)),
        "pictures:marking": (marking, marking),
        "pictures:white-spots": ({"text": "Wat er in de wijken speelt."},) * 2,
        "pictures:approach-topic": (cells, cells),
        "pictures:owner": ({"order": "end"},) * 2,
        "pictures:freeze": ({"reason": "Een cijfer is verbeterd."},) * 2,
    }
