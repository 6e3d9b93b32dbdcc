"""Write docs/commands.md from the program itself; with --check, say whether it is stale."""

from __future__ import annotations

import io
import sys
from contextlib import redirect_stdout
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from sferum_cli.__main__ import main
from sferum_cli.cli.app import app
from sferum_cli.world import World

PAGE = Path(__file__).parent.parent / "docs" / "commands.md"


def help_of(*words: str) -> str:
    """What ``sferum WORDS --help`` prints, in English, 80 columns wide."""
    out = io.StringIO()
    with redirect_stdout(out):
        main([*words, "--lang", "en", "--help"], World(io.StringIO(), out, io.StringIO()))
    return "\n".join(line.rstrip() for line in out.getvalue().strip().splitlines())


def names() -> list[tuple[str, ...]]:
    """Every command, and every command of a group, in the order of the help."""
    found: list[tuple[str, ...]] = [(info.name or "",) for info in app.registered_commands]
    for group in app.registered_groups:
        found.append((group.name or "",))
        inner = group.typer_instance
        found += [(group.name or "", info.name or "") for info in inner.registered_commands]
    return found


def page() -> str:
    """The whole page."""
    parts = [
        "# Commands",
        "",
        "Made by `make update` from the program; the same in Russian: `sferum --lang ru --help`.",
        "",
        "```text",
        help_of(),
        "```",
    ]
    for words in names():
        parts += ["", f"## sferum {' '.join(words)}", "", "```text", help_of(*words), "```"]
    return "\n".join(parts) + "\n"


def run(arguments: list[str]) -> int:
    """Write the page, or compare it."""
    fresh = page()
    if "--check" in arguments:
        stale = not PAGE.exists() or PAGE.read_text(encoding="utf-8") != fresh
        if stale:
            sys.stderr.write("docs/commands.md is stale: run `make update`\n")
        return int(stale)
    PAGE.write_text(fresh, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(run(sys.argv[1:]))
