"""Coming in and going out."""

from datetime import datetime

from django.contrib.auth import authenticate

from weerbaar.accounts import selectors
from weerbaar.accounts.models import Action, Membership, Outcome, User
from weerbaar.accounts.services.audit import record


def password_sign_in(*, email: str, password: str, now: datetime) -> User | None:
    """The active user with this address and password, else None: nobody learns which of the two was wrong.

    Django hashes a password for an unknown address too, so the time of the answer tells nothing either.
    """
    found = authenticate(username=email.lower(), password=password)
    person = found if isinstance(found, User) else None
    known = person or User.objects.filter(email=email.lower()).first()
    _record_sign_in(known, Outcome.DONE if person else Outcome.REFUSED, now)
    return person


def demo_sign_in(*, key: str, now: datetime) -> Membership | None:
    """The role of the demo person with this key, in an invented region; None for an unknown key. For the demo only."""
    for person, membership in selectors.signed_up_demo_people():
        if person.key == key:
            _record_sign_in(membership.user, Outcome.DONE, now)
            return membership
    return None


def sign_out(*, person: User, now: datetime) -> None:
    """Notes that somebody left; the session itself is ended by the view."""
    actor = selectors.membership_in_use(user=person, chosen=None) or person
    record(actor=actor, action=Action.SIGN_OUT, subject=person, outcome=Outcome.DONE, now=now)


def _record_sign_in(person: User | None, outcome: Outcome, now: datetime) -> None:
    actor = selectors.membership_in_use(user=person, chosen=None) if person else None
    record(actor=actor or person, action=Action.SIGN_IN, subject=person, outcome=outcome, now=now)
