"""Blocks on a colour terminal; the only owner of rich."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TextIO

from rich.box import ROUNDED
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel as RichPanel
from rich.table import Table
from rich.text import Text as RichText

from sferum_cli.render.blocks import (
    Block,
    Command,
    Drawing,
    Heading,
    Items,
    Pairs,
    Panel,
    Text,
    Tone,
)
from sferum_cli.render.clean import clean
from sferum_cli.text import t

# Middle tones of the 256-colour table: readable on light and on dark grounds (contrast above 3).
ACCENT = "bold color(30)"
TONES: dict[Tone, str] = {
    "normal": "",
    "quiet": "color(243)",
    "good": "color(29)",
    "warn": "color(130)",
    "danger": "bold color(167)",
}
_PRESS = re.compile(r"«[^»]+»|https://\S+|\bsferum(?: [a-z][\w./-]*| --?[\w-]+(?: [A-Z_]+\b)?)+")
_DOTS = 12
NARROW = 56


def paint_rich(blocks: Iterable[Block], stream: TextIO, *, width: int, colour: bool) -> None:
    """Write the blocks to ``stream``, never wider than ``width`` columns."""
    console = Console(
        file=stream, width=width, highlight=False, markup=False, emoji=False,
        force_terminal=True, no_color=not colour, legacy_windows=False,
    )  # fmt: skip
    # The first sixteen colours are the terminal's own: nobody knows how they look on its ground.
    console.no_color = console.no_color or console.color_system not in ("256", "truecolor")
    for block in blocks:
        console.print(_render(block, width))
        console.print()


def styled(text: str, tone: Tone = "normal") -> RichText:
    """``text`` with what to press or type in the accent; never read as markup."""
    line = RichText(clean(text), style=TONES[tone])
    for found in _PRESS.finditer(line.plain):
        line.stylize(ACCENT, *found.span())
    for trust in ("article", "unconfirmed", "contradicted"):
        for found in re.finditer(re.escape(t(f"trust.mark.{trust}")), line.plain):
            line.stylize(TONES["warn"], *found.span())
    return line


def _render(block: Block, width: int) -> RenderableType:
    match block:
        case Heading(text, progress):
            return _heading(text, progress, width)
        case Text(text, tone):
            return Padding(styled(text, tone), (0, 0, 0, 2))
        case Items(items, title, numbered, tone):
            return _titled(title, _list(items, numbered, tone))
        case Pairs(rows, title):
            return _titled(title, _stacked(rows) if width < NARROW else _columns(rows))
        case Panel(title, lines, tone):
            body = Group(*(styled(line) for line in lines))
            return RichPanel(
                body, title=RichText(clean(title), style=TONES[tone]), title_align="left",
                border_style=TONES[tone], box=ROUNDED, padding=(0, 1),
            )  # fmt: skip
        case Command(command, why, label):
            head = RichText(f"{clean(label)}: " if label else "", style="bold")
            head.append(clean(command), style=ACCENT)
            return Padding(Group(head, *([styled(why, "quiet")] if why else [])), (0, 0, 0, 2))
        case Drawing(lines, _, paper):
            style = "#000000 on #ffffff"
            drawn = (
                RichText(clean(line), style=style) if paper else styled(line) for line in lines
            )
            return Padding(Group(*drawn), (0, 0, 0, 0 if paper else 2))


def _heading(text: str, progress: tuple[int, int] | None, width: int) -> RenderableType:
    title = RichText(clean(text), style="bold")
    if progress is None:
        return title
    n, of = progress
    step = RichText(t("screen.step_of", n=n, of=of), style="color(243)")
    if of <= _DOTS and len(step.plain) + of + 2 <= width:
        step.append(" " * (width - len(step.plain) - of))
        step.append("●" * n, style="color(30)").append("○" * (of - n), style="color(243)")
    return Group(step, RichText(""), Padding(styled_title(text), (0, 0, 0, 2)))


def styled_title(text: str) -> RichText:
    """The one thing to do at a step: bold, and what to press in the accent."""
    line = styled(text)
    line.stylize("bold")
    return line


def _titled(title: str, body: RenderableType) -> RenderableType:
    if not title:
        return Padding(body, (0, 0, 0, 2))
    return Group(RichText(f"  {clean(title)}", style="bold"), Padding(body, (0, 0, 0, 2)))


def _list(items: tuple[str, ...], numbered: bool, tone: Tone) -> Table:
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(justify="right", no_wrap=True)
    grid.add_column(ratio=1, overflow="fold")
    for n, item in enumerate(items, start=1):
        grid.add_row(RichText(f"{n}." if numbered else "•", style="color(243)"), styled(item, tone))
    return grid


def _columns(rows: tuple[tuple[str, str], ...]) -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(max_width=22)
    grid.add_column(ratio=1, overflow="fold")
    for label, text in rows:
        grid.add_row(RichText(clean(label), style="color(243)"), styled(text))
    return grid


def _stacked(rows: tuple[tuple[str, str], ...]) -> Group:
    lines: list[RenderableType] = []
    for label, text in rows:
        lines += [RichText(clean(label), style="color(243)"), Padding(styled(text), (0, 0, 0, 2))]
    return Group(*lines)
