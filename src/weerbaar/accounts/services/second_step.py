"""The second step: an app that gives codes (TOTP) or a passkey (WebAuthn), both with the parts of allauth and fido2."""

import base64
from datetime import datetime
from typing import Any, ClassVar

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.webauthn.internal import auth as webauthn
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.crypto import salted_hmac
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from weerbaar.accounts import selectors
from weerbaar.accounts.models import Action, User
from weerbaar.accounts.services.audit import recorded
from weerbaar.accounts.services.guesses import code_lock, count_guess, forget_guesses, use_code
from weerbaar.ui.orders import Refused


class WrongCode(Refused):
    """The code or passkey is not right, too old, or was used before."""

    says: ClassVar[str | Promise] = _("This is not right. Look at the newest code and try again.")


class LastSecondStep(Refused):
    """Without this one there would be no second step left."""

    says: ClassVar[str | Promise] = _("This is your only second step. Add another one first.")


class SecondStepAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Keeps the secrets of code apps encrypted, with a key that is not in the database."""

    def encrypt(self, text: str) -> str:
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _box().decrypt(encrypted_text.encode()).decode()

    def get_totp_issuer(self) -> str:
        return "Weerbaar"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {**super().get_public_key_credential_rp_entity(), "name": "Weerbaar"}


def code_app_to_add(*, person: User) -> tuple[str, str]:
    """A secret for a code app, the same until it is used, and its QR code as SVG."""
    adapter = SecondStepAdapter()
    secret = totp.get_totp_secret()
    return secret, adapter.build_totp_svg(adapter.build_totp_url(person, secret))


def add_code_app(*, person: User, code: str, now: datetime) -> None:
    """Keeps the code app after a first right code. `WrongCode` otherwise."""
    with recorded(actor=person, action=Action.ADD_SECOND_STEP, subject=person, now=now):
        secret = totp.get_totp_secret()
        if not totp.validate_totp_code(secret, code) or not use_code(user_id=person.pk, code=code, now=now):
            raise WrongCode
        Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).delete()
        totp.TOTP.activate(person, secret)
    totp.get_totp_secret(regenerate=True)


def passkey_to_add(*, person: User) -> dict[str, Any]:
    """What the browser needs to make a passkey."""
    return dict(webauthn.begin_registration(person, True))


def add_passkey(*, person: User, name: str, credential: dict[str, Any], now: datetime) -> None:
    """Keeps a passkey that the browser made. `WrongCode` when it does not answer our question."""
    with recorded(actor=person, action=Action.ADD_SECOND_STEP, subject=person, now=now):
        try:
            webauthn.parse_registration_response(credential)
            webauthn.complete_registration(credential)
        except (ValidationError, ValueError, TypeError, KeyError, AttributeError):
            raise WrongCode from None
        webauthn.WebAuthn.add(person, name, credential)


def passkey_question(*, person: User | None) -> dict[str, Any]:
    """What the browser needs to use a passkey: of this person, or of whoever has one for this site."""
    return dict(webauthn.begin_authentication(person))


def check_code(*, person: User, code: str, now: datetime) -> None:
    """`WrongCode` unless this is a code of now that was not used before; `TooManyGuesses` after too many tries."""
    lock = code_lock(person.pk)
    count_guess(lock, now=now)
    app = Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).first()
    secret = SecondStepAdapter().decrypt(app.data["secret"]) if app else totp.generate_totp_secret()
    if not totp.validate_totp_code(secret, code) or app is None or not use_code(user_id=person.pk, code=code, now=now):
        raise WrongCode
    forget_guesses(lock)
    app.record_usage()


def check_passkey(*, person: User | None, credential: dict[str, Any]) -> User:
    """The owner of the passkey that answered our question; `WrongCode` otherwise, or when it is not of this person."""
    try:
        webauthn.parse_authentication_response(credential)
        owner: Any = person or webauthn.extract_user_from_response(credential)
        used = webauthn.complete_authentication(owner, credential)
    except (ValidationError, ValueError, TypeError, KeyError, AttributeError):
        raise WrongCode from None
    if not isinstance(owner, User) or not owner.is_active:
        raise WrongCode
    used.record_usage()
    return owner


def remove_second_step(*, person: User, pk: int, now: datetime) -> None:
    """Takes one away. The last one stays (`LastSecondStep`), except in the demo."""
    with recorded(actor=person, action=Action.REMOVE_SECOND_STEP, subject=person, now=now):
        own = selectors.second_steps_of(person=person)
        if pk not in {one.pk for one in own}:
            raise WrongCode
        if len(own) == 1 and not settings.DEMO:
            raise LastSecondStep
        Authenticator.objects.filter(user=person, pk=pk).delete()


def forget_second_steps(person: User) -> None:
    """All of them, with no question asked: for services that asked."""
    Authenticator.objects.filter(user=person).delete()


def _box() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = [salted_hmac("weerbaar.second_step", "box", secret=key, algorithm="sha256").digest() for key in keys]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
