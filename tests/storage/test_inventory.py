"""Which files are ours, and which names are safe on every system."""

from __future__ import annotations

from pathlib import Path

from misses import over

from sferum_cli.storage.inventory import file_kind, folders, inventory, is_portable


@over(
    [
        ("state.toml", "state"),
        ("people.toml", "people"),
        ("plan.toml", "plan"),
        ("drafts.toml", "drafts"),
        ("drafts (conflicted copy).toml", "copies"),
        ("state.lock", "service"),
        (".new-abc", "leftovers"),
        ("archive/.new-abc", "leftovers"),
        ("manifest.toml", "service"),
        (".import-x/new/state.toml", "leftovers"),
        (".pending/todo.toml", "leftovers"),
        (".pending/new/letters/school-1-letter-1.txt", "leftovers"),
        ("archive/school-1.toml", "archive"),
        ("letters/school-1-letter-2.pdf", "letters"),
        ("attachments/0123456789abcdef.png", "attachments"),
        ("attachments/0123456789abcdef", "attachments"),
        ("knowledge/школа.toml", "knowledge"),
        ("knowledge/paths/our.toml", "knowledge"),
        ("backups/state-2026-11-23T080000Z.toml", "backups"),
        ("backups/people-000012-2026-11-23T080000.000Z.toml", "backups"),
        ("backups/before-import-2026-11-23T080000Z.zip", "backups"),
        ("state.backup.toml", "backups"),
        ("people.damaged-2026-11-23T080000Z.toml", "damaged"),
        ("state (конфликтующая копия).toml", "copies"),
        ("State-DESKTOP.toml", "copies"),
        ("statement.toml", ""),
        ("states.toml", ""),
        ("people I met.txt", ""),
        ("letters/to grandmother.docx", ""),
        ("attachments/passport.png", ""),
        ("archive/../state.toml", ""),
        ("knowledge/.hidden.toml", ""),
        ("knowledge/a/b.toml", ""),
        ("letters", ""),
        ("", ""),
    ]
)
def test_a_file_is_told_by_its_name(name: str, kind: str) -> None:
    assert file_kind(name) == kind


@over(
    [
        "knowledge/con.toml", "knowledge/Lpt1.toml", "NUL", "a/../b", "/etc/passwd", "a//b", "a/", "", ".", "x.", "x ",
        "a\x00b", "a\nb", "\ud800", "a\u202eb", "я" * 150,
    ]
)  # fmt: skip
def test_a_name_that_some_system_would_misread_is_not_portable(name: str) -> None:
    assert not is_portable(name)


def test_links_are_named_and_never_followed(tmp_path: Path) -> None:
    away = tmp_path / "away"
    away.mkdir()
    (away / "school-1.toml").write_text("x")
    home = tmp_path / "home"
    (home / "knowledge").mkdir(parents=True)
    (home / "archive").symlink_to(away)
    (home / "knowledge" / "paths").symlink_to(away)
    (home / "state.toml").symlink_to(away / "school-1.toml")
    (home / "photos").mkdir()
    (home / "photos" / "one.png").write_text("x")
    assert [(each.name, each.kind, each.link) for each in inventory(home)] == [
        ("archive", "archive", True), ("knowledge/paths", "knowledge", True),
        ("photos", "", False), ("state.toml", "state", True),
    ]  # fmt: skip
    assert folders(home) == [home / "knowledge"]


def test_a_folder_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    assert inventory(tmp_path / "nowhere") == []
