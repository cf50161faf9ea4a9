"""The small markup of the editor: headings, paragraphs, lists, tables and quotes. HTML in a text stays text. Pure."""

from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from weerbaar.pictures.services.content import Part

_READER = MarkdownIt("commonmark", {"html": False}).enable("table")


def parts_of(*, text: str) -> tuple[Part, ...]:
    """What a writer typed, as parts of a section. Whatever is not in the small markup becomes a plain paragraph."""
    return tuple(part for node in SyntaxTreeNode(_READER.parse(text)).children for part in _parts(node))


def _parts(node: SyntaxTreeNode) -> Iterator[Part]:
    if node.type == "heading":
        yield Part(kind="heading", text=_plain(node), level=3 if node.tag in ("h1", "h2", "h3") else 4)
    elif node.type in ("bullet_list", "ordered_list"):
        yield Part(kind="list", items=tuple(_plain(item) for item in node.children))
    elif node.type == "blockquote":
        yield Part(kind="quote", text=_plain(node))
    elif node.type == "table":
        rows = [
            tuple(_plain(cell) for cell in row.children)
            for row in (line for half in node.children for line in half.children)
        ]
        yield Part(kind="table", columns=rows[0], rows=tuple(rows[1:]))
    elif text := _plain(node):
        yield Part(kind="paragraph", text=text)


def _plain(node: SyntaxTreeNode) -> str:
    """The words of a node, without marks."""
    if node.type in ("softbreak", "hardbreak"):
        return " "
    if not node.children:
        return node.content.strip("\n") if node.content else ""
    between = " " if any(child.type in ("paragraph", "bullet_list", "ordered_list") for child in node.children) else ""
    return between.join(_plain(child) for child in node.children).strip()
