"""The demo: one picture that two organisations froze and corrected, and one draft, by the same orders as always."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import yaml
from django.utils import timezone

from weerbaar.accounts.models import Membership
from weerbaar.accounts.selectors import signed_up_demo_people
from weerbaar.pictures.models import Picture, Section
from weerbaar.pictures.selectors import drafts
from weerbaar.pictures.selectors.grounds import grounds_of
from weerbaar.pictures.services import reading
from weerbaar.pictures.services.marking import Marking, fill_in_approach, mark_picture, note_white_spot
from weerbaar.pictures.services.period import Period, period_of
from weerbaar.pictures.services.texts import save_text
from weerbaar.pictures.services.writing import Said, as_basis, start_picture, state
from weerbaar.regions.models import Region

CORE = (
    "De gesprekken in de wijk gaan vooral over wonen en over voorzieningen. Inwoners zoeken elkaar ook op om te helpen."
)
CORRECTION = " en over voorzieningen"
"""What the correction takes out of the core again."""
DATA = Path(__file__).parents[1] / "data" / "demo_pictures.yaml"
READERS = ("burgemeester", "teamchef politie", "gebiedsofficier van justitie")
WHITE_SPOT = "Wat er op scholen speelt, weten wij nog niet."
FIRST = Said("Jongeren zetten zelf avonden op.", "likely", "meer organisaties zien dit, los van elkaar")
LATER = Said("Inwoners halen leuzen zelf weg.", "possible", "twee gesprekken wijzen hierop")
RESTS_ON = {FIRST.text: "avonden die jongeren", LATER.text: "leuzen"}  # words of the trends of the demo


def load_demo_pictures(*, region: Region, now: datetime) -> int:
    """Fills the demo once with two pictures of one municipality: returns how many, 0 when there are some already."""
    people = {person.key: membership for person, membership in signed_up_demo_people()}
    if Picture.objects.filter(region=region).exists() or not {"official_here", "analyst"} <= set(people):
        return 0
    official, analyst = people["official_here"], people["analyst"]
    this_quarter = _quarter_of(now)
    before = timezone.make_aware(datetime.combine(this_quarter.first - timedelta(days=1), datetime.min.time()))
    frozen = _started(official, _quarter_of(before), now - timedelta(days=20))
    _write(official, frozen, now - timedelta(days=18))
    _freeze(analyst, official, frozen, "", now - timedelta(days=14))
    core = frozen.sections.get(key="core")
    written = drafts.written_in(section=core)
    corrected = written.text.replace(CORRECTION, "")
    save_text(actor=official, section=core, text=corrected, base_number=written.number, now=now - timedelta(days=8))
    _state(official, core, LATER, now - timedelta(days=8))
    _freeze(analyst, official, frozen, "Een zin over voorzieningen klopte niet.", now - timedelta(days=7))
    _started(official, this_quarter, now - timedelta(days=2))
    return 2


def _quarter_of(at: datetime) -> Period:
    day = timezone.localtime(at).date()
    return period_of(f"{day.year}-Q{(day.month + 2) // 3}")


def _started(official: Membership, period: Period, at: datetime) -> Picture:
    area = next(iter(drafts.areas_to_start(actor=official)))
    picture = start_picture(actor=official, area=area, period_from=period.first, period_to=period.last, now=at)
    core = picture.sections.get(key="core")
    number = drafts.written_in(section=core).number
    save_text(actor=official, section=core, text=CORE, base_number=number, now=at)
    _state(official, core, FIRST, at)
    marking = Marking("amber", "network", READERS, picture.review_on)
    mark_picture(actor=official, picture=picture, marking=marking, now=at)
    note_white_spot(actor=official, picture=picture, text=WHITE_SPOT, now=at)
    picture.refresh_from_db()
    return picture


def _write(official: Membership, picture: Picture, at: datetime) -> None:
    """The sections and the approach as the municipality filled them in before the picture was frozen."""
    rows = yaml.safe_load(DATA.read_text(encoding="utf-8"))
    for section in picture.sections.filter(key__in=rows["texts"]):
        number = drafts.written_in(section=section).number
        save_text(actor=official, section=section, text=rows["texts"][section.key], base_number=number, now=at)
    cells = [(topic, column, *cell) for topic, row in rows["approach"].items() for column, cell in row.items()]
    fill_in_approach(actor=official, picture=picture, cells=cells, now=at)
    picture.refresh_from_db()


def _state(official: Membership, section: Section, said: Said, at: datetime) -> None:
    grounds = grounds_of(picture=section.picture)
    chosen = [key for key, name in grounds if RESTS_ON[said.text] in name.lower()]
    state(actor=official, section=section, said=replace(said, basis=as_basis(chosen=chosen, grounds=grounds)), now=at)


def _freeze(first: Membership, second: Membership, picture: Picture, reason: str, at: datetime) -> None:
    reading.agree(actor=first, picture=picture, now=at)
    reading.freeze(actor=second, picture=picture, reason=reason, now=at + timedelta(hours=3))
