"""Home fits the screen: all words where there is room, a line a case where there is not."""

from __future__ import annotations

import textwrap
from datetime import date, timedelta

import pytest
from conftest import TWELVE, Bench
from core.test_next_action import HANDED_IN, REFUSED, ROWS, after, day, grown, returned_entry
from journal import AT, START
from misses import over

from sferum_cli.core.cases import Case
from sferum_cli.core.events import Value
from sferum_cli.core.outlook import REASONS, SCORES, Due, NextAction, Outlook, Reason
from sferum_cli.core.requests import Request
from sferum_cli.core.state import New, State, record
from sferum_cli.core.tasks import CaseTasks, Task, task_turn
from sferum_cli.render.home_view import PathTitles, short, task_line, tasks_page
from sferum_cli.render.plain import paint_plain
from sferum_cli.storage.files import as_toml
from sferum_cli.storage.state_file import STATE, dump_state
from sferum_cli.text import en, ru, use

TABLES = {"ru": ru.TEXT, "en": en.TEXT}
TODAY = date(2026, 11, 28)
TITLES: PathTitles = {
    ("school", "school"): "Уйти из списков школы",
    ("school", "vk"): "Отвязать Госуслуги в VK ID",
}


def task(reason: Reason, *, days: int | None = None, kind: str = "term", alias: str = "") -> Task:
    case = Case("c", alias, "parent")
    due = Due(TODAY + timedelta(days=days), "x", "fact", kind) if days is not None else None  # type: ignore[arg-type]
    action = NextAction("sferum log school-1", reason, SCORES[reason], due)
    request = Request("school-1", path="school", case=case)
    return Task(
        case,
        "school",
        task_turn(action),
        action.score,
        Outlook(request, (), due, None, action),
        action,
    )


def cases(count: int) -> list[CaseTasks]:
    tasks = [task("overdue", days=-n - 1, alias=TWELVE[n]) for n in range(count)]
    more = Task(Case("c"), "vk", "mine", SCORES["plan"])
    return [CaseTasks(each.case, (each, more), 1, 6) for each in tasks]


def lines(count: int, width: int, rows: int) -> list[str]:
    page = tasks_page(cases(count), TITLES, TODAY, width=width, rows=rows)
    return paint_plain(page, width=width).splitlines()


def test_twelve_cases_are_twelve_lines_at_80_columns() -> None:
    told = lines(12, 80, 14)
    assert len(told) == 14
    assert [line for line in told if "ваш ход" in line] == told[2:]
    assert all(name in "\n".join(told) for name in TWELVE)
    assert told[2].endswith("1 из 6")


@over(range(6, 15))
def test_on_a_narrow_screen_the_most_urgent_stay_and_the_rest_is_counted(rows: int) -> None:
    told = lines(12, 40, rows)
    assert len(told) <= rows
    assert max(map(len, told)) <= 40
    assert "маша" in told[2]
    assert "и ещё" in told[-1]


def test_one_case_is_told_in_sentences() -> None:
    told = "\n".join(lines(1, 80, 14))
    assert "маша, сделано 1 из 6:" in told
    assert "Дальше по плану: Отвязать Госуслуги в VK ID" in told


def test_a_day_of_ours_is_never_shown_as_anybodys_term() -> None:
    assert short(task("silent", days=5, kind="act"), TITLES, TODAY) == (
        "Уйти из списков школы: ваш ход"
    )
    assert "до 3 декабря" in short(task("own_limit", days=5, kind="own"), TITLES, TODAY)


@over(
    [
        ("overdue", -1, "ваш ход с 27 ноября, 1 день"),
        ("remind", 0, "ваш ход, сегодня"),
        ("waiting", 3, "ждём до 1 декабря, ещё 3 дня"),
        ("due_today", 0, "ждём, сегодня последний день"),
        ("unknown_start", -2, "ждём, срок был 26 ноября"),
        ("recheck_later", 7, "заглянуть 5 декабря, через 7 дней"),
        ("closed", None, "закрыто"),
    ]
)
def test_whose_turn_and_since_or_until_when(reason: Reason, days: int | None, words: str) -> None:
    assert short(task(reason, days=days), TITLES, TODAY) == f"Уйти из списков школы: {words}"


def test_a_goal_without_a_result_is_never_called_done() -> None:
    left = Task(Case("c"), "vk", "mine", 3, again=True)
    assert "Пока без результата" in task_line(left, TITLES, TODAY)


