"""A letter that does not fit the request, the role, the age or the case is refused."""

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
    handed_over,
    letter,
    log,
    refused,
    refused_by_school,
    to_operator,
    written,
)
from misses import over

from sferum_cli.core.knowledge import ROLES, Role
from sferum_cli.core.letter_guards import insist_on_person, insist_on_request
from sferum_cli.core.requests import Request
from sferum_cli.flows.kinds import all_kinds, first_kind
from sferum_cli.shelf import knowledge
from sferum_cli.shelf.letters import letter_kind


def born(year: int) -> date:
    return date(year, 3, 4)


@pytest.mark.parametrize(
    "kind", ["teacher-leaves", "student-adult", "complaint-prosecutor", "access", "school-parent"]
)
def test_a_letter_to_somebody_else_is_refused(bench: Bench, kind: str) -> None:
    to_operator(bench)
    told = refused(bench, kind, "operator-1")
    assert "operator-access" in told
    assert "drafted" not in [e["type"] for e in events(bench, "operator-1")][2:]


def events(bench: Bench, request: str) -> list[dict[str, Any]]:
    rows = json.loads(bench.ok("status", "--json"))["requests"]
    return next(row["events"] for row in rows if row["id"] == request)


def test_it_is_refused_before_missing_answers_are_looked_at(bench: Bench) -> None:
    to_operator(bench)
    assert bench.run("letter", "teacher-leaves", "--request", "operator-1", "--no-input").code == 2


@pytest.mark.parametrize(
    ("lang", "told"),
    [("ru", "не для обращения operator-1"), ("en", "does not go with the request operator-1")],
)
def test_the_refusal_speaks_both_languages(bench: Bench, lang: str, told: str) -> None:
    to_operator(bench)
    outcome = bench.run(
        "letter", "teacher-leaves", "--request", "operator-1", "--no-input", "--lang", lang
    )
    assert told in outcome.err


def test_programs_get_the_refusal_as_an_object(bench: Bench) -> None:
    to_operator(bench)
    outcome = bench.run("letter", "teacher-leaves", "--request", "operator-1", "--json")
    error = json.loads(outcome.err)["error"]
    assert (outcome.code, error["key"], error["written"]) == (2, "error.letter_misfit", False)


def test_the_request_of_a_parent_has_no_letter_of_a_teacher(bench: Bench) -> None:
    bench.ok("unlink", "school", "--role", "parent", "--no-input")
    assert "school-parent" in refused(bench, "teacher-stays", "school-1")


def test_a_request_without_letters_says_so(bench: Bench) -> None:
    bench.ok("unlink", "gosuslugi", "--role", "parent", "--no-input")
    assert "писем не пишут" in refused(bench, "school-parent", "gosuslugi-1")


@pytest.mark.parametrize(
    ("kind", "who", "year", "right"),
    [
        ("school-parent", "child", 2001, "student-adult"),
        ("student-14-17", "applicant", 2016, "school-parent"),
        ("student-14-17", "applicant", 2001, "student-adult"),
        ("student-adult", "applicant", 2016, "school-parent"),
        ("student-adult", "applicant", 2011, "student-14-17"),
        ("complaint-authority", "child", 2001, "student-adult"),
    ],
)
def test_a_birth_date_decides_which_letter_fits(
    bench: Bench, kind: str, who: str, year: int, right: str
) -> None:
    person = {**ANSWERS[who], "birth_date": born(year)}
    assert right in refused(bench, kind, None, **{who: person})


PEOPLE = {
    "olya": ("guardian", "14-17", "school-parent student-14-17"),
    "ya": ("self", "adult", "student-adult"),
    "kid": ("adoptive_parent", "under-14", "school-parent"),
    "emp": ("employee", "adult", "teacher-stays teacher-leaves answer-applicant complaint-labour"),
    "teen": ("self", "14-17", "student-14-17"),
}
OF_ONE_ROLE_OR_AGE = " ".join(fit for _, _, fit in PEOPLE.values()).split()


@pytest.mark.parametrize("alias", PEOPLE)
def test_role_and_age_of_a_person_decide_before_missing_answers(bench: Bench, alias: str) -> None:
    acting, age, fit = PEOPLE[alias]
    bench.ok("people", "add", alias, "--acting-as", acting, "--age", age, "--no-input")
    codes = {
        kind: bench.run("letter", kind, "--person", alias, "--no-input").code
        for kind in OF_ONE_ROLE_OR_AGE
    }
    assert codes == {kind: 4 if kind in fit.split() else 2 for kind in codes}
    bench.ok("unlink", "school", "--person", alias, "--no-input")
    for_school = {"school-parent", "student-14-17", "student-adult", "teacher-stays"}
    for kind in for_school & set(codes):
        outcome = bench.run("letter", kind, "--request", "school-1", "--no-input")
        assert outcome.code == codes[kind], kind


@pytest.mark.parametrize(
    ("lang", "told"), [("ru", "не для того, за кого оно"), ("en", "not for somebody like this")]
)
def test_a_letter_of_another_role_names_those_that_fit(bench: Bench, lang: str, told: str) -> None:
    bench.ok("people", "add", "ya", "--acting-as", "self", "--age", "adult", "--no-input")
    asked = ("letter", "school-parent", "--person", "ya", "--no-input", "--lang", lang)
    error = bench.run(*asked).err
    assert told in error
    assert "student-adult" in error
    assert not {"reminder", "student-14-17"} & set(error.replace(",", "").split())


