"""sferum start: asked, by flags, by file; saved, shown again, changed without losing the rest."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from conftest import Bench
from misses import over
from scripted import ScriptedPrompter

from sferum_cli.core.cases import Case, Institution
from sferum_cli.core.frozen import replace
from sferum_cli.core.questions import answers_of_case
from sferum_cli.core.state import New, record, requests_of, state_cases
from sferum_cli.errors import BadUsage, DamagedFile
from sferum_cli.flows.cases import tell
from sferum_cli.flows.offer_next import offer_next
from sferum_cli.flows.plans import plan_of
from sferum_cli.flows.session import Session
from sferum_cli.flows.start import given_answers
from sferum_cli.flows.start_asked import ask
from sferum_cli.flows.walk_saved import open_request
from sferum_cli.render.answer import Answer
from sferum_cli.render.blocks import Block, Heading
from sferum_cli.shelf import knowledge
from sferum_cli.storage.changes import change
from sferum_cli.storage.plan import load_plans
from sferum_cli.storage.state_file import load_state
from sferum_cli.text import en, ru

TABLES = {"ru": ru.TEXT, "en": en.TEXT}
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
ALL = [
    ("role", "parent"), ("institution", "school"), ("age", "14-17"), ("entry", "vk"),
    ("goal", "profile"), ("creator", "school"), ("tried", "nothing"), ("ownership", "municipal"),
]  # fmt: skip


class Person:
    """Somebody at a terminal with scripted answers, and the pages they saw."""

    def __init__(self, folder: Path, *answers: tuple[str, str]) -> None:
        self.prompter = ScriptedPrompter(*answers)
        self.pages: list[Sequence[Block]] = []
        self.session = Session(
            folder, lambda: NOW, self.prompter, self.pages.append, lambda _: True
        )

    def asked(self, given: dict[str, str] | None = None, **before: str) -> dict[str, str]:
        answers = ask(self.session, Case(), given or {}, before)
        self.prompter.done()
        return answers


def shape(bench: Bench, *words: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(bench.ok("start", "--json", *words))
    return found


def paths(found: dict[str, Any]) -> list[str]:
    return [row["path"] for row in found["plan"]]


def test_all_questions_are_asked_in_order_and_reviewed(tmp_path: Path) -> None:
    assert Person(tmp_path, *ALL, ("review", "ok")).asked() == dict(ALL)


def test_every_question_can_be_left_unknown(tmp_path: Path) -> None:
    unknown = [(name, "unknown") for name, _ in ALL]
    answers = Person(tmp_path, *unknown, ("review", "ok")).asked()
    (case,) = state_cases(load_state(tmp_path))
    assert answers_of_case(case) == {}
    assert plan_of(answers, ()).items


def test_the_page_of_a_question_tells_how_to_find_out_and_how_many_there_are(
    tmp_path: Path,
) -> None:
    person = Person(tmp_path, *ALL, ("review", "ok"))
    person.asked()
    heads = [page[0] for page in person.pages]
    titles = [head.text for head in heads if isinstance(head, Heading)]
    assert titles[:8] == [f"Вопрос {n} из 8" for n in range(1, 9)]
    assert "Не знаете?" in person.pages[2][1].text  # type: ignore[union-attr]


def test_back_keeps_the_later_answers_as_the_first_choice(tmp_path: Path) -> None:
    seen: list[tuple[str, str]] = []

    class Watches(ScriptedPrompter):
        def choose(
            self, name: str, question: str, choices: Sequence[tuple[str, str]], **more: Any
        ) -> str:
            seen.append((name, choices[0][0]))
            return super().choose(name, question, choices, **more)

    person = Person(tmp_path)
    person.prompter = Watches(
        *ALL[:4], ("goal", "back"), ("entry", "back"), ("age", "adult"), *ALL[3:], ("review", "ok")
    )
    person.session = Session(
        tmp_path, lambda: NOW, person.prompter, person.pages.append, lambda _: True
    )
    assert person.asked()["age"] == "adult"
    assert seen[6:8] == [("age", "14-17"), ("entry", "vk")]


def test_the_review_adds_goals_to_the_first_and_offers_none_twice(tmp_path: Path) -> None:
    first = dict(ALL)["goal"]
    person = Person(
        tmp_path, *ALL, ("review", "also"), ("goal", "chats"), ("review", "also"), ("goal", "back"),
        ("review", "also"), ("goal", "unknown"), ("review", "ok"),
    )  # fmt: skip
    assert person.asked()["goal"] == f"{first},chats"
    again = Person(tmp_path, *ALL, ("review", "also"), ("goal", first))
    with pytest.raises(AssertionError, match=first):
        again.asked()
    everything = Person(tmp_path, *ALL, ("review", "also"), ("goal", "all"), ("review", "ok"))
    assert everything.asked()["goal"] == "all"


def test_the_review_changes_one_answer_and_keeps_the_others(tmp_path: Path) -> None:
    person = Person(
        tmp_path, *ALL, ("review", "goal"), ("goal", "max"), ("review", "role"), ("role", "back"),
        ("review", "ok"),
    )  # fmt: skip
    assert person.asked() == dict(ALL) | {"goal": "max"}


def test_a_teacher_is_asked_seven_questions(tmp_path: Path) -> None:
    teacher = [("role", "teacher"), ALL[1], *ALL[3:], ("review", "ok")]
    assert "age" not in Person(tmp_path, *teacher).asked()


def test_what_a_flag_says_is_not_asked(tmp_path: Path) -> None:
    rest = [row for row in ALL if row[0] not in ("role", "goal")]
    given = {"role": "parent", "goal": "profile"}
    assert Person(tmp_path, *rest, ("review", "ok")).asked(given) == dict(ALL)


def test_the_first_path_begins_for_the_case_that_was_told(tmp_path: Path) -> None:
    told = Case(role="parent", institution=Institution(ownership="private"))
    found = plan_of({"role": "parent", "goal": "gosuslugi", "ownership": "private"}, ())
    first = knowledge.path("save-first").steps_for("parent")[0].id
    person = Person(tmp_path, ("begin", "yes"), ("start", "yes"), (f"steps.{first}", "pause"))
    offer_next(person.session, found, told)
    person.prompter.done()
    (request,) = requests_of(load_state(tmp_path))
    assert (request.path, request.role) == ("save-first", "parent")
    assert request.institution.ownership == "private"


def test_a_case_that_a_letter_names_on_the_way_stays_the_one_that_the_plan_is_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = Person(tmp_path, ("begin", "yes"), ("begin", "yes"))
    told = tell(person.session, Case(role="parent"), {"goal": ("gosuslugi",)})
    begun = []

    def named(session: Session, path_id: str, whose: Case) -> Answer:
        opened = open_request(session, knowledge.path(path_id), whose)
        news = New("case", "", session.today, {"case": told.id, "alias": "петя"})
        closed = New("verified", opened, session.today, {"result": "yes"})
        done = New("done_by_user", opened, session.today)
        change(
            tmp_path, lambda state: (record(state, [news, done, closed], at=session.at)[0], None)
        )
        begun.append(whose.alias)
        return Answer([], {}, left=len(begun) > 1)

    monkeypatch.setattr("sferum_cli.flows.offer_next.begin", named)
    asking = replace(person.session, asks=True)
    offer_next(asking, plan_of(answers_of_case(told), ()), told)
    assert begun == ["", "петя"]
    (case,) = state_cases(load_state(tmp_path))
    assert {r.person for r in requests_of(load_state(tmp_path))} == {case.alias} == {"петя"}
    open_request(person.session, knowledge.path("max"), told)
    assert len(state_cases(load_state(tmp_path))) == 1, "who still holds the nameless one means it"


def test_not_now_opens_nothing(tmp_path: Path) -> None:
    person = Person(tmp_path, ("begin", "no"))
    offer_next(person.session, plan_of({"goal": "max"}, ()), Case())
    assert load_state(tmp_path).events == ()


def test_several_goals_make_one_plan(bench: Bench) -> None:
    both = paths(shape(bench, "--role", "parent", "--goal", "gosuslugi", "--goal", "school"))
    assert {"gosuslugi", "school"} <= set(both)
    assert bench.run("start", "--goal", "moon").code == 2


def test_without_a_terminal_what_no_flag_says_is_unknown(bench: Bench) -> None:
    page = bench.ok("start")
    assert "Ваш план" in page
    assert "sferum unlink save-first" in page
    assert shape(bench)["answers"]["role"] is None


def test_flags_make_the_plan_and_it_is_saved_without_names(bench: Bench) -> None:
    bench.ok("start", "--role", "parent", "--entry", "vk", "--goal", "gosuslugi")
    (case,) = state_cases(load_state(bench.folder))
    assert (case.role, case.goals, dict(case.answers)) == (
        "parent",
        ("gosuslugi",),
        {"entry": "vk"},
    )


def test_an_answers_file_fills_what_the_flags_leave_out(bench: Bench, tmp_path: Path) -> None:
    file = tmp_path / "answers.toml"
    file.write_text('role = "teacher"\ngoal = "all"\ncreator = "unknown"\n', encoding="utf-8")
    found = shape(bench, "--answers", str(file), "--goal", "school")
    assert (found["answers"]["role"], found["answers"]["goal"]) == ("teacher", "school")
    assert found["answers"]["creator"] is None
    assert "teacher-leaving" in paths(found)


@pytest.mark.parametrize("words", [("--goal", "somehow"), ("--age", "13"), ("--role", "cat")])
def test_a_wrong_answer_is_told_with_what_can_be_said_and_nothing_is_saved(
    bench: Bench, words: tuple[str, str]
) -> None:
    outcome = bench.run("start", *words)
    assert outcome.code == 2
    assert words[0] in outcome.err
    assert "unknown" in outcome.err
    assert not (bench.folder / "plan.toml").exists()


def test_the_plan_shown_again_says_what_is_done(bench: Bench) -> None:
    bench.ok("start", "--role", "parent", "--entry", "vk", "--goal", "gosuslugi")
    bench.ok("unlink", "save-first", "--role", "parent", "--no-input")
    bench.ok("log", "save-first-1", "done_by_user")
    bench.ok("log", "save-first-1", "verified", "--result", "yes")
    bench.ok("unlink", "vk", "--role", "parent", "--no-input")
    page = bench.ok("start")
    assert "сделано: save-first-1" in page
    assert "начато: vk-1" in page
    found = shape(bench)
    assert [row["state"] for row in found["plan"][:3]] == ["done", "running", "todo"]
    assert found["next"] == "sferum unlink gosuslugi --role parent"


def test_the_plan_of_a_second_child_holds_nothing_of_the_first_one(bench: Bench) -> None:
    bench.ok("people", "add", "masha", "--acting-as", "parent", "--no-input")
    bench.ok("unlink", "school", "--person", "masha", "--no-input")
    told = ("--role", "parent", "--institution", "college", "--goal", "school")
    assert {row["state"] for row in shape(bench, *told)["plan"]} == {"todo"}
    assert "school-1" not in bench.ok("start")
    plan = shape(bench, *told, "--person", "masha")["plan"]
    assert "running" in {row["state"] for row in plan}


def unwrapped(page: str) -> str:
    return " ".join(page.split())


def ended(bench: Bench, path: str, *ends: tuple[str, ...]) -> None:
    """Begin ``path`` and record how it went."""
    bench.ok("unlink", path, "--role", "parent", "--no-input")
    for end in ends:
        bench.ok("log", f"{path}-1", *end)


@pytest.mark.parametrize("lang", TABLES)
def test_a_plan_is_called_done_only_where_every_path_has_a_result(lang: str, bench: Bench) -> None:
    bench.lang, words = lang, TABLES[lang]
    bench.ok("start", "--role", "parent", "--goal", "chats")
    below = [row["path"] for row in shape(bench)["plan"] if not row["ladder"]]
    below.sort(key=lambda path: path == "vk")  # what it does would end the other one, too
    for path in below[:-1]:
        ended(bench, path, ("done_by_user",), ("verified", "--result", "yes"))
        assert words["plan.done"] not in unwrapped(bench.ok("start"))
    ended(bench, below[-1], ("done_by_user",))
    page = unwrapped(bench.ok("start"))
    assert words["plan.wait"] in page
    assert words["plan.done"] not in page
    bench.ok("log", f"{below[-1]}-1", "verified", "--result", "yes")
    page = unwrapped(bench.ok("start"))
    assert words["plan.done"] in page
    assert words["plan.wait"] not in page
    assert shape(bench)["next"] is None


@pytest.mark.parametrize("lang", TABLES)
def test_what_was_left_without_a_result_can_be_gone_through_again(lang: str, bench: Bench) -> None:
    bench.lang, words = lang, TABLES[lang]
    bench.ok("start", "--role", "parent", "--entry", "vk", "--goal", "gosuslugi")
    rows = shape(bench)["plan"]
    for row in rows:
        ended(bench, row["path"], ("abandoned",))
    first, page = rows[0], unwrapped(bench.ok("start"))
    assert words["plan.state.skipped"].format(id="save-first-1") in page
    assert words["plan.done"] not in page
    assert words["home.again"].format(title=first["title"]) in page
    command = "sferum unlink save-first --role parent"
    assert page.endswith(command)
    assert shape(bench)["next"] == command
    left = words["plan.left"].format(whom="", title=first["title"])
    assert f"{left}: {command}" in unwrapped(bench.ok())
    again = words["home.do.again"].format(title=first["title"])
    assert f"1. {again} (" in bench.ok(typed=["leave"])
    bench.ok(*command.split()[1:], "--no-input")
    assert left not in unwrapped(bench.ok()), "it is under way"


@pytest.mark.parametrize("lang", TABLES)
def test_nobody_is_left_to_think_that_piped_lines_were_answers(bench: Bench, lang: str) -> None:
    bench.lang = lang
    shape(bench, "--role", "parent", "--goal", "school")
    refused = bench.run("start", "--again")
    assert refused.code == 4
    assert TABLES[lang]["error.again_unasked"] in refused.err
    assert TABLES[lang]["error.again_unasked.hint"] in refused.err
    assert "sferum start --goal school" in refused.err
    assert shape(bench)["answers"]["goal"] == "school", "nothing is changed"


def test_again_without_a_terminal_keeps_the_old_answers_under_the_new(bench: Bench) -> None:
    bench.ok("start", "--role", "parent", "--goal", "gosuslugi")
    found = shape(bench, "--again", "--goal", "max")
    assert (found["answers"]["role"], found["answers"]["goal"]) == ("parent", "max")


def test_new_flags_change_what_they_name_and_keep_the_rest(bench: Bench) -> None:
    bench.ok("start", "--role", "parent", "--goal", "gosuslugi")
    answers = shape(bench, "--goal", "max")["answers"]
    assert (answers["role"], answers["goal"]) == ("parent", "max")


def test_at_a_terminal_the_saved_plan_is_shown_and_the_next_path_offered(bench: Bench) -> None:
    bench.ok("start", "--role", "parent", "--goal", "gosuslugi")
    page = bench.ok("start", typed=["2"])
    assert "Идём дальше?" in page
    assert "Кто вы?" not in page


def test_at_a_terminal_numbers_lead_through_to_the_plan(bench: Bench) -> None:
    page = bench.ok("start", typed=["1", "1", "1", "1", "1", "1", "1", "1", "2"])
    assert "Ваши ответы" in page
    assert "Ваш план" in page
    assert shape(bench)["answers"]["age"] == "under-14"


def test_leaving_in_the_middle_loses_no_answer(bench: Bench) -> None:
    assert bench.run("start", typed=["1", "1", "1"]).code != 0
    (case,) = state_cases(load_state(bench.folder))
    assert (case.role, case.age) == ("parent", "under-14")


def test_a_person_answers_for_role_age_and_school(bench: Bench, tmp_path: Path) -> None:
    file = tmp_path / "masha.toml"
    file.write_text('[school]\nkind = "private"\n', encoding="utf-8")
    bench.ok(
        "people", "add", "masha", "--acting-as", "parent", "--age", "under-14", "--answers", str(file)
    )  # fmt: skip
    found = shape(bench, "--person", "masha")
    assert found["answers"]["age"] == "under-14"
    assert found["answers"]["school"] == "private"
    assert found["next"].endswith("--role parent --person masha")
    assert (bench.folder / "state.toml").stat().st_mode & 0o077 == 0


def test_two_children_have_a_plan_each(bench: Bench) -> None:
    bench.ok("people", "add", "masha", "--acting-as", "parent", "--age", "under-14", "--no-input")
    bench.ok("people", "add", "petya", "--acting-as", "parent", "--age", "14-17", "--no-input")
    bench.ok("start", "--person", "masha", "--goal", "gosuslugi")
    bench.ok("start", "--person", "petya", "--goal", "max")
    unsaid = bench.run("start", "--goal", "chats")
    assert (unsaid.code, "petya" in unsaid.err) == (4, True)
    assert shape(bench, "--person", "Masha")["answers"]["goal"] == "gosuslugi"
    assert shape(bench, "--person", "petya")["answers"]["goal"] == "max"
    bench.ok("people", "remove", "masha")
    assert shape(bench, "--person", "petya")["answers"]["goal"] == "max"


def test_the_map_is_short_until_it_is_known_what_should_go(bench: Bench) -> None:
    wide = bench.ok("start", "--role", "parent")
    narrow = bench.ok("start", "--role", "parent", "--goal", "gosuslugi", "--entry", "vk")
    assert len(wide.splitlines()) < 40
    assert wide.count("Зачем") == narrow.count("Зачем") == 1, "of the first path alone"
    assert "sferum start --again" in wide


def test_each_path_says_how_well_it_is_known(bench: Bench) -> None:
    page = bench.ok("start", "--role", "parent", "--goal", "gosuslugi", "--entry", "vk")
    rows = shape(bench)["plan"]
    assert page.count("Проверено: ") == 1, "on the page that of the first"
    assert all(0 <= row["facts"]["confirmed"] <= row["facts"]["of"] for row in rows)
    assert all(row["facts"]["of"] for row in rows)


@pytest.mark.parametrize(
    "text",
    ["not toml [", "", "schema = 9", "schema = 1\nanswers = 1", "schema = 1\n[answers]\ngoal = 1"],
)  # fmt: skip
def test_a_plan_that_cannot_be_read_is_left_as_it_is_and_told(bench: Bench, text: str) -> None:
    bench.folder.mkdir()
    file = bench.folder / "plan.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(DamagedFile):
        load_plans(bench.folder)
    outcome = bench.run("start", "--goal", "max")
    assert outcome.code != 0
    assert "plan.toml" in outcome.err
    assert file.read_text(encoding="utf-8") == text


def test_the_welcome_leads_to_start_first(bench: Bench) -> None:
    page = bench.ok()
    assert page.index("sferum start") < page.index("sferum unlink gosuslugi")


def test_who_is_out_is_told_that_the_rest_is_not_needed(bench: Bench) -> None:
    bench.ok("start", "--role", "parent", "--goal", "school", "--no-input")
    bench.ok("unlink", "school", "--role", "parent", "--no-input")
    bench.ok("log", "school-1", "sent", "--channel", "in_person")
    bench.ok("log", "school-1", "answered", "--result", "done")
    bench.ok("log", "school-1", "verified", "--result", "yes")
    assert "save-first" not in bench.ok()
    assert "Цель достигнута" in bench.ok("start", "--no-input")


@over([({"goal": "x"}, {}, "--goal"), ({}, {"goal": "x"}, "goal")])
def test_a_wrong_answer_is_named_as_it_was_given_by_a_flag_or_in_a_file(
    flags: dict[str, str], file: dict[str, str], named: str
) -> None:
    with pytest.raises(BadUsage) as refusal:
        given_answers(flags, file)
    assert refusal.value.values["option"] == named


@pytest.mark.parametrize("lang", TABLES)
def test_a_plan_says_once_how_to_answer_and_how_another_child_gets_one(
    lang: str, bench: Bench
) -> None:
    bench.lang, another = lang, TABLES[lang]["plan.another"]
    bare, told = (bench.ok("start", "--no-input", *more) for more in ((), ("--goal", "chats")))
    assert [page.count("--again") for page in (bare, told)] == [1, 1]
    assert another not in told
    assert bench.ok("start", "--role", "parent", "--no-input").count(another) == 1
    named = bench.ok("people", "add", "petya", "--acting-as", "parent", "--no-input")
    assert "sferum start --person petya" in named
    bench.ok("start", "--person", "petya", "--goal", "school", "--no-input")
