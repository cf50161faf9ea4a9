"""The areas that are judged: the municipalities of a day, their safety regions and the region."""

from dataclasses import dataclass
from datetime import date
from itertools import combinations

import numpy as np
import numpy.typing as npt

from weerbaar.regions import selectors as regions
from weerbaar.regions.models import Municipality, Region
from weerbaar.trends.models import Tier
from weerbaar_analysis.counts.robust_borders import Succession, in_todays_borders
from weerbaar_analysis.counts.scan_zones import Zones, lone_places, steps

FloatArray = npt.NDArray[np.float64]


@dataclass(frozen=True)
class AreaMap:
    """The map of a day. `shares` lays counts of the municipalities of any year on it."""

    municipalities: tuple[Municipality, ...]
    safety_region_ids: tuple[int, ...]
    shares: dict[str, dict[str, float]]

    @property
    def codes(self) -> list[str]:
        return [one.code for one in self.municipalities]

    @property
    def district(self) -> npt.NDArray[np.int64]:
        """(n_municipalities,) the number of the safety region of each municipality."""
        return np.array([self.safety_region_ids.index(one.safety_region_id) for one in self.municipalities], np.int64)

    def size(self, tier: str) -> int:
        """How many areas a tier has."""
        return {Tier.REGION: 1, Tier.SAFETY_REGION: len(self.safety_region_ids)}.get(
            Tier(tier), len(self.municipalities)
        )

    def zones(self, tier: str) -> Zones:
        """Neighbours: municipalities whose tiles touch. Larger areas stand by themselves."""
        if tier != Tier.MUNICIPALITY:
            return lone_places(self.size(tier))
        places = [(one.tile_column, one.tile_row) for one in self.municipalities]
        pairs = combinations(range(len(places)), 2)
        return steps([(a, b) for a, b in pairs if _touch(places[a], places[b])], len(places))

    def today(self, counts: FloatArray, codes: list[str]) -> FloatArray:
        """Lay (n_codes, …) whole counts of the municipalities of any year on this map; codes that left are left out."""
        kept = [number for number, code in enumerate(codes) if code in self.shares]
        moves = [
            Succession(codes[number], successor, share)
            for number in kept
            for successor, share in self.shares[codes[number]].items()
            if successor != codes[number]
        ]
        laid = np.zeros((len(self.municipalities), *counts.shape[1:]))
        if kept:
            flat = counts[kept].reshape(len(kept), -1)
            moved, names = in_todays_borders(flat, [codes[number] for number in kept], moves)
            rows = {name: number for number, name in enumerate(names)}
            for number, code in enumerate(self.codes):
                if code in rows:
                    laid[number] = moved[rows[code]].reshape(counts.shape[1:])
        return laid

    def by_district(self, values: FloatArray) -> FloatArray:
        """Add up (n_municipalities, …) to (n_safety_regions, …)."""
        total = np.zeros((len(self.safety_region_ids), *values.shape[1:]))
        np.add.at(total, self.district, values)
        return total


def area_map(*, region: Region, on: date) -> AreaMap:
    """The map of a region on a day."""
    found = tuple(regions.municipalities_on(region=region, on=on))
    shares = regions.share_rules(region=region, on=on)
    return AreaMap(
        found,
        tuple(sorted({one.safety_region_id for one in found})),
        {code: {name: float(share) for name, share in rule.items()} for code, rule in shares.items()},
    )


def _touch(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return max(abs(one[0] - other[0]), abs(one[1] - other[1])) == 1
