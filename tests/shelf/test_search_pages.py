"""The pages of a search: what is kept of them finds the same as what is made anew."""

from __future__ import annotations

import pickle

import pytest
from misses import over

from sferum_cli.core.knowledge import ROLES, Role
from sferum_cli.errors import NotFound
from sferum_cli.shelf import knowledge
from sferum_cli.shelf.search_pages import FOR_FEW, FOR_SOME, pages

SAID = ("код не приходит", "школа молчит", "удалить профиль", "рецепт борща", "school refused")


@over([None, *ROLES])
def test_a_kept_index_finds_what_a_new_one_finds(role: Role | None) -> None:
    found, index = pages(role, "school", None)
    kept_found, kept_index = pickle.loads(pickle.dumps((found, index)))
    assert kept_found == found
    assert [kept_index.find(said) for said in SAID] == [index.find(said) for said in SAID]
    assert [bool(index.find(said)) for said in SAID] == [True, True, True, False, True]


def test_every_page_leads_to_something_and_one_path_has_its_own_only() -> None:
    found, index = pages("parent", "school", "vk")
    assert {place.path for place in found.values()} == {"vk"}
    assert {hit.key for hit in index.find("код не приходит")} <= set(found)


def test_a_page_that_is_favoured_stands_before_its_equal() -> None:
    _, index = pages(None, "school", None)
    plain = index.find("код не приходит")
    last = plain[-1].key
    assert index.find("код не приходит", {last: 10.0})[0].key == last


def test_what_concerns_only_some_stands_back_while_nobody_said_who_asks() -> None:
    for path, share in (("vk", 1), ("family-protection", FOR_SOME), ("labour", FOR_FEW)):
        said = knowledge.path(path).steps[0].troubles[0].title.ru
        unsaid, told = (pages(role, "school", path)[1].find(said)[0] for role in (None, "parent"))
        assert (unsaid.key, unsaid.score) == (told.key, pytest.approx(told.score * share))


def test_a_path_that_is_not_there_is_told() -> None:
    with pytest.raises(NotFound):
        pages(None, "school", "nothing-such")
