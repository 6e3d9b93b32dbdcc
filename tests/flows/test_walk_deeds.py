"""Inside a walk: letters, records and rungs are done where they are asked for, and kept once."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import tomli_w
from conftest import Bench, Outcome, requests
from letter_answers import letter
from misses import over

from sferum_cli.core.knowledge import Step
from sferum_cli.shelf import knowledge
from sferum_cli.shelf.sending import sending
from sferum_cli.shelf.tables import SHIPPED
from sferum_cli.text import en, ru

DESK = {"ru": "Распечатайте два экземпляра", "en": "Print two copies"}
TYPED = re.compile(r"\bsferum [a-z-]+")
LETTER = (
    "pdf", "in_person", "Иванова", "Мария", "Сергеевна", "390000, г. Рязань, ул. Ленина, д. 1",
)  # fmt: skip


def walks(bench: Bench) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(bench.ok("status", "--json"))["walks"]
    return found


def with_answers(bench: Bench, path: str, **answers: Any) -> Outcome:
    bench.folder.mkdir(exist_ok=True)
    (bench.folder / "answers.toml").write_text(tomli_w.dumps(answers), encoding="utf-8")
    return bench.run("unlink", path, "--role", "parent", "--answers", "answers.toml")


def consent_at(bench: Bench, step: str) -> None:
    """Walk `consent` up to ``step``."""
    ids = [each.id for each in knowledge.path("consent").steps]
    done = dict.fromkeys(ids[: ids.index(step)], "done")
    with_answers(bench, "consent", start="yes", steps={**done, step: "pause"})
    assert walks(bench)[0]["step"] == ids.index(step) + 1


def test_handing_over_is_one_record_of_day_number_and_photo(bench: Bench) -> None:
    consent_at(bench, "hand-in")
    photo = bench.folder / "stamp.jpg"
    photo.write_bytes(b"a picture")
    typed = ["Готово", "today", "in_person", "yes", "77", "nowhere.jpg", "stamp.jpg", "private"]
    outcome = bench.run("continue", typed=typed)
    assert (outcome.code, outcome.err) == (0, "")
    request = requests(bench)["consent-1"]
    kinds = [event["type"] for event in request["events"]]
    assert kinds == ["planned", "sent", "received"]
    received = request["events"][-1]
    assert (received["number"], received["date"]) == ("77", "2026-11-23")
    assert received["sha256"]
    assert request["status"] == "accepted"
    assert "Узнайте входящий номер" not in bench.ok("status", "consent-1"), "it is known"
    bench.ok("undo")
    assert requests(bench)["consent-1"]["status"] == "planned", "one act is taken back as one"


def test_a_hand_over_without_a_mark_is_only_a_hand_over(bench: Bench) -> None:
    consent_at(bench, "hand-in")
    bench.ok("continue", typed=["Готово", "today", "in_person", "no", "private"])
    assert [e["type"] for e in requests(bench)["consent-1"]["events"]] == ["planned", "sent"]


def test_the_number_of_a_hand_over_can_be_given_with_it(bench: Bench) -> None:
    bench.ok("unlink", "school", "--role", "parent", "--no-input")
    bench.ok("log", "school-1", "sent", "--channel", "in_person", "--number", "77")
    assert requests(bench)["school-1"]["status"] == "accepted"
    bench.ok("unlink", "consent", "--role", "parent", "--no-input")
    by_post = bench.run("log", "consent-1", "sent", "--channel", "post", "--number", "77")
    assert by_post.code == 2, "a post office stamps nothing for the school"


def test_the_end_of_a_walk_asks_for_the_mark_too(bench: Bench) -> None:
    steps = ["done"] * len(knowledge.path("operator").steps)
    typed = ["yes", *steps, "yes", "today", "in_person", "yes", "77", ""]
    bench.ok("unlink", "operator", "--role", "parent", typed=typed)
    assert requests(bench)["operator-1"]["status"] == "accepted"


def test_who_says_ready_at_a_hand_over_is_not_asked_a_second_time_whether_it_was(
    bench: Bench,
) -> None:
    typed = ["yes", "done", "done", "1", "1", "1", "1", "private", "done"]
    told = bench.ok("unlink", "school", "--role", "parent", typed=typed)
    assert "Заявление подано?" not in told
    assert requests(bench)["school-1"]["status"] == "sent"


def test_what_is_recorded_outside_moves_the_walk_along(bench: Bench) -> None:
    consent_at(bench, "letter")
    bench.ok("log", "consent-1", "drafted")
    assert walks(bench)[0]["step"] == 3
    assert "Шаг 3 из 3" in bench.ok("continue")
    bench.ok("log", "consent-1", "sent")
    assert walks(bench) == []
    assert bench.run("continue", "consent-1").code == 2, "nothing is left to go on with"


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_a_letter_that_goes_otherwise_is_not_handed_in_at_the_desk(bench: Bench, lang: str) -> None:
    """The step that sends a letter, and the advice, speak of the way that it was made for."""
    bench.lang, misses = lang, []
    for path in ("school", "consent", "refuse"):
        bench.ok("unlink", path, "--role", "parent", "--no-input")
        own = next(s for s in knowledge.path(path).steps if s.action == "log:sent")
        for way in ("in_person", "post", "portal"):
            bench.ok("log", f"{path}-1", "drafted", "--channel", way)
            steps, advice = bench.ok("continue", f"{path}-1"), bench.ok("status", f"{path}-1")
            title = sending().step(own, way).title.pick(lang)  # type: ignore[arg-type]
            desk = [own.title.pick(lang) in steps, DESK[lang] in advice]
            if title not in steps or desk != [way == "in_person"] * 2:
                misses.append((path, way, title, desk))
    assert misses == []


def test_what_was_not_taken_at_the_desk_goes_by_post(bench: Bench) -> None:
    bench.ok("unlink", "school", "--role", "parent", "--no-input")
    bench.ok("log", "school-1", "refused_at_desk")
    assert "Отправьте письмо почтой" in bench.ok("continue", "school-1")


def test_how_a_letter_is_to_go_is_the_first_answer_to_how_it_went(bench: Bench) -> None:
    """And what can go wrong at a desk is no trouble of a letter that is posted."""
    consent_at(bench, "hand-in")
    letter(bench, "school-parent", "consent-1", channel="post")
    told = bench.ok("continue", typed=["2", "Назад к шагу", "1", "1", "1", "", "", "private"])
    assert "Не принимают" not in told
    assert requests(bench)["consent-1"]["events"][-1]["channel"] == "post"


def test_an_unfinished_letter_leaves_the_walk_where_it_was(bench: Bench) -> None:
    consent_at(bench, "letter")
    outcome = bench.run("continue", typed=["Составить письмо сейчас", *LETTER[:3]])
    assert outcome.code == 130
    assert "Ничего не записано" in outcome.err
    assert walks(bench)[0]["step"] == 2


def test_leaving_a_letter_in_a_walk_says_that_the_steps_are_kept(bench: Bench) -> None:
    outcome = bench.run(
        "unlink", "consent", "--role", "parent", typed=["yes", "done", "Составить письмо сейчас"]
    )
    assert outcome.code == 130
    assert "Последнее начатое не записано, всё до него сохранено" in outcome.err
    assert "sferum continue consent-1" in outcome.err
    assert walks(bench)[0]["step"] == 2


def test_the_official_way_is_taken_inside_the_walk(bench: Bench) -> None:
    step = knowledge.path("gosuslugi").steps[0].id
    typed = ["yes", "trouble", "other", "", "ladder", "school", "pause"]
    told = bench.run("unlink", "gosuslugi", "--role", "parent", typed=typed)
    assert told.code == 0, told.err
    assert requests(bench)["school-1"]["parent"] == "gosuslugi-1"
    assert step == "login"
    again = bench.run("continue", "gosuslugi-1", typed=["trouble", "other", "", "ladder", "school"])
    assert "Шаг 1" in again.out.partition("Официальный путь")[2], "the begun rung is gone on with"
    assert [name for name in requests(bench) if name.startswith("school")] == ["school-1"]


@pytest.mark.parametrize("worked", ["yes", "later"])
def test_another_path_comes_back_to_the_step_it_was_left_from_unless_all_is_gone(
    worked: str, bench: Bench
) -> None:
    troubles = [
        (step, trouble, way)
        for step in knowledge.path("gosuslugi").steps
        for trouble in step.troubles
        for way in trouble.ways
        if way.to.word == "path:vk"
    ]
    step, trouble, way = troubles[0]
    ids = [each.id for each in knowledge.path("gosuslugi").steps]
    before = ["done"] * ids.index(step.id)
    vk = ["yes", *["done"] * len(knowledge.path("vk").steps), worked]
    typed = ["yes", *before, "trouble", trouble.title.ru, way.text.ru, *vk, "pause"]
    told = bench.ok("unlink", "gosuslugi", "--role", "parent", typed=typed)
    found = requests(bench)
    assert found["vk-1"]["parent"] == "gosuslugi-1"
    after = told.rpartition("Записано: vk-1")[2]
    if worked == "yes":
        assert [found[name]["outcome"] for name in ("vk-1", "gosuslugi-1")] == ["verified_done"] * 2
        assert "Шаг " not in after
        bench.today = date(2027, 1, 20)
        assert "gosuslugi-1" not in bench.run("due").out
        return
    assert "Вы пошли другим путём" in bench.ok("status", "gosuslugi-1")
    assert f"Шаг {ids.index(step.id) + 1} из {len(ids)}" in after


def test_a_result_that_nobody_looked_at_is_not_had_by_enter(bench: Bench) -> None:
    bench.ok("unlink", "gosuslugi", "--role", "parent", typed=[""] * 20)
    assert requests(bench)["gosuslugi-1"]["status"] == "claimed_done"


@over(knowledge.path_ids())
def test_every_deed_of_a_step_has_words(path: str) -> None:
    from sferum_cli.text import has

    verbs = {"letter", "log", "escalate", "evidence", "path"}
    for step in knowledge.path(path).steps:
        verb = step.action.partition(":")[0]
        assert not verb or (verb in verbs and has(f"step.do.{verb}"))


def test_a_folder_of_evidence_is_gathered_inside_the_walk(bench: Bench) -> None:
    bench.folder.mkdir(exist_ok=True)
    typed = ["yes", "Собрать папку сейчас", "pause"]
    told = bench.ok("unlink", "court", "--role", "parent", typed=typed)
    assert (bench.folder / "court-1.zip").exists()
    assert walks(bench)[0]["step"] == 2, told


def test_what_keeps_a_deed_from_being_done_is_said_and_the_step_stays(bench: Bench) -> None:
    bench.folder.mkdir(exist_ok=True)
    (bench.folder / "court-1.zip").write_bytes(b"")
    typed = ["yes", "Собрать папку сейчас", "pause"]
    told = bench.ok("unlink", "court", "--role", "parent", typed=typed)
    assert "court-1.zip" in told
    assert walks(bench)[0]["step"] == 1


def test_a_step_that_opens_a_page_does_so_first_and_then_takes_it_as_done(bench: Bench) -> None:
    bench.ok("unlink", "vk", "--role", "parent", typed=["", "", "", "pause"])
    assert bench.opened == ["https://id.vk.ru/account"]
    assert walks(bench)[0]["step"] == 2


def test_the_steps_name_no_command() -> None:
    def words(step: Step) -> list[str]:
        texts = [step.title, *([step.detail] if step.detail else [])]
        texts += [trouble.advice for trouble in step.troubles]
        return [each for text in texts for each in (text.ru, text.en)]

    found = [
        (path, step.id)
        for path in knowledge.path_ids()
        for step in knowledge.path(path).steps
        if any(TYPED.search(text.replace("sferum.ru", "")) for text in words(step))
    ]
    assert found == []


@pytest.fixture
def own_path(bench: Bench) -> Callable[[str], None]:
    """Makes the first step of `vk` ask for a deed: a path that the person wrote themselves."""

    def write(action: str) -> None:
        text = (SHIPPED / "paths" / "vk.toml").read_text(encoding="utf-8")
        text = text.replace('id = "login"\n', f'id = "login"\naction = "{action}"\n', 1)
        file = bench.folder / "knowledge" / "paths" / "vk.toml"
        file.parent.mkdir(parents=True)
        file.write_text(text, encoding="utf-8")

    return write


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_a_step_of_an_own_path_may_lead_into_another_path(
    bench: Bench, own_path: Callable[[str], None], lang: str
) -> None:
    own_path("path:gosuslugi")
    bench.lang, words = lang, {"ru": ru, "en": en}[lang].TEXT
    outcome = bench.run(
        "unlink", "vk", "--role", "parent", typed=["yes", words["step.do.path"], "yes", "pause"]
    )
    assert "gosuslugi-1" in requests(bench), outcome.out + outcome.err
    assert words["step.do.escalate"] not in outcome.out


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_a_step_of_an_own_path_may_lead_one_rung_up(
    bench: Bench, own_path: Callable[[str], None], lang: str
) -> None:
    own_path("escalate")
    bench.lang, words = lang, {"ru": ru, "en": en}[lang].TEXT
    typed = ["yes", words["step.do.escalate"], "operator", "pause"]
    outcome = bench.run("unlink", "vk", "--role", "parent", typed=typed)
    assert requests(bench)["operator-1"]["parent"] == "vk-1", outcome.out + outcome.err
    assert words["step.do.path"] not in outcome.out
