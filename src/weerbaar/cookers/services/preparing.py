"""Preparing a pressure cooker: the picture gives four statements and a scenario, people change them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from weerbaar.accounts.models import Action, Membership
from weerbaar.accounts.services import NotAllowed, Refused, recorded
from weerbaar.cookers.models import SCENARIO_LENGTH, TEXT_LENGTH, Cooker, Question, QuestionKind
from weerbaar.cookers.selectors.visible import leads, pictures_to_start_from
from weerbaar.cookers.services import run_sheet
from weerbaar.pictures.models import FrozenPicture
from weerbaar.pictures.services import render_words as words
from weerbaar.pictures.services.content import Part, PictureContent
from weerbaar.signals.services import pass_or_refuse

STATEMENTS = len(run_sheet.STATEMENTS)


class AlreadyOpened(Refused):
    """What people vote on does not change any more."""

    says = _("This pressure cooker has been opened. The statements stay as they are.")


@dataclass(frozen=True)
class Plan:
    """The day, the four statements and the scenario."""

    held_on: date
    statements: tuple[str, ...]
    scenario: str


def prepare_cooker(*, actor: Membership, frozen: FrozenPicture, held_on: date, now: datetime) -> Cooker:
    """Makes the meeting with everything in it, from a frozen picture. The same picture and day is the same meeting."""
    with recorded(actor=actor, action=Action.PREPARE_COOKER, subject=frozen, now=now) as entry:
        if frozen.pk not in {one.pk for one in pictures_to_start_from(actor=actor)}:
            raise NotAllowed
        content = PictureContent.from_json(FrozenPicture.objects.get(pk=frozen.pk).content)
        cooker, is_new = Cooker.objects.get_or_create(
            frozen=frozen,
            organisation=actor.organisation,
            held_on=held_on,
            defaults={"scenario": _scenario(content), "prepared_at": now},
        )
        if is_new:
            Question.objects.bulk_create(_questions(cooker, content))
        entry.subject = cooker
    return cooker


def change_plan(*, actor: Membership, cooker: Cooker, plan: Plan, now: datetime) -> None:
    """Changes what will be discussed, until the meeting opens. Refused: `AlreadyOpened`, `PersonalDataInText`."""
    pass_or_refuse(*plan.statements, plan.scenario)
    with recorded(actor=actor, action=Action.PREPARE_COOKER, subject=cooker, now=now):
        if not leads(actor=actor, cooker=cooker):
            raise NotAllowed
        changed = Cooker.objects.filter(pk=cooker.pk, opened_at=None).update(
            held_on=plan.held_on, scenario=plan.scenario.strip()
        )
        if not changed:
            raise AlreadyOpened
        for question, text in zip(_statements_of(cooker), plan.statements, strict=True):
            if question.text != text.strip():
                Question.objects.filter(pk=question.pk).update(text=text.strip(), basis="")


def _statements_of(cooker: Cooker) -> Iterator[Question]:
    return cooker.questions.filter(kind=QuestionKind.STATEMENT).order_by("number").iterator()


def _questions(cooker: Cooker, content: PictureContent) -> Iterator[Question]:
    judged = [(one.text, f"{words.statement_facts(one)} {words.basis_line(one)}") for one in _judgements(content)]
    asked = [*judged, *((text, "") for text in run_sheet.STATEMENTS)][:STATEMENTS]
    for number, (text, basis) in enumerate(asked, start=1):
        yield Question(
            cooker=cooker,
            number=number,
            kind=QuestionKind.STATEMENT,
            text=text[:TEXT_LENGTH],
            basis=basis[:TEXT_LENGTH],
        )
    for number, text in enumerate(run_sheet.EVALUATION, start=STATEMENTS + 1):
        yield Question(cooker=cooker, number=number, kind=QuestionKind.EVALUATION, text=text)


def _judgements(content: PictureContent) -> list[Part]:
    """Judgements of the picture, from as many sections as possible, at most four."""
    per_section = [[part for part in one.parts if part.kind == "statement"] for one in content.sections]
    rounds = range(max(map(len, per_section), default=0))
    found = [parts[place] for place in rounds for parts in per_section if place < len(parts)]
    unlike = {part.text: part for part in reversed(found)}
    return [part for part in found if unlike[part.text] is part][:STATEMENTS]


def _scenario(content: PictureContent) -> str:
    """What the picture says in its section of scenarios; a card of the house when nothing was written there."""
    written = [part.text for one in content.sections if one.key == "scenarios" for part in one.parts]
    kinds = [part.kind for one in content.sections if one.key == "scenarios" for part in one.parts]
    text = " ".join(text for text, kind in zip(written, kinds, strict=True) if kind in {"paragraph", "quote"})
    return text[:SCENARIO_LENGTH].strip() or run_sheet.SCENARIO
