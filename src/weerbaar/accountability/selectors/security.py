"""`security.txt` (RFC 9116): whom to tell about a weak spot. The operator sets the contact and until when it holds."""

from datetime import UTC, date, datetime, time

from django.conf import settings

LONGEST_DAYS = 366


def security_txt(*, host: str, on: date) -> str | None:
    """The text of the file; None while no contact is set or its day is over: an old address is worse than none."""
    until: date | None = settings.SECURITY_CONTACT_UNTIL
    if until is None or security_problem(on=on):
        return None
    expires = datetime.combine(until, time(), UTC)
    lines = (
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: nl, en",
        f"Canonical: https://{host}/.well-known/security.txt",
    )
    return "\n".join(lines) + "\n"


def security_problem(*, on: date) -> str:
    """Why the file cannot be given; empty when it can."""
    contact, until = settings.SECURITY_CONTACT, settings.SECURITY_CONTACT_UNTIL
    if not contact:
        return "WEERBAAR_SECURITY_CONTACT is niet ingesteld"
    if not contact.startswith(("mailto:", "https://")):
        return "WEERBAAR_SECURITY_CONTACT begint niet met mailto: of https://"
    if until is None:
        return "WEERBAAR_SECURITY_CONTACT_UNTIL is niet ingesteld"
    if until <= on:
        return "WEERBAAR_SECURITY_CONTACT_UNTIL is voorbij"
    if (until - on).days > LONGEST_DAYS:
        return "WEERBAAR_SECURITY_CONTACT_UNTIL ligt meer dan een jaar vooruit"
    return ""
