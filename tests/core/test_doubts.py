"""A doubt has a reason that can be told, and each reason comes up for a real name or title."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import get_args

from sferum_cli import text
from sferum_cli.core.doubts import Doubt, DoubtReason
from sferum_cli.core.names import Overrides, PersonName
from sferum_cli.core.titles import Titles
from sferum_cli.render.doubts_view import doubt_lines
from sferum_cli.render.names import decline
from sferum_cli.render.titles import body
from sferum_cli.text import en, ru

KNOWLEDGE = Path(__file__).parents[2] / "sferum_cli" / "knowledge"


def read(name: str) -> dict[str, object]:
    return tomllib.loads((KNOWLEDGE / name).read_text(encoding="utf-8"))


def doubts() -> dict[DoubtReason, Doubt]:
    names, titles = (
        Overrides.from_mapping(read("names.toml")),
        Titles.from_mapping(read("titles.toml")),
    )
    usage = decline(PersonName("Соловей", "Олег", "Ильич", None), "genitive", overrides=names)
    sex = decline(PersonName("Павлюк", "Е.", "", None), "dative", overrides=names)
    return {
        each.doubt.why: each.doubt
        for each in (
            usage, sex,
            body("Частное школа", "genitive", titles),
            body("Кванториум", "genitive", titles),
            body("МБДОУ детский сад № 7", "genitive", titles),
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
