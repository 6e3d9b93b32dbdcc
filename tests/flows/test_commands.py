"""The contract of the commands: exit codes, JSON, and what happens where nobody can be asked."""

from __future__ import annotations

import json
import sys
from datetime import date
from typing import Any

import pytest
from conftest import Bench


def js(bench: Bench, *words: str) -> Any:
    return json.loads(bench.ok(*words, "--json"))


def error(bench: Bench, *words: str) -> Any:
    outcome = bench.run(*words, "--json")
    told = json.loads(outcome.err)["error"]
    assert told["code"] == outcome.code
    assert outcome.out == ""
    return told


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--version"], 0),
        ([], 0),
        (["status"], 0),
        (["due"], 0),
        (["guide"], 0),
        (["guide", "gosuslugi", "--role", "student"], 0),
        (["support", "school"], 0),
        (["continue"], 0),
        (["delete"], 2),
        (["delete", "--no-input"], 2),
        (["delete", "--confirm"], 0),
        (["unlink"], 4),
        (["unlink", "gosuslugi"], 0),
        (["unlink", "school"], 4),
        (["unlink", "school", "--role", "parent"], 0),
        (["unlink", "school", "--role", "cat"], 2),
        (["unlink", "nowhere"], 3),
        (["unlink", "delete"], 2),
        (["guide", "nowhere"], 3),
        (["status", "school-9"], 3),
        (["log", "school-9", "sent"], 3),
        (["log", "school-9"], 4),
        (["why", "school-9"], 3),
        (["escalate", "school-9"], 3),
        (["undo"], 2),
        (["dance"], 2),
        (["status", "--dance"], 2),
        (["guide", "--role"], 2),
        (["log"], 2),
        (["status", "a", "b"], 2),
        (["status", "--lang", "fr"], 2),
        (["unlink", "gosuslugi", "--answers", "missing.toml"], 3),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)  # fmt: skip
def test_exit_codes_are_the_contract(bench: Bench, words: list[str], code: int) -> None:
    outcome = bench.run(*words)
    assert outcome.code == code, outcome.err
    assert "Traceback" not in outcome.err
    assert bool(outcome.err) == (code != 0)


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_options_are_taken_before_and_after_the_name(bench: Bench, lang: str) -> None:
    before = bench.ok("--lang", lang, "--plain", "--no-input", "support")
    after = bench.ok("support", "--plain", "--no-input", f"--lang={lang}")
    assert before == after
    assert ("Whom" in before or "When the usual" in before) == (lang == "en")


def test_delete_without_a_terminal_and_without_confirm_changes_nothing(bench: Bench) -> None:
    assert bench.run("delete", "--role", "parent").code == 2
    assert not bench.folder.exists()


def test_no_input_prints_the_whole_path_and_opens_the_request(bench: Bench) -> None:
    page = bench.ok("unlink", "school", "--role", "parent", "--no-input")
    assert "school-1" in page
    assert "sferum log school-1 sent" in page
    told = js(bench, "status")["requests"][0]
    assert (told["id"], told["path"], told["status"], told["timing"]) == (
        "school-1",
        "school",
        "planned",
        "not_started",
    )


def test_guide_tells_the_contract_in_json(bench: Bench) -> None:
    told = js(bench, "guide", "gosuslugi", "--role", "parent")
    assert told["schema"] == 1
    assert told["role"] == "parent"
    (path,) = told["paths"]
    assert {
        "id",
        "title",
        "summary",
        "steps",
        "warnings",
        "consequences",
        "contacts",
        "deadlines",
        "sources",
    } <= set(path)
    assert [step["n"] for step in path["steps"]] == [1, 2, 3, 4, 5]
    assert {"n", "title", "detail", "url"} <= set(path["steps"][0])
    assert {"kind", "value", "trust", "source", "checked"} <= set(path["contacts"][0])
    assert {"id", "amount", "unit", "binding"} <= set(path["deadlines"][0])
    assert not bench.folder.exists(), "reading touches no state"


