"""Trust that can be seen: every fact with its source, trust and age, and how to correct it."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from conftest import Bench
from knowledge_for_tests import FACT as ADDED

from sferum_cli import __version__
from sferum_cli.core.knowledge import TRUSTS
from sferum_cli.shelf import knowledge
from sferum_cli.text import en, ru

FACT = "menu-linked-services"


def told(bench: Bench, *words: str) -> Any:
    return json.loads(bench.ok("sources", *words, "--json"))


def test_every_fact_is_listed_with_what_it_rests_on(bench: Bench) -> None:
    shape = told(bench)
    assert shape["schema"] == 1
    assert {row["id"] for row in shape["facts"]} == set(knowledge.facts())
    for row in shape["facts"]:
        assert {
            "id",
            "path",
            "text",
            "source",
            "trust",
            "checked",
            "expires",
            "age",
            "stale",
        } <= set(row)
    named = {s for row in shape["facts"] for s in (*row["sources"], *row["against"])}
    assert {source["id"] for source in shape["sources"]} == named
    assert not bench.folder.exists(), "reading touches no state"


def test_the_screen_names_source_address_trust_and_day_of_the_check(bench: Bench) -> None:
    fact = knowledge.facts()[FACT]
    source = knowledge.sources()[fact.sources[0]]
    page = bench.ok("sources", "--path", "gosuslugi", "--trust", "unconfirmed")
    assert f"сведение: {fact.text.ru}" in page
    assert source.title.ru in page
    assert str(source.url) in page
    assert "не подтверждено" in page
    assert "22 ноября 2026, прошло: 1 день" in page
    assert FACT in page


def test_facts_are_filtered_by_path(bench: Bench) -> None:
    rows = told(bench, "--path", "school")["facts"]
    assert rows
    assert all("school" in row["paths"] for row in rows)
    assert len(rows) < len(knowledge.facts())


@pytest.mark.parametrize("trust", TRUSTS)
def test_facts_are_filtered_by_trust(bench: Bench, trust: str) -> None:
    wanted = {fact.id for fact in knowledge.facts().values() if fact.trust == trust}
    assert {row["id"] for row in told(bench, "--trust", trust)["facts"]} == wanted


def test_the_path_of_a_fact_is_the_first_that_rests_on_it(bench: Bench) -> None:
    for row in told(bench)["facts"]:
        assert row["path"] == (row["paths"][0] if row["paths"] else None)


def test_sources_that_contradict_each_other_are_both_named(bench: Bench) -> None:
    rows = told(bench, "--trust", "contradicted")["facts"]
    assert rows
    assert all(row["against"] for row in rows)
    page = bench.ok("sources", "--trust", "contradicted")
    assert page.count("пишут иначе: ") == len(rows)
    for row in rows:
        assert all(knowledge.sources()[name].title.ru in page for name in row["against"])


def test_a_check_of_half_a_year_ago_is_fresh_and_a_day_later_it_is_not(bench: Bench) -> None:
    checked = {fact.checked for fact in knowledge.facts().values() if fact.id == FACT}
    assert checked == {date(2026, 11, 22)}
    for day, stale in (("2027-05-22", False), ("2027-05-23", True)):
        bench.today = date.fromisoformat(day)
        (row,) = [row for row in told(bench)["facts"] if row["id"] == FACT]
        assert (row["age"], row["expires"], row["stale"]) == (181 + stale, "2027-05-22", stale)


def test_the_warning_says_how_many_facts_are_old(bench: Bench) -> None:
    assert "Пора проверить заново" not in bench.ok("sources")
    bench.today = date(2028, 1, 1)
    shape = told(bench, "--path", "school")
    assert shape["stale"] == len([row for row in shape["facts"] if row["expires"]])
    page = bench.ok("sources", "--path", "school")
    assert f"Пора проверить заново: {shape['stale']}." in page
    assert page.count("(срок прошёл)") == shape["stale"]
    assert page.count("годится до: изменения закона") == len(shape["facts"]) - shape["stale"] > 0


def test_a_clock_set_back_makes_no_negative_age(bench: Bench) -> None:
    bench.today = date(2020, 1, 1)
    assert {row["age"] for row in told(bench)["facts"]} == {0}


def test_no_such_facts_is_said_and_is_no_error(bench: Bench) -> None:
    empty = next(
        (path, trust)
        for path in knowledge.path_ids()
        for trust in TRUSTS
        if not told(bench, "--path", path, "--trust", trust)["facts"]
    )
    page = bench.ok("sources", "--path", empty[0], "--trust", empty[1])
    assert page == "Таких сведений нет.\n"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--path", "nowhere"], 3),
        (["--trust", "sure"], 2),
        (["report", "nothing"], 3),
        (["dance"], 2),
        (["report", FACT, "-o", "nowhere/report.txt"], 2),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_what_there_is_not_is_refused(bench: Bench, words: list[str], code: int) -> None:
    outcome = bench.run("sources", *words)
    assert (outcome.code, outcome.out) == (code, "")
    assert "Traceback" not in outcome.err


def test_a_mistyped_fact_names_the_near_ones(bench: Bench) -> None:
    assert FACT in bench.run("sources", "report", "menu-linked-servces").err


@pytest.mark.parametrize(("lang", "place"), [("ru", "Что я вижу вместо этого:"), ("en", "What I see instead:")])  # fmt: skip
def test_a_correction_says_what_we_say_and_leaves_places_for_what_was_seen(
    bench: Bench, lang: str, place: str
) -> None:
    bench.lang = lang
    lines = bench.ok("sources", "report", FACT).splitlines()
    text = "\n".join(lines)
    fact = knowledge.facts()[FACT]
    assert fact.text.pick(lang) in text
    assert FACT in text
    assert str(knowledge.sources()[fact.sources[0]].url) in text
    assert f"sferum {__version__}" in text
    after = lines[lines.index(place) + 1 :]
    assert after[:2] == ["", ""]
    assert len([line for line in after if line.endswith(":")]) == 3


def test_a_correction_without_a_fact_has_a_place_for_it(bench: Bench) -> None:
    lines = bench.ok("sources", "report").splitlines()
    assert "В программе написано:" in lines
    assert "код:" in lines


def test_a_correction_holds_nothing_of_the_person(bench: Bench) -> None:
    before = bench.ok("sources", "report", FACT)
    bench.ok("people", "add", "masha", "--acting-as", "parent", "--age", "under-14")
    bench.ok("unlink", "school", "--role", "parent", "--no-input")
    after = bench.ok("sources", "report", FACT)
    assert after == before
    assert str(bench.folder) not in after


def test_a_correction_goes_into_a_file_and_never_over_another(bench: Bench) -> None:
    bench.folder.mkdir(parents=True)
    file = bench.folder / "report.txt"
    said = bench.ok("sources", "report", FACT, "-o", "report.txt")
    assert "report.txt" in said
    assert file.read_text(encoding="utf-8") == bench.ok("sources", "report", FACT)
    file.write_text("мои пометки", encoding="utf-8")
    assert bench.run("sources", "report", "-o", "report.txt").code == 2
    assert file.read_text(encoding="utf-8") == "мои пометки"
    bench.ok("sources", "report", "-o", "report.txt", "--force")
    assert "мои пометки" not in file.read_text(encoding="utf-8")


@pytest.mark.parametrize("lang", ["ru", "en"])
@pytest.mark.parametrize("trust", ["seen", "unconfirmed"])
def test_what_a_person_saw_themselves_is_told_as_that(bench: Bench, lang: str, trust: str) -> None:
    bench.lang, words = lang, {"ru": ru, "en": en}[lang].TEXT
    own = bench.folder / "knowledge" / "our.toml"
    own.parent.mkdir(parents=True)
    added = ADDED.format(id="our-menu").replace("unconfirmed", trust)
    own.write_text(added, encoding="utf-8")
    page = " ".join(bench.ok("sources", "--trust", trust).split())
    assert words[f"sources.trust.{trust}"] in page
    assert (words["sources.trust.seen"] in page) == (trust == "seen")
