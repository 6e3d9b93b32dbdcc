"""A letter at a terminal: what is asked, what is asked again, and what may be corrected."""

from __future__ import annotations

import pytest
from conftest import Bench, js
from letter_answers import ANSWERS, without, written

from sferum_cli.flows.kinds import all_kinds
from sferum_cli.shelf.letters import letter_kind
from sferum_cli.text import en, ru

ENTER = [""] * 40


@pytest.fixture
def waiting(bench: Bench) -> Bench:
    bench.ok("unlink", "school", "--role", "parent", "--no-input")
    written(bench, ANSWERS)
    return bench


WORDS = ("letter", "school-parent", "--request", "school-1", "--answers", "answers.toml", "--format", "txt")  # fmt: skip
CASE = ["listed", "parent"]  # the situation, and what the applicant is to the child


def paper(bench: Bench, name: str = "school-parent.txt") -> str:
    return (bench.folder / name).read_text(encoding="utf-8").replace("\xa0", " ")


def test_request_situation_kind_and_way_are_asked_and_the_rest_is_known(waiting: Bench) -> None:
    told = waiting.ok(
        "letter", "--answers", "answers.toml", "--format", "txt",
        typed=["school-1", "listed", "school-parent", "parent", *ENTER],
    )  # fmt: skip
    assert "К какому обращению это письмо?" in told
    assert told.index("Какой случай ваш?") < told.index("Какое письмо нужно?")
    assert "Ваша фамилия" not in told
    assert "Иванова" in paper(waiting)
    assert "drafted" in waiting.ok("status", "school-1", "--json")


def test_a_letter_may_belong_to_no_request(waiting: Bench) -> None:
    waiting.ok(
        "letter", "school-parent", "--answers", "answers.toml", "--format", "txt",
        typed=["none", *ENTER],
    )  # fmt: skip
    assert "drafted" not in waiting.ok("status", "--json")


def test_where_there_is_no_request_none_is_asked_for_and_one_is_opened(bench: Bench) -> None:
    written(bench, ANSWERS)
    told = bench.ok("letter", "access", "--answers", "answers.toml", typed=["parent", *ENTER])
    assert "К какому обращению" not in told
    assert "sferum log school-1 sent" in told
    (request,) = js(bench, "status")["requests"]
    assert (request["id"], request["status"], request["role"]) == ("school-1", "drafted", "parent")


def test_an_answer_that_does_not_fit_is_asked_again(waiting: Bench) -> None:
    written(waiting, without("child", "birth_date"))
    told = waiting.ok(
        *WORDS, "--channel", "post", typed=[*CASE, "", "", "когда-то", "06.05.2014", *ENTER]
    )
    assert told.count("Дата рождения") >= 2
    assert "2014" in paper(waiting)


def test_a_child_who_is_of_age_is_noticed_when_the_birth_date_is_typed(waiting: Bench) -> None:
    written(waiting, without("child", "birth_date"))
    told = waiting.ok(*WORDS, typed=[*CASE, "", "", "06.05.2001", "06.05.2014", *ENTER])
    assert letter_kind("student-adult").title.ru in " ".join(told.split())


def test_a_needed_answer_cannot_be_skipped(waiting: Bench) -> None:
    written(waiting, without("applicant", "surname"))
    told = waiting.ok(*WORDS, typed=[*CASE, "", "Сидорова", *ENTER])
    assert told.count("Ваша фамилия") == 2
    assert "Сидоров" in paper(waiting)


def test_a_name_that_does_not_tell_the_sex_is_asked_about(waiting: Bench) -> None:
    answers = without("applicant", "patronymic")
    answers["applicant"] |= {"surname": "Шевченко", "given": "Женя"}
    written(waiting, answers)
    assert "муж" in waiting.ok(*WORDS, typed=[*CASE, "", "female", *ENTER])