def test_guide_without_a_path_tells_all_of_them(bench: Bench) -> None:
    ids = [path["id"] for path in js(bench, "guide")["paths"]]
    assert {"gosuslugi", "school", "delete"} <= set(ids)


def test_support_tells_the_contacts_of_the_article_as_unconfirmed(bench: Bench) -> None:
    told = js(bench, "support")
    trust = {contact["value"]: contact["trust"] for contact in told["contacts"]}
    assert trust["8-800-222-30-32"] == "unconfirmed"
    assert trust["support@sferum.ru"] == "unconfirmed"
    assert told["prepare"]
    assert all(not c["papers"] for c in told["contacts"] if c["trust"] == "unconfirmed")


def test_errors_in_json_are_one_object_on_stderr(bench: Bench) -> None:
    told = error(bench, "guide", "nowhere")
    assert told["key"] == "error.path_unknown"
    assert "gosuslugi" in told["message"]
    assert told["hint"]


def test_a_mistyped_command_names_the_near_one(bench: Bench) -> None:
    assert "status" in bench.run("statsu").err


def test_deletion_shows_when_the_seven_days_end(bench: Bench) -> None:
    bench.today = date(2026, 11, 22)
    bench.ok("delete", "--confirm", "--role", "parent", "--no-input")
    bench.ok("log", "delete-1", "done_by_user")
    due = js(bench, "status")["requests"][0]["due"]
    assert (due["date"], due["rule"]) == ("2026-11-29", "deletion-handled")
    assert "29 ноября 2026" in bench.ok("status", "delete-1")


def test_unlinking_shows_when_the_thirty_days_end(bench: Bench) -> None:
    bench.today = date(2026, 11, 22)
    bench.ok("unlink", "gosuslugi", "--role", "parent", "--no-input")
    page = bench.ok("log", "gosuslugi-1", "done_by_user")
    assert "22 декабря 2026" in page


def school(bench: Bench) -> None:
    """The worked values: handed in on the 26th, received on the 27th with a number."""
    bench.today = date(2026, 11, 22)
    bench.ok("unlink", "school", "--role", "parent", "--no-input")
    bench.today = date(2026, 11, 28)
    bench.ok("log", "school-1", "sent", "--date", "2026-11-26")
    bench.ok("log", "school-1", "received", "--date", "27.11.2026", "--number", "123")


def test_the_worked_dates_come_out(bench: Bench) -> None:
    school(bench)
    dates = {row["date"]: row for row in js(bench, "why", "school-1")["dates"]}
    assert {"2026-12-11", "2026-12-28"} <= set(dates)
    assert dates["2026-12-11"]["rule"] == "operator-stop-processing"
    assert dates["2026-12-28"]["rule"] == "consent-withdrawal"
    assert {row["certainty"] for row in dates.values()} == {"fact"}


@pytest.mark.parametrize(
    ("day", "timing"),
    [
        ("2026-12-07", "running"), ("2026-12-08", "due_soon"), ("2026-12-11", "due_today"),
        ("2026-12-12", "overdue"), ("2027-01-30", "long_overdue"),
    ],
)  # fmt: skip
def test_timing_follows_the_day(bench: Bench, day: str, timing: str) -> None:
    school(bench)
    bench.today = date.fromisoformat(day)
    assert js(bench, "status", "school-1")["requests"][0]["timing"] == timing


def test_the_worked_values_come_out_when_all_is_recorded_on_one_day(bench: Bench) -> None:
    bench.today = date(2026, 12, 12)
    bench.ok("unlink", "school", "--role", "parent", "--no-input")
    bench.ok("log", "school-1", "sent", "--date", "2026-11-26")
    bench.ok("log", "school-1", "received", "--date", "2026-11-27", "--number", "123")
    assert js(bench, "status")["requests"][0]["timing"] == "overdue"


