"""The corner of a letter: who and what it names, in the case of its line."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from conftest import Bench
from letter_answers import ANSWERS, LETTER, letter_of, pieces, written
from misses import over

from sferum_cli.core.letters import Letter
from sferum_cli.flows.letter_facts import NOTHING_KNOWN, known_for
from sferum_cli.flows.letter_forms import declined_words, forms_in, people_of
from sferum_cli.shelf.letters import letter_kind

HEAD = "school.head"


def plain(letter: Letter) -> str:
    return "\n".join(pieces(letter)).replace("\u00a0", " ")


@over(
    [
        ("", "МБОУ «Школа № 5»", ("Директору", "МБОУ «Школа № 5»")),
        ("Директор гимназии", "МБОУ «Пятая»", ("Директору гимназии", "МБОУ «Пятая»")),
        ("Директор гимназии", "Гимназия № 5", ("Директору", "Гимназии № 5")),
        ("Директор гимназии № 5", "Гимназия № 5", ("Директору", "Гимназии № 5")),
        ("директор МБОУ «Пятая»", "МБОУ «Пятая»", ("Директору", "МБОУ «Пятая»")),
        ("и.о. директора школы", "школа № 5", ("И.о. директора", "школы № 5")),
        (
            "заведующая детским садом",
            "Детский сад № 7",
            ("Заведующей", "Детским садом № 7"),
        ),
        ("и.о. директора", "Школа № 5", ("И.о. директора", "Школы № 5")),
        ("заведующий", "Детский сад № 7", ("Заведующему", "Детским садом № 7")),
        ("и.о. заведующей", "Детский сад № 7", ("И.о. заведующей", "Детским садом № 7")),
        ("заведующая", "МБДОУ «Детский сад № 7»", ("Заведующей", "МБДОУ «Детский сад № 7»")),
        ("управляющая делами", "Гимназия № 5", ("Управляющей делами", "Гимназии № 5")),
        ("ректор", "Академия труда", ("Ректору", "Академии труда")),
        (
            "директор",
            "Муниципальное бюджетное общеобразовательное учреждение «Школа № 5»",
            ("Директору", "муниципального бюджетного общеобразовательного учреждения «Школа № 5»"),
        ),
    ]
)
def test_the_corner_is_one_phrase(position: str, school: str, lines: tuple[str, str]) -> None:
    values = {f"{HEAD}.position": position, "school.name": school}
    assert (
        declined_words("position", (), values),
        declined_words("school.name", ("governed",), values),
    ) == lines


def test_a_letter_begins_with_its_corner() -> None:
    letter = letter_of(
        "school-parent", **{f"{HEAD}.position": "ректор", "school.name": "Академия труда"}
    )
    assert letter.addressee[:2] == ("Ректору", "Академии труда")


def test_a_head_known_by_initials_alone_is_named() -> None:
    known = {f"{HEAD}.surname": "Сорока А. П.", f"{HEAD}.given": "", f"{HEAD}.patronymic": ""}
    letter = letter_of("school-parent", **known)
    assert letter.addressee[2].replace("\u00a0", " ") == "Сороке А. П."


@pytest.mark.parametrize("kind", ["complaint-authority", "complaint-prosecutor"])
def test_an_application_went_into_the_school(kind: str) -> None:
    letter = letter_of(kind, **{"school.name": "Частная школа «Ника»"})
    assert "подано в Частную школу «Ника» заявление" in plain(letter)


@over(
    [
        ("Департамент образования города Москвы", "В Департамент образования города Москвы"),
        ("прокуратура г. Рязани", "В прокуратуру г. Рязани"),
        ("прокуратуру г. Рязани", "В прокуратуру г. Рязани"),
        ("В прокуратуру г. Рязани", "В прокуратуру г. Рязани"),
        ("Фрунзенская прокуратура", "Во Фрунзенскую прокуратуру"),
        ("Прокурор Советского района", "Прокурору Советского района"),
        ("____", "_" * 36),
    ]
)
def test_an_authority_is_given_in_the_nominative(name: str, line: str) -> None:
    assert letter_of("complaint-prosecutor", **{"prosecutor.name": name}).addressee[0] == line
    assert letter_of("complaint-authority", **{"authority.name": name}).addressee[0] == line


@pytest.mark.parametrize(
    ("correct", "words"),
    [
        ({"correct.position.dative": "Тьютору-наставнику"}, "Тьютору-наставнику"),
        ({"correct.school.genitive": "школы «На Ленина»"}, "школы «На Ленина»"),
    ],
)
def test_a_form_of_a_title_can_be_put_right(correct: dict[str, str], words: str) -> None:
    assert words in letter_of("school-parent", **correct).addressee


def test_a_corrected_authority_keeps_its_preposition() -> None:
    correct = {"correct.authority.accusative": "Наробраз"}
    assert letter_of("complaint-authority", **correct).addressee[0] == "В Наробраз"


def test_what_is_not_sure_comes_first_with_its_second_form() -> None:
    values = {
        "applicant.surname": "Иванова", "applicant.given": "Мария", "applicant.patronymic": "Ильинична",
        "child.surname": "Ковалёнок", "child.given": "Лев", "child.patronymic": "Ильич",
        "school.name": "Кванториум № 5", f"{HEAD}.position": "тьютор",
        f"{HEAD}.surname": "Ким С. П.",
    }  # fmt: skip
    kind = letter_kind("school-parent")
    forms = forms_in(kind, known_for(kind, values, NOTHING_KNOWN)[0])
    doubts = {form.who: form.doubt.variants for form in forms if form.doubt}
    assert doubts == {
        "child": ("Ковалёнка Льва Ильича", "Ковалёнока Льва Ильича"),
        "head": ("Ким С. П.", "Киму С. П."),
        "position": ("Тьютору", "Тьютор"),
        "school": ("Кванториума № 5", "Кванториум № 5"),
    }
    assert [form.who for form in forms if form.doubt is None] == ["applicant"]
    assert [form.doubt is None for form in forms] == sorted(form.doubt is None for form in forms)


def test_a_feminine_post_tells_the_sex_of_the_head() -> None:
    values = {f"{HEAD}.surname": "Ким", f"{HEAD}.given": "Саша", f"{HEAD}.position": "Заведующая"}
    assert people_of(values)["head"].sex == "female"
    assert people_of({**values, f"{HEAD}.sex": "male"})["head"].sex == "male"
    assert people_of({**values, f"{HEAD}.position": "Директор"})["head"].sex is None


def test_the_sex_of_a_head_with_initials_is_no_reason_to_refuse(bench: Bench) -> None:
    answers: dict[str, Any] = json.loads(json.dumps(ANSWERS, default=str))
    answers["school"]["head"] = {"position": "Директор гимназии", "surname": "Ким", "given": "С."}
    written(bench, answers)
    bench.today = date(2026, 11, 23)
    bench.ok("unlink", "school", "--role", "parent", "--no-input")
    bench.ok(*LETTER, "--format", "txt", "-o", "out.txt")
    text = (bench.folder / "out.txt").read_text(encoding="utf-8").replace("\u00a0", " ")
    assert "Директору гимназии" in text
    assert "Ким С." in text


def unsure(bench: Bench) -> None:
    answers: dict[str, Any] = json.loads(json.dumps(ANSWERS, default=str))
    answers["child"]["surname"] = "Ковалёнок"
    answers["school"]["name"] = "«Ника»"
    written(bench, answers)
    bench.today = date(2026, 11, 23)
    bench.ok("unlink", "school", "--role", "parent", "--no-input")


def test_what_is_not_sure_is_told_beside_the_page(bench: Bench) -> None:
    unsure(bench)
    outcome = bench.run(*LETTER, "--format", "txt", "-o", "out.txt")
    assert outcome.code == 0
    assert "Ковалёнка Петра Андреевича или Ковалёнока Петра Андреевича (в ходу обе)" in outcome.err
    assert "correct.child.genitive, correct.child.accusative" in outcome.err
    assert "«Ника» (слово программе незнакомо)" in outcome.err
    assert "Ковалёнока" not in outcome.out


def test_the_answer_that_a_doubt_names_puts_it_right(bench: Bench) -> None:
    unsure(bench)
    file = bench.folder / "answers.toml"
    forms = '[correct.child]\ngenitive = "Ковалёнока Петра Андреевича"\naccusative = "Ковалёнока Петра Андреевича"\n[correct.school]\ngenitive = "школы «Ника»"\n'
    file.write_text(file.read_text(encoding="utf-8") + forms, encoding="utf-8")
    outcome = bench.run(*LETTER, "--format", "txt", "-o", "out.txt")
    assert (outcome.code, outcome.err) == (0, "")
    text = (bench.folder / "out.txt").read_text(encoding="utf-8")
    assert "Ковалёнока Петра Андреевича" in text
    assert "школы «Ника»" in text


def test_programs_get_the_doubts_with_both_forms_and_no_words(bench: Bench) -> None:
    unsure(bench)
    outcome = bench.run(*LETTER, "--format", "txt", "-o", "out.txt", "--json")
    assert json.loads(outcome.out)["doubts"] == [
        {
            "given": "Ковалёнок Пётр Андреевич",
            "variants": ["Ковалёнка Петра Андреевича", "Ковалёнока Петра Андреевича"],
            "why": "usage",
            "answers": ["correct.child.genitive", "correct.child.accusative"],
        },
        {
            "given": "«Ника»",
            "variants": ["«Ника»"],
            "why": "unknown",
            "answers": ["correct.school.genitive"],
        },
    ]
    assert outcome.err == ""


def test_a_letter_without_a_doubt_tells_of_none(bench: Bench) -> None:
    written(bench, ANSWERS)
    bench.ok("unlink", "school", "--role", "parent", "--no-input")
    outcome = bench.run(*LETTER, "--format", "txt", "-o", "out.txt", "--json")
    assert json.loads(outcome.out)["doubts"] == []


def test_in_a_terminal_the_other_form_is_one_choice_away(bench: Bench) -> None:
    unsure(bench)
    change = ["change", "Ребёнок", "Поправить форму: Ковалёнка Петра Андреевича", "1"]
    typed = ["listed", "parent", "", "", "school", "in_person", *change, "yes", "no"]
    outcome = bench.run(*LETTER, "--format", "txt", "-o", "out.txt", typed=typed)
    assert outcome.code == 0, outcome.out + outcome.err
    assert outcome.err == ""
    told = " ".join(outcome.out.split())
    assert "Ковалёнка Петра Андреевича или Ковалёнока Петра Андреевича (в ходу обе)" in told
    assert "Ковалёнока Петра" in (bench.folder / "out.txt").read_text(encoding="utf-8")


def test_a_blank_for_a_name_or_a_document_has_room_for_a_hand() -> None:
    answers = ("surname", "address", "id_document")
    blank = {f"applicant.{name}": "____" for name in answers}
    lines = letter_of("school-parent", **blank).applicant
    room = "_" * 36
    assert lines[0].startswith(f"от {room}, ")
    assert [line.endswith(f": {room} {room}") for line in lines].count(True) == 2
    signed = letter_of("school-parent", **blank).signatures[0].name
    assert len(signed) == 24  # beside the line to sign on
