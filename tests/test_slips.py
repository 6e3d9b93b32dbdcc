"""Slips of the keyboard: what was meant is offered as a whole command to paste."""

from __future__ import annotations

import json
import shlex
from pathlib import Path
from shutil import copytree

import pytest
from conftest import Bench
from hypothesis import given, settings
from hypothesis import strategies as st

from sferum_cli.cli.contents import COMMANDS
from sferum_cli.core.codes import CHANNELS, INSTITUTIONS, OWNERSHIPS
from sferum_cli.core.knowledge import ROLES
from sferum_cli.flows import offered, offered_codes
from sferum_cli.text import en, ru
from sferum_cli.text.keyboard import other_layout

SLIPS = {
    # commands
    "unlik": "unlink",
    "statsu": "status",
    "check": "data check",
    "school": "unlink school",
    "дневник": "unlink diary",
    "school-1": "status school-1",
    "data chek": "data check",
    "экспорт": "data export",
    "people lst": "people list",
    # options
    "guide --rol teacher": "guide --role teacher",
    "start --rloe=parent": "start --role=parent",
    "--plian": "--plain",
    # values of options
    "guide --role studnet": "guide --role student",
    "guide --role=studnet": "guide --role=student",
    "letter --format pfd school-parent": "letter --format pdf school-parent",
    # paths
    "unlink gosuslgi --no-input": "unlink gosuslugi --no-input",
    "sources --path vkk": "sources --path vk",
    # requests
    "log school1 sent": "log school-1 sent",
    "log schol-1 sent": "log school-1 sent",
    "log 1 sent": "log school-1 sent",
    # events
    "log school-1 sentt": "log school-1 sent",
    "log school-1 отправлено": "log school-1 sent",
    "log school-1 info-requestd": "log school-1 info_requested",
    "log school-1 ответили --date вчера": "log school-1 answered --date вчера",
    # kinds of letters, facts, persons
    "letter school-parnt": "letter school-parent",
    "sources report menu-linked": "sources report menu-linked-services",
    "people remove mahsa": "people remove masha",
    "status --person mahsa": "status --person masha",
}

