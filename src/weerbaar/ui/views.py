"""The gallery of components and the language switch. Both are open to everyone and show no data of anyone."""

from datetime import datetime

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET, require_POST
from django.views.i18n import set_language

from weerbaar.ui import examples, tables

SAVED_AT = datetime(2026, 3, 2, 14, 3)  # noqa: DTZ001 - an example, not a moment that was


@login_not_required
@require_GET
def gallery(request: HttpRequest) -> HttpResponse:
    shown = examples.tables_to_show(request)
    context = {
        **examples.forms_to_show(),
        **examples.charts_to_show(),
        **examples.steps_to_show(),
        "empty_table": shown["empty_table"],
        "organisations": ("Gemeente Dolvermond", "Politie Dolverland"),
        "saved_at": SAVED_AT,
    }
    return tables.render_table(request, "ui/gallery.html", shown["table"], context)


@login_not_required
@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    return set_language(request)
