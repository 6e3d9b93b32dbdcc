"""Slips of the keyboard: what was meant is offered as a whole command to paste."""

from __future__ import annotations

import json
import shlex

import pytest
from conftest import Bench

from sferum_cli.text.keyboard import other_layout

SLIPS = {
    # commands
    "unlik": "unlink",
    "statsu": "status",
    "удалить --confirm": "delete --confirm",
    "письмо school-parent": "letter school-parent",
    "ыефегы": "status",
    "помощь": "--help",
    "check": "data check",
    "school": "unlink school",
    "дневник": "unlink diary",
    "school-1": "status school-1",
    "data chek": "data check",
    "data восстановить": "data restore",
    "экспорт": "data export",
    "people lst": "people list",
    # options
    "guide --rol teacher": "guide --role teacher",
    "guide -role teacher": "guide --role teacher",
    "guide —role teacher": "guide --role teacher",
    "guide –role=teacher": "guide --role=teacher",
    "start --rloe=parent": "start --role=parent",
    "--plian": "--plain",
    # values of options
    "guide --role studnet": "guide --role student",
    "guide --role=studnet": "guide --role=student",
    "guide --role мама": "guide --role parent",
    "guide --format пдф": "guide --format pdf",
    "letter --format pfd school-parent": "letter --format pdf school-parent",
    "unlink school --role parent --school частная": "unlink school --role parent --school private",
    "start --goal школа": "start --goal school",
    "start --age 15": "start --age 14-17",
    "sources --trust закон": "sources --trust law",
    "people add masha2 --acting-as мама": "people add masha2 --acting-as parent",
    "escalate school-1 --to ркн": "escalate school-1 --to roskomnadzor",
    # paths
    "unlink gosuslgi --no-input": "unlink gosuslugi --no-input",
    "unlink госуслуги": "unlink gosuslugi",
    "unlink школа": "unlink school",
    "unlink irjkf": "unlink school",
    "guide пщыгыдгпш": "guide gosuslugi",
    "support гос": "support gosuslugi",
    "sources --path vkk": "sources --path vk",
    # requests
    "log school1 sent": "log school-1 sent",
    "log schol-1 sent": "log school-1 sent",
    "log 1 sent": "log school-1 sent",
    "why School-1": "why school-1",
    # events
    "log school-1 sentt": "log school-1 sent",
    "log school-1 отправлено": "log school-1 sent",
    "log school-1 info-requestd": "log school-1 info_requested",
    "log school-1 ответили --date вчера": "log school-1 answered --date вчера",
    # kinds of letters, facts, persons
    "letter school-parnt": "letter school-parent",
    "letter напоминание": "letter reminder",
    "sources report menu-linked": "sources report menu-linked-services",
    "people remove mahsa": "people remove masha",
    "status --person mahsa": "status --person masha",
}


@pytest.fixture
def busy(bench: Bench) -> Bench:
    """Somebody who has begun: one person, one request."""
    bench.ok("people", "add", "masha", "--acting-as", "parent", "--age", "under-14")
    bench.ok("unlink", "school", "--role", "parent", "--no-input")
    return bench


@pytest.mark.parametrize(("slip", "meant"), SLIPS.items(), ids=SLIPS)
def test_a_slip_is_answered_with_the_command_that_was_meant(
    slip: str, meant: str, busy: Bench
) -> None:
    outcome = busy.run(*shlex.split(slip))
    assert outcome.code in (2, 3)
    assert outcome.err.splitlines()[1] == f"Может быть, вы имели в виду:  sferum {meant}"


@pytest.mark.parametrize(
    "words",
    ["log school-3 sent", "unlink zzzzzz", "qqqq", "log school-1 ытыт", "guide --role x --lang en"],
)
def test_what_is_near_to_nothing_is_not_guessed(words: str, busy: Bench) -> None:
    outcome = busy.run(*words.split())
    assert outcome.code in (2, 3)
    assert "имели в виду" not in outcome.err + outcome.out
    assert "sferum " in outcome.err.splitlines()[1]


def test_a_command_that_a_shell_could_obey_is_not_offered_whole(busy: Bench) -> None:
    told = busy.run("log", "school-1", "sentt", "--note", "$(rm -rf ~)").err
    assert "Может быть, вы имели в виду: sent\n" in told
    assert "rm" not in told


def test_words_with_spaces_stay_in_their_quotes(busy: Bench) -> None:
    told = busy.run("log", "school-1", "noet", "--note", "звонили из школы").err
    assert 'sferum log school-1 note --note "звонили из школы"' in told


def test_a_slip_in_a_file_of_answers_names_the_near_answer(busy: Bench) -> None:
    (busy.folder / "answers.toml").write_text('[child]\nsurnam = "И"\n', encoding="utf-8")
    told = busy.run("letter", "school-parent", "--answers", "answers.toml").err
    assert "Может быть, вы имели в виду: child.surname" in told


def test_an_option_before_its_command_is_told_its_place(bench: Bench) -> None:
    told = bench.run("--role", "parent", "guide").err
    assert "sferum guide --role ..." in told


def test_a_request_left_out_is_asked_for_by_its_name(busy: Bench) -> None:
    outcome = busy.run("evidence")
    assert outcome.code == 2
    assert "sferum evidence school-1" in outcome.err


def test_where_there_is_one_request_it_need_not_be_named(busy: Bench) -> None:
    assert "school-1" in busy.ok("why")
    assert "school-1" in busy.ok("log", "note", "--note", "x")
    busy.ok("unlink", "school", "--role", "parent", "--again", "--no-input")
    several = busy.run("why")
    assert (several.code, "school-2" in several.err) == (4, True)


def test_without_any_request_the_way_is_to_start(bench: Bench) -> None:
    assert "sferum start" in bench.run("why").err


def test_json_has_the_near_command_as_its_hint(busy: Bench) -> None:
    told = json.loads(busy.run("status", "schol-1", "--json").err)["error"]
    assert told["key"] == "error.request_unknown"
    assert told["hint"].endswith("sferum status school-1 --json")


def test_english_has_its_own_words(busy: Bench) -> None:
    busy.lang = "en"
    assert (
        "Perhaps you meant:  sferum guide --role parent" in busy.run("guide", "--role", "mum").err
    )


def test_both_layouts_lead_to_each_other() -> None:
    assert other_layout("ыефегы") == "status"
    assert other_layout("irjkf") == "школа"
