"""The framework's complaints about a command line, told as our own."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from typing import Any

from sferum_cli.cli.options import LONG_DASHES
from sferum_cli.errors import BadUsage
from sferum_cli.flows import offered


def usage_error(error: Any, words: Sequence[str]) -> BadUsage:
    """The framework's ``error`` about ``words`` with what is known."""
    context = getattr(error, "ctx", None)
    option = getattr(error, "option_name", None)
    if context is None:
        said = " ".join(["sferum", *takewhile(lambda word: word[:1] != "-", words)])
        key = "error.option_value" if option else "error.usage"
        return BadUsage(key, given=option, command=said)
    command = context.command_path
    if option and hasattr(error, "possibilities"):
        # The framework reads -role as -r -o -l -e; the person meant the whole word.
        short = option if len(option) == 2 else "?"
        given = next((word for word in words if word.startswith(short)), option)
        return _unknown_option(context, given.partition("=")[0], words)
    if option:
        return BadUsage("error.option_value", given=option, command=command)
    parameter = getattr(error, "param", None)
    if parameter is None:
        return BadUsage("error.usage", command=command)
    example = (context.command.epilog or f"{command} --help").split("\n")[0]
    return BadUsage("error.parameter", name=parameter.metavar or parameter.name, example=example)


def refuse_long_dash(context: Any, words: Sequence[str]) -> None:
    """Raise BadUsage for an option among ``words`` that begins with a long dash for two."""
    known = options_of(context.command, context)
    for word in words:
        given = word.partition("=")[0]
        if word.startswith(LONG_DASHES) and f"--{given.lstrip(''.join(LONG_DASHES))}" in known:
            command = context.command_path
            raise BadUsage("error.option_unknown", given=given, known=known, command=command)


def _unknown_option(context: Any, given: str, words: Sequence[str]) -> BadUsage:
    """An option that the command does not have; at the top, perhaps one that comes later."""
    known = options_of(context.command, context)
    if context.parent is None:
        for name, command in context.command.commands.items():
            if name in words and given in options_of(command, context):
                return BadUsage("error.option_early", given=given, command=f"sferum {name}")
    return BadUsage("error.option_unknown", given=given, known=known, command=context.command_path)


def options_of(command: Any, context: Any) -> tuple[str, ...]:
    """The options that ``command`` takes, as they are typed."""
    return tuple(name for p in command.get_params(context) for name in p.opts if name[0] == "-")


def typed_commands(group: Any, context: Any) -> tuple[str, ...]:
    """What can be typed after ``group``: its commands, and at the top what is meant without one.

    Who types ``sferum check`` or ``sferum school`` means ``data check`` or ``unlink school``.
    """
    own = tuple(group.commands)
    if context.parent is not None:
        return (*own, "--help")
    folder = context.obj.folder
    groups = {name: getattr(command, "commands", ()) for name, command in group.commands.items()}
    first = sorted(groups, key=lambda name: name != "data")  # its words are those of other groups
    inner = [f"{name} {command}" for name in first for command in groups[name]]
    paths = [f"unlink {path}" for path, _ in offered.paths(folder) if path not in own]
    requests = [f"status {name}" for name, _ in offered.requests(folder)]
    return (*own, "help", "--help", *inner, *paths, *requests)
