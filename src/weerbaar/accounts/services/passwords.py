"""Which passwords are refused: short ones, guessable ones and leaked ones; all without a network."""

import hashlib
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

OWN_WORDS = (
    "weerbaar wachtwoord welkom gemeente geheim inloggen lente zomer herfst winter januari februari maart april mei "
    "juni juli augustus september oktober november december maandag dinsdag woensdag donderdag vrijdag zaterdag zondag "
    "nederland politie school veiligheid veilig koffie vakantie voetbal ajax feyenoord"
).split()
"""What people here reach for first, beside the lists of zxcvbn (which are mostly English)."""
EASY_BELOW = 3
LONGEST_LOOKED_AT = 72


class NotGuessable:
    """Refuses a password that a guesser reaches within some ten thousand million tries (zxcvbn, offline).

    That knows leaked passwords, words, names, dates, rows on the keyboard and repetition.
    """

    def validate(self, password: str, user: Any = None) -> None:
        from zxcvbn import zxcvbn

        known = [str(getattr(user, field, "") or "") for field in ("email", "name", "function")]
        parts = [part for text in known for part in [text, *text.replace("@", " ").replace(".", " ").split()] if part]
        estimate = zxcvbn(password[:LONGEST_LOOKED_AT], user_inputs=[*OWN_WORDS, *parts])
        if estimate["score"] < EASY_BELOW:
            raise ValidationError(
                _("This password is easy to guess. Take four words that have nothing to do with each other."),
                code="password_too_easy",
            )

    def get_help_text(self) -> str:
        return _("Take four words that have nothing to do with each other.")


class NotLeaked:
    """Refuses a password that stands in the list of the administrator, when there is one (WEERBAAR_LEAKED_PASSWORDS).

    The list holds one SHA-1 in hexadecimal per line, sorted, with or without `:count` behind it: the form in which
    lists of leaked passwords are given out. It is searched in place, so it may be tens of gigabytes.
    """

    def __init__(self, path: str = "") -> None:
        self.path = Path(path) if path else None

    def validate(self, password: str, user: Any = None) -> None:
        digest = hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper()
        if self.path and stands_in(self.path, digest.encode()):
            raise ValidationError(
                _("This password is on a list of leaked passwords. Choose another one."), code="password_leaked"
            )

    def get_help_text(self) -> str:
        return _("A password that was leaked elsewhere is refused.")


def stands_in(path: Path, digest: bytes) -> bool:
    """True when a sorted file has a line that starts with these 40 characters."""
    with path.open("rb") as file:
        low, high = 0, path.stat().st_size
        while low < high:
            middle = (low + high) // 2
            file.seek(middle)
            if middle:
                file.readline()
            line = file.readline()[:40].upper()
            if not line or line > digest:
                high = middle
            elif line < digest:
                low = middle + 1
            else:
                return True
        file.seek(0)
        return file.readline()[:40].upper() == digest
