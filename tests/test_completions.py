"""Tab in the real shells, and what the program offers for every word that has a choice."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import completions
import pytest
from conftest import Bench

ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent
PROMPT = "ready> "


def environ(home: Path) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("SFERUM", "LC_", "LANG"))}
    return {
        **kept, "SFERUM_HOME": str(home / "data"), "HOME": str(home), "LANG": "C.UTF-8", "SFERUM_LANG": "ru",
        "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}", "TERM": "dumb", "EDITOR": "",
    }  # fmt: skip


def sferum(home: Path, *words: str, **more: str) -> str:
    done = subprocess.run(
        [BIN / "sferum", *words],
        env={**environ(home), **more},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.stderr == ""
    return done.stdout


@pytest.fixture
def home(tmp_path: Path) -> Path:
    if not (BIN / "sferum").exists():
        pytest.skip("sferum is not installed beside this Python")
    sferum(tmp_path, "unlink", "school", "--role", "parent", "--no-input")
    sferum(tmp_path, "people", "add", "masha", "--acting-as", "parent", "--no-input")
    return tmp_path


@pytest.fixture
def family(bench: Bench) -> Bench:
    bench.ok("unlink", "school", "--role", "parent", "--no-input")
    bench.ok("people", "add", "masha", "--acting-as", "parent", "--no-input")
    return bench


def offered(bench: Bench, line: str) -> list[str]:
    """The words offered for the last one of ``line``, which may be empty."""
    place = str(len(line.split(" ")) - 1)
    told = bench.ok(_SFERUM_COMPLETE="complete_bash", COMP_WORDS=line, COMP_CWORD=place)
    return told.splitlines()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("sferum esc", "escalate"),
        ("sferum people ed", "edit"),
        ("sferum letter --forma", "--format"),
        ("sferum unlink gos", "gosuslugi"),
        ("sferum guide del", "delete"),
        ("sferum support del", "delete"),
        ("sferum status sch", "school-1"),
        ("sferum why sch", "school-1"),
        ("sferum continue sch", "school-1"),
        ("sferum evidence sch", "school-1"),
        ("sferum log sch", "school-1"),
        ("sferum log school-1 rece", "received"),
        ("sferum log school-1 sent --channel pos", "post"),
        ("sferum log school-1 answered --result ref", "refused"),
        ("sferum log school-1 sent --copy --ch", "--channel"),  # its number may be left out
        ("sferum escalate school-1 --to pros", "prosecutor"),
        ("sferum letter school-p", "school-parent"),
        ("sferum letter --request sch", "school-1"),
        ("sferum letter --format do", "docx"),
        ("sferum letter --channel em", "email"),
        ("sferum guide --format ht", "html"),
        ("sferum guide --role te", "teacher"),
        ("sferum unlink --role st", "student"),
        ("sferum unlink school --school mu", "municipal"),
        ("sferum start --creator sc", "school"),
        ("sferum unlink school --person ma", "masha"),
        ("sferum letter --person ma", "masha"),
        ("sferum people edit ma", "masha"),
        ("sferum people remove ma", "masha"),
        ("sferum people add --acting-as em", "employee"),
        ("sferum people add --age un", "under-14"),
        ("sferum sources --trust contra", "contradicted"),
        ("sferum sources --path vk-", "vk-access"),
        ("sferum sources report menu-linked-services", "menu-linked-services"),
        ("sferum status --lang e", "en"),
        ("sferum settings lang", "language"),
        ("sferum status --person = ma", "masha"),  # bash takes the sign for a word
        ("sferum --plain log --note 'on-the-phone' sch", "school-1"),
    ],
)
def test_every_word_with_a_choice_is_offered(family: Bench, line: str, expected: str) -> None:
    assert offered(family, line) == [expected]


def test_what_the_person_added_is_offered_where_nothing_else_fits(family: Bench) -> None:
    own = family.folder / "knowledge" / "paths"
    own.mkdir(parents=True)
    shipped = ROOT / "sferum_cli" / "knowledge" / "paths" / "vk.toml"
    text = shipped.read_text(encoding="utf-8").replace('id = "vk"', 'id = "zz-own"', 1)
    (own / "zz-own.toml").write_text(text, encoding="utf-8")
    assert offered(family, "sferum unlink zz") == ["zz-own"]


def test_where_anything_can_stand_nothing_is_offered(family: Bench) -> None:
    for line in ("sferum log --note ", "sferum log --note x", "sferum undo x", "sferum nothing x"):
        assert offered(family, line) == []


def test_a_quoted_word_is_one_word(family: Bench) -> None:
    line = "sferum\nlog\n--note\n'on the phone'\nsch"  # so bash joins them
    told = family.ok(_SFERUM_COMPLETE="complete_bash", COMP_WORDS=line, COMP_CWORD="4")
    assert told == "school-1\n"


def test_an_open_quote_and_no_line_at_all_are_no_crash(family: Bench) -> None:
    assert offered(family, "sferum log 'on the ") == []
    assert "unlink" in family.ok(_SFERUM_COMPLETE="complete_bash").splitlines()


def test_the_scripts_and_the_table_are_those_of_the_commands() -> None:
    """What `make update` would write is what lies there."""
    for file, fresh in completions.files().items():
        assert file.read_text(encoding="utf-8") == fresh, f"{file.name}: run `make update`"


def test_delete_is_no_target_of_unlink(family: Bench) -> None:
    assert "delete" not in offered(family, "sferum unlink ")


def test_the_options_of_completion_speak_the_persons_language(bench: Bench) -> None:
    told = bench.ok("--help")
    assert "По Tab: --install-completion" in told
    assert "Install completion" not in told


# Words of the program, of its files and of the person's own state: each goes its own way.
LINES = {
    "sferum letter --forma": "sferum letter --format",
    "sferum unlink gos": "sferum unlink gosuslugi",
    "sferum guide --role te": "sferum guide --role teacher",
    "sferum status sch": "sferum status school-1",
    "sferum log school-1 rece": "sferum log school-1 received",
    "sferum people edit ma": "sferum people edit masha",
}


def script_for(home: Path, shell: str) -> Path:
    """The script that ``--install-completion`` puts into place for ``shell``."""
    script = home / f"complete.{shell}"
    more = {"_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"}
    script.write_text(sferum(home, "--show-completion", shell, **more), encoding="utf-8")
    return script


SHELLS = {
    "bash": ("bash --norc --noprofile -i", "bind 'set enable-bracketed-paste off'"),
    "zsh": ("zsh -f -i", "unset zle_bracketed_paste; bindkey -e; autoload -U compinit; compinit -u -D"),
}  # fmt: skip


@pytest.mark.parametrize("shell", SHELLS)
def test_tab_completes_in_a_real_shell(home: Path, shell: str) -> None:
    pexpect = pytest.importorskip("pexpect")
    if not shutil.which(shell):
        pytest.skip(f"{shell} is not installed")
    command, prepare = SHELLS[shell]
    child = pexpect.spawn(
        command, env=environ(home), encoding="utf-8", timeout=60, dimensions=(24, 200)
    )
    child.sendline(
        f"{prepare}; source {script_for(home, shell)}; PS1='{PROMPT[:-2]}''{PROMPT[-2:]}'"
    )
    child.expect_exact(PROMPT)
    for begun, whole in LINES.items():
        # Tab, then home: what the line has become is printed by the shell itself.
        child.send(f"{begun}\t\x01echo $((40+2))= ")
        child.sendline("")
        child.expect(r"42= ([^\r\n]*)\r?\n")
        assert child.match.group(1).strip() == whole
        child.expect_exact(PROMPT)
    child.close(force=True)


def test_fish_completes(home: Path) -> None:
    if not shutil.which("fish"):
        pytest.skip("fish is not installed")
    asked = "; ".join(f"complete -C '{begun}'" for begun in LINES)
    done = subprocess.run(
        ["fish", "--no-config", "-c", f"source {script_for(home, 'fish')}; {asked}"],
        env=environ(home),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    told = [line.split("\t")[0] for line in done.stdout.splitlines()]
    assert told == [whole.split()[-1] for whole in LINES.values()]


def test_a_script_of_an_earlier_version_is_still_answered(home: Path) -> None:
    more = {
        "_SFERUM_COMPLETE": "complete_powershell",
        "_TYPER_COMPLETE_ARGS": "sferum status sch",
        "_TYPER_COMPLETE_WORD_TO_COMPLETE": "sch",
    }
    assert sferum(home, **more).startswith("school-1:::")
