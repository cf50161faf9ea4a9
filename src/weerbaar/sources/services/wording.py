"""Changing topics and place names: one proposes, somebody of another organisation decides."""

from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from importlib.resources import files
from typing import Any, ClassVar

import yaml
from django.db.models import Max
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from weerbaar.accounts.models import Action, Membership, Right
from weerbaar.accounts.selectors import may
from weerbaar.accounts.services import NotAllowed, Refused, recorded
from weerbaar.accounts.services.endorsement import endorse
from weerbaar.regions import selectors as regions
from weerbaar.regions.models import Region
from weerbaar.sources.models import Wording
from weerbaar.sources.selectors.wording import (
    changes_between,
    changes_of,
    place_changes,
    place_changes_in_use,
    topics_in_use,
    wording_in_use,
)
from weerbaar_analysis.text.personal_data import find_personal_data
from weerbaar_analysis.text.topics import TaxonomyInvalid, parse_taxonomy


class WordingNotFit(Refused):
    """The change cannot be made. `problems` are Dutch sentences, one per thing to mend."""

    says: ClassVar[str | Promise] = _("This change cannot be made like this.")

    def __init__(self, problems: list[str]) -> None:
        super().__init__(*problems)
        self.problems = problems


class WordingOvertaken(Refused):
    says: ClassVar[str | Promise] = _(
        "Another version came into use since this was proposed. Propose the change again."
    )


class WordingDecided(Refused):
    says: ClassVar[str | Promise] = _("This proposal was decided already.")


class ReligiousTermsNotRead(Refused):
    says: ClassVar[str | Promise] = _(
        "This version touches terms about religion. Tick that you looked at each of them."
    )


@dataclass(frozen=True)
class TermChange:
    """A term that is added, changed or removed in one topic. Lists of words are as typed, without commas."""

    topic: str
    term: str
    weight: float = 1.0
    requires: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    is_ambiguous: bool = False
    is_religious: bool = False
    is_removed: bool = False


@dataclass(frozen=True)
class PlaceChange:
    """A place name that is added or changed for one municipality."""

    name: str
    municipality: str
    kind: str
    ambiguity: str
    note: str = ""


def content_with(*, region: Region, change: TermChange | PlaceChange, on: date) -> str:
    """The version in use with this change, as YAML. Raises WordingNotFit."""
    if isinstance(change, TermChange):
        return _topics_with(region, change)
    return _places_with(region, change, on)


def propose_wording(*, actor: Membership, change: TermChange | PlaceChange, reason: str, now: datetime) -> Wording:
    """Proposes a version with one change. It is used only after another organisation agreed."""
    region = actor.organisation.region
    kind = Wording.Kind.TOPICS if isinstance(change, TermChange) else Wording.Kind.PLACES
    with recorded(actor=actor, action=Action.PROPOSE_WORDING, subject=None, now=now) as entry:
        _may_or_refuse(actor, Right.PROPOSE_WORDING)
        Region.objects.select_for_update().get(pk=region.pk)
        if find_personal_data(reason):
            raise WordingNotFit(["In de reden lijkt een persoonsgegeven te staan. Schrijf hem zonder namen."])
        content = content_with(region=region, change=change, on=now.date())
        in_use = wording_in_use(region=region, kind=kind)
        last = Wording.objects.filter(region=region, kind=kind).aggregate(last=Max("number"))["last"] or 0
        wording = Wording.objects.create(
            region=region,
            kind=kind,
            number=last + 1,
            base_number=in_use.number if in_use else 0,
            content=content,
            digest=sha256(content.encode()).hexdigest(),
            reason=reason[:300],
            proposed_at=now,
        )
        entry.subject = wording
        endorse(actor=actor, subject=wording, step="propose", now=now)
    return wording


def approve_wording(*, actor: Membership, wording: Wording, religious_read: bool, now: datetime) -> None:
    """Takes a version into use. Refused unless the one who proposed it works for another organisation."""
    with recorded(actor=actor, action=Action.APPROVE_WORDING, subject=wording, now=now):
        _may_or_refuse(actor, Right.APPROVE_WORDING)
        Region.objects.select_for_update().get(pk=wording.region_id)
        wording.refresh_from_db()
        if wording.status != Wording.Status.PROPOSED:
            raise WordingDecided
        in_use = wording_in_use(region=wording.region, kind=wording.kind)
        if (in_use.number if in_use else 0) != wording.base_number:
            raise WordingOvertaken
        endorse(actor=actor, subject=wording, step="approve", unlike="propose", now=now)
        if any(change.is_religious for change in changes_of(wording=wording)):
            if not religious_read:
                raise ReligiousTermsNotRead
            endorse(actor=actor, subject=wording, step="approve_religious", unlike="propose", now=now)
        if in_use:
            Wording.objects.filter(pk=in_use.pk).update(status=Wording.Status.PAST)
        Wording.objects.filter(pk=wording.pk).update(status=Wording.Status.IN_USE, in_use_at=now)
    wording.refresh_from_db()


