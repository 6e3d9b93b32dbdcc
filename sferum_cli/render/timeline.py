"""The dates of one request as a drawing: months, what happened, today, a bar for each term."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from datetime import date

from sferum_cli.core.calendar import still_counts
from sferum_cli.core.clocks import Clock
from sferum_cli.core.events import Event
from sferum_cli.core.frozen import frozen
from sferum_cli.core.next_action import Outlook
from sferum_cli.render.blocks import Drawing
from sferum_cli.text import day, day_month, language, month_name, plural, t

MARKED = ("sent", "received", "registered", "forwarded", "done_by_user", "verified")
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
    clocks = [clock for clock in item.clocks if still_counts(item, clock)]
    if not clocks:
        return None
    marked = (event for event in item.request.events if event.type in MARKED)
    events = sorted(marked, key=lambda event: event.date)
    days = [today, *(e.date for e in events)]
    days += [when for c in clocks for when in (c.deadline.start, c.deadline.due)]
    scale = _Scale(min(days), max(days), width)
    lines = [
        _months(scale, today),
        _axis(scale, events, today),
        _today(scale, today),
        *_wrapped(f"{EVENT} {', '.join(_happened(events, today))}" if events else "", width),
    ]
    for clock in clocks:
        lines.append(_bar(scale, clock, today))
        lines += _wrapped(_words(clock, today), width)
    sentences = _sentences(events, clocks, today)
    return Drawing(tuple(line.rstrip() for line in lines if line.strip()), tuple(sentences))


def _months(scale: _Scale, today: date) -> str:
    """The name of each month where it begins, if there is room; the year if it is another one."""
    line = [" "] * scale.width
    end = scale.width
    # From the right: of two that collide the first, of which only the last days show, gives way.
    for first in reversed(list(_month_starts(scale))):
        column, name = scale.column(first), month_name(first)
        names = (name,) if first.year == today.year else (f"{name} {first.year}", name)
        words = next((words for words in names if column + len(words) <= end), "")
        if words:
            line[column : column + len(words)] = words
            end = column - 1
    return "".join(line)


def _month_starts(scale: _Scale) -> Iterator[date]:
    when = scale.first
    while when <= scale.last:
        yield when
        if (when.year, when.month) == (scale.last.year, scale.last.month):
            return
        when = date(when.year + when.month // 12, when.month % 12 + 1, 1)


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


def _bar(scale: _Scale, clock: Clock, today: date) -> str:
    """From the start of the term to its last day: what has passed and what is left of it."""
    start, end = scale.column(clock.deadline.start), scale.column(clock.deadline.due)
    now = scale.column(today)
    length = end - start + 1
    passed = length if today >= clock.deadline.due else min(max(now - start + 1, 0), length)
    bar = " " * start + PASSED * passed + LEFT * (length - passed)
    return bar if now <= end else bar.ljust(now) + TODAY


def _words(clock: Clock, today: date) -> str:
    about = t("due.about") if clock.deadline.certainty == "estimate" else ""
    when = f"{about}{_short(clock.deadline.due, today)}"
    return t("timeline.clock", date=when, title=_title(clock), left=_left(clock, today))


def _short(when: date, today: date) -> str:
    return day_month(when) if when.year == today.year else day(when)


def _title(clock: Clock) -> str:
    rule = clock.deadline.rule
    soft = "" if rule.binding else f" {t('term.courtesy_short')}"
    return f"{rule.title.pick(language())}{soft}"


def _left(clock: Clock, today: date) -> str:
    if clock.deadline.paused_now:
        return t("timeline.paused")
    days = (clock.deadline.due - today).days
    if days < 0:
        return t("clock.past", days=plural(-days, "count.day"))
    return t("clock.left", days=plural(days, "count.day")) if days else t("clock.today")


def _happened(events: Sequence[Event], today: date) -> Iterator[str]:
    for event in events:
        what = t(f"event.{event.type}")
        yield t("timeline.event", what=what, date=_short(event.date, today))


def _wrapped(words: str, width: int) -> list[str]:
    return textwrap.wrap(words, width, subsequent_indent="  ", break_on_hyphens=False)


def _sentences(events: Sequence[Event], clocks: Sequence[Clock], today: date) -> Iterator[str]:
    """The same for who cannot see it, in the order of the days."""
    for event in events:
        what = t(f"event.{event.type}")
        yield t("timeline.sentence.event", date=day(event.date), what=what)
    yield t("timeline.sentence.today", date=day(today))
    for clock in clocks:
        sure = clock.deadline.certainty == "fact"
        key = "timeline.sentence.clock" if sure else "timeline.sentence.clock_about"
        when, left = day(clock.deadline.due), _left(clock, today)
        yield t(key, title=_title(clock), date=when, left=left)
