"""A lost password by link, a lost second step by two people (T16)."""

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import ClassVar

from django.contrib.auth.password_validation import validate_password
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from weerbaar.accounts import selectors
from weerbaar.accounts.models import Action, Membership, Outcome, PasswordRecovery, SecondStepReset, User
from weerbaar.accounts.selectors.door import Origin
from weerbaar.accounts.selectors.people import digest_of
from weerbaar.accounts.services.audit import record, recorded
from weerbaar.accounts.services.guesses import account_lock, count_guess, forget_guesses, mail_lock, recovery_lock
from weerbaar.accounts.services.identity import hangs_on_a_provider
from weerbaar.accounts.services.reasons import refuse_names
from weerbaar.accounts.services.second_step import forget_second_steps
from weerbaar.accounts.services.sessions import end_all_sessions
from weerbaar.outbox.services import queue_mail
from weerbaar.ui.orders import NotAllowed, Refused

LINK_LASTS = timedelta(hours=1)


class LinkNotUsable(Refused):
    """The link is unknown, used or older than an hour."""

    says: ClassVar[str | Promise] = gettext_lazy("This link does not work any more. Ask for a new one.")


class ResetAlreadyAsked(Refused):
    """Somebody asked this already; a second person has to decide first."""

    says: ClassVar[str | Promise] = gettext_lazy("This was asked already. A second person has to decide now.")


class SecondPersonNeeded(Refused):
    """Who asked, and who it is about, cannot confirm it."""

    says: ClassVar[str | Promise] = gettext_lazy(
        "Somebody else has to confirm this, not who asked and not who it is about."
    )


def ask_new_password(*, email: str, link_to: Callable[[str], str], origin: Origin, now: datetime) -> None:
    """Mails a link to the owner of this address, if there is one with a password here; says nothing either way.

    Not more than three per hour for one address; `TooManyGuesses` only for a network that asks for very many.
    """
    count_guess(recovery_lock(origin.network), now=now)
    person = User.objects.filter(email=email.lower(), is_active=True).first()
    if person is None or hangs_on_a_provider(person) or not _may_be_mailed(email, now):
        record(actor=None, action=Action.ASK_PASSWORD, subject=None, outcome=Outcome.REFUSED, now=now)
        return
    with recorded(actor=person, action=Action.ASK_PASSWORD, subject=person, now=now):
        PasswordRecovery.objects.filter(user=person).delete()
        token = secrets.token_urlsafe(32)
        recovery = PasswordRecovery.objects.create(
            user=person, digest=digest_of(token), asked_at=now, expires_at=now + LINK_LASTS
        )
        with override(person.language):
            queue_mail(
                key=f"secret:recovery:{recovery.pk}",
                recipient=person.email,
                subject=_("A new password for Weerbaar"),
                body=_recovery_text(link_to(token)),
                now=now,
            )


def recover_password(*, token: str, password: str, now: datetime) -> User:
    """Sets the new password, once per link; all sessions end, the second step stays. `LinkNotUsable` otherwise.

    Raises ValidationError for a weak password, which uses nothing up.
    """
    recovery = selectors.recovery_for(token=token, now=now)
    person = recovery.user if recovery else None
    with recorded(actor=person, action=Action.RECOVER_PASSWORD, subject=person, now=now):
        if recovery is None or person is None or hangs_on_a_provider(person):
            raise LinkNotUsable
        validate_password(password, person)
        if not PasswordRecovery.objects.filter(pk=recovery.pk, used_at=None).update(used_at=now):
            raise LinkNotUsable
        person.set_password(password)
        person.save(update_fields=["password"])
        end_all_sessions(person)
        forget_guesses(account_lock(person.email))
        _tell(person, f"recovered:{recovery.pk}", _password_changed, now)
    return person


def ask_reset(*, actor: Membership, person: User, reason: str, now: datetime) -> SecondStepReset:
    """Asks to take the second step of somebody else away. Refused: `NotAllowed` for who may not manage all of
    this person, `ReasonNamesSomebody`, `ResetAlreadyAsked`.
    """
    with recorded(actor=actor, action=Action.ASK_RESET, subject=person, now=now):
        if not selectors.may_close_account(actor=actor, person=person):
            raise NotAllowed
        refuse_names(reason)
        reset, is_new = SecondStepReset.objects.get_or_create(
            user=person, decided_at=None, defaults={"reason": reason, "asked_by": actor, "asked_at": now}
        )
        if not is_new:
            raise ResetAlreadyAsked
        _tell(person, f"reset-asked:{reset.pk}", _reset_asked, now)
    return reset


def decide_reset(*, actor: Membership, reset: SecondStepReset, confirms: bool, now: datetime) -> None:
    """The second person confirms or refuses. Confirmed: second steps and sessions are gone, the password stays.

    Refused with `SecondPersonNeeded` for who asked and for who it is about, and with `NotAllowed`.
    """
    with recorded(actor=actor, action=Action.CONFIRM_RESET, subject=reset.user, now=now):
        if not selectors.resets_visible_to(actor=actor).filter(pk=reset.pk).exists():
            raise NotAllowed
        if actor.user_id in {reset.asked_by.user_id, reset.user_id}:
            raise SecondPersonNeeded
        open_one = SecondStepReset.objects.filter(pk=reset.pk, decided_at=None)
        if not open_one.update(decided_by=actor, decided_at=now, is_confirmed=confirms):
            raise NotAllowed
        if confirms:
            forget_second_steps(reset.user)
            end_all_sessions(reset.user)
            _tell(reset.user, f"reset-done:{reset.pk}", _reset_done, now)


def _may_be_mailed(email: str, now: datetime) -> bool:
    try:
        count_guess(mail_lock(email), now=now)
    except Refused:
        return False
    return True


def _tell(person: User, key: str, text: Callable[[], tuple[str, str]], now: datetime) -> None:
    """The owner hears of every change to the ways in."""
    with override(person.language):
        subject, body = text()
    queue_mail(key=key, recipient=person.email, subject=subject, body=body, now=now)


def _recovery_text(link: str) -> str:
    return _(
        "Hello,\n\nSomebody asked for a new password for your account at Weerbaar. Was it you? Then open this link "
        "within an hour:\n\n%(link)s\n\nWas it not you? Then you do not have to do anything; your password stays as it "
        "is."
    ) % {"link": link}


def _password_changed() -> tuple[str, str]:
    return _("Your password of Weerbaar is changed"), _(
        "Hello,\n\nThe password of your account at Weerbaar was changed by a link that was mailed to you. You are "
        "logged out everywhere. Was it not you? Then call the maintainer of your region now."
    )


def _reset_asked() -> tuple[str, str]:
    return _("Your second step at Weerbaar"), _(
        "Hello,\n\nSomebody asked to take the second step of your account at Weerbaar away, because it is lost. A "
        "second person decides on it. Did you not ask for this? Then call the maintainer of your region now."
    )


def _reset_done() -> tuple[str, str]:
    return _("Your second step at Weerbaar is taken away"), _(
        "Hello,\n\nTwo people together took the second step of your account at Weerbaar away. Log in with your "
        "password and add a new one. Did you not ask for this? Then call the maintainer of your region now."
    )
