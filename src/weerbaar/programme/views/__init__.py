"""Pages of the roof: the home and the post, what is open to everybody, and what a monitor asks."""

from weerbaar.programme.views.accounting import accounting, evidence_page, inventory_page
from weerbaar.programme.views.house import home, message, post, send_again
from weerbaar.programme.views.monitoring import health, metrics, ready

__all__ = [
    "accounting",
    "evidence_page",
    "health",
    "home",
    "inventory_page",
    "message",
    "metrics",
    "post",
    "ready",
    "send_again",
]
