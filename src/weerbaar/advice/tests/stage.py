"""Advice and gatherings to play with, made by the services."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from tests.cast import Cast
from weerbaar.accounts.models import Membership
from weerbaar.advice import selectors, services
from weerbaar.advice.models import Advice, Gathering
from weerbaar.regions.models import Organisation

SITE = "https://weerbaar.example/"
TEXT = "Er hangen meer stickers dan vorig jaar. Haal ze samen snel weg. Dan blijft de buurt prettig."


def draft(actor: Membership, organisation: Organisation, **changes: Any) -> services.Draft:
    body = next(one for one in selectors.bodies_to_advise(actor=actor) if one.organisation == organisation)
    made = services.Draft(
        body=body,
        title="Stickers weghalen",
        question="Wat doen we met de stickers?",
        text=TEXT,
        first_step="Spreek af wie weghaalt.",
        due_on=date(2026, 4, 1),
    )
    return replace(made, **changes)


def written(cast: Cast, key: str, place: str, now: datetime | None = None, **changes: Any) -> Advice:
    words = draft(cast[key], cast.organisations[place], **changes)
    return services.write_advice(actor=cast[key], draft=words, now=now or cast.now)


def reading(cast: Cast, key: str, place: str, second: str = "programme", **options: Any) -> Advice:
    advice = written(cast, key, place, **options)
    organisation = cast.organisations[second]
    services.ask_second_reader(actor=cast[key], advice=advice, organisation=organisation, now=cast.now)
    return advice


def ready(cast: Cast, key: str, place: str, reader: str = "analyst", **options: Any) -> Advice:
    second = next(name for name, one in cast.organisations.items() if one == cast[reader].organisation)
    advice = reading(cast, key, place, second, **options)
    services.confirm_reading(actor=cast[reader], advice=advice, version=advice.version, now=cast.now)
    return advice


def sent(cast: Cast, key: str, place: str, now: datetime | None = None, **options: Any) -> tuple[Advice, str]:
    """A sent advice and the token of its link."""
    advice = ready(cast, key, place, **options)
    (letter,) = services.send_advice(actor=cast[key], advice=advice, site=SITE, now=now or cast.now)
    return advice, token_of(letter)


def token_of(letter: services.Sent) -> str:
    return letter.link.rstrip("/").rpartition("/")[2]


def answered(cast: Cast, key: str, place: str, **options: Any) -> Advice:
    _advice, token = sent(cast, key, place, **options)
    return services.answer_by_link(token=token, answer="adopted", reason="", now=cast.now)


def gathering(cast: Cast, title: str, now: datetime) -> Gathering:
    plan = services.Plan(
        "living_lab", title, (now + timedelta(days=10)).date(), ("Wat ziet u?", "Wat werkt?", "Wat nu?")
    )
    return services.call_gathering(actor=cast["analyst"], plan=plan, now=now)


def asked(cast: Cast, gathering: Gathering, place: str, now: datetime, recipient: str = "") -> str:
    """The token of the link of an organisation."""
    letter = services.ask_what_they_bring(
        actor=cast["analyst"],
        gathering=gathering,
        organisation=cast.organisations[place],
        recipient=recipient,
        site=SITE,
        now=now,
    )
    return token_of(letter)


def reported(cast: Cast, gathering: Gathering, second: str, report: str = "Iedereen zag stickers.") -> None:
    services.ask_report_reader(
        actor=cast["analyst"],
        gathering=gathering,
        report=report,
        organisation=cast.organisations[second],
        version=gathering.version,
        now=cast.now,
    )
