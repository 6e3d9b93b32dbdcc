"""The search, measured: people's own words, and what it does not know."""

from __future__ import annotations

import search_figures
from search_figures import PAGES, SAID, UNSEEN, body, measured, said_in

from sferum_cli.shelf import knowledge
from sferum_cli.shelf.letters import kind_ids
from sferum_cli.shelf.search import phrases, topics

KNOWN = [said for said, answers in said_in(SAID) if answers]
UNKNOWN = [said for said, answers in said_in(SAID) if not answers]


def places() -> set[str]:
    paths = [knowledge.path(name) for name in knowledge.path_ids()]
    troubles = {f"{p.id}:{x.id}" for p in paths for step in p.steps for x in step.troubles}
    contacts = {f"contact:{name}" for name in knowledge.contacts()}
    letters = {f"letter:{name}" for name in kind_ids()}
    return {p.id for p in paths} | troubles | contacts | letters | {x.id for x in topics()}


def test_enough_is_asked_and_enough_of_it_has_no_answer() -> None:
    assert len(KNOWN) >= 400
    assert len(UNKNOWN) >= 100
    said = [said for said, _ in (*said_in(SAID), *said_in(UNSEEN))]
    assert sorted({x for x in said if said.count(x) > 1}) == []


def test_every_answer_and_every_phrase_leads_somewhere() -> None:
    wanted = {each for _, answers in (*said_in(SAID), *said_in(UNSEEN)) for each in answers}
    assert sorted((wanted | set(phrases())) - places()) == []


def test_the_search_is_right_as_often_as_the_pages_say_and_that_is_enough() -> None:
    known = [each for each in measured() if each.answers]
    assert sum(each.right_within(1) for each in known) >= 0.9 * len(known)
    assert sum(each.right_within(3) for each in known) >= 0.95 * len(known)
    assert [each.said for each in measured() if each.found and not each.answers] == []
    for page, lang in PAGES.items():
        told = (search_figures.TESTS.parent / "docs" / page).read_text(encoding="utf-8")
        missing = [row for row in body(lang).splitlines() if row not in told]
        assert missing == [], "run `make update`"
