"""Home at a terminal: choose, do it, come back; nobody is sent away to type a command."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from pathlib import Path
from unittest.mock import Mock

import pytest
from conftest import Bench, Outcome, requests
from misses import over

from sferum_cli.core import next_action, waiting
from sferum_cli.core.outlook import REASONS
from sferum_cli.flows import home_deeds
from sferum_cli.shelf import knowledge
from sferum_cli.text import en, has, ru
from sferum_cli.text import use as speak

TYPED = re.compile(r"\bsferum [a-z-]+")


def home(bench: Bench, *typed: str) -> Outcome:
    return bench.run(typed=typed)


def test_the_first_time_there_are_three_lines_and_a_start(bench: Bench) -> None:
    told = home(bench, "leave")
    assert (told.code, told.err) == (0, "")
    before = told.out.partition("С чего начнём?")[0].strip()
    assert len([line for line in before.split("\n\n") if line]) == 3
    assert "1. Помогите выбрать" in told.out
    assert "Выйти" in told.out
    assert requests(bench) == {}


def test_elsewhere_than_at_a_terminal_it_prints_and_asks_nothing(bench: Bench) -> None:
    bench.ok("unlink", "school", "--role", "parent", "--no-input")
    assert "sferum continue school-1" in bench.ok()
    assert "Что делать" not in bench.run("--no-input", typed=[]).out
    assert json.loads(bench.ok("--json"))["requests"][0]["id"] == "school-1"


def test_a_path_is_walked_from_home_and_ends_at_home(bench: Bench) -> None:
    steps = ["done", "done", "done"]
    told = home(bench, "read", "back", "gosuslugi", "Родитель, за ребёнка", "pause")
    assert told.code == 130, "a word that is no answer is asked again until the lines end"
    told = home(bench, "path", "vk", "Родитель, за ребёнка", "yes", *steps, "Да", "list", "leave")
    assert (told.code, told.err) == (0, ""), told.out
    assert requests(bench)["vk-1"]["outcome"] == "verified_done"
    after = told.out.partition("Записано: vk-1")[2]
    assert "Что дальше?" in after
    assert "Что делать?" in after, "the list stands there again"
    assert "Всё записано" in after


def test_the_question_what_happened_leads_back_to_the_list(bench: Bench) -> None:
    bench.ok("unlink", "school", "--role", "parent", "--ownership", "municipal", "--no-input")
    bench.ok("log", "school-1", "sent", "--channel", "in_person", "--number", "5")
    before = requests(bench)
    told = home(bench, "Записать", "Назад", "leave")
    assert (told.code, told.err) == (0, "")
    assert told.out.count("Что делать?") == 2
    assert requests(bench) == before
    assert "Назад" not in bench.run("log", typed=[""]).out, "a typed command has nowhere to go back"


def test_no_page_inside_names_a_command(bench: Bench) -> None:
    bench.today = date(2026, 11, 2)
    bench.ok("unlink", "school", "--role", "parent", "--ownership", "municipal", "--no-input")
    bench.ok("log", "school-1", "sent", "--channel", "in_person", "--number", "5")
    bench.today = date(2026, 12, 12)
    told = home(
        bench, "record", "Отказали, говорят, что нельзя", "today", "", "", "", "", "list", "other",
        "Другое дело из списка", "show", "list", "best", "Учредитель", "pause", "leave",
    )  # fmt: skip
    page = re.sub(r"sferum\.ru|sferum\.invalid", "", told.out.partition("Вернуться к списку")[0])
    assert "Что дальше?" in page
    assert TYPED.search(page) is None, TYPED.search(page)


def test_a_rung_up_is_taken_and_walked_at_once(bench: Bench) -> None:
    bench.ok("unlink", "school", "--role", "parent", "--ownership", "municipal", "--no-input")
    bench.ok("log", "school-1", "sent", "--channel", "in_person", "--number", "5")
    bench.ok("log", "school-1", "answered", "--result", "refused")
    told = home(bench, "best", "authority", "pause", "leave")
    assert told.code == 0, told.err
    assert requests(bench)["authority-1"]["parent"] == "school-1"
    assert "Шаг 1" in told.out


def test_the_letter_of_a_line_is_written_at_home(bench: Bench) -> None:
    bench.ok("unlink", "school", "--role", "parent", "--no-input")
    told = home(bench, "other", "letter")
    assert told.code == 130
    assert "Какой случай ваш?" in told.out
    assert "Ничего не записано" in told.err


def test_after_a_finished_path_enter_begins_the_next_one_of_the_plan(bench: Bench) -> None:
    bench.ok("start", "--role", "parent", "--goal", "gosuslugi", "--entry", "vk", "--no-input")
    plan = json.loads(bench.ok("start", "--json"))["plan"]
    first, second = (each["path"] for each in plan[:2])
    assert first == "save-first"
    walk = ["", "", "done", "done", "done", "done", "Да"]
    told = home(bench, *walk, "", "pause-not-an-answer")
    title = next(each["title"] for each in plan if each["path"] == second)
    assert f"1. Начать: {title} (" in told.out
    assert requests(bench)["save-first-1"]["outcome"] == "verified_done"
    assert title in told.out.partition(f"1. Начать: {title}")[2], "its first page stands there"


def test_what_cannot_be_done_is_said_and_home_goes_on(bench: Bench) -> None:
    bench.folder.mkdir()
    bench.ok("unlink", "school", "--role", "parent", "--no-input")
    (bench.folder / "school-1.zip").write_bytes(b"")
    told = home(bench, "other", "pack", "list", "leave")
    assert (told.code, told.err) == (0, "")
    assert "school-1.zip" in told.out


def test_leaving_says_what_is_kept(bench: Bench) -> None:
    assert "Ничего не записано" in home(bench).err
    bench.ok("unlink", "school", "--role", "parent", "--no-input")
    kept = home(bench, "best", "done")
    assert kept.code == 130
    assert "Всё, на что вы успели ответить, сохранено" in kept.err
    assert "Продолжить: sferum\n" in kept.err
    earlier = home(bench, "best", "done", "pause", "record", "note")
    assert "Последнее начатое не записано, всё до него сохранено" in earlier.err


def test_each_person_of_several_is_told_apart(bench: Bench) -> None:
    for alias in ("masha", "petya"):
        bench.ok("people", "add", alias, "--acting-as", "parent", "--age", "under-14")
        bench.ok("unlink", "school", "--person", alias, "--no-input")
    told = home(bench, "other", "petya", "show", "leave").out
    assert "school-2" in told.partition("petya")[2]
    assert "1. masha: Пройти шаги" in told


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_who_has_no_name_is_called_so_among_several(lang: str, bench: Bench) -> None:
    bench.lang, nobody = lang, {"ru": ru, "en": en}[lang].TEXT["home.nobody"]
    bench.ok("people", "add", "masha", "--acting-as", "parent", "--age", "under-14")
    bench.ok("unlink", "school", "--person", "masha", "--no-input")
    assert nobody not in home(bench, "other", "back", "leave").out
    bench.ok("unlink", "gosuslugi", "--role", "student", "--no-input")
    told = home(bench, "other", nobody, "show", "list", "leave")
    assert (told.code, told.err) == (0, "")
    assert "gosuslugi-1" in told.out.partition(nobody)[2]


def test_reading_and_asking_happen_at_home(bench: Bench) -> None:
    told = home(
        bench, "read", "support", "list", "read", "find", "не приходит код", "back", "read", "path",
        "vk", "list", "leave",
    )  # fmt: skip
    assert (told.code, told.err) == (0, "")


@over(["ru", "en"], sorted({*REASONS} - {"closed", "nothing_there", "plan", "came_back"}))
def test_every_reason_to_act_has_a_deed_in_words(lang: str, reason: str) -> None:
    speak(lang)
    verbs = {
        "overdue": "escalate", "refused": "escalate", "stale": "sources", "passed_on": "status",
        "last_rung": "support", "walk_paused": "continue", "due_today": "log", "due_soon": "log",
        "waiting": "log", "silent": "log", "reminded": "log", "spoken": "letter",
    }  # fmt: skip
    assert has(f"home.do.{reason}") or has(f"home.do.{verbs[reason]}")


def test_a_page_to_print_is_made_at_home(bench: Bench) -> None:
    bench.ok("unlink", "school", "--role", "parent", "--no-input")
    told = home(bench, "other", "report", "list", "leave")
    assert (told.code, told.err) == (0, "")
    assert "Уйти из списков школы" in (bench.folder / "sferum-report.html").read_text(
        encoding="utf-8"
    )


def test_a_goal_left_without_a_result_is_never_called_done(bench: Bench) -> None:
    bench.ok("start", "--role", "parent", "--goal", "gosuslugi", "--entry", "vk", "--no-input")
    for each in json.loads(bench.ok("start", "--json"))["plan"]:
        if not each["ladder"]:
            bench.ok("unlink", each["path"], "--role", "parent", "--no-input")
            bench.ok("log", f"{each['path']}-1", "abandoned")
    command = json.loads(bench.ok("status", "--json"))["cases"][0]["next"]["command"]
    assert command.startswith("sferum unlink ")
    assert command in bench.ok()
    path = knowledge.path_head(command.split()[2])
    assert f"1. Начать: {path.title.ru} (по умолчанию)" in home(bench, "leave").out


def test_steps_that_are_left_after_the_hand_over_can_be_gone_on_with(bench: Bench) -> None:
    typed = ["yes", "done", "done", "1", "1", "1", "1", "private", "pause"]
    bench.ok("unlink", "school", "--role", "parent", typed=typed)
    assert requests(bench)["school-1"]["status"] == "sent"
    told = home(bench, "other", "Продолжить: Уйти из списков школы", "done", "list", "leave")
    assert (told.code, told.err) == (0, "")
    assert json.loads(bench.ok("status", "--json"))["walks"] == []


def commands() -> list[str]:
    """Every command that a request may name as its next, as the code writes them."""
    modules = (next_action, waiting)
    written = "".join(Path(each.__file__).read_text(encoding="utf-8") for each in modules)
    verbs = "continue|log|escalate|letter|status|support|sources"
    found = set(re.findall(rf'f?"((?:{verbs}) [^"]+)"', written))
    values = {"{to}": " --to operator", "{desk.request.path}": "school", "{flag}": " --copy"}
    values |= {"{by_its_channel(request)}": " --channel post", "{kind}": "school-parent "}
    values |= {f"{{{each}[0].lacks}}": "received" for each in ("guesses", "ahead")}
    for name, value in values.items():
        found = {each.replace(name, value) for each in found}
    return sorted(f"sferum {re.sub(r'[{][^}]*[}]', 'school-1', each)}" for each in found)


@pytest.mark.parametrize("command", commands())
def test_whatever_comes_next_can_be_done_at_home(
    command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = [
        "resume",
        "write_its_letter",
        "find_request",
        "log",
        "log_asked",
        "up",
        "status",
        "support",
        "list_sources",
    ]
    for name in asked:
        monkeypatch.setattr(home_deeds, name, lambda *_, **__: False)
    assert not home_deeds.do_command(Mock(), command)


def test_a_command_that_nobody_names_is_no_deed() -> None:
    assert len(commands()) > 12
    with pytest.raises(ValueError, match="wipe"):
        home_deeds.do_command(Mock(), "sferum data wipe")


LIVES = {
    "posted": ["log school-1 sent --channel post"],
    "refused": ["log school-1 sent --channel in_person --number 5", "log school-1 answered --result refused"],
    "not_us": ["log school-1 sent --channel in_person --number 5", "log school-1 answered --result not_us"],
    "unclear": ["log school-1 sent --channel in_person --number 5", "log school-1 answered --result unclear"],
    "done": ["log school-1 sent --channel in_person --number 5", "log school-1 answered --result done"],
    "asked": ["log school-1 sent --channel in_person --number 5", "log school-1 info_requested"],
    "returned": ["log school-1 sent --channel post", "log school-1 undelivered"],
    "drafted": ["log school-1 drafted"],
    "asleep": ["log school-1 snoozed --until 30.11.2026"],
}  # fmt: skip


@pytest.mark.parametrize("days", [0, 12, 25, 60])
@pytest.mark.parametrize("life", LIVES)
def test_at_home_there_is_always_something_to_choose_and_enter_breaks_nothing(
    bench: Bench, life: str, days: int
) -> None:
    bench.today = date(2026, 11, 9)
    bench.ok("unlink", "school", "--role", "parent", "--ownership", "municipal", "--no-input")
    for command in LIVES[life]:
        bench.ok(*command.split())
    bench.today += timedelta(days=days)
    told = home(bench, *[""] * 12)
    assert told.code in (0, 130), told.err
    assert "наша ошибка" not in told.err
    assert "1. " in told.out.partition("Что делать?")[2]
    pages = told.out.partition("Вернуться к списку")[0]
    assert TYPED.search(pages) is None, TYPED.search(pages)
