"""Going up: the map, the linked request, what happens to the one below; never a dead end."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest
from conftest import Bench, handed_in, js, requests

from sferum_cli.core.ladder import ways_up
from sferum_cli.errors import BadUsage
from sferum_cli.flows.escalate import open_next_rung
from sferum_cli.shelf import knowledge
from sferum_cli.shelf.ladder import checks, ladder
from sferum_cli.text import en, ru


def test_every_rung_refers_to_what_there_is_and_leads_on_but_the_last() -> None:
    rungs = ladder()
    assert [rung.number for rung in rungs if not rung.roles] == [0, 1, 2, 3, 4, 5, 6]
    for rung in rungs:
        assert set(rung.paths) <= set(knowledge.path_ids())
        assert len(ways_up(rung, rungs)) == len(rung.next)
        assert all(need.fact is None or need.fact in knowledge.facts() for need in rung.need)
        assert set(rung.sources) <= set(knowledge.sources())
        assert rung.next or rung.number == 6


@pytest.mark.usefixtures("sent")
def test_an_overdue_request_goes_up_and_stays_open_below(bench: Bench) -> None:
    bench.today = date(2026, 12, 15)
    page = bench.ok("escalate", "school-1")
    assert "вы здесь" in page
    found = requests(bench)
    assert (found["school-1"]["status"], found["authority-1"]["status"]) == ("sent", "planned")
    assert found["authority-1"]["parent"] == "school-1"
    assert found["authority-1"]["rung"] == 3
    assert found["school-1"]["events"][-1]["type"] == "sent", "an intention is no deed"
    bench.ok("log", "authority-1", "sent")
    assert requests(bench)["school-1"]["events"][-1]["child"] == "authority-1"
    bench.ok("undo")
    assert requests(bench)["school-1"]["events"][-1]["type"] == "sent"


@pytest.mark.usefixtures("sent")
def test_a_refusal_goes_up_and_is_closed_as_passed_on(bench: Bench) -> None:
    bench.ok("log", "school-1", "answered", "--result", "refused")
    bench.ok("escalate", "school-1", "--to", "roskomnadzor")
    assert requests(bench)["school-1"]["outcome"] == "refused"
    bench.ok("log", "roskomnadzor-1", "sent")
    found = requests(bench)
    assert (found["school-1"]["outcome"], found["roskomnadzor-1"]["role"]) == (
        "escalated",
        "parent",
    )


@pytest.mark.usefixtures("sent")
def test_what_came_back_is_asked_of_the_school_again_and_then_above_it(bench: Bench) -> None:
    bench.ok("log", "school-1", "answered", "--result", "done")
    bench.ok("log", "school-1", "verified", "--result", "yes")
    assert "school-2" in bench.ok("log", "school-1", "reappeared")
    child = requests(bench)["school-2"]
    assert (child["parent"], child["rung"], child["situation"]) == ("school-1", 1, "re_added")
    bench.ok("log", "school-2", "sent")
    bench.ok("log", "school-2", "answered", "--result", "done")
    bench.ok("log", "school-2", "verified", "--result", "yes")
    assert "authority-1" in bench.ok("log", "school-2", "reappeared")
    bench.ok("undo")
    assert "authority-1" not in requests(bench)


@pytest.mark.usefixtures("sent")
def test_undo_takes_both_sides_of_going_up_back(bench: Bench) -> None:
    before = requests(bench)
    bench.ok("escalate", "school-1")
    bench.ok("undo")
    assert requests(bench) == before


@pytest.mark.usefixtures("sent")
def test_one_can_go_up_rung_by_rung_to_the_last_honest_page(bench: Bench) -> None:
    name = "school-1"
    for _ in range(9):
        told = json.loads(bench.ok("escalate", name, "--json"))["request"]
        if told is None:
            break
        name = told["id"]
        if told["path"] != "court":
            bench.ok("log", name, "sent")
    assert name.startswith("court")
    page = bench.ok("escalate", name)
    assert len(page) > 200, "the last page is honest, never empty"


@pytest.mark.usefixtures("sent")
def test_an_unknown_rung_is_named_with_those_above(bench: Bench) -> None:
    outcome = bench.run("escalate", "school-1", "--to", "moon")
    assert outcome.code == 2
    assert "roskomnadzor" in outcome.err


@pytest.mark.usefixtures("sent")
def test_a_claim_is_checked_by_the_role_own_list(bench: Bench) -> None:
    page = bench.ok("log", "school-1", "answered", "--result", "done")
    assert all(check.text.ru in page for check in checks() if check.when.fits("parent"))
    assert not any(check.text.ru in page for check in checks() if not check.when.fits("parent"))


@pytest.mark.usefixtures("sent")
@pytest.mark.parametrize(
    ("said", "status", "outcome"),
    [
        ("Ответили, что всё сделали", "claimed_done", None),
        ("Отказали, говорят, что нельзя", "closed", "refused"),
        ("Просят документ или уточнение", "needs_input", None),
        ("Пришёл только автоматический ответ", "sent", None),
        ("Письмо не дошло или его не приняли", "undelivered", None),
        ("Ответили, что это не к ним", "closed", "wrong_addressee"),
        ("Ответили, что отвязывать нечего", "closed", "nothing_there"),
    ],
)
def test_what_happened_is_told_in_the_persons_words(
    bench: Bench, said: str, status: str, outcome: str | None
) -> None:
    bench.ok("log", "school-1", typed=[said, "сегодня", *[""] * 6])
    found = requests(bench)["school-1"]
    assert (found["status"], found["outcome"]) == (status, outcome)


@pytest.mark.usefixtures("sent")
def test_silence_records_nothing_and_says_what_to_do(bench: Bench) -> None:
    before = requests(bench)
    assert "sferum" in bench.ok("log", "school-1", typed=["Ничего: молчат"])
    assert requests(bench) == before


@pytest.mark.usefixtures("sent")
def test_passed_on_elsewhere_asks_to_whom_and_starts_a_new_clock(bench: Bench) -> None:
    bench.ok("escalate", "school-1")
    bench.ok("log", "authority-1", "sent")
    bench.ok(
        "log",
        "authority-1",
        typed=["Переслали в другое место", "сегодня", "", "министерство", "", ""],
    )
    event = requests(bench)["authority-1"]["events"][-1]
    assert (event["type"], event["to"]) == ("forwarded", "министерство")
    rules = [row["rule"] for row in json.loads(bench.ok("why", "authority-1", "--json"))["dates"]]
    assert set(rules) == {"authority-answer", "authority-forwarded", "authority-forwarding"}


@pytest.mark.usefixtures("sent")
@pytest.mark.parametrize(
    ("rung", "letter"),
    [
        ("operator", "operator"), ("authority", "complaint-authority"),
        ("roskomnadzor", "complaint-roskomnadzor"), ("prosecutor", "complaint-prosecutor"), ("court", None),
    ],
)  # fmt: skip
def test_the_next_rung_comes_with_its_letter(bench: Bench, rung: str, letter: str | None) -> None:
    told = json.loads(bench.ok("escalate", "school-1", "--to", rung, "--json"))
    assert told["letter"] == letter
    bench.ok("undo")
    page = bench.ok("escalate", "school-1", "--to", rung)
    assert (f"sferum letter {letter} --request {rung}-2" in page) == (letter is not None)


def test_one_goes_up_to_a_rung_once(bench: Bench) -> None:
    bench.ok("unlink", "school", "--role", "parent", "--no-input")
    bench.ok("log", "school-1", "sent")
    bench.ok("escalate", "school-1", "--no-input")
    again = bench.run("escalate", "school-1", "--no-input")
    assert again.code == 2
    assert "authority-1" in again.err
    bench.ok("escalate", "school-1", "--to", "prosecutor", "--no-input")
    told = json.loads(bench.ok("status", "--json"))["requests"]
    assert {each["id"] for each in told} == {"school-1", "authority-1", "prosecutor-1"}


def test_at_a_terminal_the_next_rung_is_chosen_or_left_for_later(sent: Bench) -> None:
    assert len(js(sent, "status")["requests"]) == 1
    sent.ok("escalate", "school-1", typed=["no"])
    assert len(js(sent, "status")["requests"]) == 1
    sent.ok("escalate", "school-1", typed=["prosecutor"])
    assert "prosecutor-1" in [r["id"] for r in js(sent, "status")["requests"]]


def test_the_rung_may_be_named_at_a_terminal_too(sent: Bench) -> None:
    sent.ok("escalate", "school-1", "--to", "operator", typed=[])
    assert "operator-1" in [r["id"] for r in js(sent, "status")["requests"]]


def test_above_the_last_rung_there_is_nothing_and_that_is_said(sent: Bench) -> None:
    sent.ok("escalate", "school-1", "--to", "court")
    assert js(sent, "escalate", "court-1")["request"] is None
    assert sent.ok("escalate", "court-1") != ""
    assert len(js(sent, "status")["requests"]) == 2


def test_long_after_a_guessed_term_the_ladder_says_what_is_not_known(sent: Bench) -> None:
    sent.today = date(2027, 3, 1)
    page = " ".join(sent.ok("escalate", "school-1").split())
    assert ru.TEXT["ladder.why.unknown"] in page
    assert ru.TEXT["ladder.why.overdue"] not in page


DONE = (("sent",), ("answered", "--result", "done"), ("verified", "--result", "yes"))


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_nobody_goes_up_from_what_was_verified(bench: Bench, lang: str) -> None:
    bench.lang = lang
    bench.ok("unlink", "school", "--role", "parent", "--no-input")
    for words in DONE:
        bench.ok("log", "school-1", *words)
    refused = bench.run("escalate", "school-1")
    assert (refused.code, len(js(bench, "status")["requests"])) == (2, 1)
    assert "sferum log school-1 reappeared" in refused.err
    page = " ".join(bench.ok("report", "-o", "-").split())
    table = {"ru": ru.TEXT, "en": en.TEXT}[lang]
    assert (table["ladder.why.done"] in page, table["ladder.why.broken"] in page) == (True, False)
    bench.ok("log", "school-1", "reappeared")


@pytest.mark.parametrize("lang", ["ru", "en"])
@pytest.mark.parametrize(
    ("path", "events", "why"),
    [
        ("school", (("sent",), ("undelivered",)), "undelivered"),
        ("school", (("sent",), ("answered", "--result", "not_us")), "not_us"),
        ("school", (("sent",), ("answered", "--result", "nothing_there")), "nothing_there"),
        ("school", (("sent",), ("answered", "--result", "done")), "claimed"),
        ("school", (("sent",),), "waiting"),
        ("school", (("sent", "--channel", "phone"),), "unknown"),
        ("school", (("sent",), ("withdrawn",)), "left"),
        ("gosuslugi", (), "self"),
    ],
)
def test_the_page_says_why_to_go_up_now(
    bench: Bench, path: str, events: tuple[tuple[str, ...], ...], why: str, lang: str
) -> None:
    bench.ok("unlink", path, "--role", "parent", "--no-input")
    for words in events:
        bench.ok("log", f"{path}-1", *words)
    bench.lang = lang
    page = " ".join(bench.ok("escalate", f"{path}-1").split())
    assert {"ru": ru.TEXT, "en": en.TEXT}[lang][f"ladder.why.{why}"] in page


def test_above_the_court_no_request_is_opened(bench: Bench) -> None:
    bench.ok("unlink", "court", "--role", "parent", "--no-input")
    with pytest.raises(BadUsage) as refused:
        open_next_rung(bench.folder, "court-1", to=None, today=bench.today, at="")
    assert refused.value.key == "error.last_rung"


@pytest.mark.parametrize("rung", ["authority", "operator", "roskomnadzor", "prosecutor"])
def test_the_page_is_about_the_rung_that_was_chosen(rung: str, sent: Bench) -> None:
    page = sent.ok("escalate", "school-1", "--to", rung)
    title = next(each.title.ru for each in ladder() if each.id == rung)
    assert f"\n{title}:\nКогда: " in page
    assert page.count("(следующая)") == 1
    (line,) = (each for each in page.splitlines() if "(следующая)" in each)
    assert title in line
    example = page.partition("Например: ")[2].splitlines()[0].split()
    assert example[:3] == ["sferum", "escalate", "school-1"]
    assert sent.run(*example[1:]).code == 0


@pytest.mark.usefixtures("sent")
def test_who_says_it_is_not_us_sends_on_to_the_operator(bench: Bench) -> None:
    bench.ok("log", "school-1", "answered", "--result", "not_us")
    assert "Открыто обращение operator-1" in bench.ok("escalate", "school-1")


@pytest.mark.usefixtures("sent")
def test_a_part_is_not_called_a_refusal(bench: Bench) -> None:
    bench.ok("log", "school-1", "answered", "--result", "partly", "--reason", "чаты остались")
    assert "причина: чаты остались" in bench.ok("status", "school-1")
    for page in (bench.ok(), bench.ok("status", "school-1"), bench.ok("escalate", "school-1")):
        assert (
            "отказ"
            not in page.replace("Отказ или пустое обещание", "")
            .replace("школа отказала", "")
            .replace("отказали", "")
            .casefold()
        )


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_a_rung_that_was_opened_and_never_needed_is_not_counted_as_done(
    bench: Bench, lang: str
) -> None:
    bench.lang = lang
    bench.ok("start", "--role", "parent", "--goal", "school", "--no-input")
    handed_in(bench)

    def counted() -> tuple[int, int]:
        plan = js(bench, "status")["cases"][0]["plan"]
        return plan["done"], plan["of"]

    done, of = counted()
    bench.today = date(2026, 12, 17)
    bench.ok("escalate", "school-1")
    assert counted() == (done, of + 1)  # what was begun is to be done
    bench.ok("log", "school-1", "answered", "--result", "done")
    bench.ok("log", "school-1", "verified", "--result", "yes")
    assert counted()[0] == done + 1
    items = {i["path"]: i for i in js(bench, "status")["cases"][0]["plan"]["items"]}
    assert (items["school"]["state"], items["authority"]["state"]) == ("done", "todo")
    for page in (bench.ok("start", "--no-input"), bench.ok(), bench.ok("status")):
        assert not re.search(r"(сделано|done)[^.\n]*authority-1", page)
    words = {"ru": "больше не нужно", "en": "no longer needed"}[lang]
    assert words in bench.ok("status", "authority-1").casefold()
    assert words in bench.run("log", "authority-1", "sent").err


def test_to_have_read_about_the_next_rung_changes_no_advice(bench: Bench) -> None:
    """The reminder comes first until something is done for the rung that was opened."""
    handed_in(bench)
    bench.today = date(2026, 12, 17)

    def advised() -> str:
        return str(js(bench, "status")["cases"][0]["next"]["command"])

    assert advised() == "sferum letter reminder --request school-1"
    bench.ok("escalate", "school-1")
    assert advised() == "sferum letter reminder --request school-1"
    bench.ok("continue", "authority-1", typed=["готово", "пауза"])
    assert advised() == "sferum continue authority-1"
