"""Orders that start a draft and put judgements in it. Every text passes the privacy gate before anything is kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Max

from weerbaar.accounts.models import Action, Membership
from weerbaar.accounts.services import NotAllowed, recorded
from weerbaar.pictures.models import Block, Picture, Section, Statement, StatementBasis
from weerbaar.pictures.selectors import drafts
from weerbaar.pictures.services.content import SECTIONS, Trace
from weerbaar.pictures.services.texts import may_write_or_refuse, touch
from weerbaar.signals.services import pass_or_refuse

REVIEW_AFTER = timedelta(days=183)


@dataclass(frozen=True)
class Said:
    """A judgement as somebody states it."""

    text: str
    certainty: str
    reason: str
    basis: tuple[Trace, ...] = ()


def as_basis(*, chosen: Sequence[str], grounds: Sequence[tuple[str, str]]) -> tuple[Trace, ...]:
    """What was chosen of `grounds_of` (`kind:id` and name), as what a statement rests on."""
    names = dict(grounds)
    parts = ((one.partition(":"), names[one]) for one in chosen if one in names)
    return tuple(Trace(kind, key, name) for (kind, _colon, key), name in parts)


def start_picture(*, actor: Membership, area: str, period_from: date, period_to: date, now: datetime) -> Picture:
    """Opens a draft with all eleven sections and their live blocks. `area` is a key of `areas_to_start`.

    Refused: `NotAllowed` when the actor may not write about that area.
    """
    with recorded(actor=actor, action=Action.START_PICTURE, subject=None, now=now) as entry:
        if area not in drafts.areas_to_start(actor=actor):
            raise NotAllowed
        kind, _colon, key = area.partition(":")
        picture = Picture.objects.create(
            region=actor.organisation.region,
            period_from=period_from,
            period_to=period_to,
            director=actor.organisation,
            review_on=now.date() + REVIEW_AFTER,
            started_at=now,
            changed_at=now,
            **({f"{kind}_id": key} if key else {}),
        )
        for one in SECTIONS:
            section = Section.objects.create(
                picture=picture, number=one.number, key=one.key, owner=actor.organisation, changed_at=now
            )
            Block.objects.bulk_create(
                Block(section=section, kind=kind, order=order) for order, kind in enumerate(one.blocks)
            )
        entry.subject = picture
    return picture


def state(*, actor: Membership, section: Section, said: Said, now: datetime) -> Statement:
    """Adds a judgement; without basis it is kept and marked. Refused: `NotAllowed`, `PersonalDataInText`."""
    with recorded(actor=actor, action=Action.WRITE_PICTURE, subject=section.picture, now=now):
        may_write_or_refuse(actor, section.picture)
        pass_or_refuse(said.text, said.reason)
        order = (section.statements.aggregate(last=Max("order"))["last"] or 0) + 1
        statement = Statement.objects.create(
            section=section,
            text=said.text.strip(),
            certainty=said.certainty,
            reason=said.reason.strip(),
            stated_on=now.date(),
            order=order,
            organisation=actor.organisation,
        )
        _rest(statement, said.basis)
        touch(section, now)
    return statement


def restate(*, actor: Membership, statement: Statement, said: Said, now: datetime) -> None:
    """States a judgement anew, of today. Refused: `NotAllowed`, `PersonalDataInText`."""
    with recorded(actor=actor, action=Action.WRITE_PICTURE, subject=statement.section.picture, now=now):
        may_write_or_refuse(actor, statement.section.picture)
        pass_or_refuse(said.text, said.reason)
        statement.text, statement.certainty, statement.reason = said.text.strip(), said.certainty, said.reason.strip()
        statement.stated_on, statement.organisation = now.date(), actor.organisation
        statement.save(update_fields=["text", "certainty", "reason", "stated_on", "organisation"])
        statement.basis.all().delete()
        _rest(statement, said.basis)
        touch(statement.section, now)


def take_back(*, actor: Membership, statement: Statement, now: datetime) -> None:
    """Takes a judgement out of the draft. Refused: `NotAllowed`."""
    with recorded(actor=actor, action=Action.WRITE_PICTURE, subject=statement.section.picture, now=now):
        may_write_or_refuse(actor, statement.section.picture)
        section = statement.section
        statement.delete()
        touch(section, now)


def _rest(statement: Statement, basis: tuple[Trace, ...]) -> None:
    StatementBasis.objects.bulk_create(
        StatementBasis(statement=statement, kind=one.kind, record_id=one.record_id, label=one.label[:200])
        for one in basis
    )
