"""How a letter goes out is data: steps for each channel of each kind, warnings with their facts."""

from __future__ import annotations

from misses import over

from sferum_cli.shelf import knowledge
from sferum_cli.shelf.letters import kind_ids, letter_kind
from sferum_cli.shelf.sending import sending

SENDING = sending()


def test_every_channel_of_every_kind_of_letter_has_its_steps() -> None:
    for name in kind_ids():
        kind = letter_kind(name)
        for channel in kind.channels:
            assert kind.sending.steps(channel), (name, channel)
    assert SENDING.steps("pigeon") == ()


def test_what_rests_on_a_norm_names_facts_that_there_are() -> None:
    facts = {f for each in SENDING.channels for step in each.steps for f in step.facts}
    facts |= {*SENDING.mail_facts, *SENDING.zone_facts}
    assert "appeal-not-by-email" in SENDING.mail_facts
    assert facts <= set(knowledge.facts())


@over([("a@mail.ru", True), ("a@почта.рф", True), ("A@MAIL.RU", True), ("a@gmail.com", False)])
def test_a_body_answers_to_the_national_zone_alone(address: str, answered: bool) -> None:
    assert SENDING.answers_to(address) == answered
