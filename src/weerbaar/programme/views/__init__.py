"""Pages of the roof: the home and the post, and what a monitor asks."""

from weerbaar.programme.views.house import home, message, post, send_again
from weerbaar.programme.views.monitoring import health, metrics, ready
from weerbaar.programme.views.status import status

__all__ = [
    "health",
    "home",
    "message",
    "metrics",
    "post",
    "ready",
    "send_again",
    "status",
]
