"""The home page of a role: at most three tasks, what is new, where to go. True content only.

A room joins in by a function in `TASKS`, `NEWS` or `STATEMENTS`: it gets the actor and today, and answers with what is
really so. The order of the tuple is the order on the page.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from weerbaar.accountability.selectors import needs_introduction
from weerbaar.accounts import selectors as accounts
from weerbaar.accounts.models import Membership, Role
from weerbaar.advice import selectors as advice
from weerbaar.cookers import selectors as cookers
from weerbaar.programme.selectors.navigation import often_opened
from weerbaar.programme.selectors.reach import municipalities_of, reach_map, where_nobody_works
from weerbaar.programme.selectors.what_is_known import MEANING_DAYS, meanings_known, pictures_known
from weerbaar.signals import selectors as signals
from weerbaar.sources import selectors as sources
from weerbaar.ui.drawing import Chart
from weerbaar.ui.frame import MenuItem

MOST_TASKS = 3
NEWS_DAYS = 30
PICTURE_DAYS = 366
MOST_NEWS = 5
INVITERS = (Role.PROJECT_LEADER, Role.MAINTAINER)
MAP_READERS = (Role.PROJECT_LEADER, Role.ANALYST, Role.SPECIALIST, Role.MAINTAINER)


@dataclass(frozen=True)
class Task:
    """Something that waits for this person."""

    title: str
    why: str
    url: str


@dataclass(frozen=True)
class News:
    """Something that happened and that this person may know; where it stands, when there is a page."""

    on: date
    text: str
    url: str = ""


@dataclass(frozen=True)
class Statement:
    """One line of the big words of an executive; where it stands in full, when there is a page."""

    text: str
    url: str = ""


@dataclass(frozen=True)
class Home:
    """What stands on the home page."""

    tasks: tuple[Task, ...]
    news: tuple[News, ...]
    statements: tuple[Statement, ...]
    contacts: tuple[Membership, ...]
    reach: Chart | None
    often: tuple[MenuItem, ...]
    needs_introduction: bool


def home_of(*, actor: Membership, on: date) -> Home:
    """The home page of the actor on a day; an executive gets statements and contacts, nobody more than three tasks."""
    is_executive = actor.role == Role.EXECUTIVE
    return Home(
        tasks=tuple(task for source in TASKS for task in source(actor, on))[:MOST_TASKS],
        news=tuple(sorted(_gathered(NEWS, actor, on), key=lambda news: news.on, reverse=True))[:MOST_NEWS],
        statements=tuple(line for source in STATEMENTS for line in source(actor, on)) if is_executive else (),
        contacts=_contacts(actor) if is_executive else (),
        reach=reach_map(actor=actor, on=on) if actor.role in MAP_READERS else None,
        often=often_opened(actor=actor),
        needs_introduction=needs_introduction(actor=actor),
    )


def _gathered(
    sources: tuple[Callable[[Membership, date], Iterable[News]], ...], actor: Membership, on: date
) -> list[News]:
    return [item for source in sources for item in source(actor, on)]


def _own_function(actor: Membership, on: date) -> Iterable[Task]:
    if not actor.user.function:
        yield Task(
            _("Fill in your function"),
            _("Then colleagues know what they can ask you."),
            reverse("accounts:profile"),
        )


def _waits_for_a_second_organisation(actor: Membership, on: date) -> Iterable[Task]:
    """Sources and word lists that somebody of another organisation proposed, the oldest of each."""
    why = _("Another organisation proposed it; you can agree.")
    for source in sources.sources_that_wait(actor=actor)[:1]:
        title = _("Look at the proposed source %(name)s") % {"name": source.name}
        yield Task(title, why, reverse("sources:source", args=[source.pk]))
    for wording in sources.wordings_that_wait(actor=actor)[-1:]:
        title = _("Look at a proposed change of the word lists")
        yield Task(title, why, reverse("sources:wording", args=[wording.pk]))


def _advice_that_waits(actor: Membership, on: date) -> Iterable[Task]:
    """Advice to answer, to read along with, to send and to remind of; the first of each."""
    waiting = (
        (advice.waits_for_answer_of(actor=actor), _("Answer the advice “%(title)s”"), _("It was sent to you.")),
        (
            advice.waits_for_second_reading(actor=actor),
            _("Read along with the advice “%(title)s”"),
            _("A second person of another organisation has to agree."),
        ),
        (
            advice.own_to_send(actor=actor),
            _("Send the advice “%(title)s”"),
            _("The second reader agrees."),
        ),
        (
            advice.own_to_remind(actor=actor, on=on),
            _("Ask what happened to the advice “%(title)s”"),
            _("The date of the first step has come."),
        ),
    )
    for rows, title, why in waiting:
        for row in rows[:1]:
            yield Task(title % {"title": row.title}, why, reverse("advice:advice", args=[row.pk]))
    for report in advice.reports_to_read(actor=actor)[:1]:
        title = _("Read along with the report “%(title)s”") % {"title": report.title}
        yield Task(
            title,
            _("A second person of another organisation has to agree."),
            reverse("advice:gathering", args=[report.pk]),
        )


def _asked_of_the_own_organisation(actor: Membership, on: date) -> Iterable[Task]:
    """The question of a colleague elsewhere that has to be answered first."""
    if signals.answers_questions(actor=actor):
        for question in signals.questions_for(actor=actor).filter(answered_at=None)[:1]:
            title = _("Answer the question about %(place)s") % {"place": question.signal.municipality.name}
            yield Task(title, _("A colleague elsewhere asked it."), reverse("signals:answer", args=[question.pk]))


def _agreed_in_a_pressure_cooker(actor: Membership, on: date) -> Iterable[Task]:
    """The first action that this person looks after, from a week before its date."""
    for action in cookers.open_actions_of(actor=actor).filter(due_on__lte=on + timedelta(days=7))[:1]:
        title = _("Do what was agreed: “%(text)s”") % {"text": action.text}
        why = _("It was agreed in a pressure cooker.")
        yield Task(title, why, reverse("cookers:cooker", args=[action.cooker_id]))


def _places_without_people(actor: Membership, on: date) -> Iterable[Task]:
    if actor.role not in INVITERS:
        return
    count = len(where_nobody_works(actor=actor, on=on))
    if count:
        yield Task(
            ngettext(
                "Invite somebody of %(count)d municipality",
                "Invite somebody of %(count)d municipalities",
                count,
            ) % {"count": count},
            _("Nobody there works with Weerbaar yet."),
            reverse("accounts:invite"),
        )  # fmt: skip


def _new_colleagues(actor: Membership, on: date) -> Iterable[News]:
    """Colleagues who joined lately, one line per day and organisation."""
    since = on - timedelta(days=NEWS_DAYS)
    joined: dict[tuple[date, str], list[str]] = {}
    rows = accounts.memberships_visible_to(actor=actor).filter(started_at__date__gte=since, ended_at=None)
    for row in rows.exclude(pk=actor.pk):
        day = timezone.localtime(row.started_at).date()
        names = joined.setdefault((day, row.organisation.name), [])
        if row.user.name not in names:
            names.append(row.user.name)
    for (day, organisation), names in joined.items():
        text = ngettext(
            "%(names)s joined in for %(organisation)s.",
            "%(names)s have joined in for %(organisation)s.",
            len(names),
        )
        yield News(day, text % {"names": _in_a_row(names), "organisation": organisation})


def _what_is_known(actor: Membership, on: date) -> Iterable[News]:
    """Pictures and interpretations that two people of two organisations stand for since lately."""
    for found in (pictures_known, meanings_known):
        yield from (News(one.on, one.text, one.url) for one in found(actor=actor, on=on, days=NEWS_DAYS))


def _in_a_row(names: list[str]) -> str:
    if len(names) == 1:
        return names[0]
    return _("%(names)s and %(last)s") % {"names": ", ".join(names[:-1]), "last": names[-1]}


def _what_goes_on(actor: Membership, on: date) -> Iterable[Statement]:
    """The latest picture, and what the interpretations of the last quarter say, each with how likely it is."""
    latest = next(pictures_known(actor=actor, on=on, days=PICTURE_DAYS), None)
    yield Statement(latest.text, latest.url) if latest else Statement(_("There is no final lokaal beeld yet."))
    for one in meanings_known(actor=actor, on=on, days=MEANING_DAYS):
        yield Statement(one.text, one.url)


def _who_works_here(actor: Membership, on: date) -> Iterable[Statement]:
    """How many professionals of how many organisations of the own municipality work with Weerbaar."""
    place = _in_a_row([one.name for one in municipalities_of(actor=actor, on=on)][:4]) or actor.organisation.name
    rows = list(accounts.memberships_visible_to(actor=actor).filter(ended_at=None))
    people, organisations = len({row.user_id for row in rows}), len({row.organisation_id for row in rows})
    yield Statement(
        ngettext(
            "In %(place)s %(people)d professional works with Weerbaar.",
            "In %(place)s %(people)d professionals work with Weerbaar.",
            people,
        ) % {"people": people, "place": place}
    )  # fmt: skip
    yield Statement(
        ngettext(
            "They come from %(count)d organisation.",
            "They come from %(count)d organisations.",
            organisations,
        ) % {"count": organisations}
    )  # fmt: skip


def _contacts(actor: Membership) -> tuple[Membership, ...]:
    """The officials an executive can call: those of the own municipality, by name."""
    officials = accounts.memberships_visible_to(actor=actor).filter(role=Role.OFFICIAL, ended_at=None)
    return tuple(officials.exclude(user=actor.user))


TASKS: tuple[Callable[[Membership, date], Iterable[Task]], ...] = (
    _advice_that_waits,
    _asked_of_the_own_organisation,
    _agreed_in_a_pressure_cooker,
    _waits_for_a_second_organisation,
    _places_without_people,
    _own_function,
)
NEWS: tuple[Callable[[Membership, date], Iterable[News]], ...] = (_what_is_known, _new_colleagues)
STATEMENTS: tuple[Callable[[Membership, date], Iterable[Statement]], ...] = (_what_goes_on, _who_works_here)
