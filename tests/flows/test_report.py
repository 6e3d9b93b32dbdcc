"""report: one page a browser opens alone; it says what the ledger says, and no name when told."""

from __future__ import annotations

import json
import re
import stat
from datetime import date
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from conftest import Bench

from sferum_cli.text import en, ru

VOID = {"meta", "input", "br", "line", "circle", "rect", "path"}


class Page(HTMLParser):
    """A page as its elements: each with its attributes, and the words inside."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.found: list[tuple[str, dict[str, str]]] = []
        self.words = ""
        self.feed(html)
        self.words = " ".join(self.words.split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open[-1:] != ["style"]:
            self.words += f" {data}"

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attrs for name, attrs in self.found if name == tag]


@pytest.fixture
def family(bench: Bench) -> Bench:
    """Two children: one whose school is late, one whose authority was written to."""
    bench.today = date(2026, 11, 27)
    for alias in ("masha", "olya"):
        bench.ok("people", "add", alias, "--acting-as", "parent", "--age", "under-14")
    bench.ok("start", "--person", "masha", "--role", "parent", "--goal", "school", "--no-input")
    bench.ok("unlink", "school", "--person", "masha", "--ownership", "municipal", "--no-input")
    bench.ok("log", "school-1", "sent", "--channel", "in_person")
    bench.ok("log", "school-1", "received", "--number", "X-77")
    bench.ok("log", "school-1", "note", "--note", "Мария Петровна <b>сказала</b>")
    bench.ok("unlink", "school", "--person", "olya", "--role", "parent", "--no-input")
    bench.ok("log", "school-2", "sent", "--date", "02.11.2026")
    bench.ok("log", "school-2", "answered", "--date", "20.11.2026", "--result", "refused")
    bench.ok("escalate", "school-2")
    bench.today = date(2026, 12, 12)
    return bench


def read(bench: Bench, *words: str) -> Page:
    return Page(bench.ok("report", "-o", "-", *words))


def test_the_page_needs_nothing_but_itself(family: Bench) -> None:
    page = read(family)
    assert page.open == []
    tags = {tag for tag, _ in page.found}
    assert not tags & {"script", "link", "img", "iframe", "object", "form", "b"}
    assert not [name for _, attrs in page.found for name in attrs if name.startswith("on")]
    assert not [attrs for _, attrs in page.found if "src" in attrs]
    assert {a["href"].split(":")[0] for a in page.all("a")} <= {
        "#case-1", "#case-2", "https", "mailto", "tel",
    }  # fmt: skip
    html = family.ok("report", "-o", "-")
    assert "prefers-color-scheme:dark" in html
    assert "@media print" in html
    assert "url(" not in html


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_headings_go_down_one_by_one_and_every_place_is_there(lang: str, family: Bench) -> None:
    family.lang = lang
    page = read(family)
    levels = [int(tag[1]) for tag, _ in page.found if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    places = [attrs["id"] for _, attrs in page.found if "id" in attrs]
    assert len(places) == len(set(places))
    inner = {a["href"][1:] for a in page.all("a") if a["href"].startswith("#")}
    assert inner == set(places)
    assert page.all("html") == [{"lang": lang}]


def test_every_date_is_that_of_status(family: Bench) -> None:
    words = read(family, "--person", "masha").words
    told = json.loads(family.ok("status", "school-1", "--json"))["requests"][0]
    assert told["due"]["date"] == "2026-12-11"
    assert "до 11 декабря 2026: прошёл 1 день" in words
    assert "до 28 декабря 2026: ещё 16 дней" in words
    assert told["next"]["command"] in words
    assert "X-77" in words
    assert "Мария Петровна <b>сказала</b>" in words


def test_the_bar_of_a_term_ends_where_its_day_is(family: Bench) -> None:
    page = read(family, "--person", "masha")
    lines = [float(a["x2"].rstrip("%")) for a in page.all("line") if a["class"] == "over"]
    passed = [a for a in page.all("rect") if a["class"] == "passed"]
    left = [a for a in page.all("rect") if a["class"] == "left"]
    # From 27 November (the day it was handed in) to 28 December: 31 days on 96 percent.
    scale = 96 / 31
    ends = {round(float(a["x"][:-1]) + float(a["width"][:-1]), 1) for a in passed}
    assert ends == {round(2 + 14 * scale, 1), round(2 + 15 * scale, 1)}  # 11 December, today
    assert {round(float(a["x"][:-1]) + float(a["width"][:-1])) for a in left} == {98}
    assert [round(x, 1) for x in lines] == [round(2 + 15 * scale, 1)]


def test_the_board_says_whose_turn_it_is_and_leads_to_each_case(family: Bench) -> None:
    page = read(family)
    assert page.words.count("ваш ход") == 4  # twice a case
    family.ok("log", "authority-1", "sent", "--channel", "in_person")
    family.ok("log", "authority-1", "received", "--number", "5")
    assert "ход за другой стороной: орган управления образованием" in read(family).words
    assert json.loads(family.ok("report", "--json"))["cases"][1]["turn"] == "them"


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_where_nobody_has_to_act_the_board_says_so(bench: Bench, lang: str) -> None:
    bench.lang, words = lang, {"ru": ru, "en": en}[lang].TEXT["report.page.turn.nobody"]
    bench.ok("unlink", "school", "--role", "parent", "--no-input")
    assert words not in read(bench).words
    bench.ok("log", "school-1", "abandoned")
    assert words in read(bench).words
    assert json.loads(bench.ok("report", "--json"))["cases"][0]["turn"] == "nobody"


def test_the_ladder_marks_where_the_case_stands(family: Bench) -> None:
    page = read(family, "--person", "olya")
    assert [a["class"] for _, a in page.found if a.get("aria-current") == "step"] == ["here"]
    rungs = page.words.partition("Ступени")[2]
    assert rungs.index("Суд") < rungs.index("Прокуратура") < rungs.index("(вы здесь)")
    assert rungs.index("(вы здесь)") < rungs.index("(school-2)") < rungs.index("Настройки")


def test_the_plan_has_a_box_for_each_way_and_its_branch(family: Bench) -> None:
    page = read(family, "--person", "masha")
    boxes = [a for a in page.all("input") if a["type"] == "checkbox"]
    assert len(boxes) == len(page.all("label"))
    plan = page.words.partition("Ваш план")[2]
    assert plan.index("Уйти из списков школы") < plan.index("Если откажут или промолчат")
    assert plan.index("Если откажут или промолчат") < plan.index("Жалоба в Роскомнадзор")
    family.ok("log", "school-1", "answered", "--result", "done", "--date", "11.12.2026")
    family.ok("log", "school-1", "verified", "--result", "yes")
    assert len([a for a in read(family, "--person", "masha").all("input") if "checked" in a]) == 1


def test_without_names_nothing_that_somebody_typed_is_left(family: Bench) -> None:
    html = family.ok("report", "--no-names", "-o", "-")
    for word in ("masha", "olya", "X-77", "Петровна"):
        assert word not in html
    page = Page(html)
    assert page.all("code") == []
    assert "Дело 1" in page.words
    assert "11 декабря 2026" in page.words
    told = json.loads(family.ok("report", "--no-names", "--json"))
    assert [case["person"] for case in told["cases"]] == [None, None]


def test_the_page_to_open_has_a_code_for_the_phone(bench: Bench) -> None:
    bench.ok("unlink", "gosuslugi", "--role", "parent", "--no-input")
    html = bench.ok("report", "-o", "-")
    assert "<title>QR-код: " in html
    assert Page(html).all("a")[0]["href"].startswith("https://")


@pytest.mark.skipif("sys.platform == 'win32'", reason="modes are a matter of POSIX")
def test_only_the_owner_reads_the_file_and_none_is_replaced_unasked(
    family: Bench, tmp_path: Path
) -> None:
    file = tmp_path / "cases.html"
    said = family.ok("report", "-o", str(file))
    assert str(file) in said
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert family.run("report", "-o", str(file)).code == 2
    family.ok("report", "-o", str(file), "--force")


def test_where_nothing_was_begun_no_file_is_written(bench: Bench) -> None:
    assert "sferum start" in bench.ok("report")
    assert not (bench.folder / "sferum-report.html").exists()
    piped = bench.run("report", "-o", "-")
    assert (piped.code, piped.out) == (0, "")
    assert "не начато" in piped.err
    assert bench.run("report", "--person", "nobody").code == 3


@pytest.mark.parametrize(("role", "there"), [("teacher", True), ("parent", False)])
def test_the_ladder_has_the_rungs_of_the_role_alone(bench: Bench, role: str, there: bool) -> None:
    bench.ok("unlink", "school", "--role", role, "--no-input")
    assert ("Инспекция труда" in bench.ok("report", "-o", "-")) == there


def test_a_request_without_a_term_has_its_days_drawn(bench: Bench) -> None:
    bench.ok("unlink", "school", "--role", "parent", "--no-input")
    page = bench.ok("report", "-o", "-")
    assert '<svg role="img"' in page
    assert "<ul></ul>" not in page


def test_the_page_to_send_on_is_that_of_the_same_person(family: Bench) -> None:
    told = family.ok("report", "--person", "masha", "-o", "one.html")
    command = "sferum report --person masha --no-names -o no-names.html"
    assert command in " ".join(told.split())
    family.ok(*command.split()[1:])
    page = (family.folder / "no-names.html").read_text(encoding="utf-8")
    assert "school-1" in page
    assert "school-2" not in page
