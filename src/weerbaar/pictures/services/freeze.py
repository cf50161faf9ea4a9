"""Freezing: two people of two organisations agree on the same content; then it stands for good."""

from dataclasses import replace
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from weerbaar.accounts.models import Action, Membership, Right
from weerbaar.accounts.selectors.endorsement import endorsements_of
from weerbaar.accounts.services import NotAllowed, Refused, recorded
from weerbaar.accounts.services.endorsement import endorse
from weerbaar.pictures.models import FrozenPicture, Picture
from weerbaar.pictures.selectors.drafts import drafts_within
from weerbaar.pictures.services.compose import without_changes
from weerbaar.pictures.services.content import PictureContent
from weerbaar.signals.services import pass_or_refuse

FIRST = "freeze_first"


class NotTheSameAnyMore(Refused):
    """What the first one agreed on has changed since."""

    says = _("The picture changed after the first agreement. Read it again: the first agreement starts anew.")


class NobodyAgreedYet(Refused):
    """There is no first agreement to be the second of."""

    says = _("Nobody has agreed to this picture yet.")


class ReasonForNewVersion(Refused):
    """A correction of what was frozen says why."""

    says = _("Write why there is a new version.")


class NothingChanged(Refused):
    """The last frozen version says the same."""

    says = _("The last frozen version says exactly this.")


def step_for(content: PictureContent) -> str:
    """The step of the first agreement: it holds for this content and no other, on whatever day it is looked at."""
    return f"{FIRST}:{replace(content, composed_on='').digest[:16]}"


def agree_to_freeze(*, actor: Membership, picture: Picture, content: PictureContent, now: datetime) -> None:
    """The first of two agrees that this content may be frozen. Refused: `NotAllowed`, `NothingChanged`."""
    with recorded(actor=actor, action=Action.AGREE_PICTURE, subject=picture, now=now):
        _allowed_or_refuse(actor, picture)
        _new_or_refuse(picture, content)
        endorse(actor=actor, subject=picture, step=step_for(content), now=now)


def freeze_picture(
    *, actor: Membership, picture: Picture, content: PictureContent, reason: str = "", now: datetime
) -> FrozenPicture:
    """The second of two agrees to the same content, and it is frozen as the next version.

    Refused: `NotAllowed`, `NobodyAgreedYet`, `NotTheSameAnyMore`, `SecondOrganisationNeeded`, `ReasonForNewVersion`,
    `NothingChanged`, and `PersonalDataInText` for the reason. All in one transaction: killed halfway, nothing stands.
    """
    with recorded(actor=actor, action=Action.FREEZE_PICTURE, subject=picture, now=now) as entry:
        _allowed_or_refuse(actor, picture)
        Picture.objects.select_for_update().get(pk=picture.pk)
        last = _new_or_refuse(picture, content)
        if last is not None and not reason.strip():
            raise ReasonForNewVersion
        if reason.strip():
            pass_or_refuse(reason)
        _agreed_or_refuse(picture, content)
        step = step_for(content)
        endorse(actor=actor, subject=picture, step="freeze_second", unlike=step, now=now)
        entry.subject = FrozenPicture.objects.create(
            picture=picture,
            number=last.number + 1 if last else 1,
            content=content.as_json(),
            digest=content.digest,
            previous_digest=last.digest if last else "",
            reason=reason.strip(),
            frozen_at=now,
        )
        return entry.subject


def _allowed_or_refuse(actor: Membership, picture: Picture) -> None:
    if not drafts_within(actor=actor, right=Right.FREEZE_PICTURE).filter(pk=picture.pk).exists():
        raise NotAllowed


def _new_or_refuse(picture: Picture, content: PictureContent) -> FrozenPicture | None:
    """The last frozen version; refused when it says exactly this."""
    last = FrozenPicture.objects.filter(picture=picture).first()
    if last is not None and _said(PictureContent.from_json(last.content)) == _said(content):
        raise NothingChanged
    return last


def _said(content: PictureContent) -> str:
    return step_for(without_changes(content=content))


def _agreed_or_refuse(picture: Picture, content: PictureContent) -> None:
    steps = {one.step for one in endorsements_of(subject=picture) if one.step.startswith(FIRST)}
    if not steps:
        raise NobodyAgreedYet
    if step_for(content) not in steps:
        raise NotTheSameAnyMore
