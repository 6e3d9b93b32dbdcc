"""The house rule of speed: every command has a budget of instructions, and CI holds it."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from typer.main import get_command

from sferum_cli.cli.app import app
from sferum_cli.cli.contents import COMMANDS

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def budget() -> Iterator[ModuleType]:
    pytest.importorskip("pty", reason="terminals are counted where there are such: not on Windows")
    sys.path.insert(0, str(ROOT / "benchmarks"))
    import budget

    yield budget
    sys.path.remove(str(ROOT / "benchmarks"))


@pytest.fixture(scope="module")
def scale() -> Iterator[ModuleType]:
    sys.path.insert(0, str(ROOT / "benchmarks"))
    import scale

    yield scale
    sys.path.remove(str(ROOT / "benchmarks"))


@pytest.fixture(scope="module")
def known() -> dict[str, float]:
    return tomllib.loads((ROOT / "benchmarks" / "budget.toml").read_text(encoding="utf-8"))


# What asks before it does anything, if nothing is said: somebody waits for its first words.
ASKING = ("", "start", "unlink", "delete", "continue", "log", "letter")


def leaves(group: Any, *before: str) -> Iterator[str]:
    """Every command and every command of a group, as it is typed."""
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from leaves(command, *before, name)
        else:
            yield " ".join((*before, name))


def test_every_command_has_its_row(budget: ModuleType) -> None:
    counted = [f"{row.words} " for row in budget.ROWS if row.where == "pipe" and not row.tab]
    every = [*leaves(get_command(app)), *COMMANDS]
    assert [name for name in every if not any(row.startswith(f"{name} ") for row in counted)] == []


def test_every_command_that_asks_has_a_row_to_its_first_words(budget: ModuleType) -> None:
    counted = {row.words.partition(" ")[0] for row in budget.ROWS if row.where == "first"}
    assert set(ASKING) - counted == set()


def test_pages_on_a_terminal_first_words_tab_and_many_requests_have_rows(
    budget: ModuleType,
) -> None:
    kinds = {(row.where, row.tab, row.many) for row in budget.ROWS}
    assert {("terminal", False, False), ("first", False, False)} < kinds
    assert {("pipe", True, False), ("pipe", False, True)} < kinds


def test_the_file_has_the_rows_that_are_counted_and_no_other(
    budget: ModuleType, known: dict[str, float]
) -> None:
    assert list(known) == [row.title for row in budget.ROWS]
    lightest = 0.5  # Tab is answered without the framework, by less than its hello
    assert all(lightest < figure < 30 for figure in known.values())


def test_the_page_has_the_figures_of_the_file(budget: ModuleType, known: dict[str, float]) -> None:
    page = budget.PAGE.read_text(encoding="utf-8")
    written = page.partition(budget.BEGIN)[2].partition(budget.END)[0]
    assert written.strip() == budget.table(known)


@pytest.mark.parametrize(
    ("figure", "before", "said"),
    [
        (1.5, 1.5, ""),
        (1.54, 1.5, ""),
        (1.6, 1.5, "OVER"),
        (1.3, 1.5, "lower it"),
        (1.5, None, "NEW"),
    ],
)
def test_a_slower_command_is_over_its_budget(
    figure: float, before: float | None, said: str, budget: ModuleType
) -> None:
    assert budget.verdict(figure, before) == said


def test_what_has_no_figure_yet_can_be_counted_alone(
    budget: ModuleType, known: dict[str, float], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "budget.toml"
    left = {title: figure for title, figure in known.items() if title != "sferum due"}
    file.write_text("\n".join(f'"{title}" = {figure}' for title, figure in left.items()))
    monkeypatch.setattr(budget, "FILE", file)
    monkeypatch.setattr(budget, "write_page", lambda _: None)
    monkeypatch.setattr(budget.shutil, "which", lambda _: "/usr/bin/valgrind")
    monkeypatch.setattr(budget, "figures", lambda rows: {row.title: 1.25 for row in rows})
    assert budget.run(["--new", "--write"]) == 0
    assert tomllib.loads(file.read_text()) == known | {"sferum due": 1.25}


def test_a_run_fails_where_a_command_is_over(
    budget: ModuleType, known: dict[str, float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(budget.shutil, "which", lambda _: "/usr/bin/valgrind")
    now = {row.title: known[row.title] for row in budget.ROWS if row.short}
    monkeypatch.setattr(budget, "figures", lambda _: now)
    assert budget.run(["--short"]) == 0
    now["sferum status"] *= 1.1
    assert budget.run(["--short"]) == 1


def test_ci_counts_where_it_can() -> None:
    recipe = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "make --no-print-directory budget ARGS=--short || failed=1" in recipe
    assert "valgrind:valgrind" in recipe


@pytest.mark.parametrize(
    ("seconds", "too_fast"),
    [
        ((0.1, 0.5, 1.0), False),
        ((0.1, 0.5, 1.6), True),  # what a command takes in any case does not hide it
        ((0.1, 0.11, 0.15), False),  # too little to be told from what else the machine does
    ],
)
def test_work_that_costs_too_much_when_doubled_is_seen(
    seconds: tuple[float, ...], too_fast: bool, scale: ModuleType
) -> None:
    assert scale.grows_too_fast(seconds) is too_fast


def test_what_grows_is_doubled_last(scale: ModuleType) -> None:
    wrong = [each.what for each in scale.GROWTH if each.amounts[-1] != 2 * each.amounts[-2]]
    assert wrong == []
    asked = {(each.what, amount) for each in scale.GROWTH for amount in each.amounts}
    assert {("requests", n) for n in (10, 100, 1000)} < asked
    assert {("events in one request", 500), ("cases", 50), ("kept files", 1000)} < asked
