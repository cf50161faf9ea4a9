"""The parts of a picture for a page of ours: the look of the page, and a link from every figure to its records."""

from collections.abc import Iterator
from dataclasses import replace

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from weerbaar.pictures.services import render_words as words
from weerbaar.pictures.services.content import Part, Trace
from weerbaar.pictures.services.render_html import part_html

FEW = 3
_LOOK = {
    'class="wide"': 'class="table table__scroll"',
    "<table>": '<table class="utrecht-table utrecht-table--html-table">',
    "<caption>": '<caption class="table__caption">',
}


def parts_html(*, parts: tuple[Part, ...]) -> SafeString:
    """The parts as HTML; every text in it was escaped."""
    return mark_safe("".join(map(_part, _stepped(parts))))  # noqa: S308  # each part escapes its texts


def _stepped(parts: tuple[Part, ...]) -> Iterator[Part]:
    """The parts without a heading that skips a level: below the title of the section comes level 3 first."""
    reached = 2
    for part in parts:
        if part.kind == "heading":
            reached = min(max(part.level, 3), reached + 1)
            yield replace(part, level=reached)
        else:
            yield part


def _part(part: Part) -> str:
    """A part as HTML; a table gets the look of the page, and scrolls on a small screen."""
    if part.kind == "statement":
        return _statement(part)
    html = part_html(part=part)
    for plain, ours in _LOOK.items():
        html = html.replace(plain, ours)
    return html + _traces(part.traces)


def _statement(part: Part) -> str:
    """A judgement in its own quiet frame: how certain, why, since when, and what it rests on."""
    basis = format_html('<p class="statement__basis">{}</p>', words.WITHOUT_BASIS) if not part.traces else ""
    return format_html(
        '<div class="statement"><p class="statement__words">{}</p><p class="statement__facts">{}</p>{}{}</div>',
        part.text,
        " ".join(filter(None, (words.statement_facts(part), part.note and f"{part.note}."))),
        basis,
        _traces(part.traces),
    )


def _traces(traces: tuple[Trace, ...]) -> SafeString:
    """Where it comes from; a long list is folded."""
    if not traces:
        return SafeString("")
    links = format_html_join("", "<li>{}</li>", ((_link(one),) for one in traces))
    if len(traces) <= FEW:
        return format_html('<div class="origin"><span>{}</span><ul>{}</ul></div>', _("Rests on:"), links)
    said = _("Rests on %(count)d records") % {"count": len(traces)}
    return format_html('<details class="origin"><summary>{}</summary><ul>{}</ul></details>', said, links)


def _link(trace: Trace) -> str:
    is_ours = trace.address.startswith("/") and not trace.address.startswith("//")
    return format_html('<a href="{}">{}</a>', trace.address, trace.label) if is_ours else trace.label
