"""The dates of one request as a drawing: months, what happened, today, a bar for each term."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from datetime import date

from sferum_cli.core.calendar import still_counts
from sferum_cli.core.event_table import EVENTS
from sferum_cli.core.events import Event
from sferum_cli.core.frozen import frozen
from sferum_cli.core.obligations import Obligation
from sferum_cli.core.outlook import Outlook
from sferum_cli.render.blocks import Drawing
from sferum_cli.render.history_view import event_words
from sferum_cli.render.obligations import doubted_once, term_words
from sferum_cli.text import capital, day, day_month, month_name, t

AXIS, EVENT, TODAY, PASSED, LEFT = "─", "●", "┃", "█", "░"
BEFORE, AFTER = "┘", "└"  # on which side of the mark of today its word stands


@frozen
class _Scale:
    """Days laid over columns: ``first`` is column 0, ``last`` the rightmost."""

    first: date
    last: date
    width: int

    def column(self, when: date) -> int:
        span = (self.last - self.first).days
        return round((when - self.first).days * (self.width - 1) / span) if span else 0


def timeline(item: Outlook, today: date, width: int) -> Drawing | None:
    """The terms of ``item`` that still run, at most ``width`` columns (20 or more) wide.

    None where no term runs. A paused term is drawn up to the earliest day it can end.
    """
    terms = [o for o in item.obligations if still_counts(o)]
    if not terms:
        return None
    marked = (event for event in item.request.events if is_drawn(event))
    events = sorted(marked, key=lambda event: event.date)
    days = [today, *(e.date for e in events)]
    days += [when for o in terms for when in (o.deadline.start, o.deadline.due)]
    scale = _Scale(min(days), max(days), width)
    lines = [
        _months(scale, today),
        _axis(scale, events, today),
        _today(scale, today),
        *_wrapped(f"{EVENT} {', '.join(_happened(events, today))}" if events else "", width),
    ]
    words = doubted_once([capital(term_words(o, item.request, today)) for o in terms])
    for o, said in zip(terms, words, strict=True):
        lines.append(_bar(scale, o, today))
        lines += _wrapped(said, width)
    sentences = _sentences(words, today)
    return Drawing(tuple(line.rstrip() for line in lines if line.strip()), tuple(sentences))


def is_drawn(event: Event) -> bool:
    """Whether the drawing marks the day of ``event``."""
    return event.type in EVENTS and EVENTS[event.type].drawn


def _months(scale: _Scale, today: date) -> str:
    """The name of each month where it begins, if there is room; the year if it is another one."""
    line = [" "] * scale.width
    end = scale.width
    # From the right: of two that collide the first, of which only the last days show, gives way.
    for first in reversed(list(month_starts(scale.first, scale.last))):
        column, name = scale.column(first), month_name(first)
        names = (name,) if first.year == today.year else (f"{name} {first.year}", name)
        words = next((words for words in names if column + len(words) <= end), "")
        if words:
            line[column : column + len(words)] = words
            end = column - 1
    return "".join(line)


def month_starts(first: date, last: date) -> Iterator[date]:
    """``first``, and the first day of each later month up to that of ``last``."""
    when = first
    yield when
    while (when.year, when.month) != (last.year, last.month):
        when = date(when.year + when.month // 12, when.month % 12 + 1, 1)
        yield when


def _axis(scale: _Scale, events: Sequence[Event], today: date) -> str:
    line = [AXIS] * scale.width
    for event in events:
        line[scale.column(event.date)] = EVENT
    line[scale.column(today)] = TODAY
    return "".join(line)


def _today(scale: _Scale, today: date) -> str:
    """The word for today under its mark, on the side where there is room."""
    column = scale.column(today)
    for words in (t("timeline.today", date=day_month(today)), t("timeline.today_short")):
        if column + 2 + len(words) <= scale.width:
            return f"{' ' * column}{AFTER} {words}"
        if len(words) + 1 <= column:
            return f"{words} {BEFORE}".rjust(column + 1)
    return ""


def _bar(scale: _Scale, o: Obligation, today: date) -> str:
    """From the start of the term to its last day: what has passed and what is left of it."""
    start, end = scale.column(o.deadline.start), scale.column(o.deadline.due)
    now = scale.column(today)
    length = end - start + 1
    passed = length if today >= o.deadline.due else min(max(now - start + 1, 0), length)
    bar = " " * start + PASSED * passed + LEFT * (length - passed)
    return bar if now <= end else bar.ljust(now) + TODAY


def _short(when: date, today: date) -> str:
    return day_month(when) if when.year == today.year else day(when)


def _happened(events: Sequence[Event], today: date) -> Iterator[str]:
    for event in events:
        yield t("timeline.event", what=event_words(event, ()), date=_short(event.date, today))


def _wrapped(words: str, width: int) -> list[str]:
    return textwrap.wrap(words, width, subsequent_indent="  ", break_on_hyphens=False)


def _sentences(terms: Sequence[str], today: date) -> Iterator[str]:
    """The same for who cannot see it; what happened is told by the history below."""
    yield t("timeline.sentence.today", date=day(today))
    yield from (f"{words}." for words in terms)
