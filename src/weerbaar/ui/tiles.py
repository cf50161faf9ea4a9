"""The tile map: every municipality one tile of the same size, so that a large area does not shout."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from weerbaar.ui.drawing import Chart, Key, Level, Text, chart_name, element, level_of, shade, together
from weerbaar.ui.tables import Column, plain_table

TILE_WIDTH, TILE_HEIGHT, SPACE = 104.0, 72.0, 6.0
LINE_LENGTH = 15


@dataclass(frozen=True)
class Tile:
    """One municipality on the map; `value` None is no data, `href` opens its page."""

    code: str
    name: str
    column: int
    row: int
    value: float | None
    href: str = ""


def tile_map(*, title: Text, tiles: Sequence[Tile], levels: Sequence[Level], unit: Text, note: Text) -> Chart:
    """The map with each value in words, a legend and the table twin; a tile with an address is a link.

    With an empty `unit` the values only choose the word, and are shown nowhere.
    """
    left = min((tile.column for tile in tiles), default=0)
    top = min((tile.row for tile in tiles), default=0)
    width = (max((tile.column for tile in tiles), default=0) - left + 1) * (TILE_WIDTH + SPACE)
    height = (max((tile.row for tile in tiles), default=0) - top + 1) * (TILE_HEIGHT + SPACE)
    drawn = [_tile(tile, left, top, levels) for tile in sorted(tiles, key=lambda tile: (tile.row, tile.column))]
    drawing = element(
        "svg", together(drawn), klass="chart__svg tilemap", role="group", aria_label=title,
        viewBox=f"0 0 {width:.0f} {height:.0f}", data_tiles="",
    )  # fmt: skip
    legend = [Key(f"shade-{shade(number, levels)}", level.word) for number, level in enumerate(levels)]
    if any(tile.value is None for tile in tiles):
        legend.append(Key("none", _("no data")))
    columns = [Column("name", _("Municipality"), lambda tile: tile.name, href=lambda tile: tile.href)]
    columns += [Column("value", unit, lambda tile: tile.value, kind="number")] if unit else []
    columns += [Column("word", _("In words"), lambda tile: in_words(tile.value, levels))]
    rows = sorted(tiles, key=lambda tile: tile.name)
    table = plain_table(name=chart_name(title), caption=title, rows=rows, columns=columns)
    return Chart(chart_name(title), "tiles", title, note, drawing, tuple(legend), (), table)


def in_words(value: float | None, levels: Sequence[Level]) -> str:
    """The word of a value: colour is never the only carrier."""
    return _("no data") if value is None else str(levels[level_of(value, levels)].word)


def _tile(tile: Tile, left: int, top: int, levels: Sequence[Level]) -> SafeString:
    x = (tile.column - left) * (TILE_WIDTH + SPACE) + SPACE / 2
    y = (tile.row - top) * (TILE_HEIGHT + SPACE) + SPACE / 2
    word = in_words(tile.value, levels)
    colour = "tile--none" if tile.value is None else f"shade-{shade(level_of(tile.value, levels), levels)}"
    parts = [element("rect", klass="tile__face", x=x, y=y, width=TILE_WIDTH, height=TILE_HEIGHT, rx=8)]
    lines = name_lines(tile.name)
    start = y + (32 if len(lines) == 1 else 23)
    parts += [
        element("text", line, klass="tile__name", x=x + TILE_WIDTH / 2, y=start + 15 * number)
        for number, line in enumerate(lines)
    ]
    parts.append(element("text", word, klass="tile__word", x=x + TILE_WIDTH / 2, y=y + (52 if len(lines) == 1 else 58)))
    klass = f"tile {colour}"
    if not tile.href:
        return element("g", together(parts), klass=klass)
    return element("a", together(parts), klass=klass, href=tile.href, aria_label=f"{tile.name}: {word}",
                   data_column=tile.column, data_row=tile.row)  # fmt: skip


def name_lines(name: str) -> list[str]:
    """The name over at most two lines, cut at a space or hyphen where it is too long for one."""
    if len(name) <= LINE_LENGTH:
        return [name]
    cuts = [index + 1 for index, letter in enumerate(name) if letter in " -"]
    cut = min(cuts, key=lambda index: abs(index - len(name) / 2), default=LINE_LENGTH)
    return [name[:cut].strip(), name[cut:].strip()]
