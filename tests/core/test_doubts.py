"""A doubt has a reason that can be told, and each reason comes up for a real name or title."""

from __future__ import annotations

from typing import get_args

from sferum_cli import text
from sferum_cli.core.doubts import Doubt, DoubtReason
from sferum_cli.core.names import PersonName
from sferum_cli.render.doubts_view import doubt_lines
from sferum_cli.render.names import decline
from sferum_cli.render.titles import body
from sferum_cli.shelf.declension import name_overrides, titles
from sferum_cli.text import en, ru


def doubts() -> dict[DoubtReason, Doubt]:
    names, said = name_overrides(), titles()
    usage = decline(PersonName("Соловей", "Олег", "Ильич", None), "genitive", overrides=names)
    sex = decline(PersonName("Павлюк", "Е.", "", None), "dative", overrides=names)
    return {
        each.doubt.why: each.doubt
        for each in (
            usage, sex,
            body("Частное школа", "genitive", said),
            body("Кванториум", "genitive", said),
            body("МБДОУ детский сад № 7", "genitive", said),
        )
        if each.doubt
    }  # fmt: skip


def test_every_reason_comes_up_and_has_its_words() -> None:
    found = doubts()
    assert set(found) == set(get_args(DoubtReason))
    for language, table in (("en", en.TEXT), ("ru", ru.TEXT)):
        text.use(language)
        for why, doubt in found.items():
            told, _ = doubt_lines(doubt, ["school.name"])
            assert table[f"doubt.{why}"] in told


def test_the_forms_of_a_doubt_differ_from_each_other() -> None:
    for why, doubt in doubts().items():
        assert len(set(doubt.variants)) == len(doubt.variants) >= 1
        assert len(doubt.variants) > 1 or why == "unknown"
