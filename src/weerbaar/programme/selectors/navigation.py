"""The menu: one line per page a role may open, straight from the rights table."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from weerbaar.accounts import selectors as accounts
from weerbaar.accounts.models import Membership, Right, Scope
from weerbaar.ui.frame import MenuGroup, MenuItem


@dataclass(frozen=True)
class Entry:
    """A line that can stand in a menu, and the right that puts it there (None: everybody who is signed in)."""

    label: str | Promise
    url_name: str
    right: Right | None = None


# A new room adds its lines here.
MENU: tuple[tuple[str | Promise, tuple[Entry, ...]], ...] = (
    ("", (Entry(_("Home"), "programme:home"),)),
    (
        _("The region"),
        (
            Entry(_("Map and municipalities"), "accounts:map", Right.VIEW_REGION),
            Entry(_("Organisations"), "accounts:organisations", Right.VIEW_ORGANISATIONS),
        ),
    ),
    (
        _("Working together"),
        (
            Entry(_("People"), "accounts:people", Right.VIEW_PEOPLE),
            Entry(_("Who may do what"), "accounts:rights"),
            Entry(_("Log"), "accounts:audit", Right.VIEW_AUDIT),
        ),
    ),
)


def navigation_for(*, actor: Membership | None, path: str) -> tuple[MenuGroup, ...]:
    """The menu of the actor, with the page of this path marked; empty for somebody without a role."""
    if actor is None:
        return ()
    groups = (MenuGroup(label, _items(entries, actor, path)) for label, entries in MENU)
    return tuple(group for group in groups if group.items)


def _items(entries: tuple[Entry, ...], actor: Membership, path: str) -> tuple[MenuItem, ...]:
    items = []
    for entry in entries:
        allowed = entry.right is None or accounts.scope_of(actor=actor, right=entry.right) != Scope.NONE
        url = _address(entry.url_name) if allowed else ""
        if url:
            items.append(MenuItem(entry.label, url, _is_current(url, path)))
    return tuple(items)


def _is_current(url: str, path: str) -> bool:
    return path == url or (url != "/" and path.startswith(url))


def _address(url_name: str) -> str:
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""
