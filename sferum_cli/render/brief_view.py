"""A brief on the screen and as a page to print; without a role, what there is to read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sferum_cli.core.briefs import Brief, Deed
from sferum_cli.core.cases import Case
from sferum_cli.core.knowledge import Fact, GuidedPath, PathHead, Role
from sferum_cli.render.blocks import Block, Heading, Items, Pairs, Text
from sferum_cli.render.case_shapes import begin_command
from sferum_cli.render.guide_view import remarks
from sferum_cli.render.trust_view import marked
from sferum_cli.text import language, t


def brief_page(brief: Brief, facts: Mapping[str, Fact], paths: int) -> list[Block]:
    """The answer for one role; ``paths`` is how many there are for it altogether."""
    role, lang = brief.role, language()
    more = (
        (t("brief.support"), "sferum support"),
        (t("brief.print"), f"sferum guide --role {role} --format pdf -o guide.pdf"),
        (t("brief.all", count=paths), f"sferum guide --role {role} --all"),
    )
    return [
        Heading(brief.title.pick(lang)),
        Text(marked(brief.first.pick(lang), brief.facts, facts)),
        Items(_deeds(brief.deeds, role, facts), numbered=True),
        Items(_deeds(brief.snags, role, facts), t("brief.snags")),
        _price(brief, facts),
        Pairs(more),
    ]


def _deeds(deeds: Sequence[Deed], role: Role, facts: Mapping[str, Fact]) -> tuple[str, ...]:
    return tuple(f"{_words(each, facts)}: {', '.join(deed_commands(each, role))}" for each in deeds)


def _price(brief: Brief, facts: Mapping[str, Fact]) -> Pairs:
    """What leaving costs and what it does not."""
    said = remarks((brief.lost, brief.kept), brief.role, facts)
    return Pairs(tuple(zip((t("brief.lost"), t("brief.kept")), said, strict=True)))


def _words(deed: Deed, facts: Mapping[str, Fact]) -> str:
    return marked(deed.text.pick(language()).rstrip("."), deed.facts, facts)


def deed_commands(deed: Deed, role: Role) -> tuple[str, ...]:
    """What to type for it."""
    letters = (f"sferum letter {kind}" for kind in deed.letters)
    walks = (begin_command(path, Case(role=role)) for path in deed.paths)
    found = deed.search.pick(language()) if deed.search else ""
    search = [f'sferum guide --search "{found}"'] if found else []
    return (*letters, *walks, *deed.commands, *search)


def printed_brief(
    brief: Brief, facts: Mapping[str, Fact], paths: Mapping[str, GuidedPath]
) -> tuple[Block, ...]:
    """The same on paper, where nothing can be typed: the steps of each path, with boxes."""
    lang = language()
    blocks: list[Block] = [
        Heading(brief.title.pick(lang)),
        Text(marked(brief.first.pick(lang), brief.facts, facts)),
    ]
    for n, deed in enumerate(brief.deeds, start=1):
        blocks.append(
            Text(f"{n}. {_words(deed, facts)}: {', '.join(deed_commands(deed, brief.role))}")
        )
        for path in (paths[name] for name in deed.paths):
            steps = tuple(step.title.pick(lang) for step in path.steps_for(brief.role))
            blocks.append(Items(steps, path.title.pick(lang), numbered=True))
    snags = Items(_deeds(brief.snags, brief.role, facts), t("brief.snags"))
    return (*blocks, snags, _price(brief, facts))


def shelf_page(briefs: Sequence[Brief], paths: Sequence[PathHead]) -> list[Block]:
    """What there is to read: the answer for each role, then every path by its name."""
    lang = language()
    roles = tuple((each.title.pick(lang), f"sferum guide --role {each.role}") for each in briefs)
    return [
        Heading(t("brief.shelf")),
        Pairs(roles),
        Pairs(tuple((path.id, path.title.pick(lang)) for path in paths), t("brief.paths")),
        Text(t("brief.find")),
    ]
