"""Files are read as text or named as damaged, and written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sferum_cli.errors import BadUsage, DamagedFile
from sferum_cli.storage.files import read_text, replace_file


def test_a_file_that_is_no_text_or_cannot_be_read_is_damaged(tmp_path: Path) -> None:
    (tmp_path / "bytes").write_bytes(b"\xff")
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    for name in ("bytes", "folder", "link"):
        with pytest.raises(DamagedFile):
            read_text(tmp_path / name)


def test_a_place_that_says_no_keeps_what_it_has_and_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(BadUsage):
        replace_file(tmp_path / "folder", b"new")
    assert os.listdir(tmp_path) == ["folder"]
