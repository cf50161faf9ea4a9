"""A frozen picture leaves the house as a file, and the log says so; and what changed since the version before."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.text import slugify

from weerbaar.accounts.models import Action, Membership
from weerbaar.accounts.services import recorded
from weerbaar.pictures.models import FrozenPicture
from weerbaar.pictures.selectors.frozen import previous_of
from weerbaar.pictures.services import render_words as words
from weerbaar.pictures.services.audience import AUDIENCES, for_audience
from weerbaar.pictures.services.compare import Change, changes_between
from weerbaar.pictures.services.content import PictureContent
from weerbaar.pictures.services.house_style import template_of
from weerbaar.pictures.services.language import in_language, translated
from weerbaar.pictures.services.reading import ShownSection, shown
from weerbaar.pictures.services.render import FORMATS, printable, render

KINDS = ("statement", "certainty", "figure", "text")
NAME_LENGTH = 110


@dataclass(frozen=True)
class Document:
    """A file to take along: a name without anything strange in it, its type and its bytes."""

    name: str
    kind: str
    data: bytes


@dataclass(frozen=True)
class Preview:
    """A frozen picture as one audience gets it, for a page of ours."""

    title: str
    marking: str
    sections: tuple[ShownSection, ...]


@dataclass(frozen=True)
class Comparison:
    """A version beside the one before it; `groups` holds per kind what differs. Without `previous` it is the first."""

    previous: FrozenPicture | None
    groups: tuple[tuple[str, tuple[Change, ...]], ...]


def document_of(
    *, actor: Membership, frozen: FrozenPicture, form: str, audience: str, language: str = "nl", now: datetime
) -> Document:
    """The file in this form for this audience, its fixed words in this language; the log keeps that it was taken."""
    content = PictureContent.from_json(frozen.content)
    with recorded(actor=actor, action=Action.EXPORT_PICTURE, subject=frozen, now=now):
        template = template_of(organisation_id=frozen.picture.director_id) if form == "docx" else None
        data = render(content=content, form=form, audience=audience, template=template, language=language)
        return Document(f"{_name(frozen, content, audience)}.{form}", FORMATS[form], data)


def _name(frozen: FrozenPicture, content: PictureContent, audience: str) -> str:
    """Letters, digits and hyphens only, so that every system can keep it."""
    last = slugify(f"versie {frozen.number} {AUDIENCES[audience]}")
    first = slugify(f"{content.title} {content.period}")[: NAME_LENGTH - len(last)].strip("-")
    return f"{first or 'lokaal-beeld'}-{last}"


def preview_of(*, frozen: FrozenPicture, audience: str, language: str = "nl") -> Preview:
    """What this audience reads, by the same rules as the files."""
    with in_language(language):
        content = for_audience(content=printable(PictureContent.from_json(frozen.content)), audience=audience)
        content = translated(content)
        return Preview(content.title, words.marking(content), shown(content=content))


def comparison_of(*, frozen: FrozenPicture) -> Comparison:
    """Statements, certainty, figures and text that differ from the version before."""
    previous = previous_of(frozen=frozen)
    if previous is None:
        return Comparison(None, ())
    before, now = (PictureContent.from_json(one.content) for one in (previous, frozen))
    found = changes_between(before=before, now=now)
    groups = ((kind, tuple(one for one in found if one.kind == kind)) for kind in KINDS)
    return Comparison(previous, tuple((kind, changes) for kind, changes in groups if changes))
