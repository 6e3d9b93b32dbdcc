"""A file goes where -o says, and never where the program keeps its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Bench
from letter_answers import ANSWERS, LETTER, written

from sferum_cli.storage.inventory import OUR_FILES, OUR_FOLDERS, is_our_place

OWN = ("state.toml", "people.toml", "drafts.toml", "plan.toml", "STATE.TOML", "letters/school-1-letter-1.txt", "knowledge/paths/our.toml", ".pending/todo.toml", *OUR_FILES, *OUR_FOLDERS)  # fmt: skip
WRITING = (
    ("calendar",), ("data", "export"), ("guide", "school", "--role", "parent", "--format", "md"), ("evidence", "school-1"), ("report",), ("sources", "export"), ("sources", "check"),
)  # fmt: skip


@pytest.fixture
def home(bench: Bench) -> Bench:
    bench.ok("people", "add", "petya", "--acting-as", "parent")
    bench.ok("unlink", "school", "--person", "petya", "--no-input")
    return bench


@pytest.mark.parametrize("words", WRITING, ids=" ".join)
@pytest.mark.parametrize("name", OWN)
def test_what_the_program_keeps_is_replaced_by_no_output(
    home: Bench, words: tuple[str, ...], name: str
) -> None:
    before = {file: file.read_bytes() for file in home.folder.rglob("*") if file.is_file()}
    for force in ([], ["--force"]) if "evidence" not in words else ([],):
        outcome = home.run(*words, "-o", str(home.folder / name), *force)
        assert (outcome.code, name in outcome.err) == (2, True)
    assert {file: file.read_bytes() for file in home.folder.rglob("*") if file.is_file()} == before


def test_what_is_ours_is_known_by_any_way_that_leads_there(tmp_path: Path) -> None:
    home, inner = tmp_path / "home", tmp_path / "home" / "letters"
    inner.mkdir(parents=True)
    assert is_our_place(home, inner / ".." / "state.toml")
    assert is_our_place(inner / "..", home / "state.toml")
    assert not is_our_place(home, home / "dates.ics")
    assert not is_our_place(home, tmp_path / "state.toml")
    assert not is_our_place(home, tmp_path / "home-2" / "state.toml")


HEADS = {"PDF": b"%PDF", "docx": b"PK", "txt": "Директору".encode()}


def test_a_letter_is_what_the_end_of_its_name_says(bench: Bench) -> None:
    """A PDF that is called .docx opens in no office program."""
    written(bench, ANSWERS)
    bench.ok("unlink", "school", "--role", "parent", "--no-input")
    for end, head in HEADS.items():
        bench.ok(*LETTER, "-o", f"a.{end}", "--no-input")
        assert (bench.folder / f"a.{end}").read_bytes().startswith(head), end
    bench.ok(*LETTER, "--format", "txt", "-o", "told.pdf", "--no-input")
    assert (bench.folder / "told.pdf").read_bytes().startswith(HEADS["txt"])
    shown = ("letter", "--show", "1", "--request", "school-1", "--answers", "answers.toml")
    bench.ok(*shown, "-o", "again.docx")
    assert (bench.folder / "again.docx").read_bytes().startswith(b"PK")


def test_a_leaflet_is_what_the_end_of_its_name_says(bench: Bench) -> None:
    bench.folder.mkdir()
    for end, head in {"pdf": b"%PDF", "html": b"<!", "md": b"#"}.items():
        bench.ok("guide", "delete", "-o", f"g.{end}")
        assert (bench.folder / f"g.{end}").read_bytes().lower().startswith(head.lower()), end
