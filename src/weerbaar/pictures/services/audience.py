"""Three versions for three audiences, made from the one content. Pure: nothing is added that is not in the content.

* `driehoek`: judgements, scenarios and choices;
* `council` (college and raad): two pages;
* `public`: what everyone may know, the method, and the rights; small counts are withheld.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from weerbaar.pictures.services import render_words as words
from weerbaar.pictures.services.content import Part, PictureContent, SectionContent
from weerbaar.pictures.services.small_numbers import withheld

AUDIENCES = {
    "full": "Volledig beeld",
    "driehoek": "Voor de driehoek",
    "council": "Voor college en raad",
    "public": "Openbare versie",
}
COUNCIL_CHARACTERS = 5_200
_DRIEHOEK = {
    "core": None, "phenomena": {"heading", "statement"}, "polarisation": {"heading", "statement"},
    "approach": None, "scenarios": None, "advice": None,
}  # fmt: skip
_COUNCIL = {
    "core": {"statement", "paragraph", "list"}, "phenomena": {"statement"}, "polarisation": {"statement"},
    "resilience": {"statement"}, "advice": {"statement", "paragraph", "list"},
}  # fmt: skip
_OPEN: dict[str, Any] = {"used": (), "sharing": "clear", "openness": "public", "recipients": ("iedereen",)}
_PUBLIC = {"core": None, "account": None, "context": None, "phenomena": None, "resilience": None}
RIGHTS = (
    "Dit beeld gaat over verschijnselen. Er staan geen gegevens over personen in, en die zijn ook niet verzameld.",
    (
        "U mag de gemeente vragen hoe dit beeld is gemaakt en waarop het rust. Dat kan met een verzoek op grond van de "
        "Wet open overheid."
    ),
    (
        "Denkt u dat er toch iets over u in staat? U mag dat laten zien, verbeteren of verwijderen, op grond van de "
        "Algemene verordening gegevensbescherming. De gemeente antwoordt binnen een maand."
    ),
    (
        "Bent u het niet eens met het antwoord? U kunt klagen bij de gemeente, de Nationale ombudsman of de Autoriteit "
        "Persoonsgegevens."
    ),
    "Maakt u zich zorgen over iemand? Bel de politie: 0900-8844. Bij spoed: 112.",
)


def for_audience(*, content: PictureContent, audience: str) -> PictureContent:
    """The content as this audience gets it; a shorter version counts its own sections."""
    if audience == "full":
        return replace(content, sections=tuple(map(_with_cover, content.sections)))
    made = _said_decently(_MAKERS[audience](content))
    sections = tuple(replace(one, number=number) for number, one in enumerate(made.sections, start=1))
    return replace(made, sections=sections, title=f"{content.title} ({AUDIENCES[audience].lower()})")


def _said_decently(content: PictureContent) -> PictureContent:
    """A version of which only the rights are left, or nothing, says that nothing is known."""
    if any(section.key != "rights" for section in content.sections):
        return content
    nothing = SectionContent(2, "core", "Kern op één bladzijde", "", "", (Part(kind="paragraph", text=words.NO_DATA),))
    return replace(content, sections=(nothing, *content.sections))


def _with_cover(section: SectionContent) -> SectionContent:
    """A cover on which nothing was written is not without data: what belongs there stands at the top."""
    if section.key != "cover" or section.parts:
        return section
    return replace(section, parts=(Part(kind="note", text="Gebied, periode, regie en verspreiding staan voorin."),))


def _driehoek(content: PictureContent) -> PictureContent:
    return replace(content, sections=tuple(_chosen(content, _DRIEHOEK)))


def _council(content: PictureContent) -> PictureContent:
    """Two pages: as much as fits, in the order of the picture, and a line that says how much was left out."""
    room, left_out, sections = COUNCIL_CHARACTERS, 0, []
    for section in _chosen(content, _COUNCIL):
        kept = []
        for part in section.parts:
            size = len(part.text) + len(part.reason) + sum(map(len, part.items)) + 160
            if size <= room:
                kept.append(part)
                room -= size
            else:
                left_out += 1
        if kept:
            sections.append(replace(section, parts=tuple(kept)))
    if left_out:
        more = f"Niet in deze korte versie: {left_out} onderdelen. Die staan in het volledige beeld."
        last = sections[-1] if sections else SectionContent(2, "core", "Kern", "", "")
        sections[-1:] = [replace(last, parts=(*last.parts, Part(kind="note", text=more)))]
    return replace(content, sections=tuple(sections))


def _public(content: PictureContent) -> PictureContent:
    sections = [replace(one, parts=tuple(map(withheld, one.parts))) for one in _chosen(content, _PUBLIC)]
    rights = SectionContent(0, "rights", "Uw rechten", "", "", (Part(kind="list", items=RIGHTS),))
    return replace(content, sections=(*map(_without_traces, sections), rights), **_OPEN)


def _without_traces(section: SectionContent) -> SectionContent:
    """In public the basis is named, without the address of a page that is not public."""
    parts = tuple(
        replace(part, traces=tuple(replace(trace, record_id="", address="") for trace in part.traces))
        for part in section.parts
    )
    return replace(section, parts=parts)


def _chosen(content: PictureContent, wanted: Mapping[str, set[str] | None]) -> Iterator[SectionContent]:
    """The sections of this audience with the kinds of parts it gets; a heading with nothing below it goes out."""
    for section in content.sections:
        if section.key not in wanted:
            continue
        kinds = wanted[section.key]
        parts = [part for part in section.parts if kinds is None or part.kind in kinds]
        following = [*parts, Part(kind="heading", level=0)][1:]
        kept = [
            part
            for part, after in zip(parts, following, strict=True)
            if not (kinds and part.kind == "heading" and after.kind == "heading" and after.level <= part.level)
        ]
        if kept:
            yield replace(section, parts=tuple(kept))


_MAKERS = {"driehoek": _driehoek, "council": _council, "public": _public}
