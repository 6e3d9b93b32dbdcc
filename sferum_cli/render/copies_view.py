"""What an export holds, on the screen and as JSON, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sferum_cli.render.blocks import Block, Command, Heading, Items, Pairs, Text
from sferum_cli.render.copies_restore_view import when
from sferum_cli.render.ledger_shapes import SCHEMA
from sferum_cli.text import t

Row = Mapping[str, Any]
"""An export: made, program, requests (ids), people (a number), kinds (numbers of files)."""
_COUNTED = ("archive", "letters", "attachments", "knowledge")


def bundle_shape(row: Row) -> dict[str, Any]:
    """The JSON of what an export holds."""
    return {"schema": SCHEMA, **row}


def exported_page(row: Row, file: str, left: Sequence[str]) -> list[Block]:
    """The export is written: what is in it, what is not, and how to use it."""
    blocks: list[Block] = [
        Text(t("export.written", file=file), "good"),
        _holds(row),
        Text(t("export.private"), "warn"),
    ]
    if left:
        blocks.append(Items(tuple(left), t("export.left")))
    return [*blocks, Command(f"sferum data import {_quoted(file)}", t("export.how"))]


def preview_page(row: Row, *, there: bool) -> list[Block]:
    """What an import would put in; ``there``: something would leave for it."""
    made = t("import.made", made=_made(row["made"]), program=row["program"])
    blocks: list[Block] = [Heading(t("import.title")), Text(made), _holds(row)]
    if there:
        blocks.append(Text(t("import.replaces"), "warn"))
    return blocks


def imported_page(before: str, *, sound: bool) -> list[Block]:
    """It is done, and how to go back to what was ``before``, where that was sound."""
    blocks: list[Block] = [Text(t("import.done"), "good")]
    if before:
        back = f"sferum data import {_quoted(before)} --replace"
        blocks.append(Text(t("import.before", file=before)))
        blocks += [Command(back, t("import.back"))] if sound else []
    return [*blocks, Command("sferum", label=t("home.next"))]


def _made(written: str) -> str:
    try:
        return when(datetime.fromisoformat(written))
    except ValueError:  # somebody else's words
        return written


def _holds(row: Row) -> Pairs:
    none = t("error.none")
    pairs = [
        (t("export.requests"), ", ".join(row["requests"]) or none),
        (t("export.people"), str(row["people"])),
    ]
    kinds = row["kinds"]
    pairs += [(t(f"export.{kind}"), str(kinds[kind])) for kind in _COUNTED if kinds.get(kind)]
    return Pairs(tuple(pairs))


def _quoted(file: str) -> str:
    return f'"{file}"' if " " in file else file
