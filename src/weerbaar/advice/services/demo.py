"""Invented advice for the invented region, made by the same orders as real advice: written, read, sent, answered."""

import csv
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import transaction

from weerbaar.accounts.models import Membership
from weerbaar.accounts.selectors import signed_up_demo_people
from weerbaar.advice.models import Advice, BasisKind, Gathering, GatheringKind
from weerbaar.advice.selectors.basis import RESOLVERS
from weerbaar.advice.selectors.bodies import Body, bodies_to_advise
from weerbaar.advice.services.answering import answer_by_link, note_follow_up
from weerbaar.advice.services.gatherings import (
    Plan,
    ask_report_reader,
    ask_what_they_bring,
    bring,
    call_gathering,
    publish_report,
)
from weerbaar.advice.services.sending import send_advice
from weerbaar.advice.services.writing import Draft, ask_second_reader, confirm_reading, write_advice
from weerbaar.regions.models import Organisation, Region

if TYPE_CHECKING:
    from weerbaar.advice.services.sending import Sent

DATA = Path(__file__).parents[1] / "data"
SITE = "https://weerbaar.example"
KNOWN_SINCE = {
    BasisKind.TREND: "opened_at__lte",
    BasisKind.INTERPRETATION: "counted_at__lte",
    BasisKind.FINDING: "scan__made_at__lte",
    BasisKind.SIGNAL: "received_at__lte",
}


def load_demo_advice(*, region: Region, now: datetime) -> int:
    """Fills the demo once: returns how many advices and gatherings came in, 0 when there are some already.

    Without the people of the demo nothing happens.
    """
    people = {person.key: membership for person, membership in signed_up_demo_people()}
    if Advice.objects.filter(region=region).exists() or "analyst" not in people:
        return 0
    rows = _rows("demo_advice.csv")
    with transaction.atomic():
        for row in rows:
            _advise(people, row, now)
        for row in _rows("demo_gatherings.csv"):
            _gather(people, region, row, now)
    return len(rows) + Gathering.objects.filter(region=region).count()


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _advise(people: dict[str, Membership], row: dict[str, str], now: datetime) -> None:
    """One advice, as far along its way as the row says: draft, reading, ready, sent, answered or closed."""
    at = now - timedelta(days=int(row["days"]))
    writer, reader = people[row["writer"]], people[row["reader"]]
    draft = Draft(
        body=_body(writer, row["body"]),
        title=row["title"],
        question=row["question"],
        text=row["text"],
        first_step=row["first_step"],
        due_on=(at + timedelta(days=int(row["weeks"]) * 7)).date(),
        basis=_basis(writer, int(row["basis"]), at),
    )
    advice = write_advice(actor=writer, draft=draft, now=at)
    steps = (
        partial(ask_second_reader, actor=writer, advice=advice, organisation=reader.organisation),
        partial(_confirm, reader, advice),
        partial(_send_and_answer, writer, advice, row),
    )
    for step in steps[: {"draft": 0, "reading": 1, "ready": 2}.get(row["way"], 3)]:
        step(now=at + timedelta(hours=3))


def _confirm(reader: Membership, advice: Advice, *, now: datetime) -> None:
    advice.refresh_from_db()
    confirm_reading(actor=reader, advice=advice, version=advice.version, now=now)


def _send_and_answer(writer: Membership, advice: Advice, row: dict[str, str], *, now: datetime) -> None:
    (sent,) = send_advice(actor=writer, advice=advice, site=SITE, now=now)
    if row["way"] == "sent":
        return
    answer_by_link(token=_token(sent), answer=row["answer"], reason=row["reason"], now=now + timedelta(days=4))
    if row["done"]:
        note_follow_up(
            actor=writer,
            advice=advice,
            done=row["done"],
            change=row["change"],
            is_last=row["way"] == "closed",
            now=now + timedelta(days=6),
        )


def _token(sent: "Sent") -> str:
    return sent.link.rstrip("/").rpartition("/")[2]


def _body(actor: Membership, code: str) -> Body:
    """The body of this code: of a police team for a triangle, else of an organisation."""
    for body in bodies_to_advise(actor=actor):
        if code in (getattr(body.organisation, "code", ""), getattr(body.police_team, "code", "")):
            return body
    raise LookupError(code)


def _basis(actor: Membership, start: int, at: datetime) -> tuple[str, ...]:
    """Two things of each kind there was by then, from a place of its own in what the writer can choose from."""
    found = []
    for kind, resolver in RESOLVERS.items():
        rows = list(resolver.offered(resolver.rows(actor).filter(**{KNOWN_SINCE[kind]: at}))[:24])
        found += [f"{kind.value}:{row.pk}" for row in rows[start : start + 2]]
    return tuple(found)


def _gather(people: dict[str, Membership], region: Region, row: dict[str, str], now: datetime) -> None:
    at = now + timedelta(days=int(row["days"]))
    asked_at = min(at, now) - timedelta(days=14)
    actor, reader = people["analyst"], people["official_here"]
    questions = (row["question_1"], row["question_2"], row["question_3"])
    plan = Plan(GatheringKind(row["kind"]), row["title"], at.date(), questions)
    gathering = call_gathering(actor=actor, plan=plan, now=asked_at)
    for guest in row["brings"].split(";"):
        code, _sep, answers = guest.partition(":")
        organisation = Organisation.objects.get(region=region, code=code.strip())
        sent = ask_what_they_bring(actor=actor, gathering=gathering, organisation=organisation, site=SITE, now=asked_at)
        first, second, third = [*answers.split("|"), "", "", ""][:3]
        if first.strip():
            bring(token=_token(sent), answers=(first, second, third), now=asked_at + timedelta(days=2))
    if row["report"]:
        ask_report_reader(
            actor=actor,
            gathering=gathering,
            report=row["report"],
            organisation=reader.organisation,
            version=gathering.version,
            now=min(at, now),
        )
        publish_report(actor=reader, gathering=gathering, version=gathering.version, now=min(at, now))
