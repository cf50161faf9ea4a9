"""Reads of pressure cookers. `cookers_visible_to` is the only door for who has an account."""

from weerbaar.cookers.selectors.phone import PhonePage, phone_page
from weerbaar.cookers.selectors.visible import (
    bodies_to_hand_to,
    cooker_to_lead,
    cookers_visible_to,
    leads,
    open_actions_of,
    pictures_to_start_from,
    prepares,
    sees_cookers,
    standing_of,
)

__all__ = [
    "PhonePage",
    "bodies_to_hand_to",
    "cooker_to_lead",
    "cookers_visible_to",
    "leads",
    "open_actions_of",
    "phone_page",
    "pictures_to_start_from",
    "prepares",
    "sees_cookers",
    "standing_of",
]
