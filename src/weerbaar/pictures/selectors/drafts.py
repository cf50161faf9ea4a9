"""Reads of drafts. A draft is seen by who may write on it; everybody else waits until it is frozen."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from weerbaar.accounts.models import Membership, Right, Scope
from weerbaar.accounts.selectors import municipalities_within, scope_of
from weerbaar.pictures.models import Picture, Section, SectionText
from weerbaar.regions import selectors as regions
from weerbaar.regions.models import Municipality, Organisation, PoliceTeam, SafetyRegion


def writes_pictures(*, actor: Membership | None) -> bool:
    return scope_of(actor=actor, right=Right.WRITE_PICTURE) != Scope.NONE


def drafts_visible_to(*, actor: Membership | None) -> QuerySet[Picture]:
    """Drafts the actor may write on, the last changed first. A wider area needs the reach of the whole region."""
    if actor is None or not writes_pictures(actor=actor):
        return Picture.objects.none()
    found = Picture.objects.filter(region=actor.organisation.region_id)
    if scope_of(actor=actor, right=Right.WRITE_PICTURE) != Scope.REGION:
        found = found.filter(municipality__in=municipalities_within(actor=actor, right=Right.WRITE_PICTURE))
    related = "region", "municipality", "police_team", "safety_region", "director"
    return found.select_related(*related).order_by("-changed_at", "pk")


def draft_visible_to(*, actor: Membership | None, pk: UUID) -> Picture | None:
    """One draft with its sections and their texts, the newest text first."""
    texts = Prefetch("sections__texts", SectionText.objects.select_related("organisation").order_by("-number"))
    return drafts_visible_to(actor=actor).prefetch_related("sections__owner", texts).filter(pk=pk).first()


def section_visible_to(*, actor: Membership | None, pk: UUID, number: int) -> Section | None:
    picture = draft_visible_to(actor=actor, pk=pk)
    if picture is None:
        return None
    return next((one for one in picture.sections.all() if one.number == number), None)


@dataclass(frozen=True)
class Written:
    """The text of a section that holds, and the texts that were saved beside it and wait for the director."""

    current: SectionText | None
    waiting: tuple[SectionText, ...]

    @property
    def number(self) -> int:
        return self.current.number if self.current else 0

    @property
    def text(self) -> str:
        return self.current.text if self.current else ""


def written_in(*, section: Section) -> Written:
    texts = sorted(section.texts.all(), key=lambda one: -one.number)
    current = next((one for one in texts if not one.is_contradiction), None)
    return Written(current, tuple(one for one in texts if one.is_contradiction))


def municipalities_of(*, picture: Picture) -> QuerySet[Municipality]:
    """The municipalities in the area, as they were on the last day of the period."""
    found = regions.municipalities_on(region=picture.region, on=picture.period_to)
    if picture.municipality_id:
        return found.filter(pk=picture.municipality_id)
    if picture.police_team_id:
        return found.filter(police_team=picture.police_team_id)
    if picture.safety_region_id:
        return found.filter(safety_region=picture.safety_region_id)
    return found


def areas_to_start(*, actor: Membership) -> dict[str, Municipality | PoliceTeam | SafetyRegion | None]:
    """Key and area of every picture the actor may start; None is the whole region."""
    places = municipalities_within(actor=actor, right=Right.WRITE_PICTURE).order_by("name", "code")
    found: dict[str, Municipality | PoliceTeam | SafetyRegion | None] = {
        f"municipality:{one.pk}": one for one in places.filter(valid_to=None)
    }
    if scope_of(actor=actor, right=Right.WRITE_PICTURE) == Scope.REGION:
        region = actor.organisation.region
        found |= {f"police_team:{one.pk}": one for one in regions.police_teams(region=region)}
        found |= {f"safety_region:{one.pk}": one for one in regions.safety_regions(region=region)}
        found["region:"] = None
    return found


def partners_of(*, picture: Picture) -> QuerySet[Organisation]:
    """Organisations of the region that can own a section, by name."""
    return regions.organisations(region=picture.region).filter(Q(is_active=True)).order_by("name", "pk")
