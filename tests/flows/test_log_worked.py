"""The worked values: whole records told by commands, read as JSON and as pages in both languages."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from conftest import Bench

from sferum_cli.text import day, t, use

LANGS = ("ru", "en")
STOP, ANSWER, NUMBER = "operator-stop-processing", "appeal-answer", "appeal-registration"
REMINDER = "sferum letter reminder --request school-1"


def on(bench: Bench, when: str) -> Bench:
    bench.today = date.fromisoformat(when)
    return bench


def request(bench: Bench, name: str = "school-1") -> Any:
    found = json.loads(bench.ok("status", name, "--json"))["requests"]
    return next(each for each in found if each["id"] == name)


def obligation(bench: Bench, rule: str, name: str = "school-1") -> Any:
    return next(each for each in request(bench, name)["obligations"] if each["rule"] == rule)


def said(bench: Bench, when: str, *words: str) -> bool:
    """Whether the page of a command names the day, in the language of ``bench``."""
    page = " ".join(bench.run(*words).out.split())
    use(bench.lang)
    return day(date.fromisoformat(when)) in page


def sent(
    bench: Bench, lang: str, channel: str, *, school: str = "municipal", when: str = "2026-11-27"
) -> None:
    """An application that went to a school on the day."""
    bench.lang = lang
    on(bench, when)
    bench.ok("unlink", "school", "--role", "parent", "--school", school, "--no-input")
    bench.ok("log", "school-1", "sent", "--channel", channel)


def numbered(bench: Bench, lang: str, school: str = "municipal") -> None:
    """An application handed in to a school on 27 November 2026, received and numbered there."""
    sent(bench, lang, "in_person", school=school)
    bench.ok("log", "school-1", "received")
    bench.ok("log", "school-1", "registered", "--number", "77")


@pytest.mark.parametrize("lang", LANGS)
def test_a_number_meets_the_duty_to_register_and_nothing_is_late(bench: Bench, lang: str) -> None:
    numbered(bench, lang)
    on(bench, "2026-12-02")
    assert obligation(bench, NUMBER)["state"] == "met"
    found = request(bench)
    assert (found["timing"], found["due"]["date"]) == ("running", "2026-12-11")
    assert said(bench, "2026-12-11")
    assert bench.run("due").code == 0
    assert bench.run("letter", "reminder", "--request", "school-1", "--no-input").code == 2


@pytest.mark.parametrize("lang", LANGS)
def test_the_demand_is_late_on_the_14th_and_the_answer_is_not(bench: Bench, lang: str) -> None:
    numbered(bench, lang)
    on(bench, "2026-12-14")
    stop, answer = obligation(bench, STOP), obligation(bench, ANSWER)
    assert (stop["state"], stop["due"], stop["days_late"]) == ("breached", "2026-12-11", 3)
    assert (answer["state"], answer["due"]) == ("open", "2026-12-28")
    assert request(bench)["next"]["command"] == REMINDER
    for words in ((), ("status",), ("due",), ("status", "school-1")):
        page = " ".join(bench.run(*words).out.split())
        assert REMINDER in page
        assert said(bench, "2026-12-11", *words)
    assert said(bench, "2026-12-28", "status", "school-1")
    assert said(bench, "2026-12-28", "why", "school-1")


@pytest.mark.parametrize("lang", LANGS)
def test_an_extension_moves_each_term_as_far_as_its_law_allows(bench: Bench, lang: str) -> None:
    numbered(bench, lang)
    on(bench, "2026-12-10").ok(
        "log", "school-1", "extended", "--until", "2027-01-26", "--written", "yes",
        "--reason", "проверка",
    )  # fmt: skip
    on(bench, "2026-12-18")
    assert (obligation(bench, STOP)["state"], obligation(bench, STOP)["due"]) == (
        "open",
        "2026-12-18",
    )
    on(bench, "2026-12-19")
    assert obligation(bench, STOP)["state"] == "breached"
    assert obligation(bench, STOP)["extended_until"] == "2027-01-26"
    assert obligation(bench, ANSWER)["due"] == "2027-01-26"
    assert said(bench, "2026-12-18", "status", "school-1")
    assert said(bench, "2027-01-26", "status", "school-1")


@pytest.mark.parametrize("lang", LANGS)
def test_the_persons_own_term_is_never_lost(bench: Bench, lang: str) -> None:
    bench.lang = lang
    on(bench, "2026-11-27").ok("unlink", "authority", "--role", "parent", "--no-input")
    bench.ok("log", "authority-1", "sent", "--channel", "site")
    bench.ok("log", "authority-1", "registered", "--number", "9")
    on(bench, "2026-12-10").ok("log", "authority-1", "answered")
    on(bench, "2026-12-25").ok("log", "authority-1", "classified", "--result", "refused")
    own = obligation(bench, "court-term", "authority-1")
    assert (own["due"], own["owed_by"], own["state"]) == ("2027-03-10", "me", "open")
    bench.ok("escalate", "authority-1", "--to", "prosecutor", "--no-input")
    assert said(bench, "2027-03-10", "why", "authority-1")
    bench.ok("calendar", "-o", str(bench.folder / "c.ics"))
    whole = (bench.folder / "c.ics").read_text(encoding="utf-8")
    days = [each for each in whole.split("BEGIN:VEVENT") if "20270310" in each]
    assert days
    assert not any("CANCELLED" in each for each in days)
    for when, spoken in (("2027-02-07", False), ("2027-02-08", True), ("2027-03-10", True)):
        rows = json.loads(on(bench, when).run("due", "--json").out)["due"]
        assert any(row["what"] == "court-term" for row in rows) is spoken, when


@pytest.mark.parametrize("lang", LANGS)
def test_a_letter_by_post_speaks_from_the_tenth_day_on(bench: Bench, lang: str) -> None:
    sent(bench, lang, "post")
    for when, code in (("2026-12-06", 0), ("2026-12-07", 10), ("2027-02-20", 10)):
        assert on(bench, when).run("due").code == code, when
    assert {each["state"] for each in request(bench)["obligations"]} == {"open"}


@pytest.mark.parametrize("lang", LANGS)
def test_of_two_copies_the_first_proved_receipt_counts(bench: Bench, lang: str) -> None:
    sent(bench, lang, "post", when="2026-12-01")
    on(bench, "2026-12-12").ok("log", "school-1", "sent", "--copy", "--channel", "post")
    on(bench, "2026-12-20").ok("log", "school-1", "received", "--date", "2026-12-05")
    stop = obligation(bench, STOP)
    assert (stop["started"], stop["due"], stop["round"]) == ("2026-12-05", "2026-12-18", 1)
    assert said(bench, "2026-12-18", "status", "school-1")


@pytest.mark.parametrize("lang", LANGS)
def test_of_several_copies_it_is_told_which_one_came_back(bench: Bench, lang: str) -> None:
    sent(bench, lang, "in_person", when="2026-12-01")
    use(lang)
    on(bench, "2026-12-12").ok("log", "school-1", "sent", "--copy", "--channel", "post")
    back = ("log", "school-1", "returned", "--reason", "expired")
    on(bench, "2026-12-20")
    for more in ((), ("--copy",)):
        told = bench.run(*back, *more, "--no-input")
        assert told.code == 4
        assert f"{day(date(2026, 12, 1))}, {t('value.channel.in_person')}" in told.err
        assert "sferum log school-1 returned --reason expired --copy 1|2" in told.err
    assert bench.run(*back, "--copy", "3", "--no-input").code == 2
    assert bench.run(*back, "--copy=two").code == 2
    assert obligation(bench, STOP)["started"] == "2026-12-01"
    bench.ok(*back, "--copy", "1")
    event = request(bench)["events"][-1]
    assert (event["type"], event["copy"], request(bench)["status"]) == ("returned", 1, "sent")
    assert obligation(bench, STOP)["started"] == "2026-12-12"
    assert f"{t('field.copy')} 1" in bench.ok("status", "school-1")
    bench.ok(*back)  # one copy is left: nothing is asked
    assert request(bench)["status"] == "undelivered"


@pytest.mark.parametrize("lang", LANGS)
def test_without_a_recorded_receipt_nobody_is_called_late_on_any_page(
    bench: Bench, lang: str, tmp_path: Path
) -> None:
    sent(bench, lang, "in_person", when="2026-12-01")
    use(lang)
    was = re.compile(rf"\b{t('who.school.was')}\b|class=\"late\"", re.IGNORECASE)
    for when in ("2026-12-07", "2026-12-16", "2027-03-01"):
        on(bench, when)
        pages = [bench.run(*words).out for words in ([], ["status"], ["status", "school-1"],
                 ["due"], ["why"], ["escalate", "--no-input"])]  # fmt: skip
        bench.ok("undo")  # what was opened one rung up
        for name, words in (("r.html", "report"), ("c.ics", "calendar")):
            bench.ok(words, "-o", str(tmp_path / name), "--force")
            pages.append((tmp_path / name).read_text(encoding="utf-8"))
        assert [page for page in pages if was.search(page)] == []
        assert bench.run("letter", "reminder", "--request", "school-1", "--no-input").code == 2
        assert {each["state"] for each in request(bench)["obligations"]} == {"open"}
    told = bench.ok("log", "school-1", "answered", "--result", "done")
    assert t("term.met_about").partition("{duty}: ")[2].partition("{")[0] in bench.ok(
        "status", "school-1"
    )
    for each in request(bench)["obligations"]:
        assert (each["state"], each["days_late"]) == ("met", 0), each
    assert not was.search(told)


@pytest.mark.parametrize("lang", LANGS)
def test_of_a_term_that_nobody_may_move_it_is_not_said_that_it_may_have_been(
    bench: Bench, lang: str
) -> None:
    sent(bench, lang, "in_person")
    use(lang)
    bench.ok("log", "school-1", "received")
    on(bench, "2026-12-02")  # the number is late by a day
    assert request(bench)["next"]["command"] == REMINDER
    fixed = t("next.remind.fixed").rpartition("{date}")[2].lstrip(". ")
    assert fixed in " ".join(bench.ok().split())
    assert t("next.remind").rpartition(". ")[2] not in " ".join(bench.ok().split())


@pytest.mark.parametrize("lang", LANGS)
def test_not_us_is_no_good_news_and_leads_to_the_operator(bench: Bench, lang: str) -> None:
    numbered(bench, lang)
    on(bench, "2026-12-03").ok("log", "school-1", "answered", "--result", "not_us")
    found = request(bench)
    assert found["outcome"] == "wrong_addressee"
    assert found["next"]["command"] == "sferum escalate school-1 --to operator"
    assert "sferum escalate school-1 --to operator" in bench.ok()
