"""The words of a calendar's days, neutral enough for a shared calendar, and what was written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sferum_cli.core.calendar import Entry
from sferum_cli.render.blocks import Block, Command, Pairs, Text
from sferum_cli.render.clean import clean
from sferum_cli.render.shapes import SCHEMA
from sferum_cli.text import day, plural, t


def title(entry: Entry) -> str:
    """What the day is, told by the number of the request alone: no names, no notes."""
    words = t(f"calendar.title.{entry.kind}", id=clean(entry.request_id))
    if entry.certainty == "estimate":
        words = t("calendar.estimate", title=words)
    return t("calendar.cancelled", title=words) if entry.cancelled else words


def advice(entry: Entry) -> str:
    """What the day means and the one command to type."""
    name = clean(entry.request_id)
    if entry.cancelled:
        return t("calendar.advice.cancelled", command="sferum status")
    checks = entry.kind in ("check", "recheck")
    command = f"sferum log {name} verified" if checks else f"sferum status {name}"
    return t(f"calendar.advice.{entry.kind}", command=command)


def written(entries: Sequence[Entry], file: str) -> list[Block]:
    """The calendar was written: how many days, which, and what to do with the file."""
    live = [entry for entry in entries if not entry.cancelled]
    gone = len(entries) - len(live)
    days = plural(len(live), "count.day")
    blocks: list[Block] = [Text(t("calendar.written", file=file, dates=days), "good")]
    if live:
        blocks.append(Pairs(tuple((day(entry.date), title(entry)) for entry in live)))
    if gone:
        blocks.append(Text(t("calendar.gone", dates=plural(gone, "count.day"))))
    return [*blocks, Text(t("calendar.how")), Text(t("calendar.again"), "quiet")]


def nothing_ahead() -> list[Block]:
    """There is no date for a calendar yet."""
    return [Text(t("calendar.none")), Command("sferum status", "", t("home.next"))]


def agenda_shape(entries: Sequence[Entry], file: str | None) -> dict[str, Any]:
    """The days for programs; ``file`` is None where none was written."""
    days = [
        {
            "uid": entry.uid,
            "request": entry.request_id,
            "rule": entry.rule,
            "date": entry.date.isoformat(),
            "kind": entry.kind,
            "certainty": entry.certainty,
            "sequence": entry.sequence,
            "cancelled": entry.cancelled,
        }
        for entry in entries
    ]
    return {"schema": SCHEMA, "file": file, "dates": days}
