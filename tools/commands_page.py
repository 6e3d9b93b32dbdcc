"""Write docs/commands.md and its Russian twin from the program; --check: are they stale?"""

from __future__ import annotations

import io
import sys
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from generated import run
from typer.main import get_command

from sferum_cli.__main__ import main
from sferum_cli.cli.app import app
from sferum_cli.world import World

PAGES = {"commands.md": "en", "commands.ru.md": "ru"}


def help_of(lang: str, *words: str) -> str:
    """What ``sferum WORDS --help`` prints in ``lang``, 80 columns wide."""
    out = io.StringIO()
    with redirect_stdout(out):
        main(
            [*words, "--lang", lang, "--help"], World(io.StringIO(), out, io.StringIO(), environ={})
        )
    return "\n".join(line.rstrip() for line in out.getvalue().strip().splitlines())


def own_help_of(lang: str, *words: str) -> str:
    """The help of a command without its last paragraph, which every one has: the top says it."""
    told, _, _common = help_of(lang, *words).rpartition("\n\n")
    return told


def names() -> list[tuple[str, ...]]:
    """Every command, and every command of a group, in the order of the help."""
    found: list[tuple[str, ...]] = []
    program: Any = get_command(app)
    for name, command in program.commands.items():
        found += [(name,), *((name, inner) for inner in getattr(command, "commands", ()))]
    return found


def body(lang: str) -> str:
    """All of the help: the program's own, then each command's."""
    parts = ["```text", help_of(lang), "```"]
    for words in names():
        told = own_help_of(lang, *words)
        parts += ["", f"## sferum {' '.join(words)}", "", "```text", told, "```"]
    return "\n".join(parts)


if __name__ == "__main__":
    raise SystemExit(run({page: body(lang) for page, lang in PAGES.items()}, sys.argv[1:]))
