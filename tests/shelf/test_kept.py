"""What is kept of the knowledge is never older than the knowledge, and never in the way."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from sferum_cli.core.knowledge import Bilingual
from sferum_cli.shelf import (
    danger,
    deadlines,
    institutions,
    kept,
    knowledge,
    ladder,
    own,
    plan,
    playbook,
    search,
)
from sferum_cli.shelf.tables import SHIPPED

LOADERS = [
    loader
    for module in (danger, deadlines, institutions, knowledge, ladder, plan, playbook, search)
    for loader in vars(module).values()
    if hasattr(loader, "cache_clear") and hasattr(loader.__wrapped__, "__wrapped__")
]


class Told:
    """A loader that says how often it was asked."""

    __name__ = "told"

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self, *given: object, **named: object) -> Bilingual:
        self.asked += 1
        return Bilingual(f"{given}", f"{named} {self.asked}")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(kept, "PLACE", tmp_path / "kept")
    return tmp_path / "kept"


@pytest.fixture
def told(place: Path) -> Told:
    return Told()


def test_what_was_read_is_not_read_again(told: Told) -> None:
    read = kept.kept(told)
    assert read("school") == read("school")
    assert told.asked == 1
    assert read("vk") != read("school")
    assert read("school", institution="college") != read("school")
    assert told.asked == 3


@pytest.mark.parametrize("loader", LOADERS, ids=lambda loader: loader.__name__)
def test_what_is_kept_equals_what_was_read(loader: Callable[..., object], place: Path) -> None:
    given = {
        "path": ["school"],
        "path_head": ["school"],
        "read_path": ["school"],
        "institution_words": ["college"],
    }
    read = loader.__wrapped__  # type: ignore[attr-defined]  # past what this process remembers
    once = read(*given.get(loader.__name__, []))
    assert list(place.glob(f"{loader.__name__}*.kept"))
    assert read(*given.get(loader.__name__, [])) == once == loader(*given.get(loader.__name__, []))


def test_every_large_file_of_knowledge_has_a_loader_that_is_kept() -> None:
    assert {loader.__name__ for loader in LOADERS} >= {"path", "facts", "plays", "rule_texts"}


@pytest.mark.parametrize("changed", ["knowledge/facts.toml", "core/knowledge.py", "shelf/new.py"])
def test_a_change_of_a_file_or_of_the_code_makes_it_worthless(
    changed: str, told: Told, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for room in kept.ROOMS:
        (tmp_path / room).mkdir(parents=True)
    for file in ("knowledge/facts.toml", "core/knowledge.py"):
        (tmp_path / file).write_text("before", encoding="utf-8")
        os.utime(tmp_path / file, (1, 1))
    monkeypatch.setattr(kept, "SHIPPED", tmp_path / "knowledge")
    read = kept.kept(told)

    def again() -> None:
        kept._stamp.cache_clear()
        read("school")

    again()
    again()
    assert told.asked == 1
    (tmp_path / changed).write_text("after.", encoding="utf-8")
    again()
    assert told.asked == 2


def test_other_folders_and_own_knowledge_are_never_kept(
    told: Told, place: Path, tmp_path: Path
) -> None:
    read = kept.kept(told)
    read("school", tmp_path)
    own.use_own(tmp_path)
    try:
        read("school", SHIPPED)
    finally:
        own.use_own(None)
    read("../school")
    assert told.asked == 3
    assert not place.exists()


def test_nothing_is_kept_where_python_may_keep_no_bytecode(
    told: Told, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    kept.kept(told)("school")
    assert not place.exists()


def test_where_nothing_can_be_kept_it_is_read_each_time(told: Told, place: Path) -> None:
    place.write_text("a file where the folder would be", encoding="utf-8")
    read = kept.kept(told)
    read("school")
    read("school")
    assert told.asked == 2


@pytest.mark.parametrize("damage", [b"", b"junk", b"cut", b"other"])
def test_a_damaged_one_is_read_anew(damage: bytes, told: Told, place: Path) -> None:
    read = kept.kept(told)
    read("school")
    file = place / "told.school.kept"
    content = file.read_bytes()
    spoilt = {b"cut": content[:-9], b"other": kept._stamp() + b"\x80\x05cno_module\nx\n."}
    file.write_bytes(spoilt.get(damage, damage))
    assert read("school").en.endswith("2")
    assert file.read_bytes().startswith(kept._stamp())
    assert read("school").en.endswith("2")
