"""A Word template of the organisation: looked through, rebuilt, used, and read back."""

import io
import zipfile
from collections.abc import Callable

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx.shared import Pt, RGBColor

from tests.cast import Cast
from weerbaar.accounts.services import NotAllowed
from weerbaar.pictures.models import HouseStyle
from weerbaar.pictures.services.documents import document_of
from weerbaar.pictures.services.house_style import (
    MAX_BYTES,
    TemplateNotFit,
    checked,
    drop_house_style,
    keep_house_style,
)
from weerbaar.pictures.tests.sample import STATEMENTS, sample
from weerbaar.pictures.tests.test_freeze import frozen_of, picture_of
from weerbaar.pictures.tests.test_render import docx_text

GREEN = RGBColor(0x0B, 0x6E, 0x4F)


def template(header: str = "Gemeente Aerlevoort, T 14 0123", body: str = "Voorbeeldtekst die weg moet.") -> bytes:
    document = docx.Document()
    style = document.styles["Heading 1"]
    style.font.color.rgb, style.font.size, style.font.name = GREEN, Pt(26), "Arial"
    document.sections[0].header.paragraphs[0].text = header
    document.sections[0].footer.paragraphs[0].text = "Stadhuisplein 1, info@aerlevoort.example"
    document.add_paragraph(body)
    document.core_properties.author = "Een Medewerker"
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def changed(data: bytes, change: Callable[[str, bytes], bytes], **more: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        for name, content in more.items():
            new.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return buffer.getvalue()


def same(_name: str, content: bytes) -> bytes:
    return content


@pytest.mark.django_db
def test_a_picture_in_word_has_the_styles_header_and_page_of_the_house_and_the_same_statements(cast: Cast) -> None:
    keep_house_style(actor=cast["official_here"], data=template(), now=cast.now)
    frozen = frozen_of(cast, picture_of(cast), sample())
    made = document_of(actor=cast["official_here"], frozen=frozen, form="docx", audience="full", now=cast.now)
    document = docx.Document(io.BytesIO(made.data))
    assert document.styles["Heading 1"].font.color.rgb == GREEN
    assert "Gemeente Aerlevoort" in document.sections[0].header.paragraphs[0].text
    assert "Stadhuisplein" in document.sections[0].footer.paragraphs[0].text
    text = docx_text(made.data)
    assert all(one in text for one in STATEMENTS)
    assert "Voorbeeldtekst" not in text
    drop_house_style(actor=cast["official_here"], now=cast.now)
    plain = document_of(actor=cast["official_here"], frozen=frozen, form="docx", audience="full", now=cast.now)
    assert docx.Document(io.BytesIO(plain.data)).styles["Heading 1"].font.color.rgb != GREEN


def test_what_is_kept_holds_no_author_no_example_text_and_nothing_that_points_outside() -> None:
    link = (
        b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" '
        b'Target="http://elsewhere.example/pixel.png" TargetMode="External"/></Relationships>'
    )

    def with_link(name: str, content: bytes) -> bytes:
        return content.replace(b"</Relationships>", link) if name.endswith("document.xml.rels") else content

    kept = checked(
        data=changed(template(), with_link, word__embeddings__a_dot_bin=b"x", customXml__item9_dot_xml=b"<a/>")
    )
    with zipfile.ZipFile(io.BytesIO(kept.data)) as container:
        everything = b"".join(container.read(name) for name in container.namelist())
        assert not [name for name in container.namelist() if "embed" in name or "custom" in name or "docProps" in name]
    assert b"Een Medewerker" not in everything
    assert b"Voorbeeldtekst" not in everything
    assert b"elsewhere.example" not in everything
    assert checked(data=template()).digest == checked(data=kept.data).digest


def _no_heading(name: str, content: bytes) -> bytes:
    return content.replace(b'w:val="heading 2"', b'w:val="iets anders"') if name == "word/styles.xml" else content


def _entity(name: str, content: bytes) -> bytes:
    doctype = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:styles '
    return content.replace(b"<w:styles ", doctype, 1) if name == "word/styles.xml" else content


HOSTILE = {
    "no Word file": b"%PDF-1.7 nothing",
    "half a file": template()[:4000],
    "too large": template() + b"\x00" * MAX_BYTES,
    "a macro": changed(template(), same, word__vbaProject_dot_bin=b"x"),
    "a bomb": changed(template(), same, word__styles2_dot_xml=b"0" * 60_000_000),
    "an entity": changed(template(), _entity),
    "a picture that is a program": changed(template(), same, word__media__a_dot_png=b"MZ program"),
    "no heading": changed(template(), _no_heading),
    "a person in the header": template(header="Opgesteld door Jan de Vries, 06-12345678"),
}


@pytest.mark.proves("T6")
@pytest.mark.parametrize("kind", HOSTILE)
def test_a_file_that_is_no_house_style_is_refused_in_a_sentence(kind: str) -> None:
    assert checked(data=template()).digest
    with pytest.raises(TemplateNotFit) as refused:
        checked(data=HOSTILE[kind])
    assert all(str(one).endswith(".") for one in (refused.value.says, *refused.value.mends))
    assert "Vries" not in "".join(map(str, refused.value.mends))


@pytest.mark.django_db
def test_the_page_takes_a_template_of_the_own_organisation_and_says_what_is_wrong(cast: Cast) -> None:
    client, address = cast.client("official_here"), reverse("pictures:house-style")
    refused = client.post(address, {"document": SimpleUploadedFile("stijl.docx", HOSTILE["no heading"])})
    assert "Heading 2" in refused.content.decode()
    assert not HouseStyle.objects.exists()
    kept = client.post(address, {"document": SimpleUploadedFile("stijl.docx", template())})
    assert kept.status_code == 302
    assert HouseStyle.objects.get().organisation_id == cast["official_here"].organisation_id
    assert "Er is een huisstijl sinds" in client.get(address).content.decode()
    assert "nog geen huisstijl" in cast.client("official_elsewhere").get(address).content.decode()
    with pytest.raises(NotAllowed):
        keep_house_style(actor=cast["executive"], data=template(), now=cast.now)
