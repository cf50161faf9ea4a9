"""Writing an advice and having it read by a second person of another organisation."""

import hashlib
import re
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from weerbaar.accounts.models import Action, Membership
from weerbaar.accounts.services import NotAllowed, Refused, recorded
from weerbaar.accounts.services.endorsement import assign, endorse, withdraw_endorsements
from weerbaar.advice.models import UNSENT, Advice, BasisLink, Status
from weerbaar.advice.selectors.basis import grounds_seen, keys_of
from weerbaar.advice.selectors.bodies import Body, bodies_to_advise, organisations_to_read_along
from weerbaar.advice.selectors.visible import may_read_along, may_write_on
from weerbaar.regions.models import Organisation
from weerbaar.signals.services import pass_or_refuse

MOST_SENTENCES = 3
_END = re.compile(r"(?<![.!?…])[.!?…]+[\"'”’)]*(?:\s+|$)")
_SHORT = re.compile(r"\b(?:bijv|bv|o\.a|d\.w\.z|m\.b\.t|enz|etc|nr|art|ca|t/m|i\.v\.m|incl|excl|resp)\.", re.IGNORECASE)
WRITTEN, READ = "written", "read"


class TooManySentences(Refused):
    """An advice is three sentences: what is seen, what to do, what it should bring."""

    says = _("An advice is three sentences at most. Put the rest in the question or the first step.")


class ChangedMeanwhile(Refused):
    """Somebody else changed or moved the advice between looking and clicking."""

    says = _("Somebody else has just changed this advice. Look at how it is now; what you typed is still below.")


@dataclass(frozen=True)
class Draft:
    """What somebody wants to advise, and what it rests on (keys such as `signal:<id>`)."""

    body: Body
    title: str
    question: str
    text: str
    first_step: str
    due_on: date
    basis: tuple[str, ...] = ()

    @property
    def texts(self) -> dict[str, str]:
        names = ("title", "question", "text", "first_step")
        return {name: getattr(self, name).strip() for name in names}

    @property
    def columns(self) -> dict[str, object]:
        """The columns of an advice that follow from it."""
        return {
            **self.texts,
            "body": self.body.kind.value,
            "addressee": self.body.organisation,
            "police_team": self.body.police_team,
            "due_on": self.due_on,
        }


def write_advice(*, actor: Membership, draft: Draft, now: datetime) -> Advice:
    """Keeps a new advice with its author as owner. The same text of the same person twice on one day is once.

    Refused: `NotAllowed` (body or basis out of reach), `PersonalDataInText`, `TooManySentences`.
    """
    _check(draft)
    with recorded(actor=actor, action=Action.WRITE_ADVICE, subject=None, now=now) as entry:
        _in_reach_or_refuse(actor, draft, ())
        advice, is_new = Advice.objects.get_or_create(
            submission=_submission(actor, draft, now.date()),
            defaults={
                **draft.columns,
                "region": actor.organisation.region,
                "organisation": actor.organisation,
                "written_at": now,
            },
        )
        entry.subject = advice
        if is_new:
            _set_basis(advice, draft)
            endorse(actor=actor, subject=advice, step=WRITTEN, now=now)
            assign(actor=actor, subject=advice, owner=actor, due_on=draft.due_on, now=now)
    return advice


def change_advice(*, actor: Membership, advice: Advice, version: int, draft: Draft, now: datetime) -> None:
    """Changes an advice that was not sent; `version` is what the actor saw. A second reader has to read it again.

    Links to things that the actor cannot see stay. Refused: as `write_advice`, and `ChangedMeanwhile`.
    """
    _check(draft)
    with recorded(actor=actor, action=Action.CHANGE_ADVICE, subject=advice, now=now):
        if not may_write_on(actor=actor, advice=advice):
            raise NotAllowed
        kept = keys_of(advice=advice)
        seen = {one.key for one in grounds_seen(actor=actor, keys=kept)}
        hidden = tuple(key for key in kept if key not in seen)
        _in_reach_or_refuse(actor, draft, hidden)
        changed = Advice.objects.filter(pk=advice.pk, version=version, status__in=UNSENT).update(
            **draft.columns, version=F("version") + 1, status=Status.DRAFT, remark=""
        )
        if not changed:
            raise ChangedMeanwhile
        advice.refresh_from_db()
        _set_basis(advice, draft, hidden)
        withdraw_endorsements(subject=advice, steps=[WRITTEN, READ])
        endorse(actor=actor, subject=advice, step=WRITTEN, now=now)


