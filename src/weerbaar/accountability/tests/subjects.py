"""What the authorisation matrix plays with in this room."""

from typing import Any

from tests.cast import Cast


def subjects(cast: Cast) -> dict[str, tuple[dict[str, Any], dict[str, Any]]]:
    dpia = ({"slug": "dpia"}, {"slug": "iama"})
    return {
        "accountability:paper": dpia,
        "accountability:paper-file": dpia,
        "accountability:registration": ({"code": cast.here.code}, {"code": cast.elsewhere.code}),
    }
