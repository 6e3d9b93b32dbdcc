"""How a request stands on a day: its date, its timing, what to do next."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from conftest import Bench, handed_in, js
from letter_answers import REMINDER, without, written

from sferum_cli.shelf.playbook import plays


@pytest.mark.parametrize(
    ("day", "timing"),
    [
        ("2026-12-07", "running"), ("2026-12-08", "due_soon"), ("2026-12-11", "due_today"),
        ("2026-12-12", "overdue"), ("2027-01-30", "long_overdue"),
    ],
)  # fmt: skip
def test_timing_follows_the_day(bench: Bench, day: str, timing: str) -> None:
    handed_in(bench)
    bench.today = date.fromisoformat(day)
    assert js(bench, "status", "school-1")["requests"][0]["timing"] == timing


def test_the_worked_values_come_out_when_all_is_recorded_on_one_day(bench: Bench) -> None:
    bench.today = date(2026, 12, 12)
    bench.ok("unlink", "school", "--role", "parent", "--no-input")
    bench.ok("log", "school-1", "sent", "--date", "2026-11-26")
    bench.ok("log", "school-1", "received", "--date", "2026-11-27", "--number", "123")
    assert js(bench, "status")["requests"][0]["timing"] == "overdue"


def test_a_letter_without_a_recorded_receipt_has_an_estimate(bench: Bench) -> None:
    bench.today = date(2026, 11, 26)
    bench.ok("unlink", "school", "--role", "parent", "--no-input")
    bench.ok("log", "school-1", "sent")
    told = js(bench, "status")["requests"][0]
    assert (told["timing"], told["due"]["certainty"]) == ("unknown_start", "estimate")
    assert "примерно до 10 декабря 2026" in bench.ok("status", "school-1")


def test_a_receipt_that_is_not_recorded_is_said_once_among_the_terms(bench: Bench) -> None:
    bench.today = date(2026, 11, 27)
    bench.ok("unlink", "school", "--role", "parent", "--ownership", "municipal", "--no-input")
    told = bench.ok("log", "school-1", "sent", "--channel", "in_person")
    for page in (told, bench.ok("status", "school-1")):
        assert page.count("примерно до") == 4
        assert page.count("день получения не записан") == 1


def test_beyond_the_known_years_a_date_is_an_estimate(bench: Bench) -> None:
    bench.today = date(2027, 12, 27)
    bench.ok("unlink", "school", "--role", "parent", "--no-input")
    bench.ok("log", "school-1", "sent")
    bench.ok("log", "school-1", "received")
    assert js(bench, "status")["requests"][0]["due"]["certainty"] == "estimate"


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


def test_after_a_reminder_nobody_is_nagged_until_its_time_is_over(bench: Bench) -> None:
    handed_in(bench)
    bench.today = date(2026, 12, 14)
    written(bench, without("request"))
    bench.ok(*REMINDER, "-o", "r.txt")
    assert js(bench, "status")["requests"][0]["next"]["reason"] == "remind", "written is not sent"
    bench.ok("log", "school-1", "reminded", "--channel", "in_person")
    assert js(bench, "status")["requests"][0]["next"]["reason"] == "reminded"
    assert bench.run("due").code == 0
    assert bench.run(*REMINDER, "-o", "second.txt").code == 2, "one reminder a request"
    bench.today = date(2026, 12, 22)
    assert js(bench, "status")["requests"][0]["next"]["reason"] == "overdue"


@pytest.mark.parametrize("day", ["2026-12-14", "2027-01-20"])
def test_a_reminder_that_is_written_is_named_first_until_it_is_sent(bench: Bench, day: str) -> None:
    handed_in(bench)
    bench.today = date.fromisoformat(day)
    written(bench, without("request"))
    bench.ok(*REMINDER, "-o", "r.txt")
    sending = "sferum log school-1 reminded"
    for page in (bench.ok(), bench.ok("status", "school-1"), bench.run("due").out):
        assert sending in page
        assert "escalate" not in page
        assert "letter reminder" not in page
    for page in (bench.ok(), bench.ok("status", "school-1")):
        assert "напоминание составлено, отправьте его" in page
        assert "Сначала отправьте его" in page
    menu = bench.run(typed=[""] * 3 + ["leave"])
    assert "1. Записать, как отправили напоминание" in menu.out
    bench.ok("log", "school-1", "reminded")
    assert "напоминание составлено" not in bench.ok()


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


OPERATOR = ("--to", "operator")
DENIALS = {"ru": ("вышел, ответа нет", "ящике ответа нет", "Вы отправляли ответ", "ответ не записан"),
           "en": ("there is no answer", "mailbox has an answer", "Did you send an answer", "no answer has been")}  # fmt: skip


@pytest.mark.parametrize("lang", ["ru", "en"])
@pytest.mark.parametrize(
    ("told", "play"),
    [
        ([["answered"]], "answer-came"),
        ([["answered", "--result", "unclear"]], "form-letter"),
        ([["answered", "--result", "done"]], ""),
        ([["answered", "--result", "done"], ["verified", "--result", "no"]], "still-there"),
        ([["answered", "--result", "refused"], ["reopened"]], "refused"),
    ],
    ids=["unsorted", "unclear", "done", "untrue", "reopened"],
)
def test_an_answer_that_was_recorded_is_never_denied(
    bench: Bench, lang: str, told: list[list[str]], play: str
) -> None:
    """Also where a term was missed before it came, and the next rung is begun."""
    bench.lang = lang
    handed_in(bench)
    bench.today = date(2026, 12, 17)
    bench.ok("escalate", "school-1")
    for event in told:
        bench.ok("log", "school-1", *event)
    first = next((getattr(each.first, lang) for each in plays() if each.id == play), "")
    stands, above = bench.ok("status", "school-1"), bench.ok("escalate", "school-1", *OPERATOR)
    assert first.split("{")[0] in " ".join(stands.split())
    assert [each for each in DENIALS[lang] if each in " ".join((stands + above).split())] == []


def test_what_nobody_answered_is_not_told_as_an_answer(bench: Bench) -> None:
    bench.ok("unlink", "gosuslugi", "--role", "parent", "--no-input")
    bench.ok("log", "gosuslugi-1", "done_by_user")
    said = bench.ok("log", "gosuslugi-1", "verified", "--result", "no")
    assert "вы ответили" not in said + bench.ok("status", "gosuslugi-1")
    assert "конверт" not in said + bench.ok("status", "gosuslugi-1")


@pytest.mark.parametrize("lang", ["ru", "en"])
@pytest.mark.parametrize(
    ("told", "later", "may_move"),
    [
        (("received",), 5, False),
        (("received",), 10, False),
        (("registered", "--number", "5"), 16, True),
    ],
)
def test_an_extension_is_asked_about_only_where_there_can_be_one(
    bench: Bench, lang: str, told: tuple[str, ...], later: int, may_move: bool
) -> None:
    """The three days of registration are fixed, the ten to stop the processing are not."""
    bench.lang = lang
    bench.ok("unlink", "school", "--role", "parent", "--ownership", "regional", "--no-input")
    bench.ok("log", "school-1", "sent", "--channel", "in_person")
    bench.ok("log", "school-1", *told)
    bench.today += timedelta(days=later)
    page = bench.ok("status", "school-1")
    assert "letter reminder" in page
    asked = re.search(r"продлевали|о продлении|was extended|notice of extension", page)
    assert bool(asked) is may_move
