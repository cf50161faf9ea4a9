"""An OpenAPI description of every page and form of the house, for scanners that want one: `python tools/openapi.py`.

The paths come from the URL configuration, the methods from the authorisation matrices (a test keeps those whole), and
the ids and form fields from the pages themselves: pass what a visit met. The house has no API; this is for attacks.
"""

import csv
import json
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
ANSWERS = ("200", "302", "400", "403", "404", "405", "409", "413", "429")
SCHEMAS = {
    "int": {"type": "integer"},
    "uuid": {"type": "string", "format": "uuid"},
    "slug": {"type": "string", "pattern": "^[-a-zA-Z0-9_]+$"},
    "str": {"type": "string", "minLength": 1},
    "path": {"type": "string", "minLength": 1},
}
PART = re.compile(r"<(?:(?P<kind>\w+):)?(?P<name>\w+)>")

Forms = dict[str, dict[str, list[str]]]
"""Per URL name the fields of its form, each with the values that a page offers."""
Ids = dict[str, dict[str, set[str]]]
"""Per URL name the values that each part of its address had on a page."""


def start_django() -> None:
    """Makes the URL configuration readable."""
    sys.path.insert(0, str(ROOT / "src"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "weerbaar.config.settings")
    import django

    django.setup()


def routes() -> Iterator[tuple[str, str]]:
    """Every named route of the house: name and pattern."""
    from django.urls import get_resolver

    start_django()
    yield from _walk(get_resolver().url_patterns, (), "/")


def _walk(patterns: list[Any], names: tuple[str, ...], prefix: str) -> Iterator[tuple[str, str]]:
    for one in patterns:
        if hasattr(one, "url_patterns"):
            yield from _walk(
                one.url_patterns, (*names, one.namespace) if one.namespace else names, prefix + str(one.pattern)
            )
        elif one.name:
            yield ":".join([*names, one.name]), prefix + str(one.pattern)


def methods() -> dict[str, set[str]]:
    """Per URL name the methods that its matrix knows."""
    found: dict[str, set[str]] = {}
    for path in (ROOT / "src" / "weerbaar").glob("*/tests/matrix.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            for line in csv.DictReader(file):
                found.setdefault(line["url"], set()).add(line["method"])
    return found


def description(forms: Forms, ids: Ids, queries: Forms) -> dict[str, Any]:
    known, paths = methods(), {}
    for name, pattern in routes():
        parameters = [_in_path(part, ids.get(name, {})) for part in PART.finditer(pattern)]
        operations = {}
        if "GET" in known.get(name, ()):
            operations["get"] = _operation(name, parameters + _in_query(queries.get(name, {})))
        if "POST" in known.get(name, ()):
            operations["post"] = _operation(name, parameters) | {"requestBody": _body(forms.get(name, {}))}
        if operations:
            paths[PART.sub(r"{\g<name>}", pattern)] = operations
    return {"openapi": "3.0.3", "info": {"title": "Weerbaar", "version": "1"}, "paths": paths}


def _operation(name: str, parameters: list[dict[str, Any]]) -> dict[str, Any]:
    return {"tags": [name], "parameters": parameters, "responses": {code: {"description": ""} for code in ANSWERS}}


def _in_path(part: re.Match[str], met: dict[str, set[str]]) -> dict[str, Any]:
    schema = SCHEMAS.get(part["kind"] or "str", SCHEMAS["str"])
    seen = sorted(met.get(part["name"], ()))[:20]
    return {"name": part["name"], "in": "path", "required": True, "schema": _seen_or_any(seen, schema)}


def _in_query(fields: dict[str, list[str]]) -> list[dict[str, Any]]:
    return [
        {"name": name, "in": "query", "schema": _seen_or_any(values, {"type": "string"})}
        for name, values in fields.items()
    ]


def _body(fields: dict[str, list[str]]) -> dict[str, Any]:
    properties = {name: _seen_or_any(values, {"type": "string"}) for name, values in fields.items()}
    schema = {"type": "object", "properties": properties}
    return {"content": {"application/x-www-form-urlencoded": {"schema": schema}}}


def _seen_or_any(values: list[str], schema: dict[str, Any]) -> dict[str, Any]:
    """Half the time something that a page offered, so that an attack also gets past the first check."""
    seen = list(dict.fromkeys(value for value in values if value))
    return {"anyOf": [{"type": "string", "enum": seen}, schema]} if seen else schema


if __name__ == "__main__":
    print(json.dumps(description({}, {}, {}), indent=1))
