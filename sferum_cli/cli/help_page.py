"""The page of --help: what a command is for, what it takes, lines to copy."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sferum_cli.cli.contents import COMMANDS, CONTENTS
from sferum_cli.cli.options import COMMON
from sferum_cli.render.whole import wrapped
from sferum_cli.text import t

if TYPE_CHECKING:
    from typer._click.core import Context

    from sferum_cli.world import World

WIDTH = 80  # columns where the output is no terminal
NARROW = 70  # columns below which a chapter's name stands on a line of its own
_TERM = 24  # columns for what is typed; a longer one has its meaning on the next line
_FRAMEWORK = r"\s*\[(required|default: (?P<value>.*))\]$"


def help_page(command: Any, context: Context, world: World) -> str:
    """The page of ``command``, as wide as the terminal of ``world``."""
    width = (world.width or WIDTH) - 1  # some terminals wrap a line that fills the last column
    usage = f"{t('help.usage')} {context.command_path} "
    usage += " ".join(command.collect_usage_pieces(context))
    if context.parent is None:  # all commands fit on one screen: no line is blank
        about = _paragraph(f"{usage}. {t('help.about')}", width)
        chapters = _chapters(width, plain=world.plain)
        everywhere = _paragraph(t("help.everywhere"), width)
        return "\n".join([*_paragraph(command.help, width), *about, *chapters, *everywhere])
    lines = [*_paragraph(command.help, width), *wrapped(usage, width)]
    commands = [(name, command.get_command(context, name)) for name in _names(command, context)]
    lines += _section("commands", [(name, _first(inner.help)) for name, inner in commands], width)
    for kind in ("argument", "option"):
        lines += _section(f"{kind}s", records(command, context, kind), width)
    if command.epilog:
        lines += ["", f"{t('help.examples')}:"]
        lines += [f"  {line.strip()}" for line in command.epilog.strip().split("\n")]
    return "\n".join([*lines, "", *_paragraph(t("help.common"), width)])


def records(command: Any, context: Context, kind: str) -> list[tuple[str, str]]:
    """The arguments or options that ``command`` alone has: what is typed, what it means."""
    common = {"help", *COMMON}
    own = [p for p in command.get_params(context) if p.param_type_name == kind]
    rows = [option_row(param, context) for param in own if param.name not in common]
    return [row for row in rows if row]


def option_row(param: Any, context: Context) -> tuple[str, str] | None:
    """What is typed for ``param`` and what it means; None where it is hidden."""
    row = param.get_help_record(context)
    if row is None:
        return None
    # Behind the name of an argument a later framework writes its type.
    typed = param.metavar if param.param_type_name == "argument" else row[0]
    return typed, re.sub(_FRAMEWORK, _default, row[1])


def _default(found: re.Match[str]) -> str:
    """The framework's English remark in the person's language; usage says what is required."""
    value = found["value"]
    return f" ({t('help.default', value=value)})" if value else ""


def _names(command: Any, context: Context) -> Sequence[str]:
    names: Sequence[str] = command.list_commands(context) if hasattr(command, "commands") else ()
    return names


def _first(told: str) -> str:
    """The first line of a command's help."""
    return told.split("\n")[0]


def _paragraph(text: str, width: int) -> list[str]:
    return [line for part in text.split("\n") for line in wrapped(part, width)]


def _section(name: str, rows: Sequence[tuple[str, str]], width: int) -> list[str]:
    """Rows of what is typed and what it means, under a title; nothing where there are none."""
    if not rows:
        return []
    widest = max(len(term) for term, _ in rows)
    column = min(widest, _TERM if width >= NARROW else _TERM // 3)
    lines = ["", f"{t(f'help.{name}')}:"]
    for row in rows:
        lines += _row(row, "  ", column, width)
    return lines


def _row(row: tuple[str, str], indent: str, column: int, width: int) -> list[str]:
    """A row whose meaning stands beside what is typed or, where that is long, below it."""
    term, meaning = row
    rest = " " * (len(indent) + column + 2)
    first = f"{indent}{term:<{column}}  "
    if len(term) > column:
        rest = first = rest if width >= NARROW else f"{indent}    "
    told = wrapped(meaning, width, first, rest)
    return [f"{indent}{term}", *told] if len(term) > column else told or [first.rstrip()]


def _chapters(width: int, *, plain: bool) -> list[str]:
    """All commands by chapters; each has its name beside it or, where that is narrow, above."""
    titles = {chapter: t(f"help.chapter.{chapter}") for chapter in CONTENTS}
    column = max(map(len, COMMANDS))
    beside = 0 if plain or width < NARROW else max(map(len, titles.values())) + 2
    lines = []
    for chapter, names in CONTENTS.items():
        if not beside:
            lines.append(f"{titles[chapter]}:")
        for name in names:
            title = titles[chapter] if name == names[0] else ""
            indent = f"{title:<{beside}}" if beside else "  "
            row = _row((name, _first(t(f"help.{name}"))), " " * len(indent), column, width)
            lines += [indent + row[0][len(indent) :], *row[1:]]
    return lines
