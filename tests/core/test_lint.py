"""Each rule of the lint finds what it is for, and nothing in what is well."""

from __future__ import annotations

import inspect
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from knowledge_for_tests import RULES, d, shipped

from sferum_cli import text
from sferum_cli.core import lint as module
from sferum_cli.core.deadlines import Rule
from sferum_cli.core.frozen import replace
from sferum_cli.core.knowledge import (
    Bilingual,
    Condition,
    Contact,
    Fact,
    Remark,
    Target,
    Trouble,
    Way,
)  # fmt: skip
from sferum_cli.core.lint import QUOTED, Shelf, lint
from sferum_cli.render.data_view import check_shape
from sferum_cli.text import en, ru

BOTH = Bilingual("да", "yes")
TEACHERS_ONLY = Trouble(
    "t", BOTH, BOTH, (Way(Target("support"), BOTH),), when=Condition(("teacher",))
)
PARENTS_ONWARD = Trouble("t", BOTH, BOTH, (Way(Target("support"), BOTH, Condition(("parent",))),))


def found(shelf: Shelf) -> list[str]:
    """The codes that the lint finds, each told in both languages as the check of the data does."""
    findings = lint(shelf)
    for language in ("en", "ru"):
        text.use(language)
        shape = check_shape([], findings)
        told = [row["message"] for row in shape["findings"]]
        assert all(f.where in said for f, said in zip(findings, told, strict=True))
    return [finding.code for finding in findings]


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    return shipped()


def fact(**changes: object) -> dict[str, Fact]:
    whole = Fact("f", BOTH, ("article-2025-06",), "article", date(2026, 11, 22))
    return {"f": replace(whole, **changes)}  # type: ignore[arg-type]


def contact(**changes: object) -> dict[str, Contact]:
    whole = Contact("c", "email", "a@b", BOTH, "article-2025-06", "unconfirmed", date(2026, 11, 22))
    return {"c": replace(whole, **changes)}  # type: ignore[arg-type]


def rule(**changes: object) -> dict[str, Rule]:
    return {"r": replace(RULES["deletion-handled"], id="r", **changes)}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("code", "part"),
    [
        ("fact-without-source", {"facts": fact(sources=())}),
        ("unknown-source", {"facts": fact(sources=("nowhere",))}),
        ("contradicted-by-nobody", {"facts": fact(trust="contradicted")}),
        ("confirmed-by-hearsay", {"facts": fact(trust="official")}),
        ("law-by-retelling", {"facts": fact(trust="law")}),
        ("law-by-retelling", {"facts": fact(trust="law", sources=("152-fz-21-5",))}),
        ("valid-backwards", {"facts": fact(valid_from=d("2026-01-02"), valid_to=d("2026-01-01"))}),
        ("unknown-source", {"contacts": contact(source="nowhere")}),
        ("papers-to-unconfirmed", {"contacts": contact(papers=True)}),
        ("unknown-source", {"rules": rule(sources=("nowhere",))}),
        ("rule-without-source", {"rules": rule(sources=())}),
        ("binding-without-law", {"rules": rule(owed_by="them")}),
        ("law-by-retelling", {"rules": rule(trust="law")}),
        ("valid-backwards", {"rules": rule(valid_from=d("2026-01-02"), valid_to=d("2026-01-01"))}),
    ],
)
def test_the_lint_finds_a_bad_record(shelf: Shelf, code: str, part: dict[str, object]) -> None:
    bad = Shelf(
        shelf.sources, part.get("facts", {}), part.get("contacts", {}), part.get("rules", {}), {}
    )  # type: ignore[arg-type]
    assert code in found(bad)


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("action-unknown", {"action": "letter:nothing"}),
        ("action-unknown", {"action": "log:dance"}),
        ("action-unknown", {"action": "dance"}),
        ("action-unknown", {"action": "escalate:school"}),
        ("action-unknown", {"action": "path:nowhere"}),
        ("unknown-contact", {"contacts": ("nobody",)}),
        ("unknown-rule", {"deadlines": ("never",)}),
        ("unknown-path", {"better": ("nowhere",)}),
        ("unknown-fact", {"needs": (Remark(BOTH, "nothing"),)}),
        ("role-without-steps", {"steps": ()}),
        ("path-without-end", {"endings": ()}),
        (
            "way-to-nowhere",
            {"trouble": Trouble("t", BOTH, BOTH, (Way(Target("path", "nowhere"), BOTH),))},
        ),
        (
            "way-to-nowhere",
            {"trouble": Trouble("t", BOTH, BOTH, (Way(Target("step", "nowhere"), BOTH),))},
        ),
        (
            "trouble-without-way",
            {"trouble": Trouble("t", BOTH, BOTH, (Way(Target("retry"), BOTH),))},
        ),
        ("bad-address", {"url": "http://sferum.ru"}),
        ("path-unchecked", {"checked": None}),
        ("not-russian", {"title": Bilingual("only English", "English")}),
        ("not-english", {"title": Bilingual("да", "да")}),
        ("step-unreachable", {"roles": ("student",), "step_when": Condition(("teacher",))}),
        ("trouble-unreachable", {"roles": ("student",), "trouble": TEACHERS_ONLY}),
        ("trouble-without-way", {"trouble": PARENTS_ONWARD}),
    ],
)
def test_the_lint_finds_a_bad_path(shelf: Shelf, code: str, changes: dict[str, object]) -> None:
    path, changes = shelf.paths["gosuslugi"], dict(changes)
    if trouble := changes.pop("trouble", None):
        changes["steps"] = (replace(path.steps[0], troubles=(trouble,)), *path.steps[1:])
    if when := changes.pop("step_when", None):
        changes["steps"] = (replace(path.steps[0], when=when), *path.steps[1:])
    for name in ("url", "action"):
        if given := changes.pop(name, None):
            changes["steps"] = (replace(path.steps[0], **{name: given}), *path.steps[1:])
    bad = Shelf(
        shelf.sources,
        shelf.facts,
        shelf.contacts,
        shelf.rules,
        {"x": replace(path, **changes)},
        letters=shelf.letters,
    )  # type: ignore[arg-type]
    assert code in found(bad)


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("unknown-path", {"path": "nowhere"}),
        ("path-without-plan", {"path": "school"}),
        ("not-russian", {"why": Bilingual("only English", "English")}),
    ],
)
def test_the_lint_finds_a_bad_row_of_the_plan(
    shelf: Shelf, code: str, changes: dict[str, Any]
) -> None:
    first, *rest = shelf.plan
    bad = replace(shelf, plan=(replace(first, **changes), *rest))
    assert code in found(bad)


