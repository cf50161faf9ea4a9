from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tests.cast import NOW, Cast, add_member, of_the_lock, sign_in
from weerbaar.accounts import services
from weerbaar.accounts.models import AuditEvent, Membership, Role
from weerbaar.regions.models import Organisation, Region
from weerbaar.regions.services import load_region, pack_folder

PASSWORD = "vier losse woorden hier"


def open_the_demo() -> None:
    load_region(pack=pack_folder(name="voorbeeldregio"))
    services.invite_demo_people(region=Region.objects.get(), now=NOW)


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(cast: Cast, client: Client) -> None:
    person = cast["analyst"].user
    person.set_password(PASSWORD)
    person.save()
    answers = []
    for email, password in ((person.email, "fout"), ("niemand@toneel.example", "fout")):
        response = client.post("/inloggen/", {"email": email, "password": password})
        answers.append((response.status_code, response.context["form"].non_field_errors()))
    assert answers[0] == answers[1]
    assert client.post("/inloggen/", {"email": person.email.upper(), "password": PASSWORD}).status_code == 302
    assert client.get("/mijn-gegevens/inloggen/").status_code == 200


def test_signing_in_goes_to_pages_of_this_server_only(cast: Cast, client: Client) -> None:
    person = cast["analyst"].user
    person.set_password(PASSWORD)
    person.save()
    fields = {"email": person.email, "password": PASSWORD}
    assert client.post("/inloggen/", {**fields, "next": "/rechten/"}).headers["Location"] == "/rechten/"
    assert client.post("/inloggen/", {**fields, "next": "https://elders.example/"}).headers["Location"] == "/"


def test_the_demo_door_exists_in_the_demo_only(db: None, client: Client, settings: Any) -> None:
    open_the_demo()
    settings.DEMO = True
    page = client.get("/inloggen/").content.decode()
    assert "Jelle Wouda" in page
    assert client.post("/demo/official_here/").status_code == 302
    assert client.get("/mensen/").status_code == 200
    settings.DEMO = False
    assert client.post("/demo/analyst/").status_code == 404
    assert "Jelle Wouda" not in Client().get("/inloggen/").content.decode()


def test_a_demo_card_opens_the_role_on_the_card(db: None, client: Client, settings: Any) -> None:
    open_the_demo()
    settings.DEMO = True
    client.post("/demo/official_shared/")
    assert client.get("/rechten/").wsgi_request.actor.organisation.name == "Gemeente Kwelderburen"  # type: ignore[attr-defined]


def test_somebody_with_two_roles_switches_between_them(cast: Cast) -> None:
    person = cast["official_here"].user
    second = Membership.objects.create(
        user=person,
        organisation=cast.organisations["trainer"],
        role=Role.TRAINER,
        started_at=NOW + timedelta(days=1),
    )
    visitor = cast.client("official_here")
    assert visitor.get(f"/mensen/{cast['executive'].user_id}/").status_code == 200
    assert visitor.post("/mijn-gegevens/rol/", {"membership": str(second.pk)}).status_code == 302
    assert visitor.get(f"/mensen/{cast['executive'].user_id}/").status_code == 404


@pytest.mark.proves("T10")
def test_nobody_switches_to_a_role_of_somebody_else(cast: Cast) -> None:
    visitor = cast.client("official_here")
    assert visitor.post("/mijn-gegevens/rol/", {"membership": str(cast["official_here"].pk)}).status_code == 302
    for stranger in (cast["maintainer"].pk, "not-an-id"):
        assert visitor.post("/mijn-gegevens/rol/", {"membership": str(stranger)}).status_code == 404


