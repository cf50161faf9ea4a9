"""A document in English: the words of the house in English, what people wrote as they wrote it, and which is which."""

import csv
from dataclasses import replace
from io import BytesIO
from typing import Any

import docx
import pikepdf
import pptx
import pytest
from django.conf import settings
from django.urls import reverse
from docx.oxml.ns import qn

from tests.cast import Cast
from weerbaar.pictures.services import render_words as words
from weerbaar.pictures.services.audience import RIGHTS
from weerbaar.pictures.services.content import SECTIONS, Part, PictureContent
from weerbaar.pictures.services.language import FILE, in_language, say, written_in
from weerbaar.pictures.services.render import FORMATS, render
from weerbaar.pictures.tests.sample import STATEMENTS, sample
from weerbaar.pictures.tests.subjects import subjects
from weerbaar.pictures.tests.test_render import READERS, flat

OWN = "De markt is open van maandag tot en met vrijdag."


def spoken() -> PictureContent:
    """The sample with a sentence of the municipality that looks like one of the house."""
    first, *rest = sample().sections
    return replace(sample(), sections=(replace(first, parts=(Part(kind="paragraph", text=OWN),)), *rest))


@pytest.mark.parametrize("form", FORMATS)
def test_the_fixed_words_are_english_and_what_people_wrote_stays_as_it_is(form: str) -> None:
    read = flat(READERS[form](render(content=spoken(), form=form, language="en")))
    for text in (*STATEMENTS, OWN, "Local picture of Meerwijk", "The core on one page", "Certainty: likely"):
        assert text in read
    for text in ("Zekerheid", "Lokaal beeld", "Kern op", "Vastgesteld op", "Rust op", "Inhoud", "Cijfers:"):
        assert text not in read
    assert "Zekerheid: waarschijnlijk" in flat(READERS[form](render(content=spoken(), form=form)))


def test_every_fixed_word_of_a_picture_has_its_english() -> None:
    fixed = [one.title for one in SECTIONS] + list(words.CERTAINTY.values()) + list(words.SHARING.values())
    fixed += [*words.OPENNESS.values(), *words.APPROACH, *RIGHTS, words.WOO, words.NO_DATA, words.WITHOUT_BASIS]
    fixed += [words.NO_SOCIAL_MEDIA, words.NOT_YET, words.RISE, words.CHANGED, words.FIRST_PICTURE, words.NOTHING_MOVED]
    fixed += [*words.NO_FIGURES, words.APPROACH_TITLE, words.unread_weeks(3, 13)]
    with in_language("en"):
        assert [one for one in fixed if say(one) == one and one != "Training"] == []
        assert all(written_in(say(one)) == "en" for one in fixed)
        assert say("1.234,5") == "1,234.5"
        assert say("05-11-2026") == "5 November 2026"
        assert say("juli - september 2026") == "July - September 2026"
    assert say(words.WOO) == words.WOO


def test_both_sides_of_the_list_have_the_same_places() -> None:
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len({row["dutch"] for row in rows}) == len(rows)
    for row in rows:
        assert row["dutch"].replace("{w}", "{}").count("{}") == row["english"].count("{}"), row
        assert None not in row, row


def test_every_form_says_in_which_language_each_part_is() -> None:
    page = render(content=spoken(), form="html", language="en").decode()
    assert '<html lang="en">' in page
    assert f'<p><span lang="nl">{OWN}</span></p>' in page
    runs = docx.Document(BytesIO(render(content=spoken(), form="docx", language="en"))).element.body.iter(qn("w:r"))
    tongues = {run.text: run.find(f".//{qn('w:lang')}") for run in runs}
    assert tongues[OWN].get(qn("w:val")) == "nl-NL"
    assert tongues["1. Cover"] is None
    deck: Any = pptx.Presentation(BytesIO(render(content=spoken(), form="pptx", language="en")))
    said = {r.find(qn("a:t")).text: r.rPr.get("lang") for one in deck.slides for r in one.element.iter(qn("a:r"))}
    assert (said[OWN], said["1. Cover"]) == ("nl-NL", "en-GB")
    with pikepdf.open(BytesIO(render(content=spoken(), form="pdf", language="en"))) as pdf:
        assert str(pdf.Root.Lang) == "en-GB"


@pytest.mark.django_db
def test_who_reads_the_screens_in_english_takes_an_english_document_along(cast: Cast) -> None:
    client, row = cast.client("official_here"), subjects(cast)["pictures:version"][0]
    there = reverse("pictures:document", args=[row["pk"], "full", "md"])
    assert "Zekerheid" in client.get(there).content.decode()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    page = client.get(there).content.decode()
    assert "Certainty: likely" in page
    assert "De rust keerde weer." in page
    preview = client.get(reverse("pictures:preview", args=[row["pk"], "council"])).content.decode()
    assert "The core on one page" in preview
