"""The plan on the screen and as JSON: the questions, the map, each path, what to do next."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from typing import Any

from sferum_cli.core.cases import OLD_KINDS, Case
from sferum_cli.core.codes import OWNERSHIPS, one_of
from sferum_cli.core.knowledge import Fact, GuidedPath, PathHead
from sferum_cli.core.plan import Plan, PlanItem, PlanRow
from sferum_cli.core.questions import Answers, Question, role_in
from sferum_cli.core.tasks import CaseTasks, Task
from sferum_cli.core.trust import count_confirmed
from sferum_cli.render.blocks import Block, Command, Heading, Items, Pairs, Text
from sferum_cli.render.case_shapes import begin_command
from sferum_cli.render.trust_view import mark_added
from sferum_cli.text import language, plural, t

Heads = Mapping[str, PathHead]


def question_page(question: Question, n: int = 1, of: int = 1) -> list[Block]:
    """What stands above one question: which of how many it is, and how to find the answer out."""
    head = [Heading(t("start.question", n=n, of=of))] if of > 1 else []
    return [*head, Text(t("start.find", find=question.find.pick(language())))]


def review_page() -> list[Block]:
    """What stands above all answers, before the plan is made of them."""
    return [Heading(t("start.answers"))]


def said(question: Question, answers: Answers) -> str:
    """What was answered, in words; several goals one after another."""
    offered = question.offered(role_in(answers))
    words = {option.id: option.text.pick(language()) for option in offered}
    given = [words[each] for each in answers.get(question.id, "").split(",") if each in words]
    return "; ".join(given) or t("start.not_known")


def plan_page(
    plan: Plan, heads: Heads, known: str, *, person: str = "", asks: bool = False
) -> list[Block]:
    """The plan at a glance: its paths in order, why the next one comes first, one next command.

    ``known`` says how well the next one is known. No command where the program ``asks`` right
    below whether to begin. Rungs that only a refusal leads to are one line. Where it is not known
    what should go nearly every path fits.
    """
    ahead = [each for each in plan.items if not (each.row.ladder and each.state == "todo")]
    items = tuple(_map_line(each, heads[each.row.path]) for each in ahead)
    blocks: list[Block] = [Heading(t("plan.title")), Items(items, t("plan.map"), numbered=True)]
    again = _start_command(person)
    if "goal" not in plan.answers:
        blocks.append(Text(t("plan.nothing_known", again=f"{again} --again")))
    if rungs := len(plan.items) - len(ahead):
        blocks.append(Text(t("plan.rungs", n=rungs)))
    if plan.next:
        row = plan.next.row
        blocks.append(_why_next(row, heads[row.path], known))
        command = begin_command(row.path, _case_of(plan, person))
        begin = Command(command, _kept(plan, person), t("plan.begin"))
        return blocks if asks else [*blocks, begin]
    if plan.again:
        title = heads[plan.again.row.path].title.pick(language())
        command = begin_command(plan.again.row.path, _case_of(plan, person))
        return [*blocks, Text(t("home.again", title=title)), Command(command, "", t("home.next"))]
    return [
        *blocks,
        Text(
            t("plan.wait" if plan.waits else f"plan.{'reached' if plan.reached else 'done'}"),
            "good",
        ),
        Command("sferum", "", t("home.next")),
    ]


def _kept(plan: Plan, person: str) -> str:
    """How to see the plan and to answer again, unless that is said; how another child gets one."""
    show, told = _start_command(person), []
    if "goal" in plan.answers:
        told.append(t("plan.saved", show=show, again=f"{show} --again"))
    if plan.answers.get("role") == "parent":
        told.append(t("plan.another"))
    return ". ".join(told)


def _start_command(person: str) -> str:
    return shlex.join(["sferum", "start", *(["--person", person] if person else [])])


def _map_line(item: PlanItem, path: PathHead) -> str:
    row, title = item.row, mark_added(path.title.pick(language()), added=path.added)
    marks = []
    if item.state != "todo":
        marks.append(t(f"plan.state.{item.state}", id=item.request))
    if row.irreversible:
        marks.append(t("plan.irreversible"))
    elif row.ladder:
        marks.append(t("plan.if_refused"))
    return f"{title} ({'; '.join(marks)})" if marks else title


def _why_next(row: PlanRow, path: PathHead, known: str) -> Pairs:
    """Why the next path, how long it takes, what it costs, how well it is known."""
    lang = language()
    minutes = plural(path.minutes, "count.minute")
    rows = (
        (t("plan.row.why"), row.why.pick(lang)),
        (t("plan.row.time"), t("plan.length", minutes=minutes, time=row.time.pick(lang))),
        (t("plan.row.cost"), row.cost.pick(lang)),
        (t("plan.row.known"), known),
    )
    return Pairs(rows, t("plan.first", title=path.title.pick(lang)))


def planned_next(each: CaseTasks, task: Task, title: str) -> Block:
    """The path of a plan that is to be begun (again), with what to type."""
    whom = f"{each.case.alias}: " if each.case.alias else ""
    done = t("plan.progress", done=each.done, of=each.of)
    key = "plan.left" if task.again else "plan.ahead"
    return Command(begin_command(task.path, each.case), done, t(key, whom=whom, title=title))


def _case_of(plan: Plan, person: str) -> Case:
    return Case(alias=person, role=role_in(plan.answers))


def _old_word(answers: Answers) -> str | None:
    """The answer of the question that was once called ``school``."""
    owner = one_of(OWNERSHIPS, answers.get("ownership"))
    return OLD_KINDS.get(owner) if owner else None


def plan_shape(
    plan: Plan,
    paths: Mapping[str, GuidedPath],
    facts: Mapping[str, Fact],
    questions: Sequence[Question],
    *,
    person: str = "",
) -> dict[str, Any]:
    """The JSON of ``start``; an answer that is not known is null."""
    lang = language()
    known = {name: count_confirmed(path, facts) for name, path in paths.items()}
    ahead = plan.next or plan.again
    return {
        "answers": {
            **{question.id: plan.answers.get(question.id) for question in questions},
            "school": _old_word(plan.answers),
        },
        "plan": [
            {
                "n": n,
                "path": each.row.path,
                "title": paths[each.row.path].title.pick(lang),
                "minutes": paths[each.row.path].minutes,
                "why": each.row.why.pick(lang),
                "time": each.row.time.pick(lang),
                "cost": each.row.cost.pick(lang),
                "parallel": each.row.parallel.pick(lang) if each.row.parallel else None,
                "facts": dict(zip(("confirmed", "of"), known[each.row.path], strict=True)),
                "own": paths[each.row.path].added,
                "gentle": each.row.gentle,
                "irreversible": each.row.irreversible,
                "ladder": each.row.ladder,
                "state": each.state,
                "request": each.request or None,
                "command": begin_command(each.row.path, _case_of(plan, person)),
            }
            for n, each in enumerate(plan.items, start=1)
        ],
        "next": begin_command(ahead.row.path, _case_of(plan, person)) if ahead else None,
    }
