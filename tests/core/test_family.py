"""The other requests of a chain: what was begun above, and how to go on with it."""

from __future__ import annotations

from core.test_next_action import HANDED_IN, after, grown, returned_entry
from sferum_cli.core.family import back_again, begun_above, go_on_with
from sferum_cli.core.state import State, requests_of


def test_what_is_begun_above_is_open_and_not_sent() -> None:
    def above(state: State, path: str = "") -> str:
        school, *rest = requests_of(state)
        return begun_above(school, rest, path)

    assert above(grown(after(HANDED_IN), "authority", sent=None)) == "authority-1"
    assert above(grown(after(HANDED_IN), "authority", sent=None), "court") == ""
    assert above(grown(after(HANDED_IN), "authority", sent=30)) == "", "it is taken, not begun"


def test_it_is_gone_on_with_by_its_walk_until_it_is_sent() -> None:
    begun = requests_of(grown(after(HANDED_IN), "authority", sent=None))
    assert go_on_with(begun, "authority-1") == "continue authority-1"
    sent = requests_of(grown(after(HANDED_IN), "authority", sent=30))
    assert go_on_with(sent, "authority-1") == "status authority-1"


def test_an_entry_that_came_back_has_a_request_of_its_own() -> None:
    assert back_again(requests_of(returned_entry(sent=False))) == "school-2"
    assert back_again(requests_of(after(HANDED_IN))) == ""
