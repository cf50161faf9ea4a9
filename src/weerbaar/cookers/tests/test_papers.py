"""The papers and slides are read back by other libraries, and say what the picture and the meeting say."""

from io import BytesIO

import pikepdf
import pptx
import pypdfium2
import pytest
from django.urls import reverse

from tests.cast import Cast
from weerbaar.accounts.models import Action, AuditEvent
from weerbaar.cookers.models import Cooker
from weerbaar.cookers.services import KINDS, paper_of
from weerbaar.cookers.services.run_sheet import EVALUATION, RUN_SHEET, SCENARIO
from weerbaar.cookers.tests.stage import prepared
from weerbaar.pictures.services.render_words import NO_DATA
from weerbaar.pictures.tests.sample import STATEMENTS
from weerbaar.pictures.tests.test_render import READERS, flat

SITE = "https://weerbaar.example/"
EXPECTED = (*STATEMENTS, *EVALUATION, SCENARIO)


def made(cast: Cast, row: Cooker, kind: str, form: str) -> bytes:
    return paper_of(actor=cast["official_here"], cooker=row, kind=kind, form=form, site=SITE, now=cast.now).data


@pytest.mark.django_db
@pytest.mark.parametrize(("kind", "form"), [(kind, form) for kind, forms in KINDS.items() for form in forms])
def test_every_paper_says_the_same_statements_scenario_and_evaluation(cast: Cast, kind: str, form: str) -> None:
    read = READERS[form](made(cast, prepared(cast, "here", cast.now), kind, form))
    assert [one for one in EXPECTED if flat(one) not in read] == []
    assert f"{SITE}stem/" in read
    assert NO_DATA not in read


@pytest.mark.django_db
def test_the_pack_is_six_sheets_of_one_page_each_with_bookmarks(cast: Cast) -> None:
    data = made(cast, prepared(cast, "here", cast.now), "pack", "pdf")
    pdf = pypdfium2.PdfDocument(data)
    texts = [flat(page.get_textpage().get_text_range()) for page in pdf]
    pdf.close()
    titles = ["Draaiboek", "De feiten", "Vier stellingen", "Scenariokaart", "Besluitenblad", "Evaluatie"]
    assert len(texts) == len(titles)
    assert all(f"{number}. {title}" in text for number, (title, text) in enumerate(zip(titles, texts, strict=True), 1))
    assert all(one.title in texts[0] for one in RUN_SHEET)
    with pikepdf.open(BytesIO(data)) as read, read.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"


@pytest.mark.django_db
def test_each_statement_has_a_slide_of_its_own_with_a_title(cast: Cast) -> None:
    deck = pptx.Presentation(BytesIO(made(cast, prepared(cast, "here", cast.now), "slides", "pptx")))
    texts = [" ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame) for slide in deck.slides]
    assert all(slide.shapes.title is not None and slide.shapes.title.text for slide in deck.slides)
    for statement in STATEMENTS:
        holding = [text for text in texts if statement in text]
        assert holding
        assert any(sum(other in text for other in STATEMENTS) == 1 for text in holding)


@pytest.mark.django_db
def test_who_may_see_the_meeting_takes_the_papers_along_and_the_log_says_so(cast: Cast) -> None:
    row = prepared(cast, "here", cast.now)
    answer = cast.client("executive").get(reverse("cookers:paper", args=[row.pk, "slides", "pptx"]))
    assert answer["Content-Disposition"].startswith('attachment; filename="pressure-cooker-meerwijk-')
    assert AuditEvent.objects.get(action=Action.EXPORT_PICTURE).subject_kind == "cooker"
    assert cast.client("executive").get(reverse("cookers:paper", args=[row.pk, "slides", "pdf"])).status_code == 404
