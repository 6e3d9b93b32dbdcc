"""How a letter goes out: the steps of its channel, and to which addresses a body answers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sferum_cli.core.frozen import replace
from sferum_cli.core.knowledge import Bilingual, Step
from sferum_cli.core.sending import Sending, SendingChannel, SendingStep

FIRST, SECOND, SAID = (Bilingual(f"{n} по-русски", f"{n} in English") for n in (1, 2, 3))
SENDING = Sending(
    (SendingChannel("post", (SendingStep(FIRST), SendingStep(SECOND))), SendingChannel("chat", ())),
    (".ru", ".su"), SAID, SAID, SAID,
)  # fmt: skip


def test_the_steps_of_a_channel_come_in_their_order_and_no_other_has_any() -> None:
    assert SENDING.steps("post") == (FIRST, SECOND)
    assert SENDING.steps("chat") == SENDING.steps("pigeon") == ()


@pytest.mark.parametrize("zone", [".ru", ".su", ".RU"])
@given(name=st.from_regex(r"[a-z]{1,9}@[a-z]{1,9}", fullmatch=True))
def test_a_body_answers_in_its_zones_however_they_are_typed(zone: str, name: str) -> None:
    assert SENDING.answers_to(name + zone)
    assert not SENDING.answers_to(name + zone + ".com")
    assert not SENDING.answers_to(name)


def test_a_step_of_a_walk_is_said_in_the_words_of_the_way_where_that_has_words() -> None:
    desk = Step("hand-in", SAID, more=SAID, action="log:sent")
    posted = replace(SENDING, channels=(replace(SENDING.channels[0], title=FIRST),)).step
    assert posted(desk, "chat") == posted(desk, None) == SENDING.step(desk, "post") == desk
    told = posted(desk, "post")
    assert (told.id, told.action, told.title, told.more) == ("hand-in", "log:sent", FIRST, None)
    assert told.detail == Bilingual(f"{FIRST.ru} {SECOND.ru}", f"{FIRST.en} {SECOND.en}")
