"""Pages that are open to everybody: what Weerbaar does, how, and what was shown to hold."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from weerbaar.accountability import selectors


@login_not_required
@require_GET
def evidence_page(request: HttpRequest) -> HttpResponse:
    return render(request, "accountability/evidence.html", {"evidence": selectors.evidence()})


@login_not_required
@require_GET
def accounting(request: HttpRequest) -> HttpResponse:
    context = {"papers": selectors.paper_titles(), "switch_tests": selectors.switch_tests()}
    return render(request, "accountability/accounting.html", context)


@login_not_required
@require_GET
def inventory_page(request: HttpRequest) -> HttpResponse:
    context = {"kept": selectors.inventory(), "endings": selectors.endings().values()}
    return render(request, "accountability/inventory.html", context)


@login_not_required
@require_GET
def paper_page(request: HttpRequest, slug: str) -> HttpResponse:
    if slug not in selectors.SLUGS:
        raise Http404
    context = {"paper": selectors.paper(slug=slug), "waits": selectors.WAITS}
    return render(request, "accountability/paper.html", context)


@login_not_required
@require_GET
def paper_file(request: HttpRequest, slug: str) -> HttpResponse:
    if slug not in selectors.SLUGS:
        raise Http404
    text = selectors.as_yaml(paper=selectors.paper(slug=slug))
    answer = HttpResponse(text, content_type="application/yaml; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{slug}.yaml"'
    return answer


@login_not_required
@require_GET
def cards_page(request: HttpRequest) -> HttpResponse:
    context = {"cards": selectors.cards(), "measured_on": selectors.measured_on()}
    return render(request, "accountability/cards.html", context)


@login_not_required
@require_GET
def sources_page(request: HttpRequest) -> HttpResponse:
    return render(request, "accountability/sources.html", {"sources": selectors.public_sources()})


@login_not_required
@require_GET
def registrations_page(request: HttpRequest) -> HttpResponse:
    context = {"regions": selectors.registrations_per_region(on=localdate()), "waits": selectors.WAITS}
    return render(request, "accountability/registrations.html", context)


@login_not_required
@require_GET
def registration_file(request: HttpRequest, code: str) -> HttpResponse:
    found = selectors.registration(code=code, on=localdate())
    if found is None:
        raise Http404
    answer = JsonResponse(found.values, json_dumps_params={"ensure_ascii": False, "indent": 2})
    answer["Content-Disposition"] = f'attachment; filename="algoritmeregister-{found.municipality.code}.json"'
    return answer


@login_not_required
@require_GET
def security_txt(request: HttpRequest) -> HttpResponse:
    text = selectors.security_txt(host=request.get_host(), on=localdate())
    if text is None:
        raise Http404
    return HttpResponse(text, content_type="text/plain; charset=utf-8")
