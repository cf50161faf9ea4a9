"""From a draft to the one content: what people wrote, and live blocks from the other rooms.

The content depends on the area and the period only, never on who looks, so that two people agree on the same text.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from weerbaar.pictures.models import Section, Statement
from weerbaar.pictures.selectors import drafts
from weerbaar.pictures.selectors.grounds import address_of, facts_of_findings
from weerbaar.pictures.services import render_words as words
from weerbaar.pictures.services.blocks import CHARTS, chart_of, parts_of_block, white_spots_of
from weerbaar.pictures.services.compare import Change, changes_between
from weerbaar.pictures.services.content import SECTIONS, Part, PictureContent, SectionContent, Trace
from weerbaar.pictures.services.known import Known, known_of
from weerbaar.pictures.services.markup import parts_of
from weerbaar.pictures.services.period import Period

__all__ = ["CHARTS", "Known", "chart_of", "compose", "known_of", "white_spots_of"]

Facts = dict[str, tuple[str, ...]]
MOST_CHANGES = 40
_OF_CHANGES = (words.CHANGED, words.FIRST_PICTURE, words.NOTHING_MOVED)


def compose(*, known: Known, now: datetime) -> PictureContent:
    """Everything of a draft as it stands now; the same draft and records give the same content."""
    picture = known.picture
    related = "texts", "blocks", "statements__basis", "owner"
    sections = {one.number: one for one in picture.sections.prefetch_related(*related)}
    facts = _facts_below(sections.values())
    made = [_section(known, sections[one.number], one.title, facts) for one in SECTIONS if one.number in sections]
    content = PictureContent(
        title=f"Lokaal beeld {picture.area_name}",
        area=picture.area_name,
        period=str(Period(picture.period_from, picture.period_to)),
        sharing=picture.sharing,
        openness=picture.openness,
        director=picture.director.name,
        recipients=tuple(picture.recipients),
        review_on=picture.review_on.isoformat(),
        composed_on=now.date().isoformat(),
        sections=tuple(made),
    )
    having = {one.number for one in sections.values() if any(block.kind == "changes" for block in one.blocks.all())}
    return _with_what_was_used(_with_changes(content, known.previous, having))


def _facts_below(sections: Iterable[Section]) -> Facts:
    """What the findings say that the statements rest on, kept because a later scan may find something else."""
    bases = (row for one in sections for said in one.statements.all() for row in said.basis.all())
    return facts_of_findings(ids={row.record_id for row in bases if row.kind == "finding"})


def _section(known: Known, section: Section, title: str, facts: Facts) -> SectionContent:
    written = drafts.written_in(section=section)
    typed, stated = parts_of(text=written.text), [_statement(one, facts) for one in section.statements.all()]
    parts = [*stated, *typed] if section.key == "core" else [*typed, *stated]  # the core opens with its judgements
    for block in section.blocks.all():
        if block.kind != "changes":
            parts.extend(parts_of_block(kind=block.kind, known=known, key=section.key))
    owner, fresh = section.owner.name, section.changed_at.date().isoformat()
    return SectionContent(section.number, section.key, title, owner, fresh, tuple(parts))


def _statement(one: Statement, facts: Facts) -> Part:
    return Part(
        kind="statement",
        text=one.text,
        certainty=one.certainty,
        reason=one.reason,
        stated_on=one.stated_on.isoformat(),
        traces=tuple(
            Trace(
                row.kind,
                row.record_id,
                row.label,
                address_of(kind=row.kind, record_id=row.record_id),
                facts.get(row.record_id, ()),
            )
            for row in one.basis.all()
        ),
    )


def _with_what_was_used(content: PictureContent) -> PictureContent:
    traces = {
        (trace.kind, trace.record_id): trace for one in content.sections for part in one.parts for trace in part.traces
    }
    return replace(content, used=tuple(traces[key] for key in sorted(traces)))


def _with_changes(content: PictureContent, previous: PictureContent | None, having: set[int]) -> PictureContent:
    """What moved since the picture before, in the sections that have a block for it."""
    said = tuple(_changes(content, previous))
    return replace(
        content,
        sections=tuple(
            replace(one, parts=(*one.parts, *said)) if one.number in having else one for one in content.sections
        ),
    )


def _changes(content: PictureContent, previous: PictureContent | None) -> Iterator[Part]:
    if previous is None:
        yield Part(kind="note", text=words.FIRST_PICTURE)
        return
    same_period = content.period == previous.period
    found = changes_between(before=_compared(previous, same_period), now=_compared(content, same_period))
    found = [one for one in found if one.kind != "text" and not _is_new_row(one)]
    if not found:
        yield Part(kind="note", text=words.NOTHING_MOVED)
        return
    columns = ("Onderdeel", "In het vorige beeld", "Nu")
    rows = tuple(map(_row, found[:MOST_CHANGES]))
    more = f"En nog {len(found) - MOST_CHANGES} wijzigingen." if len(found) > MOST_CHANGES else ""
    yield Part(kind="table", text=words.CHANGED, columns=columns, rows=rows, note=more)


def _is_new_row(change: Change) -> bool:
    """A phenomenon that comes or goes brings a whole row of the approach along: that is told by the figures."""
    is_half = not (change.before and change.now)
    return change.kind == "figure" and is_half and change.name.startswith(words.APPROACH_TITLE)


def _row(change: Change) -> tuple[str, str, str]:
    where = f"{change.section}: {change.name}" if change.kind == "figure" else change.section
    return where, change.before or "–", change.now or "–"


def without_changes(*, content: PictureContent) -> PictureContent:
    """The content without what it says of the picture before it: two such are equal when they say the same."""
    return _only(content, lambda part: part.text not in _OF_CHANGES)


def _compared(content: PictureContent, same_period: bool) -> PictureContent:
    """What can be compared: weeks only with the weeks of the same period, and no tables that only list."""
    kinds = {"chart"} if not same_period else set()
    kept = without_changes(content=content)
    return _only(kept, lambda part: part.text not in words.NO_FIGURES and part.kind not in kinds)


def _only(content: PictureContent, is_kept: Callable[[Part], bool]) -> PictureContent:
    sections = (replace(one, parts=tuple(filter(is_kept, one.parts))) for one in content.sections)
    return replace(content, sections=tuple(sections))
