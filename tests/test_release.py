"""A release: refused while anything is open, its notes are the newest section, its sums are true."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
from pathlib import Path

import oldest
import pytest
import release
from misses import over

from sferum_cli import __version__

ROOT = Path(__file__).parent.parent
CHANGELOG = """# Changelog

## [1.2.0] - 2026-12-01

### Added

- More.

## [1.1.0] - 2026-11-01

- Less.
"""


def test_the_notes_are_the_section_of_the_version_alone() -> None:
    assert release.notes(CHANGELOG, "1.2.0") == "### Added\n\n- More."


@over(
    [
        (CHANGELOG, "1.3.0", "begins with 1.2.0"),
        (CHANGELOG.replace("2026-12-01", "unreleased"), "1.2.0", "has no day"),
        (CHANGELOG.replace("### Added\n\n- More.\n", ""), "1.2.0", "says nothing"),
        ("# Changelog\n", "1.2.0", "has no version"),
    ]
)
def test_without_notes_there_is_no_release(changelog: str, version: str, why: str) -> None:
    with pytest.raises(release.NotReady, match=why):
        release.notes(changelog, version)


@over(
    [
        ("1.2.0.dev0", None, [], "", "no version to release"),
        ("1.2.0", None, ["v1.1.0", "v1.2.0"], "", "there already"),
        ("1.2.0", None, ["v1.1.0"], " M README.md", "README.md"),
        ("1.2.0", "v1.2.1", ["v1.2.1"], "", "the tag is v1.2.1"),
    ]
)
def test_a_release_that_is_not_ready_is_refused(
    version: str, tag: str | None, tags: list[str], changed: str, why: str
) -> None:
    with pytest.raises(release.NotReady, match=why):
        release.ready(version, tag, tags, changed)


def test_a_release_is_ready_before_its_tag_and_under_it() -> None:
    release.ready("1.2.0", None, ["v1.1.0"], "")
    release.ready("1.2.0", "v1.2.0", ["v1.1.0", "v1.2.0"], "")


@pytest.mark.skipif(not shutil.which("git"), reason="git is not on this computer")
def test_the_tag_says_what_is_new_and_is_set_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(release, "ROOT", tmp_path)
    monkeypatch.setattr(release, "__version__", "1.2.0")
    (tmp_path / "CHANGELOG.md").write_text(CHANGELOG, encoding="utf-8")
    for words in (
        "init -q",
        "config user.name t",
        "config user.email t@t",
        "add .",
        "commit -qm x",
    ):
        release.git(*words.split())
    assert release.main(["ready"]) == release.main(["tag"]) == 0
    said = release.git("tag", "-l", "--format=%(contents)", "v1.2.0")
    assert said.strip() == "sferum 1.2.0\n\n### Added\n\n- More."
    assert release.main(["tag"]) == 1
    assert "v1.2.0 is there already" in capsys.readouterr().err


def test_the_sums_are_those_of_the_files_and_the_single_file_says_what_it_runs_on(
    tmp_path: Path,
) -> None:
    (tmp_path / "sferum_cli-1.2.0.tar.gz").write_bytes(b"source")
    (tmp_path / "sferum.pyz").write_bytes(b"single")
    once = release.seal(tmp_path, "1.2.0")
    assert release.seal(tmp_path, "1.2.0") == once
    assert (tmp_path / "SHA256SUMS").read_text(encoding="utf-8") == once
    sums = dict(reversed(line.split("  ")) for line in once.splitlines())
    single = next(name for name in sums if name.endswith(".pyz"))
    assert re.fullmatch(r"sferum-1\.2\.0-\S+-python3\.\d+\.pyz", single)
    assert sums == {
        single: hashlib.sha256(b"single").hexdigest(),
        "sferum_cli-1.2.0.tar.gz": hashlib.sha256(b"source").hexdigest(),
    }
    if shutil.which("sha256sum"):
        subprocess.run(["sha256sum", "--check", "SHA256SUMS"], cwd=tmp_path, check=True)


def test_the_changelog_begins_with_this_version_and_goes_back_in_order() -> None:
    rows = release.HEADING.findall((ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))
    versions = [tuple(map(int, version.split("."))) for version, _ in rows]
    assert versions == sorted(versions, reverse=True)
    version, day = rows[0]
    under_way = __version__ != version
    assert __version__ == version + (".dev0" if under_way else "")
    assert (day == "unreleased") == under_way
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d", day) for _, day in rows[1:])


@over(
    [
        ("typer>=0.28,<0.29", "typer==0.28.*"),
        ("vobject>=0.9.7", "vobject==0.9.7"),
        ("pexpect>=4.9; platform_system != 'Windows'", "pexpect==4.9.*"),
        ("mdformat==1.0.0", "mdformat==1.0.0"),
    ]
)
def test_the_oldest_version_is_the_lower_bound(wanted: str, constraint: str) -> None:
    assert oldest.oldest(wanted) == constraint


def test_every_library_has_a_lower_bound() -> None:
    assert len(oldest.constraints()) > 20
    with pytest.raises(ValueError, match="no lower bound"):
        oldest.oldest("rich<15")
