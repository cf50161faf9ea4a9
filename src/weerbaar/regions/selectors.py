"""Reads of the map. What is public reference data needs no actor; rights are asked in the room above."""

from django.db.models import QuerySet

from weerbaar.regions.models import Municipality, Organisation, SafetyRegion


def working_area_of(*, organisation: Organisation) -> QuerySet[Municipality]:
    """The municipalities, of all years, an organisation works for."""
    if organisation.municipality_id:
        return Municipality.objects.filter(pk=organisation.municipality_id)
    if organisation.police_team_id:
        return Municipality.objects.filter(police_team=organisation.police_team_id)
    if organisation.safety_region_id:
        return Municipality.objects.filter(safety_region=organisation.safety_region_id)
    return Municipality.objects.filter(safety_region__region=organisation.region_id)


def safety_regions_of(*, organisation: Organisation) -> QuerySet[SafetyRegion]:
    """The safety regions in which an organisation works."""
    area = working_area_of(organisation=organisation)
    return SafetyRegion.objects.filter(pk__in=area.values("safety_region"))
