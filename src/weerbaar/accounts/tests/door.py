"""What the tests of the door share: a person with a password and a code app, and codes of now."""

import time

from allauth.mfa.totp.internal import auth as totp
from django.test import Client

from weerbaar.accounts.models import User

PASSWORD = "vier losse woorden hier"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def with_password(person: User, password: str = PASSWORD) -> User:
    person.set_password(password)
    person.save()
    return person


def with_code_app(person: User) -> User:
    totp.TOTP.activate(with_password(person), SECRET)
    return person


def code(shift: int = 0) -> str:
    return totp.format_hotp_value(totp.hotp_value(SECRET, int(time.time()) // 30 + shift))


def come_in(client: Client, person: User, shift: int = 0) -> None:
    client.post("/inloggen/", {"email": person.email, "password": PASSWORD})
    assert client.post("/inloggen/tweede-stap/", {"code": code(shift)}).status_code == 302
