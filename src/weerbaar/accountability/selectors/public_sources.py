"""The sources that are read, with their terms: for everybody."""

from dataclasses import dataclass

from weerbaar.guard.services import all_rows
from weerbaar.regions import selectors as regions
from weerbaar.sources.models import Source


@dataclass(frozen=True)
class PublicSource:
    """A source that is on. Its address stays inside: it can hold a key."""

    region: str
    name: str
    publisher: str
    kind: str
    licence: str
    legal_basis: str
    retention_days: int


def public_sources() -> list[PublicSource]:
    """Every source that is on, per region, by name."""
    with all_rows():
        return [
            PublicSource(
                region=region.name,
                name=row.name,
                publisher=row.publisher,
                kind=row.get_kind_display(),
                licence=row.licence,
                legal_basis=row.legal_basis,
                retention_days=row.retention_days,
            )
            for region in regions.regions()
            for row in Source.objects.filter(region=region, status=Source.Status.ON).order_by("name")
        ]
