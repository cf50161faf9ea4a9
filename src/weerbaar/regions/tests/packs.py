"""Writes small region packs for the tests: a good one, and one of 19 municipalities."""

from pathlib import Path
from typing import Any

from weerbaar.regions import models

GOOD: dict[str, str] = {
    "pack.yaml": 'format: 1\nslug: proef\nname: Proefregio\ninvented: true\nversion: "1"\n',
    "safety_regions.csv": "code,name\nVX90,Proefland\n",
    "police_teams.csv": "code,name,safety_region\nBX-90,Proefdam,VX90\n",
    "municipalities.csv": (
        "code,name,safety_region,police_team,valid_from,valid_to,tile_column,tile_row\n"
        "GX9001,Proefdam,VX90,BX-90,2011-01-01,,1,1\n"
        "GX9002,Proefwijk,VX90,BX-90,2011-01-01,2022-01-01,2,1\n"
        "GX9003,Proefoord,VX90,BX-90,2011-01-01,,3,1\n"
    ),
    "successions.csv": "predecessor,successor,on,share\nGX9002,GX9001,2022-01-01,1\n",
    "places.csv": (
        "name,municipality,kind,ambiguity,valid_from,valid_to,note\n"
        "Proefdam,GX9001,town,clear,,,\n"
        "Proefwijk,GX9002,town,clear,,,\n"
        "Proefwijk,GX9001,part,needs_support,2022-01-01,,Ook een gewoon woord.\n"
    ),
    "organisations.csv": (
        "code,name,kind,municipality,police_team,safety_region\n"
        "gemeente-1,Gemeente Proefdam,municipality,GX9001,,\n"
        "politie,Basisteam Proefdam,police,,BX-90,\n"
        "om,Openbaar Ministerie,prosecution,,,\n"
    ),
}
TABLES = ["Region", "SafetyRegion", "PoliceTeam", "Municipality", "Succession", "Place", "Organisation"]


def write_pack(folder: Path, **changes: str | bytes | None) -> Path:
    """The good pack with some files replaced; `None` leaves a file out. `places_csv` stands for places.csv."""
    folder.mkdir(parents=True, exist_ok=True)
    content: dict[str, str | bytes | None] = {**GOOD}
    content |= {name.replace("_csv", ".csv").replace("_yaml", ".yaml"): text for name, text in changes.items()}
    for name, text in content.items():
        if text is not None:
            (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def other_region(folder: Path, count: int = 19) -> Path:
    """A real-looking pack of another region with `count` municipalities."""
    head = GOOD["municipalities.csv"].splitlines()[0]
    rows = [f"GM{7000 + n},Gemeente {n},VR88,BT-1,2011-01-01,,{n % 5 + 1},{n // 5 + 1}" for n in range(count)]
    return write_pack(
        folder,
        pack_yaml='format: 1\nslug: andere-regio\nname: Andere regio\ninvented: false\nversion: "2026.1"\n',
        safety_regions_csv="code,name\nVR88,Elders\n",
        police_teams_csv="code,name,safety_region\nBT-1,Elders,VR88\n",
        municipalities_csv="\n".join([head, *rows]) + "\n",
        successions_csv="predecessor,successor,on\n",
        places_csv="name,municipality,kind\n",
        organisations_csv="code,name,kind,municipality\n"
        + "".join(f"g{n},Gemeente {n},municipality,GM{7000 + n}\n" for n in range(count)),
    )


def whole_map() -> dict[str, list[dict[str, Any]]]:
    """Every row of every table of the map, to compare before and after."""
    return {name: list(getattr(models, name).objects.order_by("pk").values()) for name in TABLES}
