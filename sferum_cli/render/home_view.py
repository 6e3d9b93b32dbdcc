"""Home on a terminal: the task list of every case, as much of it as the screen holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from sferum_cli.core.codes import InstitutionKind
from sferum_cli.core.tasks import CaseTasks, Task
from sferum_cli.render.blocks import Block, Heading, Items, Text
from sferum_cli.render.plain import paint_plain
from sferum_cli.render.reasons import is_reminder_to_send
from sferum_cli.render.status_view import due_phrase, in_a_list
from sferum_cli.text import capital, day, day_month, has, plural, t, weekday

PathTitles = Mapping[tuple[InstitutionKind, str], str]  # of paths, by institution and id
MARGIN = 2  # columns that a colour screen leaves at the left


def title_key(task: Task) -> tuple[InstitutionKind, str]:
    """Under which the title of the path of ``task`` stands among ``PathTitles``."""
    return task.case.institution.kind, task.path


def welcome_page() -> list[Block]:
    """What somebody sees who typed the name of the program for the first time, at a terminal."""
    return [Heading(t("welcome.title")), Text(t("home.first.what")), Text(t("home.first.private"))]


def tasks_page(
    cases: Sequence[CaseTasks], titles: PathTitles, today: date, *, width: int, rows: int
) -> list[Block]:
    """The list in as many words as fit into ``rows`` lines of ``width`` columns."""
    page: list[Block] = []
    for page in _pages(cases, titles, today):
        if paint_plain(page, width=width - MARGIN).count("\n") <= rows:
            return page
    return page


def _pages(cases: Sequence[CaseTasks], titles: PathTitles, today: date) -> Iterator[list[Block]]:
    """The list, in fewer and fewer words."""
    head = Heading(t("home.today", weekday=weekday(today), day=day(today)))
    for done in (True, False):
        yield [head, *(_whole(each, titles, today, done=done) for each in cases)]
    yield [head, Items(tuple(_in_a_line(each, titles, today, more=True) for each in cases))]
    lines = [_in_a_line(each, titles, today, more=False) for each in cases]
    for shown in range(len(lines), 0, -1):
        more = len(lines) - shown
        rest = (t("home.more", count=plural(more, "count.case")),) if more else ()
        yield [head, Items((*lines[:shown], *rest))]


def _whole(each: CaseTasks, titles: PathTitles, today: date, *, done: bool) -> Items:
    shown = [task for task in each.tasks if done or task.turn != "done"] or [each.first]
    lines = tuple(task_line(task, titles, today) for task in shown)
    return Items(lines, case_words(each))


def case_words(each: CaseTasks) -> str:
    """Whom a case is for and how far its plan has come; empty where there is nothing to say."""
    done = t("home.done", done=each.done, of=each.of) if each.of else ""
    return ", ".join(part for part in (each.case.alias, done) if part)


def task_line(task: Task, titles: PathTitles, today: date) -> str:
    """One task as a sentence: whose turn it is, what it is about, and the date that matters."""
    title = titles.get(title_key(task), task.path)
    if task.item is None or task.action is None:
        return t("home.again" if task.again else "home.ahead", title=title)
    if task.action is task.item.next:
        words = in_a_list(task.item, today)
    else:
        words = due_phrase(task.item, task.action.due, today)
    return t(f"home.turn.{task.turn}", words=f"{title}: {words}" if words else title)


def _in_a_line(each: CaseTasks, titles: PathTitles, today: date, *, more: bool) -> str:
    """A case in a line: whose turn, since or until when, how far; how much ``more`` there is."""
    parts = [short(each.first, titles, today)]
    others = sum(other.turn == "mine" for other in each.tasks[1:])
    if others and more:
        parts.append(t("home.also", count=plural(others, "count.case")))
    if each.of:
        parts.append(t("home.of", done=each.done, of=each.of))
    told = "; ".join(parts)
    return f"{each.case.alias}: {told}" if each.case.alias else capital(told)


def short(task: Task, titles: PathTitles, today: date) -> str:
    """A task in a few words, for a list of many."""
    title = titles.get(title_key(task), task.path)
    due = task.due
    if due is None or (due.kind == "act" and due.date > today):  # a day of ours, no term of anybody
        dated = task.turn == "later"  # its sentence names a day
        return t("home.short.waits" if dated else f"home.short.{task.turn}", title=title)
    days = abs((due.date - today).days)
    when = "late" if due.date < today else "today" if due.date == today else "ahead"
    key = f"home.short.{task.turn}.{when}"
    key = key if has(key) else f"home.short.{task.turn}"
    return t(key, title=title, date=day_month(due.date), days=plural(days, "count.day"))


def deed_words(task: Task, titles: PathTitles) -> str:
    """What doing a task is called among the choices."""
    title = titles.get(title_key(task), task.path)
    if task.action is None:
        return t("home.do.again" if task.again else "home.do.begin", title=title)
    written = is_reminder_to_send(task.action)
    key = "home.do.remind_written" if written else f"home.do.{task.action.reason}"
    verb = task.action.command.split()[1:2]
    return t(key if has(key) else f"home.do.{''.join(verb)}", title=title)
