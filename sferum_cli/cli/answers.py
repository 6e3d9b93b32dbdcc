"""The answers that a person wrote down beforehand: a file, or ``-`` for stdin."""

from __future__ import annotations

from collections.abc import Mapping

import typer

from sferum_cli.cli.options import world_of
from sferum_cli.cli.session import named_file
from sferum_cli.flows.answers import STREAM, read_given


def answers_from(ctx: typer.Context, name: str | None) -> Mapping[str, str] | None:
    """The answers in the file ``name``, or on stdin, which then answers nothing else; or None."""
    world = world_of(ctx)
    if name is None:
        return None
    world.no_input = world.no_input or name == STREAM
    return read_given(world.stdin if name == STREAM else named_file(world, name))