def test_new_year_holidays_are_jumped_over(bench: Bench) -> None:
    bench.today = date(2026, 1, 12)
    bench.ok("unlink", "school", "--role", "parent", "--no-input")
    bench.ok("log", "school-1", "sent", "--date", "2025-12-26")
    bench.ok("log", "school-1", "received", "--date", "2025-12-26")
    rows = {row["rule"]: row for row in js(bench, "why", "school-1")["dates"]}
    stop = rows["operator-stop-processing"]
    assert stop["date"] == "2026-01-21"
    assert {"2025-12-31", "2026-01-01", "2026-01-09", "2026-01-11"} <= set(stop["skipped"])


def test_due_exits_10_when_something_is_due_and_0_when_not(bench: Bench) -> None:
    school(bench)
    assert bench.run("due").code == 0
    bench.today = date(2026, 12, 12)
    outcome = bench.run("due", "--json")
    assert outcome.code == 10
    (row,) = json.loads(outcome.out)["due"]
    assert row == {
        "id": "school-1", "person": None, "what": "operator-stop-processing", "timing": "overdue",
        "date": "2026-12-11", "command": "sferum letter reminder --request school-1",
    }  # fmt: skip
    assert bench.run("due").out.count("\n") == 1


def test_what_was_put_off_is_not_due_until_then(bench: Bench) -> None:
    school(bench)
    bench.today = date(2026, 12, 12)
    bench.ok("log", "school-1", "snoozed", "--until", "2026-12-20")
    assert bench.run("due").code == 0
    bench.today = date(2026, 12, 20)
    assert bench.run("due").code == 10


def test_an_agreed_day_stands_beside_the_term_and_hides_nothing(bench: Bench) -> None:
    school(bench)
    bench.ok("log", "school-1", "agreed", "--until", "2026-12-18", "--with", "секретарь")
    due = js(bench, "status")["requests"][0]["due"]
    assert (due["date"], due["agreed"]) == ("2026-12-11", "2026-12-18")
    page = bench.ok("status", "school-1")
    assert "11 декабря 2026" in page
    assert "18 декабря 2026" in page
    bench.today = date(2026, 12, 14)
    assert js(bench, "status")["requests"][0]["timing"] == "overdue"


def test_an_extension_longer_than_the_law_allows_is_flagged(bench: Bench) -> None:
    school(bench)
    bench.today = date(2026, 12, 1)
    bench.ok(
        "log",
        "school-1",
        "extended",
        "--until",
        "2027-02-01",
        "--reason",
        "много работы",
        "--written",
        "yes",
    )
    rows = {row["rule"]: row for row in js(bench, "why", "school-1")["dates"]}
    assert rows["operator-stop-processing"]["too_long"]
    assert rows["operator-stop-processing"]["extension_limit"] == "2026-12-18"
    assert not rows["consent-withdrawal"]["extended"]
    assert "18 декабря 2026" in bench.ok("why", "school-1")


def test_a_letter_without_a_recorded_receipt_has_an_estimate(bench: Bench) -> None:
    bench.today = date(2026, 11, 26)
    bench.ok("unlink", "school", "--role", "parent", "--no-input")
    bench.ok("log", "school-1", "sent")
    told = js(bench, "status")["requests"][0]
    assert (told["timing"], told["due"]["certainty"]) == ("unknown_start", "estimate")
    assert "примерно до 10 декабря 2026" in bench.ok("status", "school-1")


def test_beyond_the_known_years_a_date_is_an_estimate(bench: Bench) -> None:
    bench.today = date(2027, 12, 27)
    bench.ok("unlink", "school", "--role", "parent", "--no-input")
    bench.ok("log", "school-1", "sent")
    bench.ok("log", "school-1", "received")
    assert js(bench, "status")["requests"][0]["due"]["certainty"] == "estimate"


