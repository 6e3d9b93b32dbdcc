"""Modules that are loaded when something of them is used."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from sferum_cli.late import load_late

CODE = """
from pathlib import Path

with Path(__file__).with_name("loaded").open("a") as mark:
    mark.write("x")
ANSWER = 42
"""


@pytest.fixture
def mark(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The file in which a module ``late_one`` leaves an x each time that its code runs."""
    (tmp_path / "late_one.py").write_text(CODE, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    yield tmp_path / "loaded"
    sys.modules.pop("late_one", None)


def test_a_late_module_is_loaded_when_something_of_it_is_used_and_only_once(mark: Path) -> None:
    load_late("late_one")
    first, second = import_module("late_one"), import_module("late_one")
    assert not mark.exists()
    assert (first.ANSWER, second.ANSWER) == (42, 42)
    assert mark.read_text(encoding="utf-8") == "x"
    assert first is second is sys.modules["late_one"]


def test_a_name_taken_out_of_it_loads_it_at_once(mark: Path) -> None:
    load_late("late_one")
    exec("from late_one import ANSWER", {})
    assert mark.exists()


def test_what_it_lacks_it_lacks_as_every_module_does(mark: Path) -> None:
    load_late("late_one")
    assert not hasattr(import_module("late_one"), "QUESTION")
    assert mark.exists()


def test_what_is_loaded_stays_as_it_is_and_what_is_not_there_is_missed_as_ever(mark: Path) -> None:
    loaded = import_module("late_one")
    load_late("late_one", "there_is_no_such_module")
    assert sys.modules["late_one"] is loaded
    assert mark.read_text(encoding="utf-8") == "x"
    with pytest.raises(ModuleNotFoundError):
        import_module("there_is_no_such_module")
