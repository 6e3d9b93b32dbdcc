"""Setting up what Tab offers, told in the person's language."""

from __future__ import annotations

from typing import Any

import shellingham  # type: ignore[import-untyped]  # it has no types

from sferum_cli.cli.options import world_of
from sferum_cli.cli.output import give
from sferum_cli.errors import RUN, BadUsage
from sferum_cli.flows.completion import SHELLS, put_script, script_of
from sferum_cli.render.answer import Answer
from sferum_cli.render.blocks import Lines, Text
from sferum_cli.text import t


def install(ctx: Any, _param: Any, value: Any) -> Any:
    """``--install-completion``: make Tab offer words in this shell, and end the run.

    Raises BadUsage for a shell that is not known, or a PowerShell that runs no profiles.
    """
    if not value or ctx.resilient_parsing:
        return value
    shell = _shell(value)
    file = put_script(world_of(ctx).computer(), shell)
    RUN.commit()
    page = [Text(t("completion.done", file=file), "good"), Text(t("completion.restart"))]
    return ctx.exit(give(ctx, Answer(page, {"shell": shell, "file": str(file)})))


def show_script(ctx: Any, _param: Any, value: Any) -> Any:
    """``--show-completion``: print the script, and end the run. Raises BadUsage."""
    if not value or ctx.resilient_parsing:
        return value
    shell = _shell(value)
    script = script_of(shell)
    lines = Lines(tuple(script.rstrip().split("\n")))
    return ctx.exit(give(ctx, Answer([lines], {"shell": shell, "script": script})))


def _shell(asked: Any) -> str:
    """The shell that was named, else the one that runs. Raises BadUsage for an unknown one."""
    shell = asked if isinstance(asked, str) else _running_shell()
    if shell not in SHELLS:
        raise BadUsage("error.completion_shell", shell=shell or "?")
    return shell


def _running_shell() -> str:
    try:
        return str(shellingham.detect_shell()[0])
    except shellingham.ShellDetectionFailure:
        return ""
