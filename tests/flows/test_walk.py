"""Walking a path: each answer saved, every trouble leads on, nothing is lost in the middle."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from conftest import Bench
from scripted import ScriptedPrompter

from sferum_cli.core.cases import Case
from sferum_cli.core.state import request_of
from sferum_cli.core.walk_place import place
from sferum_cli.errors import BadUsage, Interrupted, NotFound
from sferum_cli.flows.session import Session
from sferum_cli.flows.undo import undo_last
from sferum_cli.flows.walk import begin, resume
from sferum_cli.render.blocks import Block
from sferum_cli.shelf import knowledge
from sferum_cli.storage.state_file import load_state
from sferum_cli.storage.wipe import wipe_folder

PARENT = Case(role="parent")
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
TODAY = date(2026, 11, 22)


class Person:
    """Somebody at a terminal: scripted answers, the pages they saw, the pages they opened."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.pages: list[Sequence[Block]] = []
        self.opened: list[str] = []

    def session(self, prompter: object) -> Session:
        return Session(self.folder, lambda: NOW, prompter, self.pages.append, self._open)  # type: ignore[arg-type]

    def _open(self, url: str) -> bool:
        self.opened.append(url)
        return True

    def walks(
        self,
        path: str,
        *answers: tuple[str, str],
        role: str | None = "parent",
        confirmed: bool = False,
    ) -> str | None:
        prompter = ScriptedPrompter(*answers)
        walked = begin(self.session(prompter), path, Case(role=role), confirmed=confirmed)  # type: ignore[arg-type]
        prompter.done()
        self.pages.append(walked.page)
        request = walked.shape["request"]
        return request["id"] if request else None

    def status(self, request_id: str) -> tuple[str, str | None]:
        request = request_of(load_state(self.folder), request_id)
        return request.status, request.outcome

    def step(self, request_id: str) -> str:
        walk = request_of(load_state(self.folder), request_id).walk
        assert walk
        return walk.step


@pytest.fixture
def person(tmp_path: Path) -> Person:
    return Person(tmp_path)


def steps(path: str, role: str = "parent") -> list[str]:
    return [step.id for step in knowledge.path(path).steps_for(role)]  # type: ignore[arg-type]


def all_done(path: str, role: str = "parent") -> list[tuple[str, str]]:
    return [(f"steps.{step}", "done") for step in steps(path, role)]


@pytest.mark.parametrize("role", ["student", "parent", "teacher"])
def test_unlinking_that_is_seen_to_have_worked_is_verified(person: Person, role: str) -> None:
    person.walks(
        "gosuslugi", ("start", "yes"), *all_done("gosuslugi", role), ("result", "yes"), role=role
    )
    assert person.status("gosuslugi-1") == ("closed", "verified_done")


def test_a_result_not_yet_seen_is_a_claim(person: Person) -> None:
    person.walks("gosuslugi", ("start", "yes"), *all_done("gosuslugi"), ("result", "later"))
    assert person.status("gosuslugi-1") == ("claimed_done", None)


@pytest.mark.parametrize("role", ["student", "parent", "teacher"])
def test_the_school_path_ends_with_something_sent_on_a_day(person: Person, role: str) -> None:
    person.walks(
        "school", ("start", "yes"), *all_done("school", role), ("result", "yes"), ("sent_on", "yesterday"), role=role,
    )  # fmt: skip
    request = request_of(load_state(person.folder), "school-1")
    assert request.status == "sent"
    assert request.events[-1].date == date(2026, 11, 21)


def test_a_deletion_takes_the_typed_word(person: Person) -> None:
    person.walks("delete", ("confirm", "удалить"), *all_done("delete"), ("result", "yes"))
    assert person.status("delete-1") == ("claimed_done", None)


def test_without_the_word_nothing_is_deleted_and_nothing_written(person: Person) -> None:
    assert person.walks("delete", ("confirm", "нет")) is None
    assert load_state(person.folder).events == ()


@pytest.mark.parametrize("answer", ["", "1", "да", "yes"])
def test_neither_enter_nor_a_number_is_the_word(person: Person, answer: str) -> None:
    with pytest.raises(AssertionError):
        person.walks("delete", ("confirm", answer))


def test_behind_the_other_word_stands_all_that_there_is_to_know_and_the_way_back(
    person: Person,
) -> None:
    assert person.walks("delete", ("confirm", "другое"), ("start", "all"), ("start", "no")) is None
    back = [("confirm", "другое"), ("start", "back"), ("confirm", "не надо")]
    assert person.walks("delete", *back) is None


def test_confirm_skips_the_word(person: Person) -> None:
    assert person.walks("delete", ("start", "no"), confirmed=True) is None


def test_not_now_writes_nothing(person: Person) -> None:
    assert person.walks("gosuslugi", ("start", "all"), ("start", "no")) is None
    assert load_state(person.folder).events == ()


