"""Status, due, home and why tell one story of the next step, whatever was recorded and when."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest
from conftest import Bench, js

from flows.test_log_histories import STEPS, Clerk
from sferum_cli.text import day, en, ru

LANGS = {"ru": ru.TEXT, "en": en.TEXT}


def recorded(bench: Bench, random: Random) -> None:
    """A letter to a school, and at random what became of it."""
    bench.today = date(2026, 9, 1) + timedelta(days=random.randrange(100))
    owner = random.choice(("municipal", "private"))
    bench.ok("unlink", "school", "--role", "parent", "--ownership", owner, "--no-input")
    way = random.choice(("post", "in_person"))
    bench.ok("log", "school-1", "sent", "--channel", way)
    for event, *flags in (("received",), ("registered", "--number", "7"), ("reminded",)):
        bench.today += timedelta(days=random.randrange(1, 8))
        if random.random() < 0.6:
            bench.run("log", "school-1", event, *flags, "--no-input")


@pytest.mark.parametrize(("seed", "lang"), [(0, "ru"), (1, "en"), (2, "ru")])
def test_every_view_names_one_step_one_day_and_the_term_beside_it(
    seed: int, lang: str, tmp_path: Path
) -> None:
    random, bench, before = Random(seed), Bench(tmp_path / "home", lang=lang), ""
    recorded(bench, random)
    for _ in range(5):
        bench.today += timedelta(days=random.randrange(4, 16))
        (item,) = js(bench, "status")["requests"]
        command, reason, due = *item["next"].values(), item["due"]
        assert js(bench, "why", "school-1")["next"] == item["next"]
        terms = {o["rule"]: o for o in item["obligations"] if o["state"] in ("open", "breached")}
        views = [bench.ok(*words) for words in ((), ("status",), ("status", "school-1"))]
        views += [bench.ok("why", "school-1")] if item["obligations"] else []
        told = bench.run("due", "--json")
        rows = [row for row in json.loads(told.out)["due"] if row["what"] in (due["rule"], reason)]
        if rows:
            assert rows[0]["command"] == command
            assert (rows[0]["date"], told.code) == (due["date"], 10)
            views.append(bench.run("due").out)
        other = [o for rule, o in terms.items() if rule != due["rule"] and o["owed_by"] == "them"]
        late = sum(o["state"] == "breached" for o in other)
        for page in views:
            assert command in page
            if due["rule"] in terms or due["date"] > bench.today.isoformat():
                assert day(date.fromisoformat(due["date"])) in page
        if due["rule"] in terms and late > 1:
            assert LANGS[lang]["due.beside.several"].format(count=late) in views[0]
        text = " ".join(views[1].split())
        too_late = LANGS[lang]["next.overdue.unreminded"].split("{within}")[0].rsplit(". ", 1)[1]
        if before == "remind" and reason == "overdue":  # nothing was recorded since
            assert too_late in text
        if any(e["type"] == "reminded" for e in item["events"]):
            assert too_late not in text
        before = reason


def test_two_weeks_after_the_reminder_was_due_it_is_said_why_it_is_left_out(bench: Bench) -> None:
    bench.today = date(2026, 11, 27)
    bench.ok("unlink", "school", "--role", "parent", "--ownership", "municipal", "--no-input")
    bench.ok("log", "school-1", "sent", "--channel", "post")
    bench.today = date(2026, 12, 2)
    bench.ok("log", "school-1", "received")
    bench.today = date(2026, 12, 14)
    line = bench.run("due").out
    assert "ещё срок 16 декабря 2026: прекратить обработку персональных данных" in line
    assert "letter reminder" in line
    bench.today = date(2026, 12, 28)
    page = bench.ok("status")
    assert "прошёл и срок 16 декабря 2026: прекратить обработку персональных данных" in page
    assert "Напоминают в первые 10 рабочих дней, они прошли." in page
    assert page.split("Сейчас лучше всего")[1] == bench.ok("why").split("Сейчас лучше всего")[1]
    bench.ok("log", "school-1", "answered", "--result", "unclear")
    assert "ясного ответа нет. Напоминают" in bench.ok("status")


def told_of(clerk: Clerk) -> dict[str, str]:
    """The page of each request of a chain, by its id."""
    return {name: clerk.bench.ok("status", name) for name in clerk.paths}


@pytest.mark.parametrize("seed", [2, 5, 9, 13])
def test_nothing_is_called_finished_done_or_not_begun_that_is_not(
    seed: int, tmp_path: Path
) -> None:
    clerk, report = Clerk(Bench(tmp_path / "home"), seed), str(tmp_path / "r.html")
    clerk.tell("school-1", "sent", ("channel",))
    for _ in range(STEPS):
        clerk.step()
        every = {r["id"]: r for r in js(clerk.bench, "status")["requests"]}
        over = any(r["outcome"] in ("verified_done", "nothing_there") for r in every.values())
        pages = told_of(clerk)
        for name, page in pages.items():
            begun = any(r["parent"] == name and r["outcome"] is None for r in every.values())
            assert over or "Здесь всё закончено" not in page
            past = page.split("История:")[1].split("\n\n")[0]
            assert re.findall(r"(?<![\w-])[a-z][a-z_-]+(?!-?[\d\w])", past) == []  # no codes
            assert not (begun and "ступень не начата" in page)
            done = [line for line in page.splitlines() if ": сделано" in line]
            real = ("Зарегистрировать", "Переслать")  # what no answer can do
            assert over or all(line[2:].startswith(real) for line in done), done
            shown = ("registered", "received", "forwarded")
            assert not done or any(e["what"] in shown for e in clerk.own[name])
        clerk.bench.ok("report", "-o", report, "--force")
        html = Path(report).read_text(encoding="utf-8")
        assert over or "Здесь всё закончено" not in html


def test_a_refusal_is_no_end_in_any_view(bench: Bench, tmp_path: Path) -> None:
    bench.today = date(2026, 11, 27)
    bench.ok("unlink", "school", "--role", "parent", "--ownership", "municipal", "--no-input")
    bench.ok("log", "school-1", "sent", "--channel", "in_person")
    bench.ok("log", "school-1", "received")
    bench.today = date(2026, 12, 25)
    bench.ok("log", "school-1", "answered", "--result", "refused", "--number", "9")
    bench.ok("report", "-o", str(tmp_path / "r.html"))
    assert "escalate school-1" in (tmp_path / "r.html").read_text(encoding="utf-8")
    page = bench.ok("status", "school-1")
    assert "назвать номер: ответили 25 декабря 2026, на 25 дней позже" in page
    assert "Ответ: 25 декабря 2026, пт: пришёл ответ, № 9" in bench.ok("why", "school-1")
    assert "отказ от 25 декабря 2026, следующая ступень не начата" in page.casefold()
    bench.ok("escalate", "school-1")
    begun = bench.ok("status", "school-1")
    assert "письмо следующей ступени не отправлено" in begun
    bench.ok("log", "authority-1", "sent", "--channel", "in_person")
    assert "продолжается там" in bench.ok("status", "school-1")
    bench.ok("log", "authority-1", "withdrawn")
    assert "Передумаете: sferum log authority-1 reopened" in bench.ok("status", "authority-1")
    bench.ok("log", "authority-1", "reopened")


def test_a_rule_is_called_by_its_title_wherever_it_was_written_down(bench: Bench) -> None:
    bench.today = date(2026, 11, 27)
    bench.ok("unlink", "authority", "--role", "parent", "--ownership", "municipal", "--no-input")
    bench.ok("log", "authority-1", "sent", "--channel", "in_person")
    bench.ok("log", "authority-1", "registered", "--number", "1")
    bench.ok("log", "authority-1", "answered", "--result", "refused")
    told = bench.ok("log", "authority-1", "not_needed", "--rule", "court-term")
    views = [told, *(bench.ok(*words, "authority-1") for words in (("status",), ("why",)))]
    assert all("срок больше не нужен, срок: Ваш срок обратиться в суд" in page for page in views)
    views += [bench.ok("report", "-o", "-"), bench.ok("undo")]
    assert not any("court-term" in page for page in views)


def test_a_rung_that_was_begun_after_half_an_answer_is_not_called_not_begun(bench: Bench) -> None:
    bench.ok("unlink", "school", "--role", "parent", "--no-input")
    bench.ok("log", "school-1", "sent", "--channel", "in_person")
    bench.ok("log", "school-1", "answered", "--result", "partly")
    assert "следующая ступень не начата" in bench.ok("status")
    bench.ok("escalate", "school-1")
    page = bench.ok("status")
    assert "письмо следующей ступени не отправлено" in page
    assert "не начата" not in page
