from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST

from weerbaar.accounts import selectors as accounts
from weerbaar.signals import selectors, services
from weerbaar.signals.forms import AskForm, FeedbackForm, HandleForm, MoveForm, NoteForm
from weerbaar.ui.orders import carry_out


@require_GET
def signal(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor = accounts.actor_of(request)
    page = selectors.signal_page(actor=actor, pk=pk)
    if page is None:
        raise Http404
    context: dict[str, Any] = {"page": page, "signal": page.signal, "note_form": NoteForm(auto_id="note_%s")}
    if page.may_handle:
        context |= _tools(request, actor, page)
    return render(request, "signals/signal.html", context)


def _tools(request: HttpRequest, actor: Any, page: Any) -> dict[str, Any]:
    """What somebody who handles signals finds on the page."""
    row = page.signal
    moves = [
        (move, MoveForm(asks=move.asks, initial={"before": move.before.value, "after": move.after.value},
                        auto_id=f"move_{move.after}_%s"))
        for move in selectors.moves_from(status=row.status) if move.asks != "question"
    ]  # fmt: skip
    coding = {name: getattr(row, name) for name in ("topic", "reliability", "certainty", "label")}
    template = request.GET.get("tekst", "")
    text = selectors.feedback_text(key=template, signal=row, topic=page.topic)
    return {
        "moves": moves,
        "code_form": HandleForm(initial=coding, region=actor.organisation.region, auto_id="code_%s"),
        "ask_form": AskForm(actor=actor, signal=row, auto_id="ask_%s"),
        "tell_form": FeedbackForm(initial={"text": text}, auto_id="tell_%s"),
        "feedback_choices": selectors.feedback_choices(),
        "template": template,
    }


@sensitive_post_parameters("reason")
@require_POST
def move(request: HttpRequest, pk: UUID) -> HttpResponse:
    form = MoveForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose why, and keep the reason short."))
        return redirect("signals:signal", pk=pk)
    return order(request, pk, services.move_signal, _("The signal is moved on."), **form.cleaned_data)


@require_POST
def take(request: HttpRequest, pk: UUID) -> HttpResponse:
    if "back" in request.POST:
        return order(request, pk, services.give_back, _("The signal is back with the municipality."))
    return order(request, pk, services.take_signal, _("You now look after this signal."))


@require_POST
def code(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor = accounts.actor_of(request)
    form = HandleForm(request.POST, region=actor.organisation.region)
    if not form.is_valid():
        messages.error(request, _("Choose from the lists."))
        return redirect("signals:signal", pk=pk)
    return order(request, pk, services.code_signal, _("It is kept."), **form.cleaned_data)


@sensitive_post_parameters("note")
@require_POST
def see_too(request: HttpRequest, pk: UUID) -> HttpResponse:
    form = NoteForm(request.POST)
    note = form.cleaned_data["note"] if form.is_valid() else ""
    return order(request, pk, services.see_too, _("Noted: your organisation sees this too."), note=note)


def order(request: HttpRequest, pk: UUID, service: Callable[..., object], done: str, **fields: Any) -> HttpResponse:
    """One order on a signal, and how it went in words. What the actor does not see or may not do does not exist."""
    actor = accounts.actor_of(request)
    row = get_object_or_404(selectors.signals_visible_to(actor=actor), pk=pk)
    carry_out(request, lambda: service(actor=actor, signal=row, **fields, now=now()), done)
    return redirect("signals:signal", pk=pk)
