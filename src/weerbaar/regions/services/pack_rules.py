"""What must hold between the rows of a pack: codes once, references known, history without holes, tiles apart."""

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from weerbaar.regions.models import Organisation
from weerbaar.regions.services.pack_files import PackFiles, Row
from weerbaar.regions.services.pack_problems import Problem

AREAS = {
    "municipality": "municipalities.csv",
    "police_team": "police_teams.csv",
    "safety_region": "safety_regions.csv",
}
AREA_OF_KIND = {
    Organisation.Kind.MUNICIPALITY: "municipality",
    Organisation.Kind.POLICE: "police_team",
    Organisation.Kind.SAFETY_HOUSE: "safety_region",
}


def problems_between_rows(pack: PackFiles) -> Iterator[Problem]:
    """Everything that is wrong although each cell by itself can be read."""
    for file in ("safety_regions.csv", "police_teams.csv", "municipalities.csv", "organisations.csv"):
        yield from _codes_used_twice(pack, file)
    yield from _unknown_codes(pack)
    yield from _kind_of_codes(pack)
    yield from _municipalities(pack)
    yield from _overlapping_tiles(pack)
    yield from _successions(pack)
    yield from _cyclic_mergers(pack)
    yield from _places(pack)
    yield from _organisations(pack)


def _codes_used_twice(pack: PackFiles, file: str) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for row in pack.rows[file]:
        code = row["code"]
        if code in first:
            yield Problem(
                file,
                _("The code %(code)s already stands in row %(row)d.") % {"code": code, "row": first[code]},
                _("Give each row its own code, or take one of the two rows out."),
                row.number,
                "code",
            )
        elif code:
            first[code] = row.number


def _unknown_codes(pack: PackFiles) -> Iterator[Problem]:
    references = [
        ("police_teams.csv", "safety_region", "safety_region"),
        ("municipalities.csv", "safety_region", "safety_region"),
        ("municipalities.csv", "police_team", "police_team"),
        ("successions.csv", "predecessor", "municipality"),
        ("successions.csv", "successor", "municipality"),
        ("places.csv", "municipality", "municipality"),
        *[("organisations.csv", area, area) for area in AREAS],
    ]
    for file, column, area in references:
        if AREAS[area] in pack.unread:
            continue
        known = by_code(pack, AREAS[area])
        for row in pack.rows[file]:
            code = row[column]
            if code and code not in known:
                yield Problem(
                    file,
                    _("The code %(code)s does not stand in %(file)s.") % {"code": code, "file": AREAS[area]},
                    _("Correct the code, or add it to %(file)s.") % {"file": AREAS[area]},
                    row.number,
                    column,
                )


def _kind_of_codes(pack: PackFiles) -> Iterator[Problem]:
    """Real and invented codes never mix: an invented municipality can never pass for a real one, nor the reverse."""
    real = {"municipalities.csv": (r"GM\d{4}", "GM0361"), "safety_regions.csv": (r"VR\d{2}", "VR10")}
    for file, (pattern, example) in real.items():
        for row in pack.rows[file]:
            code = row["code"]
            if not code or bool(re.fullmatch(pattern, code)) != pack.is_invented:
                continue
            if pack.is_invented:
                fact = _("The code %(code)s looks like a real CBS code, but the region is invented.") % {"code": code}
                mend = _("Use invented codes, such as GX0001 and VX01.")
            else:
                fact = _("The code %(code)s is not a CBS code.") % {"code": code}
                mend = _("Use the CBS code, such as %(example)s.") % {"example": example}
            yield Problem(file, fact, mend, row.number, "code")


def by_code(pack: PackFiles, file: str) -> dict[str, Row]:
    """The rows of a file by their code; the first where a code stands twice."""
    found: dict[str, Row] = {}
    for row in pack.rows[file]:
        if row["code"]:
            found.setdefault(row["code"], row)
    return found


def _municipalities(pack: PackFiles) -> Iterator[Problem]:
    teams = by_code(pack, "police_teams.csv")
    for row in pack.rows["municipalities.csv"]:
        if row["valid_from"] and row["valid_to"] and row["valid_to"] <= row["valid_from"]:
            yield _ends_too_early("municipalities.csv", row)
        team = teams.get(row["police_team"])
        if team and row["safety_region"] and team["safety_region"] not in {None, row["safety_region"]}:
            yield Problem(
                "municipalities.csv",
                _("The police team %(team)s belongs to safety region %(region)s.")
                % {"team": team["code"], "region": team["safety_region"]},
                _("Choose a police team of the same safety region."),
                row.number,
                "police_team",
            )


def _ends_too_early(file: str, row: Row) -> Problem:
    return Problem(
        file,
        _("The end %(end)s is not after the start %(start)s.") % {"end": row["valid_to"], "start": row["valid_from"]},
        _("Make valid_to a later day than valid_from, or leave it empty."),
        row.number,
        "valid_to",
    )


def _overlapping_tiles(pack: PackFiles) -> Iterator[Problem]:
    on_tile: dict[tuple[int, int], list[Row]] = defaultdict(list)
    for row in pack.rows["municipalities.csv"]:
        if row["tile_column"] and row["tile_row"] and row["valid_from"] and row["code"]:
            on_tile[row["tile_column"], row["tile_row"]].append(row)
    for (column, line), rows in on_tile.items():
        rows.sort(key=lambda row: (row["valid_from"], row.number))
        longest = rows[0]
        for row in rows[1:]:
            if row["valid_from"] < _end(longest) and row["code"] != longest["code"]:
                yield Problem(
                    "municipalities.csv",
                    _("Tile %(column)d, %(line)d is already taken by %(code)s in row %(row)d.")
                    % {"column": column, "line": line, "code": longest["code"], "row": longest.number},
                    _("Choose a free position: two municipalities of the same day cannot share a tile."),
                    row.number,
                    "tile_column",
                )
            longest = max(longest, row, key=_end)


