"""What decides a term is asked at a terminal; elsewhere what nobody said is known, or a guess."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from conftest import Bench, error, js
from letter_answers import ANSWERS, LETTER, written

from sferum_cli.core.event_table import EVENTS, event_fields, recordable
from sferum_cli.shelf.deadlines import all_rules
from sferum_cli.shelf.playbook import plays
from sferum_cli.text import en, ru

TABLES = pytest.mark.parametrize("table", [ru.TEXT, en.TEXT], ids=["ru", "en"])


@pytest.fixture
def opened(bench: Bench) -> Bench:
    bench.today = date(2026, 11, 30)
    bench.ok("unlink", "school", "--role", "parent", "--ownership", "regional", "--no-input")
    written(bench, ANSWERS)
    return bench


def last(bench: Bench) -> dict[str, Any]:
    (request,) = js(bench, "status")["requests"]
    found: dict[str, Any] = request["events"][-1]
    return found


def certainties(bench: Bench) -> set[str]:
    (request,) = js(bench, "status")["requests"]
    return {each["certainty"] for each in request["obligations"]}


def speak(bench: Bench, table: Mapping[str, str]) -> None:
    bench.lang = "ru" if table is ru.TEXT else "en"


@TABLES
def test_the_command_printed_after_a_letter_records_the_way_it_was_made_for(
    opened: Bench, table: Mapping[str, str]
) -> None:
    speak(opened, table)
    told = opened.ok(*LETTER, "--channel", "post", "-o", "p.txt", "--format", "txt")
    command = "sferum log school-1 sent --channel post"
    assert command in told
    (request,) = js(opened, "status")["requests"]
    assert request["next"]["command"] == command
    opened.today = date(2026, 12, 5)
    opened.ok(*shlex.split(command)[1:], "--date", "04.12.2026")
    assert certainties(opened) == {"not_before"}


@pytest.mark.parametrize(("first", "again"), [("phone", "post"), ("post", "portal")])
def test_a_letter_made_once_more_goes_the_way_it_was_made_for(
    opened: Bench, first: str, again: str
) -> None:
    opened.ok("log", "school-1", "sent", "--channel", first, "--date", "30.11.2026")
    opened.today = date(2026, 12, 22)
    told = opened.ok(*LETTER, "--channel", again, "-o", "p.txt", "--format", "txt")
    command = f"sferum log school-1 sent --copy --channel {again}"
    assert command in told
    assert js(opened, "status")["requests"][0]["next"]["command"] == command
    opened.ok("log", "school-1", "sent", "--copy")
    assert last(opened)["channel"] == again
    assert certainties(opened) == {"estimate" if again == "portal" else "not_before"}


@TABLES
def test_without_a_terminal_the_way_of_the_letter_is_taken_and_said(
    opened: Bench, table: Mapping[str, str]
) -> None:
    speak(opened, table)
    opened.ok(*LETTER, "--channel", "post", "-o", "p.txt", "--format", "txt")
    told = opened.ok("log", "school-1", "sent")
    assert table["assumed.way"].format(way=table["value.channel.post"]) in told
    assert table["assumed.date"] in told
    assert table["assumed.else"].format(flags="--date, --channel") in told
    assert last(opened)["channel"] == "post"
    assert certainties(opened) == {"not_before"}


@TABLES
def test_a_way_that_nothing_tells_is_said_to_be_a_guess(
    opened: Bench, table: Mapping[str, str]
) -> None:
    speak(opened, table)
    told = opened.ok("log", "school-1", "sent")
    assert table["assumed.channel"] in told
    assert "channel" not in last(opened)
    opened.ok("undo")
    recorded = js(opened, "log", "school-1", "sent", "--date", "2026-11-30")
    assert recorded["assumed"] == ["channel"]


def test_after_a_refusal_at_the_desk_the_letter_goes_by_post(opened: Bench) -> None:
    told = opened.ok("log", "school-1", "refused_at_desk", "--date", "30.11.2026")
    assert "sferum log school-1 sent --channel post" in told
    opened.ok("log", "school-1", "sent")
    assert last(opened)["channel"] == "post"


def test_what_came_back_goes_by_a_way_that_is_not_guessed(opened: Bench) -> None:
    opened.ok("log", "school-1", "sent", "--channel", "email", "--date", "30.11.2026")
    told = opened.ok("log", "school-1", "undelivered")
    assert "sferum log school-1 sent --channel" not in told
    opened.ok("log", "school-1", "sent")
    assert "channel" not in last(opened)


def test_nothing_is_said_to_be_assumed_of_what_was_said(opened: Bench) -> None:
    recorded = js(
        opened, "log", "school-1", "sent", "--channel", "in_person", "--date", "30.11.2026"
    )
    assert recorded["assumed"] == []
    told = opened.ok("log", "school-1", "received", "--date", "30.11.2026")
    assert ru.TEXT["assumed.date"] not in told, "no number is no guess"


def test_a_terminal_asks_the_day_and_the_way_with_the_known_one_first(opened: Bench) -> None:
    opened.ok(*LETTER, "--channel", "post", "-o", "p.txt", "--format", "txt")
    opened.today = date(2026, 12, 5)
    opened.ok("log", "school-1", "sent", typed=["вчера", ""])
    assert (last(opened)["date"], last(opened)["channel"]) == ("2026-12-04", "post")


def test_a_terminal_asks_the_day_and_the_number_of_what_arrived(opened: Bench) -> None:
    opened.ok("log", "school-1", "sent", "--channel", "in_person", "--date", "30.11.2026")
    opened.today = date(2026, 12, 14)
    told = opened.ok("log", "school-1", "received", typed=["03.12.2026", "77"])
    assert (last(opened)["date"], last(opened)["number"]) == ("2026-12-03", "77")
    assert ru.TEXT["report.note"] not in told, "what decides nothing is not asked"
    assert ru.TEXT["assumed.date"] not in told


def test_a_terminal_asks_nothing_where_all_that_decides_was_said(opened: Bench) -> None:
    said = ("--channel", "post", "--date", "30.11.2026")
    told = opened.ok("log", "school-1", "sent", *said, typed=[])
    assert ru.TEXT["report.when"] not in told


def test_a_file_that_was_named_is_kept_when_the_rest_is_asked(opened: Bench) -> None:
    (opened.folder / "receipt.txt").write_text("receipt", encoding="utf-8")
    opened.ok("log", "school-1", "sent", "--attach", "receipt.txt", typed=["", "post"])
    assert last(opened)["file"], "the photo of it is not asked for again"
    assert last(opened)["channel"] == "post"


def test_what_is_impossible_now_is_refused_before_anything_is_asked(opened: Bench) -> None:
    refused = opened.run("log", "school-1", "received", typed=["today", "77"])
    assert refused.code == 2
    assert ru.TEXT["report.when"] not in refused.out
    assert error(opened, "log", "school-1", "received")["key"] == "error.event_not_now"


def test_no_event_from_which_a_term_runs_has_a_day_that_is_not_asked() -> None:
    begins = {
        start.partition(":")[0]
        for rule in all_rules().values()
        for start in (*rule.starts, *rule.estimate_from, *rule.met_by)
    } & set(recordable()) - {"classified"}  # its day is that of its answer
    assert {"sent", "received", "registered", "answered"} <= begins
    assert [name for name in begins if EVENTS[name].asked != "past"] == []


def test_what_decides_is_a_field_of_its_event() -> None:
    for name in recordable():
        assert set(EVENTS[name].decides) <= set(event_fields(name))


@TABLES
def test_what_arrived_by_post_is_proved_by_what_the_post_gives(
    opened: Bench, table: Mapping[str, str]
) -> None:
    speak(opened, table)
    opened.ok("log", "school-1", "sent", "--channel", "post", "--date", "30.11.2026")
    opened.today = date(2026, 12, 5)
    told = opened.ok("log", "school-1", "received", "--date", "04.12.2026")
    later = opened.ok("status", "school-1")
    notice, stamp = (
        ("уведомление о вручении", "экземпляр со штампом")
        if opened.lang == "ru"
        else ("notice of delivery", "copy with the stamp")
    )
    for page in (told, later):
        assert notice in page
        assert stamp not in page
    above = opened.ok("escalate", "school-1", "--to", "authority", "--no-input")
    assert notice in above


@TABLES
def test_a_letter_taken_without_a_mark_brings_the_advice_how_to_prove_it(
    opened: Bench, table: Mapping[str, str]
) -> None:
    speak(opened, table)
    advice = next(play for play in plays() if play.id == "handed-in-unmarked").first
    words = advice.ru if opened.lang == "ru" else advice.en
    told = opened.ok("log", "school-1", "sent", typed=["", "in_person", "no"])
    for page in (told, opened.ok("status", "school-1")):
        assert words in " ".join(page.split())
    opened.ok("undo")
    told = opened.ok("log", "school-1", "sent", typed=["", "in_person", "yes", "77", ""])
    for page in (told, opened.ok("status", "school-1")):
        assert words not in " ".join(page.split())
