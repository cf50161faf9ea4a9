"""The papers of a pressure cooker, made from the frozen picture: sheets of one page each, and the slides."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.text import slugify

from weerbaar.accounts.models import Action, Membership
from weerbaar.accounts.services import recorded
from weerbaar.cookers.models import Cooker, Question, QuestionKind
from weerbaar.cookers.services import run_sheet
from weerbaar.pictures.models import FrozenPicture
from weerbaar.pictures.services import render_words as words
from weerbaar.pictures.services.content import Part, PictureContent, SectionContent
from weerbaar.pictures.services.house_style import template_of
from weerbaar.pictures.services.render import FORMATS, render

KINDS = {"pack": ("pdf", "docx", "html", "md"), "slides": ("pptx",)}
"""Which paper in which forms."""
FACTS_CHARACTERS, DECISIONS = 2_300, 4
_FACTS = {"statement", "paragraph", "list"}


@dataclass(frozen=True)
class Paper:
    """A file to take along."""

    name: str
    kind: str
    data: bytes


def paper_of(*, actor: Membership, cooker: Cooker, kind: str, form: str, site: str, now: datetime) -> Paper:
    """The pack or the slides in this form; that it was taken along stands in the log."""
    questions = list(cooker.questions.all())
    source = PictureContent.from_json(FrozenPicture.objects.get(pk=cooker.frozen_id).content)
    with recorded(actor=actor, action=Action.EXPORT_PICTURE, subject=cooker, now=now):
        made = (slides if kind == "slides" else pack)(cooker=cooker, questions=questions, source=source, site=site)
        template = template_of(organisation_id=cooker.organisation_id) if form == "docx" else None
        data = render(content=made, form=form, layout="sheets", template=template)
    name = slugify(f"pressure-cooker {source.area} {cooker.held_on.isoformat()} {kind}")[:110]
    return Paper(f"{name}.{form}", FORMATS[form], data)


def pack(*, cooker: Cooker, questions: list[Question], source: PictureContent, site: str) -> PictureContent:
    """Everything on paper: what to do when, the facts, the statements, the scenario, decisions and evaluation."""
    titles = {
        "Draaiboek van 90 minuten": _run_sheet(),
        "De feiten op één bladzijde": _facts(source),
        "Vier stellingen": _statements(questions, site),
        "Scenariokaart": _scenario(cooker),
        "Besluitenblad": _decisions(),
        "Evaluatie": _evaluation(questions),
    }
    return _content(cooker, source, titles)


def slides(*, cooker: Cooker, questions: list[Question], source: PictureContent, site: str) -> PictureContent:
    """What goes on the wall."""
    join = f"Stem mee zonder naam: ga naar {site}stem/ en typ de code die straks op het scherm staat."
    titles = {
        "Waarom wij hier zitten": iter((Part(kind="list", items=(*run_sheet.RULES, join)),)),
        "De feiten": (one for one in _facts(source) if one.kind != "note"),
        "Vier stellingen": _one_by_one(questions),
        "Het scenario": _scenario(cooker),
        "Wat spreken wij af?": iter((Part(kind="list", items=("Wat doen wij?", "Wie?", "Voor welke datum?")),)),
        "Evaluatie": iter(
            (Part(kind="list", items=tuple(one.text for one in _of_kind(questions, QuestionKind.EVALUATION))),)
        ),
    }
    return _content(cooker, source, titles)


def _content(cooker: Cooker, source: PictureContent, titles: dict[str, Iterator[Part]]) -> PictureContent:
    sections = tuple(
        SectionContent(number, f"sheet_{number}", title, "", "", tuple(parts))
        for number, (title, parts) in enumerate(titles.items(), start=1)
    )
    return replace(
        source,
        title=f"Pressure cooker {source.area}",
        recipients=("college van burgemeester en wethouders",),
        composed_on=cooker.held_on.isoformat(),
        sections=sections,
        used=(),
    )


def _run_sheet() -> Iterator[Part]:
    rows = tuple((f"{one.start}–{one.end}", one.title, one.how) for one in run_sheet.RUN_SHEET)
    yield Part(kind="table", text="Wie leidt, houdt de tijd", columns=("Minuut", "Wat", "Hoe"), rows=rows)
    yield Part(kind="heading", text="Spelregels")
    yield Part(kind="list", items=run_sheet.RULES)


def _facts(source: PictureContent) -> Iterator[Part]:
    """The core of the picture, and its judgements, as much as fits on one page; then what is not known."""
    room = FACTS_CHARACTERS
    wanted = ("core", "phenomena", "polarisation", "resilience")
    parts = [part for key in wanted for one in source.sections if one.key == key for part in one.parts]
    kept, left_out = [], 0
    for part in parts:
        size = len(part.text) + len(part.reason) + sum(map(len, part.items)) + 140
        if part.kind not in _FACTS:
            continue
        if size > room:
            left_out += 1
            continue
        kept.append(part)
        room -= size
    yield from kept or [Part(kind="paragraph", text=words.NO_DATA)]
    yield Part(kind="note", text=words.RISE)
    if left_out:
        yield Part(kind="note", text=f"Niet op deze bladzijde: {left_out} onderdelen. Die staan in het lokaal beeld.")


def _statements(questions: list[Question], site: str) -> Iterator[Part]:
    text = f"Eerst stemmen, dan pas praten. Ga naar {site}stem/ en typ de code op het scherm. Stemmen is anoniem."
    yield Part(kind="paragraph", text=text)
    for one in _of_kind(questions, QuestionKind.STATEMENT):
        yield Part(kind="heading", text=f"Stelling {one.number}")
        yield Part(kind="quote", text=one.text)
        yield Part(kind="paragraph", text=one.basis or "Geen uitspraak uit het beeld: een stelling om over te praten.")
        yield Part(
            kind="note",
            text="Eens  ·  Twijfel  ·  Oneens. Wat maakt dat u dit vindt? Wat zou u van mening doen veranderen?",
        )


def _one_by_one(questions: list[Question]) -> Iterator[Part]:
    """A slide for each."""
    for one in _of_kind(questions, QuestionKind.STATEMENT):
        yield Part(kind="heading", text=f"Stelling {one.number}: stem eerst, praat daarna")
        yield Part(kind="quote", text=one.text)


def _scenario(cooker: Cooker) -> Iterator[Part]:
    yield Part(kind="paragraph", text=cooker.scenario)
    yield Part(kind="heading", text="Bespreek")
    yield Part(kind="list", items=run_sheet.SCENARIO_QUESTIONS)
    yield Part(kind="note", text="Dit is bedacht om mee te oefenen. Het zegt niet dat dit gaat gebeuren.")


def _decisions() -> Iterator[Part]:
    blank = ("", "", "", "")
    columns = ("Wat doen wij?", "Wie?", "Voor welke datum?", "Actie of advies aan")
    yield Part(kind="table", text="Besluiten", columns=columns, rows=(blank,) * DECISIONS)
    yield Part(
        kind="note", text="Typ de besluiten daarna over bij deze pressure cooker. Dan worden het acties en adviezen."
    )


def _evaluation(questions: list[Question]) -> Iterator[Part]:
    rows = tuple((one.text, "", "", "") for one in _of_kind(questions, QuestionKind.EVALUATION))
    yield Part(kind="table", text="Wat vindt u?", columns=("Uitspraak", "Eens", "Twijfel", "Oneens"), rows=rows)
    yield Part(kind="heading", text="Wat kan beter?")
    yield Part(kind="note", text="Schrijf het hieronder. Uw naam is niet nodig.")


def _of_kind(questions: list[Question], kind: QuestionKind) -> list[Question]:
    return [one for one in questions if one.kind == kind]
