"""One advice as a Word document."""

import io
import re

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from docx import Document

from weerbaar.advice.selectors.reading import Letter

UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def letter_document(*, letter: Letter) -> bytes:
    """The advice in Word, with headings a screen reader can follow and the answer when there is one."""
    advice, document = letter.advice, Document()
    document.core_properties.title = _plain(advice.title)
    document.core_properties.author = _plain(advice.organisation.name)
    document.core_properties.language = "nl-NL"
    document.add_heading(_plain(advice.title), level=0)
    table = document.add_table(rows=0, cols=2)
    for term, value in facts_of(letter=letter):
        cells = table.add_row().cells
        cells[0].text, cells[1].text = term, _plain(value)
    for head, text in parts_of(letter=letter):
        document.add_heading(head, level=1)
        document.add_paragraph(_plain(text))
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def facts_of(*, letter: Letter) -> list[tuple[str, str]]:
    """To whom, from whom, when: term and value."""
    advice = letter.advice
    facts = [
        (_("To"), letter.body),
        (_("From"), advice.organisation.name),
        (_("Read along by"), advice.second.name if advice.second and not advice.is_open else "–"),
        (_("Sent on"), date_format(advice.sent_at, "j F Y") if advice.sent_at else _("not sent")),
        (_("First step before"), date_format(advice.due_on, "j F Y")),
        (_("Rests on"), letter.basis),
    ]
    return [*facts, (_("Answer"), advice.get_answer_display())] if advice.answer else facts


def parts_of(*, letter: Letter) -> list[tuple[str, str]]:
    """The texts with their headings, in the order of reading."""
    advice = letter.advice
    parts = [
        (str(_("Question or occasion")), advice.question),
        (str(_("Advice")), advice.text),
        (str(_("First step")), advice.first_step),
    ]
    if advice.answer_reason:
        parts.append((str(_("Reason")), advice.answer_reason))
    followed = [f"{one.organisation.name}: {one.done} {one.change}".strip() for one in letter.follow_ups]
    return [*parts, (str(_("What followed")), "\n".join(followed))] if followed else parts


def _plain(text: str) -> str:
    return UNPRINTABLE.sub("", text)