def withdraw_wording(*, actor: Membership, wording: Wording, now: datetime) -> None:
    """Takes a proposal back: whoever may propose or approve can do that."""
    with recorded(actor=actor, action=Action.WITHDRAW_WORDING, subject=wording, now=now):
        if not (_may(actor, Right.PROPOSE_WORDING) or _may(actor, Right.APPROVE_WORDING)):
            raise NotAllowed
        found = Wording.objects.filter(pk=wording.pk, status=Wording.Status.PROPOSED)
        if not found.update(status=Wording.Status.WITHDRAWN):
            raise WordingDecided
    wording.refresh_from_db()


def _topics_with(region: Region, change: TermChange) -> str:
    old = topics_in_use(region=region)
    text = old or (files("weerbaar_analysis.text") / "data" / "taxonomy.yaml").read_text(encoding="utf-8")
    raw: dict[str, Any] = yaml.load(text, Loader=yaml.CSafeLoader)
    topic = next((one for one in raw["topics"] if one["key"] == change.topic), None)
    if topic is None:
        raise WordingNotFit(["Dit onderwerp bestaat niet. Kies er een uit de lijst."])
    wanted = change.term.strip().lower()
    if find_personal_data(change.term):
        raise WordingNotFit(["Dit lijkt een persoonsgegeven. Een persoon mag nooit een term zijn."])
    kept = [one for one in topic["terms"] if _term_of(one) != wanted]
    if change.is_removed and len(kept) == len(topic["terms"]):
        raise WordingNotFit([f"De term «{wanted}» staat niet bij dit onderwerp."])
    topic["terms"] = kept if change.is_removed else [*kept, _term_fields(change, wanted)]
    content = yaml.dump(raw, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=120)
    try:
        parse_taxonomy(content)
    except TaxonomyInvalid as invalid:
        raise WordingNotFit(invalid.problems) from invalid
    return _changed_or_refuse(region, Wording.Kind.TOPICS, old, content)


def _term_of(line: Any) -> str:
    return str(line["term"] if isinstance(line, dict) else line).lower()


def _term_fields(change: TermChange, term: str) -> dict[str, Any]:
    fields = {
        "weight": change.weight if change.weight != 1 else None,
        "ambiguous": change.is_ambiguous,
        "requires": list(change.requires),
        "excludes": list(change.excludes),
        "religious": change.is_religious,
    }
    return {"term": term, **{name: value for name, value in fields.items() if value}}


def _places_with(region: Region, change: PlaceChange, on: date) -> str:
    old = place_changes_in_use(region=region)
    codes = {one.code for one in regions.municipalities_on(region=region, on=on)}
    problems = ["Deze gemeente staat niet op de kaart van nu."] if change.municipality not in codes else []
    if find_personal_data(change.note):
        problems.append("In de toelichting lijkt een persoonsgegeven te staan. Schrijf hem zonder namen.")
    if problems:
        raise WordingNotFit(problems)
    row = {**vars(change), "name": " ".join(change.name.split())}
    rows = [
        one for one in place_changes(old) if (one["name"], one["municipality"]) != (row["name"], row["municipality"])
    ]
    content = yaml.safe_dump({"places": [*rows, row]}, allow_unicode=True, sort_keys=False)
    return _changed_or_refuse(region, Wording.Kind.PLACES, old, content)


def _changed_or_refuse(region: Region, kind: Wording.Kind, old: str, new: str) -> str:
    if not changes_between(region=region, kind=kind, old=old, new=new):
        raise WordingNotFit(["Zo staat het al in de lijst: er verandert niets."])
    return new


def _may(actor: Membership, right: Right) -> bool:
    return may(actor=actor, right=right, organisation=actor.organisation)


def _may_or_refuse(actor: Membership, right: Right) -> None:
    if not _may(actor, right):
        raise NotAllowed
