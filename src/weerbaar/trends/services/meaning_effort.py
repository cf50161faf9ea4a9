"""Noting what stands against our looking, so that the attention report can compare."""

from datetime import datetime

from weerbaar.accounts.models import Action, Membership
from weerbaar.accounts.services import NotAllowed, recorded
from weerbaar.sources.selectors import topic_names
from weerbaar.trends.models import Effort
from weerbaar.trends.selectors.meaning import interprets, writes_about_the_region


def note_effort(*, actor: Membership, topic: str, kind: str, year: int, count: int, now: datetime) -> Effort:
    """Notes how much policy, training or offer there is about a topic in a year; the same again replaces it.

    Refused (`NotAllowed`) for who does not write about the whole region, and for a topic that is not in use.
    """
    region = actor.organisation.region
    with recorded(actor=actor, action=Action.NOTE_EFFORT, subject=region, now=now):
        if not (interprets(actor=actor) and writes_about_the_region(actor=actor)):
            raise NotAllowed
        if topic not in topic_names(region=region):
            raise NotAllowed
        found, _is_new = Effort.objects.update_or_create(
            region=region, topic=topic, kind=kind, year=year, defaults={"count": count, "noted_at": now}
        )
    return found