# Right words in Russian, in English or in the other layout, which are as good as the name.
SAID = {
    "guide -role teacher": "guide --role teacher",
    "удалить --confirm": "delete --confirm",
    "письмо school-parent": "letter school-parent",
    "ыефегы": "status",
    "помощь": "--help",
    "data восстановить": "data restore",
    "guide —role teacher": "guide --role teacher",
    "guide –role=teacher": "guide --role=teacher",
    "guide --role мама": "guide --role parent",
    "guide --format пдф": "guide --format pdf",
    "unlink school --role parent --school частная": "unlink school --role parent --school private",
    "start --goal школа": "start --goal school",
    "start --age 15": "start --age 14-17",
    "sources --trust закон": "sources --trust law",
    "people add masha2 --acting-as мама": "people add masha2 --acting-as parent",
    "people add masha2 --acting-as опекун": "people add masha2 --acting-as guardian",
    "people add masha2 --acting-as усыновитель": "people add masha2 --acting-as adoptive_parent",
    "escalate school-1 --to ркн": "escalate school-1 --to roskomnadzor",
    "unlink госуслуги": "unlink gosuslugi",
    "unlink школа": "unlink school",
    "unlink irjkf": "unlink school",
    "guide пщыгыдгпш": "guide gosuslugi",
    "support гос": "support gosuslugi",
    "why School-1": "why school-1",
    "letter напоминание": "letter reminder",
    "отвязать госуслуги --role мама --no-input": "unlink gosuslugi --role parent --no-input",
    "help отвязать": "help unlink",
    "статус школа-1": "status school-1",
    "статус школа": "status school-1",
    "log школа-1 note --note x": "log school-1 note --note x",
    "отвязать ujceckeub --role hjlbntkm --no-input": "unlink gosuslugi --role parent --no-input",
    "люди перечень": "people list",
    "guide --lang англ": "guide --lang en",
    "letter school-parent --channel лично --no-input": "letter school-parent --channel in_person --no-input",
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


# What is right as it stands, in which two words at random get a slip each.
RIGHT = (
    "letter school-parent --request school-1 --format txt", "guide school --role teacher --all",
    "log school-1 sent --channel post --date 23.11.2026", "status school-1 --person masha",
    "people edit masha --age 14-17", "sources --path school --trust official",
    "start --person masha --goal chats --entry vk", "unlink gosuslugi --role=parent --plain",
    "data check --fix", "escalate school-1 --to operator", "why school-1 --lang en",
)  # fmt: skip


@st.composite
def two_slips(draw: st.DrawFn) -> tuple[str, str]:
    """A right command, and the same with two letters out of their order in two of its words."""
    right = draw(st.sampled_from(RIGHT))
    words = right.split()
    long = [n for n, word in enumerate(words) if len(word.strip("-")) > 3 and not word[0].isdigit()]
    places = draw(st.lists(st.sampled_from(long), min_size=2, max_size=2, unique=True))
    for place in places:
        word = words[place]
        letters = [n for n in range(2, len(word) - 1) if word[n : n + 2].isalpha()]
        if letters:
            at = draw(st.sampled_from(letters))
            words[place] = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return right, " ".join(words)


def test_of_two_slips_both_are_mended_in_what_is_offered_or_no_command_is(busy: Bench) -> None:
    offered_whole = []

    @settings(max_examples=30)
    @given(two_slips())
    def looked_at(pair: tuple[str, str]) -> None:
        right, wrong = pair
        outcome = busy.run(*wrong.split(), "--no-input")
        told = outcome.err.partition(f"{ru.TEXT['tip.command'].split('{')[0]}sferum ")[2]
        if outcome.code in (2, 3) and told:
            offered_whole.append(told)
            assert told.splitlines()[0].split() == [*right.split(), "--no-input"], wrong

    looked_at()
    assert len(offered_whole) > 10
    codes = {right: busy.run(*right.split(), "--no-input").code for right in RIGHT}
    assert [right for right, code in codes.items() if code not in (0, 4)] == []


def test_a_command_with_a_word_near_to_nothing_is_not_offered(busy: Bench) -> None:
    told = busy.run("letter", "school-paren", "--request", "zzzz").err
    assert told.splitlines()[1] == ru.TEXT["tip.word"].format(near="school-parent")


@pytest.mark.parametrize(("said", "meant"), SAID.items(), ids=SAID)
def test_a_right_word_is_as_good_as_the_name(
    said: str, meant: str, busy: Bench, tmp_path: Path
) -> None:
    copytree(busy.folder, tmp_path / "other")
    other = Bench(tmp_path / "other", busy.today)
    by_word, by_name = busy.run(*shlex.split(said)), other.run(*shlex.split(meant))
    assert "имели в виду" not in by_word.err
    shown = by_word.out.replace(str(busy.folder), str(other.folder)).replace(said, meant)
    assert (by_word.code, shown) == (by_name.code, by_name.out)


@pytest.mark.parametrize("said", ["log school-1 отозвано", "log school-1 прекращено", "школа"])
def test_what_ends_a_request_and_what_is_several_words_is_never_guessed(
    said: str, busy: Bench
) -> None:
    outcome = busy.run(*said.split())
    assert outcome.code in (2, 3, 4)
    told = json.loads(busy.ok("status", "--json"))["requests"]
    assert [request["status"] for request in told] == ["planned"]


def test_every_name_that_can_be_typed_has_words_in_both_languages(busy: Bench) -> None:
    """What the shell offers for paths, requests, letters, events and the rest; and the commands."""
    codes = offered_codes
    kinds = (offered.paths, codes.events, codes.results, codes.channels, codes.rungs, codes.trusts)
    names = {name for kind in (*kinds, codes.letters) for name, _ in kind(busy.folder)}
    names |= {*COMMANDS, *ROLES, *INSTITUTIONS, *OWNERSHIPS, *CHANNELS}
    without = {
        language: sorted(name for name in names if f"near.{name}" not in table.TEXT)
        for language, table in (("ru", ru), ("en", en))
    }
    assert without == {"ru": [], "en": []}


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


def test_where_there_is_one_request_it_need_not_be_named(busy: Bench) -> None:
    assert "school-1" in busy.ok("why")
    assert "school-1" in busy.ok("log", "note", "--note", "x")
    assert "pack.zip" in busy.ok("evidence", "-o", "pack.zip")
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
    assert "Did you mean:  sferum guide --role parent" in busy.run("guide", "--role", "muum").err


def test_both_layouts_lead_to_each_other() -> None:
    assert other_layout("ыефегы") == "status"
    assert other_layout("irjkf") == "школа"


def test_what_was_typed_stays_in_the_command_that_adds_what_was_missing(bench: Bench) -> None:
    for typed, whole in {
        "unlink school --institution college": "--role parent --no-input",
        "guide school --role parent --format pdf": "-o guide.pdf",
    }.items():
        refused = bench.run(*typed.split())
        assert (refused.code, f"sferum {typed} {whole}\n" in refused.err) == (4, True), refused.err
        bench.ok(*typed.split(), *whole.split())
