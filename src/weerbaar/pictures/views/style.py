from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from weerbaar.accounts.selectors import actor_of
from weerbaar.accounts.services import Refused
from weerbaar.pictures.forms import HouseStyleForm
from weerbaar.pictures.services import house_style as services


@require_http_methods(["GET", "POST"])
def house_style(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    if actor is None or not services.may_set_house_style(actor=actor):
        raise Http404
    form: forms.Form = HouseStyleForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.keep_house_style(
                actor=actor, data=form.cleaned_data["document"].read(services.MAX_BYTES + 1), now=now()
            )
        except Refused as refusal:
            for line in (str(refusal.says), *map(str, getattr(refusal, "mends", ()))):
                form.add_error("document", line)
        else:
            messages.success(request, _("The house style is kept. Word files are made in it from now on."))
            return redirect("pictures:house-style")
    context = {"form": form, "row": services.house_style_of(actor=actor), "organisation": actor.organisation}
    return render(request, "pictures/house_style.html", context)


@require_POST
def drop(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    if actor is None or not services.may_set_house_style(actor=actor):
        raise Http404
    services.drop_house_style(actor=actor, now=now())
    messages.success(request, _("Word files are made in the plain style again."))
    return redirect("pictures:house-style")
