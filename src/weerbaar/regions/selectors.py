"""Reads of the map. What is public reference data needs no actor; rights are asked in the room above.

Every question about a day gets the map of that day: a municipality counts from `valid_from` up to and not including
`valid_to`.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from django.db.models import Model, Q, QuerySet

from weerbaar.regions.models import Municipality, Organisation, Place, PoliceTeam, Region, SafetyRegion, Succession

Dated = TypeVar("Dated", bound=Model)


def regions() -> QuerySet[Region]:
    """All loaded regions, by name."""
    return Region.objects.order_by("name")


def region_by_slug(*, slug: str) -> Region | None:
    """The region of a pack, or None when it was not loaded."""
    return Region.objects.filter(slug=slug).first()


def valid_on(*, rows: QuerySet[Dated], on: date) -> QuerySet[Dated]:
    """Those of the rows (municipalities or places) that hold on this day."""
    return rows.filter(Q(valid_from=None) | Q(valid_from__lte=on), Q(valid_to=None) | Q(valid_to__gt=on))


def municipalities_on(*, region: Region, on: date) -> QuerySet[Municipality]:
    """The map of a region on a day, by name, with safety region and police team at hand."""
    rows = Municipality.objects.filter(safety_region__region=region)
    return valid_on(rows=rows, on=on).select_related("safety_region", "police_team")


def map_days(*, region: Region) -> list[date]:
    """The days on which the map of a region changed, oldest first; the first one is where its history begins."""
    rows = Municipality.objects.filter(safety_region__region=region)
    days = set(rows.values_list("valid_from", flat=True))
    days |= {day for day in rows.values_list("valid_to", flat=True) if day}
    return sorted(days)


def first_day(*, region: Region) -> date | None:
    """The day on which the history of a region begins; None for a region without municipalities."""
    rows = Municipality.objects.filter(safety_region__region=region)
    return rows.order_by("valid_from").values_list("valid_from", flat=True).first()


def municipality_by_code(*, code: str) -> Municipality | None:
    """The municipality with this CBS code, of whatever year."""
    return Municipality.objects.select_related("safety_region__region", "police_team").filter(code=code).first()


def safety_regions(*, region: Region) -> QuerySet[SafetyRegion]:
    """The safety regions of a region, by name."""
    return SafetyRegion.objects.filter(region=region)


def police_teams(*, region: Region) -> QuerySet[PoliceTeam]:
    """The police teams of a region, by name."""
    return PoliceTeam.objects.filter(safety_region__region=region).select_related("safety_region")


def organisations(*, region: Region) -> QuerySet[Organisation]:
    """The organisations of a region that are active, by name."""
    return Organisation.objects.filter(region=region, is_active=True)


def organisation_kinds() -> list[tuple[str, str]]:
    """The closed list of kinds, as choices for a filter."""
    return [(kind.value, str(kind.label)) for kind in Organisation.Kind]


def places_of(*, municipality: Municipality) -> QuerySet[Place]:
    """All names that point to a municipality, of all its days, by name."""
    return Place.objects.filter(municipality=municipality, is_active=True)


def mergers(*, region: Region) -> QuerySet[Succession]:
    """What became of which municipality, the latest first."""
    return (
        Succession.objects.filter(predecessor__safety_region__region=region)
        .select_related("predecessor", "successor")
        .order_by("-on", "successor__name", "predecessor__name")
    )


def predecessors_of(*, municipality: Municipality) -> QuerySet[Succession]:
    """The successions by which other municipalities became (part of) this one, the latest first."""
    rows = Succession.objects.filter(successor=municipality).select_related("predecessor", "successor")
    return rows.order_by("-on", "predecessor__name")


def successors_of(*, municipality: Municipality, on: date) -> dict[Municipality, Decimal]:
    """Where a municipality lies on the map of a day: each municipality of that day with its share, 1 in all.

    Merger after merger is followed. The answer is the municipality itself while it exists, and empty for a day before
    it began or when it left the region without a successor.
    """
    shares = share_rules(region=municipality.safety_region.region, on=on).get(municipality.code, {})
    found = Municipality.objects.select_related("safety_region", "police_team").in_bulk(shares, field_name="code")
    return {found[code]: share for code, share in shares.items()}


def share_rules(*, region: Region, on: date) -> dict[str, dict[str, Decimal]]:
    """How counts of municipalities of any year are laid on the map of a day: code -> code on that day -> share.

    Multiply a count by each share and add up per code: the total stays the same, except for codes without an
    entry (not there yet, or left the region).
    """
    rows = Municipality.objects.filter(safety_region__region=region)
    ends = dict(rows.values_list("code", "valid_to"))
    starts = dict(rows.values_list("code", "valid_from"))
    steps: dict[str, list[tuple[str, Decimal]]] = defaultdict(list)
    for one in mergers(region=region):
        steps[one.predecessor.code].append((one.successor.code, one.share))
    rules: dict[str, dict[str, Decimal]] = {}
    for code in sorted(ends, key=lambda code: ends[code] or date.max, reverse=True):
        end = ends[code]
        if starts[code] > on:
            rules[code] = {}
        elif end is None or end > on:
            rules[code] = {code: Decimal(1)}
        else:
            rules[code] = _through(steps[code], rules)
    return {code: rule for code, rule in rules.items() if rule}


def _through(steps: Iterable[tuple[str, Decimal]], rules: dict[str, dict[str, Decimal]]) -> dict[str, Decimal]:
    """The shares of the successors' own rules, which are known already because a successor ends later."""
    total: dict[str, Decimal] = defaultdict(Decimal)
    for code, share in steps:
        for last, part in rules.get(code, {}).items():
            total[last] += share * part
    return dict(total)


