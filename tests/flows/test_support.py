"""Who can be asked, each contact with how well it is known."""

from __future__ import annotations

from conftest import Bench, js


def test_support_tells_the_contacts_of_the_article_as_unconfirmed(bench: Bench) -> None:
    told = js(bench, "support")
    trust = {contact["value"]: contact["trust"] for contact in told["contacts"]}
    assert trust["8-800-222-30-32"] == "unconfirmed"
    assert trust["support@sferum.ru"] == "unconfirmed"
    assert told["prepare"]
    assert all(not c["papers"] for c in told["contacts"] if c["trust"] == "unconfirmed")
