"""The person's own knowledge: on top, marked, and never a crash."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
import tomli_w
from knowledge_for_tests import CONTACT, FACT, RULE, YEAR

from sferum_cli.core.deadlines import Extension, Term
from sferum_cli.errors import DamagedFile, NotFound
from sferum_cli.shelf import knowledge
from sferum_cli.shelf.deadlines import all_rules, rules_of, texts_of, work_calendar
from sferum_cli.shelf.own import LARGEST, use_own
from sferum_cli.shelf.tables import SHIPPED
from sferum_cli.shelf.terms import quote

Put = Callable[..., Path]


@pytest.fixture
def put(tmp_path: Path) -> Iterator[Put]:
    """Write an own file and take the folder in use."""
    folder = tmp_path / "home" / "knowledge"

    def write(text: str, name: str = "our.toml") -> Path:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        use_own(folder)
        return file

    yield write
    use_own(None)


def load_all() -> None:
    for load in (knowledge.facts, knowledge.contacts, all_rules, work_calendar):
        load()


def shipped_path(path_id: str = "vk") -> str:
    return (SHIPPED / "paths" / f"{path_id}.toml").read_text(encoding="utf-8")


def test_what_is_added_is_there_and_is_marked(put: Put) -> None:
    put(CONTACT.format(id="our-office") + FACT.format(id="our-menu"))
    assert knowledge.contacts()["our-office"].added
    assert knowledge.facts()["our-menu"].added
    assert not knowledge.contacts()["school"].added


def test_an_own_rule_says_how_far_it_can_stretch_and_when_it_is_long_past(put: Put) -> None:
    more = 'extension = { max = 5, unit = "working_day" }\nlong_overdue_after = { amount = 2, unit = "month" }'
    put(RULE + more)
    rule = all_rules()["deletion-handled"]
    assert rule.extension == Extension(5, "working_day")
    assert rule.long_overdue_after == Term(2, "month")


def test_an_amended_rule_keeps_its_older_text_for_what_began_before(put: Put) -> None:
    put(
        RULE.replace("amount = 7", "amount = 9\nvalid_to = 2027-02-28")
        + RULE.replace("amount = 7", "amount = 4\nvalid_from = 2027-03-01")
    )
    assert [rule.amount for rule in texts_of(("deletion-handled",))] == [9, 4]
    assert all_rules()["deletion-handled"].amount == 4
    assert [rule.amount for rule in rules_of(("deletion-handled",))] == [4]
    put(RULE + RULE.replace("amount = 7", "amount = 4"))
    assert [rule.amount for rule in texts_of(("deletion-handled",))] == [4], "a correction"


def test_an_own_record_takes_the_place_of_the_shipped_one(put: Put) -> None:
    before = list(knowledge.contacts())
    put(CONTACT.format(id="school") + RULE)
    assert knowledge.contacts()["school"].value == "office@example.org"
    assert list(knowledge.contacts()) == before
    assert all_rules()["deletion-handled"].amount == 7


def test_the_last_of_two_own_files_counts(put: Put) -> None:
    put(CONTACT.format(id="x").replace("office@", "b@"), "b.toml")
    put(CONTACT.format(id="x").replace("office@", "a@"), "a.toml")
    assert knowledge.contacts()["x"].value == "b@example.org"


def test_an_added_contact_comes_first_in_support(put: Put) -> None:
    put(CONTACT.format(id="our-office") + CONTACT.format(id="school"))
    order = knowledge.support_advice()[1]
    assert order[0] == "our-office"
    assert order.count("school") == 1


def test_an_own_year_replaces_the_whole_year(put: Put) -> None:
    use_own(None)
    assert not work_calendar().is_working(date(2026, 1, 1))
    put(YEAR)
    assert not work_calendar().is_working(date(2026, 11, 24))
    assert work_calendar().is_working(date(2026, 1, 1))
    assert not work_calendar().is_working(date(2025, 1, 1))


def test_an_own_path_replaces_or_adds_and_is_marked(put: Put) -> None:
    put(shipped_path(), "paths/vk.toml")
    put(shipped_path().replace('id = "vk"', 'id = "our-vk"', 1), "paths/our-vk.toml")
    assert knowledge.path("vk").added
    assert knowledge.path("our-vk").added
    assert not knowledge.path("school").added
    assert knowledge.path_ids().count("vk") == 1


def test_the_head_of_a_path_is_that_of_the_persons_own_file_too(put: Put) -> None:
    for path in ("vk", "our-vk"):
        put(shipped_path().replace('id = "vk"', f'id = "{path}"', 1), f"paths/{path}.toml")
        assert knowledge.path_head(path).added
    with pytest.raises(NotFound):
        knowledge.path_head("nothing-such")


def test_one_folder_never_sees_the_knowledge_of_another(put: Put, tmp_path: Path) -> None:
    put(CONTACT.format(id="our-office"))
    assert "our-office" in knowledge.contacts()
    use_own(tmp_path / "elsewhere" / "knowledge")
    assert "our-office" not in knowledge.contacts()
    assert "our-office" not in knowledge.support_advice()[1]


def test_without_the_folder_what_was_read_is_kept(tmp_path: Path) -> None:
    use_own(None)
    before = knowledge.facts()
    use_own(tmp_path / "knowledge")
    assert knowledge.facts() is before


def test_a_mark_of_the_encoding_and_files_of_others_do_not_disturb(put: Put) -> None:
    put("\ufeff" + CONTACT.format(id="our-office"))
    put("not for us", "notes.txt")
    put("\x00", ".our.toml")
    assert "our-office" in knowledge.contacts()


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("[[contact", "our.toml"),
        ("a = " + "[" * 5000, "our.toml"),
        ("n = " + "9" * 5000, "our.toml"),
        ("[[kontakt]]\nid = 1", "our.toml.kontakt"),
        ("contact = 5", "our.toml.contact"),
        ("contact = [5]", "contact[1]"),
        (CONTACT.format(id="x").replace('"unconfirmed"', '"sure"'), "contact[1].trust"),
        (CONTACT.format(id="x") + "vlaue = 1", "contact[1].vlaue"),
        (CONTACT.format(id="x").replace("2026-11-20", '"yesterday"'), "contact[1].checked"),
        (CONTACT.format(id="x").replace("office@", "file://"), "contact[1].value"),
        (
            '[[source]]\nid="x"\ngrade="D"\nurl="http://a.ru"\ntitle={ru="я",en="x"}',
            "source[1].url",
        ),
        (FACT.format(id="x").replace("article-2025-06", "nowhere"), "fact[1].sources"),
        (FACT.format(id="x").replace("text.en", "text.de"), "fact[1].text"),
        (RULE.replace("calendar_day", "week"), "rule[1].unit"),
        (RULE.replace('"done"', '"someday"'), "rule[1].basis"),
        (RULE.replace("amount = 7", "amount = 9999999"), "rule[1].amount"),
        (RULE.replace('id = "deletion-handled"', ""), "rule[1].id"),
        (RULE + 'extension = { max = 5, unit = "year" }', "rule[1].extends.unit"),
        (
            RULE + 'long_overdue_after = { amount = 5, unit = "month", n = 1 }',
            "long_overdue_after.n",
        ),
        (
            RULE.replace('{ ru = "Срок", en = "Term" }', '{ ru = "Срок", en = " " }'),
            "rule[1].title",
        ),
        (RULE.replace('["article-2025-06"]', "[5]"), "rule[1].sources"),
        (YEAR.replace("2026-11-24", "2027-11-24"), "day[1].date"),
        (YEAR.replace("confirmed = true", "confirmed = true\nworked = [5]"), "year[1].worked"),
    ],
)
def test_a_slip_is_named_by_file_and_place(put: Put, text: str, where: str) -> None:
    put(text)
    with pytest.raises(DamagedFile) as caught:
        load_all()
    named = str(caught.value.values["where"])
    assert named.startswith("knowledge/our.toml")
    assert where in named


def places(value: object) -> Iterator[tuple[dict[str, object], str]]:
    """Every table within ``value``, with each key of it."""
    if isinstance(value, dict):
        for key in value:
            yield value, key
    for inner in (
        value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    ):
        yield from places(inner)


@pytest.mark.parametrize(
    "text", [CONTACT, FACT, RULE, YEAR], ids=["contact", "fact", "rule", "year"]
)
def test_a_value_of_another_kind_is_a_slip_and_nothing_worse(put: Put, text: str) -> None:
    table = tomllib.loads(text.format(id="own") if "{id}" in text else text)
    refused = 0
    for within, key in [*places(table)]:
        right = within[key]
        for wrong in (["x"], {"a": 1}, 5, "x", True):
            within[key] = wrong
            put(tomli_w.dumps(table))
            try:
                load_all()
            except DamagedFile:
                refused += 1
        within[key] = right
    assert refused > 10


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('id = "vk"', 'id = "other"', "id"),
        ("contacts = [", 'contacts = ["nobody", ', "unknown-contact"),
        ('to = "support"', 'to = "path:nowhere"', "way-to-nowhere"),
        ("checked = ", "# ", "path-unchecked"),
        ('kind = "unlink"', 'kind = "dance"', "unlink, delete, appeal"),
        ('id = "list"', 'id = "login"', "double-step"),
        ('event = "done_by_user"', 'event = "danced"', "done_by_user, sent"),
        ('url = "https://id', 'url = "ftp://id', "url"),
        ('facts = ["code-takes', 'facts = ["no-such-fact", "code-takes', "unknown-fact"),
        (
            'facts = ["vk-id-linked-accounts", "vk-id-linked-providers"]',
            'facts = ["no-such-fact"]',
            "unknown-fact",
        ),
    ],
)
def test_an_own_path_is_linted_before_anybody_walks_it(
    put: Put, old: str, new: str, problem: str
) -> None:
    assert old in shipped_path()
    put(shipped_path().replace(old, new), "paths/vk.toml")
    with pytest.raises(DamagedFile) as caught:
        knowledge.path("vk")
    assert caught.value.values["problem"] == problem
    assert knowledge.path("school").steps


def test_links_are_refused(put: Put, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere.toml"
    elsewhere.write_text(CONTACT.format(id="x"), encoding="utf-8")
    put("").with_name("link.toml").symlink_to(elsewhere)
    with pytest.raises(DamagedFile, match=r"error\.own_link"):
        knowledge.contacts()


def test_a_huge_file_and_a_folder_named_as_one_are_refused(put: Put) -> None:
    put("#" * (LARGEST + 1))
    with pytest.raises(DamagedFile, match=r"error\.own_large"):
        knowledge.contacts()
    put("", "our.toml")
    put("", "folder.toml/inner.toml")
    with pytest.raises(DamagedFile, match=r"error\.own_link"):
        knowledge.contacts()


def test_a_path_is_never_taken_from_outside_its_folder(put: Put, tmp_path: Path) -> None:
    outside = tmp_path / "paths"
    outside.mkdir()
    (outside / "vk.toml").write_text(shipped_path(), encoding="utf-8")
    put("").with_name("paths").symlink_to(outside)
    with pytest.raises(DamagedFile, match=r"error\.own_link"):
        knowledge.path_ids()


def test_prose_quotes_the_rule_of_the_person_and_the_shipped_extension(tmp_path: Path) -> None:
    rule = all_rules()["operator-stop-processing"]
    (tmp_path / "own.toml").write_text(
        '[[rule]]\nid = "operator-stop-processing"\nbasis = "receipt"\namount = 12\n'
        'unit = "working_day"\nsources = ["152-fz-21-5.1"]\n'
        'title = { ru = "да", en = "yes" }\ndue = { ru = "да", en = "yes" }\n'
        'norm = { ru = "да", en = "yes" }\n',
        encoding="utf-8",
    )
    use_own(tmp_path)
    try:
        assert quote("operator-stop-processing", "", "ru") == "12 рабочих дней"
        assert rule.extension is not None
        assert quote("operator-stop-processing.more", "number", "ru") == str(rule.extension.max)
    finally:
        use_own(None)