def test_an_event_out_of_turn_is_refused_with_what_can_be(bench: Bench) -> None:
    school(bench)
    told = error(bench, "log", "school-1", "verified", "--result", "yes")
    assert told["code"] == 2
    assert "answered" in told["hint"]
    assert len(js(bench, "status")["requests"][0]["events"]) == 3


def test_an_answer_with_its_result_is_recorded_as_two_events_and_undone_as_one(
    bench: Bench,
) -> None:
    school(bench)
    told = json.loads(bench.ok("log", "school-1", "answered", "--result", "refused", "--json"))[
        "request"
    ]
    assert [event["type"] for event in told["events"]][-2:] == ["answered", "classified"]
    assert (told["status"], told["outcome"]) == ("closed", "refused")
    bench.ok("undo")
    assert js(bench, "status")["requests"][0]["status"] == "accepted"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["sent", "--date", "2030-01-01"], 2),
        (["sent", "--date", "31.02.2026"], 2),
        (["sent", "--date", "завтра"], 2),
        (["received"], 2),
        (["sent", "--result", "done"], 2),
        (["note"], 4),
        (["danced"], 3),
        (["planned"], 3),
        (["undone"], 3),
        (["sent", "--attach", "nowhere.pdf"], 3),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)  # fmt: skip
def test_what_cannot_be_recorded_is_refused_and_nothing_is_lost(
    bench: Bench, words: list[str], code: int
) -> None:
    bench.ok("unlink", "school", "--role", "parent", "--no-input")
    before = (bench.folder / "state.toml").read_bytes()
    assert bench.run("log", "school-1", *words).code == code
    assert (bench.folder / "state.toml").read_bytes() == before


def test_a_proof_is_kept_under_a_neutral_name_with_its_hash(bench: Bench) -> None:
    bench.ok("unlink", "school", "--role", "parent", "--no-input")
    (bench.folder / "Заявление Ивановой.PDF").write_bytes(b"scan")
    bench.ok("log", "school-1", "sent", "--attach", "Заявление Ивановой.PDF")
    event = js(bench, "status")["requests"][0]["events"][-1]
    assert (bench.folder / "attachments" / event["file"]).read_bytes() == b"scan"
    assert event["file"].endswith(".pdf")
    assert "Иванов" not in (bench.folder / "state.toml").read_text(encoding="utf-8")


def test_a_proof_of_an_event_without_a_place_for_it_is_attached_beside(bench: Bench) -> None:
    school(bench)
    (bench.folder / "x.png").write_bytes(b"scan")
    bench.ok(
        "log",
        "school-1",
        "extended",
        "--until",
        "2026-12-18",
        "--written",
        "yes",
        "--attach",
        "x.png",
    )
    types = [event["type"] for event in js(bench, "status")["requests"][0]["events"]]
    assert types[-2:] == ["extended", "attached"]


def test_rechecks_follow_a_verified_result(bench: Bench) -> None:
    bench.today = date(2026, 11, 22)
    bench.ok("unlink", "gosuslugi", "--role", "parent", "--no-input")
    bench.ok("log", "gosuslugi-1", "done_by_user")
    bench.ok("log", "gosuslugi-1", "verified", "--result", "yes")
    seen = []
    for day in ("2026-11-29", "2026-12-22", "2027-02-20"):
        bench.today = date.fromisoformat(day)
        told = js(bench, "status")["requests"][0]
        seen.append((told["timing"], told["due"]["date"]))
        bench.ok("log", "gosuslugi-1", "verified", "--result", "yes")
    assert seen == [("recheck_due", day) for day in ("2026-11-29", "2026-12-22", "2027-02-20")]
    assert js(bench, "status")["requests"][0]["due"] is None


def test_a_state_school_must_also_register_and_answer(bench: Bench) -> None:
    bench.today = date(2026, 11, 28)
    bench.ok("unlink", "school", "--role", "parent", "--school", "municipal", "--no-input")
    bench.ok("log", "school-1", "sent", "--date", "2026-11-26")
    bench.ok("log", "school-1", "received", "--date", "2026-11-27", "--number", "5")
    rules = {row["rule"] for row in js(bench, "why", "school-1")["dates"]}
    assert {"appeal-registration", "appeal-answer", "operator-stop-processing"} <= rules


