"""Setting up what Tab offers, told in the person's language; PowerShell our own way."""

from __future__ import annotations

from typing import Any

from typer._completion_shared import _get_shell_name, get_completion_script
from typer._completion_shared import install as install_by_framework

from sferum_cli.cli.options import world_of
from sferum_cli.cli.output import give
from sferum_cli.errors import RUN, BadUsage
from sferum_cli.flows.completion import SCRIPT, into_profile
from sferum_cli.render.answer import Answer
from sferum_cli.render.blocks import Lines, Text
from sferum_cli.text import t

POWERSHELL = ("powershell", "pwsh")
PROGRAM, VARIABLE = "sferum", "_SFERUM_COMPLETE"


def install(ctx: Any, _param: Any, value: Any) -> Any:
    """``--install-completion``: make Tab offer words in this shell, and end the run.

    Raises BadUsage for a shell that is not known, or a PowerShell that runs no profiles: no
    security policy is ever changed.
    """
    if not value or ctx.resilient_parsing:
        return value
    shell = _shell(value)
    if shell in POWERSHELL:
        file = into_profile(world_of(ctx).computer(), shell)
    else:
        _, file = install_by_framework(shell, PROGRAM, VARIABLE)
    RUN.commit()
    page = [Text(t("completion.done", file=file), "good"), Text(t("completion.restart"))]
    return ctx.exit(give(ctx, Answer(page, {"shell": shell, "file": str(file)})))


def show_script(ctx: Any, _param: Any, value: Any) -> Any:
    """``--show-completion``: print the script, and end the run. Raises BadUsage."""
    if not value or ctx.resilient_parsing:
        return value
    shell = _shell(value)
    script = SCRIPT
    if shell not in POWERSHELL:
        script = get_completion_script(prog_name=PROGRAM, complete_var=VARIABLE, shell=shell)
    lines = Lines(tuple(script.rstrip().split("\n")))
    return ctx.exit(give(ctx, Answer([lines], {"shell": shell, "script": script})))


def _shell(asked: Any) -> str:
    """The shell that was named, else the one that runs. Raises BadUsage for an unknown one."""
    shell = asked if isinstance(asked, str) else _get_shell_name()
    if shell not in ("bash", "zsh", "fish", *POWERSHELL):
        raise BadUsage("error.completion_shell", shell=shell or "?")
    return shell
