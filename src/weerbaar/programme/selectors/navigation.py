"""The menu: one line per page a role may open, straight from the rights table."""

from dataclasses import dataclass

from django.urls import reverse
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


REGION = (
    Entry(_("Map and municipalities"), "accounts:map", Right.VIEW_REGION),
    Entry(_("Organisations"), "accounts:organisations", Right.VIEW_ORGANISATIONS),
)
INCOMING = (
    Entry(_("Signals"), "signals:list", Right.VIEW_SIGNALS),
    Entry(_("Give a signal"), "signals:report", Right.REPORT_SIGNAL),
    Entry(_("What I reported"), "signals:mine", Right.REPORT_SIGNAL),
    Entry(_("Items"), "sources:items", Right.VIEW_ITEMS),
    Entry(_("Sources"), "sources:list", Right.VIEW_SOURCES),
    Entry(_("Word lists"), "sources:wordings", Right.VIEW_SOURCES),
)
TRENDS = (
    Entry(_("The region at a glance"), "trends:glance", Right.VIEW_TRENDS),
    Entry(_("Trends"), "trends:list", Right.VIEW_TRENDS),
    Entry(_("Findings of the week"), "trends:findings", Right.VIEW_TRENDS),
    Entry(_("Attention"), "trends:attention", Right.VIEW_TRENDS),
    Entry(_("Scans and how they are made"), "trends:scans", Right.VIEW_TRENDS),
    Entry(_("Scans and how they are made"), "trends:scans", Right.SWITCH_DETECTOR),
)
OUTGOING = (
    Entry(_("Local pictures"), "pictures:list", Right.VIEW_PICTURES),
    Entry(_("Pressure cookers"), "cookers:list", Right.VIEW_PICTURES),
    Entry(_("Advice"), "advice:list", Right.VIEW_ADVICE),
    Entry(_("Meetings"), "advice:gatherings", Right.VIEW_ADVICE),
)
COLLEAGUES = (
    Entry(_("People"), "accounts:people", Right.VIEW_PEOPLE),
    Entry(_("Who may do what"), "accounts:rights"),
    Entry(_("Log"), "accounts:audit", Right.VIEW_AUDIT),
    Entry(_("Outgoing messages"), "programme:post", Right.MANAGE_MAIL),
    Entry(_("Status of this server"), "programme:status", Right.VIEW_AUDIT),
)
# A new room adds its lines here.
MENU: tuple[tuple[str | Promise, tuple[Entry, ...]], ...] = (
    ("", (Entry(_("Home"), "programme:home"), Entry(_("My week"), "trends:week", Right.INTERPRET_TREND))),
    (_("The region"), REGION),
    (_("What comes in"), INCOMING),
    (_("What stands out"), TRENDS),
    (_("What goes out"), OUTGOING),
    (_("Working together"), COLLEAGUES),
)
# Where people go most, in this order; the home page names the first of these that a role may open.
OFTEN = (
    *("trends:week", "signals:report", "pictures:list", "advice:list", "trends:glance", "programme:status"),
    *("accounts:audit", "accounts:people", "sources:list", "accounts:map", "signals:mine", "accounts:organisations"),
)
MOST_OFTEN = 5


def navigation_for(*, actor: Membership | None, path: str) -> tuple[MenuGroup, ...]:
    """The menu of the actor, with the page of this path marked; empty for somebody without a role."""
    if actor is None:
        return ()
    groups = (MenuGroup(label, _items(entries, actor, path)) for label, entries in MENU)
    return tuple(group for group in groups if group.items)


def often_opened(*, actor: Membership) -> tuple[MenuItem, ...]:
    """The few pages of the menu that this role opens most, the own municipality first."""
    items = {item.url: item for group in navigation_for(actor=actor, path="") for item in group.items}
    own = actor.organisation.municipality
    first = [reverse("accounts:municipality", args=[own.code])] if own is not None else []
    urls = first + [reverse(name) for name in OFTEN]
    return tuple(items[url] for url in urls if url in items)[:MOST_OFTEN]


def _items(entries: tuple[Entry, ...], actor: Membership, path: str) -> tuple[MenuItem, ...]:
    may_open = {
        entry.url_name: entry
        for entry in entries
        if entry.right is None or accounts.scope_of(actor=actor, right=entry.right) != Scope.NONE
    }
    items = [_item(entry.label, reverse(entry.url_name), path) for entry in may_open.values()]
    own = actor.organisation.municipality
    opens_own = accounts.scope_of(actor=actor, right=Right.VIEW_MUNICIPALITY) != Scope.NONE
    if own is not None and opens_own and entries is REGION:
        items.insert(1, _item(own.name, reverse("accounts:municipality", args=[own.code]), path))
    return tuple(items)


def _item(label: str | Promise, url: str, path: str) -> MenuItem:
    return MenuItem(label, url, is_current=path == url or (url != "/" and path.startswith(url)))
