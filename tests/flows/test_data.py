"""data where and check: the places, the marks of own additions, and every kind of damage."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from conftest import Bench
from knowledge_for_tests import CONTACT, FACT, YEAR

from sferum_cli.render.data_view import MOST
from sferum_cli.shelf.tables import SHIPPED
from sferum_cli.text import en, ru

GOOD = CONTACT.format(id="school")


def put(bench: Bench, text: str, name: str = "knowledge/our.toml") -> Path:
    file = bench.folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def test_where_names_every_place_and_makes_none(bench: Bench) -> None:
    told = json.loads(bench.ok("data", "where", "--json"))
    keys = {"schema", "folder", "state", "people", "archive", "letters", "knowledge"}
    assert keys <= set(told)
    assert told.pop("files") == []
    assert all(
        Path(place).is_absolute()
        for name, place in told.items()
        if name not in ("schema", "written")
    )
    assert told["folder"] == str(bench.folder)
    assert not bench.folder.exists()


def test_where_says_what_is_not_there_yet(bench: Bench) -> None:
    bench.ok("unlink", "gosuslugi", "--role", "parent", "--no-input")
    lines = bench.ok("data").splitlines()
    state = next(line for line in lines if "state.toml" in line)
    people = next(line for line in lines if "people.toml" in line)
    assert "ещё нет" not in state
    assert people.endswith("(ещё нет)")


def test_all_is_well_at_first_and_with_a_good_addition(bench: Bench) -> None:
    assert "Всё в порядке" in bench.ok("data", "check")
    put(bench, GOOD)
    assert json.loads(bench.ok("data", "check", "--json"))["sound"] is True


@pytest.mark.parametrize(("lang", "mark"), [("ru", "(ваше дополнение)"), ("en", "(your own add")])
def test_an_addition_is_marked_where_it_is_shown(bench: Bench, lang: str, mark: str) -> None:
    bench.lang = lang
    assert mark not in bench.ok("support")
    put(bench, GOOD)
    line = next(x for x in bench.ok("support").splitlines() if "office@example.org" in x)
    assert mark in line


BROKEN = {
    "no table": ("knowledge/our.toml", "[[contact"),
    "an unknown kind": ("knowledge/our.toml", "[[kontakt]]"),
    "a wrong value": ("knowledge/our.toml", GOOD.replace('"email"', "5")),
    "a path without steps": ("knowledge/paths/our-path.toml", 'id = "our-path"\n'),
}


@pytest.mark.parametrize("slip", BROKEN)
def test_an_addition_with_a_slip_is_left_out_and_stops_nothing(bench: Bench, slip: str) -> None:
    name, text = BROKEN[slip]
    put(bench, text, name)
    put(bench, GOOD.replace("office@", "second@"), "knowledge/zz.toml")
    for words in (["support"], ["guide", "school"], ["unlink", "school", "--role", "parent", "--no-input"], ["log", "school-1", "note", "--note", "x"], []):  # fmt: skip
        outcome = bench.run(*words)
        assert outcome.code == 0, outcome.err
        assert f"дополнение {name}" in outcome.err
        assert "sferum data check" in outcome.err
    assert "second@example.org" in bench.ok("support")
    outcome = bench.run("data", "check")
    assert (outcome.code, name in outcome.out, outcome.err) == (6, True, "")


def test_what_an_import_brings_along_is_looked_at_at_once(bench: Bench, tmp_path: Path) -> None:
    bench.ok("unlink", "school", "--role", "parent", "--no-input")
    put(bench, "x = [", "knowledge/bad.toml")
    bench.ok("data", "export", "-o", str(tmp_path / "all.zip"))
    other = Bench(tmp_path / "other")
    outcome = other.run("data", "import", str(tmp_path / "all.zip"))
    assert (outcome.code, "дополнение knowledge/bad.toml" in outcome.err) == (0, True)
    assert other.run("status").code == 0


def test_check_lists_every_broken_file(bench: Bench) -> None:
    put(bench, "[[contact")
    put(bench, "[[kontakt]]", "knowledge/second.toml")
    put(bench, "nothing", "knowledge/paths/third.toml")
    put(bench, "broken", "state.toml")
    put(bench, "broken", "people.toml")
    outcome = bench.run("data", "check", "--json")
    damaged = json.loads(outcome.out)["damaged"]
    assert outcome.code == 6
    assert len(damaged) == 5
    for each, name in zip(damaged, ("state", "people", "our", "second", "third"), strict=True):
        assert f"{name}.toml" in each["message"]


def test_check_finds_what_the_lint_finds(bench: Bench) -> None:
    put(bench, GOOD.replace("article-2025-06", "nowhere"))
    outcome = bench.run("data", "check", "--json")
    finding = json.loads(outcome.out)["findings"][0]
    assert outcome.code == 6
    assert (finding["code"], finding["where"], finding["value"]) == (
        "unknown-source", "school", "nowhere",
    )  # fmt: skip
    assert "нет такого источника" in bench.run("data", "check").out


def test_check_leaves_everything_as_it_was(bench: Bench) -> None:
    file = put(bench, "broken", "state.toml")
    bench.run("data", "check")
    assert [each.name for each in bench.folder.iterdir()] == ["state.toml"]
    assert file.read_text(encoding="utf-8") == "broken"


OWN_RULE = """
[[rule]]
id = "operator-stop-processing"
basis = "receipt"
amount = 10
unit = "working_day"
roll = "next_working_day"
sources = ["article-2025-06"]
binding = false
title = { ru = "Ответ", en = "Answer" }
due = { ru = "должны ответить", en = "must have answered" }
norm = { ru = "правило района", en = "the rule of the district" }
"""


def test_an_addition_is_marked_in_sources_searches_dates_and_json(bench: Bench) -> None:
    mark = "(ваше дополнение)"
    put(bench, OWN_RULE + FACT.format(id="school-keeps-list") + YEAR + GOOD)
    assert f"Меню называется иначе. {mark}" in bench.ok("sources")
    facts = json.loads(bench.ok("sources", "--json"))["facts"]
    assert [fact["id"] for fact in facts if fact["own"]] == ["school-keeps-list"]
    page = bench.ok("guide", "--search", "канцелярия")
    assert mark in next(line for line in page.splitlines() if "office@example.org" in line)
    place = json.loads(bench.ok("guide", "--search", "канцелярия", "--json"))["found"][0]
    assert (place["contact"], place["own"]) == ("school", True)
    contacts = json.loads(bench.ok("support", "--json"))["contacts"]
    assert [each["id"] for each in contacts if each["own"]] == ["school"]

    bench.ok("unlink", "operator", "--role", "parent", "--no-input")
    bench.ok("log", "operator-1", "sent", "--date", "2026-11-20")
    bench.ok("log", "operator-1", "received", "--date", "2026-11-20")
    page = bench.ok("why", "operator-1")
    assert f"(правило района) {mark}" in page
    assert f"2026 {mark}" in page
    (date,) = [
        each
        for each in json.loads(bench.ok("why", "operator-1", "--json"))["dates"]
        if each["rule"] == "operator-stop-processing"
    ]
    assert (date["own"], date["own_years"]) == (True, [2026])


def test_a_plan_that_cannot_be_read_is_found_by_the_check(bench: Bench) -> None:
    put(bench, "schema = 1\n[person]\nmasha = 3\n", "plan.toml")
    outcome = bench.run("data", "check")
    assert outcome.code == 6
    assert "person.masha" in outcome.out


def test_every_step_of_an_own_path_is_marked(bench: Bench) -> None:
    shipped = (SHIPPED / "paths" / "vk.toml").read_text(encoding="utf-8")
    put(bench, shipped.replace('id = "vk"', 'id = "our-vk"', 1), "knowledge/paths/our-vk.toml")
    mark = "(ваше дополнение)"
    page = bench.run(
        "unlink", "our-vk", "--plain", "--role", "parent", typed=["да", "готово", "пауза"]
    )
    pages = page.out.split("Шаг ")[1:]
    assert len(pages) == 2
    assert all(mark in " ".join(each.split()) for each in pages)
    assert json.loads(bench.ok("guide", "our-vk", "--json"))["paths"][0]["own"] is True


def test_where_names_every_file_and_what_kind_of_data_it_holds(bench: Bench) -> None:
    bench.ok("unlink", "school", "--role", "parent", "--no-input")
    bench.ok("log", "school-1", "note", "--note", "x")
    bench.ok("people", "add", "masha", "--acting-as", "parent")
    put(bench, GOOD)
    put(bench, "x", "shopping list.txt")
    put(bench, "x", "letters/school-1-letter-1.txt")
    told = json.loads(bench.ok("data", "where", "--json"))
    kinds = {each["name"]: each["kind"] for each in told["files"]}
    copies = {name for name in kinds if name.startswith(("backups/state-", "backups/people-"))}
    assert {kinds.pop(name) for name in copies} == {"backups"}
    assert kinds.pop("state.lock", "service") == "service"  # on Windows it goes when it is let go
    assert kinds == {
        "knowledge/our.toml": "knowledge", "people.toml": "people",
        "letters/school-1-letter-1.txt": "letters", "shopping list.txt": "other",
        "manifest.toml": "service", "state.toml": "state",
    }  # fmt: skip
    page = bench.ok("data", "where")
    assert "people.toml: имена, адреса, телефоны" in page
    assert "shopping list.txt: программа этим файлом не пользуется" in page


def test_a_copy_beside_is_told_with_what_each_holds_and_nothing_is_merged(bench: Bench) -> None:
    bench.ok("unlink", "school", "--role", "parent", "--no-input")
    text = (bench.folder / "state.toml").read_text(encoding="utf-8")
    bench.ok("unlink", "gosuslugi", "--role", "parent", "--no-input")
    double = put(bench, text, "state (конфликтующая копия 2026-11-23).toml")
    os.utime(double, (0, 0))
    before = {file: file.read_bytes() for file in bench.folder.rglob("*.toml")}
    outcome = bench.run("data", "check")
    assert outcome.code == 6
    assert "state.toml (ваш файл, его читает программа): обращения: всего 2" in outcome.out
    assert "(не новее вашей, 1 января 1970, 00:00): обращения: всего 1" in outcome.out
    assert "ничего не объединяла" in outcome.out
    number = len(json.loads(bench.ok("data", "restore", "--json"))["backups"])
    assert f"sferum data restore {number}\n" in outcome.out
    told = json.loads(bench.run("data", "check", "--json").out)
    assert told["sound"] is False
    assert told["doubles"][0]["newer"] is False
    os.utime(double, (2**32, 2**32))
    assert "(новее вашей" in bench.run("data", "check").out
    assert {file: file.read_bytes() for file in bench.folder.rglob("*.toml")} == before


@pytest.mark.parametrize("lang", ["ru", "en"])
@pytest.mark.parametrize("over", [0, 3])
def test_of_many_files_the_rest_is_counted(bench: Bench, lang: str, over: int) -> None:
    bench.lang, words = lang, {"ru": ru, "en": en}[lang].TEXT
    for n in range(MOST + over):
        put(bench, "x", f"{n}.txt")
    page = " ".join(bench.ok("data", "where").split())
    assert page.count(words["data.kind.other"]) == MOST
    assert (words["data.more"].format(n=over) in page) == bool(over)


@pytest.mark.parametrize("lang", ["ru", "en"])
@pytest.mark.parametrize("over", [0, 3])
def test_of_many_ills_the_rest_is_counted(bench: Bench, lang: str, over: int) -> None:
    bench.lang, words = lang, {"ru": ru, "en": en}[lang].TEXT
    bench.ok("unlink", "school", "--role", "parent", "--no-input")
    bench.ok("data", "check")
    for n in range(MOST + over):
        put(bench, "x", f"attachments/{n:016x}").chmod(0o644)
    (bench.folder / "attachments").chmod(0o700)
    ills = json.loads(bench.run("data", "check", "--json").out)["folder"]
    assert len(ills) == MOST + over, ills[0]
    page = " ".join(bench.run("data", "check").out.split())
    assert (words["data.more_ills"].format(n=over) in page) == bool(over)


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_a_plan_of_an_older_version_is_named_as_what_it_is(bench: Bench, lang: str) -> None:
    bench.lang, words = lang, {"ru": ru, "en": en}[lang].TEXT["data.kind.plan"]
    assert "plan.toml" not in bench.ok("data", "where")
    put(bench, "schema = 1\n", "plan.toml")
    assert f"plan.toml: {words}" in " ".join(bench.ok("data", "where").split())
