"""The words of rules: which events each means, and for whom a rule is."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from misses import over

from sferum_cli.core.cases import Case, Institution
from sferum_cli.core.codes import RESULTS
from sferum_cli.core.deadlines import Applies
from sferum_cli.core.events import Event
from sferum_cli.core.requests import Request
from sferum_cli.core.rounds import Round
from sferum_cli.core.rule_words import answers_in, fits, meant

NAMES = ("sent", "received", "registered", "answered", "classified", "verified", "note")


def events(*steps: str) -> tuple[Event, ...]:
    """Events written ``type`` or ``type:value``; the value is the result, number or letter."""
    fields = {"registered": "number", "received": "number", "sent": "letter"}
    found = []
    for n, step in enumerate(steps, start=1):
        name, _, value = step.partition(":")
        data = {fields.get(name, "result"): value} if value else {}
        found.append(Event(n, "", name, "school-1", date(2026, 11, 26), n, data))
    return tuple(found)


def numbers(word: str, *steps: str) -> list[int]:
    """The places of the events that ``word`` means in a round of ``steps``."""
    return [e.id for e in meant(word, Round(1, events(*steps)), Request("school-1"), ())]


STEPS = st.lists(
    st.sampled_from([*NAMES, *(f"classified:{r}" for r in RESULTS), "verified:yes", "verified:no"]),
    max_size=12,
)


@over(
    [
        ("received", ("sent", "received", "note", "received"), [2, 4]),
        ("sent:access", ("sent:access", "sent:other", "sent"), [1]),
        ("registered", ("received", "received:5", "registered:6"), [2]),
        ("registered", ("received",), []),
        ("answered", ("answered", "classified:unclear", "answered"), [3]),
        ("unsorted", ("answered", "classified:done", "answered"), [3]),
        ("classified:refused", ("answered", "classified:done", "classified:refused"), [1]),
        ("classified:done", ("answered", "classified:done", "verified:no"), []),
        ("classified:done", ("verified:no", "answered", "classified:done"), [2]),
        ("classified:partly", ("answered", "classified:partly", "verified:no"), [1]),
        ("verified:yes", ("verified:no", "verified:yes"), [2]),
        ("nothing", ("sent", "answered"), []),
    ]
)
def test_a_word_means_its_events(word: str, steps: tuple[str, ...], found: list[int]) -> None:
    assert numbers(word, *steps) == found


def test_a_word_of_a_child_means_what_happened_to_that_child_alone() -> None:
    def other(name: str, path: str, parent: str) -> Request:
        return Request(name, path=path, parent=parent, events=events("sent"))

    family = (
        other("court-1", "court", "school-1"), other("court-2", "court", "else-1"),
        other("authority-1", "authority", "school-1"),
    )  # fmt: skip
    own = Round(1, events("sent", "sent"))
    assert meant("child:court.sent", own, Request("school-1"), family) == [*family[0].events]
    assert meant("child:court.answered", own, Request("school-1"), family) == []


@given(STEPS)
def test_every_answer_is_unsorted_or_has_the_result_it_was_given_last(steps: list[str]) -> None:
    own = Round(1, events(*steps))
    found = answers_in(own)
    assert [answer for answer, _ in found] == [*own.all("answered")]
    sorted_ = {e.id for e, result in found if result}
    unsorted = {e.id for e in meant("unsorted", own, Request("school-1"), ())}
    assert sorted_ | unsorted == {e.id for e in own.all("answered")}
    assert not sorted_ & unsorted
    for answer, result in found:
        later = [e for e in own.events if e.type == "classified" and e.id > answer.id]
        next_answer = next((a.id for a, _ in found if a.id > answer.id), len(steps) + 1)
        told = [e.result for e in later if e.id < next_answer]
        assert result == (told[-1] if told else None)


@given(STEPS, st.sampled_from([*NAMES, "unsorted", *(f"classified:{r}" for r in RESULTS)]))
def test_what_a_word_means_lies_in_the_round_in_the_order_of_writing(
    steps: list[str], word: str
) -> None:
    found = numbers(word, *steps)
    assert found == sorted(set(found))
    assert set(found) <= set(range(1, len(steps) + 1))


CASE = Case("c", institution=Institution("school", "municipal"), situation="refused")
ASKED = Request("school-1", case=CASE, addressee="institution")


@over(
    [
        (Applies(), True),
        (Applies(ownership=("municipal", "federal")), True),
        (Applies(ownership=("private",)), False),
        (Applies(institution=("college",)), False),
        (Applies(addressee=("institution",)), True),
        (Applies(addressee=("court",)), False),
        (Applies(situation=("refused",)), True),
        (Applies(situation=("listed",)), False),
        (Applies(letter=("access",)), True),
        (Applies(letter=("school-parent",)), False),
        (Applies(ownership=("municipal",), addressee=("court",)), False),
    ]
)
def test_a_rule_is_for_whom_every_list_of_it_holds(applies: Applies, held: bool) -> None:
    assert fits(applies, ASKED, Round(1, events("sent:access", "sent"))) == held


def test_an_unknown_situation_counts_as_listed_and_an_unknown_letter_as_any() -> None:
    unknown = Request("school-1")
    assert fits(Applies(situation=("listed",)), unknown, Round(1, ()))
    assert not fits(Applies(situation=("silent",)), unknown, Round(1, ()))
    assert fits(Applies(letter=("access",)), unknown, Round(1, events("sent")))