def test_the_lint_reads_the_questions_of_the_plan(shelf: Shelf) -> None:
    first, *rest = shelf.questions
    bad = replace(shelf, questions=(replace(first, find=Bilingual("да", "да")), *rest))
    assert found(bad) == ["not-english"]


def test_two_steps_of_one_name_are_found(shelf: Shelf) -> None:
    path = shelf.paths["gosuslugi"]
    twice = replace(path, steps=(*path.steps, path.steps[0]))
    assert "double-step" in found(replace(shelf, paths={**shelf.paths, "gosuslugi": twice}))


def test_a_finding_quotes_a_sentence_as_far_as_it_takes_to_find_it_again(shelf: Shelf) -> None:
    for letters in (QUOTED, QUOTED + 1):
        for wrong in (Bilingual("a" * letters, "yes"), Bilingual("да", "д" * letters)):
            bad = Shelf(shelf.sources, fact(text=wrong), {}, {}, {})
            said = wrong.ru if wrong.en == "yes" else wrong.en
            assert [each.value for each in lint(bad)] == [said[:QUOTED]]


def test_a_check_counts_for_400_days(shelf: Shelf) -> None:
    bad = Shelf(shelf.sources, fact(checked=date(2025, 10, 19)), {}, {}, {})
    assert lint(bad) == lint(bad, date(2026, 11, 23)) == []
    old = lint(bad, date(2026, 11, 24))
    assert [(each.code, each.value) for each in old] == [("fact-too-old", "401")]
    assert check_shape([], old)["findings"][0]["message"].endswith("(401)")
    law = Shelf(shelf.sources, fact(checked=date(2020, 1, 1), about="law"), {}, {}, {})
    assert lint(law, date(2026, 11, 24)) == []


def test_every_finding_has_its_words_in_both_languages() -> None:
    source = Path(inspect.getfile(module)).read_text(encoding="utf-8")
    codes = set(re.findall(r'Finding\("([a-z-]+)"', source))
    assert codes
    for table in (ru.TEXT, en.TEXT):
        assert {key.removeprefix("lint.") for key in table if key.startswith("lint.")} == codes