@pytest.mark.parametrize(
    ("surname", "given", "said"), [("Смирнова", "Мария", "Смирновой"), ("Котов", "Яша", "Котова")]
)
def test_enter_takes_the_sex_that_the_surname_makes_likely(
    waiting: Bench, surname: str, given: str, said: str
) -> None:
    answers = without("applicant", "patronymic")
    answers["applicant"] |= {"surname": surname, "given": given}
    written(waiting, answers)
    waiting.ok(*WORDS, typed=[*CASE, "", "1", *ENTER])
    assert f"от {said}" in paper(waiting)


def test_the_form_of_a_name_can_be_corrected_and_is_used(waiting: Bench) -> None:
    change = ["change", "От кого", "Поправить форму", "Ивановой-Особой М. С."]
    waiting.ok(*WORDS, "--channel", "post", typed=[*CASE, "", "", "", *change, *ENTER])
    assert "от Ивановой-Особой М. С." in paper(waiting)


@pytest.mark.parametrize(("said", "code", "left"), [("no", 2, True), ("yes", 0, False)])
def test_a_file_that_is_there_is_replaced_only_with_a_yes(
    waiting: Bench, said: str, code: int, left: bool
) -> None:
    file = waiting.folder / "mine.txt"
    file.write_text("моё", encoding="utf-8")
    typed = [*CASE, "", "", "", "yes", said]
    outcome = waiting.run(*WORDS, "--channel", "post", "-o", "mine.txt", typed=typed)
    assert outcome.code == code, outcome.out
    assert (file.read_text(encoding="utf-8") == "моё") is left


@pytest.mark.parametrize(
    "wrong", [("--format", "pfd"), ("--channel", "pigeon"), ("--channel", "phone")]
)
def test_a_form_or_way_that_there_is_not_is_refused_with_those_there_are(
    waiting: Bench, wrong: tuple[str, str]
) -> None:
    outcome = waiting.run("letter", "school-parent", "--answers", "answers.toml", *wrong)
    assert (outcome.code, wrong[0] in outcome.err) == (2, True)


def test_the_page_to_send_through_is_told_as_an_address_where_nothing_is_drawn(
    waiting: Bench,
) -> None:
    assert waiting.ok("letter", "complaint-roskomnadzor", "--qr").startswith("https://")
    words = ("letter", "complaint-roskomnadzor", "--answers", "answers.toml")
    assert "https://" in waiting.ok(*words, "--format", "txt", "--qr", "--no-input")


def test_a_letter_that_goes_through_no_page_says_so(waiting: Bench) -> None:
    (kind,) = [kind for kind in all_kinds() if not kind.pages][:1]
    assert "https://" not in waiting.ok("letter", kind.id, "--qr")


@pytest.mark.parametrize("lang", ["ru", "en"])
@pytest.mark.parametrize(
    ("acting", "age", "signs"),
    [
        ("self", "adult", "self"),
        ("self", "14-17", "student,parent"),
        ("guardian", "14-17", "student,guardian"),
        ("adoptive_parent", "under-14", "adoptive_parent"),
    ],
)
def test_who_signs_is_said_before_the_kind_of_letter_is_asked(
    bench: Bench, lang: str, acting: str, age: str, signs: str
) -> None:
    bench.lang, words = lang, {"ru": ru, "en": en}[lang].TEXT
    bench.ok("people", "add", "kolya", "--acting-as", acting, "--age", age)
    told = bench.run("letter", "--person", "kolya", typed=["listed"]).out
    who = ", ".join(words[f"letter.signs.{each}"] for each in signs.split(","))
    assert words["letter.signs"].format(who=who) in " ".join(told.split())


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_a_letter_that_two_sign_says_so_once_where_it_goes_out(bench: Bench, lang: str) -> None:
    bench.lang, words = lang, {"ru": ru, "en": en}[lang].TEXT
    written(bench, ANSWERS)
    for kind, told in (("student-14-17", 1), ("access", 0)):
        out = ("--answers", "answers.toml", "--format", "txt", "-o", f"{kind}.txt")
        page = bench.ok("letter", kind, "--no-input", *out)
        assert page.count(words["letter.both_sign"]) == told
