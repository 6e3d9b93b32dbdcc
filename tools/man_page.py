"""Write the manual pages under man/ from the program itself; with --check, say which are stale."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from typer.main import get_command

from sferum_cli import __version__, text
from sferum_cli.cli.app import app
from sferum_cli.cli.help_page import option_row
from sferum_cli.cli.options import COMMON
from sferum_cli.errors import Exit

ROOT = Path(__file__).parent.parent
PAGES = {"en": ROOT / "man" / "man1" / "sferum.1", "ru": ROOT / "man" / "ru" / "man1" / "sferum.1"}
WORDS = tomllib.loads((Path(__file__).parent / "man_words.toml").read_text(encoding="utf-8"))
SAID_ONCE = {"help", *COMMON}


def roff(words: str) -> str:
    """``words`` as they are: a leading dot or quote is no request, a hyphen stays a hyphen."""
    safe = words.replace("\\", "\\e").replace("-", "\\-")
    return "\\&" + safe if safe.startswith((".", "'")) else safe


def bold(words: str) -> str:
    """``words`` in bold."""
    return f"\\fB{roff(words)}\\fR"


def terms(rows: list[tuple[str, str]]) -> Iterator[str]:
    """A list of terms, each with what it means."""
    for term, meaning in rows:
        yield from (".TP", bold(term), roff(meaning))


def examples(command: Any) -> Iterator[str]:
    """The examples of a command, as they are typed."""
    lines = [roff(line.strip()) for line in (command.epilog or "").strip().split("\n")]
    yield from (".PP", ".EX", *lines, ".EE")


def records(command: Any, context: Any, *, common: bool) -> list[tuple[str, str]]:
    """The arguments and options of a command: the common ones or its own."""
    params = [p for p in command.get_params(context) if (p.name in SAID_ONCE) is common]
    return [row for row in (option_row(param, context) for param in params) if row]


def chapters(group: Any, context: Any) -> Iterator[str]:
    """Every command, and every command of a group, in the order of the help."""
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        inner = type(context)(command, info_name=name, parent=context)
        pieces = " ".join(command.collect_usage_pieces(inner))
        yield from (f".SS {bold(inner.command_path)} {roff(pieces)}", roff(command.help or ""))
        yield from terms(records(command, inner, common=False))
        yield from examples(command)
        if hasattr(command, "list_commands"):
            yield from chapters(command, inner)


def page(lang: str) -> str:
    """The whole manual page in ``lang``, as roff source."""
    text.use(lang)
    words = WORDS[lang]
    head = {name: f".SH {title}" for name, title in words["headings"].items()}
    sferum: Any = get_command(app)
    context = sferum.make_context("sferum", ["--lang", lang], resilient_parsing=True)
    lines = [
        '.\\" -*- coding: UTF-8 -*- made by `make update`',
        f'.TH SFERUM 1 "" "sferum {roff(__version__)}" "{words["manual"]}"',
        *(head["name"], f"sferum \\- {roff(words['name'])}"),
        *(head["synopsis"], f"{bold('sferum')} {roff(words['synopsis'])}"),
        *(head["description"], roff(sferum.help), ".PP", roff(words["without"])),
        *(head["options"], *terms(records(sferum, context, common=False))),
        *(".PP", roff(words["common"]), *terms(records(sferum, context, common=True))),
        *(head["commands"], *chapters(sferum, context)),
        *(head["environment"], *terms(list(words["environment"].items()))),
        *(head["files"], roff(words["files"]), bold("sferum data where") + "."),
        *(head["exit"], *terms([(str(int(code)), words["exit"][code.name]) for code in Exit])),
        *(head["examples"], *examples(sferum)),
    ]
    return "\n".join(lines) + "\n"


def run(arguments: list[str]) -> int:
    """Write the pages, or compare them."""
    stale = 0
    for lang, file in PAGES.items():
        fresh = page(lang)
        if "--check" not in arguments:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(fresh, encoding="utf-8")
        elif not file.exists() or file.read_text(encoding="utf-8") != fresh:
            stale = 1
            sys.stderr.write(f"{file.relative_to(ROOT)} is stale: run `make update`\n")
    return stale


if __name__ == "__main__":
    raise SystemExit(run(sys.argv[1:]))
