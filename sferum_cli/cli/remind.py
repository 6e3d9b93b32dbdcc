"""remind: a daily reminder, set up on this computer, tried and taken back."""

from __future__ import annotations

from typing import Annotated

import typer

from sferum_cli.cli.commands import Group
from sferum_cli.cli.options import choice, world_of
from sferum_cli.cli.output import give
from sferum_cli.cli.session import session_of
from sferum_cli.flows import remind as flow

By = Annotated[str | None, choice("by", "systemd", "launchd", "tasks", "shell")]
At = Annotated[str, typer.Option("--at", metavar="HH:MM", help="opt.at")]
Trial = Annotated[bool, typer.Option("--trial", help="opt.trial")]


def remind_alone(ctx: typer.Context) -> int | None:
    """Whether a reminder is set up, when nothing else is named."""
    return None if ctx.invoked_subcommand else give(ctx, flow.reminder_now(session_of(ctx)))


def on(ctx: typer.Context, by: By = None, at: At = "09:00") -> int:
    """Set up the daily reminder and try it."""
    return give(ctx, flow.on(session_of(ctx), world_of(ctx).computer(), by, at))


def test(ctx: typer.Context) -> int:
    """Try the reminder that is set up."""
    return give(ctx, flow.test(session_of(ctx), world_of(ctx).computer()))


def off(ctx: typer.Context) -> int:
    """Take the daily reminder back."""
    return give(ctx, flow.off(session_of(ctx), world_of(ctx).computer()))


def show(ctx: typer.Context, trial: Trial = False) -> int:
    """Put a message on the screen if something is due: what the scheduler runs."""
    return give(ctx, flow.show(session_of(ctx), world_of(ctx).computer(), trial=trial))


remind = Group(
    remind_alone,
    {"on": "remind:on", "test": "remind:test", "off": "remind:off", "show": "remind:show"},
)
