"""The yearly list names what will have aged by its day, and every law, and nothing else."""

from __future__ import annotations

from datetime import date

import pytest
from misses import over
from recheck import PARTS, lines, main, next_school_year, to_check

from sferum_cli.core.trust import about_of, expires
from sferum_cli.shelf import knowledge

FACTS = knowledge.facts()


@over(
    [
        (date(2026, 11, 28), date(2027, 9, 1)),
        (date(2027, 8, 31), date(2027, 9, 1)),
        (date(2027, 9, 1), date(2027, 9, 1)),
        (date(2027, 9, 2), date(2028, 9, 1)),
    ]
)
def test_the_list_is_for_the_next_school_year(today: date, day: date) -> None:
    assert next_school_year(today) == day


@pytest.mark.parametrize("day", [date(2026, 11, 28), date(2027, 9, 1), date(2030, 1, 1)])
def test_what_will_have_aged_is_listed_once_and_every_law(day: date) -> None:
    found = to_check(FACTS.values(), day)
    listed = [fact.id for facts in found.values() for fact in facts]
    assert len(listed) == len({*listed})
    for fact in FACTS.values():
        is_law = about_of(fact) == "law"
        last = expires(fact)
        assert (fact.id in listed) == (is_law or (last is not None and last < day)), fact.id


def test_each_fact_stands_under_the_source_that_is_to_be_opened() -> None:
    day = date(2027, 9, 1)
    page = list(lines(to_check(FACTS.values(), day), knowledge.sources(), day))
    assert sum(line.startswith("\n## ") for line in page) == len(PARTS)
    source = ""
    for line in page:
        if line.startswith("\n") and not line.startswith("\n## "):
            source = line.strip().partition(":")[0]
        elif line.startswith("- [ ] "):
            assert FACTS[line.split("`")[1]].sources[0] == source


def test_a_day_that_is_none_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["1.9.2027"]) == 2
    assert capsys.readouterr().err == "no day: 1.9.2027\n"
