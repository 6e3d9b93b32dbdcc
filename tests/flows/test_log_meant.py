"""Words of people lead to the lines they mean, and to none where they mean none."""

from __future__ import annotations

import pytest
from misses import over

from sferum_cli.flows.log_happened import HAPPENINGS
from sferum_cli.flows.log_meant import NEAR, near_lines
from sferum_cli.text import t, use

SAID = """
школа молчит | silence
ничего не отвечают | silence
директор отказал нам | cannot
the school refused | cannot
нас убрали из списка | did_it
письмо вернулось с почты | returned
опять добавили в класс | again
они продлили срок до января | extended
прислали отписку какую-то | unclear
дали входящий номер 15 | registered
"""
LINES = [[part.strip() for part in row.split("|")] for row in SAID.strip().splitlines()]


def near(said: str) -> list[str]:
    lines = [h for h in HAPPENINGS if not h.key.startswith("sorted_")]
    return [key for key, _ in near_lines(said, [(h.key, t(f"happened.{h.key}")) for h in lines])]


@pytest.mark.parametrize(("said", "key"), LINES)
def test_words_of_ones_own_lead_to_the_line_they_mean(said: str, key: str) -> None:
    use("ru")
    found = near(said)
    assert found[0] == key
    assert len(found) <= NEAR


@over(["борщ остыл", "...", "мне надоело", "x" * 500])
def test_what_means_no_line_leads_to_none(said: str) -> None:
    use("ru")
    assert near(said) == []


def test_what_sorts_an_answer_is_found_by_the_words_of_the_answer() -> None:
    use("ru")
    rows = [("sorted_cannot", t("happened.sorted_cannot")), ("note", t("happened.note"))]
    assert [key for key, _ in near_lines("нам отказали", rows)] == ["sorted_cannot"]
