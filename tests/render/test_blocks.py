"""Every kind of block in every form: nothing that a page says is lost on the way."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from misses import over

from sferum_cli.render.blocks import Block, Command, Drawing, Heading, Items, Pairs, Panel, Text
from sferum_cli.render.guide_files import GuidePage, Leaflet, to_html, to_markdown
from sferum_cli.render.guide_pdf import to_guide_pdf
from sferum_cli.render.plain import paint_plain
from sferum_cli.render.qr import qr_code
from sferum_cli.render.rich_screen import paint_rich

PAGE: list[Block] = [
    Heading("one", (1, 2)),
    Text("two", "warn"),
    Items(("three",), "four", numbered=True),
    Items(("five",)),
    Pairs((("six", "seven"),), "eight"),
    Pairs((("nine", "ten"),)),
    Panel("eleven", ("twelve",), "danger"),
    Command("sferum status", "thirteen", "fourteen"),
    Command("sferum due"),
    Drawing(("--|--",), ("fifteen",)),
]
WORDS = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
]


LEAFLET = Leaflet("title", "today", (GuidePage("page", "one", tuple(PAGE)),), "en")


def markdown() -> str:
    return to_markdown(LEAFLET)


def html() -> str:
    return to_html(LEAFLET)


def lines() -> str:
    return paint_plain(PAGE, width=None)


def narrow_lines() -> str:
    return paint_plain(PAGE, width=40)


def screen() -> str:
    stream = io.StringIO()
    paint_rich(PAGE, stream, width=60, colour=False)
    return stream.getvalue()


@over([markdown, html, lines, narrow_lines, screen])
def test_each_form_says_every_word(made: Callable[[], str]) -> None:
    page = made()
    assert [word for word in WORDS if word not in page] == []
    assert "sferum status" in page
    assert "sferum due" in page


def test_a_pdf_says_every_word_too(tmp_path: Path) -> None:
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext is not installed")
    (tmp_path / "page.pdf").write_bytes(to_guide_pdf(LEAFLET))
    words = ["pdftotext", "-layout", tmp_path / "page.pdf", "-"]
    page = subprocess.run(words, capture_output=True, encoding="utf-8", check=True).stdout
    assert [word for word in WORDS if word not in page] == []


@over([markdown, html, lines, narrow_lines])
def test_a_drawing_is_told_in_sentences_where_it_is_read(made: Callable[[], str]) -> None:
    page = made()
    assert "fifteen" in page
    assert "--|--" not in page


def test_a_drawing_is_drawn_on_a_screen() -> None:
    page = screen()
    assert "--|--" in page
    assert "fifteen" not in page


def test_a_code_to_scan_is_square_with_white_around_it() -> None:
    code = qr_code("https://sferum.ru")
    width = len(code.lines[0])
    assert {len(line) for line in code.lines} == {width}
    assert (len(code.lines) * 2 - width) in (0, 1)
    assert code.lines[0].strip() == code.lines[-1].strip() == ""
    assert code.sentences == ("https://sferum.ru",)
    assert code.paper
