"""A picture as one HTML file that stands on its own: no script, nothing from elsewhere, readable by everyone."""

from collections.abc import Callable
from html import escape

from weerbaar.pictures.services import render_words as words
from weerbaar.pictures.services.content import Part, PictureContent, SectionContent
from weerbaar.pictures.services.language import language, say, written_in
from weerbaar.pictures.services.render_chart import chart_svg

_STYLE = """
body{font:1.05rem/1.6 "Noto Sans",system-ui,sans-serif;color:#1f2933;background:#fff;max-width:46rem;
margin:0 auto;padding:1rem}
h1,h2,h3,h4{line-height:1.25;color:#154273}h2{margin-top:2.5rem;border-top:1px solid #c9d1d9;padding-top:1.5rem}
.marking{font-size:.9rem;border:1px solid #1f2933;padding:.25rem .5rem;display:inline-block}
.quiet,figcaption,caption{font-size:.9rem;color:#3f4b57}
.statement{border-left:4px solid #154273;padding:.25rem 0 .25rem 1rem;margin:1.25rem 0}
.statement p{margin:.25rem 0}.statement .words{font-weight:600}
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%;margin:.5rem 0}
caption{text-align:left;padding:.25rem 0}th,td{text-align:left;vertical-align:top;padding:.35rem .6rem;
border-bottom:1px solid #c9d1d9}svg{max-width:100%;height:auto}figure{margin:1.5rem 0}
blockquote{margin:1rem 0;padding-left:1rem;border-left:2px solid #c9d1d9}dt{font-weight:600}dd{margin:0 0 .5rem}
@media print{body{max-width:none}a{color:inherit}}
"""


def render_html(*, content: PictureContent, base: str = "") -> str:
    """The whole picture as a file. With `base` (https://…) what a statement rests on is a link."""
    nav = "".join(f'<li><a href="#deel-{one.number}">{_e(one.title)}</a></li>' for one in content.sections)
    facts = "".join(f"<dt>{_e(name)}</dt><dd>{_e(text)}</dd>" for name, text in words.front_lines(content))
    contents = _e(say("Inhoud"))
    return (
        f'<!doctype html>\n<html lang="{language()}"><head><meta charset="utf-8"><title>{_e(content.title)}</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{_STYLE}</style></head><body>'
        f'<header><p class="marking">{_e(words.marking(content))}</p><h1>{_e(content.title)}</h1><dl>{facts}</dl>'
        f'<p class="quiet">{_e(say(words.WOO))}</p></header>'
        f'<nav aria-label="{contents}"><h2>{contents}</h2><ol>{nav}</ol></nav><main>'
        f"{''.join(_section(one, base) for one in content.sections)}</main></body></html>\n"
    )


def _section(section: SectionContent, base: str) -> str:
    facts = " · ".join(one for one in (section.owner, _fresh(section)) if one)
    parts = "".join(part_html(part=part, base=base) for part in section.parts)
    head = f'<h2 id="deel-{section.number}">{section.number}. {_e(section.title)}</h2>'
    quiet = f'<p class="quiet">{_e(facts)}</p>' if facts else ""
    return f"<section>{head}{quiet}{parts or f'<p>{_e(say(words.NO_DATA))}</p>'}</section>"


def _fresh(section: SectionContent) -> str:
    return words.fresh_until(section.fresh_on)


def part_html(*, part: Part, base: str = "") -> str:
    """One part as HTML. Every text is escaped."""
    return _PARTS[part.kind](part, base)


def _heading(part: Part, _base: str) -> str:
    level = min(4, max(3, part.level))
    return f"<h{level}>{_e(part.text)}</h{level}>"


def _list(part: Part, _base: str) -> str:
    return f"<ul>{''.join(f'<li>{_t(item)}</li>' for item in part.items)}</ul>"


def _table(part: Part, _base: str) -> str:
    head = "".join(f'<th scope="col">{_e(one)}</th>' for one in part.columns)
    rows = "".join(f"<tr>{_row(row)}</tr>" for row in part.rows)
    note = f'<p class="quiet">{_e(part.note)}</p>' if part.note else ""
    caption = f"<caption>{_e(part.text)}</caption>" if part.text else ""
    return (
        f'<div class="wide" tabindex="0" role="group" aria-label="{_e(part.text or say("Tabel"))}">'
        f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>{note}"
    )


def _row(row: tuple[str, ...]) -> str:
    return "".join(
        f'<th scope="row">{_t(cell)}</th>' if number == 0 else f"<td>{_t(cell)}</td>" for number, cell in enumerate(row)
    )


def _chart(part: Part, _base: str) -> str:
    unit, head = say(str((part.chart or {}).get("unit", "Aantal"))), say("Wanneer of wat")
    twin = "".join(f'<tr><th scope="row">{_t(a)}</th><td>{_e(b)}</td></tr>' for a, b in words.chart_figures(part))
    return (
        f"<figure>{chart_svg(part=part)}<figcaption><strong>{_e(part.text)}</strong> {_e(part.note)}</figcaption>"
        f"<details><summary>{_e(say('Cijfers bij deze grafiek'))}</summary><table><caption>{_e(part.text)}</caption>"
        f'<thead><tr><th scope="col">{_e(head)}</th><th scope="col">{_e(unit)}</th></tr></thead>'
        f"<tbody>{twin}</tbody></table></details></figure>"
    )


def _statement(part: Part, base: str) -> str:
    basis = _e(words.basis_line(part))
    if part.traces:
        basis = (
            f"{_e(say('Rust op:'))} "
            + "; ".join(_trace(trace.label, trace.address, base) for trace in part.traces)
            + "."
        )
    return (
        f'<div class="statement"><p class="words">{_t(part.text)}</p><p>{_facts(part)}</p>'
        f'<p class="quiet">{basis}</p></div>'
    )


def _trace(label: str, address: str, base: str) -> str:
    linked = base and address.startswith("/") and not address.startswith("//")
    return f'<a href="{_e(base + address)}">{_t(label)}</a>' if linked else _t(label)


def _facts(part: Part) -> str:
    """How sure and why; the reason stays in the language it was written in."""
    facts, reason = _e(words.statement_facts(part)), part.reason.rstrip(".")
    return facts.replace(_e(reason), _t(reason), 1) if reason else facts


def _t(text: str) -> str:
    """A text; one in another language than the document says which."""
    return _e(text) if language() == "nl" or written_in(text) == "en" else f'<span lang="nl">{_e(text)}</span>'


def _e(text: str) -> str:
    return escape(text, quote=True)


_PARTS: dict[str, Callable[[Part, str], str]] = {
    "heading": _heading,
    "paragraph": lambda part, _base: f"<p>{_t(part.text)}</p>",
    "quote": lambda part, _base: f"<blockquote><p>{_t(part.text)}</p></blockquote>",
    "list": _list,
    "table": _table,
    "chart": _chart,
    "statement": _statement,
    "note": lambda part, _base: f'<p class="quiet">{_t(part.text)}</p>',
}
