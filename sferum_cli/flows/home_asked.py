"""Home on a terminal: the whole program as a task list: choose, do it, come back."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Mapping, Sequence

from sferum_cli.core.aliases import is_same_alias
from sferum_cli.core.frozen import frozen, replace
from sferum_cli.core.tasks import CaseTasks, Task, task_list
from sferum_cli.core.walk_place import walk_over
from sferum_cli.errors import RUN, BadUsage, Interrupted, NeedsAnswer, NotFound, StateBusy
from sferum_cli.flows import home_deeds as deeds
from sferum_cli.flows.overview import overview
from sferum_cli.flows.plans import path_title, plans_in
from sferum_cli.flows.session import Session
from sferum_cli.flows.walk import resume
from sferum_cli.render.answer import Answer
from sferum_cli.render.blocks import Text
from sferum_cli.render.error_view import why_not
from sferum_cli.render.home_view import (
    PathTitles,
    case_words,
    deed_words,
    short,
    tasks_page,
    title_key,
    welcome_page,
)
from sferum_cli.render.indoors import indoors
from sferum_cli.shelf import knowledge
from sferum_cli.text import joined, language, t

ROWS = 24  # of a terminal that nobody made larger
AROUND = 4  # rows around the choices of a list to move in: blank lines, the question
AROUND_LINES = 6  # and of numbered lines, where an answer is typed, too

_CONTINUE = "sferum continue "
_OF_A_REQUEST: Mapping[str, Callable[[Session, str], Answer | None]] = {
    "record": deeds.write_it_down, "show": deeds.all_about, "letter": deeds.any_letter,
    "up": deeds.rung_up, "pack": deeds.gather_evidence,
}  # fmt: skip

HomeDeed = Callable[[Session], Answer | None]
MenuRows = Sequence[tuple[str, str]]


@frozen
class View:
    """What home knows when it asks: the cases with their tasks, and the titles of their paths."""

    cases: tuple[CaseTasks, ...]
    titles: PathTitles

    @property
    def tasks(self) -> tuple[Task, ...]:
        """Every task, case by case."""
        return tuple(task for each in self.cases for task in each.tasks)


def stay(session: Session) -> Answer:
    """Ask what to do, do it, and ask again until the person leaves.

    Raises Interrupted and DamagedFile; what was written by then is written.
    """
    try:
        return _stay(session)
    except Interrupted as left:
        if RUN.written:
            left.values.setdefault("resume", "sferum")
        raise


def _stay(session: Session) -> Answer:
    inside = replace(session, show=lambda page: session.show(indoors(page)))
    deed: HomeDeed | None = None
    while True:
        if deed is None:
            view = view_now(session)
            deed = _ask(inside, view) if view.cases else _ask_first(inside)
        if deed is None:
            return _left()
        answer, deed = _done(inside, deed), None
        page = answer.page if answer else ()
        if answer and page and (not answer.left or answer.shape["request"]):
            inside.show(page)
            if not answer.left:
                chosen, deed = _ask_then(inside, answer)
                if chosen == "leave":
                    return _left()


def view_now(session: Session) -> View:
    """The cases as they stand now. DamagedFile."""
    found = overview(session.folder, today=session.today)
    cases = task_list(plans_in(session.folder, found.state), found.items)
    lang = language()
    known = knowledge.path_ids()
    tasks = [task for each in cases for task in each.tasks if task.path in known]
    titles = {title_key(task): path_title(task.path, task.case).pick(lang) for task in tasks}
    return View(cases, titles)


def _left() -> Answer:
    return Answer([Text(t("home.left"), "good")] if RUN.written else [], {})


def _ask_first(session: Session) -> HomeDeed | None:
    """What somebody wants who has nothing here yet."""
    session.show(welcome_page())
    lang = language()
    paths = ("gosuslugi", "school", "delete")
    choices = [
        ("start", t("home.path.start")),
        *((path, knowledge.path_head(path).title.pick(lang)) for path in paths),
        ("path", t("home.menu.path")),
        ("read", t("home.menu.read")),
        ("leave", t("home.menu.leave")),
    ]
    chosen = session.prompter.choose("home", t("home.first.ask"), choices)
    match chosen:
        case "leave":
            return None
        case "path":
            return deeds.another_path
        case "read":
            return deeds.read_up
        case "start":
            return deeds.make_plan
        case _:
            return lambda inside: deeds.begin_path(inside, chosen, deeds.whose_case(inside))


def _ask(session: Session, view: View) -> HomeDeed | None:
    """The most urgent first, then whatever else there is to do."""
    best = view.cases[0].first
    choices = _choices(view, best)
    around = AROUND if session.can_draw and session.width >= 60 else AROUND_LINES
    rows = ROWS - around - _rows(choices, session.width)
    session.show(tasks_page(view.cases, view.titles, session.today, width=session.width, rows=rows))
    match session.prompter.choose("home", t("home.ask"), choices):
        case "best":
            return lambda inside: deeds.do_task(inside, best)
        case "record":
            return deeds.write_it_down
        case "other":
            return lambda inside: _other(inside, view)
        case "path":
            return deeds.another_path
        case "read":
            return deeds.read_up
        case _:
            return None


def _choices(view: View, best: Task) -> MenuRows:
    choices = []
    if best.turn != "done":
        people = best.item.request.people if best.item else (best.case.alias,)
        named = len(view.cases) > 1 and all(people)
        whose = f"{joined(people)}: " if named and people else ""
        choices.append(("best", f"{whose}{deed_words(best, view.titles)}"))
    records = best.action and best.action.command.split()[1:2] == ["log"]
    if any(task.item and task.item.request.open for task in view.tasks) and (
        not records or len(view.tasks) > 1
    ):
        choices.append(("record", t("home.menu.record")))
    choices.append(("other", t("home.menu.other" if len(view.tasks) > 1 else "home.menu.more")))
    return [
        *choices,
        ("path", t("home.menu.path")),
        ("read", t("home.menu.read")),
        ("leave", t("home.menu.leave")),
    ]


def _rows(choices: MenuRows, width: int) -> int:
    """How many rows ``choices`` take, the longest marks and numbers before them counted."""
    return sum(len(textwrap.wrap(f"   {words} (...........)", width)) for _, words in choices)


def _other(session: Session, view: View) -> Answer | None:
    """Another line of the list, and what to do with it."""
    if (each := _case(session, view)) and (task := _task(session, each, view.titles)):
        return _with_task(session, task, view.titles)
    return None


def _case(session: Session, view: View) -> CaseTasks | None:
    if len(view.cases) == 1:
        return view.cases[0]
    names = [case_words(each) or t("home.nobody") for each in view.cases]
    choices = [(str(n), name) for n, name in enumerate(names)]
    chosen = session.prompter.choose("case", t("home.case"), [*choices, ("back", t("home.back"))])
    return None if chosen == "back" else view.cases[int(chosen)]


def _task(session: Session, each: CaseTasks, titles: PathTitles) -> Task | None:
    if len(each.tasks) == 1:
        return each.first
    lines = [short(task, titles, session.today) for task in each.tasks]
    choices = [(str(n), line) for n, line in enumerate(lines)]
    chosen = session.prompter.choose("task", t("home.task"), [*choices, ("back", t("home.back"))])
    return None if chosen == "back" else each.tasks[int(chosen)]


def _with_task(session: Session, task: Task, titles: PathTitles) -> Answer | None:
    """What to do with one line of the list."""
    choices = [("do", deed_words(task, titles))] if task.turn != "done" else []
    if _walk_left(task, titles):
        choices.append(("walk", t("home.do.continue", title=titles[title_key(task)])))
    if task.item:
        choices += [(part, t(f"home.line.{part}")) for part in (*_OF_A_REQUEST, "report")]
    question = short(task, titles, session.today)
    chosen = session.prompter.choose("line", question, [*choices, ("back", t("home.back"))])
    if chosen == "do":
        return deeds.do_task(session, task)
    if chosen == "back" or task.item is None:
        return None
    if chosen == "report":
        return deeds.make_report(session, task.case.alias)
    return _OF_A_REQUEST.get(chosen, resume)(session, task.item.request.id)


def _walk_left(task: Task, titles: PathTitles) -> bool:
    """Whether steps are left that the next deed does not go on with."""
    if task.item is None or task.action is None or title_key(task) not in titles:
        return False
    begun = task.item.request.walk and not task.action.command.startswith(_CONTINUE)
    return bool(begun) and not walk_over(task.item.request, knowledge.path(task.path))


def _done(session: Session, deed: HomeDeed) -> Answer | None:
    """Do it; what keeps it from being done is told as its page. Raises Interrupted."""
    before = RUN.commits
    try:
        return deed(session)
    except Interrupted as left:
        key = left.key if RUN.commits > before else "error.interrupted_nothing"
        raise Interrupted(key, resume="sferum") from left
    except (BadUsage, NotFound, NeedsAnswer, StateBusy) as error:
        return Answer(why_not(error), {})


def _ask_then(session: Session, answer: Answer) -> tuple[str, HomeDeed | None]:
    """What comes after a deed: the next path of that plan (then that deed), the list, leaving."""
    ahead = _ahead(view_now(session), answer)
    choices = [("next", deed_words(*ahead))] if ahead else []
    choices += [("list", t("home.then.list")), ("leave", t("home.menu.leave"))]
    chosen = session.prompter.choose("then", t("home.then"), choices)
    if chosen == "next" and ahead:
        task = ahead[0]
        return chosen, lambda inside: deeds.do_task(inside, task)
    return chosen, None


def _ahead(view: View, answer: Answer) -> tuple[Task, PathTitles] | None:
    """The next path of the plan of whom the deed was for, where nothing is more urgent there."""
    request = answer.shape.get("request")
    if not isinstance(request, dict):
        return None
    person = request.get("person") or ""
    for each in view.cases:
        first = each.first
        begins = first.action is None or first.action.command.startswith(_CONTINUE)
        if is_same_alias(each.case.alias, person) and begins:
            return first, view.titles
    return None
