"""settings: the language and plain lines, said once."""

from __future__ import annotations

from typing import Annotated

import typer

from sferum_cli.cli.complete import offering_words
from sferum_cli.cli.options import world_of
from sferum_cli.cli.output import give
from sferum_cli.cli.session import session_of
from sferum_cli.flows import settings as flow
from sferum_cli.render.settings_view import SettingRow

Key = Annotated[
    str | None,
    typer.Argument(
        metavar="KEY", help="arg.setting", autocompletion=offering_words("language", "plain")
    ),
]  # fmt: skip
Value = Annotated[
    str | None,
    typer.Argument(
        metavar="VALUE", help="arg.setting_value",
        autocompletion=offering_words("ru", "en", "yes", "no", "auto"),
    ),
]  # fmt: skip


def settings(ctx: typer.Context, key: Key = None, value: Value = None) -> int:
    """What is set, or setting it."""
    world = world_of(ctx)
    plain = "yes" if world.plain else "no"
    holds = {
        "language": SettingRow("language", world.language, world.origins["language"]),
        "plain": SettingRow("plain", plain, world.origins["plain"]),
    }
    usual = {
        "language": SettingRow("language", world.usual["language"], "system"),
        "plain": SettingRow("plain", "no", "usual"),
    }
    return give(ctx, flow.settings(session_of(ctx), key, value, holds=holds, usual=usual))
