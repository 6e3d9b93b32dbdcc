"""Requests on the screen: home, the list, one request with its dates, what was recorded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from sferum_cli.core.clocks import Clock, Due
from sferum_cli.core.events import Event
from sferum_cli.core.next_action import Outlook
from sferum_cli.render.blocks import Block, Command, Drawing, Heading, Items, Pairs, Text
from sferum_cli.text import day, day_month, has, language, plural, t, weekday


def welcome() -> list[Block]:
    """What somebody sees who typed the name of the program for the first time."""
    rows = tuple(
        (t(f"welcome.{key}"), command)
        for key, command in (
            ("start", "sferum start"),
            ("parent", "sferum unlink school --role parent"),
            ("student", "sferum unlink gosuslugi --role student"),
            ("teacher", "sferum guide --role teacher"),
            ("delete", "sferum delete"),
            ("support", "sferum support"),
            ("all", "sferum --help"),
        )
    )
    return [
        Heading(t("welcome.title")),
        Text(t("welcome.what")),
        Text(t("welcome.private"), "quiet"),
        Pairs(rows),
        Text(t("welcome.files"), "quiet"),
    ]


def nothing_yet() -> list[Block]:
    """There is no request yet."""
    return [Text(t("status.none")), Command("sferum", "", t("home.next"))]


def home(outlooks: Sequence[Outlook], titles: Mapping[str, str], today: date) -> list[Block]:
    """Each request, whose turn it is, the days left, and one next command."""
    blocks: list[Block] = [
        Heading(t("home.today", weekday=weekday(today), day=day(today))),
        request_list(outlooks, titles, today),
    ]
    if outlooks and outlooks[0].next.score > -1:
        best = outlooks[0]
        blocks.append(Command(best.next.command, why(best, today), t("home.best")))
    return blocks


def request_list(outlooks: Sequence[Outlook], titles: Mapping[str, str], today: date) -> Pairs:
    """One row a request: its id, what it is and where it stands."""
    rows = []
    for item in sorted(outlooks, key=lambda o: not o.request.open):
        title = titles.get(item.request.path, item.request.path)
        rows.append((item.request.id, f"{title}: {standing(item, today)}"))
    return Pairs(tuple(rows))


def standing(item: Outlook, today: date) -> str:
    """Where a request stands, in a few words: whose turn, and the date that matters."""
    request = item.request
    state = f"outcome.{request.outcome}" if request.outcome else f"status.{request.status}"
    dated = due_phrase(item.due, item.timing, today)
    return f"{t(state)}{f'; {dated}' if dated else ''}"


def due_phrase(due: Due | None, timing: str | None, today: date) -> str:
    """The next date of a request in words, with what was moved."""
    if due is None:
        return ""
    days = abs((due.date - today).days)
    when = "past" if due.date < today else "ahead" if due.date > today else "today"
    key = f"due.{due.kind}.{when}"
    if due.certainty == "estimate" and has(f"{key}_about"):
        key = f"{key}_about"
    words = t(key, date=day(due.date), days=plural(days, "count.day"))
    if due.original:
        words += f" {t('due.moved', original=day(due.original))}"
    if timing == "unknown_start":
        words += f" {t('due.unknown_start')}"
    return words


def why(item: Outlook, today: date) -> str:
    """The reason for the next command in a sentence."""
    del today
    due = day(item.due.date) if item.due else ""
    return t(f"next.{item.next.reason}", id=item.request.id, date=due)


def details(
    item: Outlook,
    title: str,
    *,
    today: date,
    drawing: Drawing | None = None,
    checks: Sequence[str] = (),
) -> list[Block]:
    """One request: where it stands, its dates, its history, the next step."""
    request = item.request
    who = f" · {t(f'role.{request.role}')}" if request.role else ""
    blocks: list[Block] = [
        Heading(f"{request.id} · {title}{who}"),
        Text(_sentence(standing(item, today)), "danger" if item.timing == "overdue" else "normal"),
    ]
    rows = tuple(clock_row(clock, today) for clock in item.clocks)
    if drawing:  # it names every term that runs
        blocks.append(drawing)
    elif rows:
        blocks.append(Pairs(rows, t("status.dates")))
    if checks:
        blocks.append(Items(tuple(checks), t("status.checks")))
    blocks.append(Items(tuple(history_line(e) for e in request.events), t("status.history")))
    blocks.append(Command(item.next.command, why(item, today), t("home.best")))
    return blocks


def clock_row(clock: Clock, today: date) -> tuple[str, str]:
    """One clock: its date, and what is due."""
    deadline = clock.deadline
    lang = language()
    about = t("due.about") if deadline.certainty == "estimate" else ""
    days = (deadline.due - today).days
    if not clock.running:
        left = t("clock.stopped")
    elif days < 0:
        left = t("clock.past", days=plural(-days, "count.day"))
    else:
        left = t("clock.left", days=plural(days, "count.day")) if days else t("clock.today")
    soft = "" if deadline.rule.binding else f" {t('term.courtesy_short')}"
    return f"{about}{day(deadline.due)}", f"{deadline.rule.title.pick(lang)}{soft}: {left}"


def history_line(event: Event) -> str:
    """One event of the past in a line."""
    return f"{day_month(event.date)} {event.date.year}: {event_words(event)}"


def event_words(event: Event) -> str:
    """What happened, with what was written down about it; an unknown event by its own name."""
    key = f"event.{event.type}"
    words = t(key) if has(key) else event.type
    for name in ("number", "channel", "result", "to", "until", "reason", "file", "note", "child"):
        value = event.data.get(name)
        if value in (None, ""):
            continue
        text = day(value) if isinstance(value, date) else str(value)
        code = f"value.{name}.{text}"
        words += f", {t(f'field.{name}')} {t(code) if has(code) else text}"
    return words


def recorded(
    item: Outlook,
    events: Sequence[Event],
    title: str,
    *,
    today: date,
    checks: Sequence[str] = (),
) -> list[Block]:
    """What was just written down, what it changed and what comes next."""
    own = [e for e in events if e.type != "walk" and e.request == item.request.id]
    lines = (f"{event_words(e)} ({day(e.date)})" for e in own)
    blocks: list[Block] = [
        Text(t("log.recorded", id=item.request.id, what="; ".join(lines)), "good"),
        Text(f"{title}: {standing(item, today)}"),
    ]
    opened = (event.request for event in events if event.type == "planned")
    blocks += [Text(t("log.opened", id=request_id)) for request_id in opened]
    if rows := tuple(clock_row(clock, today) for clock in item.clocks if clock.running):
        blocks.append(Pairs(rows, t("status.dates")))
    if checks:
        blocks.append(Items(tuple(checks), t("status.checks")))
    blocks.append(Command(item.next.command, why(item, today), t("home.next")))
    return blocks


def silence_page(item: Outlook, today: date) -> list[Block]:
    """Nothing came: whether that is still in time, and what to do."""
    return [
        Text(t("log.silence", id=item.request.id)),
        Text(_sentence(standing(item, today))),
        Command(item.next.command, why(item, today), t("home.next")),
    ]


def due_line(item: Outlook, today: date) -> str:
    """One due thing in a line: the request, its date in words, the command."""
    words = due_phrase(item.due, item.timing, today)
    return f"{item.request.id}: {words}: {item.next.command}"


def taken_back(events: Sequence[Event]) -> list[Block]:
    """What ``undo`` took back."""
    lines = []
    for event in events:
        if event.type == "walk":
            lines.append(t("undo.walk", id=event.request))
        else:
            lines.append(f"{event.request}: {event_words(event)} ({day(event.date)})")
    return [
        Items(tuple(lines), t("undo.done")),
        Command("sferum status", "", t("home.next")),
    ]


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