def _end(row: Row) -> date:
    return row["valid_to"] or date.max


def _successions(pack: PackFiles) -> Iterator[Problem]:
    municipalities = by_code(pack, "municipalities.csv")
    seen: dict[tuple[str, str], int] = {}
    total: dict[str, Decimal] = defaultdict(Decimal)
    last: dict[str, Row] = {}
    for row in pack.rows["successions.csv"]:
        pair = (row["predecessor"], row["successor"])
        if pair in seen:
            fact = _("This succession already stands in row %(row)d.") % {"row": seen[pair]}
            yield Problem("successions.csv", fact, _("Take one of the two rows out."), row.number, "predecessor")
            continue
        seen[pair] = row.number
        if None in pair or not row["on"]:
            continue
        yield from _succession_days(row, municipalities.get(pair[0]), municipalities.get(pair[1]))
        total[pair[0]] += row["share"] or 0
        last[pair[0]] = row
    for code, row in last.items():
        if total[code] != 1:
            yield Problem(
                "successions.csv",
                _("The shares of %(code)s add up to %(total)s.") % {"code": code, "total": total[code]},
                _("Make the shares of one predecessor add up to 1."),
                row.number,
                "share",
            )


def _succession_days(row: Row, predecessor: Row | None, successor: Row | None) -> Iterator[Problem]:
    if predecessor and predecessor["valid_to"] != row["on"]:
        yield Problem(
            "successions.csv",
            _("%(code)s does not end on %(day)s.") % {"code": predecessor["code"], "day": row["on"]},
            _("Give %(code)s in municipalities.csv this day as valid_to, or correct the day here.")
            % {"code": predecessor["code"]},
            row.number,
            "on",
        )
    if successor and successor["valid_from"]:
        is_valid = successor["valid_from"] <= row["on"] < _end(successor)
        if not is_valid:
            yield Problem(
                "successions.csv",
                _("The successor %(code)s does not exist on %(day)s.") % {"code": successor["code"], "day": row["on"]},
                _("Correct the day here, or valid_from and valid_to of %(code)s in municipalities.csv.")
                % {"code": successor["code"]},
                row.number,
                "successor",
            )


def _cyclic_mergers(pack: PackFiles) -> Iterator[Problem]:
    successors: dict[str, list[Row]] = defaultdict(list)
    for row in pack.rows["successions.csv"]:
        if row["predecessor"] and row["successor"]:
            successors[row["predecessor"]].append(row)
    finished: set[str] = set()
    for start in list(successors):
        yield from _cycles_from(start, successors, finished)


def _cycles_from(start: str, successors: dict[str, list[Row]], finished: set[str]) -> Iterator[Problem]:
    """Depth-first without recursion, so that a long chain in a file cannot exhaust the stack."""
    path = dict.fromkeys([start])
    todo = [iter(successors[start] if start not in finished else [])]
    while todo:
        row = next(todo[-1], None)
        if row is None:
            todo.pop()
            finished.add(path.popitem()[0])
            continue
        code = row["successor"]
        if code in path:
            codes = list(path)
            circle = " → ".join([*codes[codes.index(code) :], code])
            yield Problem(
                "successions.csv",
                _("This merger runs in a circle: %(circle)s.") % {"circle": circle},
                _("Take out the row that is wrong: a municipality cannot follow itself."),
                row.number,
                "successor",
            )
        elif code not in finished:
            path[code] = None
            todo.append(iter(successors.get(code, [])))


def _places(pack: PackFiles) -> Iterator[Problem]:
    municipalities = by_code(pack, "municipalities.csv")
    first: dict[tuple[str, str], int] = {}
    for row in pack.rows["places.csv"]:
        key = (row["name"], row["municipality"])
        if None not in key and key in first:
            fact = _("%(name)s already stands in row %(row)d for this municipality.") % {
                "name": row["name"],
                "row": first[key],
            }
            yield Problem("places.csv", fact, _("Take one of the two rows out."), row.number, "name")
        first.setdefault(key, row.number)
        if row["valid_from"] and row["valid_to"] and row["valid_to"] <= row["valid_from"]:
            yield _ends_too_early("places.csv", row)
        owner = municipalities.get(row["municipality"])
        if owner:
            yield from _place_within(row, owner)


def _place_within(row: Row, owner: Row) -> Iterator[Problem]:
    start, end = owner["valid_from"], _end(owner)
    for column in ("valid_from", "valid_to"):
        value = row[column]
        if value and start and not start <= value <= end:
            yield Problem(
                "places.csv",
                _("The day %(day)s lies outside the days of %(code)s.") % {"day": value, "code": owner["code"]},
                _("Choose a day on which the municipality exists, or leave the cell empty."),
                row.number,
                column,
            )


def _organisations(pack: PackFiles) -> Iterator[Problem]:
    for row in pack.rows["organisations.csv"]:
        filled = [area for area in AREAS if row[area]]
        if len(filled) > 1:
            yield Problem(
                "organisations.csv",
                _("The organisation has more than one working area."),
                _("Fill in one of municipality, police_team and safety_region; leave all empty for the whole region."),
                row.number,
                filled[1],
            )
        wanted = AREA_OF_KIND.get(row["kind"])
        if wanted and wanted not in filled:
            yield Problem(
                "organisations.csv",
                _("An organisation of the kind %(kind)s needs a working area here.") % {"kind": row["kind"]},
                _("Fill in the code in the column %(column)s.") % {"column": wanted},
                row.number,
                wanted,
            )
