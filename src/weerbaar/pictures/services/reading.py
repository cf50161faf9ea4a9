"""A draft as somebody reads it: its content, what is not in order yet, and freezing by two when nothing blocks."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from weerbaar.accounts.models import Membership
from weerbaar.accounts.services import Refused
from weerbaar.pictures.models import FrozenPicture, Picture
from weerbaar.pictures.selectors import drafts
from weerbaar.pictures.services.checks import Lack, lacks_of
from weerbaar.pictures.services.compose import compose, known_of
from weerbaar.pictures.services.content import Part, PictureContent, SectionContent
from weerbaar.pictures.services.freeze import agree_to_freeze, freeze_picture
from weerbaar.pictures.services.render_html import part_html

_LOOK = {
    'class="wide"': 'class="table table__scroll"',
    "<table>": '<table class="utrecht-table utrecht-table--html-table">',
    "<caption>": '<caption class="table__caption">',
}


class NotInOrderYet(Refused):
    """A check that blocks still finds something."""

    says = _("Something blocks freezing. Read what is not in order yet.")


@dataclass(frozen=True)
class ShownSection:
    """A section with its parts as HTML; every text in it was escaped by the renderer."""

    section: SectionContent
    html: SafeString


@dataclass(frozen=True)
class DraftPage:
    picture: Picture
    content: PictureContent
    sections: tuple[ShownSection, ...]
    lacks: tuple[Lack, ...]
    may_write: bool


def draft_page(*, actor: Membership, picture: Picture, now: datetime) -> DraftPage:
    content, lacks = _judged(picture, now)
    may_write = drafts.may_write(actor=actor, picture=picture)
    return DraftPage(picture, content, shown(content=content), lacks, may_write)


def shown(*, content: PictureContent) -> tuple[ShownSection, ...]:
    """The sections of a picture for a page."""
    return tuple(
        ShownSection(one, mark_safe("".join(map(_part, _stepped(one.parts)))))  # noqa: S308  # the renderer escapes every text
        for one in content.sections
    )


def _stepped(parts: tuple[Part, ...]) -> Iterator[Part]:
    """The parts without a heading that skips a level: below the title of the section comes level 3 first."""
    reached = 2
    for part in parts:
        if part.kind == "heading":
            reached = min(max(part.level, 3), reached + 1)
            yield replace(part, level=reached)
        else:
            yield part


def _part(part: Part) -> str:
    """A part as HTML; a table gets the look of the page, and scrolls on a small screen."""
    html = part_html(part=part)
    for plain, ours in _LOOK.items():
        html = html.replace(plain, ours)
    return html


def agree(*, actor: Membership, picture: Picture, now: datetime) -> None:
    """Agrees as the first of two. Refused: `NotInOrderYet` and what `agree_to_freeze` refuses."""
    agree_to_freeze(actor=actor, picture=picture, content=_in_order(picture, now), now=now)


def freeze(*, actor: Membership, picture: Picture, reason: str, now: datetime) -> FrozenPicture:
    """Freezes as the second of two. Refused: `NotInOrderYet` and what `freeze_picture` refuses."""
    content = _in_order(picture, now)
    return freeze_picture(actor=actor, picture=picture, content=content, reason=reason, now=now)


def _judged(picture: Picture, now: datetime) -> tuple[PictureContent, tuple[Lack, ...]]:
    known = known_of(picture=picture, now=now)
    content = compose(known=known, now=now)
    return content, lacks_of(picture=picture, content=content, known=known, on=now.date())


def _in_order(picture: Picture, now: datetime) -> PictureContent:
    content, lacks = _judged(picture, now)
    if any(one.check.blocks for one in lacks):
        raise NotInOrderYet
    return content
