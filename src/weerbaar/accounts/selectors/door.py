"""What is known of a session and of the ways in: second steps, open sessions, where a request comes from."""

import ipaddress
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.core import signing
from django.db.models import QuerySet
from django.http import HttpRequest

from weerbaar.accounts.models import Membership, OpenSession, PasswordRecovery, Right, Scope, SecondStepReset, User
from weerbaar.accounts.selectors.people import digest_of
from weerbaar.accounts.selectors.rights import organisations_within, scope_of

SIGNED_IN_AT, SECOND_STEP, CONFIRMED_AT, PENDING = "signed_in_at", "second_step", "confirmed_at", "pending_sign_in"
"""What a session remembers: when somebody came in, by which second step, and when that was last asked again."""
CAME_WITH = "came_with"
"""The kind of browser that a session began in: the same cookie in another kind was taken from somebody."""
LONGEST_SESSION = timedelta(hours=12)
FRESH_FOR = timedelta(minutes=15)
PENDING_FOR = timedelta(minutes=10)
DEVICE_COOKIE = "weerbaar_device"
DEVICE_LASTS = timedelta(days=180)
BROWSERS = (("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrom", "Chrome"), ("Safari/", "Safari"))
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)


@dataclass(frozen=True)
class Origin:
    """Where a request comes from: network cut short, kind of browser, and the mark of a browser that is known."""

    network: str = ""
    device: str = ""
    mark: str = ""


def second_step_kinds_of(*, person: User) -> set[str]:
    return set(Authenticator.objects.filter(user=person).values_list("type", flat=True))


def open_sessions_of(*, person: User) -> QuerySet[OpenSession]:
    """The sessions that this person can still have open, last used first."""
    return OpenSession.objects.filter(user=person)


def recovery_for(*, token: str, now: datetime) -> PasswordRecovery | None:
    """The recovery that this link opens, while it can be used; None otherwise, whatever the reason."""
    found = PasswordRecovery.objects.filter(digest=digest_of(token), used_at=None, expires_at__gt=now)
    return found.filter(user__is_active=True).select_related("user").first()


def is_complete(*, session: SessionBase) -> bool:
    """True for a session that showed a second step; in the demo nobody has to."""
    return settings.DEMO or bool(session.get(SECOND_STEP))


def is_over(*, session: SessionBase, now: datetime) -> bool:
    """True for a session that has lasted its longest, however busy it was."""
    since = session.get(SIGNED_IN_AT)
    return since is not None and now.timestamp() - since > LONGEST_SESSION.total_seconds()


def is_moved(*, session: SessionBase, request: HttpRequest) -> bool:
    """True for a session that goes on in another kind of browser, or on another system, than it began in."""
    return CAME_WITH in session and session[CAME_WITH] != _device(request.headers.get("User-Agent", ""))


def is_fresh(*, session: SessionBase, now: datetime) -> bool:
    """True when whoever sits there showed who it is in the last quarter of an hour; always in the demo."""
    shown_at = max(session.get(SIGNED_IN_AT) or 0, session.get(CONFIRMED_AT) or 0)
    return settings.DEMO or now.timestamp() - shown_at < FRESH_FOR.total_seconds()


def pending_person(*, session: SessionBase, now: datetime) -> User | None:
    """Who gave the right password just now and still owes the second step."""
    pending: dict[str, Any] = session.get(PENDING) or {}
    if not pending or now.timestamp() - pending["at"] > PENDING_FOR.total_seconds():
        return None
    return User.objects.filter(pk=pending["person"], is_active=True).first()


def origin_of(request: HttpRequest) -> Origin:
    """The origin of this request."""
    return Origin(_network(request), _device(request.headers.get("User-Agent", "")), _mark(request))


def device_mark_for(*, origin: Origin, email: str) -> str:
    """The mark of this browser, when the owner of this address signed in with it before; empty otherwise."""
    owner, _, mark = origin.mark.partition("|")
    return mark if mark and owner == digest_of(email.lower()) else ""


def signed_mark(*, email: str, mark: str) -> str:
    """The cookie that makes a browser a known one."""
    return signing.dumps(f"{digest_of(email.lower())}|{mark}", salt="weerbaar.device")


def _mark(request: HttpRequest) -> str:
    try:
        return str(signing.loads(request.COOKIES.get(DEVICE_COOKIE, ""), salt="weerbaar.device", max_age=DEVICE_LASTS))
    except signing.BadSignature:
        return ""


def _network(request: HttpRequest) -> str:
    """The address without its last part: /24, or /56 for IPv6. Behind a proxy: what our own proxy wrote last."""
    address = request.META.get("REMOTE_ADDR", "")
    forwarded = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    if 0 < settings.TRUSTED_PROXIES <= len(forwarded):
        address = forwarded[-settings.TRUSTED_PROXIES]
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return ""
    return str(ipaddress.ip_network((found, 24 if found.version == 4 else 56), strict=False))


def _device(agent: str) -> str:
    browser = next((name for sign, name in BROWSERS if re.search(sign, agent)), "")
    system = next((name for sign, name in SYSTEMS if sign in agent), "")
    return " – ".join(part for part in (browser, system) if part)


def decides_resets(*, actor: Membership | None) -> bool:
    """True for a role that may be the second person when a second step is lost."""
    return scope_of(actor=actor, right=Right.CONFIRM_RESET) != Scope.NONE


def resets_visible_to(*, actor: Membership | None) -> QuerySet[SecondStepReset]:
    """Open questions about a lost second step, of people in organisations this actor may confirm it for."""
    reach = organisations_within(actor=actor, right=Right.CONFIRM_RESET)
    people = Membership.objects.filter(organisation__in=reach, ended_at=None).values("user")
    return SecondStepReset.objects.filter(user__in=people, decided_at=None).select_related("user", "asked_by__user")
