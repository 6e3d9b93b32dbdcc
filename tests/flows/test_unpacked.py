"""The single file unpacks itself somewhere: that place is told, and a wipe names it."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from types import ModuleType

import pytest
from conftest import Bench

import sferum_cli.world
from sferum_cli.world import World


@pytest.fixture
def unpacked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """What a run of sferum.pyz looks like from inside: its starter, and a folder of its own."""
    place = tmp_path / ".shiv" / "sferum.pyz_1"
    monkeypatch.setitem(sys.modules, "_bootstrap", ModuleType("_bootstrap"))
    world = place / "site-packages" / "sferum_cli" / "world.py"
    monkeypatch.setattr(sferum_cli.world, "__file__", str(world))
    return place


def test_where_names_the_folder(bench: Bench, unpacked: Path) -> None:
    assert str(unpacked) in bench.ok("data", "where")
    assert json.loads(bench.ok("data", "where", "--json"))["unpacked"] == str(unpacked)


@pytest.mark.parametrize("empty", [True, False])
def test_a_wipe_names_what_it_leaves(bench: Bench, unpacked: Path, *, empty: bool) -> None:
    if not empty:
        bench.ok("unlink", "school", "--role", "parent", "--no-input")
    assert str(unpacked) in bench.ok("data", "wipe", "--confirm")
    assert "unpacked" in json.loads(bench.ok("data", "wipe", "--confirm", "--json"))["beyond"]


def test_installed_in_another_way_there_is_no_such_folder(bench: Bench) -> None:
    assert World(io.StringIO(), io.StringIO(), io.StringIO(), environ={}).unpacked is None
    assert "unpacked" not in json.loads(bench.ok("data", "where", "--json"))
    assert "pyz" not in bench.ok("data", "wipe", "--confirm")
