"""The task list of every case: each line whose turn it is, how urgent, and what it is about."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Literal

from sferum_cli.core.aliases import alias_key, by_alias
from sferum_cli.core.cases import Case
from sferum_cli.core.frozen import frozen
from sferum_cli.core.outlook import SCORES, Due, NextAction, Outlook, Reason

if TYPE_CHECKING:
    from sferum_cli.core.plan import CasePlan, PlanItem

TaskTurn = Literal["mine", "theirs", "later", "asleep", "done"]

_THEIRS: frozenset[Reason] = frozenset({
    "waiting", "due_soon", "due_today", "unknown_start", "reminded", "passed_on", "stale",
})  # fmt: skip
_DONE: frozenset[Reason] = frozenset({"closed", "nothing_there", "came_back"})
_LATER: frozenset[Reason] = frozenset({"recheck_later", "elsewhere"})


@frozen
class Task:
    """One line: a request with what to do about it, or a path of the plan that is to be begun.

    ``again`` says that the path was left without a result while its goal is still wanted.
    """

    case: Case
    path: str
    turn: TaskTurn
    score: int
    item: Outlook | None = None
    action: NextAction | None = None
    again: bool = False

    @property
    def due(self) -> Due | None:
        """The date that matters."""
        return self.action.due if self.action else None


@frozen
class CaseTasks:
    """A case with its tasks, the most urgent first, and how far its plan has come.

    ``of`` is 0 where nobody said what is wanted.
    """

    case: Case
    tasks: tuple[Task, ...]
    done: int = 0
    of: int = 0

    @property
    def first(self) -> Task:
        """The most urgent; there is always one."""
        return self.tasks[0]


def task_list(plans: Sequence[CasePlan], items: Sequence[Outlook]) -> tuple[CaseTasks, ...]:
    """Every case that has a task, the one with the most urgent task first."""
    found = []
    theirs = by_alias(items, lambda item: item.request.cases)
    for each in plans:
        own = theirs.get(alias_key(each.case.alias), [])
        if tasks := _tasks(each, own):
            of = len(each.plan.counted) if each.wanted else 0
            found.append(CaseTasks(each.case, tuple(tasks), each.plan.done, of))
    return tuple(sorted(found, key=lambda each: _urgency(each.first)))


def _tasks(each: CasePlan, items: Sequence[Outlook]) -> list[Task]:
    found = [
        Task(each.case, item.request.path, task_turn(action), action.score, item, action)
        for item in items
        for action in (item.next, *item.others)
    ]
    if row := ahead(each, items):
        again = row.state != "todo"
        found.append(Task(each.case, row.row.path, "mine", SCORES["plan"], again=again))
    return sorted(found, key=_urgency)


def ahead(each: CasePlan, items: Sequence[Outlook]) -> PlanItem | None:
    """The path of the plan of a case to begin next; ``items`` are its requests.

    Where all is begun and nothing goes on, a goal that was left without a result is still open.
    """
    if not each.wanted:
        return None
    over = all(task_turn(item.next) == "done" and not item.others for item in items)
    return each.plan.next or (each.plan.again if over else None)


def _urgency(task: Task) -> tuple[bool, int, date]:
    return task.turn == "done", -task.score, task.due.date if task.due else date.max


def task_turn(action: NextAction) -> TaskTurn:
    """Whose turn it is where ``action`` is what to do next."""
    if action.asleep is not None:
        return "asleep"
    if action.reason in _DONE:
        return "done"
    if action.reason in _LATER:
        return "later"
    return "theirs" if action.reason in _THEIRS else "mine"
