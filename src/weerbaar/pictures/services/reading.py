"""A draft as somebody reads it: its content, what is not in order yet, and freezing by two when nothing blocks."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from weerbaar.accounts.models import Membership
from weerbaar.accounts.services import Refused
from weerbaar.pictures.models import ApproachCell, FrozenPicture, Picture, WhiteSpot
from weerbaar.pictures.selectors import drafts
from weerbaar.pictures.selectors.used import is_still_there
from weerbaar.pictures.services.blocks import COLUMNS, found_white_spots
from weerbaar.pictures.services.checks import Lack, lacks_of
from weerbaar.pictures.services.compose import compose, known_of
from weerbaar.pictures.services.content import Part, PictureContent, SectionContent, Trace
from weerbaar.pictures.services.freeze import agree_to_freeze, freeze_picture
from weerbaar.pictures.services.markup import parts_of
from weerbaar.pictures.services.page_html import parts_html

MAY_END = frozenset({"finding", "item", "advice"})
"""Kinds of records that a later scan judges anew, that end at their date, or that not every reader may open."""
LISTS = ("items", "signals")
"""What a figure was counted in."""


class NotInOrderYet(Refused):
    """A check that blocks still finds something."""

    says = _("Something blocks freezing. Read what is not in order yet.")


@dataclass(frozen=True)
class ShownSection:
    """A section with its parts as HTML; every text in it was escaped by the renderer."""

    section: SectionContent
    html: SafeString

    @property
    def day(self) -> date | None:
        """The day of the newest thing in it, when known."""
        return date.fromisoformat(self.section.fresh_on) if self.section.fresh_on else None


@dataclass(frozen=True)
class DraftPage:
    picture: Picture
    content: PictureContent
    sections: tuple[ShownSection, ...]
    lacks: tuple[Lack, ...]
    may_write: bool

    @property
    def is_blocked(self) -> bool:
        return any(one.check.blocks for one in self.lacks)


@dataclass(frozen=True)
class ApproachRow:
    """One phenomenon of the picture, and per column what is arranged (None: not filled in)."""

    topic: str
    name: str
    trend_count: int
    is_advised: bool
    cells: tuple[ApproachCell | None, ...]

    @property
    def is_gap(self) -> bool:
        return any(cell is not None and cell.cover == "none" for cell in self.cells)


def draft_page(*, actor: Membership, picture: Picture, now: datetime) -> DraftPage:
    content, lacks = _judged(picture, now)
    may_write = drafts.may_write(actor=actor, picture=picture)
    return DraftPage(picture, content, shown(content=content), lacks, may_write)


def shown(*, content: PictureContent) -> tuple[ShownSection, ...]:
    """The sections of a picture for a page."""
    return tuple(ShownSection(one, parts_html(parts=one.parts)) for one in content.sections)


@dataclass(frozen=True)
class UsedRecord:
    """A record that a frozen picture rests on: as it stood then, what rests on it, and whether it is found now."""

    trace: Trace
    rests: tuple[Part, ...]
    is_still_there: bool


def shown_frozen(
    *, actor: Membership | None, frozen: FrozenPicture, content: PictureContent
) -> tuple[ShownSection, ...]:
    """The sections of a frozen picture; what can be judged anew, end or be closed leads to what it said then."""
    lists = {kind: is_still_there(actor=actor, kind=kind, record_id="") for kind in LISTS}
    pages = {(one.kind, one.record_id): _page_of(frozen, number) for number, one in enumerate(content.used, start=1)}

    def led(trace: Trace) -> Trace:
        if lists.get(trace.kind, True) and trace.kind not in MAY_END:
            return trace
        return replace(trace, address=pages.get((trace.kind, trace.record_id), ""))

    def with_pages(section: SectionContent) -> SectionContent:
        parts = (replace(part, traces=tuple(map(led, part.traces))) for part in section.parts)
        return replace(section, parts=tuple(parts))

    return shown(content=replace(content, sections=tuple(map(with_pages, content.sections))))


def used_record(*, actor: Membership | None, content: PictureContent, number: int) -> UsedRecord | None:
    """The record with this number in the list of what was used; None when there is none."""
    if not 1 <= number <= len(content.used):
        return None
    trace = content.used[number - 1]
    same = (trace.kind, trace.record_id)
    parts = (part for section in content.sections for part in section.parts)
    rests = tuple(part for part in parts if any((one.kind, one.record_id) == same for one in part.traces))
    there = is_still_there(actor=actor, kind=trace.kind, record_id=trace.record_id)
    return UsedRecord(trace, rests, there)


def _page_of(frozen: FrozenPicture, number: int) -> str:
    return reverse("pictures:used", args=[frozen.pk, number])


def text_as_parts(*, text: str) -> tuple[Part, ...]:
    """What somebody types, as it will stand in the picture."""
    return parts_of(text=text)


def text_as_html(*, text: str) -> SafeString:
    """What somebody typed, as it stands in the picture."""
    return parts_html(parts=parts_of(text=text))


def approach_of(*, picture: Picture, now: datetime) -> tuple[ApproachRow, ...]:
    """The phenomena of the picture beside what is arranged, by name."""
    known = known_of(picture=picture, now=now)
    cells = {(one.topic, one.column): one for one in picture.approach.all()}
    advised = {topic for one in known.advice for topic in one.topics}
    return tuple(
        ApproachRow(
            topic=topic,
            name=known.name_of(topic),
            trend_count=sum(trend.topic == topic for trend, _meanings in known.trends),
            is_advised=topic in advised,
            cells=tuple(cells.get((topic, column)) for column in COLUMNS),
        )
        for topic in known.phenomena
    )


def white_spots(*, picture: Picture, now: datetime) -> tuple[tuple[WhiteSpot, ...], tuple[str, ...]]:
    """What somebody wrote down as not known, and what the house itself found."""
    found = found_white_spots(known=known_of(picture=picture, now=now))
    return tuple(picture.white_spots.all()), tuple(found)


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
