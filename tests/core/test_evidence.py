"""An evidence pack holds one matter of one person, whole and in order."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sferum_cli.core.cases import Case
from sferum_cli.core.events import Event, Value
from sferum_cli.core.evidence import exhibits, matter
from sferum_cli.core.requests import Request
from sferum_cli.errors import NotFound


def request(name: str, parent: str = "", person: str = "masha", *events: Event) -> Request:
    return Request(name, parent=parent, case=Case(alias=person), events=events)


def event(n: int, **data: Value) -> Event:
    return Event(n, "", "attached", "x", date(2026, 11, 26), n, data)


def matter_of(*requests: Request) -> list[str]:
    """The ids of the matter of the last of ``requests``."""
    known = {each.id: each for each in requests}
    return [each.id for each in matter(known.__getitem__, requests[-1].id)]


def test_the_matter_begins_with_what_it_grew_out_of() -> None:
    school, authority = request("school-1"), request("authority-1", "school-1")
    court = request("court-1", "authority-1")
    assert matter_of(school, authority, court) == ["school-1", "authority-1", "court-1"]
    assert matter_of(school, authority, court, school) == ["school-1"]


def test_nothing_of_somebody_else_comes_along() -> None:
    other, mine = request("school-1", person="petya"), request("authority-1", "school-1")
    assert matter_of(other, mine) == ["authority-1"]


def test_requests_in_a_circle_are_no_endless_search() -> None:
    one, two = request("a", "b"), request("b", "a")
    assert sorted(matter_of(one, two)) == ["a", "b"]
    assert matter_of(request("a", "a")) == ["a"]


def test_what_is_not_found_is_said_as_the_finder_says_it() -> None:
    def find(name: str) -> Request:
        raise NotFound("error.request_unknown", given=name, known=())

    with pytest.raises(NotFound):
        matter(find, "school-9")


def test_a_file_is_one_exhibit_as_it_was_kept_last_in_the_order_of_the_events() -> None:
    chain = (
        request("a", "", "masha", event(1, file="two.pdf", sha256="old"), event(2, note="none")),
        request("b", "a", "masha", event(3, file="one.pdf", sha256="1", letter="school-parent"),
                event(4, file="two.pdf", sha256="new")),
    )  # fmt: skip
    found = [(each.number, each.name, each.sha256, each.letter) for each in exhibits(chain)]
    assert found == [(1, "two.pdf", "new", ""), (0, "one.pdf", "1", "school-parent")]


def test_the_chain_goes_up_as_far_as_it_goes_down() -> None:
    school, authority = request("school-1"), request("authority-1", "school-1")
    court, other = request("court-1", "authority-1"), request("operator-1")
    known = {each.id: each for each in (school, authority, court, other)}
    for each in ("school-1", "authority-1", "court-1"):
        found = matter(known.__getitem__, each, tuple(known.values()))
        assert [one.id for one in found] == ["school-1", "authority-1", "court-1"]


@given(st.lists(st.lists(st.sampled_from(["", "a.pdf", "b.pdf", "c.pdf"]))))
def test_every_file_that_is_named_is_in_the_pack(rows: list[list[str]]) -> None:
    chain = [
        request(str(n), "", "masha", *(event(m, file=name) for m, name in enumerate(names)))
        for n, names in enumerate(rows)
    ]
    found = [each.name for each in exhibits(chain)]
    assert sorted(found) == sorted({name for names in rows for name in names if name})
