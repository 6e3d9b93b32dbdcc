"""Answers for letters, as a parent would write them down, shared by the tests."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import tomli_w
from conftest import Bench

from sferum_cli.core.letters import Letter, Numbered
from sferum_cli.flows.kinds import all_kinds
from sferum_cli.flows.letter import check_answers, lacking, write_letter
from sferum_cli.storage.drafts import load_drafts

TODAY = date(2026, 11, 23)

ANSWERS: dict[str, Any] = {
    "applicant": {
        "surname": "Иванова", "given": "Мария", "patronymic": "Сергеевна", "phone": "+7 900 000-00-00",
        "address": "390000, г. Рязань, ул. Ленина, д. 1", "id_document": "паспорт 61 00 000000",
    },
    "child": {"surname": "Иванов", "given": "Пётр", "patronymic": "Андреевич", "birth_date": date(2014, 5, 6), "class": "5 «А»"},
    "parent": {"surname": "Иванов", "given": "Андрей", "patronymic": "Ильич"},
    "school": {
        "name": "МБОУ «Школа № 5»", "kind": "municipal",
        "head": {"position": "директор", "surname": "Петрова-Водкина", "given": "Ольга", "patronymic": "Львовна"},
    },
    "authority": {"name": "Управление образования г. Рязани"},
    "prosecutor": {"name": "Прокуратура г. Рязани"},
    "request": {"date": "02.09.2026", "number": "123", "due": "16.09.2026"},
    "pressure": {"who": "директор"},
}  # fmt: skip
# Every question of school-parent for somebody of whom nothing is known, and an answer to each.
SAID = {
    "situation": "listed", "applicant.acting_as": "guardian",
    "applicant.surname": "Громова", "applicant.given": "Инна", "applicant.patronymic": "Олеговна",
    "applicant.address": "390000, г. Рязань, ул. Ленина, д. 1", "applicant.answer_by": "post",
    "applicant.phone": "+7 900 000-00-00", "applicant.email": "inna@example.ru",
    "applicant.id_document": "61 00 000000",
    "child.surname": "Громов", "child.given": "Саша", "child.patronymic": "-", "child.sex": "male",
    "child.birth_date": "04.03.2015", "child.class": "5 «А»", "another2": "no",
    "institution.kind": "school", "school.name": "Школа № 5", "institution.ownership": "municipal",
    "school.head.surname": "Сорока", "school.head.given": "Анна",
    "school.head.patronymic": "Петровна", "school.head.position": "директор",
    "channel": "post",
}  # fmt: skip
REMINDER = (
    "letter", "reminder", "--request", "school-1", "--answers", "answers.toml", "--format", "txt",
)  # fmt: skip
LETTER = ("letter", "school-parent", "--request", "school-1", "--answers", "answers.toml")


def draft(bench: Bench) -> dict[str, str]:
    found = load_drafts(bench.folder)
    return dict(found[-1].answers) if found else {}


def written(bench: Bench, answers: dict[str, Any]) -> None:
    bench.folder.mkdir(parents=True, exist_ok=True)
    (bench.folder / "answers.toml").write_text(tomli_w.dumps(answers), encoding="utf-8")


def without(*path: str) -> dict[str, Any]:
    answers = json.loads(json.dumps(ANSWERS, default=str))
    inner = answers
    for name in path[:-1]:
        inner = inner[name]
    del inner[path[-1]]
    return answers


def flat(table: dict[str, Any], prefix: str = "") -> dict[str, str]:
    rows: dict[str, str] = {}
    for key, value in table.items():
        if isinstance(value, dict):
            rows |= flat(value, f"{prefix}{key}.")
        else:
            rows[f"{prefix}{key}"] = str(value)
    return rows


def letter_of(kind_id: str, **changes: str) -> Letter:
    kind = next(kind for kind in all_kinds() if kind.id == kind_id)
    values = {**check_answers(flat(ANSWERS), kind, TODAY), **changes}
    assert lacking(kind, values) == ()
    return write_letter(kind, values, TODAY)


def pieces(letter: Letter) -> list[str]:
    """Every piece of text that must stand on the paper."""
    found = [
        *letter.addressee,
        *letter.applicant,
        letter.title,
        letter.subject,
        *letter.attachments,
    ]
    for block in letter.blocks:
        found += block.items if isinstance(block, Numbered) else [block.text]
    return [*found, letter.date, *(sign.name for sign in letter.signatures)]


def answers(**changes: Any) -> dict[str, Any]:
    found = without("request")
    del found["pressure"]
    return found | changes


def log(bench: Bench, day: str, request: str, *words: str) -> None:
    bench.today = date.fromisoformat(day)
    bench.ok("log", request, *words, "--no-input")


def letter(bench: Bench, kind: str, request: str | None, **changes: Any) -> str:
    written(bench, answers(**changes))
    asked = ("--request", request) if request else ()
    bench.ok(
        "letter", kind, *asked, "--answers", "answers.toml", "--format", "txt",
        "-o", "out.txt", "--force", "--no-input",
    )  # fmt: skip
    text = (bench.folder / "out.txt").read_text(encoding="utf-8")
    return " ".join(text.replace("\u00a0", " ").split())


def refused(bench: Bench, kind: str, request: str | None, **changes: Any) -> str:
    written(bench, answers(**changes))
    asked = ("--request", request) if request else ()
    outcome = bench.run("letter", kind, *asked, "--answers", "answers.toml", "--no-input")
    assert outcome.code == 2, outcome.out + outcome.err
    return outcome.err


def to_operator(bench: Bench) -> None:
    bench.today = date(2026, 10, 1)
    bench.ok("unlink", "operator", "--role", "parent", "--no-input")
    letter(bench, "operator", "operator-1")
    log(bench, "2026-10-01", "operator-1", "sent", "--channel", "post")
    log(bench, "2026-10-05", "operator-1", "received")


def complaint_about_operator(bench: Bench) -> str:
    """The letter to Roskomnadzor when the operator has been silent until 20 November."""
    to_operator(bench)
    bench.today = date(2026, 11, 20)
    bench.ok("escalate", "operator-1", "--to", "roskomnadzor", "--no-input")
    return letter(bench, "complaint-roskomnadzor", "roskomnadzor-1")


def handed_over(bench: Bench, role: str = "parent", kind: str | None = None) -> None:
    """What was asked of the municipal school, in person on 1 October, in a kept letter of kind."""
    bench.today = date(2026, 10, 1)
    bench.ok("unlink", "school", "--role", role, "--school", "municipal", "--no-input")
    if kind is not None:
        letter(bench, kind, "school-1")
    log(bench, "2026-10-01", "school-1", "sent", "--channel", "in_person")
    log(bench, "2026-10-01", "school-1", "received")


def refused_by_school(bench: Bench) -> None:
    handed_over(bench, kind="school-parent")
    log(bench, "2026-10-01", "school-1", "registered", "--number", "77")
    log(bench, "2026-10-09", "school-1", "answered")
    log(bench, "2026-10-09", "school-1", "classified", "--result", "refused")
    bench.today = date(2026, 10, 12)
    bench.ok("escalate", "school-1", "--to", "authority", "--no-input")
