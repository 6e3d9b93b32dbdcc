"""The field check: a list for one phone, read back as own knowledge, passed on as a text."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from conftest import Bench
from screens_filled import HIDDEN, LABELS, NO, OTHER, YES, filled

from sferum_cli.shelf import knowledge
from sferum_cli.shelf.screens import places
from sferum_cli.text import en, ru

FACTS = [name for place in places() for name in place.facts]


def facts(bench: Bench) -> dict[str, Any]:
    return {row["id"]: row for row in json.loads(bench.ok("sources", "--json"))["facts"]}


def test_every_fact_of_the_list_is_one_that_there_is_and_none_is_asked_twice() -> None:
    assert set(FACTS) <= set(knowledge.facts())
    assert len(FACTS) == len(set(FACTS))
    assert len(FACTS) <= 30, "one phone does it in twenty minutes"


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_the_list_names_each_screen_that_nobody_has_seen(bench: Bench, lang: str) -> None:
    bench.lang = lang
    text = bench.ok("sources", "check")
    shape = json.loads(bench.ok("sources", "check", "--json"))
    asked = [fact["id"] for group in shape["groups"] for fact in group["facts"]]
    assert asked == [name for name in FACTS if knowledge.facts()[name].trust != "seen"]
    assert shape["text"] == text
    assert all(f"[{name}]\n{knowledge.facts()[name].text.pick(lang)}\n" in text for name in asked)
    assert not bench.folder.exists(), "nothing was written"


def test_the_list_goes_into_a_file(bench: Bench) -> None:
    bench.folder.mkdir(parents=True)
    assert "check.txt" in bench.ok("sources", "check", "-o", "check.txt")
    text = (bench.folder / "check.txt").read_text(encoding="utf-8")
    assert text == bench.ok("sources", "check")
    assert bench.run("sources", "check", "-o", "check.txt").code == 2


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_what_was_seen_is_own_knowledge_with_device_version_and_day(
    bench: Bench, lang: str
) -> None:
    bench.lang = lang
    before = facts(bench)
    shape = json.loads(bench.ok("sources", "check", filled(bench), "--json"))
    assert shape["written"] is True
    assert [(f["id"], f["look"]) for f in shape["facts"]] == [
        (HIDDEN, "hidden"), (YES, "yes"), (NO, "no"), (OTHER, "no"),
    ]  # fmt: skip
    after = facts(bench)
    assert [after[name]["trust"] for name in (YES, NO, OTHER)] == ["seen", "contradicted", "seen"]
    assert {after[name]["checked"] for name in (YES, NO, OTHER)} == {"2026-11-20"}
    assert after[OTHER]["text"].endswith(": кнопка «Убрать»")
    assert after[YES]["text"] == before[YES]["text"]
    assert after[HIDDEN] == before[HIDDEN]
    page = bench.ok("sources", "--trust", "seen")
    assert "Samsung A15, MAX 26.19.2, 20.11.2026" in page
    assert bench.ok("data", "check")
    assert f"[{YES}]" not in bench.ok("sources", "check")
    bench.today = date(2027, 5, 21)
    assert f"[{YES}]" in bench.ok("sources", "check"), "after half a year it is asked again"


def test_what_was_seen_last_counts(bench: Bench) -> None:
    bench.ok("sources", "check", filled(bench))
    name = filled(bench, device="iPhone 13")
    bench.ok("sources", "check", name)
    assert len(list((bench.folder / "knowledge").glob("seen-*.toml"))) == 2
    assert facts(bench)[NO]["trust"] == "contradicted"
    assert "iPhone 13" in bench.ok("sources", "--trust", "contradicted")


def test_the_export_is_a_text_of_what_was_seen_and_of_nothing_else(bench: Bench) -> None:
    assert bench.ok("sources", "export") == bench.ok("sources", "report")
    bench.ok("people", "add", "masha", "--acting-as", "parent", "--age", "under-14")
    bench.ok("sources", "check", filled(bench))
    text = bench.ok("sources", "export")
    shape = json.loads(bench.ok("sources", "export", "--json"))
    assert (shape["text"], set(shape["seen"])) == (text, {YES, NO, OTHER})
    assert all(name in text for name in (YES, NO, OTHER, "Samsung A15, MAX 26.19.2, 20.11.2026"))
    assert HIDDEN not in text
    assert "masha" not in text
    assert str(bench.folder) not in text


@pytest.mark.parametrize(
    ("given", "code"),
    [({"day": ""}, 2), ({"device": ""}, 2), ({"day": "20.11.2027"}, 2), ({"day": "вторник?"}, 2)],
)
def test_a_list_without_device_or_day_is_refused(
    bench: Bench, given: dict[str, str], code: int
) -> None:
    outcome = bench.run("sources", "check", filled(bench, **given))
    assert (outcome.code, outcome.out) == (code, "")
    assert not (bench.folder / "knowledge").exists()


def test_no_file_an_unknown_fact_and_an_empty_list_are_refused(bench: Bench) -> None:
    assert bench.run("sources", "check", "missing.txt").code == 3
    file = bench.folder / filled(bench)
    text = file.read_text(encoding="utf-8-sig")
    file.write_text(text.replace(f"[{YES}]", "[menu-nowhere]"), encoding="utf-8")
    assert bench.run("sources", "check", "check.txt").code == 3
    file.write_text("Купить хлеб.\n", encoding="utf-8")
    assert bench.run("sources", "check", "check.txt").code == 2
    assert bench.run("sources", "check", "check.txt", "-o", "x.txt").code == 2
    file.write_bytes("Телефон".encode("cp1251"))
    assert bench.run("sources", "check", "check.txt").code == 2


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_who_could_see_nothing_is_told_that_nothing_is_kept(bench: Bench, lang: str) -> None:
    bench.lang, words = lang, {"ru": ru.TEXT, "en": en.TEXT}[lang]
    file = bench.folder / filled(bench)
    text = file.read_text(encoding="utf-8-sig")
    unseen = text.partition(f"[{HIDDEN}]")[2].partition("\n[")[0]
    file.write_text(f"{text.partition('[')[0]}[{HIDDEN}]{unseen}", encoding="utf-8")
    told = " ".join(bench.ok("sources", "check", "check.txt").split())
    assert words["screens.nothing_kept"] in told
    assert not (bench.folder / "knowledge").exists()


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_where_every_screen_was_seen_the_list_is_empty(bench: Bench, lang: str) -> None:
    bench.lang, words = lang, {"ru": ru.TEXT, "en": en.TEXT}[lang]
    file = bench.folder / filled(bench)
    so = LABELS[lang][3]
    lines = file.read_text(encoding="utf-8-sig").splitlines()
    every = [f"{so}да" if line.startswith(so.strip()) else line for line in lines]
    file.write_text("\n".join(every), encoding="utf-8")
    bench.ok("sources", "check", "check.txt")
    assert bench.ok("sources", "check") == f"{words['screens.none']}\n"


def test_the_way_that_was_seen_comes_before_the_one_that_was_not(bench: Bench) -> None:
    def first(*typed: str) -> str:
        page = bench.run("unlink", "gosuslugi", "--role", "parent", typed=[*typed, "Не сейчас"]).out
        return page.rpartition("\n1. ")[2].partition(" (")[0].partition("\n")[0]

    vk = knowledge.path_head("vk").title.ru
    assert first() == ru.TEXT["walk.begin.yes"]
    file = bench.folder / filled(bench)
    text = file.read_text(encoding="utf-8-sig")
    for fact in {fact for step in knowledge.path("vk").steps for fact in step.facts} & {*FACTS}:
        before, mark, after = text.partition(f"[{fact}]")
        label = LABELS["ru"][3]
        text = before + mark + after.replace(label, f"{label}да", 1)
    file.write_text(text, encoding="utf-8")
    bench.ok("sources", "check", "check.txt")
    assert vk in first()