@pytest.mark.proves("T11")
def test_a_manager_elsewhere_in_the_country_finds_nothing_here(cast: Cast) -> None:
    other = Region.objects.create(
        slug="ander", name="Andere regio", is_invented=True, pack_version="1", pack_digest="1" * 64
    )
    team = Organisation.objects.create(region=other, code="programme", name="Ander team", kind="programme")
    stranger = add_member(key="stranger", role=Role.MAINTAINER, organisation=team)
    visitor = Client()
    sign_in(visitor, stranger.user)
    assert visitor.get(f"/mensen/{stranger.user_id}/").status_code == 200
    here = cast["official_here"]
    assert visitor.get(f"/mensen/{here.user_id}/").status_code == 404
    assert visitor.post(f"/mensen/{here.user_id}/uitschakelen/").status_code == 404
    assert visitor.post(f"/mensen/rollen/{here.pk}/wijzigen/", {"role": "executive"}).status_code == 404
    fields = {"email": "x@toneel.example", "organisation": str(here.organisation_id), "role": "official"}
    assert visitor.post("/mensen/uitnodigen/", fields).context["form"].errors["organisation"]
    assert not AuditEvent.objects.filter(outcome="done").exclude(action="sign_in").exists()


def test_an_invitation_goes_from_link_to_first_page(cast: Cast, client: Client) -> None:
    town = cast.organisations["town_here"]
    made = cast.client("maintainer").post(
        "/mensen/uitnodigen/", {"email": "nieuw@toneel.example", "organisation": str(town.pk), "role": "official"}
    )
    link = made.context["link"].removeprefix("http://testserver")
    assert link not in cast.client("maintainer").get("/mensen/").content.decode()
    answer = client.post(link, {"name": "Nieuwe Naam", "function": "", "password": PASSWORD})
    assert answer.status_code == 302
    assert client.get("/mensen/").headers["Location"] == "/mijn-gegevens/inloggen/"
    assert Client().get(link).status_code == 404


@pytest.mark.parametrize("address", ["/mensen/", "/logboek/"])
def test_a_list_with_thirty_rows_costs_as_many_queries_as_with_one(
    cast: Cast, address: str, django_assert_max_num_queries: Any
) -> None:
    visitor = cast.client("maintainer")
    services.end_membership(actor=cast["maintainer"], membership=cast["analyst"], now=NOW)
    visitor.get(address)  # the first list of a day makes the budget of that day
    with django_assert_max_num_queries(12 + of_the_lock()) as few:
        assert visitor.get(address).status_code == 200
    for number in range(30):
        one = add_member(key=f"many-{number}", role=Role.OFFICIAL, organisation=cast.organisations["town_here"])
        services.end_membership(actor=cast["maintainer"], membership=one, now=NOW)
        add_member(key=f"more-{number}", role=Role.OFFICIAL, organisation=cast.organisations["town_here"])
    with django_assert_max_num_queries(len(few)):
        assert visitor.get(address).status_code == 200


def test_every_export_of_people_stands_in_the_log(cast: Cast) -> None:
    answer = cast.client("maintainer").get("/mensen/?people-export=csv")
    assert "Speler analyst" in answer.content.decode()
    assert AuditEvent.objects.filter(action="export_people", outcome="done").count() == 1
    log = cast.client("dpo").get("/logboek/?audit-action=export_people&audit-outcome=done").content.decode()
    assert "Speler maintainer" in log


def test_the_log_is_narrowed_by_role_and_organisation(cast: Cast) -> None:
    from weerbaar.accounts.models import Action, Outcome
    from weerbaar.accounts.services import record

    for key in ("official_here", "official_elsewhere", "analyst"):
        record(actor=cast[key], action=Action.SIGN_IN, subject=None, outcome=Outcome.DONE, now=cast.now)

    def shown(query: str) -> str:
        return cast.client("dpo").get(f"/logboek/?{query}").content.decode()

    assert "Speler official_here" in shown("")
    assert "Speler analyst" in shown("audit-role=analyst")
    assert "Speler official_here" not in shown("audit-role=analyst")
    assert "Speler official_here" in shown("audit-organisation=Aerlevoort")
    assert "Speler official_elsewhere" not in shown("audit-organisation=Aerlevoort")
