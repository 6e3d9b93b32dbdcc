"""Danger is answered before anything else, wherever a person writes in their own words."""

from __future__ import annotations

import json

from conftest import Bench
from misses import over

from sferum_cli.core.trust import is_confirmed, is_doubtful
from sferum_cli.shelf import knowledge
from sferum_cli.shelf.danger import danger_rules

FRAUD = "звонят якобы из школы, просят код из смс"
STOP = "Стоп: так делают мошенники"


def test_a_search_answers_danger_alone(bench: Bench) -> None:
    page = bench.ok("guide", "--search", FRAUD)
    assert page.startswith(STOP)
    assert "Звоните: Полиция, 102." in page
    assert "sferum" not in page.split("102.")[1]
    told = json.loads(bench.ok("guide", "--search", FRAUD, "--json"))
    assert told["danger"]["title"] == STOP
    assert "102" in told["danger"]["text"]
    assert told["hits"] == told["found"] == []


def test_a_threat_is_answered_first_and_leads_to_the_prosecutor(bench: Bench) -> None:
    said = "директор угрожает увольнением, если не поставлю max"
    page = bench.ok("guide", "--search", said)
    assert page.startswith("Стоп: на угрозу")
    assert page.index("sferum guide prosecutor") < page.index("По словам")
    assert bench.ok("guide", "prosecutor")


def test_the_other_layout_of_the_keyboard_hides_no_danger(bench: Bench) -> None:
    told = json.loads(bench.ok("guide", "--search", "pdjyzn bp irjks ghjczn rjl", "--json"))
    assert told["danger"]["title"] == STOP


def test_no_danger_is_null(bench: Bench) -> None:
    told = json.loads(bench.ok("guide", "--search", "код из смс не приходит", "--json"))
    assert told["danger"] is None
    assert told["hits"]


def test_english_has_its_own_screen(bench: Bench) -> None:
    bench.lang = "en"
    page = bench.ok("guide", "--search", "they called and ask for the sms code")
    assert page.startswith("Stop: this is what swindlers do")
    assert "Call: The police, 102." in page


def test_a_note_is_kept_and_its_danger_answered_first(bench: Bench) -> None:
    bench.ok("unlink", "school", "--role", "parent", "--no-input")
    page = bench.ok("log", "school-1", "note", "--note", FRAUD)
    assert page.startswith(STOP)
    assert page.index("102") < page.index("Записано в school-1")
    assert FRAUD in bench.ok("status", "school-1")


def test_a_note_says_in_json_whether_there_is_danger(bench: Bench) -> None:
    bench.ok("unlink", "school", "--role", "parent", "--no-input")
    told = json.loads(bench.ok("log", "school-1", "note", "--note", FRAUD, "--json"))
    assert told["danger"]["title"] == STOP
    assert told["request"]["events"][-1]["note"] == FRAUD
    told = json.loads(bench.ok("log", "school-1", "note", "--note", "код класса", "--json"))
    assert told["danger"] is None


def test_the_words_of_a_walk_are_heard_and_kept(bench: Bench) -> None:
    typed = ["", "Не получается", "Другое", FRAUD, "пауза"]
    page = bench.ok("unlink", "gosuslugi", "--role", "parent", typed=typed)
    assert STOP in page
    assert FRAUD in bench.ok("status", "gosuslugi-1")


def test_a_note_in_the_talk_is_heard_too(bench: Bench) -> None:
    bench.ok("unlink", "school", "--role", "parent", "--no-input")
    page = bench.ok("log", "school-1", "note", typed=[FRAUD, ""])
    assert page.count(STOP) == 1
    assert "Записано в school-1" in page


@over(danger_rules().dangers)
def test_a_stop_screen_rests_on_confirmed_facts_and_fits_a_screen(danger) -> None:  # type: ignore[no-untyped-def]
    facts = knowledge.facts()
    assert danger.facts
    assert [name for name in danger.facts if is_doubtful(facts[name].trust)] == []
    assert is_confirmed(knowledge.contacts()[danger.contact].trust)
    assert danger.path is None or danger.path in knowledge.path_ids()
    for text in (danger.text.ru, danger.text.en):
        assert 2 <= len(text.splitlines()) <= 4
        assert len(text.split()) <= 75
