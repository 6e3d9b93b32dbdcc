"""What an export holds, on the screen and as JSON, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sferum_cli.core.copies import Contents
from sferum_cli.render.blocks import Block, Command, Heading, Items, Pairs, Text
from sferum_cli.render.copies_restore_view import when
from sferum_cli.text import t

_COUNTED = ("archive", "letters", "attachments", "knowledge")


def contents_shape(contents: Contents) -> dict[str, Any]:
    """What an export holds, for programs."""
    return {
        "kinds": contents.kinds,
        "requests": contents.requests,
        "people": contents.people,
        "made": contents.made,
        "program": contents.program,
    }


def exported_page(contents: Contents, file: str, left: Sequence[str]) -> list[Block]:
    """The export is written: what is in it, what is not, and how to use it."""
    blocks: list[Block] = [
        Text(t("export.written", file=file), "good"),
        _holds(contents),
        Text(t("export.private"), "warn"),
    ]
    if left:
        blocks.append(Items(tuple(left), t("export.left")))
    return [*blocks, Command(f"sferum data import {_quoted(file)}", t("export.how"))]


def import_preview_page(contents: Contents, *, there: bool) -> list[Block]:
    """What an import would put in; ``there``: something would leave for it."""
    made = t("import.made", made=_made(contents.made), program=contents.program)
    blocks: list[Block] = [Heading(t("import.title")), Text(made), _holds(contents)]
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


def _holds(contents: Contents) -> Pairs:
    none = t("error.none")
    pairs = [
        (t("export.requests"), ", ".join(contents.requests) or none),
        (t("export.people"), str(contents.people)),
    ]
    kinds = contents.kinds
    pairs += [(t(f"export.{kind}"), str(kinds[kind])) for kind in _COUNTED if kinds.get(kind)]
    return Pairs(tuple(pairs))


def _quoted(file: str) -> str:
    return f'"{file}"' if " " in file else file
