"""The house rule of speed: every command has a budget of instructions, and CI holds it."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

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
def known() -> dict[str, float]:
    return tomllib.loads((ROOT / "benchmarks" / "budget.toml").read_text(encoding="utf-8"))


def test_every_command_has_its_row(budget: ModuleType) -> None:
    counted = {row.words.split()[0] for row in budget.ROWS if row.words and not row.tab}
    assert set(COMMANDS) - counted == set()


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
