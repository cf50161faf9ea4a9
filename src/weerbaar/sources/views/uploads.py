from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from weerbaar.accounts import services as accounts
from weerbaar.accounts.selectors import actor_of
from weerbaar.sources import selectors, services
from weerbaar.sources.forms import LARGEST_FILE, TokenForm, UploadForm


@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Asks for files and shows what would be kept of them; the files are let go of at once."""
    actor = actor_of(request)
    if not selectors.may_add_items(actor=actor):
        raise Http404
    is_post = request.method == "POST"
    form = UploadForm(request.POST if is_post else None, request.FILES if is_post else None, actor=actor)
    if is_post and not request.FILES and int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST_FILE:
        form.add_error("documents", _("Together these files are larger than 5 MB. Choose fewer or smaller files."))
    elif is_post and form.is_valid():
        preview = services.preview_upload(
            actor=actor, source=form.cleaned_data["source"], files=form.contents(), now=now()
        )
        return render(request, "sources/upload_preview.html", _shown(actor, preview))
    return render(request, "sources/upload.html", {"form": form, "has_source": form.fields["source"].queryset.exists()})  # type: ignore[attr-defined]


@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    form = TokenForm(request.POST)
    if not selectors.may_add_items(actor=actor):
        raise Http404
    try:
        source, tally = services.keep_upload(actor=actor, token=form.data.get("token", ""), now=now())
    except accounts.NotAllowed:
        raise Http404 from None
    except accounts.Refused as refusal:
        messages.error(request, str(refusal.says))
        return redirect("sources:upload")
    count = tally.added + tally.changed
    if count:
        text = ngettext("%(count)d row is kept.", "%(count)d rows are kept.", count) % {"count": count}
    else:
        text = _("This was here already: nothing changed.")
    messages.success(request, text)
    return redirect("sources:source", pk=source.pk)


def _shown(actor: Any, preview: services.UploadPreview) -> dict[str, Any]:
    """What the preview says in words: municipalities and topics by name, personal data as counts per kind."""
    names = selectors.topic_names(region=actor.organisation.region)
    places = {one.code: one.name for one in selectors.places_of_sources(actor=actor)}
    files = [
        {
            "file": file,
            "items": [
                {
                    "title": one.title,
                    "day": one.published_on,
                    "link": one.link,
                    "places": ", ".join(places.get(code, code) for code, _mention, _reason in one.places),
                    "topics": ", ".join(names.get(row["topic"], row["topic"]) for row in one.topics),
                }
                for one in file.shown_readings
            ],
            "figures": [(one, places.get(one.municipality, one.municipality)) for one in file.shown_figures],
        }
        for file in preview.files
    ]
    masked = [(selectors.masked_label(kind), count) for kind, count in sorted(preview.masked.items())]
    return {"preview": preview, "files": files, "masked": masked, "form": TokenForm(initial={"token": preview.token})}
