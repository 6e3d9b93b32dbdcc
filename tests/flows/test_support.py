"""Who can be asked, each contact with how well it is known."""

from __future__ import annotations

import pytest
from conftest import Bench, js

from sferum_cli.shelf import knowledge
from sferum_cli.text import en, ru


def test_support_tells_the_contacts_of_the_article_as_unconfirmed(bench: Bench) -> None:
    told = js(bench, "support")
    trust = {contact["value"]: contact["trust"] for contact in told["contacts"]}
    assert trust["8-800-222-30-32"] == "unconfirmed"
    assert trust["support@sferum.ru"] == "unconfirmed"
    assert told["prepare"]
    assert all(not c["papers"] for c in told["contacts"] if c["trust"] == "unconfirmed")


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_the_whole_list_says_in_which_order_it_is_tried(bench: Bench, lang: str) -> None:
    bench.lang, words = lang, {"ru": ru.TEXT, "en": en.TEXT}[lang]
    assert words["support.order"] in " ".join(bench.ok("support", "--all").split())
    assert words["support.order"] not in " ".join(bench.ok("support").split())


def test_every_path_names_somebody_and_what_to_prepare(bench: Bench) -> None:
    for path in knowledge.path_ids():
        told = js(bench, "support", path)
        assert (bool(told["contacts"]), bool(told["prepare"])) == (True, True), path


def test_who_goes_to_a_lawyer_prepares_the_papers_and_no_phone_number(bench: Bench) -> None:
    needs = knowledge.path("court").needs
    told = js(bench, "support", "court")["prepare"]
    assert told == [need.text.ru for need in needs]
    assert told != js(bench, "support")["prepare"]
    assert needs[1].text.ru not in js(bench, "support", "court", "--role", "student")["prepare"]
