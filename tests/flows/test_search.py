"""Somebody says in their own words, with slips, what is wrong, and is led on."""

from __future__ import annotations

import json
from typing import Any

import pytest
from conftest import Bench

from sferum_cli.core.trust import is_doubtful
from sferum_cli.core.words import folded
from sferum_cli.shelf.search import word_rules

REAL_PROBLEMS = [
    ("в школе сказали что сферум обизателен", {"school", "consent", "max-school", "refuse"}),
    ("школа заставляет ставить макс", {"school", "consent", "max-school", "refuse"}),
    ("как отказатся чтобы ребёнку ничего не было", {"school", "consent", "refuse"}),
    ("чаты в вк только для чтенея, не могу писать", {"save-first", "study-profile", "max-school"}),
    ("учительница пишет домашку только в максе", {"max-school", "school", "teacher-leaving"}),
    ("сферум без вконтакта", {"vk", "vk-access"}),
    ("как удалить учебнй профиль", {"study-profile"}),
    ("не нахожу госуслуги, как отвезать", {"gosuslugi", "vk"}),
    ("перешли в другую школу а чат старый", {"moving", "school"}),
    ("у ребенка не тот класс", {"moving"}),
    ("один телефон на маму и ребенка", {"moving", "vk-access", "gosuslugi", "max"}),
    ("смска не приходет", {"gosuslugi", "vk", "delete", "max", "moving"}),
    ("нет администратара в школе", {"school", "consent", "moving"}),
    ("как сохранить переписку из чята", {"save-first", "school"}),
    ("старый сианс ещё открыт на чужом компьютере", {"vk-access", "save-first"}),
    ("макс взломали", {"max", "save-first"}),
    ("аккаунт max заблокирован", {"max"}),
    ("не могу войти в электроный дневник", {"diary"}),
]


def found(bench: Bench, *words: str) -> Any:
    return json.loads(bench.ok("guide", "--search", *words, "--json"))["found"]


@pytest.mark.parametrize(
    ("said", "fitting"), REAL_PROBLEMS, ids=lambda x: x[:40] if isinstance(x, str) else ""
)
def test_a_real_problem_in_a_persons_words_is_led_on(
    bench: Bench, said: str, fitting: set[str]
) -> None:
    assert {place["path"] for place in found(bench, said)[:3]} & fitting


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("удалить учебный профиль", "удаление учебного профиля"),
        ("Школа говорит, что Сферум обязателен", "ШКОЛА ГОВОРИТ ЧТО СФЕРУМ ОБЯЗАТЕЛЕН!!!"),
        ("ещё один учёный ребёнок", "еще один ученый ребенок"),
        ("sms", "смс"),
        ("госуслуги", "гос услуги"),
    ],
)
def test_word_forms_spelling_and_signs_make_no_difference(
    bench: Bench, one: str, other: str
) -> None:
    first, second = ([p["title"] for p in found(bench, words)[:2]] for words in (one, other))
    assert first == second


@pytest.mark.parametrize("wrong", ["госуслги", "гсоуслуги", "гасуслуги", "госууслуги"])
def test_a_slip_of_the_keyboard_is_forgiven(bench: Bench, wrong: str) -> None:
    assert found(bench, f"отвязать {wrong}")[0]["path"] == "gosuslugi"


def test_at_most_five_places_each_told_once_the_best_first(bench: Bench) -> None:
    places = found(bench, "не приходит код из смс")
    scores = [place["score"] for place in places]
    assert 2 <= len(places) <= 5
    assert len({place["title"] for place in places}) == len(places)
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 for score in scores)


def test_the_command_to_go_on_is_one_that_works(bench: Bench) -> None:
    said = ("отвязать госуслуги", "удалить профиль", "жалоба в роскомнадзор", "телефон поддержки")
    for place in (place for words in said for place in found(bench, words)):
        name, verb, *target = place["command"].split()
        options = [] if verb == "support" else ["--role", "parent"]
        assert name == "sferum"
        assert bench.ok(verb, *target, *options, "--no-input")


def test_deleting_is_only_read_about_and_never_begun_by_a_find(bench: Bench) -> None:
    (place, *_) = found(bench, "удалить профиль целиком")
    assert (place["path"], place["command"]) == ("delete", "sferum guide delete")


def test_nothing_found_says_so_and_where_to_turn(bench: Bench) -> None:
    for said in ("как приготовить борщ", "", "!!!", "и не на", "ъ" * 500):
        page = bench.ok("guide", "--search", said)
        assert "ничего не нашлось" in page
        assert "sferum support" in page
        assert found(bench, said) == []


