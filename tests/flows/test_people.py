"""people add, edit, list, remove: whom the requests are for, and what stays private."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from conftest import Bench

from sferum_cli.core.people import Person
from sferum_cli.errors import BadUsage
from sferum_cli.flows.letter_person import keep_corrections
from sferum_cli.storage.manifest import PEOPLE
from sferum_cli.storage.people import load_people
from sferum_cli.text import en, ru

SKIP = ""
ANSWERS = """
[applicant]
surname = "Иванова"
patronymic = "Петровна"
email = "____"
[child]
birth_date = 2015-11-27
[school]
kind = "municipal"
[school.head]
surname = "Ли"
[complaint]
text = "это для письма"
[correct.head]
dative = "Ли Нине"
"""


def person(bench: Bench, alias: str = "masha") -> Person:
    return load_people(bench.folder)[alias]


def answers(bench: Bench, text: str = ANSWERS) -> str:
    bench.folder.mkdir(exist_ok=True)
    file = bench.folder / "answers.toml"
    file.write_text(text, encoding="utf-8")
    return str(file)


def add(bench: Bench, *more: str) -> str:
    return bench.ok("people", "add", "masha", "--acting-as", "parent", *more)


def test_flags_are_enough_without_a_terminal(bench: Bench) -> None:
    told = add(bench, "--age", "under-14")
    assert person(bench) == Person("masha", "parent", "under_14")
    assert "Кто подписывает заявление: родитель" in told


def test_without_a_terminal_the_missing_flag_is_named(bench: Bench) -> None:
    outcome = bench.run("people", "add", "masha")
    assert outcome.code == 4
    assert "--acting-as" in outcome.err
    assert not (bench.folder / PEOPLE).exists()


def test_a_terminal_asks_who_acts_and_the_age_and_leaves_the_rest_for_later(bench: Bench) -> None:
    told = bench.ok("people", "add", "masha", typed=["1", "2", "потом"])
    assert person(bench) == Person("masha", "parent", "14_17")
    assert "ученик и родитель" in told


def test_an_employee_is_an_adult_and_is_not_asked_for_the_age(bench: Bench) -> None:
    bench.ok("people", "add", "olga", typed=["5", "2"])
    assert person(bench, "olga") == Person("olga", "employee", "adult")


def test_each_personal_field_can_be_skipped_and_a_wrong_one_is_asked_again(bench: Bench) -> None:
    child = ["Иванов", "Пётр", SKIP, "2", "32.01.2015", "27.11.2015", SKIP]
    typed = ["1", "1", "1", "Иванова", "Мария", "Петровна", SKIP, SKIP, "нет почты", SKIP, *child]
    told = bench.ok("people", "add", "masha", typed=[*typed, *[SKIP] * 7])
    assert person(bench).fields == {
        "surname": "Иванова",
        "given": "Мария",
        "patronymic": "Петровна",
        "child_surname": "Иванов",
        "child_given": "Пётр",
        "child_sex": "male",
        "child_birth_date": "2015-11-27",
    }
    assert told.count("нужна дата рождения") == 1
    assert told.count("не похоже на адрес") == 1


def test_leaving_in_the_middle_keeps_what_was_answered(bench: Bench) -> None:
    outcome = bench.run("people", "add", "masha", typed=["1", "1", "1", "Иванова"])
    assert outcome.code == 130
    assert person(bench).fields == {"surname": "Иванова"}


def test_an_answers_file_written_for_letters_fills_the_fields(bench: Bench) -> None:
    add(bench, "--answers", answers(bench))
    assert person(bench).fields == {
        "surname": "Иванова",
        "patronymic": "Петровна",
        "child_birth_date": "2015-11-27",
        "school_kind": "municipal",
        "head_surname": "Ли",
    }
    assert person(bench).corrections == {"head.dative": "Ли Нине"}


def test_an_answers_file_can_say_who_acts(bench: Bench) -> None:
    file = answers(bench, 'acting_as = "self"\nage = "adult"\n')
    bench.ok("people", "add", "masha", "--answers", file)
    assert person(bench) == Person("masha", "self", "adult")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("[child]\nbirth_date = 'скоро'\n", "child.birth_date"),
        ("[applicant]\nsex = 'да'\n", "male, female"),
        ("surname = 'Иванова'\n", "[applicant]"),
        ("age = '15'\n", "sferum: age: «15»"),
        ("acting_as = 'мама'\n", "sferum: acting_as: «мама»"),
    ],
)
def test_an_answers_file_that_does_not_fit_adds_nobody(bench: Bench, text: str, named: str) -> None:
    file = answers(bench, text)
    acting = () if "acting_as" in text else ("--acting-as", "parent")
    outcome = bench.run("people", "add", "masha", *acting, "--answers", file)
    assert outcome.code == 2
    assert named in outcome.err
    assert not (bench.folder / PEOPLE).exists()


@pytest.mark.parametrize("option", ["--surname", "--phone", "--address", "--email"])
def test_personal_data_never_come_from_the_command_line(bench: Bench, option: str) -> None:
    assert bench.run("people", "add", "masha", "--acting-as", "self", option, "x").code == 2


@pytest.mark.parametrize(
    "words",
    [
        ("people", "add", "a b", "--acting-as", "self"),
        ("people", "add", "masha", "--acting-as", "friend"),
        ("people", "add", "masha", "--acting-as", "self", "--age", "20"),
        ("people", "add", "masha", "--acting-as", "parent", "--age", "adult"),
        ("people", "add", "masha", "--acting-as", "employee", "--age", "14-17"),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_is_written(
    bench: Bench, words: tuple[str, ...]
) -> None:
    assert bench.run(*words).code == 2
    assert not (bench.folder / PEOPLE).exists()


def test_an_alias_is_given_once_whatever_its_capitals(bench: Bench) -> None:
    add(bench)
    outcome = bench.run("people", "add", "Masha", "--acting-as", "self", typed=[])
    assert outcome.code == 2
    assert "sferum people edit masha" in outcome.err


def test_a_list_never_shows_personal_data(bench: Bench) -> None:
    add(bench, "--answers", answers(bench))
    told = bench.ok("people", "list")
    assert "masha" in told
    assert "данные для писем записаны" in told
    assert bench.ok("people") == told
    shape = json.loads(bench.ok("people", "list", "--json"))
    assert shape == {
        "schema": 1,
        "written": False,
        "people": [
            {
                "alias": "masha",
                "acting_as": "parent",
                "age_band": "under_14",
                "role": "parent",
                "turns": None,
            },
        ],
    }
    assert "Иванова" not in told


def test_a_birthday_that_changes_who_signs_is_told_two_months_ahead(bench: Bench) -> None:
    file = bench.folder.parent / "kolya.toml"
    file.write_text('[child]\nbirth_date = "05.01.2013"\n', encoding="utf-8")
    bench.today = date(2026, 11, 5)
    bench.ok("people", "add", "kolya", "--acting-as", "parent", "--answers", str(file))
    assert "5 января 2027 исполняется 14" not in bench.ok("people", "list")
    bench.today = date(2026, 11, 6)
    bench.ok("unlink", "school", "--person", "kolya")
    for page in (bench.ok(), bench.ok("status"), bench.ok("people", "list")):
        assert "kolya: 5 января 2027 исполняется 14" in page
    assert json.loads(bench.ok("people", "list", "--json"))["people"][0]["turns"] == 14
    bench.today = date(2027, 1, 5)
    assert json.loads(bench.ok("people", "list", "--json"))["people"][0]["age_band"] == "14_17"


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_coming_of_age_is_told_two_months_ahead_and_what_it_changes(
    lang: str, bench: Bench
) -> None:
    bench.lang = lang
    file = bench.folder.parent / "anya.toml"
    file.write_text('[child]\nbirth_date = "28.01.2009"\n', encoding="utf-8")
    bench.today = date(2026, 11, 28)
    bench.ok("people", "add", "anya", "--acting-as", "parent", "--answers", str(file))
    day = {"ru": "28 января 2027", "en": "28 January 2027"}[lang]
    words = {"ru": ru, "en": en}[lang].TEXT["people.turns.18"].format(alias="anya", date=day)
    assert words not in unwrapped(bench.ok("people", "list"))
    for today in (date(2026, 11, 29), date(2027, 1, 28)):
        bench.today = today
        assert words in unwrapped(bench.ok("people", "list"))
    bench.today = date(2027, 1, 29)
    assert words not in unwrapped(bench.ok("people", "list"))


def unwrapped(page: str) -> str:
    return " ".join(page.split())


def test_an_empty_list_is_done_and_says_how_to_begin(bench: Bench) -> None:
    assert "sferum people add" in bench.ok("people", "list")
    assert not bench.folder.exists()


def test_editing_changes_only_what_is_given(bench: Bench) -> None:
    add(bench, "--age", "under-14", "--answers", answers(bench))
    bench.ok("people", "edit", "masha", "--answers", answers(bench, '[child]\nbirth_date = ""\n'))
    assert "child_birth_date" not in person(bench).fields
    before = person(bench)
    assert before.fields["surname"] == "Иванова"
    bench.ok("people", "edit", "MASHA", "--age", "14-17")
    after = person(bench)
    assert after.age_band == "14_17"
    assert (after.acting_as, after.fields) == (before.acting_as, before.fields)


@pytest.mark.parametrize(("lang", "band"), [("ru", "до 14 лет"), ("en", "under 14")])
def test_an_age_that_the_birth_date_contradicts_is_refused_wherever_it_is_told(
    lang: str, band: str, bench: Bench
) -> None:
    bench.lang = lang
    add(bench, "--answers", answers(bench))
    before = person(bench)
    both = answers(bench, f"age = '14-17'\n{ANSWERS}")
    for words in (
        ("people", "edit", "masha", "--age", "15"), ("people", "edit", "masha", "--answers", both),
        ("start", "--person", "masha", "--age", "14-17", "--goal", "school"),
        ("people", "add", "petya", "--acting-as", "parent", "--answers", both),
    ):  # fmt: skip
        told = bench.run(*words, "--no-input")
        assert (told.code, band in told.err) == (2, True), words
        assert "2015" not in told.err
    assert load_people(bench.folder) == {"masha": before}
    assert bench.ok("people", "edit", "masha", "--age", "under-14")


def test_who_signs_goes_by_the_birth_date_where_it_is_known(bench: Bench) -> None:
    add(bench, "--age", "under-14", "--answers", answers(bench))
    bench.today = date(2029, 12, 1)  # past the fourteenth birthday
    said = bench.ok("people", "edit", "masha", "--answers", answers(bench))
    assert (ru.TEXT["people.age.14_17"] in said, ru.TEXT["people.signs.student"] in said) == (
        True,
        True,
    )


def test_an_age_that_no_longer_fits_is_forgotten(bench: Bench) -> None:
    bench.ok("people", "add", "masha", "--acting-as", "self", "--age", "adult")
    bench.ok("people", "edit", "masha", "--acting-as", "parent")
    assert person(bench) == Person("masha", "parent", None)


def test_editing_at_a_terminal_keeps_all_on_enter_and_clears_on_a_dash(bench: Bench) -> None:
    add(bench, "--answers", answers(bench))
    before = person(bench)
    bench.ok("people", "edit", "masha", typed=[SKIP] * 30)
    assert person(bench) == before
    bench.ok("people", "edit", "masha", typed=[SKIP, SKIP, "-", *[SKIP] * 30])
    assert person(bench).fields == {k: v for k, v in before.fields.items() if k != "surname"}


def test_editing_needs_something_to_change(bench: Bench) -> None:
    add(bench)
    assert bench.run("people", "edit", "masha").code == 4
    assert bench.run("people", "edit", "petya", "--age", "14-17").code == 3


def test_who_has_open_requests_is_not_removed_and_the_requests_are_named(bench: Bench) -> None:
    add(bench, "--age", "under-14")
    for _ in range(2):
        bench.ok("unlink", "school", "--person", "masha", "--again", "--no-input")
    bench.ok("unlink", "school", "--role", "parent", "--no-input")
    outcome = bench.run("people", "remove", "masha")
    assert outcome.code == 2
    assert "school-1, school-2." in outcome.err
    assert person(bench)
    bench.ok("log", "school-1", "abandoned")
    bench.ok("log", "school-2", "abandoned")
    bench.ok("people", "remove", "masha")
    assert load_people(bench.folder) == {}


def test_who_is_removed_leaves_no_personal_data_behind(bench: Bench) -> None:
    file = Path(answers(bench))
    add(bench, "--answers", str(file))
    bench.ok("people", "edit", "masha", "--age", "under-14")
    file.unlink()
    bench.ok("people", "remove", "masha")
    left = b"".join(path.read_bytes() for path in bench.folder.rglob("*.*"))
    assert "Иванова".encode() not in left


def test_removing_nobody_is_not_found_and_says_who_there_is(bench: Bench) -> None:
    add(bench)
    outcome = bench.run("people", "remove", "petya")
    assert outcome.code == 3
    assert "masha" in outcome.err


def test_status_works_without_the_people_file_and_with_a_damaged_one(bench: Bench) -> None:
    add(bench)
    bench.ok("unlink", "school", "--role", "parent", "--person", "masha", "--no-input")
    (bench.folder / PEOPLE).write_text("[[[")
    assert "school-1" in bench.ok("status", "--person", "masha")
    outcome = bench.run("people", "list")
    assert outcome.code == 6
    assert "sferum data restore" in outcome.err
    (bench.folder / PEOPLE).unlink()
    assert "school-1" in bench.ok("status", "--person", "masha")


def test_people_speak_english_too(bench: Bench) -> None:
    add(bench, "--age", "14-17")
    assert "a parent, for a child; 14 to 17" in bench.ok("people", "list", "--lang", "en")
    assert "--acting-as" in bench.ok("people", "add", "--help", "--lang", "en")


def test_a_form_put_right_is_kept_as_the_file_can_be_read_again(bench: Bench) -> None:
    add(bench)
    keep_corrections(bench.folder, "masha", {"correct.child.genitive": "Иванова\udce9  Петра\n"})
    assert person(bench).corrections == {"child.genitive": "Иванова Петра"}
    with pytest.raises(BadUsage):
        keep_corrections(bench.folder, "masha", {"correct.child.genitive": "я" * 301})
    assert person(bench).corrections == {"child.genitive": "Иванова Петра"}


def test_a_phone_without_a_number_is_noticed_when_it_is_given(bench: Bench) -> None:
    bench.ok("people", "add", "petya", "--acting-as", "parent", "--age", "under-14")
    (bench.folder.parent / "a.toml").write_text('[applicant]\nphone = "нет"\n', encoding="utf-8")
    file = str(bench.folder.parent / "a.toml")
    refused = bench.run("people", "edit", "petya", "--answers", file)
    assert refused.code == 2
    assert "applicant.phone" in refused.err


def test_who_acts_alone_is_asked_for_their_own_age(bench: Bench) -> None:
    assert ru.TEXT["people.ask.age"] in bench.run("people", "add", "masha", typed=["self"]).out


@pytest.mark.parametrize(
    ("acting", "signer"),
    [("parent", "родитель"), ("guardian", "опекун или попечитель"),
     ("adoptive_parent", "усыновитель")],
)  # fmt: skip
def test_who_signs_is_called_what_he_is(acting: str, signer: str, bench: Bench) -> None:
    told = bench.ok("people", "add", "masha", "--acting-as", acting, "--age", "under-14")
    assert f"Кто подписывает заявление: {signer}\n" in told
