from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from weerbaar.advice import services
from weerbaar.advice.forms import ReaderForm, RecipientsForm, RemarkForm, VersionForm
from weerbaar.advice.views.orders import found, order_by_form
from weerbaar.ui.orders import site_of


@require_POST
def ask_reader(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor, _row = found(request, pk)
    form = ReaderForm(request.POST, actor=actor)
    done = _("This organisation can read the advice now, and agree or give it back.")
    return order_by_form(request, pk, form, services.ask_second_reader, done)


@require_POST
def confirm(request: HttpRequest, pk: UUID) -> HttpResponse:
    done = _("You put your name to this advice. The writer can send it now.")
    return order_by_form(request, pk, VersionForm(request.POST), services.confirm_reading, done)


@sensitive_post_parameters("remark")
@require_POST
def give_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Afterwards the advice is a draft again, which only its writer sees."""
    answer = order_by_form(
        request, pk, RemarkForm(request.POST), services.return_advice, _("The writer has it back, with your remark.")
    )
    return redirect("advice:list") if _is_gone(request, pk) else answer


def _is_gone(request: HttpRequest, pk: UUID) -> bool:
    try:
        found(request, pk)
    except Http404:
        return True
    return False


@never_cache
@sensitive_post_parameters("recipients")
@require_POST
def send(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _out(request, pk, is_reminder=False)


@never_cache
@sensitive_post_parameters("recipients")
@require_POST
def remind(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _out(request, pk, is_reminder=True)


def _out(request: HttpRequest, pk: UUID, *, is_reminder: bool) -> HttpResponse:
    """Sends, and shows the texts once, to copy where there is no mail server."""
    actor, row = found(request, pk)
    form = RecipientsForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(str(one) for one in form.errors["recipients"]))
        return redirect("advice:advice", pk=pk)
    service = services.remind_addressee if is_reminder else services.send_advice
    try:
        sent = service(
            actor=actor, advice=row, recipients=form.cleaned_data["recipients"], site=site_of(request), now=now()
        )
    except services.NotAllowed:
        raise Http404 from None
    except services.Refused as refusal:
        messages.error(request, str(refusal.says))
        return redirect("advice:advice", pk=pk)
    return render(request, "advice/sent.html", {"advice": row, "sent": sent, "is_reminder": is_reminder})
