import json
from io import BytesIO

import openpyxl
import pytest

from tests.cast import NOW, Cast, add_member
from weerbaar.accounts import selectors, services
from weerbaar.accounts.models import AuditEvent, AuditIsAppendOnly, Invitation, Membership, Role, User


def second_maintainer(cast: Cast) -> Membership:
    return add_member(key="maintainer_two", role=Role.MAINTAINER, organisation=cast.organisations["programme"])


def test_a_changed_role_keeps_its_history(cast: Cast) -> None:
    new = services.change_role(
        actor=cast["project_leader"], membership=cast["official_here"], role=Role.EXECUTIVE, now=NOW
    )
    old = Membership.objects.get(pk=cast["official_here"].pk)
    assert (old.ended_at, new.role, new.ended_at) == (NOW, Role.EXECUTIVE, None)


@pytest.mark.proves("T10")
@pytest.mark.parametrize("key", ["project_leader", "maintainer"])
def test_nobody_changes_the_own_role(cast: Cast, key: str) -> None:
    second_maintainer(cast)
    for order in (
        lambda: services.change_role(actor=cast[key], membership=cast[key], role=Role.ANALYST, now=NOW),
        lambda: services.end_membership(actor=cast[key], membership=cast[key], now=NOW),
        lambda: services.deactivate_person(actor=cast[key], person=cast[key].user, now=NOW),
    ):
        with pytest.raises(services.NotAllowed):
            order()
    services.change_role(actor=cast["maintainer"], membership=cast["analyst"], role=Role.SPECIALIST, now=NOW)


@pytest.mark.proves("T10")
def test_a_project_leader_touches_no_control_role(cast: Cast) -> None:
    leader, dpo = cast["project_leader"], cast["dpo"]
    with pytest.raises(services.NotAllowed):
        services.end_membership(actor=leader, membership=dpo, now=NOW)
    with pytest.raises(services.NotAllowed):
        services.deactivate_person(actor=leader, person=dpo.user, now=NOW)
    with pytest.raises(services.NotAllowed):
        services.change_role(actor=leader, membership=cast["analyst"], role=Role.MAINTAINER, now=NOW)
    services.end_membership(actor=cast["maintainer"], membership=dpo, now=NOW)
    services.end_membership(actor=leader, membership=cast["analyst"], now=NOW)


@pytest.mark.proves("T10")
def test_the_last_maintainer_cannot_leave_and_the_last_but_one_can(cast: Cast) -> None:
    with pytest.raises(services.LastMaintainer):
        services.erase_self(person=cast["maintainer"].user, now=NOW)
    second = second_maintainer(cast)
    services.erase_self(person=cast["maintainer"].user, now=NOW)
    with pytest.raises(services.LastMaintainer):
        services.erase_self(person=second.user, now=NOW)
    assert User.objects.get(pk=second.user_id).is_active


def test_deactivating_ends_roles_and_sessions(cast: Cast) -> None:
    visitor = cast.client("official_here")
    assert visitor.get("/mijn-gegevens/").status_code == 200
    services.deactivate_person(actor=cast["maintainer"], person=cast["official_here"].user, now=NOW)
    assert visitor.get("/mijn-gegevens/").status_code == 302
    assert not selectors.current_memberships_of(person=cast["official_here"].user).exists()


@pytest.mark.proves("P1")
def test_erasing_removes_every_trace_but_numbers(cast: Cast) -> None:
    person = cast["official_here"].user
    services.invite(
        actor=cast["maintainer"],
        email=person.email,
        organisation=cast.organisations["school"],
        role=Role.OFFICIAL,
        now=NOW,
    )
    services.correct_own_data(person=person, name="Herkenbare Naam", function="functie-x", language="nl", now=NOW)
    before = AuditEvent.objects.filter(actor_id=person.pk).count()
    email = person.email
    services.erase_self(person=person, now=NOW)
    everything = str([list(model.objects.values()) for model in (User, Membership, Invitation, AuditEvent)])
    assert not [text for text in ("Herkenbare Naam", "functie-x", email) if text in everything]
    assert AuditEvent.objects.filter(actor_id=person.pk).count() == before + 1


@pytest.mark.proves("P1")
def test_a_professional_takes_along_all_that_is_held(cast: Cast) -> None:
    person = cast["official_here"].user
    services.correct_own_data(person=person, name="=1+1", function="adviseur", language="nl", now=NOW)
    person.refresh_from_db()
    data = json.loads(services.export_own_data(person=person, kind="json", now=NOW))
    assert data["person"][0]["name"] == "=1+1"
    assert data["roles"][0]["organisation"] == "Gemeente Aerlevoort"
    book = openpyxl.load_workbook(BytesIO(services.export_own_data(person=person, kind="xlsx", now=NOW)))
    assert book.sheetnames == [
        "Mijn gegevens",
        "Mijn rollen",
        "Uitnodigingen",
        "Tweede stap",
        "Waar u bent ingelogd",
        "Logboek",
    ]
    assert [cell.value for cell in book["Mijn gegevens"][1]][:3] == ["Naam", "Functie", "Werkmail"]
    assert not [cell for sheet in book for row in sheet for cell in row if cell.data_type == "f"]


@pytest.mark.proves("T1")
def test_people_elsewhere_are_invisible(cast: Cast) -> None:
    own = selectors.people_visible_to(actor=cast["official_here"])
    assert cast["executive"].user in own
    assert cast["official_elsewhere"].user not in own
    assert cast["official_elsewhere"].user in selectors.people_visible_to(actor=cast["analyst"])


def test_ended_roles_are_seen_by_who_manages_people_only(cast: Cast) -> None:
    services.end_membership(actor=cast["maintainer"], membership=cast["official_here"], now=NOW)
    assert cast["official_here"] in selectors.memberships_visible_to(actor=cast["maintainer"])
    assert cast["official_here"] not in selectors.memberships_visible_to(actor=cast["executive"])


@pytest.mark.proves("T15")
def test_the_log_is_only_added_to(cast: Cast) -> None:
    services.end_membership(actor=cast["maintainer"], membership=cast["analyst"], now=NOW)
    event = AuditEvent.objects.get()
    with pytest.raises(AuditIsAppendOnly):
        event.save()
    with pytest.raises(AuditIsAppendOnly):
        event.delete()
