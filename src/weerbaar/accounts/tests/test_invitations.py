from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from tests.cast import NOW, Cast
from weerbaar.accounts import selectors, services
from weerbaar.accounts.models import AuditEvent, Invitation, Membership, Role, User

PASSWORD = "vier losse woorden hier"


def invited(
    cast: Cast, *, email: str = "nieuw@toneel.example", role: Role = Role.OFFICIAL, by: str = "maintainer"
) -> str:
    _, token = services.invite(
        actor=cast[by], email=email, organisation=cast.organisations["town_here"], role=role, now=NOW
    )
    return token


def accept(token: str, *, signed_in: User | None = None, password: str | None = PASSWORD, days: int = 0) -> User:
    return services.accept_invitation(
        token=token,
        signed_in=signed_in,
        name="Nieuwe Naam",
        function="adviseur",
        password=password,
        now=NOW + timedelta(days=days),
    )


def test_an_invitation_lets_somebody_in_with_the_role_of_the_link(cast: Cast) -> None:
    person = accept(invited(cast))
    assert person.check_password(PASSWORD)
    assert [(one.role, one.organisation.code) for one in selectors.current_memberships_of(person=person)] == [
        (Role.OFFICIAL, "town_here")
    ]


def test_only_a_digest_of_the_link_is_held(cast: Cast) -> None:
    token = invited(cast)
    invitation = Invitation.objects.get()
    assert token not in str(Invitation.objects.values().get())
    assert selectors.invitation_for(token=token, now=NOW) == invitation


def test_a_link_works_once(cast: Cast) -> None:
    token = invited(cast)
    accept(token)
    with pytest.raises(services.InvitationNotUsable):
        accept(token)


def test_a_link_works_for_seven_days(cast: Cast) -> None:
    assert accept(invited(cast), days=6).is_active
    with pytest.raises(services.InvitationNotUsable):
        accept(invited(cast, email="later@toneel.example"), days=7)


def test_a_new_link_makes_the_old_one_useless(cast: Cast) -> None:
    old, new = invited(cast), invited(cast)
    with pytest.raises(services.InvitationNotUsable):
        accept(old)
    assert accept(new).is_active


def test_a_withdrawn_link_is_useless(cast: Cast) -> None:
    token = invited(cast)
    services.withdraw_invitation(actor=cast["maintainer"], invitation=Invitation.objects.get(), now=NOW)
    with pytest.raises(services.InvitationNotUsable):
        accept(token)


@pytest.mark.proves("T10")
def test_a_link_dies_with_the_right_of_its_maker(cast: Cast) -> None:
    assert accept(invited(cast, by="project_leader")).is_active
    token = invited(cast, by="project_leader", email="later@toneel.example")
    services.change_role(actor=cast["maintainer"], membership=cast["project_leader"], role=Role.ANALYST, now=NOW)
    with pytest.raises(services.InvitationNotUsable):
        accept(token)


@pytest.mark.proves("T10")
def test_a_control_role_is_given_by_a_maintainer_only(cast: Cast) -> None:
    for role in (Role.MAINTAINER, Role.DATA_PROTECTION_OFFICER):
        assert invited(cast, role=role)
        with pytest.raises(services.NotAllowed):
            invited(cast, role=role, by="project_leader")


@pytest.mark.proves("T10")
def test_nobody_invites_the_own_address(cast: Cast) -> None:
    own = cast["project_leader"].user.email
    assert invited(cast, email=own, role=Role.ANALYST)
    with pytest.raises(services.NotAllowed):
        invited(cast, email=own.upper(), role=Role.ANALYST, by="project_leader")


@pytest.mark.proves("T10")
def test_a_link_never_takes_over_an_existing_account(cast: Cast) -> None:
    victim = cast["analyst"].user
    token = invited(cast, email=victim.email)
    with pytest.raises(services.SignInFirst):
        accept(token)
    with pytest.raises(services.SignInFirst):
        accept(token, signed_in=cast["trainer"].user)
    victim.refresh_from_db()
    assert not victim.check_password(PASSWORD)
    accept(token, signed_in=victim, password=None)
    victim.refresh_from_db()
    assert victim.name == "Speler analyst"
    assert Membership.objects.filter(user=victim, role=Role.OFFICIAL, ended_at=None).exists()


def test_a_deactivated_person_comes_back_by_a_new_link(cast: Cast) -> None:
    person = cast["official_here"].user
    services.deactivate_person(actor=cast["maintainer"], person=person, now=NOW)
    accept(invited(cast, email=person.email))
    person.refresh_from_db()
    assert person.is_active
    assert person.check_password(PASSWORD)


def test_a_weak_password_uses_nothing_up(cast: Cast) -> None:
    token = invited(cast)
    with pytest.raises(ValidationError):
        accept(token, password="kort")
    assert not User.objects.filter(email="nieuw@toneel.example").exists()
    assert accept(token).is_active


def test_who_already_has_the_role_is_not_invited_again(cast: Cast) -> None:
    assert invited(cast, email=cast["trainer"].user.email)
    with pytest.raises(services.AlreadyHasRole):
        invited(cast, email=cast["official_here"].user.email)


def test_the_first_maintainer_comes_in_only_where_there_is_none(cast: Cast) -> None:
    programme = cast.organisations["programme"]
    with pytest.raises(services.MaintainerExists):
        services.invite_first_maintainer(email="eerste@toneel.example", organisation=programme, now=NOW)
    Membership.objects.filter(role=Role.MAINTAINER).update(ended_at=NOW)
    _, token = services.invite_first_maintainer(email="eerste@toneel.example", organisation=programme, now=NOW)
    person = accept(token)
    assert Membership.objects.filter(user=person, role=Role.MAINTAINER, ended_at=None).exists()


@pytest.mark.proves("T15")
def test_every_order_leaves_an_event_and_a_refusal_too(cast: Cast) -> None:
    token = invited(cast)
    accept(token)
    with pytest.raises(services.NotAllowed):
        invited(cast, by="analyst")
    events = list(AuditEvent.objects.order_by("pk").values_list("action", "outcome", "subject_kind"))
    assert events == [
        ("invite", "done", "invitation"),
        ("accept_invitation", "done", "user"),
        ("invite", "refused", "organisation"),
    ]
    assert "nieuw@toneel.example" not in str(list(AuditEvent.objects.values()))
