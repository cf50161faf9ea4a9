"""Whether a draft is ready to be frozen: each check has an id, a place and a mend; some block, some warn."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from weerbaar.pictures.models import Picture
from weerbaar.pictures.selectors import drafts
from weerbaar.pictures.services.compose import Known
from weerbaar.pictures.services.content import Part, PictureContent, SectionContent
from weerbaar.pictures.services.jargon import unexplained_in
from weerbaar.signals.services import judge
from weerbaar.trends.models import Direction, Nature

TOO_OLD = timedelta(days=365)
PHENOMENA = 5
_PROTEST = re.compile(
    r"\b(?:demonstr\w+|betog\w+|protest\w*|boerenprotest\w*|activis\w+|actievoer\w+)\b", re.IGNORECASE
)
_TYPED = frozenset({"paragraph", "quote", "heading", "statement", "list", "table"})


@dataclass(frozen=True)
class Check:
    """What a check looks for, how to mend it, and whether the picture waits for that."""

    key: str
    says: str | Promise
    mend: str | Promise
    blocks: bool


CHECKS = {
    one.key: one
    for one in (
        Check("P-01", _("A text names or points at a person."), _("Describe what happens, not who does it."), True),
        Check(
            "P-02",
            _("Two texts stand beside each other."),
            _("The organisation that directs the picture chooses or joins them."),
            True,
        ),
        Check(
            "P-03",
            _("Activism stands under extremism."),
            _("Protest is a right. Move it, or write in the interpretation why it is extremism."),
            True,
        ),
        Check("P-04", _("A statement has no basis."), _("Link what it rests on, or take the statement out."), False),
        Check("P-05", _("A fact is older than a year."), _("State it anew, or take it out."), False),
        Check(
            "P-06",
            _("A trend has no interpretation with a second reader."),
            _("Write what it means and ask somebody of another organisation to read along."),
            False,
        ),
        Check("P-07", _("Nothing was written in the core."), _("Write three to five judgements."), False),
        Check(
            "P-08",
            _("Nobody is named as reader, by function."),
            _("Fill in for which functions this picture is meant."),
            False,
        ),
        Check(
            "P-09",
            _("Attention for a phenomenon rises and nobody was advised."),
            _("Write an advice about it, or write in the picture why none is needed."),
            False,
        ),
        Check(
            "P-10",
            _("A word is not explained."),
            _("Write it out, or explain it in brackets behind the word."),
            False,
        ),
        Check(
            "P-11",
            _("The section on phenomena speaks of protest."),
            _("Protest is a right. Say why it stands here, or move it to the context."),
            False,
        ),
        Check(
            "P-12",
            _("Of a phenomenon it is not filled in what is arranged."),
            _("Fill in the approach beside the picture."),
            False,
        ),
    )
}


@dataclass(frozen=True)
class Lack:
    """A check that found something: in which section (0 for the whole picture), what, and where it is mended."""

    check: Check
    section: int
    about: str
    address: str = ""


def lacks_of(*, picture: Picture, content: PictureContent, known: Known, on: date) -> tuple[Lack, ...]:
    """What is not in order yet: what blocks first, then by section."""
    found = dict.fromkeys(
        (*_in_sections(picture, content, on), *_in_the_whole(picture, content), *_in_known(picture, known))
    )
    return tuple(sorted(found, key=lambda one: (not one.check.blocks, one.section, one.check.key, one.about)))


def _in_sections(picture: Picture, content: PictureContent, on: date) -> Iterator[Lack]:
    for section in content.sections:
        there = _page(picture, "section", section.number)
        for part in section.parts:
            yield from (Lack(CHECKS[key], section.number, about, there) for key, about in _in_part(part, on))
    for row in picture.sections.prefetch_related("texts", "statements"):
        there = _page(picture, "section", row.number)
        typed = drafts.written_in(section=row)
        if typed.waiting:
            yield Lack(CHECKS["P-02"], row.number, "", there)
        text = " ".join((typed.text, *(f"{one.text} {one.reason}" for one in row.statements.all())))
        yield from (Lack(CHECKS["P-10"], row.number, word, there) for word in unexplained_in(text=text))
        if row.number == PHENOMENA and (protest := _PROTEST.search(text)):
            yield Lack(CHECKS["P-11"], row.number, protest[0], there)


def _in_part(part: Part, on: date) -> Iterator[tuple[str, str]]:
    cells = [cell for row in part.rows for cell in row] if not part.text else []  # a table that somebody typed
    words = (part.text, part.reason, *part.items, *cells)
    if part.kind in _TYPED and not all(judge(text).is_clean for text in words if text):
        yield "P-01", ""
    if part.kind == "statement":
        if not part.traces:
            yield "P-04", part.text
        if part.stated_on and on - date.fromisoformat(part.stated_on) > TOO_OLD:
            yield "P-05", part.text


def _in_the_whole(picture: Picture, content: PictureContent) -> Iterator[Lack]:
    core = next((one for one in content.sections if one.key == "core"), None)
    if core is not None and not _says_something(core):
        yield Lack(CHECKS["P-07"], core.number, "", _page(picture, "section", core.number))
    if not content.recipients:
        yield Lack(CHECKS["P-08"], 0, "", _page(picture, "marking"))


def _says_something(section: SectionContent) -> bool:
    return any(part.kind in ("statement", "paragraph", "list") for part in section.parts)


def _in_known(picture: Picture, known: Known) -> Iterator[Lack]:
    """What the other rooms know and the picture does not answer yet."""
    for trend, meanings in known.trends:
        there = reverse("trends:trend", args=[trend.pk])
        is_phenomenon = known.classes.get(trend.topic) == "phenomenon"
        if is_phenomenon and any(one.nature == Nature.ACTIVISM for one in meanings):
            yield Lack(CHECKS["P-03"], PHENOMENA, trend.name, there)
        if not meanings:
            yield Lack(CHECKS["P-06"], PHENOMENA, trend.name, there)
    advised = {topic for one in known.advice for topic in one.topics}
    for topic in sorted(_rising(known) - advised, key=known.name_of):
        yield Lack(CHECKS["P-09"], PHENOMENA, known.name_of(topic), reverse("advice:write"))
    filled = {one.topic for one in picture.approach.all() if one.cover != "unknown"}
    for topic in known.phenomena:
        if topic not in filled:
            yield Lack(CHECKS["P-12"], 8, known.name_of(topic), _page(picture, "approach-topic", topic))


def _rising(known: Known) -> set[str]:
    """The phenomena that get more attention than expected, by a finding or by what people make of a trend."""
    found = {one.topic for one in known.findings}
    found |= {
        trend.topic for trend, meanings in known.trends if any(one.direction == Direction.MORE for one in meanings)
    }
    return {one for one in found if known.classes.get(one) == "phenomenon"}


def _page(picture: Picture, name: str, *more: object) -> str:
    return reverse(f"pictures:{name}", args=[picture.pk, *more])
