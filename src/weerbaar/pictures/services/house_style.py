"""The house style of an organisation for Word: a template that is looked through before it is kept.

It is read in the guarded child first (T6). Then it is rebuilt from an allow-list of parts: styles, numbering, fonts by
name, headers, footers and their pictures. Macros, embedded files, comments, authors, example text and everything that
points outside go out, because they are never copied.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any, ClassVar
from xml.etree.ElementTree import Element, tostring

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from weerbaar.accounts.models import Action, Membership, Right, Scope
from weerbaar.accounts.selectors import scope_of
from weerbaar.accounts.services import NotAllowed, Refused, recorded
from weerbaar.pictures.models import HouseStyle
from weerbaar_analysis.text.documents import DocumentRefused, Kind, read_document
from weerbaar_analysis.text.documents.archive import checked_zip, read_entry
from weerbaar_analysis.text.personal_data import find_personal_data

MAX_BYTES, MAX_PART = 2_000_000, 4_000_000
NEEDED = ("Normal", "Heading 1", "Heading 2", "Heading 3")
_KEPT = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|word/(?:document|styles|settings|numbering|fontTable|theme/theme\d+"
    r"|header\d+|footer\d+)\.xml|word/_rels/(?:document|header\d+|footer\d+)\.xml\.rels|word/media/[\w.-]+\.(?:png|jpe?g)"
)
_FORBIDDEN_KINDS = {"PERSON", "BSN", "BIRTH_DATE", "PLATE", "DOCUMENT", "HANDLE", "IBAN"}
_GENERAL = re.compile(
    r"(?:info|post|contact|gemeente|antwoord|stadhuis|gemeentehuis|secretariaat|veiligheid)@", re.IGNORECASE
)
_PIECES = re.compile(r"[,;|·\t]")
"""A letterhead puts a name, a street and a phone on one line; each is read alone too."""
_IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ACTIVE = {f"{_WORD}{name}" for name in ("object", "control", "fldSimple", "instrText", "altChunk", "attachedTemplate")}


class TemplateNotFit(Refused):
    """The file cannot be a house style. `mends` says what to do about it."""

    says: ClassVar[str | Promise] = _("This file cannot be used as house style.")

    def __init__(self, *mends: str | Promise) -> None:
        super().__init__()
        self.mends = mends


@dataclass(frozen=True)
class Checked:
    """A template that may be kept."""

    data: bytes

    @property
    def digest(self) -> str:
        return sha256(self.data).hexdigest()


def may_set_house_style(*, actor: Membership | None) -> bool:
    return scope_of(actor=actor, right=Right.WRITE_PICTURE) != Scope.NONE


def house_style_of(*, actor: Membership) -> HouseStyle | None:
    """The house style of the actor's own organisation."""
    return HouseStyle.objects.filter(organisation=actor.organisation_id).defer("document").first()


def template_of(*, organisation_id: Any) -> bytes | None:
    """The template in which Word files of this organisation are made; None without one."""
    row = HouseStyle.objects.filter(organisation=organisation_id).first()
    return bytes(row.document) if row else None


def keep_house_style(*, actor: Membership, data: bytes, now: datetime) -> HouseStyle:
    """Keeps a template for the own organisation, in place of the one before. Refused: `TemplateNotFit`."""
    with recorded(actor=actor, action=Action.SET_HOUSE_STYLE, subject=actor.organisation, now=now):
        if not may_set_house_style(actor=actor):
            raise NotAllowed
        made = checked(data=data)
        row, _is_new = HouseStyle.objects.update_or_create(
            organisation=actor.organisation, defaults={"document": made.data, "digest": made.digest, "kept_at": now}
        )
    return row


def drop_house_style(*, actor: Membership, now: datetime) -> None:
    """Word files are made in the plain style again."""
    with recorded(actor=actor, action=Action.SET_HOUSE_STYLE, subject=actor.organisation, now=now):
        if not may_set_house_style(actor=actor):
            raise NotAllowed
        HouseStyle.objects.filter(organisation=actor.organisation).delete()


