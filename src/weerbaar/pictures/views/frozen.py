from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from weerbaar.accounts.selectors import actor_of
from weerbaar.pictures.selectors.frozen import frozen_picture_visible_to
from weerbaar.pictures.services import documents, reading
from weerbaar.pictures.services.content import PictureContent
from weerbaar.pictures.services.render import FORMATS
from weerbaar.pictures.services.render_words import marking

AUDIENCES = {
    "full": gettext_lazy("The whole picture"),
    "driehoek": gettext_lazy("For the driehoek"),
    "council": gettext_lazy("For college and council, two pages"),
    "public": gettext_lazy("For everybody"),
}
FORMS = {
    "html": gettext_lazy("web page"),
    "pdf": gettext_lazy("PDF"),
    "docx": gettext_lazy("Word file"),
    "pptx": gettext_lazy("slides"),
    "md": gettext_lazy("Markdown"),
}


@require_GET
def version(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = _found(request, pk)
    content = PictureContent.from_json(row.content)
    context = {
        "frozen": row,
        "content": content,
        "marking": marking(content),
        "sections": reading.shown_frozen(actor=actor_of(request), frozen=row, content=content),
    }
    return render(request, "pictures/version.html", context)


@require_GET
def used(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    """A record that the picture rests on, as it stood when it was frozen."""
    row = _found(request, pk)
    content = PictureContent.from_json(row.content)
    record = reading.used_record(actor=actor_of(request), content=content, number=number)
    if record is None:
        raise Http404
    return render(request, "pictures/used.html", {"frozen": row, "record": record})


@require_GET
def forms(request: HttpRequest, pk: UUID) -> HttpResponse:
    context = {"frozen": _found(request, pk), "audiences": AUDIENCES, "forms": FORMS}
    return render(request, "pictures/forms.html", context)


@require_GET
def preview(request: HttpRequest, pk: UUID, audience: str) -> HttpResponse:
    row = _found(request, pk)
    if audience not in AUDIENCES:
        raise Http404
    page = documents.preview_of(frozen=row, audience=audience, language=_language())
    context = {
        "frozen": row,
        "page": page,
        "sections": page.sections,
        "forms": FORMS,
        "audience": audience,
        "here": AUDIENCES[audience],
    }
    return render(request, "pictures/preview.html", context)


@require_GET
def document(request: HttpRequest, pk: UUID, audience: str, form: str) -> HttpResponse:
    row = _found(request, pk)
    if audience not in AUDIENCES or form not in FORMATS:
        raise Http404
    made = documents.document_of(
        actor=actor_of(request), frozen=row, form=form, audience=audience, language=_language(), now=now()
    )
    answer = HttpResponse(made.data, content_type=made.kind)
    answer["Content-Disposition"] = f'attachment; filename="{made.name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@require_GET
def changes(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = _found(request, pk)
    captions = {
        "statement": _("Statements that are new, gone or written otherwise"),
        "certainty": _("Statements that are more or less certain"),
        "figure": _("Figures that differ"),
        "text": _("Text that differs"),
    }
    page = documents.comparison_of(frozen=row)
    groups = [(captions[kind], found) for kind, found in page.groups]
    return render(request, "pictures/changes.html", {"frozen": row, "previous": page.previous, "groups": groups})


def _language() -> str:
    """The language of a document is that of the screen."""
    return "en" if (get_language() or "").startswith("en") else "nl"


def _found(request: HttpRequest, pk: UUID) -> Any:
    row = frozen_picture_visible_to(actor=actor_of(request), pk=pk)
    if row is None:
        raise Http404
    return row
