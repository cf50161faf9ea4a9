"""What the roof shows: the menu of a role, its home page, and the messages that leave the house."""

from weerbaar.programme.selectors.home import Home, home_of
from weerbaar.programme.selectors.monitoring import gauges, not_ready
from weerbaar.programme.selectors.navigation import navigation_for
from weerbaar.programme.selectors.post import looks_after_mail, mail_is_on, mail_states, messages_visible_to
from weerbaar.programme.selectors.status import sees_status, status_of_server

__all__ = [
    "Home",
    "gauges",
    "home_of",
    "looks_after_mail",
    "mail_is_on",
    "mail_states",
    "messages_visible_to",
    "navigation_for",
    "not_ready",
    "sees_status",
    "status_of_server",
]
