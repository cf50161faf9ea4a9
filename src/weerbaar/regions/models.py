"""Tables of the map. All rows come from a region pack; see docs/beheer/regiopakket.md."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Region(models.Model):
    """The area of one programme, described by one region pack."""

    slug = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    is_invented = models.BooleanField()
    pack_version = models.CharField(max_length=20)
    pack_digest = models.CharField(max_length=64)

    def __str__(self) -> str:
        return self.name


class SafetyRegion(models.Model):
    """A zorg- en veiligheidsregio, with its CBS code."""

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=6, unique=True)
    name = models.CharField(max_length=120)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class PoliceTeam(models.Model):
    """A police basisteam; the driehoek normally meets per team, not per municipality."""

    safety_region = models.ForeignKey(SafetyRegion, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=120)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Municipality(models.Model):
    """A municipality during the days its CBS code is valid: from `valid_from` up to and not including `valid_to`."""

    safety_region = models.ForeignKey(SafetyRegion, on_delete=models.PROTECT, related_name="+")
    police_team = models.ForeignKey(PoliceTeam, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=6, unique=True)
    name = models.CharField(max_length=120)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    tile_column = models.PositiveSmallIntegerField()
    tile_row = models.PositiveSmallIntegerField()
    inhabitants = models.PositiveIntegerField(null=True, blank=True, help_text="Rounded; empty when not confirmed.")
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                name="municipality_ends_after_it_starts",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Succession(models.Model):
    """On `on` the predecessor ended and (part of) it went to the successor. A merger has many rows with one successor.

    `share` is the part of the predecessor (by inhabitants) that the successor took; the shares of one predecessor
    add up to 1, so that counts of an earlier year can be laid on a later map without loss.
    """

    predecessor = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    successor = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    share = models.DecimalField(max_digits=5, decimal_places=4, default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor"], name="one_succession_per_pair"),
            models.CheckConstraint(name="succession_share_above_0_up_to_1", condition=Q(share__gt=0, share__lte=1)),
            models.CheckConstraint(name="no_self_succession", condition=~Q(predecessor=F("successor"))),
        ]


class Place(models.Model):
    """A name in a text that can point to a municipality. One name may have rows in more than one municipality.

    The place belongs to the municipality from `valid_from` up to and not including `valid_to`; an empty day means:
    as long as the municipality itself. So Middenbeemster is Beemster's in 2021 and Purmerend's in 2022.
    """

    class Kind(models.TextChoices):
        TOWN = "town", _("town")
        PART = "part", _("part of a town")
        ALIAS = "alias", _("regional name")
        MUNICIPALITY = "municipality", _("name of a municipality")

    class Ambiguity(models.TextChoices):
        CLEAR = "clear", _("clear")
        NEEDS_SUPPORT = "needs_support", _("only with supporting words")
        OFF = "off", _("never on its own")

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=12, choices=Kind)
    ambiguity = models.CharField(max_length=15, choices=Ambiguity, default=Ambiguity.CLEAR)
    note = models.CharField(max_length=300, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "name"], name="one_place_name_per_municipality"),
        ]

    def __str__(self) -> str:
        return self.name


class Organisation(models.Model):
    """A professional partner. Its working area is a municipality, police team, safety region or region.

    The kinds are a closed list: no communities, faiths, associations or parties (design rules 1 and 2).
    """

    class Kind(models.TextChoices):
        MUNICIPALITY = "municipality", _("municipality")
        POLICE = "police", _("police")
        PROSECUTION = "prosecution", _("public prosecution")
        SAFETY_HOUSE = "safety_house", _("care and safety house")
        PROGRAMME = "programme", _("regional programme")
        YOUTH_WORK = "youth_work", _("youth work")
        HEALTH = "health", _("public health and mental health")
        YOUTH_CARE = "youth_care", _("youth care")
        SCHOOL = "school", _("school")
        TRAINER = "trainer", _("training provider")
        PROBATION = "probation", _("probation")
        HOUSING = "housing", _("housing corporation")
        RECEPTION = "reception", _("reception and integration")
        LIBRARY = "library", _("library")
        ANTI_DISCRIMINATION = "anti_discrimination", _("anti-discrimination service")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=40, help_text="Stable key in the pack.")
    name = models.CharField(max_length=160)
    kind = models.CharField(max_length=24, choices=Kind)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, null=True, related_name="+")
    police_team = models.ForeignKey(PoliceTeam, on_delete=models.PROTECT, null=True, related_name="+")
    safety_region = models.ForeignKey(SafetyRegion, on_delete=models.PROTECT, null=True, related_name="+")
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["region", "code"], name="one_organisation_code_per_region"),
            models.CheckConstraint(
                name="organisation_has_one_working_area",
                condition=(
                    Q(police_team=None, safety_region=None)
                    | Q(municipality=None, safety_region=None)
                    | Q(municipality=None, police_team=None)
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name
