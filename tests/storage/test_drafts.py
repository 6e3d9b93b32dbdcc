"""Drafts on the disk: read back as they were written, told apart by kind and person, never half."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sferum_cli.errors import BadUsage, DamagedFile
from sferum_cli.storage import files
from sferum_cli.storage.drafts import (
    DRAFTS,
    Draft,
    dump_drafts,
    forget_draft,
    keep_draft,
    load_drafts,
    parse_drafts,
)

DAY = date(2026, 11, 23)


def draft(kind: str = "access", person: str = "", **answers: str) -> Draft:
    return Draft(kind, person, DAY, answers)


words = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@given(
    st.lists(st.builds(Draft, words, words, st.dates(), st.dictionaries(words, words)), min_size=1)
)
def test_what_is_written_is_read_back(drafts: list[Draft]) -> None:
    text = (dump_drafts(drafts) or b"").decode()
    assert parse_drafts(text, Path("x")) == tuple(drafts)


def test_one_draft_a_kind_and_person_capitals_aside(tmp_path: Path) -> None:
    keep_draft(tmp_path, draft(person="Masha", role="parent"))
    keep_draft(tmp_path, draft(person="petya"))
    keep_draft(tmp_path, draft(person="masha", role="teacher"))
    assert [(each.person, dict(each.answers)) for each in load_drafts(tmp_path)] == [
        ("petya", {}),
        ("masha", {"role": "teacher"}),
    ]
    keep_draft(tmp_path, draft("operator", "masha"), instead=("access", "masha"))
    assert [each.kind for each in load_drafts(tmp_path)] == ["access", "operator"]


def test_the_last_draft_takes_the_file_along(tmp_path: Path) -> None:
    assert load_drafts(tmp_path) == ()
    forget_draft(tmp_path, "access", "")
    keep_draft(tmp_path, draft())
    forget_draft(tmp_path, "operator", "")
    assert len(load_drafts(tmp_path)) == 1
    forget_draft(tmp_path, "access", "")
    assert not (tmp_path / DRAFTS).exists()


@pytest.mark.parametrize(
    "text",
    [
        "no toml", "draft = 5\nschema = 1", "schema = 1\n[[draft]]\nkind = 'a'", "[[draft]]\n",
        "schema = 1\ndraft = [5]", "schema = 9\n",
        "schema = 1\n[[draft]]\nkind = 'a'\nperson = ''\nday = 'now'\n[draft.answers]\n",
        "schema = 1\n[[draft]]\nkind = 'a'\nperson = ''\nday = '2026-11-23'\nanswers = {a = 5}\n",
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_named_and_left(tmp_path: Path, text: str) -> None:
    file = tmp_path / DRAFTS
    file.write_text(text, encoding="utf-8")
    with pytest.raises(DamagedFile) as caught:
        keep_draft(tmp_path, draft())
    assert caught.value.values["file"] == file
    assert file.read_text(encoding="utf-8") == text


def test_a_disk_that_says_no_leaves_the_draft_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_draft(tmp_path, draft(role="parent"))

    def refuse(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files, "write_new_file", refuse)
    with pytest.raises(BadUsage):
        keep_draft(tmp_path, draft(role="teacher"))
    monkeypatch.undo()
    (kept,) = load_drafts(tmp_path)
    assert kept.answers == {"role": "parent"}
