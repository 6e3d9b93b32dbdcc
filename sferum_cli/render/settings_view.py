"""The settings on the screen and as JSON: what holds, and who said it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sferum_cli.core.frozen import frozen
from sferum_cli.render.blocks import Block, Command, Heading, Pairs, Text
from sferum_cli.text import t

FIRST = ("option", "environment")
"""Who is heard before the settings."""


@frozen
class SettingRow:
    """A setting of this run: its value, who said it, and what is kept in the file, if anything.

    ``origin`` is one of option, environment, settings, system, usual.
    """

    name: str
    value: str
    origin: str
    kept: str | None = None


def settings_page(rows: Sequence[SettingRow], file: Path) -> list[Block]:
    """What holds now, and how to change it."""
    return [
        Heading(t("settings.title")),
        Pairs((*map(_row, rows), (t("settings.file"), str(file)))),
        Command(f"sferum settings {_example(rows[0])}", t("settings.back"), t("settings.change")),
    ]


def set_page(row: SettingRow) -> list[Block]:
    """What was set, and whether something goes before it in this window."""
    label = t(f"settings.name.{row.name}")
    if row.kept is None:
        told = t("settings.taken_back", name=label)
    else:
        told = t("settings.set", name=label, value=t(f"settings.value.{row.kept}"))
    blocks: list[Block] = [Text(told, "good")]
    if row.origin == "environment":
        names = t(f"settings.variable.{row.name}")
        blocks.append(Text(t("settings.environment_first", names=names), "warn"))
    return blocks


def settings_shape(rows: Sequence[SettingRow], file: Path) -> dict[str, Any]:
    """The JSON of ``settings``: each with its ``value``, its ``origin`` and what is ``kept``."""
    told = {row.name: {"value": row.value, "origin": row.origin, "kept": row.kept} for row in rows}
    return {"settings": told, "file": str(file)}


def _row(row: SettingRow) -> tuple[str, str]:
    value, origin = t(f"settings.value.{row.value}"), t(f"settings.origin.{row.origin}")
    return t(f"settings.name.{row.name}"), f"{value} ({origin})"


def _example(row: SettingRow) -> str:
    """The other value of ``row``, as it is typed."""
    others = {"ru": "en", "en": "ru", "yes": "no", "no": "yes"}
    return f"{row.name} {others[row.value]}"
