"""Where people already work with Weerbaar: the first true thing a map of this programme can show."""

from datetime import date

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from weerbaar.accounts import selectors as accounts
from weerbaar.accounts.models import Membership, Right
from weerbaar.regions import selectors as regions
from weerbaar.regions.models import Municipality
from weerbaar.ui.drawing import Chart, Level
from weerbaar.ui.tiles import Tile, tile_map


def _valid(on: date) -> Q:
    return Q(valid_from__lte=on) & (Q(valid_to=None) | Q(valid_to__gt=on))


def municipalities_of(*, actor: Membership, on: date) -> QuerySet[Municipality]:
    """The municipalities the organisation of the actor works for on a day, by name."""
    return regions.working_area_of(organisation=actor.organisation).filter(_valid(on))


def _people_per_municipality(*, actor: Membership, on: date) -> dict[Municipality, int]:
    """Per municipality the actor may see: how many people have a role at an organisation of that municipality."""
    people: dict[int, set[object]] = {}
    for row in accounts.memberships_visible_to(actor=actor).filter(ended_at=None):
        if row.organisation.municipality_id is not None:
            people.setdefault(row.organisation.municipality_id, set()).add(row.user_id)
    seen = accounts.municipalities_within(actor=actor, right=Right.VIEW_PEOPLE).filter(_valid(on))
    return {municipality: len(people.get(municipality.pk, ())) for municipality in seen}


def where_nobody_works(*, actor: Membership, on: date) -> list[Municipality]:
    """The municipalities in reach of the actor where nobody has a role yet, by name."""
    return [one for one, count in _people_per_municipality(actor=actor, on=on).items() if not count]


def reach_map(*, actor: Membership, on: date) -> Chart:
    """The tile map of the number of people with a role, per municipality in reach of the actor."""
    counts = _people_per_municipality(actor=actor, on=on)
    tiles = [
        Tile(
            one.code, one.name, one.tile_column, one.tile_row, count, reverse("accounts:municipality", args=[one.code])
        )
        for one, count in counts.items()
    ]  # fmt: skip
    return tile_map(
        title=_("Where people work with Weerbaar"),
        tiles=tiles,
        levels=(Level(_("nobody yet"), 0), Level(_("1 or 2 people"), 2), Level(_("3 or more"))),
        unit=_("people"),
        note=_("%(people)d people in %(count)d municipalities.") % {
            "people": sum(counts.values()), "count": sum(1 for count in counts.values() if count),
        },
    )  # fmt: skip
