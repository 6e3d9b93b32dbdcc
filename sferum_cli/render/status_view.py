"""Requests on the screen: home, the list, one request with its dates, what is due."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import assert_never

from sferum_cli.core.calendar import still_counts
from sferum_cli.core.events import WAITING
from sferum_cli.core.obligations import breached, owed
from sferum_cli.core.outlook import Due, NextAction, Outlook
from sferum_cli.core.requests import Request
from sferum_cli.render.blocks import Block, Command, Drawing, Heading, Items, Pairs, Text
from sferum_cli.render.history_view import history_lines
from sferum_cli.render.obligations import idle_lines, term_words
from sferum_cli.render.reasons import is_reminder_to_send, reason_line
from sferum_cli.render.terms_view import term_lists
from sferum_cli.render.who import who_acts
from sferum_cli.text import capital, day, has, joined, language, plural, t, weekday


def nothing_yet() -> list[Block]:
    """There is no request yet."""
    return [Text(t("status.none")), Command("sferum", "", t("home.next"))]


def nothing_open() -> list[Block]:
    """There is no request any more but those that were closed long ago."""
    return [Text(t("status.archive.only")), Command("sferum status --all", "", t("home.next"))]


def more_closed() -> Block:
    """That there are more than the list shows."""
    return Text(t("status.archive.more"), "quiet")


def home_page(
    outlooks: Sequence[Outlook],
    titles: Mapping[str, str],
    today: date,
    ahead: Sequence[Block] = (),
) -> list[Block]:
    """Each request, whose turn it is, the days left, and one next command.

    ``ahead`` are the next paths of the plans: they come first while no request asks for anything.
    """
    blocks: list[Block] = [Heading(t("home.today", weekday=weekday(today), day=day(today)))]
    if outlooks:
        blocks.append(request_list(outlooks, titles, today))
    best = outlooks[0] if outlooks else None
    if ahead and not (best and best.spoken):
        return [*blocks, *ahead]
    if best and best.next.command:
        blocks.append(next_block(best, t("home.best")))
    elif best:
        blocks.append(Text(reason_line(best)))
    return [*blocks, *ahead]


def request_list(outlooks: Sequence[Outlook], titles: Mapping[str, str], today: date) -> Pairs:
    """One row a request: its id, whom it is for, what it is and where it stands."""
    rows = []
    for item in sorted(outlooks, key=lambda o: not o.request.open):
        title = titles.get(item.request.id, item.request.path)
        rows.append((id_and_alias(item.request), f"{title}: {in_a_list(item, today)}"))
    return Pairs(tuple(rows))


def id_and_alias(request: Request) -> str:
    """The id of a request with the aliases of whom it is for."""
    return f"{request.id} · {joined(request.people)}" if request.people else request.id


def where_it_stands(item: Outlook, today: date, *, drawn: bool = False) -> str:
    """Where a request stands, in a few words: whose turn, and the date that matters.

    A term that is ``drawn`` beside it says its date there.
    """
    request = item.request
    state = f"{'outcome' if request.outcome else 'status'}.{request.stands}"
    if request.outcome == "verified_done" and request.last("reappeared"):
        state = "outcome.came_back"
    due = item.due
    dated = "" if drawn and _is_drawn(item) else due_phrase(item, due, today)
    asleep = item.next.asleep
    named = due is not None and due.date == asleep  # that day is said already
    slept = t("due.asleep", date=day(asleep)) if asleep and not named else ""
    ready = t("due.reminder_ready") if is_reminder_to_send(item.next) else ""
    told = due is not None and (
        (due.kind == "term" and request.status in WAITING) or due.rule in ("refused", "not_us")
    )
    return _together("" if told and dated else t(state), dated, ready, slept)


def in_a_list(item: Outlook, today: date) -> str:
    """The same where nothing else tells of its terms: with the one besides the date that matters.

    Another that was missed goes before one that still runs.
    """
    return _together(where_it_stands(item, today), beside(item, item.due, today))


def beside(item: Outlook, due: Due | None, today: date) -> str:
    """What else the other side owes besides the term ``due``, in a few words; mostly empty."""
    if due is None or due.kind not in ("term", "courtesy", "own"):
        return ""
    others = [o for o in item.obligations if o.rule.id != due.rule]
    late = breached(others)
    if len(late) > 1:
        return t("due.beside.several", count=len(late))
    found = late or [o for o in owed(others) if o.due >= today and not o.deadline.paused_now]
    if not found:
        return ""
    first = found[0]
    about = t("due.about") if first.certainty == "estimate" else ""
    key = "due.beside.late" if late else "due.beside.ahead"
    return t(key, date=f"{about}{day(first.due)}", duty=first.rule.duty.pick(language()))


def _together(*parts: str) -> str:
    return "; ".join(part for part in parts if part)


def _is_drawn(item: Outlook) -> bool:
    """Whether a drawing of the terms shows the date that matters next."""
    due = item.due
    if due is None or due.kind not in ("term", "courtesy", "own"):
        return False
    return any(o.rule.id == due.rule and still_counts(o) for o in item.obligations)


def due_phrase(item: Outlook, due: Due | None, today: date) -> str:
    """The date that matters next, as a sentence; empty where there is none to speak of."""
    if due is None:
        return ""
    found = next((o for o in item.obligations if o.rule.id == due.rule and o.live), None)
    if found is not None and due.kind in ("term", "courtesy", "own"):
        return term_words(found, item.request, today)
    days = abs((due.date - today).days)
    when = "past" if due.date < today else "ahead" if due.date > today else "today"
    told = {"date": day(due.date), "days": plural(days, "count.day")}
    match due.kind:
        case "check" | "recheck":
            return t(f"due.{due.kind}.{when}", **told)
        case "act":
            key = f"due.act.{due.rule}"
            if when == "ahead":  # that the person is asked then is said where nothing else is
                key = f"{key}.ahead" if item.next.reason in ("waiting", "unknown_start") else ""
            elif item.next.reason == "rung_begun":
                key = f"{key}.begun"
            return t(key, **told) if has(key) else ""
        case "term" | "courtesy" | "own":
            return ""
        case _:
            assert_never(due.kind)


def details(
    item: Outlook,
    title: str,
    *,
    today: date,
    drawing: Drawing | None = None,
    checks: Sequence[str] = (),
    letters: Sequence[str] = (),
) -> list[Block]:
    """One request: where it stands, its dates, its history, its letters, the next step."""
    request = item.request
    acts = who_acts(request.role, request.case.acting_as)
    who = f" · {acts}" if acts else ""
    head = capital(where_it_stands(item, today, drawn=drawing is not None))
    blocks: list[Block] = [
        Heading(f"{id_and_alias(request)} · {title}{who}"),
        Text(head, "danger" if item.timing == "overdue" else "normal"),
    ]
    said = " ".join((head, *(drawing.sentences if drawing else ())))
    blocks += [drawing] if drawing else []
    blocks += term_lists(item, today, said, t("status.dates"), drawn=drawing is not None)
    blocks += [Text(line, "warn") for line in idle_lines(item)]
    if checks:
        blocks.append(Items(tuple(checks), t("status.checks")))
    blocks.append(Items(history_lines(item), t("status.history")))
    if letters:
        blocks.append(Items(tuple(letters), t("status.letters", id=request.id), numbered=True))
    blocks.append(next_block(item, t("home.best")))
    return blocks


def next_block(item: Outlook, title: str) -> Block:
    """The next command with its reason, or the reason alone where there is nothing to type."""
    words = reason_line(item)
    if item.next.command in ("", "sferum"):  # there is nothing to type
        return Text(words)
    later = item.next.reason == "recheck_later"
    return Command(item.next.command, words, t("end.looked") if later else title)


def due_rows(item: Outlook, today: date) -> list[tuple[str, str]]:
    """Each due thing: the request and whom it is for; what is due and the command."""
    return [
        (id_and_alias(item.request), f"{_due_words(item, each, today)}: {each.command}")
        for each in item.spoken
    ]


def due_lines(item: Outlook, today: date) -> list[str]:
    """The same, in a line each."""
    return [f"{label}: {words}" for label, words in due_rows(item, today)]


def _due_words(item: Outlook, action: NextAction, today: date) -> str:
    """What is due by ``action``; the next one says which other term there is."""
    words = due_phrase(item, action.due, today) or reason_line(item, action)
    return _together(words, beside(item, action.due, today) if action is item.next else "")
