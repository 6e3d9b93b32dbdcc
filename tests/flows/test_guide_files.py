"""The field guide to print or to send on: every word there, nothing obeyed, the same bytes."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
from conftest import Bench
from letter_answers import ANSWERS, LETTER, written

from sferum_cli.render.blocks import Heading, Text
from sferum_cli.render.guide_files import GuidePage, Leaflet, to_html, to_markdown
from sferum_cli.render.html import linked
from sferum_cli.shelf import knowledge


class Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def steps(path: str) -> list[str]:
    return [step.title.ru for step in knowledge.path(path).steps_for("parent")]


@pytest.mark.parametrize("format_name", ["text", "md", "html"])
def test_a_page_holds_every_step_and_its_address(bench: Bench, format_name: str) -> None:
    page = bench.ok("guide", "gosuslugi", "--role", "parent", "--format", format_name)
    if format_name == "html":
        parser = Words()
        parser.feed(page)
        assert "<svg" in page
        page = " ".join(parser.words)
    words = re.sub(r"\s+", " ", page.replace("\\", ""))
    assert all(title in words for title in steps("gosuslugi"))
    assert "https://sferum.ru" in words


def test_a_pdf_holds_every_step(bench: Bench, tmp_path: Path) -> None:
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext is not installed (poppler-utils)")
    bench.ok(
        "guide", "school", "--role", "teacher", "--format", "pdf", "-o", str(tmp_path / "a.pdf")
    )
    bench.ok(
        "guide", "school", "--role", "teacher", "--format", "pdf", "-o", str(tmp_path / "b.pdf")
    )
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()
    done = subprocess.run(["pdftotext", tmp_path / "a.pdf", "-"], capture_output=True, check=True)
    seen = re.sub(r"[\s-]", "", done.stdout.decode())
    for step in knowledge.path("school").steps_for("teacher"):
        assert re.sub(r"[\s-]", "", step.title.ru) in seen


@pytest.mark.parametrize(
    ("words", "code"),
    [(["--format", "pdf"], 4), (["--format", "doc"], 2), (["--format", "md", "-o", "there"], 2)],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_what_cannot_be_printed_is_refused(bench: Bench, words: list[str], code: int) -> None:
    (bench.folder / "there").mkdir(parents=True)
    assert bench.run("guide", "gosuslugi", *words).code == code


def test_no_text_is_read_as_markup() -> None:
    hostile = "<script>alert(1)</script> *a* [b](javascript:c) #d"
    page = GuidePage("p", hostile, (Heading(hostile), Text(hostile)))
    leaflet = Leaflet(hostile, hostile, (page, page), "ru")
    assert "<script" not in to_html(leaflet)
    assert "[b](javascript:c)" not in to_markdown(leaflet)


def test_addresses_are_links_and_steps_are_boxes(bench: Bench) -> None:
    page = bench.ok("guide", "gosuslugi", "--role", "parent", "--format", "html")
    assert '<a href="https://id.vk.ru/account">https://id.vk.ru/account</a>' in page
    assert '<a href="mailto:support@sferum.ru">' in page
    assert '<a href="tel:88002223032">' in page
    assert page.count('type="checkbox"') == len(steps("gosuslugi"))
    assert "Составлено 23 ноября 2026" in page
    assert "<script" not in page
    text = bench.ok("guide", "gosuslugi", "--role", "parent", "--format", "md")
    assert text.count(". [ ] ") == len(steps("gosuslugi"))


@pytest.mark.parametrize("format_name", ["html", "md"])
def test_the_contents_lead_to_every_page(bench: Bench, format_name: str) -> None:
    page = bench.ok("guide", "--role", "student", "--all", "--format", format_name)
    found = r'href="#([a-z-]+)"' if format_name == "html" else r"\]\(#([a-z-]+)\)"
    places = re.findall(found, page)
    assert len(places) > 15
    assert all(f'id="{place}"' in page for place in places)
    assert page.index(places[-1]) < page.index(f'id="{places[0]}"')


def test_a_pdf_has_contents_and_links(bench: Bench) -> None:
    bench.folder.mkdir()
    bench.ok("guide", "--role", "student", "--all", "--format", "pdf", "-o", "a.pdf")
    content = (bench.folder / "a.pdf").read_bytes()
    assert content.count(b"/URI") > 20
    assert b"/TOC" in content


def test_the_short_answer_is_a_page_of_its_own_with_the_steps(bench: Bench) -> None:
    page = bench.ok("guide", "--role", "teacher", "--format", "html")
    assert page.count('class="page"') == 1
    assert "ответственный за Сферум" in page
    for title in (step.title.ru for step in knowledge.path("vk-access").steps_for("teacher")):
        assert linked(title) in page
    assert bench.ok("guide", "--format", "html").count('class="page"') == 3


def test_without_typst_all_but_a_pdf_works_and_a_pdf_says_what_to_do(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    for format_name in ("text", "md", "html"):
        assert bench.ok("guide", "school", "--format", format_name)
    written(bench, ANSWERS)
    bench.ok("unlink", "school", "--role", "parent", "--no-input")
    for format_name in ("docx", "txt"):
        bench.ok(*LETTER, "--format", format_name, "-o", f"a.{format_name}")
    bench.ok("evidence", "school-1", "-o", "pack")
    assert (bench.folder / "pack" / "chronology.docx").is_file()
    for words in (["guide", "school", "--format", "pdf"], [*LETTER, "--format", "pdf"]):
        refused = bench.run(*words, "-o", "a.pdf")
        assert refused.code == 2
        assert "pip install typst" in refused.err
        assert "--format docx" in refused.err
        assert not (bench.folder / "a.pdf").exists()
