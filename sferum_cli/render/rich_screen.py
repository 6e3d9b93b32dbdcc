"""Blocks on a colour terminal; the only owner of rich."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TextIO

from rich.console import Console
from rich.segment import Segment, Segments
from rich.text import Text as RichText

from sferum_cli.core.knowledge import TRUSTS
from sferum_cli.core.trust import is_doubtful
from sferum_cli.render.blocks import (
    Block,
    Command,
    Drawing,
    Heading,
    Items,
    Lines,
    Pairs,
    Panel,
    Text,
    Tone,
)
from sferum_cli.render.clean import clean
from sferum_cli.render.whole import COMMAND, glued, halves, unglued
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
_PRESS = r"«[^»]+»|https://\S+|\bsferum(?: [a-z][\w./-]*| --?[\w-]+(?: [A-Z_]+\b)?)+"
_LABEL = "color(243)"
_DOTS = 12
_LONGEST_LABEL = 22
NARROW = 56


def paint_rich(blocks: Iterable[Block], stream: TextIO, *, width: int, colour: bool) -> None:
    """Write the blocks to ``stream``, never wider than ``width`` columns.

    rich's tables and paddings lay every cell out several times; lines that hang from a mark or a
    label need none of it.
    """
    console = Console(
        file=stream, width=width, highlight=False, markup=False, emoji=False,
        force_terminal=True, no_color=not colour, legacy_windows=False,
    )  # fmt: skip
    # The first sixteen colours are the terminal's own: nobody knows how they look on its ground.
    console.no_color = console.no_color or console.color_system not in ("256", "truecolor")
    page = RichPage(console, width)
    parts: list[Segment] = []
    for block in blocks:
        for line in page.lines(block):
            # A line without spans is rendered without its own style.
            style = console.get_style(line.style)
            parts += (*Segment.apply_style(line.render(console), style), Segment.line())
        parts.append(Segment.line())
    console.print(Segments(parts), crop=False)


def styled(text: str, tone: Tone = "normal") -> RichText:
    """``text`` with what to press or type in the accent; never read as markup."""
    line = RichText(clean(text), style=TONES[tone])
    for found in re.finditer(_PRESS, line.plain):
        line.stylize(ACCENT, *found.span())
    marks = [t(f"trust.mark.{trust}") for trust in TRUSTS if is_doubtful(trust)]
    line.highlight_words(marks, TONES["warn"])
    return line


class RichPage:
    """Blocks as lines of at most ``width`` columns."""

    def __init__(self, console: Console, width: int) -> None:
        self._console, self._width = console, width

    def lines(self, block: Block) -> Iterator[RichText]:
        """The lines of one block."""
        match block:
            case Heading(text, progress, about):
                yield from self._heading(text, progress, about)
            case Text(text, tone):
                yield from self._hang("  ", styled(text, tone))
            case Items(items, title, numbered, tone):
                yield from self._titled(title)
                yield from self._items(items, numbered, tone)
            case Pairs(rows, title):
                yield from self._titled(title)
                beside = self._width >= NARROW and not self._too_long(rows)
                yield from self._columns(rows) if beside else self._stacked(rows)
            case Panel(title, lines, tone):
                yield from self._panel(title, lines, TONES[tone])
            case Command(command, why, label):
                head = RichText(f"{clean(label)}: " if label else "")
                head.stylize("bold")
                yield from self._hang("  ", head.append(clean(command), style=ACCENT))
                yield from self._hang("  ", styled(why, "quiet")) if why else ()
            case Drawing(lines, _, paper):
                for line in lines:
                    if paper:
                        yield RichText(clean(line), style="#000000 on #ffffff")
                    else:
                        yield from self._hang("  ", styled(line))
            case Lines(lines):
                yield from (RichText(clean(line)) for line in lines)

    def _hang(self, mark: str, body: RichText, right: int = 0) -> Iterator[RichText]:
        """``body`` after ``mark``, each further line below the first."""
        room = max(1, self._width - len(mark) - right)
        for n, line in enumerate(self._wrapped(body, room)):
            yield RichText.assemble((" " * len(mark) if n else mark, _LABEL), line)

    def _wrapped(self, body: RichText, room: int) -> list[RichText]:
        """``body`` in lines of ``room`` columns, commands in one piece where they fit."""
        at = halves(body.plain, room)
        body.plain = glued(body.plain, room)
        parts = (body[:at], body[at:]) if 0 < at < len(body) else (body,)
        lines = [line for part in parts for line in part.wrap(self._console, room, overflow="fold")]
        for line in lines:
            line.plain = unglued(line.plain)
        return lines

    def _heading(
        self, text: str, progress: tuple[int, int] | None, about: str
    ) -> Iterator[RichText]:
        if progress is None:
            yield from self._hang("", RichText(clean(text), style="bold"))
            return
        n, of = progress
        named = f" · {clean(about)}" if about else ""
        step = RichText(f"{t('screen.step_of', n=n, of=of)}{named}", style=_LABEL)
        if of <= _DOTS and len(step.plain) + of + 2 <= self._width:
            step.append(" " * (self._width - len(step.plain) - of))
            step.append("●" * n, style="color(30)").append("○" * (of - n), style=_LABEL)
        yield from self._hang("", step)
        yield RichText()
        line = styled(text)
        line.stylize("bold")
        yield from self._hang("  ", line)

    def _titled(self, title: str) -> Iterator[RichText]:
        if title:
            yield from self._hang("  ", RichText(clean(title), style="bold"))

    def _items(self, items: tuple[str, ...], numbered: bool, tone: Tone) -> Iterator[RichText]:
        marks = [f"{n}." if numbered else "•" for n in range(1, len(items) + 1)]
        for mark, item in zip(marks, items, strict=True):
            yield from self._hang(f"  {mark:>{len(marks[-1])}} ", styled(item, tone))

    def _too_long(self, rows: tuple[tuple[str, str], ...]) -> bool:
        """Whether a command would be broken beside its label, and would not below it."""
        room = self._width - _LONGEST_LABEL - 4
        commands = (len(found[0]) for _, text in rows for found in re.finditer(COMMAND, text))
        return any(room < length <= self._width - 4 for length in commands)

    def _columns(self, rows: tuple[tuple[str, str], ...]) -> Iterator[RichText]:
        labels = [RichText(clean(label), style=_LABEL) for label, _ in rows]
        room = min(_LONGEST_LABEL, max((label.cell_len for label in labels), default=0))
        for label, (_, text) in zip(labels, rows, strict=True):
            left = list(label.wrap(self._console, room))
            right = self._wrapped(styled(text), self._width - room - 4)
            for n in range(max(len(left), len(right))):
                head = left[n] if n < len(left) else RichText()
                head.pad_right(room + 2 - head.cell_len)
                yield RichText.assemble("  ", head, right[n] if n < len(right) else "")

    def _stacked(self, rows: tuple[tuple[str, str], ...]) -> Iterator[RichText]:
        for label, text in rows:
            yield from self._hang("  ", RichText(clean(label), style=_LABEL))
            yield from self._hang("    ", styled(text))

    def _panel(self, title: str, lines: tuple[str, ...], edge: str) -> Iterator[RichText]:
        room = self._width - 4
        head = RichText(f" {clean(title)} ")
        head.truncate(room, overflow="ellipsis")
        rest = "─" * (room - head.cell_len)
        yield RichText.assemble("╭─", head, f"{rest}─╮", style=edge)
        for line in lines:
            for part in self._hang("", styled(line), right=4):
                part.pad_right(room - part.cell_len)
                yield RichText.assemble(("│ ", edge), part, (" │", edge))
        yield RichText(f"╰{'─' * (self._width - 2)}╯", style=edge)
