"""What the authorisation matrix plays with in this room."""

from typing import Any

from tests.cast import Cast
from weerbaar.outbox.services import queue_mail


def subjects(cast: Cast) -> dict[str, tuple[dict[str, Any], dict[str, Any]]]:
    body = f"{cast.canary_here} {cast.canary_elsewhere}"
    mail = queue_mail(key="toneel:1", recipient="iemand@toneel.example", subject="Toneel", body=body, now=cast.now)
    pair = ({"pk": mail.pk}, {"pk": mail.pk})
    return {"programme:message": pair, "programme:send-again": pair}
