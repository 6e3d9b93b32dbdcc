"""The arithmetic of a date, laid open."""

from __future__ import annotations

from datetime import date

import pytest
from conftest import Bench, handed_in, js
from letter_answers import ANSWERS, written

from sferum_cli.core.codes import SPOKEN
from sferum_cli.text import en, ru


def test_the_worked_dates_come_out(bench: Bench) -> None:
    handed_in(bench)
    dates = {row["date"]: row for row in js(bench, "why", "school-1")["dates"]}
    assert {"2026-12-11", "2026-12-28"} <= set(dates)
    assert dates["2026-12-11"]["rule"] == "operator-stop-processing"
    assert dates["2026-12-28"]["rule"] == "consent-withdrawal"
    assert {row["certainty"] for row in dates.values()} == {"fact"}


def test_new_year_holidays_are_jumped_over(bench: Bench) -> None:
    bench.today = date(2026, 1, 12)
    bench.ok("unlink", "school", "--role", "parent", "--no-input")
    bench.ok("log", "school-1", "sent", "--date", "2025-12-26")
    bench.ok("log", "school-1", "received", "--date", "2025-12-26")
    rows = {row["rule"]: row for row in js(bench, "why", "school-1")["dates"]}
    stop = rows["operator-stop-processing"]
    assert stop["date"] == "2026-01-21"
    assert {"2025-12-31", "2026-01-01", "2026-01-09", "2026-01-11"} <= set(stop["skipped"])


def test_an_extension_longer_than_the_law_allows_is_flagged(bench: Bench) -> None:
    handed_in(bench)
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


def test_a_state_school_must_also_register_and_answer(bench: Bench) -> None:
    bench.today = date(2026, 11, 28)
    bench.ok("unlink", "school", "--role", "parent", "--school", "municipal", "--no-input")
    bench.ok("log", "school-1", "sent", "--date", "2026-11-26")
    bench.ok("log", "school-1", "received", "--date", "2026-11-27", "--number", "5")
    rules = {row["rule"] for row in js(bench, "why", "school-1")["dates"]}
    assert {"appeal-registration", "appeal-answer", "operator-stop-processing"} <= rules


def test_papers_sent_later_show_a_second_date_without_moving_the_first(bench: Bench) -> None:
    handed_in(bench)
    bench.ok("log", "school-1", "info_requested", "--date", "2026-11-27")
    bench.ok("log", "school-1", "info_sent", "--date", "2026-11-28")
    rows = {row["rule"]: row for row in js(bench, "why", "school-1")["dates"]}
    assert rows["operator-stop-processing"]["date"] == "2026-12-11"
    assert rows["stop-processing-from-papers"]["date"] == "2026-12-11"
    assert not rows["stop-processing-from-papers"]["binding"]


def test_a_term_that_crosses_months_new_year_and_a_stop_is_explained(sent: Bench) -> None:
    sent.ok("log", "school-1", "received", "--number", "7")
    sent.ok("escalate", "school-1", "--to", "prosecutor")
    sent.today = date(2026, 12, 28)
    sent.ok("log", "prosecutor-1", "sent")
    page = sent.ok("why", "prosecutor-1")
    assert "январ" in page
    sent.ok("log", "prosecutor-1", "agreed", "--until", "2027-02-10")
    assert "10 февраля" in sent.ok("why", "prosecutor-1")


def page_of(bench: Bench) -> str:
    return " ".join(bench.ok("status", "school-1").split())


def next_of(bench: Bench) -> list[str]:
    """The words that come next after the name of the program."""
    command: str = js(bench, "status")["requests"][0]["next"]["command"]
    return command.split()[1:]


@pytest.mark.parametrize("lang", ["ru", "en"])
@pytest.mark.parametrize("channel", SPOKEN)
def test_what_was_asked_by_word_of_mouth_starts_no_term_and_says_so(
    bench: Bench, channel: str, lang: str
) -> None:
    bench.lang, table = lang, {"ru": ru.TEXT, "en": en.TEXT}[lang]
    bench.ok("unlink", "school", "--role", "parent", "--no-input")
    bench.ok("log", "school-1", "sent", "--channel", channel)
    written(bench, ANSWERS)
    for taken in ((), ("received", "--number", "5")):
        if taken:
            bench.ok("log", "school-1", *taken)
        assert table["next.spoken.letter"].format(id="school-1") in page_of(bench)
        assert table["due.act.spoken"] in bench.run("due").out
        assert table["why.none.spoken"].format(id="school-1") in bench.ok("why", "school-1")
        assert next_of(bench) == ["letter", "school-parent", "--request", "school-1"]
    assert js(bench, "status")["requests"][0]["obligations"] == []
    bench.ok(*next_of(bench), "--answers", "answers.toml", "--format", "txt", "-o", "-")
    assert table["next.spoken"] in page_of(bench), "it is written: it has to be sent, then recorded"
    bench.ok(*next_of(bench), *(() if "--channel" in next_of(bench) else ("--channel", "post")))
    assert js(bench, "status")["requests"][0]["next"]["reason"] != "spoken"
    assert js(bench, "status")["requests"][0]["obligations"] != []


@pytest.mark.parametrize("lang", ["ru", "en"])
@pytest.mark.parametrize(("path", "why"), [("school", "why.none"), ("diary", "why.none.self")])
def test_without_dates_it_is_said_what_brings_them(
    bench: Bench, path: str, why: str, lang: str
) -> None:
    bench.lang, table = lang, {"ru": ru.TEXT, "en": en.TEXT}[lang]
    bench.ok("unlink", path, "--role", "parent", "--no-input")
    assert bench.ok("why", f"{path}-1").strip() == table[why].format(id=f"{path}-1")
