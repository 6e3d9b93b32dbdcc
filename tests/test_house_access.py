"""The house rule of access: nothing is said by colour, by a sign or by redrawing alone."""

from __future__ import annotations

import io
import os
import re
from pathlib import Path

import pytest
from conftest import Bench, Terminal
from misses import over
from rich.color import Color

from sferum_cli.__main__ import main
from sferum_cli.render import rich_screen
from sferum_cli.render.blocks import Block, Command, Heading, Items, Panel, Text
from sferum_cli.render.rich_screen import paint_rich
from sferum_cli.world import World

SOURCES = [
    Path(rich_screen.__file__).read_text(encoding="utf-8"),
    *(
        file.read_text(encoding="utf-8")
        for file in sorted((Path(rich_screen.__file__).parent.parent / "prompt").glob("*.py"))
    ),
]
# White, black, and the grounds that people get with Windows, Ubuntu, VS Code and Solarized.
GROUNDS = ("ffffff", "000000", "0c0c0c", "300a24", "1e1e1e", "fdf6e3", "002b36")
PAGE: list[Block] = [
    Heading("Шаг", (1, 3)), Text("всё хорошо", "good"), Text("не подтверждено", "warn"), Panel("Важно", ("нажмите «Готово»",), "danger"), Items(("раз",), "что", True), Command("sferum undo", "зачем"),
]  # fmt: skip
SIGNS = "✓✗●○■□▲▼★☆→←⚠❗✔✘!"


def luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    r, g, b = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2.2."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def colours() -> list[str]:
    numbers = {int(n) for source in SOURCES for n in re.findall(r"color\((\d+)\)", source)}
    assert min(numbers) >= 16, "the first sixteen look different everywhere"
    named = {found for source in SOURCES for found in re.findall(r"fg:#([0-9a-f]{6})", source)}
    of_table = (Color.parse(f"color({n})").get_truecolor() for n in numbers)
    return sorted(named | {f"{c.red:02x}{c.green:02x}{c.blue:02x}" for c in of_table})


def test_contrast_is_computed_as_the_standard_says() -> None:
    assert round(contrast("ffffff", "000000"), 2) == 21
    assert round(contrast("767676", "ffffff"), 2) == 4.54


@over(GROUNDS)
def test_every_colour_is_legible_on_light_and_on_dark(ground: str) -> None:
    assert {c: round(contrast(c, ground), 1) for c in colours() if contrast(c, ground) < 3} == {}


def test_no_style_but_those_that_are_measured_is_used() -> None:
    names = "black|red|green|yellow|blue|magenta|cyan|white|dim|reverse|blink"
    for source in SOURCES:
        for style in re.findall(r'style=?"?[^")]*"([^"]*)"', source):
            assert not re.search(rf"\b({names})\b", style), style


def painted(colour: bool) -> str:
    paper = io.StringIO()
    paint_rich(PAGE, paper, width=80, colour=colour)
    return paper.getvalue()


def codes(page: str) -> set[str]:
    return {code for found in re.findall(r"\x1b\[([0-9;]*)m", page) for code in found.split(";")}


def test_no_color_leaves_bold_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "38" in codes(painted(colour=True))
    assert codes(painted(colour=False)) <= {"0", "1"}


@pytest.mark.skipif(os.name == "nt", reason="Windows tells its colours by the console, not by TERM")
def test_a_terminal_of_sixteen_colours_gets_bold_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("COLORTERM", raising=False)
    assert codes(painted(colour=True)) <= {"0", "1"}


def test_without_colour_the_same_words_are_there() -> None:
    bare = re.compile(r"\x1b\[[0-9;]*m")
    assert bare.sub("", painted(colour=True)) == bare.sub("", painted(colour=False))


class Utf8Terminal(Terminal):
    encoding = "utf-8"  # type: ignore[assignment]


def test_no_color_in_the_environment_is_heeded(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    for environ, coloured in (({}, True), ({"NO_COLOR": "1"}, False)):
        stdout = Utf8Terminal()
        world = World(io.StringIO(), stdout, io.StringIO(), environ={"SFERUM_HOME": str(bench.folder), **environ})  # fmt: skip
        world.obeys_escapes = lambda _: True  # a stream of a test is no console of Windows
        assert main(["support"], world) == 0
        assert ("38" in codes(stdout.getvalue())) == coloured, environ


def test_no_sentence_is_a_sign_alone() -> None:
    from sferum_cli.text import en, ru

    for table in (ru, en):
        for key, sentence in table.TEXT.items():
            words = re.sub(r"\{\w+\}", "x", sentence)
            assert any(c.isalnum() or c == "№" for c in words), (key, sentence)
            assert not [c for c in words if c in SIGNS[:-1]], (key, sentence)


DRAWN = {"rich_screen.py", "timeline.py", "qr.py"}  # each has the same in words beside it


def test_signs_are_drawn_only_where_the_same_is_said_in_words() -> None:
    for file in Path(rich_screen.__file__).parent.parent.rglob("*.py"):
        if file.name not in DRAWN | {"legible.py"}:
            source = file.read_text(encoding="utf-8")
            assert not [c for c in SIGNS[:-1] if c in source], file.name
