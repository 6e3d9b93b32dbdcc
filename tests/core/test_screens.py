"""A filled list of screens is read by its labels: what was left empty says nothing."""

from __future__ import annotations

from datetime import date

import pytest
from misses import over

from sferum_cli.core.knowledge import Bilingual, Fact, Trust
from sferum_cli.core.screens import ScreenPlace, Sheet, Sighting, read_sheet, unseen
from sferum_cli.errors import BadUsage

LABELS = {"device": ["Phone"], "version": ["App"], "day": ["Day"], "answer": ["So"], "instead": ["Else"]}  # fmt: skip
ANSWERS = {"yes": ["yes", "да"], "no": ["no"], "hidden": ["not there"]}
HEAD = "Phone: A15\nApp: 26.1\nDay: 1.12.2026\n"


def read(rows: str) -> Sheet:
    return read_sheet(HEAD + rows, LABELS, ANSWERS)


def test_answers_are_read_with_what_is_there_instead() -> None:
    sheet = read(
        "[a]\nA thing.\nSo: YES.\nElse:\n[b]\n So : no\n Else: a  button\n[c]\nSo: not there\n[d]\nSo:\nElse:\n"
    )
    assert (sheet.device, sheet.version, sheet.day) == ("A15", "26.1", "1.12.2026")
    assert sheet.seen == (
        Sighting("a", "yes"),
        Sighting("b", "no", "a button"),
        Sighting("c", "hidden"),
    )


def test_what_is_there_instead_says_that_it_is_not_so() -> None:
    assert read("[a]\nSo:\nElse: nothing\n").seen == (Sighting("a", "no", "nothing"),)


@over(["", "[a]\nSo:\n", "So: yes\n", "[a]\nSo: perhaps\n"])
def test_no_answer_and_an_unclear_one_are_refused(rows: str) -> None:
    with pytest.raises(BadUsage):
        read(rows)


def fact(name: str, trust: Trust) -> Fact:
    return Fact(name, Bilingual("", ""), ("s",), trust, date(2026, 1, 1))


def test_what_was_seen_is_asked_again_when_its_check_is_old() -> None:
    place = ScreenPlace(Bilingual("", ""), ("a", "b", "gone"))
    facts = {"a": fact("a", "unconfirmed"), "b": fact("b", "seen")}
    assert unseen(place, facts, []) == (facts["a"],)
    assert unseen(place, facts, ["b"]) == (facts["a"], facts["b"])
