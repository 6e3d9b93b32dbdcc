"""The field guide to print or to send on: every word there, nothing obeyed, the same bytes."""

from __future__ import annotations

import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest
from conftest import Bench

from sferum_cli.render.blocks import Heading, Text
from sferum_cli.render.guide_files import to_html, to_markdown
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
    pages = [([Heading(hostile), Text(hostile)], None)]
    assert "<script" not in to_html(pages, title=hostile, language="ru")
    assert "[b](javascript:c)" not in to_markdown(pages)
