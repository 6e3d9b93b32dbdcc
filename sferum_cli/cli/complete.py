"""What the shell offers after Tab: paths, requests and events."""

from __future__ import annotations

import typer


def path_ids(incomplete: str) -> list[tuple[str, str]]:
    """The ids of paths with their titles."""
    from sferum_cli.storage import knowledge
    from sferum_cli.text import language

    ids = [path_id for path_id in knowledge.path_ids() if path_id.startswith(incomplete)]
    return [(path_id, knowledge.path(path_id).title.pick(language())) for path_id in ids]


def unlink_ids(incomplete: str) -> list[tuple[str, str]]:
    """The ids of the paths that ``unlink`` walks."""
    return [(name, title) for name, title in path_ids(incomplete) if name != "delete"]


def request_ids(ctx: typer.Context, incomplete: str) -> list[str]:
    """The ids of the requests there are; silent when they cannot be read."""
    from sferum_cli.core.state import requests_of
    from sferum_cli.errors import SferumError
    from sferum_cli.storage.state_file import load_state
    from sferum_cli.world import World

    world = ctx.find_root().obj
    folder = (world if isinstance(world, World) else World.real()).folder
    try:
        return [r.id for r in requests_of(load_state(folder)) if r.id.startswith(incomplete)]
    except SferumError:
        return []


def event_names(incomplete: str) -> list[tuple[str, str]]:
    """The events that can be recorded, with the person's words for them."""
    from sferum_cli.core.events import EVENTS
    from sferum_cli.text import t

    return [
        (name, t(f"event.{name}"))
        for name, kind in EVENTS.items()
        if kind.recordable and name.startswith(incomplete)
    ]
