"""What can be wrong with a folder: each kind has its words, and only what mends is mendable."""

from __future__ import annotations

import ast
import inspect

import pytest
from journal import START

from sferum_cli import text
from sferum_cli.core.health import Ill
from sferum_cli.flows import data as flow
from sferum_cli.render.data_view import ill_line
from sferum_cli.storage import health
from sferum_cli.text import en, ru


def ills() -> dict[str, set[str]]:
    """The kinds that the code knows, each with the names of its flags."""
    calls = [
        node
        for module in (health, flow)
        for node in ast.walk(ast.parse(inspect.getsource(module)))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Ill"
    ]
    found: dict[str, set[str]] = {}
    for call in calls:
        assert isinstance(call.args[0], ast.Constant)
        flags = {word.arg or "" for word in call.keywords} & {"mendable", "note"}
        found.setdefault(str(call.args[0].value), set()).update(flags)
    return found


def test_every_kind_of_ill_has_its_words_and_no_other_has() -> None:
    place = {"folder"}  # how the folder itself is named
    for table in (ru.TEXT, en.TEXT):
        told = {key.removeprefix("ill.") for key in table if key.startswith("ill.")}
        assert told - place == set(ills())


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_every_ill_can_be_told(lang: str) -> None:
    text.use(lang)
    values = {
        "problem": "?",
        "cause": "rights",
        "id": "school-1",
        "n": 2,
        "today": START,
        "last": "2026",
        "target": "elsewhere",
    }
    for kind in ills():
        assert "{" not in ill_line(Ill(kind, "state.toml", values))


def test_what_is_only_a_note_is_not_mended() -> None:
    assert [kind for kind, flags in ills().items() if flags == {"mendable", "note"}] == []
    assert {kind for kind, flags in ills().items() if "note" in flags} == {"clock", "link"}
