"""Requests that were closed long ago: one line each, and where to find them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sferum_cli.core.outlook import Outlook
from sferum_cli.errors import DamagedFile
from sferum_cli.render.blocks import Block, Items, Pairs, Text
from sferum_cli.render.error_view import error_words
from sferum_cli.render.status_view import where_it_stands
from sferum_cli.text import t


def archive_page(
    archived: Sequence[Outlook],
    titles: Mapping[str, str],
    damaged: Sequence[DamagedFile],
    *,
    today: date,
) -> list[Block]:
    """A row for each archived request, then what cannot be read, and what to do about it."""
    rows = tuple(
        (
            item.request.id,
            f"{titles.get(item.request.id, item.request.path)}: {where_it_stands(item, today)}",
        )
        for item in archived
    )
    blocks: list[Block] = [Pairs(rows, t("status.archive"))] if rows else []
    if damaged:
        sentences = [error_words(error) for error in damaged]
        lines = tuple(message for message, _ in sentences)
        blocks.append(Items(lines, t("data.damaged"), tone="danger"))
        blocks += [Text(hint) for hint in dict.fromkeys(hint for _, hint in sentences if hint)]
    return blocks or [Text(t("status.archive.none"))]


def damaged_shape(damaged: Sequence[DamagedFile]) -> list[dict[str, Any]]:
    """The JSON of archived requests that cannot be read."""
    return [{"key": error.key, "message": error_words(error)[0]} for error in damaged]
