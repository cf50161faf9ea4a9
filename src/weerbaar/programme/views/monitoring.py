"""What a monitor asks. Numbers about the machine room only: no names, no texts, no places."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from weerbaar.programme import selectors

PLAIN = "text/plain; charset=utf-8"


@login_not_required
@never_cache
@require_GET
def health(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok\n", content_type=PLAIN)


@login_not_required
@never_cache
@require_GET
def ready(request: HttpRequest) -> HttpResponse:
    problem = selectors.not_ready()
    return HttpResponse(f"{problem or 'ok'}\n", content_type=PLAIN, status=503 if problem else 200)


@login_not_required
@never_cache
@require_GET
def metrics(request: HttpRequest) -> HttpResponse:
    lines = [f"# TYPE {one.name} gauge\n{one.name} {one.value}" for one in selectors.gauges(now=now())]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; version=0.0.4; charset=utf-8")
