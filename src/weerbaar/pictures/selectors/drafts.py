"""Reads of drafts. A draft is seen by who may write on it; everybody else waits until it is frozen."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from weerbaar.accounts.models import Membership, Right, Scope
from weerbaar.accounts.selectors import municipalities_within, scope_of
from weerbaar.accounts.selectors.endorsement import endorsements_of_many
from weerbaar.pictures.models import Picture, Section, SectionText
from weerbaar.regions import selectors as regions
from weerbaar.regions.models import Municipality, Organisation, PoliceTeam, SafetyRegion


def writes_pictures(*, actor: Membership | None) -> bool:
    return scope_of(actor=actor, right=Right.WRITE_PICTURE) != Scope.NONE


def drafts_within(*, actor: Membership | None, right: Right) -> QuerySet[Picture]:
    """Drafts of the areas this right reaches. A wider area than a municipality needs the reach of the whole region."""
    scope = scope_of(actor=actor, right=right)
    if actor is None or scope == Scope.NONE:
        return Picture.objects.none()
    found = Picture.objects.filter(region=actor.organisation.region_id)
    if scope != Scope.REGION:
        found = found.filter(municipality__in=municipalities_within(actor=actor, right=right))
    return found


def drafts_visible_to(*, actor: Membership | None) -> QuerySet[Picture]:
    """Drafts the actor may write on or freeze, the last changed first."""
    rights = Right.WRITE_PICTURE, Right.FREEZE_PICTURE
    reach = [drafts_within(actor=actor, right=right).order_by().values("pk") for right in rights]
    related = "region", "municipality", "police_team", "safety_region", "director"
    found = Picture.objects.filter(Q(pk__in=reach[0]) | Q(pk__in=reach[1]))
    return found.select_related(*related).order_by("-changed_at", "pk")


def draft_visible_to(*, actor: Membership | None, pk: UUID) -> Picture | None:
    return drafts_visible_to(actor=actor).filter(pk=pk).first()


def may_write(*, actor: Membership | None, picture: Picture) -> bool:
    return drafts_within(actor=actor, right=Right.WRITE_PICTURE).filter(pk=picture.pk, is_closed=False).exists()


def section_to_write(*, actor: Membership | None, pk: UUID, number: int) -> Section | None:
    """A section the actor may write, with its texts, the newest first."""
    pictures = drafts_within(actor=actor, right=Right.WRITE_PICTURE).filter(pk=pk, is_closed=False).order_by()
    texts = Prefetch("texts", SectionText.objects.select_related("organisation").order_by("-number"))
    found = Section.objects.filter(picture__in=pictures.values("pk"), number=number)
    return found.select_related("picture__region", "owner").prefetch_related(texts).first()


def digest_of(token: str) -> str:
    """What is held of a link."""
    return sha256(token.encode()).hexdigest()


def section_by_link(*, token: str, now: datetime) -> Section | None:
    """The one section a link is for, while it works; None otherwise, whatever the reason."""
    found = Section.objects.filter(link_digest=digest_of(token), link_expires_at__gt=now, picture__is_closed=False)
    related = "municipality", "police_team", "safety_region", "region", "director"
    return found.select_related("owner", *(f"picture__{name}" for name in related)).first()


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


@dataclass(frozen=True)
class Version:
    """A text as it was saved, and by which function of which organisation; without an account it came by the link."""

    text: SectionText
    function: str
    is_current: bool


def versions_of(*, section: Section) -> list[Version]:
    """All texts of a section that were kept, the newest first."""
    rows = list(section.texts.select_related("organisation").order_by("-number"))
    writers = endorsements_of_many(kind="sectiontext", ids=[one.pk for one in rows])
    current = written_in(section=section).current
    return [
        Version(
            one,
            next((step.membership.user.function for step in writers.get(str(one.pk), ())), ""),
            current is not None and one.pk == current.pk,
        )
        for one in rows
    ]


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
    """Organisations that can own a section: those that work in the area or for the whole region, by name."""
    area = municipalities_of(picture=picture)
    works_here = Q(municipality__in=area) | Q(police_team__in=area.values("police_team"))
    works_here |= Q(safety_region__in=area.values("safety_region"))
    works_here |= Q(municipality=None, police_team=None, safety_region=None)
    return regions.organisations(region=picture.region).filter(works_here, is_active=True).order_by("name", "pk")
