from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from weerbaar.accounts import selectors, services
from weerbaar.accounts.forms import InviteForm, RoleForm
from weerbaar.accounts.views.fresh import fresh_sign_in
from weerbaar.ui import tables
from weerbaar.ui.orders import carry_out


@require_GET
def people(request: HttpRequest) -> HttpResponse:
    actor = selectors.actor_of(request)
    manages = bool(selectors.grantable_roles(actor=actor))
    table = tables.table_page(
        request,
        name="people",
        caption=_("People"),
        rows=selectors.memberships_visible_to(actor=actor),
        columns=(
            tables.Column("name", _("Name"), lambda row: row.user.name, order_by="user__name", href=_person_url),
            tables.Column("function", _("Function"), lambda row: row.user.function, order_by="user__function"),
            tables.Column("role", _("Role"), lambda row: row.get_role_display(), order_by="role"),
            tables.Column(
                "organisation", _("Organisation"), lambda row: row.organisation.name, order_by="organisation__name"
            ),
            tables.Column("email", _("Work e-mail"), lambda row: row.user.email, order_by="user__email"),
            tables.Column("until", _("Ended on"), _ended_on, kind="date", order_by="ended_at"),
        )[: 6 if manages else 5],
        filters=(
            tables.Filter("q", _("Search"), lookups=("user__name__icontains", "organisation__name__icontains")),
            tables.Filter("role", _("Role"), lookups=("role",), choices=selectors.role_choices()),
            *([tables.Filter("ended", _("Status"), ("ended_at__isnull",), _statuses())] if manages else []),
        ),
        empty=_("Nobody is here yet."),
    )
    if table.export is not None:
        services.record_export(actor=actor, action=services.Action.EXPORT_PEOPLE, now=now())
    invitations = selectors.open_invitations_visible_to(actor=actor, now=now()) if manages else []
    return tables.render_table(
        request,
        "accounts/person_list.html",
        table,
        {"manages": manages, "invitations": invitations, "decides_resets": selectors.decides_resets(actor=actor)},
    )


@fresh_sign_in
@require_http_methods(["GET", "POST"])
def invite(request: HttpRequest) -> HttpResponse:
    actor = _manager(request)
    form = InviteForm(request.POST or None, actor=actor)
    if request.method == "POST" and form.is_valid():
        try:
            invitation, token = services.invite(actor=actor, **form.cleaned_data, now=now())
        except services.AlreadyHasRole as refusal:
            form.add_error("email", str(refusal.says))
        except services.NotAllowed as refusal:
            form.add_error(None, str(refusal.says))
        else:
            link = request.build_absolute_uri(reverse("accounts:accept", args=[token]))
            return render(request, "accounts/invitation_made.html", {"invitation": invitation, "link": link})
    return render(request, "accounts/invite.html", {"form": form})


@require_POST
def withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor = _manager(request)
    invitation = get_object_or_404(selectors.open_invitations_visible_to(actor=actor, now=now()), pk=pk)
    carry_out(
        request,
        lambda: services.withdraw_invitation(actor=actor, invitation=invitation, now=now()),
        _("The invitation is withdrawn. The link does not work any more."),
    )
    return redirect("accounts:people")


@require_GET
def person(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor = selectors.actor_of(request)
    someone = get_object_or_404(selectors.people_visible_to(actor=actor), pk=pk)
    rows = []
    for membership in selectors.memberships_visible_to(actor=actor).filter(user=someone):
        may_change = selectors.may_change(actor=actor, membership=membership)
        form = RoleForm(actor=actor, initial={"role": membership.role}, auto_id=f"id_{membership.pk}_%s")
        rows.append({"membership": membership, "form": form if may_change else None})
    may_close = selectors.may_close_account(actor=actor, person=someone)
    context = {"person": someone, "rows": rows, "may_close": may_close, "is_self": someone.pk == actor.user_id}
    return render(request, "accounts/person.html", context)


@fresh_sign_in
@require_POST
def change_role(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor = _manager(request)
    membership = get_object_or_404(selectors.memberships_visible_to(actor=actor), pk=pk)
    form = RoleForm(request.POST, actor=actor)
    if not form.is_valid():
        raise Http404
    role = services.Role(form.cleaned_data["role"])
    carry_out(
        request,
        lambda: services.change_role(actor=actor, membership=membership, role=role, now=now()),
        _("The role is changed."),
    )
    return redirect("accounts:person", pk=membership.user_id)


@require_POST
def end_role(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor = _manager(request)
    membership = get_object_or_404(selectors.memberships_visible_to(actor=actor), pk=pk)
    carry_out(
        request,
        lambda: services.end_membership(actor=actor, membership=membership, now=now()),
        _("The role is ended."),
    )
    return redirect("accounts:person", pk=membership.user_id)


@require_POST
def deactivate(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor = _manager(request)
    someone = get_object_or_404(selectors.people_visible_to(actor=actor), pk=pk)
    carry_out(
        request,
        lambda: services.deactivate_person(actor=actor, person=someone, now=now()),
        _("This person can no longer log in. A new invitation opens the account again."),
    )
    return redirect("accounts:person", pk=pk)


@require_POST
def erase(request: HttpRequest, pk: UUID) -> HttpResponse:
    actor = _manager(request)
    someone = get_object_or_404(selectors.people_visible_to(actor=actor), pk=pk)
    carry_out(
        request,
        lambda: services.erase_person(actor=actor, person=someone, now=now()),
        _("Name, function and e-mail address of this person are erased."),
    )
    return redirect("accounts:people")


def _manager(request: HttpRequest) -> Any:
    """The actor, when the role manages people; the page does not exist for others."""
    actor = selectors.actor_of(request)
    if not selectors.grantable_roles(actor=actor):
        raise Http404
    return actor


def _person_url(row: Any) -> str:
    return reverse("accounts:person", args=[row.user_id])


def _ended_on(row: Any) -> Any:
    return row.ended_at and row.ended_at.date()


def _statuses() -> list[tuple[str, str]]:
    return [("True", _("now")), ("False", _("ended"))]
