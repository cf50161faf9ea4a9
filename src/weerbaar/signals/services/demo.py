"""Invented signals for the invented region, made by the same orders as real ones: reported, seen too, handled, told."""

import csv
from datetime import datetime, timedelta
from pathlib import Path

from weerbaar.accounts.models import Membership
from weerbaar.accounts.selectors import signed_up_demo_people
from weerbaar.regions.models import Municipality, Organisation, Region
from weerbaar.signals.models import ClosedBecause, Sighting, Signal, Status, Step, StepKind
from weerbaar.signals.selectors.visible import first_handler
from weerbaar.signals.services.handling import handle_together, move_signal, take_signal
from weerbaar.signals.services.links import issue_link
from weerbaar.signals.services.reporting import Report, record_by_link, record_signal, see_too, week_seen
from weerbaar.signals.services.talking import ask_partner, tell_reporter

DEMO_FILE = Path(__file__).parents[1] / "data" / "demo_signals.csv"
CODING = ("topic", "period", "label", "reliability", "certainty")
WAY = {
    "review": (Status.REVIEW,),
    "confirmed": (Status.REVIEW, Status.CONFIRMED),
    "closed": (Status.REVIEW, Status.CLOSED),
}
CLUSTERED, CLUSTER = "soevereinen", "Brieven van soevereinen"
ASKED = "Zien jullie in de eigen gesprekken ook meer van deze brieven, en waar gaan ze over?"
TOLD = "Dank voor uw signaal. We leggen het naast andere signalen en nemen het mee in het beeld van dit kwartaal."
HELD = "Een leerling uit klas vier zegt dat geweld de enige weg is en deelt daar filmpjes over."


def load_demo_signals(*, region: Region, now: datetime) -> int:
    """Fills the demo once: returns how many signals came in, 0 when there are some already."""
    if Signal.objects.filter(organisation__region=region).exists():
        return 0
    people = {person.key: membership for person, membership in signed_up_demo_people()}
    with DEMO_FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    places = {one.code: one for one in Municipality.objects.filter(safety_region__region=region)}
    for row in sorted(rows, key=lambda row: -int(row["days"])):
        at = now - timedelta(days=int(row["days"]), hours=int(row["days"]) % 7)
        report = Report(
            text=row["text"], municipality=places[row["municipality"]], **{name: row[name] for name in CODING}
        )
        signal = _received(people, region, row["source"], report, at)
        _also_seen(people, region, signal, row["also"], at + timedelta(hours=5))
        _handled(people["analyst"], signal, row["path"], min(at + timedelta(days=2), now))
    _worked_on(people, region, now)
    if school := people.get("school_coordinator"):
        place = places[str(school.organisation.municipality.code)] if school.organisation.municipality else None
        if place is not None:
            record_signal(actor=school, report=Report(text=HELD, municipality=place), now=now - timedelta(days=1))
    return len(rows)


def _worked_on(people: dict[str, Membership], region: Region, now: datetime) -> None:
    """The analyst puts two signals that say the same beside each other, and asks a partner what it sees."""
    alike = Signal.objects.filter(organisation__region=region, topic=CLUSTERED).order_by("received_at", "pk")
    ids = [str(one.pk) for one in alike]
    handle_together(actor=people["analyst"], ids=ids, order="cluster", name=CLUSTER, now=now - timedelta(days=5))
    asked, safety_house = alike.filter(status=Status.REVIEW).first(), people.get("partner_safety_house")
    if asked is not None and safety_house is not None:
        place, at = safety_house.organisation, now - timedelta(days=4)
        ask_partner(actor=people["analyst"], signal=asked, organisation=place, text=ASKED, now=at)


def _received(people: dict[str, Membership], region: Region, source: str, report: Report, at: datetime) -> Signal:
    """By the demo person of this key, else by a link of the organisation of this code."""
    if source in people:
        outcome = record_signal(actor=people[source], report=report, now=at)
    else:
        organisation = Organisation.objects.get(region=region, code=source)
        _link, token = issue_link(
            actor=people["analyst"], organisation=organisation, function=_function(organisation), now=at
        )
        outcome = record_by_link(token=token, report=report, now=at)
    assert outcome.signal is not None, f"The gate holds a demo text: {report.text}"  # noqa: S101
    return outcome.signal


def _function(organisation: Organisation) -> str:
    return {"youth_work": "jongerenwerker", "school": "zorgcoördinator"}.get(organisation.kind, "medewerker")


def _also_seen(people: dict[str, Membership], region: Region, signal: Signal, code: str, at: datetime) -> None:
    """Organisations without people in the demo told it to the analyst, who notes it for them."""
    if code in people:
        see_too(actor=people[code], signal=signal, now=at)
        return
    place = Organisation.objects.filter(region=region, code=code).first()
    if place is not None:
        week = week_seen(period="", on=at.date())
        Sighting.objects.create(signal=signal, organisation=place, municipality=signal.municipality, week=week, at=at)
        Step.objects.create(signal=signal, kind=StepKind.SIGHTED, organisation=place, at=at)


def _handled(analyst: Membership, signal: Signal, path: str, at: datetime) -> None:
    owner = first_handler(municipality=signal.municipality)
    actor = analyst if signal.label in ("amber", "green", "clear") or owner is None else owner
    if not path:
        return
    take_signal(actor=actor, signal=signal, now=at)
    if path != "review":
        tell_reporter(actor=actor, signal=signal, text=TOLD, now=at)
    for after in WAY[path]:
        why = ClosedBecause.DONE.value if after == Status.CLOSED else ""
        move_signal(actor=actor, signal=signal, before=signal.status, after=after.value, why=why, now=at)
