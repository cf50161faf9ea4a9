"""Orders on the text of a section. Nothing that was saved is lost, and every text passes the privacy gate first."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from weerbaar.accounts.models import Action, Membership
from weerbaar.accounts.selectors.endorsement import endorsements_of
from weerbaar.accounts.services import NotAllowed, Refused, recorded
from weerbaar.accounts.services.endorsement import endorse
from weerbaar.pictures.models import Picture, Section, SectionText
from weerbaar.pictures.selectors import drafts
from weerbaar.regions.models import Organisation
from weerbaar.signals.services import judge, pass_or_refuse

WROTE = "wrote"
CONTINUES_FOR = timedelta(minutes=10)
ONE_LINE = 100
"""Taking out more characters than this leaves the version before it in the history."""


class OnlyTheDirector(Refused):
    """Something that the director decides, asked by somebody else."""

    says = _("Only the organisation that directs the picture decides this.")


class LinkIsOver(Refused):
    """The link to a section is unknown, withdrawn or past its date."""

    says = _("This link does not work any more.")


@dataclass(frozen=True)
class Pen:
    """Who writes: somebody with an account, or the organisation that owns the section, by its link."""

    actor: Membership | None
    organisation: Organisation


def save_text(
    *, actor: Membership, section: Section, text: str, base_number: int, by_itself: bool = False, now: datetime
) -> SectionText:
    """Saves the text of a section. Nothing of somebody else is ever overwritten.

    When somebody else saved after the version the writer started from, this text is kept beside it as a contradiction
    for the director. The same text again makes no new version. What a page saves `by_itself` continues the version of
    the same writer of a moment ago, which stands in the log already. Refused: `NotAllowed`, `PersonalDataInText`.
    """
    return _saved(Pen(actor, actor.organisation), section, text, base_number, by_itself, now)


def save_by_link(*, token: str, text: str, base_number: int, by_itself: bool = False, now: datetime) -> SectionText:
    """Saves the text of the one section a link is for, in the name of its owner.

    Refused: `LinkIsOver`, `PersonalDataInText`.
    """
    section = drafts.section_by_link(token=token, now=now)
    if section is None:
        raise LinkIsOver
    return _saved(Pen(None, section.owner), section, text, base_number, by_itself, now)


def resolve_text(*, actor: Membership, section: Section, text: str, now: datetime) -> SectionText:
    """The director decides what the section says; the texts that waited stay in the history.

    Refused: `OnlyTheDirector`, `NotAllowed`, `PersonalDataInText`.
    """
    with recorded(actor=actor, action=Action.WRITE_PICTURE, subject=section.picture, now=now):
        may_write_or_refuse(actor, section.picture)
        current = _opened(section)
        only_the_director(actor, section.picture)
        pass_or_refuse(text)
        section.texts.filter(is_contradiction=True).update(is_contradiction=False)
        return _added(Pen(actor, actor.organisation), section, _tidy(text), current.number, False, now)


def put_back(*, actor: Membership, section: Section, number: int, now: datetime) -> SectionText:
    """Makes an earlier version the text of the section again, as a new version; what stood there stays in the history.

    Refused: `NotAllowed`, also when there is no such version; `PersonalDataInText` when the gate became stricter.
    """
    with recorded(actor=actor, action=Action.WRITE_PICTURE, subject=section.picture, now=now):
        may_write_or_refuse(actor, section.picture)
        current, earlier = _opened(section), section.texts.filter(number=number).first()
        if earlier is None:
            raise NotAllowed
        pass_or_refuse(earlier.text)
        if current.current is not None and current.text == earlier.text:
            return current.current
        return _added(Pen(actor, actor.organisation), section, earlier.text, current.number, False, now)


def may_write_or_refuse(actor: Membership, picture: Picture) -> None:
    if not drafts.may_write(actor=actor, picture=picture):
        raise NotAllowed


def only_the_director(actor: Membership, picture: Picture) -> None:
    if picture.director_id != actor.organisation_id:
        raise OnlyTheDirector


def touch(section: Section, now: datetime) -> None:
    """Says of a section and its picture that they changed now."""
    Section.objects.filter(pk=section.pk).update(changed_at=now)
    Picture.objects.filter(pk=section.picture_id).update(changed_at=now)


def _saved(pen: Pen, section: Section, text: str, base_number: int, by_itself: bool, now: datetime) -> SectionText:
    text = _tidy(text)
    if by_itself and (continued := _continued(pen, section, text, base_number, now)):
        return continued
    with recorded(actor=pen.actor, action=Action.WRITE_PICTURE, subject=section.picture, now=now):
        if pen.actor is not None:
            may_write_or_refuse(pen.actor, section.picture)
        current = _opened(section)
        pass_or_refuse(text)
        if current.current is not None and current.text == text:
            return current.current
        return _added(pen, section, text, base_number, base_number != current.number, now)


def _continued(pen: Pen, section: Section, text: str, base_number: int, now: datetime) -> SectionText | None:
    """The own version of a moment ago with this text; None when a new version has to be made, or the gate refuses.

    It gets a new number, so that a second page that started from it is noticed.
    """
    if pen.actor is not None and not drafts.may_write(actor=pen.actor, picture=section.picture):
        return None
    with transaction.atomic():
        current = _opened(section)
        is_beside = base_number != current.number
        row = next(iter(current.waiting), None) if is_beside else current.current
        if row is None or not _is_going_on(row, text, now) or not _is_of(row, pen) or not judge(text).is_clean:
            return None
        if row.text != text:
            row.number, row.text, row.saved_at = _next(section), text, now
            row.save(update_fields=["number", "text", "saved_at"])
            touch(section, now)
        return row


def _is_going_on(row: SectionText, text: str, now: datetime) -> bool:
    """Saved a moment ago, and no more than a line of it is taken out."""
    before, kept = row.text, 0
    while kept < min(len(before), len(text)) and before[kept] == text[kept]:
        kept += 1
    end = 0
    while end < min(len(before), len(text)) - kept and before[-1 - end] == text[-1 - end]:
        end += 1
    return now - row.saved_at < CONTINUES_FOR and len(before) - kept - end <= ONE_LINE


def _is_of(row: SectionText, pen: Pen) -> bool:
    writers = {one.membership.user_id for one in endorsements_of(subject=row) if one.step == WROTE}
    if pen.actor is None:
        return not writers and row.organisation_id == pen.organisation.pk
    return pen.actor.user_id in writers


def _tidy(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def _opened(section: Section) -> drafts.Written:
    """The texts of a section as they stand now; two writers at once pass here one after the other."""
    locked = Section.objects.select_for_update().get(pk=section.pk)
    return drafts.written_in(section=locked)


def _next(section: Section) -> int:
    return (section.texts.aggregate(last=Max("number"))["last"] or 0) + 1


def _added(
    pen: Pen, section: Section, text: str, base_number: int, is_contradiction: bool, now: datetime
) -> SectionText:
    added = SectionText.objects.create(
        section=section,
        number=_next(section),
        base_number=base_number,
        text=text,
        organisation=pen.organisation,
        saved_at=now,
        is_contradiction=is_contradiction,
    )
    if pen.actor is not None:
        endorse(actor=pen.actor, subject=added, step=WROTE, now=now)
    touch(section, now)
    return added
