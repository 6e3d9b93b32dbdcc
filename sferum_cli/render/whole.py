"""Lines that break between words and never inside a command that fits: it is there to be copied."""

from __future__ import annotations

import re
import textwrap

# A command with its words, options and their values, and the marks that stand around it.
COMMAND = r"""(?x)\S*\bsferum(?:[ ]{1,2}(?:
        --?[a-z][\w-]*(?:[ =](?:"[^"]*"|(?!-)[^\s«»“”()]+))?  # an option with what it is given
        | "[^"]*" | (?!sferum\b)[a-z][\w./-]* | [A-Z_]+\b
    ))+\S*"""
_GLUE = "\ue000"  # a blank inside a command, while lines are broken; no text may hold it


def glued(text: str, room: int) -> str:
    """``text`` with the commands that fit into ``room`` columns as one word each."""

    def one_word(found: re.Match[str]) -> str:
        return found[0].replace(" ", _GLUE) if len(found[0]) <= room else found[0]

    return re.sub(COMMAND, one_word, text) if "sferum " in text else text


def unglued(text: str) -> str:
    """``text`` as it was."""
    return text.replace(_GLUE, " ")


def halves(text: str, room: int) -> int:
    """Where the command begins that ends a ``text`` longer than a line: it gets one of its own.

    The length of ``text`` where there is none.
    """
    if len(text) <= room or "sferum " not in text:
        return len(text)
    ends = [found.start() for found in re.finditer(COMMAND, text) if found.end() == len(text)]
    return ends[0] if ends else len(text)


def wrapped(text: str, width: int, first: str = "", rest: str = "") -> list[str]:
    """``text`` in lines of ``width`` columns; ``first`` and ``rest`` stand before them.

    A command that is longer has a line of its own, which the terminal breaks: copied it is whole.
    """
    at = halves(text, width - len(first))
    lines: list[str] = []
    for part in (text[:at], text[at:]):
        lines += textwrap.wrap(
            glued(part, len(part)), width, initial_indent=rest if lines else first,
            subsequent_indent=rest, break_long_words=False, break_on_hyphens=False,
        )  # fmt: skip
    return [unglued(line) for line in lines]
