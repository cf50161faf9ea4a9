"""What is wrong with the papers, in sentences: holes, broken promises, old dates, a registration that does not fit.

What only a municipality can fill in is not wrong; it is counted apart.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from weerbaar.accountability.selectors.beslishulp import PathIsBroken, walk
from weerbaar.accountability.selectors.cards import cards, measured_on, methods
from weerbaar.accountability.selectors.evidence import promise_ids
from weerbaar.accountability.selectors.generated import activities, claims, columns_with_personal_data
from weerbaar.accountability.selectors.model_points import MODEL_POINTS
from weerbaar.accountability.selectors.papers import SLUGS, WAITS, Paper, content_of, paper
from weerbaar.accountability.selectors.public_sources import public_sources
from weerbaar.accountability.selectors.registrations import Field, Registration, fields, registrations, shared
from weerbaar.accountability.selectors.security import security_problem
from weerbaar.regions import selectors as regions
from weerbaar.trends import selectors as trends

OLDEST_DAYS = 365
UNFINISHED = re.compile(r"\b(?:todo|tbd|xxx|lorem|nader in te vullen|pm)\b", re.IGNORECASE)
MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


def paper_problems(*, on: date) -> Iterator[str]:
    """What is wrong with the papers that come with the release, read on a day."""
    for slug in SLUGS:
        yield from _holes(paper(slug=slug))
    yield from _unproved()
    yield from _columns_outside_the_register()
    yield from _path()
    yield from _cards()
    yield from _old(on)


def local_problems(*, on: date) -> Iterator[str]:
    """What is wrong on this server: its registrations, its sources, its security.txt."""
    for region in regions.regions():
        for one in registrations(region=region, on=on):
            yield from registration_problems(registration=one)
    for source in public_sources():
        if not (source.licence.strip() and source.legal_basis.strip()):
            yield f"bronnen: {source.name} heeft geen voorwaarden of geen grondslag"
    if problem := security_problem(on=on):
        yield f"security.txt: {problem}"


def open_points(*, on: date) -> list[str]:
    """What waits for a municipality."""
    found = [
        f"{slug} {section.id or section.title}: {section.municipality}"
        for slug in SLUGS
        for section in paper(slug=slug).sections
        if section.municipality
    ]
    for region in regions.regions():
        for one in registrations(region=region, on=on):
            found += [f"algoritmeregister {one.municipality.name}: {field}" for field in one.waits]
    return found


def _holes(one: Paper) -> Iterator[str]:
    there = [section.id for section in one.sections if section.id]
    for missing in sorted(MODEL_POINTS.get(one.slug, frozenset()) - set(there)):
        yield f"{one.slug}: punt {missing} ontbreekt"
    if len(there) != len(set(there)):
        yield f"{one.slug}: een punt staat er twee keer"
    headings = {section.id for section in one.sections if section.is_heading}
    for section in one.sections:
        texts = [section.text, section.municipality, *(row.text for row in section.rows)]
        if any(UNFINISHED.search(text) for text in texts) or any(not row.text.strip() for row in section.rows):
            yield f"{one.slug} {section.id or section.title}: de tekst is niet af"
    for heading in sorted(headings & MODEL_POINTS.get(one.slug, frozenset())):
        yield f"{one.slug}: punt {heading} is leeg"


def _unproved() -> Iterator[str]:
    """A risk without a measure, or a measure that no test shows."""
    found = claims()
    for one in content_of(slug="dpia")["risks"]:
        if not one["measures"]:
            yield f"dpia: het risico “{one['risk']}” heeft geen maatregel"
        for key in (key for measure in one["measures"] for key in measure["proof"]):
            if key not in promise_ids():
                yield f"dpia: {key} is geen belofte"
            elif found[key].state in {"red", "none", "not_built"}:
                yield f"dpia: de maatregel bij “{one['risk']}” steunt op {key}, en dat is niet aangetoond"


def _columns_outside_the_register() -> Iterator[str]:
    told = [table for one in activities() for table in one["tables"]]
    for table in sorted(set(columns_with_personal_data()) - set(told)):
        yield f"verwerkingsregister: {table} heeft persoonsgegevens en hoort bij geen verwerking"
    for table in sorted(set(told) - set(columns_with_personal_data())):
        yield f"verwerkingsregister: {table} heeft geen persoonsgegevens (meer)"


def _path() -> Iterator[str]:
    path = content_of(slug="ai-verordening")["beslishulp"]
    for role in path["roles"]:
        try:
            end, _answers = walk(steps=path["steps"], role=role)
        except PathIsBroken as broken:
            yield f"ai-verordening: {broken}"
            continue
        if end != path["outcome"]:
            yield f"ai-verordening: het pad van {role['role']} eindigt bij {end}, niet bij {path['outcome']}"


def _cards() -> Iterator[str]:
    carded = {name for card in cards() for name in card.detectors}
    for name in sorted(methods() - carded):
        yield f"modelkaarten: {name} heeft geen kaart"
    for card in cards():
        if not card.figures:
            yield f"modelkaarten: {card.title} heeft geen gemeten cijfers"


def _old(on: date) -> Iterator[str]:
    days = {slug: content_of(slug=slug)["reviewed_on"] for slug in SLUGS}
    days |= {
        "algoritmeregister": shared()["reviewed_on"],
        "modelkaarten": measured_on(),
        "recept van het zoeken": date.fromisoformat(trends.recipe().parameters["reviewed_on"]),
    }
    for name, day in days.items():
        if (on - day).days > OLDEST_DAYS:
            yield f"{name}: op {day:%d-%m-%Y} voor het laatst nagekeken, dat is langer dan een jaar geleden"


def registration_problems(*, registration: Registration) -> Iterator[str]:
    """Where one registration does not fit the standard."""
    name = f"algoritmeregister {registration.municipality.name}"
    known = {one.field for one in fields()}
    for field in sorted(set(registration.values) - known):
        yield f"{name}: {field} is geen veld van de standaard"
    for one in fields():
        value = registration.values.get(one.field)
        if value is None:
            if one.required:
                yield f"{name}: {one.title} is verplicht"
        elif value != WAITS and (problem := _misfit(one, value)):
            yield f"{name}: {one.title} {problem}"


def _misfit(one: Field, value: Any) -> str:
    words = value if one.kind == "list" else [value]
    if one.allowed and not set(words) <= one.allowed:
        return "heeft een waarde die niet mag"
    if one.longest and len(value) > one.longest:
        return f"is langer dan {one.longest}"
    if one.kind == "month" and not MONTH.fullmatch(value):
        return "is geen maand als 2026-01"
    if one.kind == "url" and not value.startswith("https://"):
        return "is geen adres dat begint met https://"
    if one.kind == "contact" and not (value.startswith("https://") or "@" in value):
        return "is geen e-mailadres of website"
    if one.kind == "links" and not all(link["title"] and link["link"].startswith("https://") for link in value):
        return "heeft een verwijzing zonder titel of adres"
    return ""
