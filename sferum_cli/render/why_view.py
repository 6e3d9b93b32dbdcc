"""Each date as a little calculation that a person can check."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import groupby

from sferum_cli.core.clocks import Clock
from sferum_cli.core.deadlines import Deadline, Skipped
from sferum_cli.core.events import Event
from sferum_cli.core.next_action import Outlook
from sferum_cli.core.workdays import WorkCalendar
from sferum_cli.render.blocks import Block, Heading, Pairs, Text
from sferum_cli.render.status_view import event_words
from sferum_cli.render.trust_view import mark_own
from sferum_cli.text import day, day_month, language, plural, t, weekday_short


def why_page(item: Outlook, calendar: WorkCalendar) -> list[Block]:
    """Every date of a request with its calculation."""
    blocks: list[Block] = []
    for clock in item.clocks:
        blocks += calculation(clock, calendar)
    if item.due and item.due.original:
        words = t("why.moved", date=day(item.due.date), original=day(item.due.original))
        blocks.append(Text(words, "warn"))
    if item.due and item.due.kind == "recheck":
        blocks.append(Text(t("why.recheck", date=day(item.due.date))))
    return blocks or [Text(t("why.none", id=item.request.id))]


def calculation(clock: Clock, calendar: WorkCalendar) -> list[Block]:
    """One date: the event and its proof, the rule, the days counted and skipped, the result."""
    deadline = clock.deadline
    lang = language()
    certainty = t(f"why.{deadline.certainty}" if deadline.rule.binding else "why.courtesy")
    about = t("due.about") if deadline.certainty == "estimate" else ""
    rule = f"{_length(deadline)} ({deadline.rule.norm.pick(lang)})"
    rows = [
        (t("why.row.from"), _start(clock.trigger)),
        (t("why.row.rule"), mark_own(rule, own=deadline.rule.added)),
    ]
    if deadline.counted:
        rows.append((t("why.row.counted"), _weeks(deadline.counted)))
    if deadline.skipped:
        rows.append((t("why.row.skipped"), _skipped(deadline.skipped)))
    if deadline.moved:
        moved = t("why.rolled", plain=day(deadline.plain), base=day(deadline.base))
        rows.append((t("why.row.rolled"), moved))
    rows += _extension(deadline)
    if deadline.paused_days or deadline.paused_now:
        key = "why.paused_now" if deadline.paused_now else "why.paused"
        rows.append((t("why.row.pause"), t(key, days=plural(deadline.paused_days, "count.day"))))
    if note := _uncertain(deadline, calendar):
        rows.append((t("why.row.estimate"), note))
    if years := deadline.own_years:
        rows.append((t("why.row.calendar"), mark_own(", ".join(map(str, years)), own=True)))
    title = f"{deadline.rule.title.pick(lang)}: {about}{day(deadline.due)}, {certainty}"
    return [Heading(title), Pairs(tuple(rows))]


def _start(event: Event) -> str:
    words = f"{day(event.date)}, {weekday_short(event.date)}: {event_words(event)}"
    written = date.fromisoformat(event.at[:10]) if event.at[:10].count("-") == 2 else None
    return f"{words} ({t('why.written', date=day(written))})" if written else words


def _length(deadline: Deadline) -> str:
    return plural(deadline.rule.amount, f"count.{deadline.rule.unit}")


def _weeks(days: Sequence[date]) -> str:
    """Days as 30.11 1.12 | 7.12 8.12: a bar where a week ends."""
    weeks = groupby(days, key=lambda d: d.toordinal() - d.weekday())
    return " | ".join(" ".join(f"{d.day}.{d.month:02}" for d in week) for _, week in weeks)


def _skipped(days: Sequence[Skipped]) -> str:
    """Days off by name: those that follow each other and share a name are told together."""
    lang = language()
    runs: list[tuple[date, date, str]] = []
    for off in days:
        name = off.name.pick(lang) if off.name else t("why.weekend")
        if runs and runs[-1][2] == name and off.date - runs[-1][1] == timedelta(days=1):
            runs[-1] = (runs[-1][0], off.date, name)
        else:
            runs.append((off.date, off.date, name))
    return "; ".join(f"{_span(first, last)} ({name})" for first, last, name in runs)


def _span(first: date, last: date) -> str:
    if first == last:
        return day_month(first)
    if first.month == last.month:
        return f"{first.day}-{day_month(last)}"
    return f"{day_month(first)} - {day_month(last)}"


def _extension(deadline: Deadline) -> list[tuple[str, str]]:
    rule = deadline.rule.extension
    if rule is None or deadline.extension_limit is None:
        return []
    length = plural(rule.max, f"upto.{rule.unit}")
    limit = day(deadline.extension_limit)
    if not deadline.extended:
        return [(t("why.row.extension"), t("why.may_extend", length=length, limit=limit))]
    key = "why.too_long" if deadline.too_long else "why.extended"
    return [(t("why.row.extension"), t(key, due=day(deadline.due), length=length, limit=limit))]


def _uncertain(deadline: Deadline, calendar: WorkCalendar) -> str:
    if deadline.certainty == "fact":
        years = [y for y in _years(deadline) if y in calendar.unconfirmed]
        return t("why.year_unconfirmed", year=years[0]) if years and deadline.skipped else ""
    if all(calendar.covers(when) for when in (deadline.start, deadline.due)):
        return t("why.no_start")
    return t("why.no_calendar", year=deadline.due.year)


def _years(deadline: Deadline) -> range:
    return range(deadline.start.year, deadline.due.year + 1)
