"""What the connectors that read JSON share."""

import json
from decimal import Decimal
from typing import Any

from weerbaar.sources.services.harvest import Unreadable


def object_of(answer: bytes) -> dict[str, Any]:
    """The JSON object of an answer; `Unreadable` for anything else, such as an error page."""
    try:
        found = json.loads(answer)
    except (ValueError, RecursionError) as error:
        raise Unreadable("De bron gaf geen JSON terug, maar waarschijnlijk een foutmelding.") from error
    if not isinstance(found, dict):
        raise Unreadable("De bron gaf een ander antwoord dan afgesproken.")
    return found


def rows_of(found: dict[str, Any], key: str) -> list[dict[str, Any]]:
    """The list of objects under a key; `Unreadable` when it is not there."""
    rows = found.get(key)
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise Unreadable(f"In het antwoord van de bron ontbreekt de lijst '{key}'.")
    return rows


def believable(value: float | str) -> Decimal:
    """A figure that can be kept: finite, below a hundred trillion. `ArithmeticError` for any other."""
    number = Decimal(str(value))
    if not number.is_finite() or abs(number) >= Decimal(10) ** 14:
        raise ArithmeticError("not a believable figure")
    return number