def test_the_contract_in_json(bench: Bench) -> None:
    told = json.loads(bench.ok("guide", "--search", "обязателен", "--json"))
    assert (told["schema"], told["query"]) == (1, "обязателен")
    assert {"path", "step", "trouble", "title", "advice", "command", "score"} <= set(
        told["found"][0]
    )
    assert not bench.folder.exists(), "searching touches no state"


def test_a_search_in_one_path_stays_in_it(bench: Bench) -> None:
    places = json.loads(bench.ok("guide", "school", "--search", "отказали", "--json"))["found"]
    assert {place["path"] for place in places} == {"school"}
    assert bench.run("guide", "nowhere", "--search", "отказали").code == 3


def test_a_role_hides_what_does_not_concern_it(bench: Bench) -> None:
    said = ("говорят для учителя это обязанность на работе", "--role")
    assert "work-duty" in {place["trouble"] for place in found(bench, *said, "teacher")}
    assert "work-duty" not in {place["trouble"] for place in found(bench, *said, "parent")}


def test_an_unconfirmed_contact_is_found_as_such(bench: Bench) -> None:
    page = bench.ok("guide", "--search", "телефон поддержки")
    assert "8-800-222-30-32 (не подтверждено)" in page
    place = found(bench, "телефон поддержки")[0]
    assert (place["path"], place["contact"]) == (None, "sferum-phone")
    assert is_doubtful(place["trust"])


def test_english_words_find_the_same(bench: Bench) -> None:
    bench.lang = "en"
    place = found(bench, "the scool says it is mandatory")[0]
    assert place["trouble"] in ("obligatory", "must-use")
    assert "Nothing was found" in bench.ok("guide", "--search", "borscht")


def test_a_find_is_told_in_full_with_its_ways_and_the_others_by_name(bench: Bench) -> None:
    page = bench.ok("guide", "--search", "говорят что max обязателен")
    best = found(bench, "говорят что max обязателен")[0]
    assert (best["path"], best["trouble"]) == ("max-school", "must-use")
    assert best["advice"].split(". ")[-1].rstrip(".") in " ".join(page.split())
    assert page.index("Дальше:") < page.index("Ещё похоже:")


def test_a_state_of_the_case_gives_the_command_of_its_request(bench: Bench) -> None:
    command = {place["about"]: place["command"] for place in found(bench, "школа отказала")}
    assert command["topic:refused"] == "sferum guide authority"
    bench.ok("unlink", "school", "--role", "parent", "--no-input")
    command = {place["about"]: place["command"] for place in found(bench, "школа отказала")}
    assert command["topic:refused"] == "sferum guide authority", "nothing was sent yet"
    bench.ok("log", "school-1", "sent")
    command = {place["about"]: place["command"] for place in found(bench, "школа отказала")}
    assert command["topic:refused"] == "sferum log school-1 answered"
    assert bench.run("log", "school-1", "answered", "--result", "refused").code == 0


def test_what_is_not_about_leaving_gets_one_line_and_an_address(bench: Bench) -> None:
    for said, about in (
        ("утекли данные", "leak"),
        ("оскорбляют в чате", "insult"),
        ("спам", "spam"),
    ):
        (place, *_) = found(bench, said)
        assert place["about"] == f"topic:{about}"
        assert place["title"].startswith("Это не про выход")
        assert bench.ok(*place["command"].split()[1:])


def test_a_damaged_state_keeps_nobody_from_searching(bench: Bench) -> None:
    bench.folder.mkdir()
    (bench.folder / "state.toml").write_text("[[", encoding="utf-8")
    assert found(bench, "удалить профиль")


def test_other_words_of_a_walk_lead_to_the_known_trouble(bench: Bench) -> None:
    typed = ["", "Не получается", "Другое", "кнопка серая", "1", "пауза"]
    page = bench.ok("unlink", "gosuslugi", "--role", "parent", typed=typed)
    assert "Нашлось похожее?" in page
    assert "Кнопка «Отвязать» не нажимается" in page.split("Нашлось похожее?")[1]


def test_the_words_of_the_rules_are_written_as_they_are_compared() -> None:
    rules = word_rules()
    words = [*rules.stop, *(w.removeprefix("!") for group in rules.same for w in group)]
    assert [word for word in words if word != folded(word)] == []
    in_groups = [w for group in rules.same for w in group]
    assert sorted({w for w in in_groups if in_groups.count(w) > 1}) == []
    assert [w for w in in_groups if w in rules.stop] == []