def test_back_goes_one_step_back(person: Person) -> None:
    first, second, third = steps("gosuslugi")[:3]
    person.walks(
        "gosuslugi", ("start", "yes"), (f"steps.{first}", "done"), (f"steps.{second}", "done"),
        (f"steps.{third}", "back"), (f"steps.{second}", "pause"),
    )  # fmt: skip
    assert person.step("gosuslugi-1") == second


def test_the_page_of_a_step_is_opened_in_the_browser(person: Person) -> None:
    first = steps("gosuslugi")[0]
    person.walks(
        "gosuslugi", ("start", "yes"), (f"steps.{first}", "open"), (f"steps.{first}", "pause")
    )
    assert person.opened == ["https://sferum.ru"]


class Leaves:
    """Somebody who presses Ctrl-C at the question number ``last``."""

    def __init__(self, last: int, path: str) -> None:
        self.left = last
        self.script = {"start": "yes", "result": "yes", "sent_on": "today", "confirm": "удалить"}
        del path

    def choose(
        self, name: str, question: str, choices: Sequence[tuple[str, str]], **more: Any
    ) -> str:
        return self.ask(name, question)

    def ask(self, name: str, question: str, **_: object) -> str:
        self.left -= 1
        if self.left < 0:
            raise Interrupted("error.interrupted")
        return self.script.get(name, "done")


def interrupted(at: Person, last: int, path: str) -> Interrupted | None:
    try:
        begin(at.session(Leaves(last, path)), path, PARENT)
    except Interrupted as left:
        return left
    return None


@pytest.mark.parametrize("path", ["gosuslugi", "school", "delete"])
def test_an_interruption_anywhere_loses_nothing_and_continue_goes_on_there(
    person: Person, path: str
) -> None:
    names = steps(path)
    for last in range(len(names) + 3):
        folder = person.folder / str(last)
        at = Person(folder)
        left = interrupted(at, last, path)
        if left is not None and last < 1:
            assert load_state(folder).events == ()
            continue
        if left is not None:
            assert left.values["resume"] == f"sferum continue {path}-1"
            request = request_of(load_state(folder), f"{path}-1")
            at_step = place(request, knowledge.path(path))
            assert at_step == min(last - 1, len(names))
            resume(at.session(Leaves(99, path)), f"{path}-1")
        assert at.status(f"{path}-1")[0] != "planned"


def every_trouble() -> list[tuple[str, str, str, str, str]]:
    return [
        (path, role, step.id, trouble.id, way.to.word)
        for path in ("gosuslugi", "school", "delete")
        for role in ("student", "parent", "teacher")
        for step in knowledge.path(path).steps_for(role)  # type: ignore[arg-type]
        for trouble in step.troubles
        if trouble.when.fits(role)  # type: ignore[arg-type]
        for way in trouble.ways
        if way.when.fits(role)  # type: ignore[arg-type]
    ]


@pytest.mark.parametrize(("path", "role", "step", "trouble", "way"), every_trouble())
def test_every_trouble_leads_on(
    person: Person, path: str, role: str, step: str, trouble: str, way: str
) -> None:
    before = [
        (f"steps.{name}", "done") for name in steps(path, role)[: steps(path, role).index(step)]
    ]
    kind, _, target = way.partition(":")
    after = {
        "retry": [(f"steps.{step}", "pause")],
        "step": [(f"steps.{target}", "pause")],
        "support": [(f"way.{step}", "pause")],
        "guide": [(f"way.{step}", "pause")],
        "ladder": [("rung", "no"), (f"way.{step}", "pause")],
        "end": [],
        "path": [
            ("confirm", "нет") if target == "delete" else ("start", "no"),
            (f"steps.{step}", "pause"),
        ],
    }[kind]
    person.walks(
        path, ("start", "yes"), *before, (f"steps.{step}", "trouble"), (f"trouble.{step}", trouble),
        (f"way.{step}", way), *after, role=role, confirmed=True,
    )  # fmt: skip


def test_an_unknown_trouble_keeps_the_words_and_offers_help(person: Person) -> None:
    first = steps("gosuslugi")[0]
    person.walks(
        "gosuslugi", ("start", "yes"), (f"steps.{first}", "trouble"), (f"trouble.{first}", "other"),
        ("trouble.note", "вижу пустую страницу"), (f"way.{first}", "support"), (f"way.{first}", "retry"),
        (f"steps.{first}", "pause"),
    )  # fmt: skip
    request = request_of(load_state(person.folder), "gosuslugi-1")
    assert request.events[-1].text("note") == "вижу пустую страницу"


def test_nothing_to_unlink_ends_as_nothing_there(person: Person) -> None:
    path, _, step, trouble, way = next(
        row for row in every_trouble() if row[4].startswith("end:") and row[1] == "parent"
    )
    before = [(f"steps.{name}", "done") for name in steps(path)[: steps(path).index(step)]]
    person.walks(
        path, ("start", "yes"), *before, (f"steps.{step}", "trouble"), (f"trouble.{step}", trouble), (f"way.{step}", way),
    )  # fmt: skip
    assert person.status(f"{path}-1") == ("closed", "nothing_there")


