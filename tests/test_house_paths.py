"""A step is short, says what to do now, and sends nobody away: for each role and institution."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

from misses import over

from sferum_cli.core.codes import INSTITUTIONS, InstitutionKind
from sferum_cli.core.knowledge import Bilingual, GuidedPath
from sferum_cli.shelf import knowledge

MOST_WORDS = 60  # of a step: its title and its detail
MOST_STEPS = 7
WAITS = re.compile(
    r"^(дождитесь|подождите|ждите|wait)\b|^(через|in) .{3,20} (проверьте|check)\b", re.I
)
COMMAND = re.compile(r"\bsferum [a-z]+\b")
TWO_ROLES = re.compile(r"\b(вас|вы|вам) или реб|\byou or (the|your) child\b")

EVERY = [
    knowledge.path(path_id, institution=kind)
    for path_id, kind in product(knowledge.path_ids(), INSTITUTIONS)
]


def said(text: Bilingual | None) -> Iterator[str]:
    if text:
        yield from (text.ru, text.en)


@over(EVERY)
def test_a_step_has_at_most_sixty_words(path: GuidedPath) -> None:
    for step in path.steps:
        for language in ("ru", "en"):
            detail = step.detail.pick(language) if step.detail else ""
            words = re.findall(r"\w+", f"{step.title.pick(language)} {detail}")
            assert len(words) <= MOST_WORDS, (step.id, language, len(words))


@over(EVERY)
def test_a_path_has_at_most_seven_steps_for_each_role(path: GuidedPath) -> None:
    assert all(1 <= len(path.steps_for(role)) <= MOST_STEPS for role in path.roles)


@over(EVERY)
def test_waiting_is_no_step(path: GuidedPath) -> None:
    titles = [text for step in path.steps for text in said(step.title)]
    assert [text for text in titles if WAITS.search(text)] == []


@over(EVERY)
def test_no_sentence_sends_anybody_away_to_type_a_command(path: GuidedPath) -> None:
    texts = [text for remark in (*path.needs, *path.warnings) for text in said(remark.text)]
    texts += [text for each in path.consequences for text in said(each.text)]
    for step in path.steps:
        texts += [*said(step.title), *said(step.detail)]
        texts += [text for trouble in step.troubles for text in said(trouble.advice)]
    texts += [text for ending in path.endings for text in (*said(ending.then), *said(ending.check))]
    assert [text for text in texts if COMMAND.search(text)] == []


@over(EVERY)
def test_each_role_has_its_own_sentence(path: GuidedPath) -> None:
    texts = [*said(path.title), *said(path.summary)]
    texts += [text for step in path.steps for text in (*said(step.title), *said(step.detail))]
    assert [text for text in texts if TWO_ROLES.search(text)] == []


@over(EVERY)
def test_what_the_person_did_is_looked_at_later(path: GuidedPath) -> None:
    ends = [end for end in path.endings if end.event == "done_by_user"]
    assert {end.later.ru for end in ends} <= {"Посмотрю позже"}


@over(INSTITUTIONS)
def test_where_nobody_keeps_a_diary_nothing_is_said_to_stay_in_it(kind: InstitutionKind) -> None:
    path = knowledge.path("school", institution=kind)
    about = [each for each in path.warnings if each.fact == "state-systems-stay"]
    assert bool(about) == (kind in ("school", "college"))
