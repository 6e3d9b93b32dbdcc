"""Files are read as text or named as damaged, and written whole or not at all."""

from __future__ import annotations

import os
from io import BytesIO
from pathlib import Path

import pytest
from conftest import Bench
from misses import over

from sferum_cli.errors import HELD, WINDOWS_CAUSES, BadUsage, DamagedFile, said_by
from sferum_cli.storage.files import PIECE, read_at_most, read_text, replace_file
from sferum_cli.text import en, ru


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


@pytest.mark.parametrize("lang", ["ru", "en"])
@pytest.mark.parametrize("number", [*HELD, 2])
def test_a_file_that_another_program_holds_is_said_to_be_held(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, lang: str, number: int
) -> None:
    """What Windows says of such a file is told apart by its own number."""

    class Denied(PermissionError):
        winerror = number

    def held(self: Path, target: Path) -> Path:
        raise Denied(13, "Permission denied", str(self))

    bench.lang, words = lang, {"ru": ru, "en": en}[lang].TEXT
    bench.ok("unlink", "school", "--role", "parent", "--no-input")
    monkeypatch.setattr("sferum_cli.storage.files.time.sleep", lambda _: None)
    monkeypatch.setattr(Path, "replace", held)
    outcome = bench.run("log", "school-1", "note", "--note", "x")
    assert outcome.code == 2
    is_held = number in HELD
    assert (words["cause.held"] in outcome.err) == is_held
    assert (words["cause.held.hint"] in outcome.err) == is_held
    assert (words["cause.rights.hint"] in outcome.err) != is_held


@over(WINDOWS_CAUSES)
def test_what_windows_says_by_its_own_number_has_its_cause(number: int) -> None:
    class Denied(PermissionError):
        winerror = number

    assert said_by(Denied(13, "x"))["cause"] == WINDOWS_CAUSES[number]
    assert said_by(BadUsage("error.write", **said_by(Denied(13, "x")))) == said_by(Denied(13, "x"))


@over(
    [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE, 3 * PIECE + 1], [0, PIECE, 2 * PIECE, 3 * PIECE]
)
def test_a_file_is_read_whole_or_known_to_be_too_large(size: int, limit: int) -> None:
    content = bytes(range(256)) * (size // 256) + b"x" * (size % 256)
    read = read_at_most(BytesIO(content), limit)
    assert read == content if size <= limit else len(read) > limit


def test_no_more_room_is_asked_for_than_fills_soon() -> None:
    asked = []

    class Endless(BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            asked.append(size)
            return b"\0" * (size or 0)

    assert len(read_at_most(Endless(), 1_000_000)) > 1_000_000
    assert set(asked) == {PIECE}
