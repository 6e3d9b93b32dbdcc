"""The task list: the most urgent first, whose turn it is, and never empty while a goal is open."""

from __future__ import annotations

from typing import get_args

from sferum_cli.core.cases import Case
from sferum_cli.core.knowledge import Bilingual
from sferum_cli.core.outlook import REASONS, SCORES, NextAction, Outlook, Reason
from sferum_cli.core.plan import CasePlan, ItemState, Plan, PlanItem, PlanRow
from sferum_cli.core.requests import Request
from sferum_cli.core.tasks import CaseTasks, TaskTurn, task_list, task_turn

MASHA = Case("m", "masha", "parent", goals=("gosuslugi",))
PETYA = Case("p", "petya", "parent", goals=("school",))
WORDS = Bilingual("", "")


def row(path: str, *, ladder: bool = False) -> PlanRow:
    return PlanRow(path, 1, WORDS, WORDS, WORDS, ladder=ladder)


def plan(case: Case, **states: ItemState) -> CasePlan:
    return CasePlan(case, Plan({}, tuple(PlanItem(row(p), s) for p, s in states.items())), ())


def stands(case: Case, path: str, reason: Reason) -> Outlook:
    action = NextAction(f"sferum log {path}-1", reason, SCORES[reason])
    return Outlook(Request(f"{path}-1", path=path, case=case), (), None, None, action)


def paths(each: CaseTasks) -> list[str]:
    return [task.path for task in each.tasks]


def test_the_case_with_the_most_urgent_task_comes_first() -> None:
    plans = [plan(MASHA, gosuslugi="running"), plan(PETYA, school="waiting")]
    items = [stands(MASHA, "gosuslugi", "walk_paused"), stands(PETYA, "school", "overdue")]
    assert [each.case.alias for each in task_list(plans, items)] == ["petya", "masha"]


def test_what_comes_next_in_the_plan_stands_between_what_is_mine_and_what_waits() -> None:
    both = plan(MASHA, vk="waiting", max="waiting", school="todo")
    items = [stands(MASHA, "vk", "waiting"), stands(MASHA, "max", "refused")]
    assert paths(task_list([both], items)[0]) == ["max", "school", "vk"]


def test_a_goal_that_was_left_without_a_result_is_still_a_task() -> None:
    left = plan(MASHA, vk="done", gosuslugi="skipped")
    items = [stands(MASHA, "vk", "closed"), stands(MASHA, "gosuslugi", "closed")]
    first = task_list([left], items)[0].first
    assert (first.path, first.turn, first.again) == ("gosuslugi", "mine", True)


def test_nothing_is_walked_again_while_something_is_still_under_way() -> None:
    left = plan(MASHA, vk="waiting", gosuslugi="skipped")
    items = [stands(MASHA, "vk", "waiting"), stands(MASHA, "gosuslugi", "closed")]
    assert not [task for task in task_list([left], items)[0].tasks if task.again]


def test_what_nobody_wished_for_is_not_counted() -> None:
    asked_nothing = plan(Case("x", "", "parent"), school="waiting")
    listed = task_list([asked_nothing], [stands(Case("x"), "school", "waiting")])[0]
    assert (listed.done, listed.of) == (0, 0)
    assert task_list([asked_nothing], []) == ()


def test_every_reason_is_somebodys_turn() -> None:
    turns = {task_turn(NextAction("", reason, 0)) for reason in REASONS}
    assert turns == {*get_args(TaskTurn)} - {"asleep"}
