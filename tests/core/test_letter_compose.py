"""Composing a letter: the same from the same answers, and none where something is missing."""

from __future__ import annotations

import pytest
from letter_answers import letter_of
from misses import over

from sferum_cli.core.frozen import replace
from sferum_cli.core.letter_compose import compose
from sferum_cli.core.letters import Numbered, Signature
from sferum_cli.errors import DamagedFile, NeedsAnswer
from sferum_cli.shelf.letters import form, kind_ids, letter_kind

SIGNED = (Signature("{nobody.knows}"),)
ORDINARY = sorted({*kind_ids()} - {"reminder"})


@over(ORDINARY)
def test_the_same_answers_make_the_same_letter(kind_id: str) -> None:
    assert letter_of(kind_id) == letter_of(kind_id)


@over(ORDINARY)
def test_the_points_end_with_semicolons_and_the_last_with_a_stop(kind_id: str) -> None:
    for block in letter_of(kind_id).blocks:
        if isinstance(block, Numbered):
            *before, last = block.items
            assert all(item.endswith(";") for item in before)
            assert last.endswith(".")


def test_what_is_missing_is_named_and_nothing_unfilled_leaves() -> None:
    kind = letter_kind("school-parent")
    with pytest.raises(NeedsAnswer) as refusal:
        compose(kind, {}, lambda who, forms: who, date="", labels=form().labels)
    assert refusal.value.values["names"] == kind.needed({})


def test_a_placeholder_that_the_kind_cannot_fill_is_a_slip_in_its_file() -> None:
    kind = letter_kind("school-parent")
    wrong = replace(kind, subjects=(), heading="x", parts=(), attachments=(), signatures=SIGNED)
    values = dict.fromkeys(kind.fields, "x")
    with pytest.raises(DamagedFile) as refusal:
        compose(wrong, values, lambda who, _: who, date="", labels=form().labels)
    assert refusal.value.values["where"] == "letters/school-parent"
