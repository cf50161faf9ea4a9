"""Calling a gathering, asking partners what they bring, and publishing the report after two people."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db.models import F
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import make_aware
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from weerbaar.accounts.models import Action, Membership, Right, Scope
from weerbaar.accounts.selectors import scope_of
from weerbaar.accounts.services import NotAllowed, Refused, recorded
from weerbaar.accounts.services.endorsement import endorse, withdraw_endorsements
from weerbaar.advice.models import Contribution, Gathering, GatheringLink, GatheringStatus
from weerbaar.advice.selectors.bodies import organisations_to_read_along
from weerbaar.advice.selectors.gatherings import guest_page, guests_to_ask
from weerbaar.advice.selectors.reading import digest_of
from weerbaar.advice.selectors.visible import convenes
from weerbaar.advice.services.answering import LinkNotUsable
from weerbaar.advice.services.sending import Sent
from weerbaar.advice.services.writing import READ, WRITTEN, ChangedMeanwhile
from weerbaar.outbox.services import queue_mail
from weerbaar.regions.models import Organisation
from weerbaar.signals.services import pass_or_refuse


class AlreadyBrought(Refused):
    """The organisation answered before, and not the same."""

    says = gettext_lazy("Your organisation has answered already. This answer was not kept.")


class NothingBrought(Refused):
    """All three answers are empty."""

    says = gettext_lazy("Answer at least one of the three questions.")


class AlreadyPublished(Refused):
    """The report is out; it does not change any more."""

    says = gettext_lazy("The report was published already.")


@dataclass(frozen=True)
class Plan:
    """What kind of gathering, when, and the three questions."""

    kind: str
    title: str
    held_on: date
    questions: tuple[str, str, str]


def call_gathering(*, actor: Membership, plan: Plan, now: datetime) -> Gathering:
    """Opens a gathering with three questions. The same one twice is once."""
    pass_or_refuse(plan.title, *plan.questions)
    with recorded(actor=actor, action=Action.CALL_GATHERING, subject=None, now=now) as entry:
        if not convenes(actor=actor):
            raise NotAllowed
        first, second, third = (one.strip() for one in plan.questions)
        gathering, _is_new = Gathering.objects.get_or_create(
            organisation=actor.organisation,
            kind=plan.kind,
            held_on=plan.held_on,
            title=plan.title.strip(),
            defaults={
                "region": actor.organisation.region,
                "question_1": first,
                "question_2": second,
                "question_3": third,
                "opened_at": now,
            },
        )
        entry.subject = gathering
    return gathering


def ask_what_they_bring(
    *,
    actor: Membership,
    gathering: Gathering,
    organisation: Organisation,
    recipient: str = "",
    site: str,
    now: datetime,
) -> Sent:
    """Makes the link of one organisation, and mails it when there is a recipient. A new link ends the earlier one."""
    with recorded(actor=actor, action=Action.INVITE_GUEST, subject=gathering, now=now):
        if not _is_own(actor, gathering) or not guests_to_ask(actor=actor).filter(pk=organisation.pk).exists():
            raise NotAllowed
        if gathering.status == GatheringStatus.PUBLISHED:
            raise AlreadyPublished
        token = secrets.token_urlsafe(32)
        expires_at = make_aware(datetime.combine(gathering.held_on, time.min)) + timedelta(days=1)
        GatheringLink.objects.update_or_create(
            gathering=gathering,
            organisation=organisation,
            defaults={"digest": digest_of(token), "issued_at": now, "expires_at": expires_at},
        )
        address = site.rstrip("/") + reverse("advice:bring", args=[token])
        with translation.override(settings.LANGUAGE_CODE):
            subject = _("What do you bring? %(title)s") % {"title": gathering.title}
            body = _invitation(gathering, address)
        if recipient:
            key = f"gathering:{gathering.pk}:{digest_of(token)[:24]}"
            queue_mail(key=key, recipient=recipient.strip().lower(), subject=subject, body=body, now=now)
    return Sent(recipient, subject, body, address)


def _invitation(gathering: Gathering, address: str) -> str:
    words = {
        "title": gathering.title,
        "day": date_format(gathering.held_on, "j F Y"),
        "organisation": gathering.organisation.name,
    }
    parts = [
        _("Dear reader,"),
        _("On %(day)s we meet: %(title)s. Before that we ask you three short questions.") % words,
        "\n".join(f"{number}. {question}" for number, question in enumerate(gathering.questions, start=1)),
        _("Answer here, without an account, until the day itself:"),
        address,
        _("Write about what happens, never about a person. What you bring is laid beside what others bring."),
        words["organisation"],
    ]
    return "\n\n".join(parts) + "\n"


def bring(*, token: str, answers: tuple[str, str, str], now: datetime) -> Contribution:
    """Keeps what an organisation brings, once. Twice the same is once.

    Refused: `LinkNotUsable`, `NothingBrought`, `AlreadyBrought`, `PersonalDataInText` (then nothing remains).
    """
    page = guest_page(token=token, now=now)
    if page is None:
        raise LinkNotUsable
    first, second, third = (one.strip() for one in answers)
    pass_or_refuse(first, second, third)
    gathering = page.link.gathering
    with recorded(actor=None, action=Action.CONTRIBUTE, subject=gathering, now=now):
        if not (first or second or third):
            raise NothingBrought
        brought, is_new = Contribution.objects.get_or_create(
            gathering=gathering,
            organisation=page.link.organisation,
            defaults={"answer_1": first, "answer_2": second, "answer_3": third, "at": now},
        )
        if not is_new and brought.answers != (first, second, third):
            raise AlreadyBrought
    return brought


def ask_report_reader(
    *, actor: Membership, gathering: Gathering, report: str, organisation: Organisation, version: int, now: datetime
) -> None:
    """Keeps the report and gives it to another organisation to read along. A changed report has to be read again."""
    pass_or_refuse(report)
    with recorded(actor=actor, action=Action.WRITE_REPORT, subject=gathering, now=now):
        others = organisations_to_read_along(actor=actor)
        if not _is_own(actor, gathering) or not others.filter(pk=organisation.pk).exists():
            raise NotAllowed
        unpublished = Gathering.objects.filter(pk=gathering.pk).exclude(status=GatheringStatus.PUBLISHED)
        if not unpublished.exists():
            raise AlreadyPublished
        changed = unpublished.filter(version=version).update(
            report=report.strip(),
            second=organisation,
            remark="",
            status=GatheringStatus.READING,
            version=F("version") + 1,
        )
        if not changed:
            raise ChangedMeanwhile
        gathering.refresh_from_db()
        withdraw_endorsements(subject=gathering, steps=[WRITTEN, READ])
        endorse(actor=actor, subject=gathering, step=WRITTEN, now=now)


def publish_report(*, actor: Membership, gathering: Gathering, version: int, now: datetime) -> None:
    """The second reader puts a name to the report; with that it is published to everybody who sees advice (L5)."""
    with recorded(actor=actor, action=Action.PUBLISH_REPORT, subject=gathering, now=now):
        _reads_along_or_refuse(actor, gathering)
        waiting = Gathering.objects.filter(pk=gathering.pk, status=GatheringStatus.READING, version=version)
        if not waiting.update(status=GatheringStatus.PUBLISHED, published_at=now):
            raise ChangedMeanwhile
        endorse(actor=actor, subject=gathering, step=READ, unlike=WRITTEN, now=now)
        gathering.refresh_from_db()


def return_report(*, actor: Membership, gathering: Gathering, remark: str, now: datetime) -> None:
    """The second reader gives the report back with a remark."""
    pass_or_refuse(remark)
    with recorded(actor=actor, action=Action.WRITE_REPORT, subject=gathering, now=now):
        _reads_along_or_refuse(actor, gathering)
        waiting = Gathering.objects.filter(pk=gathering.pk, status=GatheringStatus.READING)
        if not waiting.update(status=GatheringStatus.COLLECTING, remark=remark.strip()):
            raise ChangedMeanwhile
        gathering.refresh_from_db()


def _is_own(actor: Membership, gathering: Gathering) -> bool:
    return convenes(actor=actor) and gathering.organisation_id == actor.organisation_id


def _reads_along_or_refuse(actor: Membership, gathering: Gathering) -> None:
    reads = scope_of(actor=actor, right=Right.SECOND_READ) != Scope.NONE
    if not reads or gathering.second_id != actor.organisation_id or gathering.status != GatheringStatus.READING:
        raise NotAllowed
