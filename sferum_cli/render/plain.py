"""Blocks as plain lines that read well aloud: no boxes, no colour, no redrawing."""

from __future__ import annotations

from collections.abc import Iterable

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
)
from sferum_cli.render.clean import clean
from sferum_cli.render.whole import wrapped
from sferum_cli.text import t


def paint_plain(blocks: Iterable[Block], *, width: int | None) -> str:
    """The blocks as lines, wrapped at ``width`` columns, or one line a paragraph for None."""
    parts = [
        "\n".join(_wrapped(_lines(block), None if isinstance(block, Lines) else width))
        for block in blocks
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _lines(block: Block) -> list[tuple[str, str]]:
    """(indent, text) pairs; the indent is repeated, blank, on the lines that wrap."""
    match block:
        case Heading(text, progress):
            if progress is None:
                return [("", text)]
            return [("", t("screen.step_of", n=progress[0], of=progress[1]) + "."), ("", text)]
        case Text(text):
            return [("", text)]
        case Items(items, title, numbered):
            marks = [f"{n}. " if numbered else "- " for n in range(1, len(items) + 1)]
            head = [("", f"{title}:")] if title else []
            return head + list(zip(marks, items, strict=True))
        case Pairs(rows, title):
            head = [("", f"{title}:")] if title else []
            return head + [("", f"{label}: {text}") for label, text in rows]
        case Panel(title, lines):
            return [("", f"{title}:"), *(("", line) for line in lines)]
        case Command(command, why, label):
            head = [("", f"{label}: {command}" if label else command)]
            return head + ([("", why)] if why else [])
        case Drawing(_, sentences) | Lines(sentences):
            return [("", line) for line in sentences]


def _wrapped(lines: Iterable[tuple[str, str]], width: int | None) -> list[str]:
    done: list[str] = []
    for indent, text in lines:
        text = spoken(text)
        if width is None:
            done.append(indent + text)
        else:
            done += wrapped(text, width, indent, " " * len(indent))
    return done


def spoken(text: str) -> str:
    """``text`` made harmless, and in words where a sign would be read aloud oddly or not at all."""
    return clean(text).replace(" \u2192 ", t("plain.then")).replace(" \u00b7 ", ", ")
