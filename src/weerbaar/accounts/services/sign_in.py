"""Coming in and going out. The session itself is the view's; here stands who may come in, and what is noted."""

import secrets
from datetime import datetime

from django.contrib.auth import authenticate
from django.contrib.sessions.backends.base import SessionBase

from weerbaar.accounts import selectors
from weerbaar.accounts.models import Action, Membership, Outcome, User
from weerbaar.accounts.selectors.door import (
    CAME_WITH,
    CONFIRMED_AT,
    PENDING,
    SECOND_STEP,
    SIGNED_IN_AT,
    Origin,
    device_mark_for,
)
from weerbaar.accounts.services.audit import record, recorded
from weerbaar.accounts.services.guesses import (
    account_lock,
    code_lock,
    count_guess,
    device_lock,
    forget_guesses,
    network_lock,
    take_back,
)
from weerbaar.accounts.services.sessions import forget_session, note_session
from weerbaar.ui.orders import NotAllowed


def password_sign_in(*, email: str, password: str, origin: Origin, now: datetime) -> User | None:
    """The active user with this address and password, else None: nobody learns which of the two was wrong.

    Django hashes a password for an unknown address too, so the time of the answer tells nothing either; an unknown
    address is counted like a known one. Raises `TooManyGuesses` before the password is looked at.
    """
    mark = device_mark_for(origin=origin, email=email)
    own, shared = device_lock(mark) if mark else account_lock(email), network_lock(origin.network)
    count_guess(own, shared, now=now)
    found = authenticate(username=email.lower(), password=password)
    if isinstance(found, User):
        forget_guesses(own)
        take_back(shared)
        return found
    note_refused(person=User.objects.filter(email=email.lower()).first(), now=now)
    return None


def note_refused(*, person: User | None, now: datetime) -> None:
    """Notes a try to come in that failed; without a person when the address is nobody's."""
    record(actor=person, action=Action.SIGN_IN, subject=person, outcome=Outcome.REFUSED, now=now)


def remember_pending(*, session: SessionBase, person: User, next_page: str, now: datetime) -> None:
    """The password was right; the second step has to follow within ten minutes, in this session."""
    session[PENDING] = {"person": str(person.pk), "next": next_page, "at": now.timestamp()}


def mark_session(*, session: SessionBase, person: User, second_step: str, origin: Origin, now: datetime) -> None:
    """Writes in a fresh session by which second step (empty: none) somebody came in, and notes the sign-in."""
    session.pop(PENDING, None)
    session.pop("membership_id", None)
    session[SIGNED_IN_AT] = now.timestamp()
    session[CAME_WITH] = origin.device
    session[SECOND_STEP] = second_step
    session.save()
    note_session(person=person, session_key=str(session.session_key), origin=origin, now=now)
    actor = selectors.membership_in_use(user=person, chosen=None)
    record(actor=actor or person, action=Action.SIGN_IN, subject=person, outcome=Outcome.DONE, now=now)


def mark_second_step(*, session: SessionBase, second_step: str, now: datetime) -> None:
    """Writes in the session of now that the second step was just added or shown again."""
    session[SECOND_STEP] = second_step
    session[CONFIRMED_AT] = now.timestamp()


def confirm_password(*, person: User, password: str, now: datetime) -> None:
    """Asks who is there again. `NotAllowed` for a wrong password, `TooManyGuesses` after too many."""
    lock = code_lock(person.pk)
    count_guess(lock, now=now)
    with recorded(actor=person, action=Action.CONFIRM_SELF, subject=person, now=now):
        if not person.check_password(password):
            raise NotAllowed
    forget_guesses(lock)


def new_mark(*, origin: Origin, email: str) -> str:
    """The mark this browser keeps for this person: the one it has, else a new one."""
    return device_mark_for(origin=origin, email=email) or secrets.token_urlsafe(12)


def demo_sign_in(*, key: str) -> Membership | None:
    """The role of the demo person with this key, in an invented region; None for an unknown key. For the demo only."""
    pairs = selectors.signed_up_demo_people()
    return next((membership for person, membership in pairs if person.key == key), None)


def sign_out(*, person: User, session_key: str, now: datetime) -> None:
    """Notes that somebody left; the session itself is ended by the view."""
    forget_session(session_key=session_key)
    actor = selectors.membership_in_use(user=person, chosen=None) or person
    record(actor=actor, action=Action.SIGN_OUT, subject=person, outcome=Outcome.DONE, now=now)
