"""Kinds of letters: what each must know, and the people that it names."""

from __future__ import annotations

from misses import over

from sferum_cli.core.letter_kinds import missing, more_children, names_of
from sferum_cli.core.letter_record import TOLD
from sferum_cli.shelf.letters import kind_ids, letter_kind


@over(kind_ids())
def test_what_a_kind_needs_is_among_what_it_uses(kind_id: str) -> None:
    kind = letter_kind(kind_id)
    assert {*kind.required} <= {*kind.fields}
    assert {*kind.required}.isdisjoint(kind.optional)
    assert {*kind.required, *kind.optional} == {*kind.fields}
    assert missing(kind, {}) == kind.needed({})
    assert missing(kind, dict.fromkeys(kind.fields, "____")) == ()


@over(kind_ids())
def test_of_use_is_only_what_it_can_use_the_needed_first(kind_id: str) -> None:
    kind = letter_kind(kind_id)
    used = kind.of_use({})
    needed = tuple(name for name in kind.needed({}) if name not in TOLD.values())
    assert used[: len(needed)] == needed
    assert len({*used}) == len(used)


def test_children_are_counted_without_a_gap() -> None:
    told = {
        "child.surname": "а",
        "child2.surname": "б",
        "child3.surname": "в",
        "child5.surname": "г",
    }
    assert more_children(told) == ("child2", "child3")
    assert more_children({"child3.surname": "в"}) == ()


def test_a_name_is_there_with_its_surname_and_the_head_by_the_school() -> None:
    told = {"applicant.given": "Анна", "school.head.surname": "Сорока", "school.head.sex": "female"}
    found = names_of(told)
    assert [*found] == ["head"]
    assert (found["head"].surname, found["head"].sex) == ("Сорока", "female")
    assert names_of({"child.surname": "Я", "child.sex": "odd"})["child"].sex is None
