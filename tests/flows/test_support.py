"""Who can be asked, each contact with how well it is known."""

from __future__ import annotations

import pytest
from conftest import Bench, js

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
