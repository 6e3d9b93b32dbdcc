"""The search, measured: people's own words, and what it does not know."""

from __future__ import annotations

import pytest
import search_figures
from search_figures import PAGES, SAID, UNSEEN, body, measured

from sferum_cli.shelf import knowledge
from sferum_cli.shelf.letters import kind_ids
from sferum_cli.shelf.search import phrases, topics

KNOWN = [each for each in measured() if each.answers]
UNKNOWN = [each for each in measured() if not each.answers]


def places() -> set[str]:
    paths = [knowledge.path(name) for name in knowledge.path_ids()]
    troubles = {f"{p.id}:{x.id}" for p in paths for step in p.steps for x in step.troubles}
    contacts = {f"contact:{name}" for name in knowledge.contacts()}
    letters = {f"letter:{name}" for name in kind_ids()}
    return {p.id for p in paths} | troubles | contacts | letters | {x.id for x in topics()}


def test_enough_is_asked_and_enough_of_it_has_no_answer() -> None:
    assert len(KNOWN) >= 400
    assert len(UNKNOWN) >= 100
    said = [each.said for each in (*measured(SAID), *measured(UNSEEN))]
    assert sorted({x for x in said if said.count(x) > 1}) == []


def test_every_answer_and_every_phrase_leads_somewhere() -> None:
    wanted = {answer for each in (*measured(SAID), *measured(UNSEEN)) for answer in each.answers}
    assert sorted((wanted | set(phrases())) - places()) == []


def test_the_first_find_is_right_and_the_first_three_nearly_always() -> None:
    assert sum(each.right_within(1) for each in KNOWN) >= 0.9 * len(KNOWN)
    assert sum(each.right_within(3) for each in KNOWN) >= 0.95 * len(KNOWN)


def test_what_has_no_answer_gets_none() -> None:
    assert [each.said for each in UNKNOWN if each.found] == []


@pytest.mark.parametrize(("page", "lang"), PAGES.items())
def test_the_pages_say_what_is_measured(page: str, lang: str) -> None:
    told = (search_figures.TESTS.parent / "docs" / page).read_text(encoding="utf-8")
    for row in body(lang).splitlines():
        assert row in told, "run `make update`"
