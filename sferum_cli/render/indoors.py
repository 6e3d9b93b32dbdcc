"""Pages inside the program: who goes on by choosing is told nothing to type."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sferum_cli.core.frozen import replace
from sferum_cli.render.blocks import Block, Command, Items, Pairs, Panel, Text

_TYPED = r"\bsferum (?=[a-z-])"
_SENTENCE = r"(?<=[.!?])\s+"


def indoors(page: Iterable[Block]) -> list[Block]:
    """``page`` without its commands: of each the reason stays, and sentences about typing go."""
    return [kept for block in page if (kept := _kept(block)) is not None]


def _kept(block: Block) -> Block | None:
    match block:
        case Command(_, why, _):
            return Text(words) if (words := untyped(why)) else None
        case Text(text):
            return replace(block, text=words) if (words := untyped(text)) else None
        case Items(items):
            lines = tuple(words for each in items if (words := untyped(each)))
            return replace(block, items=lines) if lines else None
        case Panel(_, lines):
            lines = tuple(words for each in lines if (words := untyped(each)))
            return replace(block, lines=lines) if lines else None
        case Pairs(rows):
            kept = tuple((label, text) for label, text in rows if not re.search(_TYPED, text))
            return replace(block, rows=kept) if kept else None
        case _:
            return block


def untyped(text: str) -> str:
    """``text`` without the sentences that name something to type."""
    return " ".join(part for part in re.split(_SENTENCE, text) if not re.search(_TYPED, part))
