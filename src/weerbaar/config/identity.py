"""Reads the file that says with which organisations one can log in, and what their groups mean (WEERBAAR_IDENTITY)."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml
from django.core.exceptions import ImproperlyConfigured

NEEDED = ("id", "name", "server_url", "client_id", "email_domains", "groups")
ROLES = frozenset(
    "project_leader analyst specialist official executive partner trainer school_coordinator "
    "data_protection_officer maintainer".split()
)
SECOND_STEPS = ("ask", "provider")


def read_identity_file(path: str) -> dict[str, list[dict[str, Any]]]:
    """The providers of the file; none without a file. Refuses to start on a mistake, and says which."""
    if not path:
        return {"providers": []}
    try:
        found = yaml.safe_load(Path(path).read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise ImproperlyConfigured(f"WEERBAAR_IDENTITY: {path} cannot be read as YAML.") from error
    providers = found.get("providers") if isinstance(found, dict) else None
    if not isinstance(providers, list):
        raise ImproperlyConfigured(f"WEERBAAR_IDENTITY: {path} has no list `providers`.")
    for one in providers:
        _check(one)
    return {"providers": providers}


def apps_of(identity: dict[str, list[dict[str, Any]]]) -> list[dict[str, Any]]:
    """The providers in the form of allauth."""
    return [
        {
            "provider_id": one["id"],
            "name": one["name"],
            "client_id": one["client_id"],
            "secret": _secret(one),
            "settings": {"server_url": one["server_url"], "fetch_userinfo": one.get("fetch_userinfo", False)},
        }
        for one in identity["providers"]
    ]


def origins_of(identity: dict[str, list[dict[str, Any]]]) -> list[str]:
    """Where our log-in form may lead a browser: the addresses of the providers."""
    extra = [one.get("login_url", "") for one in identity["providers"]]
    urls = [one["server_url"] for one in identity["providers"]] + [url for url in extra if url]
    return sorted({f"{parts.scheme}://{parts.netloc}" for parts in map(urlsplit, urls)})


def _check(one: Any) -> None:
    missing = [name for name in NEEDED if not isinstance(one, dict) or not one.get(name)]
    if missing:
        raise ImproperlyConfigured(f"WEERBAAR_IDENTITY: a provider has no {', '.join(missing)}.")
    name, parts = one["id"], urlsplit(one["server_url"])
    if parts.scheme != "https" and parts.hostname not in {"localhost", "127.0.0.1"}:
        raise ImproperlyConfigured(f"WEERBAAR_IDENTITY: server_url of {name} has to start with https://.")
    if one.get("second_step", "ask") not in SECOND_STEPS:
        raise ImproperlyConfigured(f"WEERBAAR_IDENTITY: second_step of {name} is `ask` or `provider`.")
    for line in one["groups"]:
        if not isinstance(line, dict) or not line.get("group") or not line.get("organisation"):
            raise ImproperlyConfigured(f"WEERBAAR_IDENTITY: a line of groups of {name} needs group and organisation.")
        if line.get("role") not in ROLES:
            raise ImproperlyConfigured(
                f"WEERBAAR_IDENTITY: {line.get('role')} is not a role: {', '.join(sorted(ROLES))}."
            )


def _secret(one: dict[str, Any]) -> str:
    """From the environment (client_secret_env) or a file (client_secret_file), never from this file itself."""
    if one.get("client_secret_env"):
        return os.environ.get(one["client_secret_env"], "")
    return Path(one["client_secret_file"]).read_text(encoding="utf-8").strip() if one.get("client_secret_file") else ""
