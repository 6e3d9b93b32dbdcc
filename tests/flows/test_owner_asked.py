"""Whose the institution is: asked once where a term depends on it, told how where nobody asks."""

from __future__ import annotations

import pytest
from conftest import Bench, js
from letter_answers import LETTER, without, written

from sferum_cli.text import en, ru

LETTERS_OF_LAW = {"appeal-registration", "appeal-answer"}


def begun(bench: Bench, *more: str) -> None:
    bench.ok("unlink", "school", "--role", "parent", "--no-input", *more)


def rules(bench: Bench) -> set[str]:
    """The terms that run."""
    (request,) = js(bench, "status")["requests"]
    return {each["rule"] for each in request["obligations"]}


def sent(bench: Bench, *typed: str) -> str:
    return bench.ok("log", "school-1", "sent", typed=["today", "in_person", "no", *typed])


def test_the_answer_brings_the_terms_of_the_law_on_appeals(bench: Bench) -> None:
    begun(bench)
    told = sent(bench, "municipal")
    assert "Кому принадлежит школа? От этого зависят сроки." in told
    assert "должна зарегистрировать обращение" in told.partition("Записано в school-1")[2]
    assert rules(bench) >= LETTERS_OF_LAW
    assert js(bench, "status")["cases"][0]["institution"]["ownership"] == "municipal"
    received = bench.ok("log", "school-1", "received", typed=["today", "77", "", ""])
    assert "Кому принадлежит" not in received, "it is asked once"


def test_who_does_not_know_is_not_asked_again(bench: Bench) -> None:
    begun(bench)
    sent(bench, "Не знаю, пропустить")
    assert not rules(bench) & LETTERS_OF_LAW
    assert "Кому принадлежит" not in bench.ok(
        "log", "school-1", "received", typed=["today", "77", "", ""]
    )
    assert bench.run("due").code == 0


def test_a_walk_asks_it_when_the_letter_has_gone(bench: Bench) -> None:
    typed = ["yes", "done", "done", "1", "today", "in_person", "no", "regional", "pause"]
    bench.ok("unlink", "school", "--role", "parent", typed=typed)
    assert rules(bench) >= LETTERS_OF_LAW


@pytest.mark.parametrize(("lang", "words"), [("ru", ru.TEXT), ("en", en.TEXT)])
def test_elsewhere_one_sentence_says_how_to_tell_it(
    lang: str, words: dict[str, str], bench: Bench
) -> None:
    bench.lang = lang
    bench.ok("people", "add", "masha", "--acting-as", "parent", "--age", "under-14")
    begun(bench, "--person", "masha")
    told = bench.ok("log", "school-1", "sent", "--channel", "in_person")
    command = "sferum start --ownership municipal --no-input --person masha"
    assert told.count(command) == 1
    assert words["owner.ask"].partition("{question} ")[2].rstrip(".") in told
    bench.ok(*command.split()[1:])
    assert rules(bench) >= LETTERS_OF_LAW
    assert command not in bench.ok("log", "school-1", "received", "--number", "7")


@pytest.mark.parametrize("owner", ["private", "municipal"])
def test_what_is_known_is_not_asked(owner: str, bench: Bench) -> None:
    begun(bench, "--ownership", owner)
    assert "Кому принадлежит" not in sent(bench)


def place(bench: Bench) -> tuple[str, str]:
    told = js(bench, "status")["cases"][0]["institution"]
    return told["kind"], told["ownership"]


def test_who_is_at_no_school_says_so_in_the_same_question(bench: Bench) -> None:
    begun(bench)
    told = sent(bench, "elsewhere", "kindergarten", "municipal")
    assert "Кому принадлежит детский сад?" in told
    assert place(bench) == ("kindergarten", "municipal")
    assert "Детский сад должен" in told.partition("Записано в school-1")[2]


@pytest.mark.parametrize(("lang", "words"), [("ru", ru.TEXT), ("en", en.TEXT)])
def test_a_walk_is_walked_in_the_words_of_the_place(
    lang: str, words: dict[str, str], bench: Bench
) -> None:
    bench.lang = lang
    typed = ["elsewhere", "college", "yes", "pause"]
    told = bench.ok("unlink", "school", "--role", "parent", typed=typed)
    assert words["place.elsewhere"] in told
    assert place(bench) == ("college", "unknown")
    again = bench.ok("unlink", "refuse", "--role", "parent", typed=["no"])
    assert words["place.elsewhere"] not in again, "it is known"


def test_a_path_that_asks_nothing_of_the_institution_does_not_offer_another(bench: Bench) -> None:
    told = bench.ok("unlink", "gosuslugi", "--role", "parent", typed=["no"])
    assert ru.TEXT["place.elsewhere"] not in told


@pytest.mark.parametrize(("lang", "words"), [("ru", ru.TEXT), ("en", en.TEXT)])
def test_the_way_up_asks_whose_it_is_once_and_only_where_that_decides_who_is_next(
    lang: str, words: dict[str, str], bench: Bench
) -> None:
    bench.lang = lang
    begun(bench)
    bench.ok("log", "school-1", "sent", "--channel", "in_person", "--no-input")
    asked = words["owner.ask.above"].partition("{question} ")[2]
    assert asked not in bench.ok("escalate", "school-1", "--to", "operator", typed=[])
    told = bench.ok("escalate", "school-1", typed=["authority", "private"])
    assert asked in told
    assert place(bench) == ("school", "private")
    bench.ok("undo")
    assert asked not in bench.ok("escalate", "school-1", "--to", "authority", typed=[])


def test_what_a_letter_was_told_of_the_place_is_kept_in_the_case(bench: Bench) -> None:
    begun(bench)
    answers = without("school", "kind")
    written(bench, {**answers, "institution": {"kind": "college", "ownership": "regional"}})
    bench.ok(*LETTER, "--no-input")
    assert place(bench) == ("college", "regional")
    written(bench, {**answers, "institution": {"kind": "school", "ownership": "private"}})
    bench.ok(*LETTER, "--no-input", "-o", "other.pdf")
    assert place(bench) == ("college", "regional"), "what was told once stays"


def test_others_than_the_institution_have_terms_of_their_own(bench: Bench) -> None:
    bench.ok("unlink", "operator", "--role", "parent", "--no-input")
    assert "ownership" not in bench.ok("log", "operator-1", "sent", "--channel", "site")
