"""A server that is set up in a dangerous way does not start, and says why."""

from typing import Any

from django.core.exceptions import ImproperlyConfigured

SHORTEST_KEY = 50


def dangers(settings: Any) -> list[str]:
    """What makes these settings dangerous, in sentences for whoever set them."""
    found = []
    if settings.DEBUG and not settings.DEMO:
        found.append("DEBUG is on: an error page would show settings and what people wrote. Switch DEBUG off.")
    if not settings.PRODUCTION:
        return found
    if settings.DEMO:
        found.append("WEERBAAR_DEMO is on: the demo lets anyone in without a password. Switch it off.")
    if len(settings.SECRET_KEY) < SHORTEST_KEY or len(set(settings.SECRET_KEY)) < 10:
        found.append(f"WEERBAAR_SECRET_KEY is easy to guess: make one of at least {SHORTEST_KEY} random characters.")
    if any("*" in host or host.startswith(".") for host in settings.ALLOWED_HOSTS) or not settings.ALLOWED_HOSTS:
        found.append("WEERBAAR_HOSTS lets any host name in: name the ones people type.")
    cookies = settings.SESSION_COOKIE_SECURE and settings.CSRF_COOKIE_SECURE and settings.SESSION_COOKIE_HTTPONLY
    if not (cookies and settings.SECURE_SSL_REDIRECT and settings.SECURE_HSTS_SECONDS):
        found.append("Cookies or pages can travel without encryption: leave the cookie, redirect and HSTS settings on.")
    return found


def refuse_danger(settings: Any) -> None:
    """Raises `ImproperlyConfigured` with everything that is dangerous."""
    if found := dangers(settings):
        raise ImproperlyConfigured(" ".join(found))
