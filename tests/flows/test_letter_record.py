"""No letter says what the record does not: addressee, day, number, answer, terms."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

import pytest
from conftest import Bench
from letter_answers import (
    ANSWERS,
    answers,
    complaint_about_operator,
    handed_over,
    letter,
    letter_of,
    log,
    pieces,
    refused_by_school,
    to_operator,
    written,
)
from misses import over

from sferum_cli.core.letters import Numbered
from sferum_cli.flows.kinds import all_kinds
from sferum_cli.flows.letter_facts import known_for, letter_facts
from sferum_cli.shelf import knowledge
from sferum_cli.shelf.letters import clauses, letter_kind


def test_a_reminder_goes_to_the_one_who_got_the_letter(bench: Bench) -> None:
    to_operator(bench)
    bench.today = date(2026, 10, 26)
    text = letter(bench, "reminder", "operator-1")
    assert "ООО «МАХ»" in text
    assert "Директору" not in text
    assert "требование от 01.10.2026" in text


def test_a_complaint_about_the_operator_names_it_and_not_the_school(bench: Bench) -> None:
    text = complaint_about_operator(bench)
    assert "ООО «МАХ» (ООО «Коммуникационная платформа», ИНН 9714058267)" in text
    assert "МБОУ" not in text


def test_a_complaint_reads_day_number_and_refusal_from_the_chain(bench: Bench) -> None:
    refused_by_school(bench)
    text = letter(bench, "complaint-authority", "authority-1")
    assert "01.10.2026 мной подано в МБОУ «Школа № 5» заявление (входящий номер 77)" in text
    assert "09.10.2026 школа ответила отказом" in text
    assert "бездействие" not in text
    assert "истёк" not in text


def test_the_prosecutor_hears_of_the_application_and_of_the_complaint_apart(bench: Bench) -> None:
    refused_by_school(bench)
    letter(bench, "complaint-authority", "authority-1")
    log(bench, "2026-10-13", "authority-1", "sent", "--channel", "portal")
    log(bench, "2026-10-13", "authority-1", "registered", "--number", "999")
    log(bench, "2026-11-09", "authority-1", "answered")
    log(bench, "2026-11-09", "authority-1", "classified", "--result", "refused")
    bench.today = date(2026, 11, 10)
    bench.ok("escalate", "authority-1", "--to", "prosecutor", "--no-input")
    text = letter(bench, "complaint-prosecutor", "prosecutor-1")
    assert "01.10.2026 мной подано" in text
    assert "13.10.2026 по этому поводу подана жалоба" in text
    chain = letter_facts(bench.folder, "prosecutor-1", "", today=bench.today).chain
    assert [each.id for each, _ in chain] == ["school-1", "authority-1", "prosecutor-1"]
    assert "(входящий номер 999)" in text
    assert "истёк" not in text


def test_the_prosecutor_gets_copies_of_each_complaint_and_of_its_answer(bench: Bench) -> None:
    complaint_about_operator(bench)
    log(bench, "2026-11-21", "roskomnadzor-1", "sent", "--channel", "site")
    log(bench, "2026-11-23", "roskomnadzor-1", "registered", "--number", "55")
    log(bench, "2026-12-10", "roskomnadzor-1", "answered", "--result", "partly")
    bench.ok("escalate", "roskomnadzor-1", "--to", "prosecutor", "--no-input")
    text = letter(bench, "complaint-prosecutor", "prosecutor-1")
    assert "Ответ Роскомнадзора от 10.12.2026 выполняет просьбу лишь частично." in text
    assert "Копия жалобы в Роскомнадзор от 21.11.2026, входящий номер 55, на ____ л." in text
    assert "Копия ответа Роскомнадзора от 10.12.2026, на ____ л." in text


def test_who_is_forced_needs_no_earlier_letter(bench: Bench) -> None:
    pressure = {
        "who": "классный руководитель", "when": date(2026, 11, 5), "words": "без MAX не пустим",
    }  # fmt: skip
    text = letter(
        bench, "complaint-prosecutor", None, situation="forced", role="parent", pressure=pressure
    )
    assert "не пустим" in text
    assert "принести на него протест" in text
    assert "подано" not in text


def test_every_claim_rests_on_something(bench: Bench) -> None:
    refused_by_school(bench)
    written(bench, answers())
    page = bench.ok(
        "letter", "complaint-authority", "--request", "authority-1", "--answers", "answers.toml",
        "--format", "txt", "-o", "out.txt", "--force", "--json",
    )  # fmt: skip
    told = json.loads(page)
    kinds = {claim["basis"].partition(":")[0] for claim in told["claims"]}
    assert {"event", "demand", "norm"} <= kinds <= {"event", "demand", "norm", "answer"}


def test_two_children_stand_in_one_letter(bench: Bench) -> None:
    second = {"surname": "Иванова", "given": "Ада", "patronymic": "Андреевна"}
    text = letter(bench, "school-parent", None, child=[ANSWERS["child"], second])
    assert "Иванова Петра Андреевича" in text
    assert "Ивановой Ады Андреевны" in text


@over(clauses().values())
def test_every_norm_is_a_fact(clause: Any) -> None:
    assert set(clause.facts) <= knowledge.facts().keys()


def test_every_clause_stands_in_some_kind() -> None:
    used = {clause.id for kind in all_kinds() for clause in kind.clauses()}
    assert clauses().keys() - used == set()


def test_a_request_for_information_is_reminded_of_as_what_it_is(bench: Bench) -> None:
    bench.today = date(2026, 10, 1)
    bench.ok("unlink", "consent", "--role", "parent", "--school", "municipal", "--no-input")
    letter(bench, "access", "consent-1")
    log(bench, "2026-10-01", "consent-1", "sent", "--channel", "in_person")
    log(bench, "2026-10-01", "consent-1", "received")
    rules = {
        row["rule"]
        for row in json.loads(bench.ok("status", "consent-1", "--json"))["requests"][0][
            "obligations"
        ]
    }
    assert "data-access" in rules
    assert not rules & {"operator-stop-processing", "consent-withdrawal"}
    bench.today = date(2026, 10, 26)
    text = letter(bench, "reminder", "consent-1")
    assert "о предоставлении сведений" in text
    assert "частью 1 статьи 20" in text
    assert "5.1 статьи 21" not in text
    assert "отзыве" not in text


def test_a_refusal_after_a_missed_term_keeps_the_term(bench: Bench) -> None:
    bench.today = date(2026, 10, 1)
    bench.ok("unlink", "school", "--role", "parent", "--school", "municipal", "--no-input")
    letter(bench, "school-parent", "school-1")
    log(bench, "2026-10-01", "school-1", "sent", "--channel", "in_person")
    log(bench, "2026-10-01", "school-1", "registered", "--number", "77")
    log(bench, "2026-10-20", "school-1", "answered", "--result", "refused")
    bench.ok("escalate", "school-1", "--to", "authority", "--no-input")
    text = letter(bench, "complaint-authority", "authority-1")
    assert "ЖАЛОБА на отказ школы" in text
    assert "20.10.2026 школа ответила отказом" in text
    assert "истёк 15.10.2026" in text
    assert "проверить законность и обоснованность отказа" in text
    assert "бездействие" not in text
    assert "Срок регистрации" not in text, "it was registered the same day"


def test_the_command_that_escalate_prints_needs_nothing_that_is_known(bench: Bench) -> None:
    refused_by_school(bench)
    found = answers()
    found.pop("request", None)
    written(bench, found)
    words = ("letter", "complaint-authority", "--request", "authority-1", "--no-input")
    bench.ok(*words, "--answers", "answers.toml", "--format", "txt", "-o", "x.txt")


def test_an_attachment_has_as_many_sheets_as_it_has(bench: Bench) -> None:
    bench.today = date(2026, 10, 1)
    bench.ok("unlink", "school", "--role", "parent", "--school", "municipal", "--no-input")
    written(bench, answers())
    told = bench.ok(
        "letter", "school-parent", "--request", "school-1", "--answers", "answers.toml", "--format",
        "pdf", "-o", "out.pdf", "--json",
    )  # fmt: skip
    assert json.loads(told)["pages"] == 1
    log(bench, "2026-10-01", "school-1", "sent", "--channel", "in_person")
    log(bench, "2026-10-01", "school-1", "received")
    log(bench, "2026-10-20", "school-1", "answered", "--result", "refused")
    bench.ok("escalate", "school-1", "--to", "authority", "--no-input")
    text = letter(bench, "complaint-authority", "authority-1")
    assert "Копия моего обращения от 01.10.2026, на 1 л." in text
    assert "Копия ответа от 20.10.2026, на ____ л." in text


PROOFS = {
    "posting": {"yes": "Копия почтовой квитанции об отправке, на 1 л.", "no": ""},
    "delivery": {
        "notice": "Копия уведомления о вручении, на 1 л.",
        "tracking": "Распечатка отслеживания почтового отправления, на ____ л.", "none": "",
    },
}  # fmt: skip


def proofs_in(text: str) -> list[str]:
    every = [words for choices in PROOFS.values() for words in choices.values() if words]
    return [words for words in every if words in text]


def test_what_went_by_post_is_proved_by_what_there_is(bench: Bench) -> None:
    """Of each answer alone: nothing that nobody said there is stands among the attachments."""
    text = complaint_about_operator(bench)
    assert "отправлено почтой" in text
    assert "с отметкой" not in text
    assert proofs_in(text) == []
    for name, choices in PROOFS.items():
        for choice, words in choices.items():
            text = letter(bench, "complaint-roskomnadzor", "roskomnadzor-1", proof={name: choice})
            assert proofs_in(text) == ([words] if words else []), (name, choice)


def test_nobody_is_asked_for_a_proof_of_the_post_where_none_was(bench: Bench) -> None:
    refused_by_school(bench)
    proof = {"posting": "yes", "delivery": "notice"}
    assert proofs_in(letter(bench, "complaint-authority", "authority-1", proof=proof)) == []
    where = letter_facts(bench.folder, "authority-1", "", today=bench.today)
    kind = letter_kind("complaint-authority")
    assert not any(name.startswith("proof") for name in kind.of_use(known_for(kind, {}, where)[0]))


HISTORIES = {
    "posted, received and registered": (
        [("2026-10-02", "sent", "--channel", "post"), ("2026-10-05", "received"),
         ("2026-10-07", "registered", "--number", "77")],
        "02.10.2026 мной отправлено почтой в МБОУ «Школа № 5» заявление (входящий номер 77) о "
        "прекращении обработки персональных данных в платформе «Сферум», в том числе в мессенджере "
        "MAX и в сервисах VK ID. Получено 05.10.2026, зарегистрировано 07.10.2026. Обращение",
    ),
    "posted and registered": (
        [("2026-10-02", "sent", "--channel", "post"), ("2026-10-07", "registered")],
        "VK ID. Зарегистрировано 07.10.2026. Обращение",
    ),
    "posted": ([("2026-10-02", "sent", "--channel", "post")],
               "VK ID. Отметки о получении у меня нет. Обращение"),
    "mailed": ([("2026-10-02", "sent", "--channel", "email"), ("2026-10-05", "received")],
               "VK ID. Получено 05.10.2026. Обращение"),
    "posted and brought back": (
        [("2026-10-02", "sent", "--channel", "post"),
         ("2026-10-20", "returned", "--reason", "expired")],
        "VK ID. Почта вернула отправление 20.10.2026. Обращение",
    ),
    "not taken, posted": (
        [("2026-10-01", "refused_at_desk", "--reason", "нет"), ("2026-10-02", "sent", "--channel", "post")],
        "01.10.2026 принять моё заявление на руки отказались. 02.10.2026 мной отправлено почтой",
    ),
    "handed over": ([("2026-10-02", "sent", "--channel", "in_person"), ("2026-10-02", "received")],
                    "02.10.2026 мной подано в МБОУ «Школа № 5» заявление о прекращении обработки "
                    "персональных данных в платформе «Сферум», в том числе в мессенджере MAX и в "
                    "сервисах VK ID. Обращение"),
    "handed over, marked later": (
        [("2026-10-02", "sent", "--channel", "in_person"), ("2026-10-05", "received")],
        "VK ID. Получено 05.10.2026. Обращение",
    ),
    "posted twice": (
        [("2026-10-02", "sent", "--channel", "post"),
         ("2026-10-12", "sent", "--copy", "--channel", "in_person"), ("2026-10-12", "received")],
        "VK ID. Ещё один экземпляр отправлен 12.10.2026. Получено 12.10.2026. Обращение",
    ),
    "said by phone": (
        [("2026-10-02", "sent", "--channel", "phone"), ("2026-10-02", "received")],
        "02.10.2026 мной по телефону передана в МБОУ «Школа № 5» просьба о прекращении обработки",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", HISTORIES)
def test_a_complaint_tells_how_the_letter_went_with_the_days_on_record(
    bench: Bench, name: str
) -> None:
    steps, words = HISTORIES[name]
    bench.today = date(2026, 10, 1)
    bench.ok("unlink", "school", "--role", "parent", "--school", "municipal", "--no-input")
    for day, *step in steps:
        log(bench, day, "school-1", *step)
    if steps[-1][1] != "returned":
        log(bench, "2026-11-20", "school-1", "answered", "--channel", "phone")
        log(bench, "2026-11-20", "school-1", "classified", "--result", "refused")
    bench.today = date(2026, 11, 20)
    bench.ok("escalate", "school-1", "--to", "roskomnadzor", "--no-input")
    text = letter(bench, "complaint-roskomnadzor", "roskomnadzor-1")
    assert words in text
    assert ("Копия моего обращения" in text) is ("phone" not in steps[0])
    assert "Копия ответа" not in text, "it was given by phone"


def test_a_reminder_names_the_day_of_receipt_too(bench: Bench) -> None:
    to_operator(bench)
    bench.today = date(2026, 10, 26)
    assert "VK ID. Получено 05.10.2026." in letter(bench, "reminder", "operator-1")


def test_a_complaint_of_an_employee_speaks_of_work(bench: Bench) -> None:
    handed_over(bench, role="teacher")
    log(bench, "2026-10-20", "school-1", "answered", "--result", "refused")
    bench.ok("escalate", "school-1", "--to", "authority", "--no-input")
    text = letter(bench, "complaint-authority", "authority-1")
    assert "другой способ рабочей связи" in text
    assert "задания" not in text
    assert "учеников" not in text


def test_the_head_of_a_gymnasium_is_addressed(bench: Bench) -> None:
    head = {
        "position": "Директор гимназии",
        "surname": "Сорока",
        "given": "А.",
        "patronymic": "П.",
        "sex": "female",
    }
    text = letter(bench, "school-parent", None, school={**ANSWERS["school"], "head": head})
    assert text.startswith("Директору гимназии МБОУ «Школа № 5» Сороке А. П.")


@pytest.mark.parametrize(
    ("acting_as", "words", "proof"),
    [
        ("parent", "Особых полномочий для этого не требуется", "Копия свидетельства о рождении"),
        ("guardian", "опекун", "Копия акта органа опеки"),
        ("adoptive_parent", "законный представитель", "об усыновлении"),
    ],
)
def test_who_represents_a_child_proves_it(
    bench: Bench, acting_as: str, words: str, proof: str
) -> None:
    applicant = {**ANSWERS["applicant"], "acting_as": acting_as}
    text = letter(bench, "school-parent", None, applicant=applicant)
    assert words in text
    assert proof in text


@over(
    [
        "complaint-authority",
        "complaint-roskomnadzor",
        "complaint-prosecutor",
        "teacher-stays",
        "operator",
    ]
)
def test_a_letter_about_an_entry_that_came_back_says_so(kind: str) -> None:
    text = "\n".join(pieces(letter_of(kind, situation="re_added"))).replace("\u00a0", " ")
    assert re.search("[Зз]апись появилась снова", text)
    assert re.search("кто и (на каком основании снова внёс запись|когда её сделал)", text)


def test_the_complaint_about_the_second_letter_names_the_first(bench: Bench) -> None:
    handed_over(bench, kind="school-parent")
    log(bench, "2026-10-01", "school-1", "registered", "--number", "77")
    log(bench, "2026-10-09", "school-1", "answered", "--result", "done")
    log(bench, "2026-10-09", "school-1", "verified", "--result", "yes")
    log(bench, "2026-11-01", "school-1", "reappeared")
    log(bench, "2026-11-01", "school-2", "sent", "--channel", "in_person")
    log(bench, "2026-11-01", "school-2", "received")
    bench.today = date(2026, 11, 26)
    bench.ok("escalate", "school-2", "--to", "authority", "--no-input")
    assert (
        "Это не первое обращение: после прежнего, от 01.10.2026, входящий номер 77, запись "
        "появилась снова 01.11.2026."
    ) in letter(bench, "complaint-authority", "authority-1")


def test_what_an_employee_asks_to_be_told_is_a_question_and_the_rest_a_demand() -> None:
    blocks = letter_of("refusal", situation="forced", role="teacher").blocks
    (questions, demands) = [block.items for block in blocks if isinstance(block, Numbered)]
    assert all(re.match("как|чь|чт", each) for each in questions)
    assert not any(re.match("как|чь|чт", each) for each in demands)


def test_the_refusal_of_an_employee_is_not_about_students() -> None:
    refusal = {"refusal.date": "02.11.2026", "refusal.argument": "156-fz", "situation": "refused"}
    for kind in ("complaint-authority", "complaint-prosecutor", "teacher-stays"):
        text = "\n".join(pieces(letter_of(kind, role="teacher", **refusal)))
        assert "обязывает работника" in text.replace("\u00a0", " "), kind


def test_one_attachment_is_not_called_several() -> None:
    assert letter_of("school-parent").labels.attachments == "Приложение:"
    assert letter_of("complaint-authority").labels.attachments == "Приложения:"


@over(["student-14-17", "student-adult"])
def test_a_student_is_not_spoken_of_as_a_boy(kind: str) -> None:
    """The form of the word for who learns would follow the sex, which nobody is asked for."""
    changes = {"applicant.class": "9 «А»", "role": "student"}
    text = "\n".join(pieces(letter_of(kind, **changes)))
    assert not re.search(r"Я (ученик|студент)\b", text)


def test_an_entry_that_came_back_names_the_letter_before(bench: Bench) -> None:
    bench.today = date(2026, 10, 1)
    bench.ok("unlink", "school", "--role", "parent", "--school", "municipal", "--no-input")
    letter(bench, "school-parent", "school-1")
    log(bench, "2026-10-01", "school-1", "sent", "--channel", "in_person")
    log(bench, "2026-10-01", "school-1", "registered", "--number", "77")
    log(bench, "2026-10-09", "school-1", "answered", "--result", "done")
    log(bench, "2026-10-09", "school-1", "verified", "--result", "yes")
    log(bench, "2026-11-01", "school-1", "reappeared")
    text = letter(bench, "school-parent", "school-2")
    assert (
        "Запись появилась снова после моего прежнего заявления от 01.10.2026, входящий номер 77"
        in text
    )


@pytest.mark.parametrize(
    ("argument", "words"),
    [
        ("156-fz", "не называет статьи, которая обязывает ученика или родителя"),
        ("распоряжение 1880-р", "называет организацию, которая ведёт сервис"),
        ("закон 273-ФЗ", "это разные системы"),
        ("public-task", "прошу назвать закон, который возлагает такую обязанность"),
        ("нам так удобнее", "на каком пункте части 1 статьи 6"),
    ],
)
def test_the_argument_of_a_refusal_is_answered(bench: Bench, argument: str, words: str) -> None:
    refused_by_school(bench)
    refusal = {"argument": argument}
    assert words in letter(bench, "complaint-authority", "authority-1", refusal=refusal)
