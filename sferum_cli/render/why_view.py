"""Each date as a little calculation that a person can check."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby

from sferum_cli.core.deadlines import Skipped
from sferum_cli.core.events import Event
from sferum_cli.core.frozen import NOTHING
from sferum_cli.core.obligations import Obligation
from sferum_cli.core.outlook import Outlook
from sferum_cli.core.requests import Request
from sferum_cli.core.workdays import WorkCalendar
from sferum_cli.render.blocks import Block, Heading, Pairs, Text
from sferum_cli.render.history_view import event_words
from sferum_cli.render.obligations import doubted_once, how_met, obligation_words
from sferum_cli.render.status_view import next_block
from sferum_cli.render.trust_view import mark_added
from sferum_cli.text import capital, day, day_month, language, plural, t, weekday_short


def why_page(item: Outlook, calendar: WorkCalendar, today: date) -> list[Block]:
    """Every date of a request with its calculation, and what is to be done about them now."""
    blocks: list[Block] = []
    for o in item.obligations:
        blocks += calculation(o, item.request, calendar, today)
    if item.due and item.due.kind == "recheck":
        blocks.append(Text(t("why.recheck", date=day(item.due.date))))
    if not blocks:
        return [Text(t(_why_none(item.request), id=item.request.id))]
    later = item.next.reason == "recheck_later"  # all is done but to look again, as just said
    return blocks if later else [*blocks, next_block(item, t("home.best"))]


def _why_none(request: Request) -> str:
    """Why a request has no dates: nobody is asked in writing, or nothing was sent yet."""
    if request.round.spoken:
        return "why.none.spoken"
    return "why.none" if request.rung else "why.none.self"


def calculation(
    o: Obligation, request: Request, calendar: WorkCalendar, today: date
) -> list[Block]:
    """One date: the event and its proof, the rule, the days counted and skipped, what met it."""
    deadline = o.deadline
    lang = language()
    certainty = t(f"why.{o.certainty}" if deadline.rule.binding else "why.courtesy")
    about = t("due.about") if o.certainty == "estimate" else ""
    length = plural(deadline.rule.amount, f"count.{deadline.rule.unit}")
    rule = f"{length} ({deadline.rule.norm.pick(lang)})"
    rows = [
        (t("why.row.from"), _from(o)),
        (t("why.row.rule"), mark_added(rule, added=deadline.rule.added)),
    ]
    if deadline.counted:
        rows.append((t("why.row.counted"), _weeks(deadline.counted)))
    if deadline.skipped:
        rows.append((t("why.row.skipped"), _skipped(deadline.skipped)))
    if deadline.moved:
        moved = t("why.rolled", plain=day(deadline.plain), base=day(deadline.base))
        rows.append((t("why.row.rolled"), moved))
    rows += _extension(o)
    if deadline.paused_days or deadline.paused_now:
        key = "why.paused_now" if deadline.paused_now else "why.paused"
        rows.append((t("why.row.pause"), t(key, days=plural(deadline.paused_days, "count.day"))))
    if o.agreed:
        rows.append((t("why.row.agreed"), t("why.agreed", date=day(o.agreed))))
    if note := _uncertain(o, calendar):
        rows.append((t("why.row.estimate"), note))
    if years := deadline.added_years:
        rows.append((t("why.row.calendar"), mark_added(", ".join(map(str, years)), added=True)))
    state = capital(obligation_words(o, request, today))
    said = " ".join(words for _, words in rows)
    rows += [(t("why.row.state"), words) for words in doubted_once((state,), said)]
    if o.met:
        done = how_met(o, request) == "term.how.done"
        rows.append((t("why.row.met" if done else "why.row.answered"), _start(o.met)))
    elif o.ended:
        rows.append(
            (t("why.row.ended"), _start(o.ended, {o.rule.id: deadline.rule.title.pick(lang)}))
        )
    title = f"{deadline.rule.title.pick(lang)}: {about}{day(deadline.due)}, {certainty}"
    return [Heading(title), Pairs(tuple(rows))]


def _from(o: Obligation) -> str:
    """The event that began it; of a missed term that began it, the day after that term too."""
    words = _start(o.start)
    if o.deadline.start > o.start.date:
        words += f"; {t('why.missed', date=day(o.deadline.start))}"
    return words


def _start(event: Event, rules: Mapping[str, str] = NOTHING) -> str:
    told = event_words(event, rules=rules)
    words = f"{day(event.date)}, {weekday_short(event.date)}: {told}"
    written = date.fromisoformat(event.at[:10]) if event.at[:10].count("-") == 2 else None
    return f"{words} ({t('why.written', date=day(written))})" if written else words


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


def _extension(o: Obligation) -> list[tuple[str, str]]:
    deadline, rule = o.deadline, o.rule.extension
    if o.extended_until and rule is None:
        return [(t("why.row.extension"), t("why.no_extension", due=day(o.extended_until)))]
    if rule is None or deadline.extension_limit is None:
        return []
    length = plural(rule.max, f"upto.{rule.unit}")
    limit = day(deadline.extension_limit)
    if not o.extended_until:
        key = "why.may_extend" if rule.reasons else "why.may_extend_notice"
        return [(t("why.row.extension"), t(key, length=length, limit=limit))]
    key = "why.too_long" if o.extended_until > deadline.extension_limit else "why.extended"
    due = day(o.extended_until)
    return [(t("why.row.extension"), t(key, due=due, length=length, limit=limit))]


def _uncertain(o: Obligation, calendar: WorkCalendar) -> str:
    deadline = o.deadline
    if o.certainty == "fact":
        years = range(deadline.start.year, deadline.due.year + 1)
        unsure = [year for year in years if year in calendar.unconfirmed]
        return t("why.year_unconfirmed", year=unsure[0]) if unsure and deadline.skipped else ""
    if o.certainty == "not_before":
        return t("why.posted")
    if o.lacks:
        return t("why.no_start" if o.lacks == "received" else f"why.no_start.{o.lacks}")
    return t("why.no_calendar", year=deadline.due.year)
