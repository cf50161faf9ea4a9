"""Orders on a draft. Every text passes the privacy gate before anything is kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from weerbaar.accounts.models import Action, Membership
from weerbaar.accounts.services import NotAllowed, Refused, recorded
from weerbaar.pictures.models import (
    ApproachCell,
    Block,
    Picture,
    Section,
    SectionText,
    Statement,
    StatementBasis,
    WhiteSpot,
)
from weerbaar.pictures.selectors import drafts
from weerbaar.pictures.services.content import SECTIONS, Trace
from weerbaar.regions.models import Organisation
from weerbaar.signals.services import pass_or_refuse

REVIEW_AFTER = timedelta(days=183)


class OnlyTheDirector(Refused):
    """Two texts stand beside each other, and somebody else than the director chooses."""

    says = _("Only the organisation that directs the picture decides this.")


@dataclass(frozen=True)
class Said:
    """A judgement as somebody states it."""

    text: str
    certainty: str
    reason: str
    basis: tuple[Trace, ...] = ()


def start_picture(*, actor: Membership, area: str, period_from: date, period_to: date, now: datetime) -> Picture:
    """Opens a draft with all eleven sections and their live blocks. `area` is a key of `areas_to_start`.

    Refused: `NotAllowed` when the actor may not write about that area.
    """
    with recorded(actor=actor, action=Action.START_PICTURE, subject=None, now=now) as entry:
        if area not in drafts.areas_to_start(actor=actor):
            raise NotAllowed
        kind, _colon, key = area.partition(":")
        picture = Picture.objects.create(
            region=actor.organisation.region,
            period_from=period_from,
            period_to=period_to,
            director=actor.organisation,
            review_on=now.date() + REVIEW_AFTER,
            started_at=now,
            changed_at=now,
            **({f"{kind}_id": key} if key else {}),
        )
        for one in SECTIONS:
            section = Section.objects.create(
                picture=picture, number=one.number, key=one.key, owner=actor.organisation, changed_at=now
            )
            Block.objects.bulk_create(
                Block(section=section, kind=kind, order=order) for order, kind in enumerate(one.blocks)
            )
        entry.subject = picture
    return picture


def save_text(*, actor: Membership, section: Section, text: str, base_number: int, now: datetime) -> SectionText:
    """Saves a version of the text of a section. Nothing is ever overwritten.

    When somebody else saved after the version the writer started from, this text is kept beside it as a contradiction
    for the director. The same text again makes no new version. Refused: `NotAllowed`, `PersonalDataInText`.
    """
    text = text.replace("\r\n", "\n").strip()
    with recorded(actor=actor, action=Action.WRITE_PICTURE, subject=section.picture, now=now):
        current = _opened(actor, section)
        pass_or_refuse(text)
        if current.current is not None and current.text == text:
            return current.current
        return _added(actor, section, text, base_number, is_contradiction=base_number != current.number, now=now)


def resolve_text(*, actor: Membership, section: Section, text: str, now: datetime) -> SectionText:
    """The director decides what the section says; the texts that waited stay in the history.

    Refused: `OnlyTheDirector`, `NotAllowed`, `PersonalDataInText`.
    """
    text = text.replace("\r\n", "\n").strip()
    with recorded(actor=actor, action=Action.WRITE_PICTURE, subject=section.picture, now=now):
        current = _opened(actor, section)
        if section.picture.director_id != actor.organisation_id:
            raise OnlyTheDirector
        pass_or_refuse(text)
        section.texts.filter(is_contradiction=True).update(is_contradiction=False)
        return _added(actor, section, text, current.number, is_contradiction=False, now=now)


def give_section(*, actor: Membership, section: Section, owner: Organisation, now: datetime) -> None:
    """Makes another organisation the owner of a section. Refused: `OnlyTheDirector`, `NotAllowed`."""
    with recorded(actor=actor, action=Action.WRITE_PICTURE, subject=section.picture, now=now):
        _may_write(actor, section.picture)
        if section.picture.director_id != actor.organisation_id:
            raise OnlyTheDirector
        if not drafts.partners_of(picture=section.picture).filter(pk=owner.pk).exists():
            raise NotAllowed
        Section.objects.filter(pk=section.pk).update(owner=owner)


def state(*, actor: Membership, section: Section, said: Said, now: datetime) -> Statement:
    """Adds a judgement; without basis it is kept and marked. Refused: `NotAllowed`, `PersonalDataInText`."""
    with recorded(actor=actor, action=Action.WRITE_PICTURE, subject=section.picture, now=now):
        _may_write(actor, section.picture)
        pass_or_refuse(said.text, said.reason)
        order = (section.statements.aggregate(last=Max("order"))["last"] or 0) + 1
        statement = Statement.objects.create(
            section=section,
            text=said.text.strip(),
            certainty=said.certainty,
            reason=said.reason.strip(),
            stated_on=now.date(),
            order=order,
            organisation=actor.organisation,
        )
        StatementBasis.objects.bulk_create(
            StatementBasis(statement=statement, kind=one.kind, record_id=one.record_id, label=one.label[:200])
            for one in said.basis
        )
        _touch(section, now)
    return statement


def take_back(*, actor: Membership, statement: Statement, now: datetime) -> None:
    """Takes a judgement out of the draft. Refused: `NotAllowed`."""
    with recorded(actor=actor, action=Action.WRITE_PICTURE, subject=statement.section.picture, now=now):
        _may_write(actor, statement.section.picture)
        section = statement.section
        statement.delete()
        _touch(section, now)


def fill_in_approach(
    *, actor: Membership, picture: Picture, cells: Sequence[tuple[str, str, str, str]], now: datetime
) -> None:
    """Says per topic and column how far it is covered: (topic, column, cover, note).

    Refused: `NotAllowed`, `PersonalDataInText`; then no cell changes.
    """
    with recorded(actor=actor, action=Action.WRITE_PICTURE, subject=picture, now=now):
        _may_write(actor, picture)
        pass_or_refuse(*(note for _topic, _column, _cover, note in cells))
        for topic, column, cover, note in cells:
            ApproachCell.objects.update_or_create(
                picture=picture, topic=topic, column=column, defaults={"cover": cover, "note": note.strip()}
            )
        Picture.objects.filter(pk=picture.pk).update(changed_at=now)


def note_white_spot(*, actor: Membership, picture: Picture, text: str, now: datetime) -> WhiteSpot:
    """Writes down what is not known. Refused: `NotAllowed`, `PersonalDataInText`."""
    with recorded(actor=actor, action=Action.WRITE_PICTURE, subject=picture, now=now):
        _may_write(actor, picture)
        pass_or_refuse(text)
        Picture.objects.filter(pk=picture.pk).update(changed_at=now)
        return WhiteSpot.objects.create(picture=picture, text=text.strip(), noted_on=now.date())


def _may_write(actor: Membership, picture: Picture) -> None:
    if not drafts.may_write(actor=actor, picture=picture):
        raise NotAllowed


def _opened(actor: Membership, section: Section) -> drafts.Written:
    """The texts of a section as they stand now; two writers at once pass here one after the other."""
    _may_write(actor, section.picture)
    locked = Section.objects.select_for_update().get(pk=section.pk)
    return drafts.written_in(section=locked)


def _added(
    actor: Membership, section: Section, text: str, base_number: int, *, is_contradiction: bool, now: datetime
) -> SectionText:
    last = section.texts.aggregate(last=Max("number"))["last"] or 0
    added = SectionText.objects.create(
        section=section,
        number=last + 1,
        base_number=base_number,
        text=text,
        organisation=actor.organisation,
        saved_at=now,
        is_contradiction=is_contradiction,
    )
    _touch(section, now)
    return added


def _touch(section: Section, now: datetime) -> None:
    Section.objects.filter(pk=section.pk).update(changed_at=now)
    Picture.objects.filter(pk=section.picture_id).update(changed_at=now)
