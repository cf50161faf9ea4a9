"""What a professional does with the own account: see, correct, take along, leave (P1)."""

import io
import json
from datetime import datetime
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from weerbaar.accounts import selectors
from weerbaar.accounts.models import Action, Membership, User
from weerbaar.accounts.services.audit import recorded
from weerbaar.accounts.services.people import erase_account
from weerbaar.ui.orders import NotAllowed

WORDS = {
    "person": _("My details"),
    "roles": _("My roles"),
    "invitations": _("Invitations"),
    "second_steps": _("Second step"),
    "sessions": _("Where you are logged in"),
    "log": _("Log"),
    "name": _("Name"),
    "function": _("Function"),
    "email": _("Work e-mail"),
    "language": _("Language of the screens"),
    "joined_at": _("Since"),
    "last_login": _("Last login"),
    "organisation": _("Organisation"),
    "role": _("Role"),
    "started_at": _("Since"),
    "ended_at": _("Ended on"),
    "invited_at": _("Invited on"),
    "accepted_at": _("Accepted on"),
    "kind": _("Kind"),
    "added_at": _("Added on"),
    "used_at": _("Last used on"),
    "device": _("Browser"),
    "network": _("Network"),
    "at": _("When"),
    "action": _("What"),
    "outcome": _("Outcome"),
}
"""The headings of the workbook, for the keys of `selectors.own_data`."""


def correct_own_data(*, person: User, name: str, function: str, language: str, now: datetime) -> None:
    """Changes the own name, function and language of the screens."""
    with recorded(actor=person, action=Action.CORRECT_OWN, subject=person, now=now):
        User.objects.filter(pk=person.pk).update(name=name, function=function, language=language)


def change_password(*, person: User, old: str, new: str, now: datetime) -> None:
    """Replaces the password; other sessions end. `NotAllowed` when the old one is wrong, ValidationError when weak."""
    with recorded(actor=person, action=Action.CHANGE_PASSWORD, subject=person, now=now):
        if not person.check_password(old):
            raise NotAllowed
        validate_password(new, person)
        person.set_password(new)
        person.save(update_fields=["password"])


def switch_role(*, person: User, membership_id: str, now: datetime) -> Membership:
    """The own current role with this id; `NotAllowed` for any other id."""
    with recorded(actor=person, action=Action.SWITCH_ROLE, subject=person, now=now):
        own = {str(one.pk): one for one in selectors.current_memberships_of(person=person)}
        if membership_id not in own:
            raise NotAllowed
        return own[membership_id]


def erase_self(*, person: User, now: datetime) -> None:
    """Removes the own name, function and address and closes the account. `LastMaintainer` cannot leave."""
    with recorded(actor=person, action=Action.ERASE, subject=person, now=now):
        erase_account(person, now=now)


def export_own_data(*, person: User, kind: str, now: datetime) -> bytes:
    """All that is held on this person, as the bytes of a `json` or `xlsx` file."""
    with recorded(actor=person, action=Action.EXPORT_OWN, subject=person, now=now):
        data = selectors.own_data(person=person)
        return _as_json(data) if kind == "json" else _as_workbook(data)


def _as_json(data: dict[str, list[dict[str, Any]]]) -> bytes:
    return json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2).encode()


def _as_workbook(data: dict[str, list[dict[str, Any]]]) -> bytes:
    """One sheet per section. Text is written as text, whatever it starts with (T7)."""
    import xlsxwriter

    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        for section, rows in data.items():
            sheet = book.add_worksheet(str(WORDS[section]))
            for column, heading in enumerate(rows[0] if rows else ()):
                sheet.write_string(0, column, str(WORDS[heading]))
                for line, row in enumerate(rows, start=1):
                    sheet.write_string(line, column, _as_text(row[heading]))
    return buffer.getvalue()


def _as_text(value: Any) -> str:
    if isinstance(value, datetime):
        return localtime(value).strftime("%Y-%m-%d %H:%M")
    return "" if value is None else str(value)
