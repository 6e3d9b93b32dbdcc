"""What a wipe will remove, what it removed, and what it cannot reach."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sferum_cli.core.health import Wiped
from sferum_cli.render.blocks import Block, Command, Heading, Items, Text
from sferum_cli.render.data_view import file_lines
from sferum_cli.text import t

NOTHING_WIPED = Wiped()
_BEYOND = ("letters", "exports", "calendars", "papers", "history", "copies")


def before_page(folder: str, files: Sequence[tuple[str, str]], *, asks: bool) -> list[Block]:
    """What will be removed; ``files`` are (name, kind). Who is asked may still save it first."""
    blocks: list[Block] = [
        Heading(t("wipe.title", folder=folder)),
        Items(tuple(file_lines(files)), t("wipe.removes")),
        Text(t("wipe.final"), "danger"),
    ]
    return [*blocks, *([Command("sferum data export", t("wipe.export"))] if asks else [])]


def nothing_to_wipe_page(unpacked: str = "") -> list[Block]:
    """There is nothing to remove."""
    return [Text(t("wipe.nothing")), _beyond(unpacked)]


def after_page(done: Wiped, unpacked: str) -> list[Block]:
    """What was removed, what is left here, and what is beyond reach.

    ``unpacked`` is the folder of the program itself where it is a file that unpacks itself.
    """
    blocks: list[Block] = []
    if done.failed:
        blocks.append(Items(done.failed, t("wipe.failed"), tone="danger"))
    else:
        blocks.append(Text(t("wipe.done", n=len(done.removed)), "good"))
    if done.led:
        blocks.append(Items(done.led, t("wipe.led"), tone="warn"))
    if done.left:
        blocks.append(Items(tuple(file_lines([(n, "other") for n in done.left])), t("wipe.left")))
    return [*blocks, _beyond(unpacked)]


def wipe_shape(done: Wiped = NOTHING_WIPED, unpacked: str = "") -> dict[str, Any]:
    """The JSON of ``data wipe``."""
    return {
        "removed": list(done.removed),
        "failed": list(done.failed),
        "left": list(done.left),
        "led": list(done.led),
        "beyond": [*_BEYOND, *(["unpacked"] if unpacked else [])],
    }


def _beyond(unpacked: str) -> Items:
    lines = [t(f"wipe.beyond.{name}") for name in _BEYOND]
    if unpacked:
        lines.append(t("wipe.beyond.unpacked", folder=unpacked))
    return Items(tuple(lines), t("wipe.beyond"))
