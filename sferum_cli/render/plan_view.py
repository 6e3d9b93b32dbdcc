"""The plan on the screen and as JSON: the questions, the map, each path, what to do next."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from typing import Any

from sferum_cli.core.cases import OLD_KINDS, Case
from sferum_cli.core.knowledge import Fact, GuidedPath
from sferum_cli.core.plan import Answers, Plan, PlanItem, Question, role_in
from sferum_cli.core.tasks import CaseTasks, Task
from sferum_cli.core.trust import count_confirmed
from sferum_cli.render.blocks import Block, Command, Heading, Items, Pairs, Text
from sferum_cli.render.case_shapes import begin_command
from sferum_cli.render.trust_view import known_line, mark_own
from sferum_cli.text import language, plural, t

Paths = Mapping[str, GuidedPath]
FactsById = Mapping[str, Fact]


def question_page(question: Question, n: int = 1, of: int = 1) -> list[Block]:
    """One question on a screen of its own, with how to find the answer out."""
    lang = language()
    progress = (n, of) if of > 1 else None
    find = t("start.find", find=question.find.pick(lang))
    return [Heading(question.text.pick(lang), progress), Text(find, "quiet")]


def review_page(questions: Sequence[Question], answers: Answers) -> list[Block]:
    """Every answer, before the plan is made of them."""
    return [Heading(t("start.answers")), _answer_rows(questions, answers)]


def _answer_rows(questions: Sequence[Question], answers: Answers) -> Pairs:
    lang = language()
    rows = []
    for question in questions:
        said = {option.id: option.text.pick(lang) for option in question.options}
        answer = said.get(answers.get(question.id, ""), t("start.not_known"))
        rows.append((question.text.pick(lang), answer))
    return Pairs(tuple(rows))


def plan_page(plan: Plan, paths: Paths, facts: FactsById, *, person: str = "") -> list[Block]:
    """The map of the whole plan, each path that is still ahead, and one next command.

    Where it is not known what should go nearly every path fits: then each is one line, and the
    questions come first.
    """
    rows, role = list(enumerate(plan.standings, start=1)), role_in(plan.answers)
    items = tuple(_map_line(each, paths[each.row.path]) for _, each in rows)
    blocks: list[Block] = [
        Heading(t("plan.title")),
        Items(items, t("plan.map"), numbered=True),
    ]
    again = _start_command(person)
    if "goal" in plan.answers:
        blocks += [
            _path(each, n, paths[each.row.path], known_line(paths[each.row.path], facts, role))
            for n, each in rows
            if not each.row.ladder and each.state in ("todo", "running", "waiting")
        ]
        blocks.append(_ladder(plan, paths, facts))
        blocks.append(Text(t("plan.saved", show=again, again=f"{again} --again"), "quiet"))
    else:
        blocks.append(Text(t("plan.nothing_known", again=f"{again} --again")))
        blocks.append(Text(t("plan.more")))
    if plan.next:
        command = begin_command(plan.next.row.path, _case_of(plan, person))
        return [*blocks, Command(command, "", t("plan.begin"))]
    if plan.again:
        title = paths[plan.again.row.path].title.pick(language())
        command = begin_command(plan.again.row.path, _case_of(plan, person))
        return [*blocks, Text(t("home.again", title=title)), Command(command, "", t("home.next"))]
    return [
        *blocks,
        Text(t("plan.wait" if plan.waits else "plan.done"), "good"),
        Command("sferum", "", t("home.next")),
    ]


def _start_command(person: str) -> str:
    return shlex.join(["sferum", "start", *(["--person", person] if person else [])])


def _ladder(plan: Plan, paths: Paths, facts: FactsById) -> Items:
    lang = language()
    lines = [
        t(
            "plan.rung",
            title=paths[each.row.path].title.pick(lang),
            why=each.row.why.pick(lang),
            time=each.row.time.pick(lang),
            known=known_line(paths[each.row.path], facts, role_in(plan.answers)),
        )
        for each in plan.standings
        if each.row.ladder
    ]
    return Items(tuple(lines), t("plan.ladder"))


def _map_line(standing: PlanItem, path: GuidedPath) -> str:
    row, title = standing.row, mark_own(path.title.pick(language()), own=path.own)
    marks = []
    if standing.state != "todo":
        marks.append(t(f"plan.state.{standing.state}", id=standing.request))
    if row.irreversible:
        marks.append(t("plan.irreversible"))
    elif row.gentle:
        marks.append(t("plan.gentle"))
    elif row.ladder:
        marks.append(t("plan.if_refused"))
    return f"{title} ({'; '.join(marks)})" if marks else title


def _path(standing: PlanItem, n: int, path: GuidedPath, known: str) -> Pairs:
    """Why this path, how long it takes, what it costs, what may run beside it, how known it is."""
    lang, row = language(), standing.row
    minutes = plural(path.minutes, "count.minute")
    length = t("plan.length", minutes=minutes, time=row.time.pick(lang))
    rows = [
        (t("plan.row.why"), row.why.pick(lang)),
        (t("plan.row.time"), length),
        (t("plan.row.cost"), row.cost.pick(lang)),
    ]
    if row.parallel:
        rows.append((t("plan.row.parallel"), row.parallel.pick(lang)))
    rows.append((t("plan.row.known"), known))
    return Pairs(tuple(rows), f"{n}. {path.title.pick(lang)}")


def planned_next(each: CaseTasks, task: Task, title: str) -> Block:
    """The path of a plan that is to be begun (again), with what to type."""
    whom = f"{each.case.alias}: " if each.case.alias else ""
    done = t("plan.progress", done=each.done, of=each.of)
    key = "plan.left" if task.again else "plan.ahead"
    return Command(begin_command(task.path, each.case), done, t(key, whom=whom, title=title))


def _case_of(plan: Plan, person: str) -> Case:
    return Case(alias=person, role=role_in(plan.answers))


def _old_word(ownership: str) -> str | None:
    """The answer of the question that was once called ``school``."""
    return next((old for new, old in OLD_KINDS.items() if new == ownership), None)


def plan_shape(
    plan: Plan, paths: Paths, facts: FactsById, questions: Sequence[Question], *, person: str = ""
) -> dict[str, Any]:
    """The JSON of ``start``; an answer that is not known is null."""
    lang = language()
    known = {name: count_confirmed(path, facts) for name, path in paths.items()}
    ahead = plan.next or plan.again
    return {
        "answers": {
            **{question.id: plan.answers.get(question.id) for question in questions},
            "school": _old_word(plan.answers.get("ownership", "")),
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
                "own": paths[each.row.path].own,
                "gentle": each.row.gentle,
                "irreversible": each.row.irreversible,
                "ladder": each.row.ladder,
                "state": each.state,
                "request": each.request or None,
                "command": begin_command(each.row.path, _case_of(plan, person)),
            }
            for n, each in enumerate(plan.standings, start=1)
        ],
        "next": begin_command(ahead.row.path, _case_of(plan, person)) if ahead else None,
    }
