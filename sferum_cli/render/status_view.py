"""Requests on the screen: home, the list, one request with its dates, what is due."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import assert_never

from sferum_cli.core.calendar import still_counts
from sferum_cli.core.events import WAITING, Event
from sferum_cli.core.frozen import NOTHING
from sferum_cli.core.letter_copies import REMINDER, keeps_letter
from sferum_cli.core.obligations import Obligation, breached, owed
from sferum_cli.core.outlook import Due, NextAction, Outlook
from sferum_cli.core.requests import Request
from sferum_cli.render.blocks import Block, Command, Drawing, Heading, Items, Pairs, Text
from sferum_cli.render.obligations import (
    doubted_once,
    earliest_words,
    idle_lines,
    is_earliest,
    obligation_words,
    term_words,
)
from sferum_cli.render.reasons import is_reminder_to_send, reason_line
from sferum_cli.render.who import who_acts
from sferum_cli.text import capital, day, day_month, has, joined, language, plural, t, weekday


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


def term_lists(
    item: Outlook, today: date, said: str, title: str, *, live: bool = False,
    first: Sequence[str] = (), drawn: bool = False,
) -> list[Items]:  # fmt: skip
    """The terms of the newest round under ``title``, with ``live`` those that still wait.

    ``first`` stands above them; what is ``said`` or ``drawn`` already is left out. Where several
    days are only the earliest there can be, one head says so for all of them.
    """
    rows = [
        (o, row)
        for o in _terms(item, today, live=live)
        if not (drawn and still_counts(o))
        if (row := term_row(o, item, today)).casefold() not in said.casefold()
    ]
    early = [o for o, _ in rows if is_earliest(o)]
    shared = len(early) > 1
    single = [row for o, row in rows if not (shared and is_earliest(o))]
    listed = (*first, *doubted_once(single, said))
    found = [Items(listed, title)] if listed else []
    if shared:
        words = tuple(capital(earliest_words(o, item.request)) for o in early)
        (head,) = doubted_once([t("status.dates.earliest", lacks=t("term.lacks.arrival"))], said)
        found.append(Items(words, head))
    return found


def term_row(o: Obligation, item: Outlook, today: date) -> str:
    """An obligation as a sentence."""
    return capital(obligation_words(o, item.request, today))


def _terms(item: Outlook, today: date, *, live: bool) -> list[Obligation]:
    """A day by which nobody had to do anything is not spoken of once it is over."""
    newest = item.request.round.number
    return [
        o for o in item.obligations
        if (o.round == newest or o.live) and (o.live or not live)
        if not (o.owed_by == "nobody" and o.due < today)
    ]  # fmt: skip


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