def test_papers_sent_later_show_a_second_date_without_moving_the_first(bench: Bench) -> None:
    school(bench)
    bench.ok("log", "school-1", "info_requested", "--date", "2026-11-27")
    bench.ok("log", "school-1", "info_sent", "--date", "2026-11-28")
    rows = {row["rule"]: row for row in js(bench, "why", "school-1")["dates"]}
    assert rows["operator-stop-processing"]["date"] == "2026-12-11"
    assert rows["stop-processing-from-papers"]["date"] == "2026-12-11"
    assert not rows["stop-processing-from-papers"]["binding"]


def test_after_a_reminder_nobody_is_nagged_until_its_time_is_over(bench: Bench) -> None:
    from letter_answers import ANSWERS, without, written

    school(bench)
    bench.today = date(2026, 12, 14)
    written(bench, without("request"))
    assert ANSWERS
    letter = (
        "letter",
        "reminder",
        "--request",
        "school-1",
        "--answers",
        "answers.toml",
        "--format",
        "txt",
    )
    bench.ok(*letter, "-o", "r.txt")
    assert js(bench, "status")["requests"][0]["next"]["reason"] == "remind", "written is not sent"
    bench.ok("log", "school-1", "reminded", "--channel", "in_person")
    assert js(bench, "status")["requests"][0]["next"]["reason"] == "reminded"
    assert bench.run("due").code == 0
    assert bench.run(*letter, "-o", "second.txt").code == 2, "one reminder a request"
    bench.today = date(2026, 12, 22)
    assert js(bench, "status")["requests"][0]["next"]["reason"] == "overdue"


def test_the_persons_own_term_counts_down_after_a_refusal(bench: Bench) -> None:
    bench.today = date(2026, 9, 1)
    bench.ok("unlink", "roskomnadzor", "--role", "parent", "--no-input")
    bench.ok("log", "roskomnadzor-1", "sent")
    bench.ok("log", "roskomnadzor-1", "answered", "--result", "refused")
    (own,) = [o for o in js(bench, "status")["requests"][0]["obligations"] if o["owed_by"] == "me"]
    assert (own["rule"], own["state"], own["due"]) == ("court-term", "open", "2026-12-01")
    bench.today = date(2026, 11, 25)
    told = js(bench, "status")["requests"][0]
    assert (told["due"]["date"], told["next"]["reason"]) == ("2026-12-01", "own_limit")


@pytest.mark.parametrize(
    "command", [["status"], ["log", "school-1", "note", "--note", "x"], []], ids=" ".join
)
@pytest.mark.parametrize(
    "damage",
    [
        "[[[",
        "schema = 99",
        "schema = 1\nevent = 3",
        'schema = 1\nnext_id = 2\n[[event]]\nid = "x"',
        "schema = 1\nevent = [1]",
        "schema = 1\nnext_id = 'a'",
    ],
)
def test_every_damage_of_the_state_is_told_in_words(
    bench: Bench, command: list[str], damage: str
) -> None:
    bench.folder.mkdir()
    (bench.folder / "state.toml").write_text(damage, encoding="utf-8")
    outcome = bench.run(*command)
    assert outcome.code == 6
    assert "state.toml" in outcome.err
    assert (bench.folder / "state.toml").read_text(encoding="utf-8") == damage


def test_a_missing_library_is_told_as_what_it_is_and_not_as_our_mistake(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "sferum_cli.render.qr", raising=False)
    monkeypatch.setitem(sys.modules, "segno", None)
    outcome = bench.run("letter", "complaint-roskomnadzor", "--qr")
    assert outcome.code == 1
    assert "segno" in outcome.err
    assert "pipx install --force ." in outcome.err
