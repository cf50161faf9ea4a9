from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from weerbaar.accounts import selectors as accounts
from weerbaar.signals import selectors, services
from weerbaar.signals.forms import AnswerForm, AskForm, FeedbackForm, LinkForm
from weerbaar.signals.views.handling import order
from weerbaar.ui.orders import carry_out


@sensitive_post_parameters("text")
@require_POST
def ask(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor = accounts.actor_of(request)
    row = get_object_or_404(selectors.signals_visible_to(actor=actor), pk=pk)
    if not selectors.may_handle(actor=actor, signal=row):
        raise Http404
    form = AskForm(request.POST, actor=actor, signal=row)
    if not form.is_valid():
        messages.error(request, _("Choose an organisation and write a question."))
        return redirect("signals:signal", pk=pk)
    return order(request, pk, services.ask_partner, _("The question is with the partner."), **form.cleaned_data)


@sensitive_post_parameters("text")
@require_POST
def tell(request: HttpRequest, pk: UUID) -> HttpResponse:
    form = FeedbackForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Write what the reporter may read, in at most 1,000 characters."))
        return redirect("signals:signal", pk=pk)
    return order(request, pk, services.tell_reporter, _("The reporter can read this now."), **form.cleaned_data)


@require_GET
def questions(request: HttpRequest) -> HttpResponse:
    actor = accounts.actor_of(request)
    if not selectors.answers_questions(actor=actor):
        raise Http404
    topics = dict(selectors.topic_choices(region=actor.organisation.region))
    rows = [(row, topics.get(row.signal.topic, "")) for row in selectors.questions_for(actor=actor)]
    return render(request, "signals/questions.html", {"rows": rows})


@sensitive_post_parameters("text")
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor = accounts.actor_of(request)
    if not selectors.answers_questions(actor=actor):
        raise Http404
    question = get_object_or_404(selectors.questions_for(actor=actor), pk=pk)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.answer_question(actor=actor, question=question, **form.cleaned_data, now=now())
        except services.PersonalDataInText as refusal:
            form = AnswerForm()
            messages.error(request, " ".join([str(refusal.says), *refusal.mends]))
        except services.Refused as refusal:
            messages.error(request, str(refusal.says))
            return redirect("signals:questions")
        else:
            messages.success(request, _("Thank you. Your answer is with the one who asked."))
            return redirect("signals:questions")
    topics = dict(selectors.topic_choices(region=actor.organisation.region))
    context = {"question": question, "form": form, "topic": topics.get(question.signal.topic, "")}
    return render(request, "signals/answer.html", context)


@require_http_methods(["GET", "POST"])
def links(request: HttpRequest) -> HttpResponse:
    actor = accounts.actor_of(request)
    if not selectors.handles_signals(actor=actor):
        raise Http404
    form = LinkForm(request.POST or None, actor=actor)
    if request.method == "POST" and form.is_valid():
        try:
            link, token = services.issue_link(actor=actor, **form.cleaned_data, now=now())
        except services.PersonalDataInText as refusal:
            form.add_error("function", " ".join(refusal.mends))
        else:
            address = request.build_absolute_uri(reverse("signals:report-by-link", args=[token]))
            return render(request, "signals/link_made.html", {"link": link, "address": address})
    context = {"form": form, "links": selectors.links_visible_to(actor=actor), "now": now()}
    return render(request, "signals/links.html", context)


@require_POST
def revoke(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor = accounts.actor_of(request)
    link = get_object_or_404(selectors.links_visible_to(actor=actor), pk=pk)
    revoked = _("The link does not work any more.")
    carry_out(request, lambda: services.revoke_link(actor=actor, link=link, now=now()), revoked)
    return redirect("signals:links")
