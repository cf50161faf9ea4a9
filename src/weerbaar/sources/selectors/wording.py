"""Which topics and place names are in use."""

from weerbaar.regions.models import Region
from weerbaar.sources.models import Wording


def wording_in_use(*, region: Region, kind: str) -> Wording | None:
    """The version in use; None while the one that comes with Weerbaar is used."""
    return Wording.objects.filter(region=region, kind=kind, status=Wording.Status.IN_USE).first()


def topics_in_use(*, region: Region) -> str:
    """The taxonomy in use as YAML; empty for the one that comes with the library."""
    wording = wording_in_use(region=region, kind=Wording.Kind.TOPICS)
    return wording.content if wording else ""


def place_changes_in_use(*, region: Region) -> str:
    """The changes to the place names of the region pack as YAML; empty for none."""
    wording = wording_in_use(region=region, kind=Wording.Kind.PLACES)
    return wording.content if wording else ""
