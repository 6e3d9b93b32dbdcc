"""What happened to a request, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from sferum_cli.core.events import Event
from sferum_cli.core.frozen import NOTHING
from sferum_cli.core.letter_copies import REMINDER, keeps_letter
from sferum_cli.core.outlook import Outlook
from sferum_cli.text import day, day_month, has, language, t

# What is told of an event beside its words, in this order.
TOLD = (
    "number", "channel", "result", "copy", "event", "field", "was", "to", "with", "until", "rule",
    "written", "reason", "file", "note", "child",
)  # fmt: skip


def rule_titles(item: Outlook) -> dict[str, str]:
    """The title of each rule that a term of the request comes from, by its id."""
    return {o.rule.id: o.rule.title.pick(language()) for o in item.obligations}


def history_lines(item: Outlook, fields: Sequence[str] = TOLD) -> tuple[str, ...]:
    """Each event of the past in a line, with those of its ``fields`` that were written down."""
    rules = rule_titles(item)
    return tuple(
        f"{day_month(event.date)} {event.date.year}: {event_words(event, fields, rules)}"
        for event in item.request.events
    )


def event_words(
    event: Event, fields: Sequence[str] = TOLD, rules: Mapping[str, str] = NOTHING
) -> str:
    """What happened, with what was written down about it; an unknown event by its own name.

    ``rules`` are the titles by which a rule is called; one that is not among them is not named.
    """
    copy = "_copy" if event.type == "sent" and event.data.get("copy") else ""
    turned_out = f"event.{event.type}.{event.data.get('result')}"
    key = turned_out if has(turned_out) else f"event.{event.type}{copy}"
    if keeps_letter(event):  # whichever came first: a later one is no attachment, either
        key = "event.reminder_ready" if event.text("letter") == REMINDER else "event.drafted"
    words = t(key) if has(key) else event.type
    for name in fields:
        value = event.data.get(name)
        if value in (None, "", False) or (name == "copy" and event.type != "returned"):
            continue
        if name == "result" and key == turned_out:
            continue
        if name in ("channel", "also") and keeps_letter(event):  # it has not gone; see the head
            continue
        text = day(value) if isinstance(value, date) else str(value)
        if name == "rule":
            words += f", {t('field.rule')} {rules[text]}" if text in rules else ""
            continue
        put_right = event.type == "corrected" and name in ("was", "to")
        code = f"value.{event.text('field') if put_right else name}.{text}"
        label = "now" if put_right and name == "to" else name
        words += f", {t(f'field.{label}')} {t(code) if has(code) else text}"
    return words
