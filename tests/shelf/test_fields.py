"""Each answer of a letter has one whole row, from which it is asked for, read and kept."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pytest

from sferum_cli.core.codes import Sex
from sferum_cli.core.fields import FieldType
from sferum_cli.core.knowledge import SchoolKind
from sferum_cli.core.letter_kinds import SITUATION
from sferum_cli.core.people import FIELDS, answer_name
from sferum_cli.errors import DamagedFile
from sferum_cli.shelf.fields import answer_fields
from sferum_cli.shelf.letters import kind_ids, letter_kind
from sferum_cli.shelf.tables import SHIPPED

ROW = """
[[field]]
id = "applicant.motto"
type = "line"
title.ru = "Ваш девиз"
title.en = "Your motto"
"""
Change = Callable[[str, str, str], Path]


@pytest.fixture
def changed(tmp_path: Path) -> Change:
    """A copy of the knowledge in which one text of a file is another."""
    folder = tmp_path / "knowledge"
    shutil.copytree(SHIPPED, folder, ignore=shutil.ignore_patterns("__pycache__"))

    def change(name: str, old: str, new: str) -> Path:
        text = (folder / name).read_text(encoding="utf-8")
        assert old in text
        (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")
        return folder

    return change


def test_every_answer_of_a_letter_has_its_row_and_every_row_its_letter() -> None:
    used = {name for kind in kind_ids() for name in letter_kind(kind).fields}
    assert used.isdisjoint(SITUATION)
    assert used | set(SITUATION) == set(answer_fields())


def test_a_letter_with_an_answer_that_has_no_row_is_damaged(changed: Change) -> None:
    folder = changed("letters/clauses.toml", "{applicant.phone}", "{applicant.motto}")
    with pytest.raises(DamagedFile):
        letter_kind("access", folder)


def test_a_new_answer_is_one_row(changed: Change) -> None:
    changed("letters/clauses.toml", "{applicant.phone}", "{applicant.motto}")
    folder = changed("fields.toml", "\n[[field]]", ROW + "\n[[field]]")
    assert "applicant.motto" in letter_kind("access", folder).fields
    assert answer_fields(folder)["applicant.motto"].question.en == "Your motto"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('id = "applicant.phone"\n', ""),
        ('type = "phone"\n', ""),
        ('type = "phone"', 'type = "telephone"'),
        ('title.ru = "Ваше имя"\n', ""),
        ('title.en = "Your given name"', 'title.en = ""'),
        ('ask.en = "Your surname, in Russian"\n', ""),
        ('type = "phone"', 'type = "choice"'),
        ('text.en = "male"\n', ""),
        ("kept = true", "kpet = true"),
    ],
)
def test_an_empty_cell_is_damage(changed: Change, old: str, new: str) -> None:
    with pytest.raises(DamagedFile):
        answer_fields(changed("fields.toml", old, new))


def test_what_may_be_kept_is_what_a_person_can_have() -> None:
    kept = {field.id for field in answer_fields().values() if field.kept}
    assert kept == {answer_name(name) for name in FIELDS}


def test_every_type_is_used_and_the_codes_are_those_of_the_program() -> None:
    fields = answer_fields()
    assert {field.type for field in fields.values()} == set(get_args(FieldType))
    assert {field.codes for field in fields.values() if field.type == "sex"} == {get_args(Sex)}
    assert fields["school.kind"].codes == get_args(SchoolKind)


def test_an_answer_is_asked_for_after_the_one_without_which_it_is_pointless() -> None:
    fields = list(answer_fields())
    for field in answer_fields().values():
        if field.after:
            assert fields.index(field.after) < fields.index(field.id)
