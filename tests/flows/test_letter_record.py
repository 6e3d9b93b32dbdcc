"""No letter says what the record does not: addressee, day, number, answer, terms."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from conftest import Bench
from letter_answers import ANSWERS, answers, letter, log, refused_by_school, to_operator, written

from sferum_cli.flows.letter import all_kinds
from sferum_cli.shelf import knowledge
from sferum_cli.shelf.letters import clauses


def test_a_reminder_goes_to_the_one_who_got_the_letter(bench: Bench) -> None:
    to_operator(bench)
    bench.today = date(2026, 10, 26)
    text = letter(bench, "reminder", "operator-1")
    assert "ООО «МАХ»" in text
    assert "Директору" not in text
    assert "требование от 01.10.2026" in text


def test_a_complaint_about_the_operator_names_it_and_not_the_school(bench: Bench) -> None:
    to_operator(bench)
    bench.today = date(2026, 11, 20)
    bench.ok("escalate", "operator-1", "--to", "roskomnadzor", "--no-input")
    text = letter(bench, "complaint-roskomnadzor", "roskomnadzor-1")
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
    assert "(входящий номер 999)" in text
    assert "истёк" not in text


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


@pytest.mark.parametrize("clause", clauses().values(), ids=lambda clause: clause.id)
def test_every_norm_is_a_fact(clause: Any) -> None:
    assert set(clause.facts) <= knowledge.facts().keys()


def test_every_clause_stands_in_some_kind() -> None:
    used = {clause.id for kind in all_kinds() for clause in kind.clauses()}
    assert clauses().keys() - used == set()
