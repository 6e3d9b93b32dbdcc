"""The answer to Tab, found in a table without the framework: a shell asks while somebody waits."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sferum_cli.errors import Exit
from sferum_cli.flows import offered
from sferum_cli.flows.own_knowledge import take_own

if TYPE_CHECKING:
    from sferum_cli.world import World

TABLE = Path(__file__).parent.parent / "completions" / "table.txt"
ANYTHING = "?"  # a value that nobody can guess


def tell_shell(world: World) -> int:
    """Print what can stand where Tab was pressed, a word a line, as bash asks for it.

    ``COMP_WORDS`` is the line and ``COMP_CWORD`` the number of the word, from 0.
    """
    line, number = world.environ.get("COMP_WORDS", ""), world.environ.get("COMP_CWORD", "")
    try:
        words = shlex.split(line)
    except ValueError:  # a quote that is still open
        words = line.split()
    at = int(number) if number.isdecimal() else len(words)
    begun = words[at] if at < len(words) else ""
    world.stdout.write("".join(f"{word}\n" for word in words_for(words[1:at], begun, world.folder)))
    return Exit.OK


def words_for(before: Sequence[str], begun: str, folder: Path) -> list[str]:
    """The words that can follow ``before`` and begin with ``begun``, none where all is possible."""
    begun = "" if begun == "=" else begun  # bash takes --role=teacher for three words
    known, _, kind = after(before, begun).partition("@")
    found = [word for word in known.split() if word.startswith(begun)]
    if kind and not found:
        take_own(folder)
        names = (name for name, _ in getattr(offered, kind)(folder))
        return [name for name in names if name.startswith(begun)]
    return [] if found == [ANYTHING] else found


def after(before: Sequence[str], begun: str) -> str:
    """What the table has for a word that begins with ``begun`` and follows ``before``."""
    rows = TABLE.read_text(encoding="utf-8").splitlines()
    table = dict(row.split(": ", 1) for row in rows)
    command, place, value = "sferum", 1, ""
    for word in before:
        if word == "=":
            continue
        if value:
            value = ""
        elif word.startswith("-"):
            value = table.get(f"{command} {word}", "")
        elif f"{command} {word} -" in table:
            command = f"{command} {word}"
        else:
            place += 1
    return value or table.get(f"{command} -" if begun[:1] == "-" else f"{command} <{place}>", "")
