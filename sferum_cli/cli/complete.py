"""What the shell offers after Tab: paths, requests and events."""

from __future__ import annotations

from collections.abc import Callable

import typer


def one_of(*words: str) -> Callable[[str], list[str]]:
    """What offers the given words."""
    return lambda incomplete: [word for word in words if word.startswith(incomplete)]


def path_ids(incomplete: str) -> list[tuple[str, str]]:
    """The ids of paths with their titles."""
    from sferum_cli.flows.inputs import path_titles

    return [(name, title) for name, title in path_titles() if name.startswith(incomplete)]


def unlink_ids(incomplete: str) -> list[tuple[str, str]]:
    """The ids of the paths that ``unlink`` walks."""
    return [(name, title) for name, title in path_ids(incomplete) if name != "delete"]


def request_ids(ctx: typer.Context, incomplete: str) -> list[str]:
    """The ids of the requests there are."""
    from sferum_cli.flows.inputs import request_names

    folder = ctx.find_root().obj.folder
    return [name for name in request_names(folder) if name.startswith(incomplete)]


def aliases(ctx: typer.Context, incomplete: str) -> list[str]:
    """The short names of the people there are."""
    from sferum_cli.flows.people import alias_names

    folder = ctx.find_root().obj.folder
    return [name for name in alias_names(folder) if name.startswith(incomplete)]


def rung_names(incomplete: str) -> list[str]:
    """The rungs of the ladder."""
    from sferum_cli.flows.escalate import rung_ids

    return one_of(*rung_ids())(incomplete)


def results(incomplete: str) -> list[str]:
    """How an answer or a look can turn out."""
    from sferum_cli.flows.log_asked import RESULTS_ASKED

    return one_of(*RESULTS_ASKED)(incomplete)


def channels(incomplete: str) -> list[tuple[str, str]]:
    """The ways to send something, with their words."""
    from sferum_cli.flows.inputs import CHANNELS
    from sferum_cli.text import t

    names = one_of(*CHANNELS)(incomplete)
    return [(name, t(f"value.channel.{name}")) for name in names]


def event_names(incomplete: str) -> list[tuple[str, str]]:
    """The events that can be recorded."""
    from sferum_cli.flows.inputs import event_titles

    return [(name, words) for name, words in event_titles() if name.startswith(incomplete)]


def letter_kinds(incomplete: str) -> list[tuple[str, str]]:
    """The kinds of letters with their titles."""
    from sferum_cli.flows.letter import all_kinds
    from sferum_cli.text import language

    lang = language()
    kinds = [kind for kind in all_kinds() if kind.id.startswith(incomplete)]
    return [(kind.id, kind.title.pick(lang)) for kind in kinds]
