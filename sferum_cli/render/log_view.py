"""What was written down or taken back, what that changed and what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sferum_cli.core.codes import Channel
from sferum_cli.core.events import Event
from sferum_cli.core.outlook import Outlook
from sferum_cli.render.blocks import Block, Command, Heading, Items, Text
from sferum_cli.render.history_view import event_words, rule_titles
from sferum_cli.render.obligations import idle_lines
from sferum_cli.render.status_view import id_and_alias, next_block, where_it_stands
from sferum_cli.render.terms_view import term_lists
from sferum_cli.text import capital, day, t


def recorded(
    item: Outlook, events: Sequence[Event], title: str, *, today: date, checks: Sequence[str] = ()
) -> list[Block]:
    """What was just written down, what it changed and what comes next."""
    own = [e for e in events if e.type != "walk" and e.request == item.request.id]
    rules = rule_titles(item)
    lines = (f"{event_words(e, rules=rules)} ({day(e.date)})" for e in own)
    blocks: list[Block] = [
        Heading(t("log.recorded", id=id_and_alias(item.request), what="; ".join(lines))),
        Text(f"{title}: {(head := where_it_stands(item, today))}"),
    ]
    opened = (event.request for event in events if event.type == "planned")
    blocks += [Text(t("log.opened", id=request_id)) for request_id in opened]
    blocks += term_lists(item, today, head, t("status.dates"), live=True)
    blocks += [Text(line, "warn") for line in idle_lines(item, own)]
    if checks:
        blocks.append(Items(tuple(checks), t("status.checks")))
    blocks.append(next_block(item, t("home.next")))
    return blocks


def assumed(names: Sequence[str], channel: Channel | None) -> list[Block]:
    """What nobody said and was taken all the same, and how it is put right.

    ``channel`` is the one that was taken, None where none was known.
    """
    lines = [t("assumed.way", way=t(f"value.channel.{channel}"))] if channel else []
    said = {"date": [t("assumed.date")], "channel": lines or [t("assumed.channel")]}
    found = [line for name in names for line in said[name]]
    if not found:
        return []
    flags = ", ".join(f"--{name}" for name in names)
    return [Text(" ".join([*found, t("assumed.else", flags=flags)]))]


def silence_page(item: Outlook, today: date) -> list[Block]:
    """Nothing came: whether that is still in time, and what to do."""
    return [
        Text(t("log.silence", id=id_and_alias(item.request))),
        Text(capital(where_it_stands(item, today))),
        next_block(item, t("home.next")),
    ]


def taken_back(events: Sequence[Event]) -> list[Block]:
    """What ``undo`` took back."""
    return [Items(_undone(events), t("undo.done")), Command("sferum status", "", t("home.next"))]


def undone_before(events: Sequence[Event]) -> list[Block]:
    """What one more ``undo`` would take back."""
    return [Items(_undone(events), t("undo.again"))]


def _undone(events: Sequence[Event]) -> tuple[str, ...]:
    lines = []
    for event in events:
        if event.type == "walk":
            lines.append(t("undo.walk", id=event.request))
        else:
            of = f"{event.request}: " if event.request else ""  # of a case there is none
            lines.append(f"{of}{event_words(event)} ({day(event.date)})")
    return tuple(lines)