def checked(*, data: bytes) -> Checked:
    """The template, rebuilt from what is allowed and tried out. Refused: `TemplateNotFit`."""
    if len(data) > MAX_BYTES:
        raise TemplateNotFit(_("It is larger than 2 MB. Use smaller pictures in the header."))
    try:
        if read_document(data).kind != Kind.DOCX:
            raise TemplateNotFit(_("It is not a Word file (.docx)."))
        with checked_zip(data) as container:
            parts = {name: read_entry(container, name, limit=MAX_PART) for name in _names(container)}
        cleaned = {name: _clean(name, content, parts) for name, content in parts.items()}
    except (DocumentRefused, DefusedXmlException, ParseError) as error:
        raise TemplateNotFit(
            str(error) if isinstance(error, DocumentRefused) else _("It is damaged or unsafe.")
        ) from error
    _nobody_or_refuse(cleaned)
    made = _packed(cleaned)
    _styles_or_refuse(made)
    return Checked(made)


def _names(container: zipfile.ZipFile) -> list[str]:
    return [entry.filename for entry in container.infolist() if _KEPT.fullmatch(entry.filename)]


def _clean(name: str, content: bytes, parts: dict[str, bytes]) -> bytes:
    """A part without what points outside or does something."""
    if name.startswith("word/media/"):
        if not content.startswith(_IMAGES):
            raise TemplateNotFit(_("A picture in it is not a PNG or JPEG file."))
        return content
    root = fromstring(content, forbid_dtd=True)
    if name.endswith(".rels"):
        _keep_relations(root, name, parts)
    elif name == "[Content_Types].xml":
        _keep_types(root, parts)
    else:
        _drop_active(root)
    if name == "word/document.xml":
        _keep_page(root)
    return b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' + tostring(root)


def _keep_relations(root: Element, name: str, parts: dict[str, bytes]) -> None:
    folder = "" if name == "_rels/.rels" else "word/"
    for one in list(root):
        target = one.get("Target", "").lstrip("/")
        path = target if target.startswith("word/") else f"{folder}{target}"
        if one.get("TargetMode") == "External" or path not in parts:
            root.remove(one)


def _keep_types(root: Element, parts: dict[str, bytes]) -> None:
    for one in list(root):
        named = one.get("PartName", "").lstrip("/")
        if named and named not in parts:
            root.remove(one)
        if one.get("ContentType", "").endswith("template.main+xml"):
            one.set("ContentType", one.get("ContentType", "").replace("template.main", "document.main"))


def _drop_active(root: Element) -> None:
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag in _ACTIVE:
                parent.remove(child)


def _keep_page(root: Element) -> None:
    """Of the body only the page itself: margins, header and footer."""
    body = root.find(f"{_WORD}body")
    if body is None:
        raise TemplateNotFit(_("It is damaged or unsafe."))
    for one in list(body):
        if one.tag != f"{_WORD}sectPr":
            body.remove(one)


def _nobody_or_refuse(parts: dict[str, bytes]) -> None:
    """Headers and footers name the organisation, never a person."""
    for name, content in parts.items():
        if name.startswith(("word/header", "word/footer")):
            pieces = [piece for line in _lines(fromstring(content)) for piece in (line, *_PIECES.split(line))]
            found = ((span.kind, piece[span.start :]) for piece in pieces for span in find_personal_data(piece))
            if any(_is_about_somebody(kind, text) for kind, text in found):
                raise TemplateNotFit(_("There is something about a person in the header or footer. Take it out."))


def _is_about_somebody(kind: str, text: str) -> bool:
    return kind in _FORBIDDEN_KINDS or (kind == "EMAIL" and not _GENERAL.match(text))


def _lines(root: Element) -> Iterator[str]:
    for paragraph in root.iter(f"{_WORD}p"):
        yield "".join(one.text or "" for one in paragraph.iter(f"{_WORD}t"))


def _packed(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as container:
        for name in sorted(parts, key=lambda one: (one != "[Content_Types].xml", one)):
            container.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), parts[name], zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _styles_or_refuse(data: bytes) -> None:
    from docx import Document

    try:
        names = {style.name for style in Document(io.BytesIO(data)).styles}
    except Exception as error:
        raise TemplateNotFit(_("It is damaged or unsafe.")) from error
    lacking = [one for one in NEEDED if one not in names]
    if lacking:
        styles = ", ".join(lacking)
        raise TemplateNotFit(
            _("These styles are missing: %(styles)s. Use each of them once and save again.") % {"styles": styles}
        )
