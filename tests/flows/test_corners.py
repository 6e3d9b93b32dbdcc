"""Corners of commands that nobody visits every day: each answers in words."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from conftest import Bench
from letter_answers import ANSWERS, written

from sferum_cli.errors import BadUsage, DamagedFile
from sferum_cli.storage.files import read_text, replace_file


@pytest.fixture
def sent(bench: Bench) -> Bench:
    bench.today = date(2026, 11, 26)
    bench.ok("unlink", "school", "--role", "parent", "--no-input")
    bench.ok("log", "school-1", "sent")
    return bench


def js(bench: Bench, *words: str) -> Any:
    return json.loads(bench.ok(*words, "--json"))


def test_at_a_terminal_the_next_rung_is_chosen_or_left_for_later(sent: Bench) -> None:
    assert len(js(sent, "status")["requests"]) == 1
    sent.ok("escalate", "school-1", typed=["no"])
    assert len(js(sent, "status")["requests"]) == 1
    sent.ok("escalate", "school-1", typed=["prosecutor"])
    assert "prosecutor-1" in [r["id"] for r in js(sent, "status")["requests"]]


def test_an_agreed_day_may_be_given_as_the_day_itself(sent: Bench) -> None:
    sent.ok("log", "school-1", "agreed", "--date", "20.12.2026")
    assert js(sent, "status")["requests"][0]["events"][-1]["until"] == "2026-12-20"


def test_a_day_of_another_century_is_refused(sent: Bench) -> None:
    assert sent.run("log", "school-1", "received", "--date", "26.11.1926").code == 2


def test_undo_says_in_json_what_is_gone(sent: Bench) -> None:
    gone = js(sent, "undo")["undone"]
    assert [(event["type"], event["request"]) for event in gone] == [("sent", "school-1")]


def test_undo_of_a_step_says_which_walk_it_was(bench: Bench) -> None:
    bench.run("unlink", "gosuslugi", "--role", "parent", typed=["1", "1", "pause"])
    assert "gosuslugi-1" in bench.ok("undo")


def test_a_look_that_found_nothing_changed_cannot_close_what_is_closed(sent: Bench) -> None:
    sent.ok("log", "school-1", "answered", "--result", "done")
    sent.ok("log", "school-1", "verified", "--result", "yes")
    outcome = sent.run("log", "school-1", "verified", "--result", "no")
    assert (outcome.code, "reappeared" in outcome.err) == (2, True)


def test_a_checklist_in_json_holds_the_request_and_the_path(bench: Bench) -> None:
    told = js(bench, "unlink", "school", "--role", "parent", "--no-input")
    assert (told["request"]["id"], told["path"]["id"]) == ("school-1", "school")


def test_evidence_says_in_json_how_much_it_holds(sent: Bench) -> None:
    told = js(sent, "evidence", "school-1", "-o", "pack.zip")
    assert told["id"] == "school-1"
    assert told["missing"] == []
    assert (sent.folder / "pack.zip").stat().st_size > 0


def test_evidence_is_not_written_over_a_file_as_a_folder(sent: Bench) -> None:
    (sent.folder / "pack").write_text("mine", encoding="utf-8")
    assert sent.run("evidence", "school-1", "-o", "pack").code == 2
    assert (sent.folder / "pack").read_text(encoding="utf-8") == "mine"


def test_a_kept_file_that_became_a_link_or_went_is_named_and_left_out(sent: Bench) -> None:
    for n, content in enumerate((b"one", b"two")):
        (sent.folder / f"{n}.jpg").write_bytes(content)
        sent.ok("log", "school-1", "attached", "--attach", f"{n}.jpg")
    one, two = sorted((sent.folder / "attachments").iterdir())
    one.unlink()
    two.unlink()
    two.symlink_to(sent.folder / "0.jpg")
    assert len(js(sent, "evidence", "school-1", "-o", "pack.zip")["missing"]) == 2
    assert one.name in sent.ok("evidence", "school-1", "-o", "other.zip")


def test_an_unknown_school_or_kind_of_letter_is_refused_with_those_there_are(bench: Bench) -> None:
    outcome = bench.run("unlink", "school", "--role", "parent", "--school", "flying")
    assert (outcome.code, "municipal" in outcome.err) == (2, True)
    outcome = bench.run("letter", "love", "--answers", "answers.toml", "--no-input")
    assert outcome.code == 3


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"applicant": {"surname": "И" * 5000}}, "applicant.surname"),
        ({"child": {"birth_date": "31.02.2014"}}, ""),
        ({"school": {"kind": "flying"}}, "school.kind"),
        ({"aplicant": {"surname": "Иванова"}}, "applicant"),
        ({"zzz": "1"}, "zzz"),
    ],
)
def test_an_answer_that_fits_no_letter_is_named(
    bench: Bench, change: dict[str, Any], says: str
) -> None:
    written(bench, {**ANSWERS, **change})
    words = ("letter", "school-parent", "--answers", "answers.toml", "--format", "txt")
    outcome = bench.run(*words)
    assert (outcome.code, says in outcome.err) == (2, True)
    assert not (bench.folder / "school-parent.txt").exists()


def test_a_request_of_somebody_removed_still_asks_for_its_kinds_of_letters(sent: Bench) -> None:
    sent.ok("people", "add", "masha", "--acting-as", "parent", "--no-input")
    sent.ok("unlink", "school", "--person", "masha", "--no-input")
    sent.ok("log", "school-2", "abandoned")
    sent.ok("people", "remove", "masha")
    assert sent.run("letter", "--request", "school-2", typed=[]).code == 130


def test_tab_stays_silent_over_damaged_files(bench: Bench) -> None:
    from sferum_cli.flows.offered import aliases, requests

    bench.folder.mkdir()
    (bench.folder / "state.toml").write_text("[[[", encoding="utf-8")
    (bench.folder / "people.toml").write_text("[[[", encoding="utf-8")
    assert requests(bench.folder) == aliases(bench.folder) == []


def test_a_term_that_crosses_months_new_year_and_a_stop_is_explained(sent: Bench) -> None:
    sent.ok("log", "school-1", "received", "--number", "7")
    sent.ok("escalate", "school-1", "--to", "prosecutor")
    sent.today = date(2026, 12, 28)
    sent.ok("log", "prosecutor-1", "sent")
    page = sent.ok("why", "prosecutor-1")
    assert "январ" in page
    sent.ok("log", "prosecutor-1", "agreed", "--until", "2027-02-10")
    assert "10 февраля" in sent.ok("why", "prosecutor-1")


def test_a_file_that_is_no_text_or_cannot_be_read_is_damaged(tmp_path: Path) -> None:
    (tmp_path / "bytes").write_bytes(b"\xff")
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    for name in ("bytes", "folder", "link"):
        with pytest.raises(DamagedFile):
            read_text(tmp_path / name)


def test_a_place_that_says_no_keeps_what_it_has_and_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(BadUsage):
        replace_file(tmp_path / "folder", b"new")
    assert os.listdir(tmp_path) == ["folder"]


def test_a_calendar_written_again_says_what_was_struck_out(sent: Bench) -> None:
    sent.ok("log", "school-1", "received")
    sent.ok("calendar", "-o", "days.ics")
    sent.ok("log", "school-1", "withdrawn")
    told = sent.ok("calendar", "-o", "days.ics", "--force")
    assert "days.ics" in told


def test_the_rung_may_be_named_at_a_terminal_too(sent: Bench) -> None:
    sent.ok("escalate", "school-1", "--to", "operator", typed=[])
    assert "operator-1" in [r["id"] for r in js(sent, "status")["requests"]]


def test_above_the_last_rung_there_is_nothing_and_that_is_said(sent: Bench) -> None:
    sent.ok("escalate", "school-1", "--to", "court")
    assert js(sent, "escalate", "court-1")["request"] is None
    assert sent.ok("escalate", "court-1") != ""
    assert len(js(sent, "status")["requests"]) == 2


def test_long_after_the_term_the_ladder_says_overdue(sent: Bench) -> None:
    sent.today = date(2027, 3, 1)
    assert "sferum" in sent.ok("escalate", "school-1")


def test_a_letter_without_a_kind_names_those_there_are(bench: Bench) -> None:
    outcome = bench.run("letter")
    assert (outcome.code, "school-parent" in outcome.err) == (4, True)


def test_a_letter_in_json_says_where_it_is_and_what_was_kept(sent: Bench) -> None:
    written(sent, ANSWERS)
    words = ("letter", "school-parent", "--request", "school-1", "--answers", "answers.toml")
    told = js(sent, *words, "--format", "txt")
    assert (told["kind"], told["request"], Path(told["file"]).name) == (
        "school-parent", "school-1", "school-parent.txt",
    )  # fmt: skip
    assert told["kept"].startswith("school-1-letter-")


def test_a_letter_at_a_terminal_ends_with_the_code_when_wished(bench: Bench) -> None:
    written(bench, ANSWERS)
    words = ("letter", "complaint-roskomnadzor", "--answers", "answers.toml", "--format", "txt")
    assert "https://" in bench.ok(*words, "--qr", typed=[""] * 40)


def test_the_persons_own_term_once_over_is_still_said(bench: Bench) -> None:
    bench.today = date(2026, 8, 31)
    bench.ok("unlink", "roskomnadzor", "--role", "parent", "--no-input")
    bench.ok("log", "roskomnadzor-1", "sent")
    bench.today = date(2026, 9, 1)
    bench.ok("log", "roskomnadzor-1", "answered", "--result", "refused")
    bench.today = date(2026, 12, 10)
    assert (
        "own_overdue" in bench.run("due", "--json").out
        or "court-term" in bench.run("due", "--json").out
    )
    bench.today = date(2027, 1, 15)
    assert "court-term" not in bench.run("due", "--json").out


def test_people_that_are_no_table_are_damaged(bench: Bench) -> None:
    bench.folder.mkdir()
    (bench.folder / "people.toml").write_text("schema = 1\nperson = 5\n", encoding="utf-8")
    assert bench.run("people", "list").code == 6


@pytest.mark.parametrize(
    "plan",
    ["schema = 'x'", "schema = 99", "schema = 0", "schema = 1\nperson = 5", "[[["],
)
def test_a_plan_that_is_not_understood_is_told_in_words(bench: Bench, plan: str) -> None:
    bench.folder.mkdir()
    file = bench.folder / "plan.toml"
    file.write_text(plan, encoding="utf-8")
    outcome = bench.run("start")
    assert (outcome.code, file.name in outcome.err) == (6, True)


def test_a_file_in_the_place_of_the_folder_is_said(bench: Bench) -> None:
    bench.folder.write_text("mine", encoding="utf-8")
    assert bench.run("unlink", "school", "--role", "parent", "--no-input").code in (2, 6)
    assert bench.folder.read_text(encoding="utf-8") == "mine"
