"""The home page, and the messages that leave the house."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from weerbaar.accounts.selectors import actor_of
from weerbaar.programme import selectors, services
from weerbaar.ui import tables


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    return render(request, "programme/home.html", {"home": selectors.home_of(actor=actor, on=timezone.localdate())})


@never_cache
@require_GET
def post(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    if not selectors.looks_after_mail(actor=actor):
        raise Http404
    table = tables.table_page(
        request,
        name="mail",
        caption=_("Outgoing messages"),
        rows=selectors.messages_visible_to(actor=actor),
        columns=(
            tables.Column("subject", _("Subject"), lambda row: row.subject, order_by="subject", href=_message_url),
            tables.Column("to", _("To"), lambda row: row.recipient_email, order_by="recipient_email"),
            tables.Column("state", _("Status"), lambda row: row.get_state_display(), order_by="state"),
            tables.Column("problem", _("Problem"), lambda row: row.problem),
            tables.Column("queued", _("Queued on"), lambda row: row.queued_at, kind="moment", order_by="queued_at"),
            tables.Column("sent", _("Sent on"), lambda row: row.sent_at, kind="moment", order_by="sent_at"),
            tables.Column(
                "doubt", _("Times in doubt"), lambda row: row.doubt_count, kind="number", order_by="doubt_count"
            ),
        ),
        filters=(
            tables.Filter("q", _("Search"), lookups=("subject__icontains", "recipient_email__icontains")),
            tables.Filter("state", _("Status"), ("state",), selectors.mail_states()),
        ),
        empty=_("There are no messages."),
    )
    return tables.render_table(request, "programme/post.html", table, {"mail_is_on": selectors.mail_is_on()})


def _message_url(row: Any) -> str:
    return reverse("programme:message", args=[row.pk])


@never_cache
@require_GET
def message(request: HttpRequest, pk: UUID) -> HttpResponse:
    mail = get_object_or_404(selectors.messages_visible_to(actor=actor_of(request)), pk=pk)
    return render(request, "programme/message.html", {"mail": mail})


@require_POST
def send_again(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor = actor_of(request)
    mail = get_object_or_404(selectors.messages_visible_to(actor=actor), pk=pk)
    services.send_mail_again(actor=actor, mail=mail, now=timezone.now())
    messages.success(request, _("The message waits to be sent."))
    return redirect("programme:message", pk=pk)
