"""Where the power is cut: here the disk is waited for, as the program asks."""

from __future__ import annotations

import os

import pytest

DISK = {name: getattr(os, name) for name in ("fsync", "sync") if hasattr(os, name)}


@pytest.fixture(autouse=True)
def power_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, call in DISK.items():
        monkeypatch.setattr(os, name, call)
