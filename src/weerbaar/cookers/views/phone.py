from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from weerbaar.cookers import selectors, services
from weerbaar.cookers.forms import ANSWERS, CodeForm, VoteForm

MARK, MARK_SECONDS = "gestemd-{}", 12 * 60 * 60
"""The mark a phone keeps after a vote. It is the same for everybody, so it tells no phone from another."""


@login_not_required
@never_cache
@require_GET
def enter(request: HttpRequest) -> HttpResponse:
    form = CodeForm(request.GET or None)
    if form.is_valid():
        code = "".join(form.cleaned_data["code"].split()).upper()
        if selectors.phone_page(code=code, now=now()) is not None:
            return redirect("cookers:vote", code=code)
        form.add_error("code", str(services.CodeNotKnown.says))
    return render(request, "cookers/enter.html", {"form": form})


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def vote(request: HttpRequest, code: str) -> HttpResponse:
    page = selectors.phone_page(code=code, now=now())
    if page is None:
        return render(request, "cookers/enter.html", {"form": CodeForm(), "is_gone": True}, status=404)
    if request.method == "POST":
        return _voted(request, code, page)
    left = [one for one in page.questions if MARK.format(one.pk) not in request.COOKIES]
    context = {"page": page, "left": left, "answers": ANSWERS, "code": code}
    return render(request, "cookers/vote.html", context)


def _voted(request: HttpRequest, code: str, page: selectors.PhonePage) -> HttpResponse:
    answer, form = redirect("cookers:vote", code=code), VoteForm(request.POST)
    asked = {one.number: one for one in page.questions}
    question = asked.get(form.cleaned_data["number"]) if form.is_valid() else None
    if question is None:
        messages.error(request, str(services.NotOpenNow.says))
        return answer
    mark = MARK.format(question.pk)
    if mark in request.COOKIES:
        messages.info(request, _("This phone has voted on this already."))
        return answer
    try:
        services.vote(code=code, number=question.number, answer=form.cleaned_data["answer"], now=now())
    except services.Refused as refusal:
        messages.error(request, str(refusal.says))
        return answer
    secure = settings.SESSION_COOKIE_SECURE
    answer.set_cookie(mark, "1", MARK_SECONDS, path="/stem/", httponly=True, samesite="Strict", secure=secure)
    return answer


@login_not_required
@never_cache
@require_GET
def standing(request: HttpRequest, code: str) -> HttpResponse:
    page = selectors.phone_page(code=code, now=now())
    return JsonResponse({"stamp": page.stamp if page else "gone", "counts": {}})