def test_undo_in_a_walk_takes_the_last_answer_back(person: Person) -> None:
    first, second = steps("gosuslugi")[:2]
    person.walks(
        "gosuslugi", ("start", "yes"), (f"steps.{first}", "done"), (f"steps.{second}", "pause")
    )
    undo_last(person.folder, today=TODAY, at="x")
    assert person.step("gosuslugi-1") == first


def test_a_finished_walk_is_not_gone_on_with(person: Person) -> None:
    person.walks("gosuslugi", ("start", "yes"), *all_done("gosuslugi"), ("result", "yes"))
    with pytest.raises(BadUsage):
        resume(person.session(ScriptedPrompter()), "gosuslugi-1")


def test_an_unknown_path_is_named_with_those_there_are(person: Person) -> None:
    with pytest.raises(NotFound) as missing:
        person.walks("gosuslug")
    assert "gosuslugi" in missing.value.values["known"]  # type: ignore[operator]


def test_a_request_wiped_meanwhile_stops_the_walk_and_writes_nothing(person: Person) -> None:
    class Wipes(Leaves):
        def choose(
            self, name: str, question: str, choices: Sequence[tuple[str, str]], **more: Any
        ) -> str:
            if name.startswith("steps."):
                wipe_folder(person.folder)
            return super().choose(name, question, choices, **more)

    with pytest.raises(NotFound):
        begin(person.session(Wipes(99, "gosuslugi")), "gosuslugi", PARENT)
    assert not (person.folder / "state.toml").exists()


def test_what_another_window_wrote_meanwhile_is_kept(person: Person) -> None:
    from sferum_cli.flows.log_asked import Report
    from sferum_cli.flows.log_written import write_down

    class Notes(Leaves):
        def choose(
            self, name: str, question: str, choices: Sequence[tuple[str, str]], **more: Any
        ) -> str:
            if name.startswith("steps."):
                note = Report("note", TODAY, {"note": name})
                write_down(person.folder, "gosuslugi-1", note, today=TODAY, at="x")
            return super().choose(name, question, choices, **more)

    begin(person.session(Notes(99, "gosuslugi")), "gosuslugi", PARENT)
    table = tomllib.loads((person.folder / "state.toml").read_text())
    notes = [row for row in table["event"] if row["type"] == "note"]
    assert len(notes) == len(steps("gosuslugi"))


def test_continue_finds_the_paused_walk_among_requests_that_were_only_opened(bench: Bench) -> None:
    first = steps("gosuslugi")[0]
    bench.ok("unlink", "school", "--role", "parent", "--no-input")
    Person(bench.folder).walks("gosuslugi", ("start", "yes"), (f"steps.{first}", "pause"))
    assert "Шаг 1 из 5" in bench.ok("continue")
    Person(bench.folder).walks("vk", ("start", "yes"), (f"steps.{steps('vk')[0]}", "pause"))
    assert bench.run("continue").code == 4, "two are paused: which one?"


@pytest.mark.parametrize("path", ["delete", "max", "study-profile"])
def test_what_deletes_offers_to_save_the_chats_before_its_first_step(
    person: Person, path: str
) -> None:
    assert knowledge.path(path).better[0] == "save-first"
    word = [("confirm", "другое")] if knowledge.path(path).kind == "delete" else []
    first = steps("save-first")[0]
    person.walks(
        path, *word, ("start", "save-first"), ("start", "yes"), (f"steps.{first}", "pause")
    )
    assert [e.data["path"] for e in load_state(person.folder).events if e.type == "planned"] == [
        "save-first"
    ]


def test_facts_checked_long_ago_are_told_on_the_first_page_and_in_the_guide(bench: Bench) -> None:
    warning = "Пора проверить заново: "
    assert warning not in bench.ok("guide", "gosuslugi")
    bench.today = date(2027, 6, 1)
    assert warning in bench.ok("guide", "gosuslugi")
    said = bench.run("unlink", "vk", "--role", "parent", typed=["Подробнее", "Не сейчас"]).out
    assert warning in f"{' '.join(said.split())} "


def test_a_guide_of_all_paths_is_for_the_role_and_begins_with_their_names(bench: Bench) -> None:
    told = json.loads(bench.ok("guide", "--role", "student", "--json"))
    ids = [path["id"] for path in told["paths"]]
    assert "teacher-leaving" not in ids
    teachers = json.loads(bench.ok("guide", "--role", "teacher", "--json"))["paths"]
    assert "teacher-leaving" in [path["id"] for path in teachers]
    page = bench.ok("guide", "--role", "student", "--all")
    names = page.splitlines()[2 : len(ids) + 2]
    assert [line.partition(":")[0] for line in names] == ids
    assert "\n\nОтвязать Госуслуги в VK ID, учащийся" in page