def take_advice(*, actor: Membership, advice: Advice, now: datetime) -> None:
    """Makes the actor the one who looks after this advice, for instance when the owner left."""
    if not may_write_on(actor=actor, advice=advice):
        raise NotAllowed
    assign(actor=actor, subject=advice, owner=actor, due_on=advice.due_on, now=now)


def ask_second_reader(*, actor: Membership, advice: Advice, organisation: Organisation, now: datetime) -> None:
    """Gives a draft to another organisation to read along; from now on that organisation sees it."""
    with recorded(actor=actor, action=Action.ASK_SECOND_READER, subject=advice, now=now):
        others = organisations_to_read_along(actor=actor)
        if not may_write_on(actor=actor, advice=advice) or not others.filter(pk=organisation.pk).exists():
            raise NotAllowed
        _move(advice, (Status.DRAFT, Status.READING), Status.READING, second=organisation, remark="")


def confirm_reading(*, actor: Membership, advice: Advice, version: int, now: datetime) -> None:
    """The second reader puts a name to the text as it was read. Refused with `SecondOrganisationNeeded` for others."""
    with recorded(actor=actor, action=Action.READ_ADVICE, subject=advice, now=now):
        if not may_read_along(actor=actor, advice=advice):
            raise NotAllowed
        _move(advice, (Status.READING,), Status.READY, version=version)
        endorse(actor=actor, subject=advice, step=READ, unlike=WRITTEN, now=now)


def return_advice(*, actor: Membership, advice: Advice, remark: str, now: datetime) -> None:
    """The second reader gives the advice back with a remark; it is a draft again."""
    pass_or_refuse(remark)
    with recorded(actor=actor, action=Action.READ_ADVICE, subject=advice, now=now):
        if not may_read_along(actor=actor, advice=advice):
            raise NotAllowed
        _move(advice, (Status.READING,), Status.DRAFT, remark=remark.strip())


def sentence_count(text: str) -> int:
    """How many sentences a text has; common abbreviations do not end one.

    >>> sentence_count("Stel een gesprek voor, bijv. met jongerenwerk. Doe dit in mei.")
    2
    """
    parts = _END.split(_SHORT.sub("x", text.strip()))
    return sum(1 for part in parts if part.strip())


def _check(draft: Draft) -> None:
    pass_or_refuse(*draft.texts.values())
    if sentence_count(draft.text) > MOST_SENTENCES:
        raise TooManySentences


def _in_reach_or_refuse(actor: Membership, draft: Draft, hidden: tuple[str, ...]) -> None:
    """The body and everything it rests on must be within reach; what was linked before and is not seen, stays."""
    if draft.body.key not in {one.key for one in bodies_to_advise(actor=actor)}:
        raise NotAllowed
    seen = {one.key for one in grounds_seen(actor=actor, keys=draft.basis)}
    if set(draft.basis) - seen - set(hidden):
        raise NotAllowed


def _set_basis(advice: Advice, draft: Draft, hidden: tuple[str, ...] = ()) -> None:
    wanted = dict.fromkeys((*draft.basis, *hidden))
    advice.basis.all().delete()
    pairs = [key.partition(":") for key in wanted]
    BasisLink.objects.bulk_create(BasisLink(advice=advice, kind=kind, subject_id=pk) for kind, _sep, pk in pairs)


def _submission(actor: Membership, draft: Draft, on: date) -> str:
    parts = (str(actor.user_id), str(actor.organisation_id), draft.body.key, str(on), *draft.texts.values())
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def _move(advice: Advice, before: tuple[Status, ...], after: Status, version: int = 0, **columns: object) -> None:
    """The condition stands in the UPDATE, so of two people at once one wins and the other hears it."""
    rows = Advice.objects.filter(pk=advice.pk, status__in=before)
    if version:
        rows = rows.filter(version=version)
    if not rows.update(status=after, **columns):
        raise ChangedMeanwhile
    advice.refresh_from_db()
