"""What every page gets: the actor, the navigation of the role, and whether this is the demo."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from weerbaar.programme import selectors


def house(request: HttpRequest) -> dict[str, Any]:
    actor = getattr(request, "actor", None)
    return {
        "actor": actor,
        "is_demo": settings.DEMO,
        "navigation": selectors.navigation_for(actor=actor, path=request.path),
    }
