"""What a reporter without an account meets: the link, and the status behind a code."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from weerbaar.accounts.models import Membership
from weerbaar.signals.models import Quarantine, ReportLink, Signal, Status
from weerbaar.signals.selectors.reading import organisations_to_give_links

LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 12


def digest_of(secret: str) -> str:
    """What is held of a link or a code."""
    return hashlib.sha256(secret.encode()).hexdigest()


def code_for(*, submission: str) -> str:
    """The code of a report. It follows from the report and the key of this server, so the code itself is not held."""
    number = int.from_bytes(salted_hmac("weerbaar.signals.receipt", submission, algorithm="sha256").digest(), "big")
    letters = "".join(LETTERS[number // len(LETTERS) ** place % len(LETTERS)] for place in range(CODE_LENGTH))
    return "-".join(letters[start : start + 4] for start in range(0, CODE_LENGTH, 4))


def tidy_code(*, typed: str) -> str:
    """A code as it was typed, in the shape it was given."""
    letters = "".join(one for one in typed.upper() if one in LETTERS)[:CODE_LENGTH]
    return "-".join(letters[start : start + 4] for start in range(0, len(letters), 4))


def link_for(*, token: str, now: datetime) -> ReportLink | None:
    """The link of this token while it works; None otherwise, whatever the reason."""
    rows = ReportLink.objects.filter(digest=digest_of(token), revoked_at=None, expires_at__gt=now)
    return rows.filter(organisation__is_active=True).select_related("organisation__region").first()


def links_visible_to(*, actor: Membership) -> QuerySet[ReportLink]:
    """The links of organisations this actor may give links to, newest first."""
    rows = ReportLink.objects.filter(organisation__in=organisations_to_give_links(actor=actor).values("pk"))
    return rows.select_related("organisation")


@dataclass(frozen=True)
class Receipt:
    """What the holder of a code sees: where it is and what was told; never the text."""

    code: str
    received_on: date
    municipality: str
    state: str
    explanation: str
    told: list[tuple[date, str]]
    is_held: bool


def receipt_for(*, code: str) -> Receipt | None:
    """The status behind a code; None for a code that is not known or whose time is over."""
    digest = digest_of(code)
    signal = Signal.objects.filter(receipt=digest).select_related("municipality").first()
    if signal is not None:
        told = [(one.at.date(), one.text) for one in signal.feedback.all()]
        state = Status(signal.status)
        return Receipt(
            code, signal.received_at.date(), signal.municipality.name, str(state.label), _explanation(state), told,
            is_held=False,
        )  # fmt: skip
    held = Quarantine.objects.filter(receipt=digest).select_related("municipality").first()
    if held is None:
        return None
    words = _("Somebody of another organisation first checks that the text is about nobody in particular.")
    return Receipt(code, held.received_at.date(), held.municipality.name, _("waits"), words, [], is_held=True)


def _explanation(state: Status) -> str:
    return {
        Status.NEW: _("Your signal came in. Somebody looks at it within ten working days."),
        Status.REVIEW: _("Somebody looks at what it means, together with other signals."),
        Status.ASKED: _("A partner was asked whether they see the same."),
        Status.CONFIRMED: _("Your signal counts. It helps to see what goes on."),
        Status.CLOSED: _("Your signal was dealt with."),
    }[state]