@dataclass(frozen=True)
class GazetteerRow:
    """One name that can point to places: all municipalities it may mean on a day, and how careful to be with it."""

    name: str
    municipality_codes: tuple[str, ...]
    kind: str
    ambiguity: str
    note: str


def gazetteer_rows(*, region: Region, on: date) -> list[GazetteerRow]:
    """All names of a region on a day, by name: places, parts, regional names and the municipalities themselves.

    A name that stands in more than one municipality is one row with all their codes, the kind that is the most
    precise (town, part, municipality, alias) and the ambiguity that asks the most care. A municipality whose own
    name is no place in the pack gets a row of kind `municipality`.
    """
    found: dict[str, list[tuple[str, str, str, str]]] = defaultdict(list)
    municipalities = {one.pk: one for one in municipalities_on(region=region, on=on)}
    places = Place.objects.filter(municipality__in=municipalities, is_active=True)
    for place in valid_on(rows=places, on=on):
        code = municipalities[place.municipality_id].code
        found[place.name].append((code, place.kind, place.ambiguity, place.note))
    for one in municipalities.values():
        plain = one.name.split(" (")[0]
        if one.code not in {code for code, *_rest in found[plain]}:
            found[plain].append((one.code, Place.Kind.MUNICIPALITY.value, Place.Ambiguity.CLEAR.value, ""))
    return [_gazetteer_row(name, rows) for name, rows in sorted(found.items()) if rows]


KINDS: list[str] = [Place.Kind.TOWN, Place.Kind.PART, Place.Kind.MUNICIPALITY, Place.Kind.ALIAS]
CARE: list[str] = [Place.Ambiguity.OFF, Place.Ambiguity.NEEDS_SUPPORT, Place.Ambiguity.CLEAR]


def _gazetteer_row(name: str, rows: list[tuple[str, str, str, str]]) -> GazetteerRow:
    return GazetteerRow(
        name=name,
        municipality_codes=tuple(sorted(code for code, *_rest in rows)),
        kind=min((kind for _code, kind, *_rest in rows), key=KINDS.index),
        ambiguity=min((ambiguity for *_rest, ambiguity, _note in rows), key=CARE.index),
        note=next((note for *_rest, note in rows if note), ""),
    )


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
