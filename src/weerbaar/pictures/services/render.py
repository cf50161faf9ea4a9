"""One door to all forms of a picture: page, PDF, Word, slides, Markdown."""

import json
import os
import re
import tempfile
from pathlib import Path
from typing import Any

from weerbaar.pictures.services.audience import for_audience
from weerbaar.pictures.services.content import PictureContent
from weerbaar.pictures.services.language import in_language, translated
from weerbaar.pictures.services.render_docx import render_docx
from weerbaar.pictures.services.render_html import render_html
from weerbaar.pictures.services.render_md import render_md
from weerbaar.pictures.services.render_pdf import render_pdf
from weerbaar.pictures.services.render_pptx import render_pptx

FORMATS = {
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "md": "text/markdown; charset=utf-8",
}
_NOT_PRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def render(
    *,
    content: PictureContent,
    form: str,
    audience: str = "full",
    base: str = "",
    template: bytes | None = None,
    layout: str = "",
    language: str = "nl",
) -> bytes:
    """The content in this form, for this audience. `template` is the house style for Word.

    `layout` is `book` (cover, contents), `brief` (as short as it can be) or `sheets` (each section a page of its own);
    without it the audience decides. In another `language` the fixed words are translated; what people wrote is not.
    """
    with in_language(language):
        made = translated(for_audience(content=printable(content), audience=audience))
        return _rendered(made, form, base, template, layout or ("brief" if audience == "council" else "book"))


def _rendered(made: PictureContent, form: str, base: str, template: bytes | None, layout: str) -> bytes:
    if form == "html":
        return render_html(content=made, base=base).encode()
    if form == "md":
        return render_md(content=made).encode()
    if form == "pdf":
        return render_pdf(content=made, layout=layout)
    if form == "docx":
        return render_docx(content=made, template=template, layout=layout)
    return render_pptx(content=made)


def printable(content: PictureContent) -> PictureContent:
    """The content without characters that no document can hold."""
    return PictureContent.from_json(json.dumps(_cleaned(json.loads(content.as_json()))))


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return _NOT_PRINTABLE.sub("", value)
    if isinstance(value, list):
        return [_cleaned(one) for one in value]
    return {key: _cleaned(one) for key, one in value.items()} if isinstance(value, dict) else value


def write_whole(*, path: Path, data: bytes) -> None:
    """Writes the file whole or not at all: next to it first, then one rename. A kill leaves no half file."""
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", suffix=".half", delete=False) as half:
        try:
            half.write(data)
            half.flush()
            os.fsync(half.fileno())
            Path(half.name).chmod(0o644)
            Path(half.name).replace(path)
        except BaseException:
            Path(half.name).unlink(missing_ok=True)
            raise
