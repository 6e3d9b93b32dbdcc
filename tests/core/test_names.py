"""Names as they are spelled: spaces, capitals, initials; and the data that rules them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from misses import over

from sferum_cli.core.names import (
    Overrides,
    PersonName,
    full_name,
    initials_surname,
    is_shouted,
    surname_last,
    tidy_name,
)
from sferum_cli.errors import DamagedFile
from sferum_cli.shelf.declension import read_names
from sferum_cli.shelf.tables import Table

RULE: dict[str, Any] = {"part": "surname", "words": ["орёл".replace("ё", "е")], "cut": 2}
DATA: dict[str, Any] = {
    "particles": ["фон", "о", "д", "де", "ла"],
    "patronymic": {
        "male": ["ич"], "female": ["вна", "чна"], "son": ["оглы"], "daughter": ["кызы"],
    },
    "male_surname": ["ов"],
    "rule": [{**RULE, "forms": ["ла", "лу", "ла", "лом", "ле"]}],
}  # fmt: skip


def overrides(data: dict[str, Any]) -> Overrides:
    return read_names(Table(data, "names.toml"))


OURS = overrides(DATA)


def spelled(surname: str, first: str = "", patronymic: str = "") -> str:
    return full_name(tidy_name(PersonName(surname, first, patronymic), OURS))


@over(
    [
        ("иванова", "Иванова"),
        ("  Иванова \t", "Иванова"),
        ("Иванова\r\nПетрова", "Иванова Петрова"),
        ("петрова-водкина", "Петрова-Водкина"),
        ("ИВАНОВА", "ИВАНОВА"),
        ("МакДональд", "МакДональд"),
        ("фон берг", "фон Берг"),
        ("фон Берг", "фон Берг"),
        ("Фон Берг", "Фон Берг"),
        ("де ла крус", "де ла Крус"),
        ("о'нил", "О'Нил"),
        ("о’нил", "О’Нил"),
        ("д'Артаньян", "д'Артаньян"),
        ("(петрова)", "(Петрова)"),
        ("Короле\u0308ва", "Королёва"),
        ("соловеи\u0306", "Соловей"),
        ("Ива\u00adно\u200bва", "Иванова"),
        ("smith", "smith"),
        ("#let x", "#let x"),
        ("</w:t>", "</w:t>"),
        ("🙂", "🙂"),
        ("", ""),
    ]
)
def test_a_surname_gets_its_spaces_and_capitals(typed: str, tidied: str) -> None:
    assert spelled(typed) == tidied


def test_every_part_is_judged_by_itself() -> None:
    assert spelled("ИВАНОВА", "анна-мария", "Сергеевна") == "ИВАНОВА Анна-Мария Сергеевна"


def test_an_apostrophe_inside_a_given_name_is_no_prefix() -> None:
    assert spelled("", "в'ячеслав") == "В'ячеслав"


@over(
    [
        ("али оглы", "Али оглы"),
        ("али-оглы", "Али-оглы"),
        ("Али Оглы", "Али Оглы"),
        ("мамед кызы", "Мамед кызы"),
    ]
)
def test_the_word_behind_a_fathers_name_stays_small(typed: str, tidied: str) -> None:
    assert spelled("", "", typed) == tidied


def test_the_sex_that_was_said_is_kept() -> None:
    assert tidy_name(PersonName("ким", "саша", sex="female"), OURS).sex == "female"


@over(
    [
        (PersonName("Иванова", "Мария", "Сергеевна"), "М._С."),
        (PersonName("Иванова", "Мария"), "М."),
        (PersonName("Иванова", "Анна-Мария", "Ильинична"), "А.-М._И."),
        (PersonName("Иванова", "Анна Мария", "Ильинична"), "А._М._И."),
        (PersonName("Иванова", "М.", "С."), "М._С."),
        (PersonName("Иванова", "М.С."), "М.С."),
        (PersonName("Иванова", "Дж."), "Дж."),
        (PersonName("Алиев", "Гейдар", "Али оглы"), "Г._А."),
        (PersonName("Алиев", "Гейдар", "Али-оглы"), "Г._А."),
        (PersonName("Орлов", "Ёж", "Ёжикович"), "Ё._Ё."),
        (PersonName("Орлов", "🙂"), "🙂"),
    ]
)
def test_initials_stand_on_either_side_and_never_break_off(name: PersonName, initials: str) -> None:
    initials = initials.replace("_", "\u00a0")
    assert initials_surname(name) == f"{name.surname}\u00a0{initials}"
    assert surname_last(name) == f"{initials}\u00a0{name.surname}"


def test_a_surname_alone_has_no_initials_and_no_stray_space() -> None:
    assert initials_surname(PersonName("Ли", "")) == surname_last(PersonName("Ли", "")) == "Ли"


def test_one_capital_letter_is_an_initial_and_no_shout() -> None:
    assert is_shouted("ЛИ")
    assert is_shouted("О'НИЛ")
    assert not is_shouted("И.")
    assert not is_shouted("Ли")
    assert not is_shouted("123")


@given(st.text(max_size=300), st.text(max_size=60), st.text(max_size=60))
def test_any_text_can_be_tidied_twice_with_the_same_result(
    surname: str, first: str, patronymic: str
) -> None:
    once = tidy_name(PersonName(surname, first, patronymic), OURS)
    assert tidy_name(once, OURS) == once
    assert "\n" not in full_name(once)
    initials_surname(once)


@given(st.text("абвгёй АБЁЙ-'0🙂z", max_size=60))
def test_tidying_loses_no_letter(surname: str) -> None:
    assert spelled(surname).lower().replace(" ", "") == surname.lower().replace(" ", "")


def test_a_rule_written_without_the_dots_fits_a_name_written_with_them() -> None:
    rule = OURS.rule("surname", "ОРЁЛ", sex="male")
    assert rule is not None
    assert rule.forms is not None
    assert rule.forms[0] == "ла"


def test_a_rule_for_one_part_or_a_whole_word_fits_no_other() -> None:
    assert OURS.rule("given", "Орёл", sex="male") is None
    assert OURS.rule("surname", "Орёлов", sex="male") is None
    assert OURS.rule("surname", "Соорёл", sex="male") is None


def test_a_rule_for_the_first_half_is_for_the_first_half_only() -> None:
    rule = {"part": "surname", "words": ["бонч"], "first": True, "forms": []}
    ours = overrides({**DATA, "rule": [rule]})
    assert ours.rule("surname", "Бонч", sex="male", second="бруевич")
    assert ours.rule("surname", "Бонч", sex="male") is None


def test_an_ending_that_is_no_regular_expression_is_named_where_it_is_used() -> None:
    ours = overrides({**DATA, "rule": [{"part": "surname", "endings": ["("]}]})
    with pytest.raises(DamagedFile) as refusal:
        ours.rule("surname", "Орёл", sex="male")
    assert refusal.value.values["where"] == "names.toml"