@pytest.mark.parametrize("width", [40, 80])
def test_home_with_its_question_fits_the_screen(
    bench: Bench, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    bench.today = date(2026, 11, 20)
    for alias in TWELVE:
        bench.ok("people", "add", alias, "--acting-as", "parent", "--age", "under-14")
        bench.ok("unlink", "school", "--person", alias, "--no-input")
    told = bench.run(typed=["leave"]).out
    shown = told.strip("\n").splitlines()
    rows = [row for line in shown for row in textwrap.wrap(line, width) or [""]]
    assert len(rows) < 24, "and the line that is typed into"


def at_home(bench: Bench, state: State, today: int, *typed: str) -> str:
    """What home shows of ``state`` on a day to somebody who types so and leaves."""
    bench.folder.mkdir(exist_ok=True)
    who = New("case", "", START, {"case": "c1", "role": "parent"})
    state = record(state, [who], at=AT)[0]
    (bench.folder / STATE).write_bytes(as_toml(dump_state(state)))
    bench.today = day(today)
    return bench.ok(typed=[*typed, "leave"])


# What the first choice is called; a reason that has no words of its own goes by its command.
DEEDS = {
    "planned": "planned", "walk_paused": "continue", "drafted_today": "drafted_today",
    "drafted": "drafted", "unknown_start": "unknown_start", "remind": "remind",
    "post_track": "post_track", "second_copy": "second_copy", "due_soon": "log", "waiting": "log",
    "due_today": "log", "overdue": "escalate", "reminded": "log", "stale": "sources",
    "undelivered": "undelivered", "needs_input": "needs_input", "unclear": "unclear",
    "not_classified": "not_classified", "refused": "escalate", "not_us": "not_us",
    "recheck_due": "recheck_due", "recheck_later": "recheck_later", "own_limit": "own_limit",
    "last_rung": "support",
}  # fmt: skip
BY_COMMAND = ("silent", "spoken")


@pytest.mark.parametrize("lang", TABLES)
@pytest.mark.parametrize("row", ROWS, ids=lambda row: " ".join(row[:3]))
def test_the_first_choice_is_what_comes_next_in_words(
    row: list[str], lang: str, bench: Bench
) -> None:
    path, line, today, reason, command, *_ = row
    bench.lang = lang
    data: dict[str, Value] = {"reason": "expired"} if "returned" in line else {}
    told = at_home(bench, after(line, path, **data), int(today))
    if reason in ("closed", "nothing_there"):
        deeds = [
            words.split("{")[0] for key, words in TABLES[lang].items() if key[:8] == "home.do."
        ]
        assert not told.partition("\n1. ")[2].startswith(tuple(deeds)), "nothing is to be done"
        return
    key = command.split()[0] if reason in BY_COMMAND else DEEDS[reason]
    assert f"1. {TABLES[lang][f'home.do.{key}'].split('{')[0]}" in told


@pytest.mark.parametrize("lang", TABLES)
def test_what_was_passed_on_and_what_is_too_late_have_their_deeds(lang: str, bench: Bench) -> None:
    bench.lang = lang
    late = grown(after(REFUSED, "authority"), "prosecutor", sent=21, parent="authority-1")
    on = grown(after(HANDED_IN), "authority", sent=21)
    for state, today, typed, key in (
        (late, 101, ("other", "2"), "own_overdue"),
        (on, 30, ("other", "2"), "status"),
    ):
        told = at_home(bench, state, today, *typed, "back")
        assert f"1. {TABLES[lang][f'home.do.{key}']}" in told, key


@pytest.mark.parametrize("lang", TABLES)
def test_what_goes_on_elsewhere_has_its_deed_and_what_came_back_has_none(
    lang: str, bench: Bench
) -> None:
    bench.lang = lang
    data: dict[str, Value] = {"path": "vk", "rung": 0, "parent": "gosuslugi-1", "role": "parent"}
    begun = record(after("walk", "gosuslugi"), [New("planned", "vk-1", day(1), data)], at=AT)[0]
    told = at_home(bench, begun, 40, "other", "2", "back")
    assert TABLES[lang]["home.short.waits"].partition("}")[2] in told
    assert f"\n1. {TABLES[lang]['home.do.elsewhere']} (" in told
    told = at_home(bench, returned_entry(sent=False), 22, "other", "2", "back")
    assert f"\n1. {TABLES[lang]['home.menu.record']} (" in told, (
        "the new request is what is to be done"
    )


@pytest.mark.parametrize("lang", TABLES)
def test_a_line_of_the_list_says_in_short_who_is_awaited(lang: str, bench: Bench) -> None:
    bench.lang = lang
    titles = {"ru": "Уйти из списков школы", "en": "Leave the school's lists"}
    words = TABLES[lang]
    asleep = grown(after(f"{HANDED_IN} snoozed~30+10"), "authority", sent=21)
    told = at_home(bench, asleep, 29, "other", "back").partition(words["home.task"])[2]
    assert f"2. {words['home.short.asleep'].format(title=titles[lang])}\n" in told
    awake = at_home(bench, asleep, 30, "other", "back").partition(words["home.task"])[2]
    assert words["home.short.asleep"].format(title="") not in awake, "its day has come"
    on_its_way = at_home(bench, after("sent/post"), 9, "other", "back")
    assert f"\n{words['home.short.theirs'].format(title=titles[lang])}\n1. " in on_its_way


@over(TABLES, ["term", "own", "act", "look"], [None, -1, 0, 1])
def test_every_task_can_be_told_in_short(lang: str, kind: str, days: int | None) -> None:
    use(lang)
    for reason in REASONS:
        assert short(task(reason, days=days, kind=kind), TITLES, TODAY), reason
