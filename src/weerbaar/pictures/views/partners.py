from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from weerbaar.accounts.services import Refused
from weerbaar.pictures.forms import OwnerForm, TextForm
from weerbaar.pictures.selectors import drafts
from weerbaar.pictures.services import partners, reading, texts
from weerbaar.pictures.views import desk
from weerbaar.pictures.views.sections import autosaved, tell_saved
from weerbaar.signals.services import PersonalDataInText, mask
from weerbaar.ui.orders import filled, told


@require_http_methods(["GET", "POST"])
def owner(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    """Who writes a section, and the link for an owner without an account: `order` is owner, link or end."""
    actor, row = desk.section_to_write(request, pk, number)
    form = OwnerForm(None, partners=drafts.partners_of(picture=row.picture), initial={"owner": row.owner_id})
    order = request.POST.get("order", "")
    try:
        if order == "link":
            return _link_made(request, row, partners.give_link(actor=actor, section=row, now=now()))
        if order == "end":
            partners.end_link(actor=actor, section=row, now=now())
            messages.success(request, _("The link does not work any more."))
            return redirect("pictures:owner", pk=pk, number=number)
        if order == "owner":
            form = OwnerForm(request.POST, partners=drafts.partners_of(picture=row.picture))
            if form.is_valid():
                partners.give_section(actor=actor, section=row, owner=form.cleaned_data["owner"], now=now())
                messages.success(request, _("The section has another owner."))
                return redirect("pictures:owner", pk=pk, number=number)
    except Refused as refusal:
        messages.error(request, str(refusal.says))
        return redirect("pictures:section", pk=pk, number=number)
    context = {
        "section": row,
        "title": desk.title_of(row),
        "form": form,
        "directs": row.picture.director_id == actor.organisation_id,
        "has_link": bool(row.link_digest) and row.link_expires_at is not None and row.link_expires_at > now(),
    }
    return render(request, "pictures/owner.html", context)


def _link_made(request: HttpRequest, row: Any, token: str) -> HttpResponse:
    address = request.build_absolute_uri(reverse("pictures:section-by-link", args=[token]))
    until = now() + partners.LINK_LASTS
    context = {"section": row, "title": desk.title_of(row), "address": address, "until": until}
    return render(request, "pictures/link_made.html", context)


@login_not_required
@never_cache
@sensitive_post_parameters("text")
@require_http_methods(["GET", "POST"])
def section_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """The owner of a section writes it, and nothing else, without an account."""
    row = drafts.section_by_link(token=token, now=now())
    if row is None:
        return render(request, "pictures/link_gone.html", status=404)
    written = drafts.written_in(section=row)
    form = filled(TextForm, request, mask, initial={"text": written.text, "base_number": written.number})
    about_person = False
    if request.method == "POST" and form.is_valid():
        try:
            saved = texts.save_by_link(token=token, **form.cleaned_data, now=now())
        except Refused as refusal:
            about_person = isinstance(refusal, PersonalDataInText)
            form = told(form, refusal, mask)
        else:
            tell_saved(request, is_contradiction=saved.is_contradiction)
            return redirect("pictures:section-by-link", token=token)
    context = {
        "section": row,
        "title": desk.title_of(row),
        "written": written,
        "form": form,
        "about_person": about_person,
        "preview": reading.text_as_html(text=written.text),
        "autosave": reverse("pictures:autosave-by-link", args=[token]),
        "kept_as": f"weerbaar:link:{row.pk}",
    }
    return render(request, "pictures/section_by_link.html", context)


@login_not_required
@never_cache
@sensitive_post_parameters("text")
@require_POST
def autosave_by_link(request: HttpRequest, token: str) -> HttpResponse:
    if drafts.section_by_link(token=token, now=now()) is None:
        return render(request, "pictures/link_gone.html", status=404)
    return autosaved(request, partial(texts.save_by_link, token=token))
