"""Setting up Tab: told in the person's language, and PowerShell loses no policy for it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import tree_sitter
import tree_sitter_powershell
from conftest import Bench, SomeComputer
from shellingham import ShellDetectionFailure

from sferum_cli.cli import completion
from sferum_cli.flows.completion import script_of

SCRIPT = script_of("powershell")


def runs(monkeypatch: pytest.MonkeyPatch, shell: str | None) -> None:
    """``shell`` is the one that runs; None where that cannot be told."""

    def detect() -> tuple[str, str]:
        if shell is None:
            raise ShellDetectionFailure
        return shell, f"/bin/{shell}"

    monkeypatch.setattr(completion.shellingham, "detect_shell", detect)


@pytest.fixture
def there(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The profile of somebody whose name is Cyrillic; PowerShell says where it is."""
    runs(monkeypatch, "powershell")
    bench.computer = SomeComputer(bench.folder.parent / "Мария", "windows", "")
    profile = bench.computer.home / "Документы" / "WindowsPowerShell" / "profile.ps1"
    bench.computer.says["powershell"] = f"{profile}\r\nRemoteSigned\r\n"
    return profile


@pytest.mark.parametrize("before", [b"", b"# mine", b"# mine\r\n", "# моё\r\n".encode("cp1251"), "# моё".encode("utf-8-sig"), "# моё".encode("utf-16")], ids=repr)  # fmt: skip
def test_the_profile_gets_the_script_once_in_its_own_alphabet(
    bench: Bench, there: Path, before: bytes
) -> None:
    if before:
        there.parent.mkdir(parents=True)
        there.write_bytes(before)
    for _ in range(2):
        assert str(there) in bench.ok("--install-completion")
    written = there.read_bytes()
    assert written.startswith(before)
    encoding = "utf-16" if before.startswith(b"\xff\xfe") else "latin-1"
    assert written.decode(encoding).replace("\r\n", "\n").count(SCRIPT) == 1
    assert written.decode(encoding).replace("\r\n", "\n").endswith(SCRIPT)


def test_no_policy_is_changed_and_none_that_forbids_is_gone_around(
    bench: Bench, there: Path
) -> None:
    assert bench.computer
    for policy in ("Restricted", "AllSigned", ""):
        bench.computer.says["powershell"] = f"{there}\r\n{policy}\r\n"
        outcome = bench.run("--install-completion")
        assert outcome.code == 2
        assert not there.exists()
    bench.computer.refuses = ("powershell",)
    assert bench.run("--install-completion").code == 2
    assert [line for line in bench.computer.ran if "Set-" in line] == []


def is_powershell(script: str) -> bool:
    """Whether a grammar of PowerShell takes the whole of ``script``."""
    parser = tree_sitter.Parser(tree_sitter.Language(tree_sitter_powershell.language()))
    return not parser.parse(script.encode()).root_node.has_error


def test_the_script_is_powershell_to_its_last_word() -> None:
    assert is_powershell(SCRIPT)
    for sign in "{}()":
        at = SCRIPT.rindex(sign)
        assert not is_powershell(SCRIPT[:at] + SCRIPT[at + 1 :]), sign


def test_the_script_changes_nothing_but_what_tab_offers_for_this_program() -> None:
    assert SCRIPT.isascii()
    assert SCRIPT.count("{") == SCRIPT.count("}")
    assert SCRIPT.count("(") == SCRIPT.count(")")
    assert "PSReadLine" not in SCRIPT
    assert "-CommandName sferum " in SCRIPT


def test_it_is_told_in_the_persons_language_and_as_json(
    bench: Bench, there: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Подсказки" in bench.ok("--install-completion")
    told = json.loads(bench.ok("--json", "--install-completion"))
    assert told["file"] == str(there)
    assert bench.ok("--show-completion").strip() == SCRIPT.strip()
    runs(monkeypatch, "bash")
    assert "complete -o default" in bench.ok("--show-completion")
    for shell in ("tcsh", None):
        runs(monkeypatch, shell)
        outcome = bench.run("--install-completion")
        assert (outcome.code, "PowerShell" in outcome.err) == (2, True)


def test_an_older_script_in_the_profile_gives_way(bench: Bench, there: Path) -> None:
    there.parent.mkdir(parents=True)
    older = "# >>> sferum completion >>>\r\nold\r\n# <<< sferum completion <<<\r\n"
    there.write_bytes(f"# mine\r\n{older}# mine, too".encode())
    bench.ok("--install-completion")
    written = there.read_bytes().decode().replace("\r\n", "\n")
    assert written == f"# mine\n# mine, too\n{SCRIPT}"


SHELLS = {
    "bash": (".bash_completions/sferum.sh", ".bashrc", "source '{file}'"),
    "zsh": (".zfunc/_sferum", ".zshrc", "fpath+=~/.zfunc; autoload -Uz compinit; compinit"),
    "fish": (".config/fish/completions/sferum.fish", "", ""),
}


@pytest.mark.parametrize("shell", SHELLS)
def test_a_shell_gets_its_script_and_one_line(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, shell: str
) -> None:
    runs(monkeypatch, shell)
    home = bench.folder.parent / "O'Мария"
    bench.computer = SomeComputer(home)
    name, rc, line = SHELLS[shell]
    if rc:
        home.mkdir()
        (home / rc).write_bytes(b"# \xff, no end of line")
    for _ in range(2):
        assert str(home / name) in bench.ok("--install-completion")
    assert (home / name).read_text(encoding="utf-8") == script_of(shell)
    if rc:
        place = str(home / name).replace("'", "'\\''")
        added = f"\n{line.format(file=place)}\n".encode()
        assert (home / rc).read_bytes() == b"# \xff, no end of line" + added


def test_where_nothing_can_be_written_the_file_is_named(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    runs(monkeypatch, "fish")
    home = bench.folder.parent / "person"
    bench.computer = SomeComputer(home)
    home.mkdir()
    (home / ".config").write_text("no folder", encoding="utf-8")
    outcome = bench.run("--install-completion")
    assert (outcome.code, "sferum.fish" in outcome.err) == (2, True)
