"""The house rule of tests: they mirror the code, so that who knows a file knows its test."""

from __future__ import annotations

import re
from pathlib import Path

from misses import over

HERE = Path(__file__).parent
CODE = HERE.parent / "sferum_cli"
FOLDERS = ("cli", "core", "flows", "prompt", "render", "shelf", "storage")
OVER_ALL = {"cli/test_contract.py"}


def modules(folder: str) -> set[str]:
    return {file.stem for file in (CODE / folder).glob("*.py")} - {"__init__"}


def strays(tests: list[str], known: set[str]) -> list[str]:
    """Tests whose name does not begin as a module does: ``test_letter_forms`` is of ``letter``."""
    rooms = {name.split("_")[0] for name in known}
    return [test for test in tests if test.removeprefix("test_").split("_")[0] not in rooms]


def test_every_module_of_the_core_has_a_test_of_its_name() -> None:
    tests = {file.stem.removeprefix("test_") for file in (HERE / "core").glob("test_*.py")}
    assert sorted(modules("core") - tests) == [], "write tests/core/test_<module>.py"


@over(FOLDERS)
def test_a_test_bears_the_name_of_the_module_it_tries(folder: str) -> None:
    tests = (HERE / folder).glob("test_*.py")
    names = [f.stem for f in tests if f"{folder}/{f.name}" not in OVER_ALL]
    assert strays(sorted(names), modules(folder)) == []


def test_a_stray_would_be_seen() -> None:
    known = {"letter", "letter_forms", "status"}
    assert strays(["test_letter_mail", "test_status", "test_corners"], known) == ["test_corners"]


def test_a_page_names_only_tests_that_there_are() -> None:
    pages = [*HERE.parent.glob("*.md"), *(HERE.parent / "docs").rglob("*.md")]
    named = {
        place
        for page in pages
        for place in re.findall(r"`(tests/[\w/]+\.py)`", page.read_text(encoding="utf-8"))
    }
    assert len(named) > 20
    assert sorted(place for place in named if not (HERE.parent / place).exists()) == []
