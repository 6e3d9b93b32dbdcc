"""What the shell offers after Tab."""

from __future__ import annotations

from collections.abc import Callable

import typer


def offering_words(*words: str) -> Callable[[str], list[str]]:
    """What offers the given words."""
    return lambda incomplete: [word for word in words if word.startswith(incomplete)]


def offering(kind: str) -> Callable[..., list[tuple[str, str]]]:
    """What offers the words of one ``kind``: a function of ``flows`` gives them."""
    return lambda ctx, incomplete: _begun(kind, ctx, incomplete)


def _begun(kind: str, ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    from sferum_cli.flows import offered, offered_codes  # only Tab needs them

    module = offered if hasattr(offered, kind) else offered_codes
    known = getattr(module, kind)(ctx.find_root().obj.folder)
    return [(name, title) for name, title in known if name.startswith(incomplete)]
