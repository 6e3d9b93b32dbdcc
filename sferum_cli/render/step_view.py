"""A walk on the screen: the page before its first step, each step, and what can go wrong."""

from __future__ import annotations

from collections.abc import Mapping

from sferum_cli.core.knowledge import Fact, GuidedPath, Role, Step, Trouble
from sferum_cli.core.trust import rests_on_added, worst_trust
from sferum_cli.render.blocks import Block, Heading, Pairs, Text
from sferum_cli.render.guide_view import paragraphs, titled
from sferum_cli.render.trust_view import doubt, known_counts, mark_added, marked
from sferum_cli.text import language, t

AT_A_GLANCE = 45  # words of the screen before the first step, but for its title


def walk_first_page(
    path: GuidedPath, role: Role | None, facts: Mapping[str, Fact], *, person: str = ""
) -> list[Block]:
    """The screen before the first step: what for, what will be lost, what is needed, how known.

    All that will be lost is said; of the rest as much as can be read at a glance.
    """
    lang = language()
    lost = [each.text.pick(lang) for each in path.consequences if each.when.fits(role)]
    needs = [each.text.pick(lang) for each in path.needs if each.when.fits(role)]
    if _words(path.summary.pick(lang), *lost, *needs) > AT_A_GLANCE:
        needs = needs[:1]
    rows = [
        (t("walk.lost"), " ".join(lost)),
        (t("walk.needs"), " ".join(needs)),
        (t("walk.known"), known_counts(path, facts, role)),
    ]
    return [
        Heading(titled(path, role, person)),
        Text(path.summary.pick(lang)),
        Pairs(tuple((label, text) for label, text in rows if text)),
    ]


def _words(*texts: str) -> int:
    return len(" ".join(texts).split())


def step_page(
    step: Step, n: int, of: int, facts: Mapping[str, Fact], *, added: bool, about: str = ""
) -> list[Block]:
    """One step on a screen of its own; ``added`` where its path is an addition of the person's.

    ``about`` names the path and whom it is for.
    """
    lang = language()
    added = added or rests_on_added(step.facts, facts)
    blocks: list[Block] = [Heading(mark_added(step.title.pick(lang), added=added), (n, of), about)]
    if step.detail:
        blocks.append(Text(step.detail.pick(lang)))
    if step.url:
        blocks.append(Text(step.url))
    if doubtful := doubt(worst_trust(step.facts, facts)):
        blocks.append(Text(doubtful, "warn"))
    return blocks


def trouble_page(trouble: Trouble, facts: Mapping[str, Fact]) -> list[Block]:
    """What is behind a trouble and what can be done."""
    lang = language()
    advice = marked(trouble.advice.pick(lang), trouble.facts, facts)
    return [Heading(trouble.title.pick(lang)), *paragraphs(advice)]
