from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from weerbaar.accounts.selectors import actor_of
from weerbaar.cookers import selectors, services
from weerbaar.cookers.forms import OutcomeForm, PlanForm, PrepareForm
from weerbaar.cookers.services.outcomes import Agreed
from weerbaar.cookers.views.orders import led
from weerbaar.signals.services import mask
from weerbaar.ui import charts, tables
from weerbaar.ui.orders import carry_out, filled, site_of, told

PAPERS = {
    ("pack", "pdf"): gettext_lazy("All papers, PDF"),
    ("pack", "docx"): gettext_lazy("All papers, Word file"),
    ("pack", "html"): gettext_lazy("All papers, web page"),
    ("pack", "md"): gettext_lazy("All papers, Markdown"),
    ("slides", "pptx"): gettext_lazy("Slides"),
}


@require_GET
def cookers(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    if not selectors.sees_cookers(actor=actor):
        raise Http404
    table = tables.table_page(
        request,
        name="cookers",
        caption=_("Pressure cookers"),
        rows=selectors.cookers_visible_to(actor=actor),
        columns=(
            tables.Column("area", _("Area"), str, href=lambda row: reverse("cookers:cooker", args=[row.pk])),
            tables.Column("day", _("Day"), lambda row: row.held_on, kind="date", order_by="held_on"),
            tables.Column("from", _("Prepared by"), lambda row: row.organisation.name, order_by="organisation__name"),
            tables.Column("state", _("Status"), _state),
        ),
        empty=_("There are no pressure cookers here yet."),
    )
    return tables.render_table(
        request, "cookers/cooker_list.html", table, {"prepares": selectors.prepares(actor=actor)}
    )


def _state(row: Any) -> str:
    if row.closed_at:
        return _("held")
    return _("going on") if row.opened_at else _("prepared")


@require_http_methods(["GET", "POST"])
def prepare(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    if not selectors.prepares(actor=actor):
        raise Http404
    rows = {str(one.pk): one for one in selectors.pictures_to_start_from(actor=actor)}
    named = [(key, f"{one.picture}, {_('version')} {one.number}") for key, one in rows.items()]
    form = PrepareForm(request.POST or None, pictures=named)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        row = services.prepare_cooker(actor=actor, frozen=rows[data["frozen"]], held_on=data["held_on"], now=now())
        return redirect("cookers:cooker", pk=row.pk)
    return render(request, "cookers/prepare.html", {"form": form, "has_pictures": bool(rows)})


@require_GET
def cooker(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _page(request, pk, None)


def _page(request: HttpRequest, pk: UUID, form: OutcomeForm | None) -> HttpResponse:
    actor = actor_of(request)
    row = get_object_or_404(selectors.cookers_visible_to(actor=actor), pk=pk)
    leads = selectors.leads(actor=actor, cooker=row)
    if form is None and leads:
        form = OutcomeForm(bodies=selectors.bodies_to_hand_to(actor=actor))
    questions = list(row.questions.all())
    context = {
        "cooker": row,
        "leads": leads,
        "statements": [one for one in questions if one.kind == "statement"],
        "results": [(one, result_chart(one)) for one in questions if one.closed_at],
        "outcomes": list(row.outcomes.select_related("advice")),
        "mine": {one.pk for one in selectors.open_actions_of(actor=actor)},
        "papers": [(kind, form, word) for (kind, form), word in PAPERS.items()],
        "form": form,
    }
    return render(request, "cookers/cooker.html", context)


def result_chart(question: Any) -> Any:
    """The counts of a question that was closed, with the table that everybody can read."""
    bars = [(_("agree"), question.agree), (_("unsure"), question.unsure), (_("disagree"), question.disagree)]
    note = _votes_in_words(question.votes, question.cooker.present)
    return charts.bar_chart(title=f"{question.number}. {question.text}", bars=bars, unit=_("votes"), note=note)


def _votes_in_words(votes: int, present: int | None) -> str:
    """How many voted, beside how many were in the room: who votes twice with one phone is seen here."""
    count = {"count": votes, "present": present}
    if present is None:
        return _("Votes, without names: %(count)s") % count
    if votes > present:
        return (
            _(
                "There are more votes (%(count)s) than people in the room (%(present)s). "
                "Somebody voted more than once: count again, by hands."
            )
            % count
        )
    return _("Votes, without names: %(count)s of %(present)s people in the room") % count


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor, row = led(request, pk)
    texts = [one.text for one in row.questions.all() if one.kind == "statement"]
    start = {"held_on": row.held_on, "scenario": row.scenario}
    form = filled(PlanForm, request, mask, statements=texts, initial=start)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        made = services.Plan(data["held_on"], form.statements, data["scenario"])
        try:
            services.change_plan(actor=actor, cooker=row, plan=made, now=now())
        except services.Refused as refusal:
            form = told(form, refusal, mask)
        else:
            messages.success(request, _("The plan is saved."))
            return redirect("cookers:cooker", pk=pk)
    return render(request, "cookers/plan.html", {"form": form, "cooker": row})


@require_GET
def paper(request: HttpRequest, pk: UUID, kind: str, form: str) -> HttpResponse:
    actor = actor_of(request)
    row = get_object_or_404(selectors.cookers_visible_to(actor=actor), pk=pk)
    if form not in services.KINDS.get(kind, ()):
        raise Http404
    made = services.paper_of(actor=actor, cooker=row, kind=kind, form=form, site=site_of(request), now=now())
    answer = HttpResponse(made.data, content_type=made.kind)
    answer["Content-Disposition"] = f'attachment; filename="{made.name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@sensitive_post_parameters("text")
@require_POST
def outcome(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor, row = led(request, pk)
    bodies = selectors.bodies_to_hand_to(actor=actor)
    form = filled(OutcomeForm, request, mask, bodies=bodies)
    if not form.is_valid():
        return _page(request, pk, form)
    data = form.cleaned_data
    agreed = Agreed(data["kind"], data["text"], data["due_on"], form.addressee)
    try:
        services.note_outcome(actor=actor, cooker=row, agreed=agreed, now=now())
    except services.Refused as refusal:
        return _page(request, pk, told(form, refusal, mask))
    messages.success(request, _("The agreement is noted."))
    return redirect("cookers:cooker", pk=pk)


@require_POST
def finish(request: HttpRequest, pk: UUID, outcome: UUID) -> HttpResponse:
    actor = actor_of(request)
    row = get_object_or_404(selectors.cookers_visible_to(actor=actor), pk=pk)
    done = get_object_or_404(row.outcomes.all(), pk=outcome)
    carry_out(request, lambda: services.finish_action(actor=actor, outcome=done, now=now()), _("Done. Thank you."))
    return redirect("cookers:cooker", pk=pk)
