"""What the roof shows: the menu of a role and its home page."""

from weerbaar.programme.selectors.home import Home, home_of
from weerbaar.programme.selectors.navigation import navigation_for

__all__ = ["Home", "home_of", "navigation_for"]
