"""The words of a calendar's days, without names but the aliases, and what was written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sferum_cli.core.calendar import Entry
from sferum_cli.render.blocks import Block, Command, Pairs, Text
from sferum_cli.render.clean import clean
from sferum_cli.render.obligations import whom
from sferum_cli.text import day, joined, language, plural, t


def title(entry: Entry) -> str:
    """Who owes what, for whom by alias: no other names, no notes."""
    words = clean(_what(entry))
    if people := entry.request.people:
        words = t("calendar.title.for", person=clean(joined(people)), title=words)
    if entry.certainty == "estimate":
        words = t("calendar.estimate", title=words)
    return t("calendar.cancelled", title=words) if entry.cancelled else words


def _what(entry: Entry) -> str:
    lang = language()
    values = {
        "id": entry.request_id,
        "who": t(whom(entry.request)),
        "must": t(f"{whom(entry.request)}.must"),
        "duty": entry.obligation.rule.duty.pick(lang) if entry.obligation else "",
    }
    if entry.kind in ("term", "own", "courtesy") and entry.obligation is None:
        return t("calendar.title.gone", **values)
    return t(f"calendar.title.{entry.kind}", **values)


def advice(entry: Entry) -> str:
    """What the day means and the one command to type."""
    name = clean(entry.request_id)
    if entry.cancelled:
        return t("calendar.advice.cancelled", command="sferum status")
    if entry.kind in ("check", "recheck"):
        return t(f"calendar.advice.{entry.kind}", command=f"sferum log {name} verified")
    due = entry.obligation.rule.due.pick(language()) if entry.obligation else ""
    return t(f"calendar.advice.{entry.kind}", command=f"sferum status {name}", due=due)


def written(entries: Sequence[Entry], file: str, command: str) -> list[Block]:
    """The calendar was written: how many days, which, and what to do with the file.

    ``command`` writes it once more.
    """
    live = [entry for entry in entries if not entry.cancelled]
    gone = len(entries) - len(live)
    days = plural(len(live), "count.day")
    blocks: list[Block] = [Text(t("calendar.written", file=file, dates=days), "good")]
    if live:
        blocks.append(Pairs(tuple((day(entry.date), title(entry)) for entry in live)))
    if gone:
        blocks.append(Text(t("calendar.gone", dates=plural(gone, "count.day"))))
    own = [t("calendar.how.own", days=_ahead(live))] if _ahead(live) else []
    blocks.append(Text(" ".join([t("calendar.how"), *own, _names(entries)])))
    return [*blocks, Text(t("calendar.again", command=command), "quiet")]


def _ahead(live: Sequence[Entry]) -> str:
    """The days before the end of an own term on which it rings; empty where there is none."""
    return ", ".join(str(n) for n in next((e.alarms for e in live if e.kind == "own"), ()))


def _names(entries: Sequence[Entry]) -> str:
    """Which names stand in the file: titles say for whom a day is by alias, and no more."""
    people = dict.fromkeys(clean(alias) for e in entries for alias in e.request.people)
    return t("calendar.aliases", names=", ".join(people)) if people else t("calendar.nameless")


def nothing_ahead() -> list[Block]:
    """There is no date for a calendar yet."""
    return [Text(t("calendar.none")), Command("sferum status", "", t("home.next"))]


def calendar_shape(entries: Sequence[Entry], file: str | None) -> dict[str, Any]:
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
    return {"file": file, "dates": days}
