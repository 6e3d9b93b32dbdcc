"""What people say to a question: numbers, words, other words, beginnings, the other layout."""

from __future__ import annotations

import io

from hypothesis import given
from hypothesis import strategies as st
from misses import over

from sferum_cli.prompt import LinePrompter
from sferum_cli.prompt.words import fitting_choices, match_choice
from sferum_cli.text import t

STEP = [
    ("done", "Готово"),
    ("open", "Открыть страницу"),
    ("qr", "Показать QR-код для телефона"),
    ("trouble", "Не получается"),
    ("back", "Назад"),
    ("pause", "Пауза: продолжу позже"),
]
END = [("later", "Посмотрю позже"), ("yes", "Да, записи больше нет"), ("no", "Нет, на месте")]
WHO = [("parent", "Родитель, за ребёнка"), ("student", "Ученик"), ("teacher", "Учитель")]
AGES = [("under-14", "Меньше 14"), ("14-17", "От 14 до 17"), ("adult", "18 или больше")]
WHOSE = [("parent", "родитель"), ("guardian", "опекун или попечитель")]
LEAVE = [("home", "К списку дел"), ("leave", "Выйти")]
RESULT = [("done", "сделали"), ("partly", "сделали частично"), ("refused", "отказали")]
GOALS = [("path:school", "Уйти из списков"), ("path:vk", "Через VK ID"), ("retry", "Ещё раз")]


@over(
    [
        (STEP, "1", "done"),
        (STEP, "да", "done"),
        (STEP, "Готово.", "done"),
        (STEP, "получилось", "done"),
        (STEP, "нет", "trouble"),
        (STEP, "не вышло", "trouble"),
        (STEP, "Не получилось!", "trouble"),
        (STEP, "отк", "open"),
        (STEP, "qr", "qr"),
        (STEP, "yt dsikj", "trouble"),
        (STEP, "п", None),
        (STEP, "7", None),
        (STEP, "99999", None),
        (STEP, "чепуха", None),
        (STEP, "", None),
        (END, "да", "yes"),
        (END, "нет", "no"),
        (END, "позже", "later"),
        (END, "не знаю", "later"),
        (STEP, "сделала", "done"),
        (WHO, "мама", "parent"),
        (WHO, "бабушка", "parent"),
        (WHOSE, "опекун", "guardian"),
        (AGES, "1", "under-14"),
        (AGES, "12", "under-14"),
        (AGES, "16", "14-17"),
        (AGES, "16 лет", "14-17"),
        (AGES, "18", "adult"),
        (AGES, "99", None),
        (LEAVE, "выход", "leave"),
        (WHO, "учит", "teacher"),
        (WHO, "уч", None),
        (WHO, "mum", "parent"),
        (RESULT, "отказ", "refused"),
        (RESULT, "да", None),
        (GOALS, "школа", "path:school"),
        (GOALS, "снова", "retry"),
        (GOALS, "vk", "path:vk"),
    ]
)
def test_what_people_say_is_understood(
    choices: list[tuple[str, str]], given: str, meant: str | None
) -> None:
    assert match_choice(given, choices) == meant


def test_typing_leaves_the_answers_that_it_may_mean() -> None:
    assert fitting_choices("п", STEP) == [2, 3, 5]
    assert fitting_choices("не", STEP) == [3]
    assert fitting_choices("нет", STEP) == [3]
    assert fitting_choices("зю", STEP) == []


@given(st.text(max_size=20))
def test_whatever_is_said_only_an_answer_that_there_is_can_be_meant(said: str) -> None:
    keys = [key for key, _ in STEP]
    assert match_choice(said, STEP) in (None, *keys)
    assert set(fitting_choices(said, STEP)) <= set(range(len(STEP)))


@given(st.lists(st.sampled_from(STEP), min_size=1, unique=True), st.data())
def test_every_answer_is_meant_by_its_number_its_key_and_its_words(
    choices: list[tuple[str, str]], data: st.DataObject
) -> None:
    key, label = data.draw(st.sampled_from(choices))
    assert match_choice(str(choices.index((key, label)) + 1), choices) == key
    assert match_choice(label, choices) == key
    assert match_choice(f" {label.upper()} ", choices) == key


def test_an_answer_that_has_no_code_is_meant_as_any_other() -> None:
    choices = [("masha", "masha"), ("", t("people.skip"))]
    said = ("2", t("people.skip"), t("people.skip")[:4].lower())
    assert {match_choice(each, choices) for each in said} == {""}
    typed = io.StringIO(f"{t('people.skip')}\n2\n")
    asked = LinePrompter(typed, io.StringIO(), clean=str)
    assert [asked.choose("person", "", choices) for _ in said[:2]] == ["", ""]


def test_the_words_of_the_program_say_what_they_are_for() -> None:
    choices = [("yes", t("walk.begin.yes")), ("all", t("walk.begin.all")), ("no", t("walk.begin.no"))]  # fmt: skip
    assert [match_choice(said, choices) for said in ("да", "нет", "не сейчас")] == ["yes", "no", "no"]  # fmt: skip


@over(
    [
        (STEP, "п", "3. Показать QR-код для телефона"),
        (RESULT, "сде", "1. сделали, 2. сделали частично"),
        (STEP, "чепуха", None),
        (STEP, "7", None),
    ]
)
def test_words_that_fit_several_answers_are_told_so(
    choices: list[tuple[str, str]], typed: str, among: str | None
) -> None:
    out = io.StringIO()
    LinePrompter(io.StringIO(f"{typed}\n1\n"), out, clean=str).choose("x", "?", choices)
    said = out.getvalue()
    if among is None:
        assert t("prompt.no_such_choice", given=typed, last=len(choices)) in said
    else:
        fitting = ", ".join(f"{n + 1}. {choices[n][1]}" for n in fitting_choices(typed, choices))
        assert t("prompt.fits_several", given=typed, answers=fitting) in said
        assert among in fitting
