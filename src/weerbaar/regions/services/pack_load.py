"""Stores a region pack: all or nothing, repeatable, and never at the cost of history."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from django.db import models, transaction
from django.utils.translation import gettext as _

from weerbaar.regions.models import Municipality, Organisation, Place, PoliceTeam, Region, SafetyRegion, Succession
from weerbaar.regions.services.pack_files import YAML_FILE, PackFiles, Row, read_pack
from weerbaar.regions.services.pack_problems import PackRefused, Problem
from weerbaar.regions.services.pack_rules import problems_between_rows

Model = TypeVar("Model", bound=models.Model)


@dataclass
class LoadedPack:
    """What a load did: the number of rows that were new, changed and retired."""

    slug: str
    name: str
    version: str
    row_count: int = 0
    added: dict[str, int] = field(default_factory=dict)
    changed: dict[str, int] = field(default_factory=dict)
    retired: dict[str, int] = field(default_factory=dict)

    @property
    def is_unchanged(self) -> bool:
        return not (self.added or self.changed or self.retired)


def load_region(*, pack: Path, check_only: bool = False) -> LoadedPack:
    """Stores the region pack in this folder and says what changed; with `check_only` nothing stays.

    A second load of the same pack changes nothing. Nothing is ever deleted but a corrected succession: an
    organisation or place that left the pack is switched off, a municipality, police team or safety region that left
    the pack is refused, because what was recorded there must keep its place.
    Raises `PackRefused` with every problem of the pack; then nothing was stored.
    """
    problems: list[Problem] = []
    files = read_pack(pack, problems)
    problems.extend(problems_between_rows(files))
    with transaction.atomic():
        region = Region.objects.select_for_update().filter(slug=files.slug).first()
        problems.extend(_problems_with_what_is_stored(files, region))
        if problems:
            raise PackRefused(problems)
        loaded = _store(files, region)
        transaction.set_rollback(check_only)
    return loaded


def _problems_with_what_is_stored(files: PackFiles, region: Region | None) -> Iterator[Problem]:
    if region and region.is_invented != files.is_invented:
        yield Problem(
            YAML_FILE,
            _("The region %(slug)s is stored already, as %(kind)s.")
            % {"slug": files.slug, "kind": _("an invented region") if region.is_invented else _("a real region")},
            _("Choose another slug: real and invented never mix."),
            None,
            "invented",
        )
    further = ("code", "safety_region__region__slug", "safety_region__region__name")
    owners = {
        "safety_regions.csv": SafetyRegion.objects.values_list("code", "region__slug", "region__name"),
        "police_teams.csv": PoliceTeam.objects.values_list(*further),
        "municipalities.csv": Municipality.objects.values_list(*further),
    }
    for file, stored in owners.items():
        if file in files.unread:
            continue
        rows = {row["code"]: row for row in files.rows[file] if row["code"]}
        for code, slug, name in stored:
            if slug == files.slug and code not in rows:
                yield _left_out(file, code)
            elif slug != files.slug and code in rows:
                yield Problem(
                    file,
                    _("The code %(code)s already belongs to the region %(name)s.") % {"code": code, "name": name},
                    _("A code can stand in one region only: take the row out, or correct the code."),
                    rows[code].number,
                    "code",
                )


def _left_out(file: str, code: str) -> Problem:
    if file == "municipalities.csv":
        mend = _(
            "Put the row back and give it a valid_to: what was recorded in this municipality must keep its place. "
            "Name its successor in successions.csv."
        )
    else:
        mend = _("Put the row back: what was recorded there must keep its place.")
    fact = _("The code %(code)s stood in the stored version of this region and is gone now.") % {"code": code}
    return Problem(file, fact, mend, None, "code")


def _store(files: PackFiles, region: Region | None) -> LoadedPack:
    loaded = LoadedPack(slug=files.slug, name=files.name.strip(), version=files.version)
    loaded.row_count = sum(len(rows) for rows in files.rows.values())
    if region is None:
        region = Region(slug=files.slug)
    _store_region(region, files, loaded)
    sync = _Sync(files, loaded)
    safety_regions = sync.rows(
        "safety_regions.csv",
        SafetyRegion.objects.filter(region=region),
        lambda row: {"code": row["code"], "region_id": region.pk, "name": row["name"]},
        ("code",),
    )
    safety_region_ids = {code: one.pk for (code,), one in safety_regions.items()}
    teams = sync.rows(
        "police_teams.csv",
        PoliceTeam.objects.filter(safety_region__region=region),
        lambda row: {**_plain(row), "safety_region_id": safety_region_ids[row["safety_region"]]},
        ("code",),
    )
    team_ids = {code: one.pk for (code,), one in teams.items()}
    municipalities = sync.rows(
        "municipalities.csv",
        Municipality.objects.filter(safety_region__region=region),
        lambda row: {
            **_plain(row),
            "safety_region_id": safety_region_ids[row["safety_region"]],
            "police_team_id": team_ids[row["police_team"]],
        },
        ("code",),
    )
    ids = {code: one.pk for (code,), one in municipalities.items()}
    _store_what_hangs_on_municipalities(sync, region, ids, team_ids, safety_region_ids)
    return loaded


def _store_what_hangs_on_municipalities(
    sync: "_Sync", region: Region, ids: dict[str, int], team_ids: dict[str, int], safety_region_ids: dict[str, int]
) -> None:
    sync.rows(
        "successions.csv",
        Succession.objects.filter(predecessor__safety_region__region=region),
        lambda row: {
            "predecessor_id": ids[row["predecessor"]],
            "successor_id": ids[row["successor"]],
            "on": row["on"],
            "share": row["share"],
        },
        ("predecessor_id", "successor_id"),
    )
    sync.rows(
        "places.csv",
        Place.objects.filter(municipality__safety_region__region=region),
        lambda row: {**_plain(row), "municipality_id": ids[row["municipality"]], "is_active": True},
        ("municipality_id", "name"),
    )
    sync.rows(
        "organisations.csv",
        Organisation.objects.filter(region=region),
        lambda row: {
            **_plain(row),
            "region_id": region.pk,
            "municipality_id": ids.get(row["municipality"]),
            "police_team_id": team_ids.get(row["police_team"]),
            "safety_region_id": safety_region_ids.get(row["safety_region"]),
            "is_active": True,
        },
        ("code",),
    )


def _plain(row: Row) -> dict[str, Any]:
    """The cells that are stored as they stand, without the codes that point elsewhere."""
    references = {"safety_region", "police_team", "municipality"}
    return {name: value for name, value in row.cells.items() if name not in references}


def _store_region(region: Region, files: PackFiles, loaded: LoadedPack) -> None:
    wanted = {
        "name": files.name.strip(),
        "is_invented": files.is_invented,
        "pack_version": files.version,
        "pack_digest": files.digest,
    }
    if region.pk is None:
        loaded.added[YAML_FILE] = 1
    elif any(getattr(region, name) != value for name, value in wanted.items()):
        loaded.changed[YAML_FILE] = 1
    else:
        return
    for name, value in wanted.items():
        setattr(region, name, value)
    region.save()


@dataclass
class _Sync:
    """Brings the stored rows of one file in line with the pack, and counts what that took."""

    files: PackFiles
    loaded: LoadedPack

    def rows(
        self,
        file: str,
        stored: models.QuerySet[Model],
        values_of: Callable[[Row], Mapping[str, Any]],
        key: tuple[str, ...],
    ) -> dict[tuple[Any, ...], Model]:
        found = {tuple(getattr(one, name) for name in key): one for one in stored}
        new: list[Model] = []
        different: list[Model] = []
        names: set[str] = set()
        kept: set[tuple[Any, ...]] = set()
        for row in self.files.rows[file]:
            values = values_of(row)
            names |= set(values)
            mark = tuple(values[name] for name in key)
            kept.add(mark)
            if mark not in found:
                found[mark] = stored.model(**values)
                new.append(found[mark])
            elif _bring_in_line(found[mark], values):
                different.append(found[mark])
        stored.bulk_create(new)
        if different:
            stored.bulk_update(different, sorted(name.removesuffix("_id") for name in names - {"id"}))
        gone = _retire([one for mark, one in found.items() if mark not in kept])
        for tally, number in (
            (self.loaded.added, len(new)),
            (self.loaded.changed, len(different)),
            (self.loaded.retired, gone),
        ):
            if number:
                tally[file] = number
        return found


def _bring_in_line(one: models.Model, values: Mapping[str, Any]) -> bool:
    different = {name: value for name, value in values.items() if getattr(one, name) != value}
    for name, value in different.items():
        setattr(one, name, value)
    return bool(different)


def _retire(left: list[Model]) -> int:
    """Switches off places and organisations that left the pack; a corrected succession is replaced."""
    retired = 0
    for one in left:
        if isinstance(one, Succession):
            one.delete()
        elif isinstance(one, (Place, Organisation)) and one.is_active:
            one.is_active = False
            one.save(update_fields=["is_active"])
        else:
            continue
        retired += 1
    return retired
