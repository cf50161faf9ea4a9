"""Reads the settings of an installation. A wrong one stops the start with a sentence: its name, and how to mend it."""

import re
from datetime import date
from email.utils import getaddresses
from pathlib import Path
from typing import Any, NoReturn

import environ
from django.core.exceptions import ImproperlyConfigured

env = environ.Env()
ON = frozenset({"1", "true", "on", "yes", "y", "ok", "ja"})
OFF = frozenset({"", "0", "false", "off", "no", "n", "nee"})
HOST = re.compile(r"\*|\.?[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:]+\]")
ENGINES = ("sqlite3", "postgresql")
TABLE = "docs/beheer/instellingen.md lists all settings."


def refuse(name: str, what: str, mend: str) -> NoReturn:
    raise ImproperlyConfigured(f"{name} {what}: {mend}. {TABLE}") from None


def text(name: str, default: str = "") -> str:
    return str(env.str(name, default=default)).strip()


def switch(name: str) -> bool:
    """On or off; anything else could mean either, and off would be dangerous for a lock."""
    value = text(name).lower()
    if value not in ON | OFF:
        refuse(name, f"is neither on nor off ({value})", "give 1 or 0")
    return value in ON


def whole_number(name: str, default: int) -> int:
    value = text(name)
    if value and not value.isdecimal():
        refuse(name, f"is not a whole number ({value})", "give for instance 1")
    return int(value) if value else default


def day(name: str) -> date | None:
    value = text(name)
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        refuse(name, f"is not a day ({value})", "give it as 2027-06-30")


def hosts(name: str, default: list[str]) -> list[str]:
    found = [one.strip() for one in text(name).split(",") if one.strip()] or default
    for one in found:
        if not HOST.fullmatch(one):
            refuse(name, f"holds something that is no host name ({one})", "leave out https://, ports and slashes")
    return found


def folder(name: str, default: Path) -> Path:
    """A folder that is there or can be made: not a file, and not below one."""
    path = Path(text(name) or default).expanduser()
    nearest = next(one for one in (path, *path.parents) if one.exists())
    if not nearest.is_dir():
        refuse(name, f"is not a folder ({path})", "give the path of a folder")
    return path


def file(name: str) -> str:
    value = text(name)
    if value and not Path(value).expanduser().is_file():
        refuse(name, f"is not a file that is there ({value})", "give the path of a file that Weerbaar may read")
    return value


def address(name: str, default: str = "") -> str:
    """One e-mail address, with or without a name before it."""
    value = text(name, default)
    mailboxes = [mailbox for _name, mailbox in getaddresses([value])]
    if value and not (len(mailboxes) == 1 and re.fullmatch(r"[^@\s,;]+@[^@\s,;]+", mailboxes[0])):
        refuse(name, f"is not one e-mail address ({value})", "give for instance Weerbaar <weerbaar@example.nl>")
    return value


def contact(name: str) -> str:
    value = text(name)
    if value and not value.startswith(("mailto:", "https://", "tel:")):
        refuse(name, f"is no way to reach somebody ({value})", "let it start with mailto: or https://")
    return value


def database(name: str, default: str) -> dict[str, Any]:
    mend = "give for instance postgres://weerbaar:password@127.0.0.1:5432/weerbaar"
    try:
        found: dict[str, Any] = env.db_url_config(text(name) or default)
    except Exception:  # whatever the reader trips over, it is this setting; what it says may hold a password
        refuse(name, "cannot be read", mend)
    if not str(found.get("ENGINE", "")).endswith(ENGINES) or not found.get("NAME"):
        refuse(name, "is not the address of a database of PostgreSQL or SQLite", mend)
    return found


def mail(name: str) -> dict[str, Any]:
    mend = "give for instance smtp+tls://user:password@mail.example.nl:587"
    try:
        found: dict[str, Any] = env.email_url_config(text(name) or "consolemail://")
    except Exception:  # as above
        refuse(name, "cannot be read", mend)
    if text(name) and not found.get("EMAIL_HOST") and "smtp" in str(found.get("EMAIL_BACKEND")):
        refuse(name, "names no mail server", mend)
    return found