def test_what_fits_a_request_is_what_may_be_written_today(bench: Bench) -> None:
    bench.ok("people", "add", "kid", "--acting-as", "parent", "--age", "under-14", "--no-input")
    bench.ok("unlink", "school", "--person", "kid", "--no-input")
    told = bench.run("letter", "teacher-stays", "--request", "school-1", "--json").err
    message = json.loads(told)["error"]["message"]
    offered = re.findall(r"([a-z-]+) \(", message)
    assert offered == ["school-parent", "refusal", "access", "explanation"]
    assert not {"reminder", "student-14-17"} & set(message.replace(",", "").split())


def test_of_several_people_one_is_named(bench: Bench) -> None:
    for alias in ("masha", "petya"):
        bench.ok("people", "add", alias, "--acting-as", "parent", "--age", "under-14")
    written(bench, answers())
    asked = ("letter", "school-parent", "--answers", "answers.toml", "-o", "x.pdf", "--no-input")
    outcome = bench.run(*asked)
    assert (outcome.code, "masha, petya" in outcome.err) == (4, True)
    assert json.loads(bench.ok("status", "--json"))["requests"] == []
    bench.ok(*asked, "--person", "petya")


def test_a_birth_date_wins_over_the_age_that_was_told(bench: Bench) -> None:
    bench.ok("people", "add", "petya", "--acting-as", "parent", "--age", "under-14")
    bench.ok("unlink", "school", "--person", "petya", "--no-input")
    child = {**ANSWERS["child"], "birth_date": born(2001)}
    assert "student-adult" in refused(bench, "school-parent", "school-1", child=child)


def test_one_of_the_children_is_too_old(bench: Bench) -> None:
    second = {
        "surname": "Иванова",
        "given": "Ада",
        "patronymic": "Андреевна",
        "birth_date": born(2001),
    }
    assert "student-adult" in refused(
        bench, "school-parent", None, child=[ANSWERS["child"], second]
    )


@pytest.mark.parametrize(
    ("situation", "right"), [("not_in", "refusal"), ("asked_to_explain", "explanation")]
)
def test_who_is_not_in_withdraws_nothing(bench: Bench, situation: str, right: str) -> None:
    assert right in refused(bench, "school-parent", None, situation=situation)
    letter(bench, right, None, situation=situation)


def test_nobody_is_reminded_while_nothing_is_late(bench: Bench) -> None:
    handed_over(bench)
    bench.today = date(2026, 10, 5)
    assert "ни один срок не вышел" in refused(bench, "reminder", "school-1")
    bench.today = date(2026, 10, 19)
    assert "истёк 15.10.2026" in letter(bench, "reminder", "school-1")


def test_a_refusal_is_contested_and_not_reminded_of(bench: Bench) -> None:
    handed_over(bench)
    log(bench, "2026-10-20", "school-1", "answered", "--result", "refused")
    assert "20 октября 2026 пришёл отказ" in refused(bench, "reminder", "school-1")


def test_every_kind_for_a_request_is_offered_only_where_it_may_be_written(bench: Bench) -> None:
    refused_by_school(bench)
    written(bench, answers())
    for kind in all_kinds():
        outcome = bench.run(
            "letter", kind.id, "--request", "authority-1", "--answers", "answers.toml", "--format",
            "txt", "-o", "x.txt", "--force", "--no-input",
        )  # fmt: skip
        fits = "authority" in kind.paths and "parent" in kind.roles and not kind.reminder
        assert outcome.code == (0 if fits else 2), (kind.id, outcome.err)


@pytest.mark.parametrize(
    ("table", "name"),
    [("request", "date"), ("request", "due"), ("refusal", "date"), ("pressure", "when")],
)
@pytest.mark.parametrize("lang", ["ru", "en"])
def test_what_happened_did_not_happen_tomorrow(
    bench: Bench, table: str, name: str, lang: str
) -> None:
    """A letter that is signed today tells of nothing that is still to come."""
    bench.lang = lang
    told = {**ANSWERS, table: {**ANSWERS.get(table, {}), name: "24.11.2026"}}
    written(bench, told)
    words = ("letter", "complaint-prosecutor", "--answers", "answers.toml", "--no-input")
    outcome = bench.run(*words)
    assert outcome.code == 2
    assert f"{table}.{name}" in outcome.err
    assert ("не наступила" if lang == "ru" else "has not come") in outcome.err
    written(bench, {**told, table: {**told[table], name: "23.11.2026"}})
    today = bench.run(*words)
    assert today.code == (2 if name == "due" else 0), "a term is over when its day is"
    assert name != "due" or ("не кончился" if lang == "ru" else "not over") in today.err


@over(knowledge.path_ids(), [None, *ROLES])
def test_the_letter_that_a_request_is_offered_first_is_one_of_its_own(
    path: str, role: Role | None
) -> None:
    request = Request("x-1", path=path, role=role)
    if name := first_kind(request):
        insist_on_request(letter_kind(name), request, all_kinds)
        insist_on_person(letter_kind(name), role, all_kinds)
    kinds = [kind for kind in all_kinds() if path in kind.paths]
    assert (name is not None) == any(role in (None, *kind.roles) for kind in kinds)
