"""Several children in one letter: added in the interview, from people.toml, from a file."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

import pytest
from conftest import Bench, js
from letter_answers import ANSWERS, SAID, answers, draft, handed_over, letter, log, written

from sferum_cli.flows.letter_children import (
    ANOTHER,
    children_of,
    further_aliases,
    further_children,
    take_answer,
    with_children,
)
from sferum_cli.shelf.letters import letter_kind
from sferum_cli.storage.people import load_people
from sferum_cli.text import t

ROOT = Path(__file__).parent.parent.parent

LETTER = ("letter", "school-parent", "--format", "txt")
SECOND = {
    "another2": "yes", "child2.surname": "Громова", "child2.given": "Анна",
    "child2.patronymic": "Ильинична", "child2.birth_date": "05.06.2017", "child2.class": "3 «Б»",
    "another3": "no",
}  # fmt: skip
THIRD = {
    "another3": "yes", "child3.surname": "Громов", "child3.given": "Саша", "child3.patronymic": "-",
    "child3.sex": "male", "child3.birth_date": "-", "child3.class": "1 «В»", "another4": "no",
}  # fmt: skip


def typed(*more: Mapping[str, str]) -> list[str]:
    """The answers of an interview in which ``more`` is said where a second child is asked for."""
    said: dict[str, str] = {}
    for name, answer in SAID.items():
        said[name] = answer
        if name == "another2":
            for each in more:
                said |= each
    return [*said.values()]


def paper(bench: Bench) -> str:
    text = (bench.folder / "school-parent.txt").read_text(encoding="utf-8")
    return " ".join(text.replace("\u00a0", " ").split())


def test_a_second_child_is_added_and_stands_in_the_letter(bench: Bench) -> None:
    told = bench.ok(*LETTER, typed=[*typed(SECOND), "yes", "no"])
    assert t("letter.another") in told
    assert f"{t('letter.page.another')} (4 из 6)" in told
    text = paper(bench)
    assert (
        "Я законный представитель (опекун, попечитель) нескольких детей: "
        "Громова Саши (04.03.2015, 5 «А») и Громовой Анны Ильиничны (05.06.2017, 3 «Б»)."
    ) in text
    assert "от Громовой Инны Олеговны, законного представителя" in text
    assert "персональные данные Громова Саши, Громовой Анны Ильиничны и мои" in text


def test_a_third_is_asked_for_as_the_second_was(bench: Bench) -> None:
    two = {**SECOND}
    told = bench.ok(*LETTER, typed=[*typed(two, THIRD), "yes", "no"])
    assert told.count(t("letter.another")) == 3
    text = paper(bench)
    assert (
        "Громова Саши (04.03.2015, 5 «А»), Громовой Анны Ильиничны (05.06.2017, 3 «Б») и "
        "Громова Саши (1 «В»)"
    ) in text


def test_children_before_another_and_are_a_list_of_commas() -> None:
    """Of everything a letter says: several children and then "and me" are one list."""
    said = "\n".join(
        file.read_text(encoding="utf-8")
        for file in (ROOT / "sferum_cli" / "knowledge" / "letters").glob("*.toml")
    )
    assert re.findall(r"\{child\|[a-z_|]*and_more\} и", said)
    assert re.findall(r"\{child\|(?![a-z_|]*and_more)[a-z_|]*\} и |[А-я] и \{child\b", said) == []


def test_who_writes_about_one_child_says_so_once(bench: Bench) -> None:
    told = bench.ok(*LETTER, typed=[*typed(), "yes", "no"])
    assert told.count(t("letter.another")) == 1
    assert "нескольких" not in paper(bench)


def test_each_child_has_a_line_of_its_own_and_can_be_changed(bench: Bench) -> None:
    change = ["change", "Ребёнок: Громова Анна", "Класс ребёнка", "4 «Б»"]
    told = " ".join(bench.ok(*LETTER, typed=[*typed(SECOND), *change, "yes", "no"]).split())
    assert "Ребёнок: Громов Саша, 04.03.2015, 5 «А» (в письме: Громова Саши, Громова Сашу)" in told
    assert "Ребёнок: Громова Анна Ильинична, 05.06.2017, 3 «Б»" in told
    assert "Громовой Анны Ильиничны (05.06.2017, 4 «Б»)" in paper(bench)


CHANGE = ("change", "Ребёнок: Громов Саша", t("letter.another").rstrip("?"))


def test_a_child_can_be_taken_out_of_the_letter_on_the_check_page(bench: Bench) -> None:
    bench.ok(*LETTER, typed=[*typed(SECOND), *CHANGE, "no", "yes", "no"])
    assert "Анн" not in paper(bench)


def test_a_child_can_be_added_on_the_check_page_and_nothing_else_is_asked(bench: Bench) -> None:
    told = bench.ok(*LETTER, typed=[*typed(), *CHANGE, *SECOND.values(), "yes", "no"])
    assert "Громовой Анны" in paper(bench)
    assert told.count(t("letter.channel")) == 1


def test_an_end_in_the_second_child_costs_that_answer_alone(bench: Bench) -> None:
    names = [*SAID][: [*SAID].index("another2")]
    begun = [SAID[name] for name in names]
    outcome = bench.run(*LETTER, typed=[*begun, *list(SECOND.values())[:3]])
    assert outcome.code == 130
    assert draft(bench)["child2.given"] == "Анна"
    again = bench.run(*LETTER, typed=["", "Ильинична"])
    assert "Отчество ребёнка" in again.out.partition(t("letter.draft.new"))[2]
    assert draft(bench)["child2.patronymic"] == "Ильинична"


def test_back_leads_from_the_second_child_to_the_first(bench: Bench) -> None:
    begun = typed({"another2": "yes"})[: [*SAID].index("another2") + 1]
    told = bench.run(*LETTER, typed=[*begun, "назад", "no"])
    assert t("letter.page.place") in told.out.rpartition(t("letter.another"))[2]


def test_a_second_child_of_age_is_noticed_when_the_birth_date_is_typed(bench: Bench) -> None:
    early = list({**SECOND, "child2.birth_date": "05.06.2001"}.values())[:5]
    begun = [SAID[name] for name in [*SAID][: [*SAID].index("another2")]]
    told = bench.run(*LETTER, typed=[*begun, *early]).out
    assert letter_kind("student-adult").title.ru in " ".join(told.split())


@pytest.fixture
def family(bench: Bench) -> Bench:
    """A mother with two children on record, and somebody else with one."""
    for alias, who, mother in (
        ("lev", ("Громов", "Лев", "Ильич"), "Громова"),
        ("anna", ("Громова", "Анна", "Ильинична"), "Громова"),
        ("petya", ("Котов", "Пётр", "Ильич"), "Котова"),
    ):
        applicant = {**ANSWERS["applicant"], "surname": mother}
        child = dict(zip(("surname", "given", "patronymic"), who, strict=True))
        child |= {"class": "3 «Б»" if alias == "anna" else "5 «А»"}
        written(bench, {"applicant": applicant, "child": child, "school": ANSWERS["school"]})
        bench.ok("people", "add", alias, "--acting-as", "parent", "--answers", "answers.toml")
    return bench


def test_a_child_on_record_is_one_of_the_choices(family: Bench) -> None:
    change = ["change", "Ребёнок", t("letter.another").rstrip("?"), "Громова Анна", "", "no"]
    typed = ["listed", "post", "", "", "", "school", "post", *change, "yes", "no"]
    told = family.ok(*LETTER, "--person", "lev", typed=typed)
    assert t("letter.another.kept", name="Громова Анна", alias="anna") in told
    assert "petya" not in told, "another mother's child"
    assert "Громова Льва Ильича (5 «А») и Громовой Анны Ильиничны (3 «Б»)" in paper(family)


def test_a_second_child_that_was_typed_is_kept_as_somebody_of_its_own(bench: Bench) -> None:
    bench.ok(*LETTER, typed=[*typed(SECOND), "yes", "yes", "", ""])
    people = load_people(bench.folder)
    assert list(people) == ["саша", "анна"]
    assert people["анна"].fields["child_given"] == "Анна"
    assert people["анна"].fields["surname"] == "Громова"
    assert people["анна"].fields["school_name"] == people["саша"].fields["school_name"]
    (request,) = js(bench, "status")["requests"]
    assert request["person"] == "саша"


@pytest.mark.parametrize("acting", ["parent", "guardian", "adoptive_parent"])
def test_every_letter_about_two_children_names_both(bench: Bench, acting: str) -> None:
    children = [
        {"surname": "Иванов", "given": "Пётр", "patronymic": "Андреевич", "class": "5 «А»"},
        {"surname": "Иванова", "given": "Анна", "patronymic": "Андреевна", "class": "3 «Б»"},
    ]
    handed_over(bench, kind="school-parent")
    bench.ok("log", "school-1", "registered", "--number", "77", "--no-input")
    bench.today = bench.today.replace(month=11, day=20)
    applicant = {**ANSWERS["applicant"], "acting_as": acting}
    for kind, of in {
        "reminder": "school-1", "school-parent": "school-1", "access": "school-1",
        "operator": None, "operator-access": None, "refusal": None,
    }.items():  # fmt: skip
        text = letter(bench, kind, of, child=children, applicant=applicant)
        assert re.search(r"Иванова Петра\b.* и Ивановой Анны\b", text), kind
        assert "класс 5 «А»" not in text, f"{kind} names the class of the first alone"
        if "Приложени" in text and kind != "reminder":
            proof = {"parent": "на 2 л.", "guardian": "на ____ л.", "adoptive_parent": "на 2 л."}
            assert proof[acting] in text, kind


def test_what_is_said_of_another_child_is_one_table() -> None:
    two = {"child2.surname": "Г", "child3.surname": "Г"}
    assert further_children(two) == ("child2", "child3")
    assert further_children({**two, "another3": "no"}) == ("child2",)
    assert further_children({"another2": "@anna"}) == ("child2",)
    assert with_children({**two, "another2": "no"}) == {"another2": "no"}
    assert with_children(two) == two | {"another2": "yes", "another3": "yes", "another4": "no"}
    assert len(ANOTHER) == 8
    told = {"another2": "yes", "child2.surname": "Г", "child3.surname": "Д"}
    take_answer(told, "another2", "@anna")
    assert told == {"another2": "@anna", "child3.surname": "Д"}


FOLLOWING = {"reminder": "school-1", "complaint-roskomnadzor": "roskomnadzor-1"}
LEV = {"surname": "Громов", "given": "Лев", "sex": "male", "birth_date": "04.03.2015"}
BOTH = [LEV, {**LEV, "surname": "Громова", "given": "Мила", "sex": "female"}]


def known(bench: Bench, *aliases: str) -> None:
    for alias, each in zip(("lev", "mila"), BOTH, strict=True):
        if alias in aliases:
            written(bench, {"child": each})
            flags = ("--acting-as", "parent", "--answers", "answers.toml", "--no-input")
            bench.ok("people", "add", alias, *flags)


def for_lev(bench: Bench) -> None:
    known(bench, "lev", "mila")
    bench.ok("unlink", "school", "--role", "parent", "--person", "lev", "--no-input")


def people_of(bench: Bench, request_id: str) -> list[str]:
    (people,) = (r["people"] for r in js(bench, "status")["requests"] if r["id"] == request_id)
    assert isinstance(people, list)
    return people


def test_the_case_of_each_child_of_a_letter_knows_of_it(bench: Bench) -> None:
    """One request for both: each case has it in its plan, lists and calendar name both."""
    for_lev(bench)
    for alias in ("lev", "mila"):
        bench.ok("start", "--person", alias, "--role", "parent", "--goal", "school", "--no-input")
    letter(bench, "school-parent", "school-1", child=BOTH)
    bench.ok("log", "school-1", "sent", "--channel", "in_person")
    for alias in ("lev", "mila"):
        told = js(bench, "status", "--person", alias)
        assert [r["id"] for r in told["requests"]] == ["school-1"], alias
        assert told["requests"][0]["people"] == ["lev", "mila"]
        (case,) = [each for each in told["cases"] if each["person"] == alias]
        begun = {each["path"]: each["request"] for each in case["plan"]["items"]}
        assert begun["school"] == "school-1", alias
    assert "school-1, lev и mila: " in bench.ok("status")
    assert js(bench, "why", "school-1")["people"] == ["lev", "mila"]
    bench.ok("report", "-o", "r.html")
    assert "school-1 · lev и mila" in (bench.folder / "r.html").read_text(encoding="utf-8")
    bench.ok("report", "-o", "r.html", "--no-names", "--force")
    assert "mila" not in (bench.folder / "r.html").read_text(encoding="utf-8")
    bench.today += timedelta(days=30)
    row = json.loads(bench.run("due", "--json").out)["due"][0]
    assert (row["person"], row["people"]) == ("lev", ["lev", "mila"])
    assert "lev и mila: " in bench.run("due").out
    assert "lev и mila: " in bench.ok(typed=["6"])
    bench.today -= timedelta(days=30)
    named = t("calendar.aliases", names="lev, mila")
    assert named in " ".join(bench.ok("calendar", "-o", "c.ics").split())
    bench.ok("undo")
    bench.ok("undo", "--again")
    assert js(bench, "status", "--person", "mila")["requests"] == [], "the letter is taken back"


def test_who_stands_in_an_open_letter_is_not_removed(bench: Bench) -> None:
    for_lev(bench)
    letter(bench, "school-parent", "school-1", child=BOTH)
    for alias in ("lev", "mila"):
        refusal = bench.run("people", "remove", alias, "--no-input")
        assert (refusal.code, "school-1" in refusal.err) == (2, True), alias
    bench.ok("log", "school-1", "abandoned")
    bench.ok("people", "remove", "mila", "--no-input")


def test_the_next_rung_is_for_all_children_of_the_letter_below(bench: Bench) -> None:
    for_lev(bench)
    letter(bench, "school-parent", "school-1", child=BOTH)
    bench.ok("log", "school-1", "sent", "--channel", "in_person")
    bench.ok("log", "school-1", "answered", "--result", "refused")
    bench.ok("escalate", "school-1", "--no-input")
    assert people_of(bench, "authority-1") == ["lev", "mila"]
    letter(bench, "complaint-authority", "authority-1", child=[LEV])
    assert people_of(bench, "authority-1") == ["lev"], "its own letter says for whom it is"


def nobody_named(bench: Bench) -> None:
    """A file of answers that says nothing of children."""
    found = answers()
    del found["child"]
    written(bench, found)


def test_the_letters_that_follow_are_about_the_same_children(bench: Bench) -> None:
    """What people.toml knows of them is taken over, also of the second; a file may say others."""
    for_lev(bench)
    letter(bench, "school-parent", "school-1", child=BOTH)
    log(bench, "2026-10-01", "school-1", "sent", "--channel", "in_person")
    log(bench, "2026-10-01", "school-1", "received")
    bench.today = date(2026, 11, 20)
    bench.ok("escalate", "school-1", "--to", "roskomnadzor", "--no-input")
    nobody_named(bench)
    made = ("--answers", "answers.toml", "--format", "txt", "--no-input")
    for n, (kind, of) in enumerate(FOLLOWING.items()):
        page = js(bench, "letter", kind, "--request", of, *made, "-o", f"{n}.txt")
        text = (bench.folder / f"{n}.txt").read_text(encoding="utf-8")
        assert "законного представителя Громова Льва и Громовой Милы\n" in text, kind
        assert page["left_out"] == []
        assert people_of(bench, of) == ["lev", "mila"]
    for first in BOTH:
        text = letter(bench, "reminder", "school-1", child=[first])
        assert text.count("Льва") == text.count("Милы") > 0, "a reminder is about that letter"
    nobody_named(bench)
    shown = bench.ok("letter", "--show", "1", "--request", "school-1", *made)
    assert "Громовой Милы" in shown
    alone = letter(bench, "complaint-roskomnadzor", "roskomnadzor-1", child=[LEV])
    assert "Мил" not in alone


def test_the_calendar_of_a_child_left_out_again_is_spoken_of(bench: Bench) -> None:
    for_lev(bench)
    letter(bench, "school-parent", "school-1", child=BOTH)
    assert "BEGIN:VEVENT" in bench.ok("calendar", "--person", "mila", "-o", "-")
    written(bench, answers(child=[LEV]))
    made = ("letter", "school-parent", "--request", "school-1", "--answers", "answers.toml")
    told = bench.ok(*made, "--format", "txt", "-o", "one.txt", "--no-input")
    assert t("letter.left_out", who="mila", id="school-1") in " ".join(told.split())
    assert "mila" not in bench.ok(*made, "--format", "txt", "-o", "two.txt", "--no-input")


def test_a_child_of_the_letter_before_can_be_left_out_in_the_interview(bench: Bench) -> None:
    for_lev(bench)
    letter(bench, "school-parent", "school-1", child=BOTH)
    where = (*LETTER, "--request", "school-1", "--answers", "answers.toml")
    nobody_named(bench)
    change = ["change", "Ребёнок: Громов Лев", t("letter.another").rstrip("?"), "no"]
    typed = ["listed", "post", "", "", "", "", "", "school", "post", *change, "yes", "no"]
    told = bench.ok(*where, typed=typed)
    assert told.count(t("letter.another")) == 1, "to be changed alone: it is known who they are"
    assert people_of(bench, "school-1") == ["lev"]


def test_whoever_is_named_first_in_a_letter_each_is_counted_once(bench: Bench) -> None:
    for_lev(bench)
    for whose, children, people in (
        ("mila", [*reversed(BOTH)], ["lev", "mila"]),
        ("mila", BOTH[1:], ["lev", "mila"]),
        ("lev", [LEV, LEV], ["lev"]),
    ):
        written(bench, answers(child=children))
        told = ("--request", "school-1", "--person", whose, "--answers", "answers.toml")
        bench.ok("letter", "school-parent", *told, "--format", "txt", "-o", "-", "--no-input")
        assert people_of(bench, "school-1") == people


def test_a_letter_that_follows_a_call_is_in_both_cases_too(bench: Bench) -> None:
    """It is attached to what was asked by phone, and no letter takes anybody out again."""
    for_lev(bench)
    bench.ok("log", "school-1", "sent", "--channel", "phone")
    bench.ok("log", "school-1", "received")
    letter(bench, "school-parent", "school-1", child=BOTH)
    assert people_of(bench, "school-1") == ["lev", "mila"]
    letter(bench, "school-parent", "school-1", child=[LEV])
    assert people_of(bench, "school-1") == ["lev", "mila"]


def test_a_request_of_nobody_by_name_stays_in_its_case(bench: Bench) -> None:
    """Only the second child has a name: the request is in its case and in that without a name."""
    bench.ok("unlink", "school", "--role", "parent", "--no-input")
    known(bench, "mila")
    letter(bench, "school-parent", "school-1", child=BOTH)
    for case in js(bench, "status")["cases"]:
        begun = {each["path"]: each["request"] for each in case["plan"]["items"]}
        assert begun.get("school") == "school-1", case["person"]


def test_who_alone_has_a_name_is_taken_over_as_the_second(family: Bench) -> None:
    second = {"another2": "@anna", "another3": "no"}
    assert children_of(family.folder, ("anna",), "") == second
    assert children_of(family.folder, ("lev", "anna"), "lev") == second
    assert children_of(family.folder, ("lev", "gone"), "lev") == {}
    anna = {"child.surname": "Громова", "child.given": "Анна"}
    assert children_of(family.folder, ("lev", "anna"), "lev", anna)["another2"] == "@lev"


def test_who_was_chosen_stays_so_under_another_name(family: Bench) -> None:
    """A name that is put right in the letter alone is still that of the one chosen."""
    values = {"another2": "@anna", "child2.surname": "Громова", "child2.given": "Аня"}
    assert further_aliases(family.folder, values) == ("anna",)
    assert further_aliases(family.folder, {**values, "another2": "yes"}) == ()
