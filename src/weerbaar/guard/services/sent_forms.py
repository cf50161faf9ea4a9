"""A form that is sent twice does its work once (R1).

Every page puts a key of its own in every form. The first order that is carried out for such a form takes the key, in
the transaction of that order: so there is no moment at which one is kept without the other, also not after a crash.
"""

import base64
import json
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from cryptography.fernet import Fernet
from django.db import IntegrityError
from django.utils.crypto import salted_hmac

from weerbaar.guard.models import SentForm

KEPT_FOR = timedelta(hours=24)
LONGEST_KEY = 64
LONGEST_ANSWER = 400_000
PATIENCE = 5.0
"""Seconds to wait for the answer to the first of two clicks at once."""


class AlreadySent(Exception):
    """This form was sent before and did its work; nothing was done now."""


@dataclass
class Sending:
    """A form on its way: the digest it goes by, the key of its answer, and whether an order was carried out for it."""

    digest: str
    seal: bytes
    is_taken: bool = False


@dataclass(frozen=True)
class Answer:
    """What the sender of a form got: an address to go to, or a page."""

    location: str = ""
    page: str = ""


_on_its_way: ContextVar[Sending | None] = ContextVar("form_on_its_way", default=None)


def new_key() -> str:
    """The key for one form on one page."""
    return secrets.token_urlsafe(18)


@contextmanager
def sending(*, session: str, address: str, key: str, content: str) -> Iterator[Sending | None]:
    """While this lasts, orders are carried out for this form. Without a usable key it is None and nothing is kept."""
    if not key or len(key) > LONGEST_KEY:
        yield None
        return
    parts = f"{session}\x1f{address}\x1f{key}\x1f{content}"
    seal = base64.urlsafe_b64encode(
        salted_hmac("weerbaar.guard.seal", f"{session}\x1f{key}", algorithm="sha256").digest()
    )
    one = Sending(salted_hmac("weerbaar.guard.form", parts, algorithm="sha256").hexdigest(), seal)
    token = _on_its_way.set(one)
    try:
        yield one
    finally:
        _on_its_way.reset(token)


@contextmanager
def taken(*, now: datetime) -> Iterator[None]:
    """Inside the transaction of an order: takes the key of the form on its way, if there is one and it is still free.

    Raises `AlreadySent` when another request took it. What the order undoes, gives the key back.
    """
    one = _on_its_way.get()
    if one is None or one.is_taken:
        yield
        return
    try:
        SentForm.objects.create(digest=one.digest, sent_at=now)
    except IntegrityError as error:
        raise AlreadySent from error
    one.is_taken = True
    try:
        yield
    except BaseException:
        one.is_taken = False
        raise


def keep_answer(*, form: Sending, answer: Answer, now: datetime) -> None:
    """Keeps what the sender got, sealed, and forgets forms of more than a day ago."""
    text = json.dumps(asdict(answer))
    if len(text) <= LONGEST_ANSWER:
        SentForm.objects.filter(pk=form.digest).update(answer=Fernet(form.seal).encrypt(text.encode()).decode())
    forget_sent_forms(now=now)


def answer_again(*, form: Sending) -> Answer | None:
    """The answer to this form when it was sent before; None when it was not. An answer that got lost is empty."""
    until = time.monotonic() + PATIENCE
    while True:
        row = SentForm.objects.filter(pk=form.digest).first()
        if row is None:
            return None
        if row.answer:
            return Answer(**json.loads(Fernet(form.seal).decrypt(row.answer.encode())))
        if time.monotonic() >= until:
            return Answer()
        time.sleep(0.05)


def forget_sent_forms(*, now: datetime) -> int:
    """Removes what was sent more than a day ago; how many."""
    return SentForm.objects.filter(sent_at__lt=now - KEPT_FOR).delete()[0]
