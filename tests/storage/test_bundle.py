"""Exports: sound to the last byte or nothing is touched; no zip can write where it likes."""

from __future__ import annotations

import stat
import struct
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile, ZipInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sferum_cli.errors import BadUsage, DamagedFile, NotFound, SferumError
from sferum_cli.storage import bundle as room
from sferum_cli.storage.attachments import sha256
from sferum_cli.storage.bundle import MANIFEST, Bundle, gather, pack, unpack
from sferum_cli.storage.changes import as_toml

OLD = Path(__file__).parent / "old_states"
STATE = (OLD / "schema-1.toml").read_bytes()
FILES = {"state.toml": STATE, "letters/school-1-letter-1.pdf": b"%PDF", "knowledge/our.toml": b""}


def put(tmp_path: Path, content: bytes) -> Path:
    file = tmp_path / "export.zip"
    file.write_bytes(content)
    return file


def zip_of(
    entries: list[tuple[str | ZipInfo, bytes]], manifest: dict[str, object] | None = None
) -> bytes:
    """A zip with these entries and a manifest that agrees with them."""
    if manifest is None:
        rows = [
            {"name": e if isinstance(e, str) else e.filename, "sha256": sha256(content)}
            for e, content in entries
        ]
        manifest = {"schema": 1, "program": "x", "made": "x", "file": rows}
    paper = BytesIO()
    with ZipFile(paper, "w", ZIP_DEFLATED) as archive:
        for name, content in entries:
            archive.writestr(name, content)
        archive.writestr(MANIFEST, as_toml(manifest))
    return paper.getvalue()


def why(tmp_path: Path, content: bytes) -> object:
    with pytest.raises(DamagedFile) as caught:
        unpack(put(tmp_path, content))
    return caught.value.values.get("why")


def test_what_is_packed_is_unpacked(tmp_path: Path) -> None:
    made = Bundle(FILES, "2026-11-23T12:00:00+00:00", "0.1")
    assert unpack(put(tmp_path, pack(made))) == made
    assert pack(made) == pack(Bundle(dict(reversed(FILES.items())), made.made, made.program))


@pytest.mark.parametrize(
    "name",
    [
        "../state.toml", "archive/../../x.toml", "/etc/passwd", "C:\\x.toml", "knowledge\\x.toml", "\\\\host\\x", "knowledge/c:x.toml",
        "knowledge/CON.toml", "knowledge/nul.x.toml", "knowledge/a /b.toml", "knowledge/x.toml ", "knowledge/.x.toml",
        "knowledge/a\u202eb.toml", "letters/notes.txt", "state.lock", "backups/state-2026-11-23T080000Z.toml", ".import-x/new/state.toml",
        "knowledge/", "evil.py", "state.toml/x", "attachments/0123456789abcdef/x", "",
    ],
)  # fmt: skip
def test_a_name_that_does_not_belong_there_is_refused(tmp_path: Path, name: str) -> None:
    entry = ZipInfo(name)
    entry.filename = name  # ZipInfo would clean it
    assert why(tmp_path, zip_of([("state.toml", STATE), (entry, b"x")])) in ("bundle.name", "bundle.zip")  # fmt: skip


def test_a_name_with_a_nul_is_refused_as_written(tmp_path: Path) -> None:
    content = zip_of([("knowledge/aZ.toml", b"")]).replace(b"knowledge/aZ", b"knowledge/a\0")
    assert why(tmp_path, content) == "bundle.name"


def test_a_link_is_refused(tmp_path: Path) -> None:
    entry = ZipInfo("knowledge/x.toml")
    entry.create_system = 3
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    assert why(tmp_path, zip_of([(entry, b"/etc/passwd")])) == "bundle.link"


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize(
    "pair",
    [
        ("state.toml", "state.toml"),
        ("knowledge/a.toml", "knowledge/A.toml"),
        ("knowledge/\u0439.toml", "knowledge/\u0438\u0306.toml"),
    ],
)
def test_two_names_that_are_one_file_somewhere_are_refused(
    tmp_path: Path, pair: tuple[str, str]
) -> None:
    assert why(tmp_path, zip_of([(pair[0], STATE), (pair[1], STATE)])) == "bundle.twice"


def test_a_zip_that_pretends_to_hold_too_much_is_refused_before_it_is_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "MOST_BYTES", 10_000)
    bomb = zip_of([("attachments/0123456789abcdef", b"\0" * 100_000)])
    assert len(bomb) < 2_000
    with pytest.raises(BadUsage) as caught:
        unpack(put(tmp_path, bomb))
    assert caught.value.key == "error.bundle_big"


def test_a_size_that_lies_is_found_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "MOST_BYTES", 10_000)
    name = b"attachments/0123456789abcdef"
    bomb = bytearray(zip_of([(name.decode(), b"\0" * 100_000)]))
    for mark, place in ((b"PK\3\4", 22), (b"PK\1\2", 24)):
        struct.pack_into("<I", bomb, bomb.index(mark) + place, 50)
    with pytest.raises(SferumError):
        unpack(put(tmp_path, bytes(bomb)))


