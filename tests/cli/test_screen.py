"""Pages that are only to be read: a screen at a time, or in the person's own pager."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from sferum_cli.cli.screen import to_read
from sferum_cli.computer import Computer
from sferum_cli.render.blocks import Heading, Items
from sferum_cli.world import World

LONG = [Heading("Содержание"), Items(tuple(f"строка {n}" for n in range(60)))]


class Terminal(io.StringIO):
    encoding = "utf-8"  # type: ignore[assignment]  # that of a terminal, not of a string

    def isatty(self) -> bool:
        return True


def at_a_terminal(typed: str, **environ: str) -> World:
    world = World(Terminal(typed), Terminal(), io.StringIO(), environ=environ)
    world.language = "ru"
    return world


def written(world: World) -> str:
    return str(world.stdout.getvalue())  # type: ignore[attr-defined]  # a string of ours


def test_a_long_page_waits_for_enter_and_ends_where_it_is_enough() -> None:
    whole, enough = at_a_terminal("\n" * 9), at_a_terminal("q\n")
    to_read(whole, LONG)
    to_read(enough, LONG)
    assert "строка 59" in written(whole)
    assert written(whole).count("хватит") == 2
    assert "строка 5" in written(enough)
    assert "строка 59" not in written(enough)


@pytest.mark.parametrize("starts", [True, False])
def test_the_pager_that_is_set_reads_it_and_without_it_the_program_does(starts: bool) -> None:
    read: list[tuple[list[str], str]] = []
    world = at_a_terminal("\n" * 9, PAGER="less -R")
    pager = SimpleNamespace(read_through=lambda words, text: read.append((words, text)) or starts)
    world.computer = lambda: pager  # type: ignore[assignment,return-value]  # all that is asked of it
    to_read(world, LONG)
    assert [words for words, _ in read] == [["less", "-R"]]
    assert "строка 59" in read[0][1]
    assert ("строка 59" in written(world)) == (not starts)


def test_piped_and_on_plain_lines_nothing_waits() -> None:
    piped = World(io.StringIO(), io.StringIO(), io.StringIO(), environ={"PAGER": "less"})
    plain = at_a_terminal("", PAGER="less")
    plain.plain = True
    for world in (piped, plain):
        to_read(world, LONG)
        assert "строка 59" in written(world)
        assert "хватит" not in written(world)


def test_a_real_pager_gets_the_text_and_one_that_is_not_there_says_so(tmp_path: Path) -> None:
    copy = tmp_path / "read.txt"
    program = f"import sys; open({str(copy)!r}, 'wb').write(sys.stdin.buffer.read())"
    computer = Computer({"PATH": "", "SYSTEMROOT": "C:\\Windows"})
    assert computer.read_through([sys.executable, "-c", program], "строка\n")
    assert copy.read_text(encoding="utf-8") == "строка\n"
    assert not computer.read_through(["no-such-pager"], "строка\n")
