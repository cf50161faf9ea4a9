"""Whether a draft is ready to be frozen: each check has an id, a place and a mend; some block, some warn."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from weerbaar.pictures.models import Picture
from weerbaar.pictures.selectors import drafts
from weerbaar.pictures.services.compose import Known
from weerbaar.pictures.services.content import Part, PictureContent
from weerbaar.signals.services import judge
from weerbaar.trends.models import Nature, Trend

TOO_OLD = timedelta(days=365)


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
    )
}


@dataclass(frozen=True)
class Lack:
    """A check that found something: in which section (0 for the whole picture), and what."""

    check: Check
    section: int
    about: str


def lacks_of(*, picture: Picture, content: PictureContent, known: Known, on: date) -> tuple[Lack, ...]:
    """What is not in order yet: what blocks first, then by section."""
    found = [Lack(CHECKS[key], number, about) for key, number, about in _found(picture, content, known, on)]
    return tuple(sorted(found, key=lambda one: (not one.check.blocks, one.section, one.check.key, one.about)))


def _found(picture: Picture, content: PictureContent, known: Known, on: date) -> Iterator[tuple[str, int, str]]:
    for section in content.sections:
        for part in section.parts:
            yield from ((key, section.number, about) for key, about in _in_part(part, on))
    for row in picture.sections.prefetch_related("texts"):
        if drafts.written_in(section=row).waiting:
            yield "P-02", row.number, ""
    yield from (("P-03", 5, trend.name) for trend in _mixed(known))
    yield from (("P-06", 5, trend.name) for trend, meanings in known.trends if not meanings)
    core = next((one for one in content.sections if one.key == "core"), None)
    if core is not None and not any(part.kind in ("statement", "paragraph", "list") for part in core.parts):
        yield "P-07", core.number, ""
    if not content.recipients:
        yield "P-08", 0, ""


def _in_part(part: Part, on: date) -> Iterator[tuple[str, str]]:
    typed = part.kind in ("paragraph", "quote", "heading", "statement", "list")
    if typed and not all(judge(text).is_clean for text in (part.text, part.reason, *part.items) if text):
        yield "P-01", ""
    if part.kind == "statement":
        if not part.traces:
            yield "P-04", part.text
        if part.stated_on and on - date.fromisoformat(part.stated_on) > TOO_OLD:
            yield "P-05", part.text


def _mixed(known: Known) -> Iterator[Trend]:
    """Trends of an extremism topic whose counting interpretation says activism."""
    for trend, meanings in known.trends:
        if known.classes.get(trend.topic) == "phenomenon" and any(one.nature == Nature.ACTIVISM for one in meanings):
            yield trend
