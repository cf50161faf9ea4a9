from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from weerbaar.advice import selectors, services
from weerbaar.advice.forms import AnswerForm, FollowUpForm
from weerbaar.advice.views.orders import order_by_form
from weerbaar.signals.services import mask
from weerbaar.ui.orders import filled, told


@sensitive_post_parameters("reason")
@require_POST
def answer(request: HttpRequest, pk: UUID) -> HttpResponse:
    done = _("Thank you. Your answer is with the one who advised.")
    return order_by_form(request, pk, AnswerForm(request.POST), services.answer_advice, done)


@sensitive_post_parameters("done", "change")
@require_POST
def follow_up(request: HttpRequest, pk: UUID) -> HttpResponse:
    done = _("What followed is noted.")
    return order_by_form(request, pk, FollowUpForm(request.POST), services.note_follow_up, done)


@login_not_required
@never_cache
@sensitive_post_parameters("reason")
@require_http_methods(["GET", "POST"])
def answer_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """One advice, one answer. After that the same link shows the answer."""
    letter = selectors.letter_by_link(token=token, now=now())
    if letter is None:
        return render(request, "advice/link_gone.html", status=404)
    form = filled(AnswerForm, request, mask)
    if request.method == "POST" and form.is_valid():
        try:
            services.answer_by_link(token=token, **form.cleaned_data, now=now())
        except services.AlreadyAnswered as refusal:
            return _answer_page(request, token, None, str(refusal.says))
        except services.Refused as refusal:
            told(form, refusal, mask)
        else:
            return redirect("advice:answer-by-link", token=token)
    return _answer_page(request, token, form, "")


def _answer_page(request: HttpRequest, token: str, form: AnswerForm | None, notice: str) -> HttpResponse:
    letter = selectors.letter_by_link(token=token, now=now())
    if letter is None:
        return render(request, "advice/link_gone.html", status=404)
    context = {
        "advice": letter.advice,
        "facts": selectors.facts_of(letter=letter),
        "parts": selectors.parts_of(letter=letter),
        "form": None if letter.advice.answer else form,
        "notice": notice,
    }
    return render(request, "advice/answer.html", context)
