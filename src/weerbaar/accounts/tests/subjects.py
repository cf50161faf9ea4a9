"""What the authorisation matrix plays with in this room."""

from typing import Any

from django.utils.timezone import now

from tests.cast import Cast, add_member
from weerbaar.accounts import services
from weerbaar.accounts.models import Role

PASSWORD = "vier losse woorden hier"


def subjects(cast: Cast) -> dict[str, tuple[dict[str, Any], dict[str, Any]]]:
    here, elsewhere = cast["official_here"], cast["official_elsewhere"]
    open_here, token = _invitation(cast, "town_here")
    open_elsewhere, _ = _invitation(cast, "town_elsewhere")
    person = ({"pk": here.user_id}, {"pk": elsewhere.user_id})
    membership = ({"pk": here.pk}, {"pk": elsewhere.pk})
    return {
        "accounts:demo": ({"key": "analyst"}, {"key": "nobody"}),
        "accounts:accept": ({"token": token}, {"token": "not-a-link"}),
        "accounts:withdraw": ({"pk": open_here.pk}, {"pk": open_elsewhere.pk}),
        "accounts:change-role": membership,
        "accounts:end-role": membership,
        "accounts:person": person,
        "accounts:deactivate": person,
        "accounts:erase": person,
        "accounts:remove-second-step": ({"pk": 1},) * 2,
        "accounts:end-session": ({"pk": here.pk}, {"pk": elsewhere.pk}),
        "accounts:recovery": ({"token": "not-a-link"},) * 2,
        "accounts:ask-reset": person,
        "accounts:decide-reset": ({"pk": _reset(cast, "town_here")}, {"pk": _reset(cast, "town_elsewhere")}),
        "openid_connect_login": ({"provider_id": "nobody"},) * 2,
        "openid_connect_callback": ({"provider_id": "nobody"},) * 2,
        "accounts:decide-export": ({"pk": _export(cast, "official_here")}, {"pk": _export(cast, "official_elsewhere")}),
        "accounts:download": ({"kind": "xlsx"}, {"kind": "csv"}),
        "accounts:municipality": ({"code": cast.here.code}, {"code": cast.elsewhere.code}),
    }


def posts(cast: Cast) -> dict[str, tuple[dict[str, Any], dict[str, Any]]]:
    here, elsewhere = cast["official_here"], cast["official_elsewhere"]
    name = {"name": "Nieuwe Naam", "function": "adviseur"}
    return {
        "accounts:login": ({"email": here.user.email, "password": "wrong"},) * 2,
        "accounts:accept": ({**name, "password": PASSWORD},) * 2,
        "accounts:invite": (_invite_fields(cast, "town_here"), _invite_fields(cast, "town_elsewhere")),
        "accounts:change-role": ({"role": Role.EXECUTIVE.value},) * 2,
        "accounts:profile": ({**name, "language": "nl"},) * 2,
        "accounts:password": ({"old": "wrong", "new": PASSWORD},) * 2,
        "accounts:ask-password": ({"email": here.user.email},) * 2,
        "accounts:add-code-app": ({"code": "000000"},) * 2,
        "accounts:add-passkey": ({"name": "sleutel", "credential": "{}"},) * 2,
        "accounts:confirm": ({"password": "wrong"},) * 2,
        "accounts:ask-reset": ({"reason": "Telefoon verloren op reis."},) * 2,
        "accounts:decide-reset": ({"refuse": "1"},) * 2,
        "accounts:ask-export": ({"path": "/items/", "rows": "300", "reason": "Voor het jaarverslag."},) * 2,
        "accounts:decide-export": ({"grant": "1"},) * 2,
        "accounts:switch-role": ({"membership": str(here.pk)}, {"membership": str(elsewhere.pk)}),
    }


def _invitation(cast: Cast, place: str) -> Any:
    organisation = cast.organisations[place]
    return services.invite(
        actor=cast["maintainer"],
        email=f"nieuw-{organisation.municipality_id}@toneel.example",
        organisation=organisation,
        role=Role.OFFICIAL,
        now=now(),
    )


def _reset(cast: Cast, place: str) -> Any:
    """By and for somebody who is not in the cast, so that all of them may decide on it."""
    asker = add_member(key=f"asker-{place}", role=Role.MAINTAINER, organisation=cast.organisations["programme"])
    person = add_member(key=f"lost-{place}", role=Role.TRAINER, organisation=cast.organisations[place]).user
    return services.ask_reset(actor=asker, person=person, reason="Telefoon verloren.", now=now()).pk


def _export(cast: Cast, key: str) -> Any:
    reason = "Voor het jaarverslag van de regio."
    return services.ask_export(actor=cast[key], path="/items/", rows=300, reason=reason, now=now()).pk


def _invite_fields(cast: Cast, place: str) -> dict[str, str]:
    organisation = cast.organisations[place]
    return {"email": "ook-nieuw@toneel.example", "organisation": str(organisation.pk), "role": Role.OFFICIAL.value}
