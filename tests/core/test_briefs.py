"""The short answers: one a role, two screens at most, every command in them works."""

from __future__ import annotations

import shlex

import pytest
from conftest import Bench

from sferum_cli.core.codes import INSTITUTIONS
from sferum_cli.core.knowledge import ROLES
from sferum_cli.render.brief_view import deed_commands
from sferum_cli.shelf import knowledge
from sferum_cli.shelf.briefs import briefs
from sferum_cli.shelf.letters import kind_ids
from sferum_cli.text import use

SCREENS = 2 * 24  # rows


def test_each_role_has_one_answer() -> None:
    assert sorted(each.role for each in briefs()) == sorted(ROLES)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("lang", ["ru", "en"])
def test_the_answer_fits_two_screens(role: str, lang: str, bench: Bench) -> None:
    bench.lang = lang
    told = bench.ok("guide", "--role", role, typed=[], COLUMNS="80")
    assert len(told.splitlines()) <= SCREENS
    assert max(map(len, told.splitlines())) <= 80


def test_what_it_names_is_there_and_for_that_role() -> None:
    facts = knowledge.facts()
    for kind in INSTITUTIONS:
        for brief in briefs(institution=kind):
            for deed in (*brief.deeds, *brief.snags):
                assert all(brief.role in knowledge.path(name).roles for name in deed.paths)
                assert {*deed.letters} <= {*kind_ids()}
                assert {*deed.facts} <= {*facts}
            assert {*brief.facts, brief.lost.fact, brief.kept.fact} - {None} <= {*facts}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("lang", ["ru", "en"])
def test_every_command_of_it_is_accepted(role: str, lang: str, bench: Bench) -> None:
    bench.lang = lang
    use(lang)
    brief = next(each for each in briefs() if each.role == role)
    for deed in (*brief.deeds, *brief.snags):
        for line in deed_commands(deed, brief.role):
            words = shlex.split(line)[1:]
            told = bench.run(*words)
            # A letter asks for its answers, a deletion for a word: there is nobody to give them.
            asks = words[0] == "letter" or words[0] == "delete"
            assert told.code == 0 or (asks and told.code in (2, 4)), line
            if deed.search:
                assert bench.run(*words, "--json").out.count('"danger": null') == 0, line
    told = bench.ok("guide", "--role", role)
    for line in ("sferum support", f"sferum guide --role {role} --all"):
        assert line in told
        bench.ok(*shlex.split(line)[1:])


def test_without_a_role_every_answer_and_every_path_is_named(bench: Bench) -> None:
    told = bench.ok("guide")
    assert all(f"sferum guide --role {role}" in told for role in ROLES)
    assert all(f"\n{name}: " in told for name in knowledge.path_ids())


def test_everything_begins_with_its_contents(bench: Bench) -> None:
    told = bench.ok("guide", "--role", "teacher", "--all")
    assert told.startswith("Содержание")
    assert told.index("received-request: ") < told.index("Шаги")
    assert told.count("Шаги:") == sum("teacher" in knowledge.path(x).roles for x in knowledge.path_ids())  # fmt: skip