def test_other_ways_to_pack_are_refused(tmp_path: Path) -> None:
    entry = ZipInfo("plan.toml")
    entry.compress_type = ZIP_BZIP2
    assert why(tmp_path, zip_of([(entry, b"x")])) == "bundle.zip"


@pytest.mark.parametrize(
    ("spoil", "expected"),
    [
        (lambda m: {**m, "file": m["file"][1:]}, "bundle.listed"),
        (lambda m: {**m, "file": [*m["file"], {"name": "x", "sha256": "0"}]}, "bundle.listed"),
        (lambda m: {**m, "file": [{**r, "sha256": "0"} for r in m["file"]]}, "bundle.hash"),
        (lambda m: {**m, "file": 3}, "bundle.manifest"),
        (lambda m: {"file": m["file"]}, "bundle.manifest"),
    ],
)
def test_the_list_must_tell_the_truth(
    tmp_path: Path, spoil: Callable[[dict[str, object]], dict[str, object]], expected: str
) -> None:
    rows = [{"name": "state.toml", "sha256": sha256(STATE)}]
    manifest = spoil({"schema": 1, "program": "x", "made": "x", "file": rows})
    assert why(tmp_path, zip_of([("state.toml", STATE)], manifest)) == expected


def test_an_export_of_a_newer_program_is_said_to_be_one(tmp_path: Path) -> None:
    newer = (OLD / "newer.toml").read_bytes()
    for content in (zip_of([("state.toml", newer)]), zip_of([], {"schema": 2, "file": []})):
        with pytest.raises(DamagedFile) as caught:
            unpack(put(tmp_path, content))
        assert caught.value.key == "error.file_newer"


@pytest.mark.parametrize(
    "name", ["state.toml", "people.toml", "plan.toml", "archive/school-1.toml"]
)
@pytest.mark.parametrize("content", [b"\xff", b"[[[", b"\0" * 30, b""])
def test_a_damaged_file_inside_is_refused(tmp_path: Path, name: str, content: bytes) -> None:
    with pytest.raises(DamagedFile):
        unpack(put(tmp_path, zip_of([(name, content)])))


@given(st.integers(0, 10_000), st.integers(0, 255), st.sampled_from(["set", "cut", "insert"]))
def test_no_spoilt_byte_gets_through_or_crashes(
    tmp_path_factory: pytest.TempPathFactory, place: int, byte: int, how: str
) -> None:
    good = pack(Bundle(FILES, "2026-11-23", "0.1"))
    place %= len(good)
    cut, rest = good[:place], {"set": good[place + 1 :], "cut": b"", "insert": good[place:]}[how]
    spoilt = cut + bytes([byte]) + rest
    file = put(tmp_path_factory.getbasetemp(), spoilt)
    with suppress(SferumError):
        assert unpack(file).files == FILES


@pytest.mark.parametrize("content", [b"", b"PK", b"not a zip", b"\0" * 999])
def test_what_is_no_zip_is_said_to_be_none(tmp_path: Path, content: bytes) -> None:
    assert why(tmp_path, content) == "bundle.zip"


def test_a_file_that_is_not_there_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        unpack(tmp_path / "nothing.zip")
    with pytest.raises(DamagedFile):
        unpack(tmp_path)


def test_links_and_files_of_others_stay_behind_and_are_named(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("x")
    for name in ("letters", "knowledge", "backups"):
        (tmp_path / name).mkdir()
    (tmp_path / "state.toml").write_bytes(STATE)
    (tmp_path / "knowledge" / "con.toml").write_text("")
    (tmp_path / "knowledge" / "our.toml").write_text("")
    (tmp_path / "knowledge" / "link.toml").symlink_to(tmp_path / "secret")
    (tmp_path / "letters" / "to grandmother.txt").write_text("x")
    (tmp_path / "backups" / "state-2026-11-23T080000Z.toml").write_text("x")
    files, left = gather(tmp_path)
    assert set(files) == {"state.toml", "knowledge/our.toml"}
    assert left == ["knowledge/con.toml", "knowledge/link.toml", "letters/to grandmother.txt"]


def test_a_file_that_is_shorter_than_the_list_says_is_refused(tmp_path: Path) -> None:
    """In both places of the zip where a size stands: one of them alone is no zip at all."""
    name = "attachments/0123456789abcdef"
    lying = bytearray(zip_of([("state.toml", STATE), (name, b"x" * 100)]))
    first, last = lying.index(name.encode()), lying.rindex(name.encode())
    for size in (first - 30 + 22, last - 46 + 24):
        struct.pack_into("<I", lying, size, 200)
    assert why(tmp_path, bytes(lying)) == "bundle.size"
