"""Which topics and place names are in use, and what a version changes."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

import yaml
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from weerbaar.accounts.models import Endorsement, Membership, Right, Scope
from weerbaar.accounts.selectors import may, scope_of
from weerbaar.accounts.selectors.endorsement import endorsements_of
from weerbaar.regions import selectors as regions
from weerbaar.regions.models import Place, Region
from weerbaar.sources.models import Wording
from weerbaar_analysis.text.places import Gazetteer, PlaceRow
from weerbaar_analysis.text.topics import Taxonomy, TopicDefinition, load_default_taxonomy, parse_taxonomy


def wording_in_use(*, region: Region, kind: str) -> Wording | None:
    """The version in use; None while the one that comes with Weerbaar is used."""
    return Wording.objects.filter(region=region, kind=kind, status=Wording.Status.IN_USE).first()


def topics_in_use(*, region: Region) -> str:
    """The taxonomy in use as YAML; empty for the one that comes with the library."""
    wording = wording_in_use(region=region, kind=Wording.Kind.TOPICS)
    return wording.content if wording else ""


def place_changes_in_use(*, region: Region) -> str:
    """The changes to the place names of the region pack as YAML; empty for none."""
    wording = wording_in_use(region=region, kind=Wording.Kind.PLACES)
    return wording.content if wording else ""


@lru_cache(maxsize=8)
def parsed_topics(content: str) -> Taxonomy:
    """The taxonomy of this YAML; empty for the one that comes with the library."""
    return parse_taxonomy(content) if content else load_default_taxonomy()


def taxonomy_in_use(*, region: Region) -> Taxonomy:
    return parsed_topics(topics_in_use(region=region))


def topic_names(*, region: Region) -> dict[str, str]:
    """Key and Dutch name of every topic in use, in the order of the taxonomy."""
    return {topic.key: topic.name for topic in taxonomy_in_use(region=region).topics}


TOPIC_CLASSES = {
    "phenomenon": _("phenomenon"),
    "context": _("context"),
    "resilience": _("resilience"),
    "protected": _("protected: activism and protest"),
}


def topic_class_label(topic_class: str) -> str:
    return str(TOPIC_CLASSES.get(topic_class, topic_class))


def place_kind_label(kind: str) -> str:
    return str(Place.Kind(kind).label)


def ambiguity_label(ambiguity: str) -> str:
    return str(Place.Ambiguity(ambiguity).label)


def topic_in_use(*, region: Region, key: str) -> TopicDefinition | None:
    return next((topic for topic in taxonomy_in_use(region=region).topics if topic.key == key), None)


def place_changes(content: str) -> list[dict[str, str]]:
    """The changes of this YAML: rows with name, municipality, kind, ambiguity and note."""
    found: Any = yaml.safe_load(content) if content else None
    return list(found["places"]) if found else []


def place_rows(*, region: Region, changes: str, on: date) -> list[PlaceRow]:
    """The place names of a region on a day with these changes: a change takes the place of the row it names."""
    rows = {
        (row.name, code): PlaceRow(row.name, code, row.kind, row.ambiguity, row.note)  # type: ignore[arg-type]
        for row in regions.gazetteer_rows(region=region, on=on)
        for code in row.municipality_codes
    }
    for change in place_changes(changes):
        rows[change["name"], change["municipality"]] = PlaceRow(**change)  # type: ignore[arg-type]
    return [rows[key] for key in sorted(rows)]


def gazetteer_of(*, region: Region, changes: str, on: date) -> Gazetteer:
    """The automaton over the place names of a region on a day, with these changes."""
    municipalities = list(regions.municipalities_on(region=region, on=on))
    return Gazetteer(
        place_rows(region=region, changes=changes, on=on),
        municipality_names={one.code: one.name for one in municipalities},
        districts={one.code: str(one.safety_region_id) for one in municipalities},
    )


@dataclass(frozen=True)
class Change:
    """One line of what a version changes: to what, which term or name, how it was and how it becomes."""

    subject: str
    term: str
    before: str
    after: str
    is_religious: bool = False


def changes_of(*, wording: Wording) -> list[Change]:
    """What a version changes, seen from the version it was made from."""
    return changes_between(region=wording.region, kind=wording.kind, old=base_of(wording=wording), new=wording.content)


def changes_between(*, region: Region, kind: str, old: str, new: str) -> list[Change]:
    if kind == Wording.Kind.TOPICS:
        return _topic_changes(parsed_topics(old), parsed_topics(new))
    return _place_changes(region, old, new)


def base_of(*, wording: Wording) -> str:
    """The content of the version that this one was made from; empty for what comes with Weerbaar."""
    found = Wording.objects.filter(region=wording.region_id, kind=wording.kind, number=wording.base_number).first()
    return found.content if found else ""


def _topic_changes(old: Taxonomy, new: Taxonomy) -> list[Change]:
    before = {(topic.key, term.term): (topic.name, term) for topic in old.topics for term in topic.terms}
    after = {(topic.key, term.term): (topic.name, term) for topic in new.topics for term in topic.terms}
    found = []
    for key in sorted({*before, *after}):
        was, becomes = before.get(key), after.get(key)
        if was == becomes:
            continue
        terms = [one[1] for one in (was, becomes) if one]
        name = (becomes or was or ("", None))[0]
        texts = [term_in_words(one[1]) if one else "" for one in (was, becomes)]
        found.append(Change(name, key[1], texts[0], texts[1], any(term.religious for term in terms)))
    return found


def term_in_words(term: Any) -> str:
    """How a term counts, in Dutch."""
    parts = [f"gewicht {term.weight:g}".replace(".", ",")]
    parts += ["meerduidig"] if term.ambiguous else []
    for label, words in (("samen met", term.requires), ("en met", term.also), ("niet bij", term.excludes)):
        parts += [f"{label}: {', '.join(words)}"] if words else []
    parts += ["raakt religie"] if term.religious else []
    parts += ["officiële lijst"] if term.listed else []
    return "; ".join(parts)


def _place_changes(region: Region, old: str, new: str) -> list[Change]:
    names = dict(_municipality_names(region))
    before = {(row["name"], row["municipality"]): row for row in place_changes(old)}
    after = {(row["name"], row["municipality"]): row for row in place_changes(new)}
    found = []
    for key in sorted({*before, *after}):
        was, becomes = before.get(key), after.get(key)
        if was != becomes:
            texts = [_place_in_words(row) if row else "" for row in (was, becomes)]
            found.append(Change(names.get(key[1], key[1]), key[0], texts[0], texts[1]))
    return found


def _place_in_words(row: dict[str, str]) -> str:
    parts = (place_kind_label(row["kind"]), ambiguity_label(row["ambiguity"]), row["note"])
    return ", ".join(part for part in parts if part)


def _municipality_names(region: Region) -> list[tuple[str, str]]:
    return [(one.code, one.name) for one in regions.municipalities_on(region=region, on=date.max)]


def wordings_visible_to(*, actor: Membership | None) -> QuerySet[Wording]:
    """All versions of the own region, the latest first."""
    if actor is None or scope_of(actor=actor, right=Right.VIEW_SOURCES) == Scope.NONE:
        return Wording.objects.none()
    found = Wording.objects.filter(region=actor.organisation.region_id).select_related("region")
    return found.defer("content").order_by("-proposed_at")


def wording_visible_to(*, actor: Membership | None, pk: UUID) -> Wording | None:
    return wordings_visible_to(actor=actor).filter(pk=pk).first()


@dataclass(frozen=True)
class WordingPage:
    """One version: what it changes, who put a name to it, and what the actor may order."""

    wording: Wording
    changes: list[Change]
    endorsements: list[Endorsement]
    has_religious: bool
    may_approve: bool
    waits_for_other: bool
    may_withdraw: bool


def wording_page(*, actor: Membership, pk: UUID) -> WordingPage | None:
    """The page of a version; None when it does not exist or the actor does not see sources."""
    wording = wording_visible_to(actor=actor, pk=pk)
    if wording is None:
        return None
    endorsements = list(endorsements_of(subject=wording))
    own = any(one.organisation_id == actor.organisation_id for one in endorsements if one.step == "propose")
    proposes, approves = (
        may(actor=actor, right=right, organisation=actor.organisation)
        for right in (Right.PROPOSE_WORDING, Right.APPROVE_WORDING)
    )
    is_open = wording.status == Wording.Status.PROPOSED
    changes = changes_of(wording=wording)
    return WordingPage(
        wording=wording,
        changes=changes,
        endorsements=endorsements,
        has_religious=any(change.is_religious for change in changes),
        may_approve=is_open and approves and not own,
        waits_for_other=is_open and approves and own,
        may_withdraw=is_open and (proposes or approves),
    )


def may_propose_wording(*, actor: Membership) -> bool:
    return may(actor=actor, right=Right.PROPOSE_WORDING, organisation=actor.organisation)


def places_in_use(*, region: Region, on: date) -> list[PlaceRow]:
    """The place names in use on a day, by name."""
    return place_rows(region=region, changes=place_changes_in_use(region=region), on=on)


def wordings_that_wait(*, actor: Membership) -> list[Wording]:
    """The proposed versions that the actor may take into use: those of another organisation."""
    if not may(actor=actor, right=Right.APPROVE_WORDING, organisation=actor.organisation):
        return []
    own = Endorsement.objects.filter(subject_kind="wording", step="propose", organisation=actor.organisation_id)
    names = set(own.values_list("subject_id", flat=True))
    found = wordings_visible_to(actor=actor).filter(status=Wording.Status.PROPOSED)
    return [wording for wording in found if str(wording.pk) not in names]
