"""The people file: owner-only, apart from the state, never overwritten when not understood."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
import tomli_w
from conftest import Bench
from filelock import FileLock
from hypothesis import example, given
from hypothesis import strategies as st

from sferum_cli.core.frozen import replace
from sferum_cli.core.people import CORRECTIONS, FIELDS, Person, read_field
from sferum_cli.errors import BadUsage, DamagedFile, StateBusy
from sferum_cli.storage import changes
from sferum_cli.storage.backups import BACKUPS, earlier_copies
from sferum_cli.storage.manifest import MANIFEST, PEOPLE
from sferum_cli.storage.people import People, dump_people, load_people, parse_people
from sferum_cli.storage.people_change import change_people
from sferum_cli.storage.state_file import STATE

MASHA = Person("masha", "parent", "under_14", {"surname": "Иванова"}, {"child.dative": "Пете"})
posix = pytest.mark.skipif(os.name != "posix", reason="modes are a matter of POSIX")


def put(folder: Path, person: Person) -> None:
    change_people(folder, lambda people: ({**people, person.alias: person}, None))


def test_nobody_is_there_before_the_first(tmp_path: Path) -> None:
    assert load_people(tmp_path / "home") == {}


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    put(tmp_path, MASHA)
    put(tmp_path, Person("Учитель-2", "employee", "adult"))
    assert list(load_people(tmp_path).values()) == [MASHA, Person("Учитель-2", "employee", "adult")]


plain = st.sampled_from([name for name in FIELDS if not name.endswith(("sex", "kind", "date", "email"))])  # fmt: skip
values = st.text(max_size=30).map(lambda text: read_field("address", text))


@given(
    st.dictionaries(plain, values, max_size=6),
    st.dictionaries(st.sampled_from(CORRECTIONS), values, max_size=3),
)
@example({"phone": "0"}, {})  # kept before a number was asked for
def test_saving_and_loading_changes_nothing(
    fields: dict[str, str], corrections: dict[str, str]
) -> None:
    person = replace(MASHA, fields=fields, corrections=corrections)
    assert parse_people(tomli_w.dumps(dump_people([person])), Path("x")) == {"masha": person}


def test_the_state_is_neither_made_nor_changed(tmp_path: Path) -> None:
    put(tmp_path, MASHA)
    assert not (tmp_path / STATE).exists()
    (tmp_path / STATE).write_text("schema = 1\nnext_id = 1\nevent = []  # mine\n")
    put(tmp_path, Person("petya", "self", "adult"))
    assert (tmp_path / STATE).read_text().endswith("# mine\n")


@posix
def test_only_the_owner_can_read(tmp_path: Path) -> None:
    put(tmp_path, MASHA)
    put(tmp_path, replace(MASHA, age_band="14_17"))
    assert {f.name for f in tmp_path.iterdir()} == {PEOPLE, BACKUPS, changes.LOCK, MANIFEST}
    for file in tmp_path.rglob("*.*"):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600, file


def test_the_copy_before_the_last_change_is_kept(tmp_path: Path) -> None:
    put(tmp_path, MASHA)
    before = (tmp_path / PEOPLE).read_bytes()
    os.utime(tmp_path / PEOPLE, (0, 0))
    put(tmp_path, replace(MASHA, age_band="14_17"))
    assert earlier_copies(tmp_path)[-1].file.read_bytes() == before


def test_who_is_forgotten_is_not_in_the_backup_either(tmp_path: Path) -> None:
    put(tmp_path, MASHA)
    put(tmp_path, replace(MASHA, age_band="14_17"))
    change_people(tmp_path, lambda _: ({}, None), forget=True)
    left = b"".join(file.read_bytes() for file in tmp_path.rglob("*.*"))
    assert "Иванова".encode() not in left


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"[[[",
        b"\xff\xfe",
        b"schema = 99\n",
        b"schema = 0\n",
        b"schema = true\n",
        b"schema = 1\nperson = 3\n",
        b"schema = 1\nperson = [3]\n",
        b"schema = 1\n[[person]]\nalias = 'a b'\nacting_as = 'self'\n",
        b"schema = 1\n[[person]]\nalias = 3\nacting_as = 'self'\n",
        b"schema = 1\n[[person]]\nalias = 'a'\n",
        b"schema = 1\n[[person]]\nalias = 'a'\nacting_as = 'friend'\n",
        b"schema = 1\n[[person]]\nalias = 'a'\nacting_as = 'parent'\nage_band = 'adult'\n",
        b"schema = 1\n[[person]]\nalias = 'a'\nacting_as = 'self'\nage_band = 14\n",
        b"schema = 1\n[[person]]\nalias = 'a'\nacting_as = 'self'\nfields = 3\n",
        b"schema = 1\n[[person]]\nalias = 'a'\nacting_as = 'self'\n[person.fields]\nshoe = '44'\n",
        b"schema = 1\n[[person]]\nalias = 'a'\nacting_as = 'self'\n[person.fields]\nphone = 7\n",
        b"schema = 1\n[[person]]\nalias = 'a'\nacting_as = 'self'\n[person.fields]\nsex = 'yes'\n",
        b"schema = 1\n[[person]]\nalias = 'a'\nacting_as = 'self'\n[[person]]\nalias = 'A'\nacting_as = 'self'\n",
    ],
    ids=lambda damage: repr(damage[-24:]),
)
def test_a_file_that_is_not_understood_is_never_overwritten(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / PEOPLE).write_bytes(damage)
    with pytest.raises(DamagedFile):
        load_people(tmp_path)
    with pytest.raises(DamagedFile):
        put(tmp_path, MASHA)
    assert (tmp_path / PEOPLE).read_bytes() == damage


def test_an_edit_that_says_no_writes_nothing(tmp_path: Path) -> None:
    put(tmp_path, MASHA)
    before = (tmp_path / PEOPLE).read_bytes()

    def refuse(_: People) -> tuple[People, None]:
        raise BadUsage("error.person_busy")

    with pytest.raises(BadUsage):
        change_people(tmp_path, refuse, forget=True)
    assert (tmp_path / PEOPLE).read_bytes() == before


def test_people_held_by_somebody_else_are_busy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changes.locked.__wrapped__, "__kwdefaults__", {"patience": 0.05})
    with FileLock(tmp_path / changes.LOCK), pytest.raises(StateBusy):
        put(tmp_path, MASHA)
    assert not (tmp_path / PEOPLE).exists()


def test_people_that_are_no_table_are_damaged(bench: Bench) -> None:
    bench.folder.mkdir()
    (bench.folder / "people.toml").write_text("schema = 1\nperson = 5\n", encoding="utf-8")
    assert bench.run("people", "list").code == 6
