"""A reminder is set up, tried and taken back to the last byte, in each way there is."""

from __future__ import annotations

import errno
import json
import os
import stat
from pathlib import Path

import pytest
from conftest import Bench, SomeComputer
from faults import Disk, failing

from sferum_cli.core.reminder import UNIT
from sferum_cli.text import en, ru, t

AS_USUAL = 0o644  # what a shell's file is on Linux and macOS; Windows takes no notice
TABLES = {"ru": ru.TEXT, "en": en.TEXT}
WAYS = [("linux", "bash", "systemd"), ("linux", "bash", "shell"), ("linux", "zsh", "shell"), ("linux", "fish", "shell"), ("macos", "zsh", "launchd"), ("windows", "", "tasks")]  # fmt: skip


def tree(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Everything below ``folder``: how open it is, and what it holds."""
    return {
        str(each.relative_to(folder)): (stat.S_IMODE(each.stat().st_mode), each.read_bytes() if each.is_file() else b"")
        for each in folder.rglob("*")
    }  # fmt: skip


@pytest.fixture
def overdue(bench: Bench) -> Bench:
    bench.ok("unlink", "school", "--role", "parent", "--no-input")
    bench.ok("log", "school-1", "sent", "--date", "1.10.2026")
    bench.computer = SomeComputer(bench.folder.parent / "Мария")
    bench.computer.home.mkdir()
    return bench


@pytest.fixture(params=WAYS, ids=" ".join)
def computer(request: pytest.FixtureRequest, overdue: Bench) -> SomeComputer:
    assert overdue.computer
    overdue.computer.system, overdue.computer.shell, way = request.param
    if way == "shell":
        overdue.computer.programs = set()
    return overdue.computer


@pytest.mark.parametrize("before", [None, b"", b"# mine\n", b"# no line end"])
def test_off_takes_back_exactly_what_on_has_made(
    overdue: Bench, computer: SomeComputer, before: bytes | None
) -> None:
    for rc in (".bashrc", ".zshrc", ".bash_profile"):
        if before is not None:
            (computer.home / rc).write_bytes(before)
            (computer.home / rc).chmod(AS_USUAL)
    there, own = tree(computer.home), set(tree(overdue.folder))
    told = json.loads(overdue.ok("remind", "on", "--json"))
    assert told["on"] is told["works"] is told["written"] is True
    assert all(Path(file).is_absolute() and Path(file).exists() for file in told["files"])
    assert (tree(computer.home) != there) == (told["by"] != "tasks")
    if before is not None:  # as open as they were
        assert {name: mode for name, (mode, _) in tree(computer.home).items() if name in there} == {name: mode for name, (mode, _) in there.items()}  # fmt: skip
    assert json.loads(overdue.ok("remind", "--json"))["by"] == told["by"]
    off = json.loads(overdue.ok("remind", "off", "--json"))
    assert (off["on"], off["left"]) == (False, [])
    assert sorted(off["removed"]) == sorted(told["files"])
    assert tree(computer.home) == there
    assert set(tree(overdue.folder)) - own <= {"state.lock"}


@pytest.mark.parametrize(("shell", "rc"), [("bash", ".bash_profile"), ("zsh", ".zshrc")])
def test_a_mac_reminds_in_the_file_that_its_shell_reads(
    overdue: Bench, shell: str, rc: str
) -> None:
    assert overdue.computer
    overdue.computer.system, overdue.computer.shell = "macos", shell
    overdue.ok("remind", "on", "--by", "shell")
    assert [file.name for file in overdue.computer.home.iterdir()] == [rc]
    overdue.ok("remind", "off")
    assert list(overdue.computer.home.iterdir()) == []


def test_the_single_file_unpacks_where_it_did(overdue: Bench, computer: SomeComputer) -> None:
    computer.environ["SHIV_ROOT"] = "unpacked"
    overdue.ok("remind", "on")
    files = [
        each.read_text(encoding="utf-8") for each in computer.home.rglob("*") if each.is_file()
    ]
    made = "".join([*files, *(seen.decode("utf-16") for seen in computer.seen)])
    place = str(Path("unpacked").absolute())
    assert place in made.replace("\\\\", "\\")


def test_on_twice_is_on_once(overdue: Bench, computer: SomeComputer) -> None:
    there = tree(computer.home)
    overdue.ok("remind", "on", "--at", "7.30")
    once = tree(computer.home)
    overdue.ok("remind", "on", "--at", "7:30")
    assert tree(computer.home) == once
    overdue.ok("remind", "off")
    assert tree(computer.home) == there
    assert "нет" in overdue.ok("remind", "off")


def test_only_commands_of_the_persons_own_rights_are_run(
    overdue: Bench, computer: SomeComputer
) -> None:
    for words in (["on"], ["test"], ["off"]):
        overdue.ok("remind", *words)
    mine = ("/usr/bin/systemctl --user ", "systemctl --user ", "launchctl bootstrap gui/501 ", "launchctl kickstart gui/501/", "launchctl bootout gui/501/", "schtasks /", "/opt/Мой Python/python -P -m sferum_cli remind show --trial")  # fmt: skip
    assert [line for line in computer.ran if not line.startswith(mine)] == []
    assert not [line for line in computer.ran if "/RU" in line or "sudo" in line]


def test_a_trial_is_shown_at_once(overdue: Bench, computer: SomeComputer) -> None:
    page = overdue.ok("remind", "on")
    assert "Проба" in page
    assert bool(computer.told) == (computer.system != "windows" and bool(computer.programs))
    computer.can_show = False
    outcome = overdue.run("remind", "test")
    in_windows = "терминала" in page.partition("Проба")[2].split("\n")[0]
    assert (outcome.code, "не удалась" in outcome.out) == ((0, False) if in_windows else (2, True))


def test_what_the_system_refuses_leaves_nothing(overdue: Bench, computer: SomeComputer) -> None:
    there, own = tree(computer.home), set(tree(overdue.folder))
    computer.refuses = ("systemctl --user enable", "launchctl bootstrap", "schtasks /Create")
    outcome = overdue.run("remind", "on", "--json")
    if outcome.code == 0:  # a shell is asked nothing
        assert computer.shell
        assert not computer.programs
        return
    error = json.loads(outcome.err)["error"]
    assert (outcome.code, error["key"], error["written"]) == (2, "error.reminder_refused", False)
    assert "no rights" in error["message"]
    assert tree(computer.home) == there
    assert set(tree(overdue.folder)) - own <= {"state.lock"}


def test_what_somebody_changed_stays_and_is_named(overdue: Bench, computer: SomeComputer) -> None:
    told = json.loads(overdue.ok("remind", "on", "--json"))
    if not told["files"]:
        return
    file = Path(told["files"][0])
    changed = file.read_text(encoding="utf-8").replace("remind", "remind # mine", 1)
    file.write_text(changed, encoding="utf-8")
    off = json.loads(overdue.ok("remind", "off", "--json"))
    assert off["left"] == [str(file)]
    assert file.read_text(encoding="utf-8") == changed


def test_what_stands_beside_our_lines_stays(overdue: Bench) -> None:
    assert overdue.computer
    overdue.computer.programs = set()
    rc = overdue.computer.home / ".bashrc"
    rc.write_bytes(b"# before\n")
    overdue.ok("remind", "on")
    rc.write_bytes(rc.read_bytes() + b"# after\n")
    overdue.ok("remind", "off")
    assert rc.read_bytes() == b"# before\n# after\n"


@pytest.mark.skipif(os.name != "posix", reason="links are a matter of POSIX")
def test_a_file_that_a_link_leads_to_is_changed_where_it_is(overdue: Bench) -> None:
    assert overdue.computer
    overdue.computer.programs = set()
    real, rc = overdue.computer.home / "dotfiles", overdue.computer.home / ".bashrc"
    real.write_bytes(b"# mine\n")
    rc.symlink_to(real)
    overdue.ok("remind", "on")
    assert rc.is_symlink()
    assert b"sferum" in real.read_bytes()
    overdue.ok("remind", "off")
    assert real.read_bytes() == b"# mine\n"


def test_a_file_of_somebody_else_is_not_touched(overdue: Bench) -> None:
    assert overdue.computer
    unit = overdue.computer.home / f".config/systemd/user/{UNIT}.service"
    unit.parent.mkdir(parents=True)
    unit.write_text("[Unit]\n", encoding="utf-8")
    outcome = overdue.run("remind", "on")
    assert (outcome.code, unit.read_text(encoding="utf-8")) == (2, "[Unit]\n")
    assert "remind on --by shell" in outcome.err


@pytest.mark.parametrize(
    ("words", "programs", "refuses", "code", "by"),
    [
        ([], {"systemctl", "notify-send"}, (), 0, "systemd"),
        ([], {"systemctl"}, (), 0, "shell"),
        ([], {"notify-send"}, (), 0, "shell"),
        ([], {"systemctl", "notify-send"}, ("/usr/bin/systemctl --user show",), 0, "shell"),
        (["--by", "systemd"], {"systemctl"}, (), 2, None),
        (["--by", "systemd"], {"notify-send"}, (), 2, None),
        (["--by", "tasks"], {"systemctl", "notify-send"}, (), 2, None),
        (["--by", "nonsense"], set(), (), 2, None),
        (["--at", "25:00"], set(), (), 2, None),
        (["--at", "утром"], set(), (), 2, None),
    ],
    ids=range(10),
)
def test_the_way_is_one_that_works_here(
    overdue: Bench, words: list[str], programs: set[str], refuses: tuple[str, ...], code: int, by: str | None
) -> None:  # fmt: skip
    assert overdue.computer
    overdue.computer.programs, overdue.computer.refuses = programs, refuses
    outcome = overdue.run("remind", "on", *words, "--json")
    assert outcome.code == code, outcome
    if by:
        assert json.loads(outcome.out)["by"] == by
    else:
        assert not list(overdue.computer.home.iterdir())


def test_a_message_says_what_is_due_and_only_if_something_is(overdue: Bench) -> None:
    assert overdue.computer
    overdue.ok("remind", "show")
    [message] = overdue.computer.told
    assert message.startswith("school-1")
    due = overdue.run("due").out.strip()
    assert due in message
    overdue.today = overdue.today.replace(month=10, day=2)
    overdue.ok("remind", "show")
    assert len(overdue.computer.told) == 1


def test_what_goes_wrong_is_on_the_screen_and_not_silent(overdue: Bench) -> None:
    assert overdue.computer
    (overdue.folder / "state.toml").write_text("x = [", encoding="utf-8")
    assert overdue.run("remind", "show").code == 6
    [message] = overdue.computer.told
    assert "state.toml" in message
    assert "data restore" in message


def test_a_screen_that_takes_no_message_is_said(overdue: Bench) -> None:
    assert overdue.computer
    overdue.computer.can_show = False
    outcome = overdue.run("remind", "show")
    assert (outcome.code, "sferum due" in outcome.err) == (2, True)


def test_a_wipe_takes_the_reminder_along(overdue: Bench, computer: SomeComputer) -> None:
    there = tree(computer.home)
    overdue.ok("remind", "on")
    overdue.ok("data", "wipe", "--confirm")
    assert tree(computer.home) == there
    assert not overdue.folder.exists()


def test_a_damaged_note_of_it_stops_no_wipe(overdue: Bench) -> None:
    (overdue.folder / "reminder.toml").write_text("x = [", encoding="utf-8")
    for words in (["remind"], ["remind", "off"], ["remind", "test"]):
        assert overdue.run(*words).code == 6
    overdue.ok("data", "wipe", "--confirm")
    assert not overdue.folder.exists()


def test_its_files_are_named_and_no_ill(overdue: Bench) -> None:
    assert overdue.computer
    overdue.computer.programs = set()
    overdue.ok("remind", "on")
    assert "reminder.toml: ежедневное" in overdue.ok("data", "where")
    overdue.ok("data", "check")


@pytest.mark.parametrize("lang", TABLES)
def test_where_there_is_none_it_says_so_and_how_to_have_one(lang: str, overdue: Bench) -> None:
    overdue.lang, words = lang, TABLES[lang]
    missing = overdue.run("remind", "test")
    assert missing.code == 2
    assert words["error.reminder_off"] in missing.err
    assert words["error.reminder_off.hint"] in missing.err
    page = overdue.ok("remind")
    assert words["remind.is_off"] in page
    assert words["remind.on_why"] in page
    overdue.ok("remind", "on")
    assert overdue.run("remind", "test").code == 0
    assert words["remind.on_why"] not in overdue.ok("remind")


@pytest.mark.parametrize("lang", TABLES)
@pytest.mark.parametrize("shell", ["bash", "tcsh", ""])
def test_a_shell_that_cannot_remind_is_named_with_those_that_can(
    lang: str, shell: str, overdue: Bench
) -> None:
    assert overdue.computer
    overdue.lang, words = lang, TABLES[lang]
    overdue.computer.shell = shell
    outcome = overdue.run("remind", "on", "--by", "shell")
    refused = words["error.reminder_shell"].format(shell=shell or "?", known="bash, zsh, fish")
    hint = words["error.reminder_shell.hint"]
    fits = shell == "bash"
    assert (outcome.code, refused in outcome.err, hint in outcome.err) == (
        (0, False, False) if fits else (2, True, True)
    )
    assert bool(list(overdue.computer.home.iterdir())) == fits


@pytest.mark.parametrize("lang", TABLES)
def test_what_the_scheduler_does_not_start_is_told_with_its_words(
    lang: str, overdue: Bench, computer: SomeComputer
) -> None:
    overdue.lang = lang
    starts = ("systemctl --user start", "launchctl kickstart", "schtasks /Run")
    sentence = TABLES[lang]["remind.step_failed"]
    beginning = sentence.split("{")[0]
    assert beginning not in overdue.ok("remind", "on")
    computer.refuses = starts
    outcome = overdue.run("remind", "test")
    page = " ".join(outcome.out.split())
    failed = json.loads(overdue.run("remind", "test", "--json").out)["commands"]
    assert outcome.code == (2 if failed else 0)
    assert (beginning in page) == bool(failed), "a shell starts nothing"
    for line in failed:
        assert sentence.format(command=line, said="no rights") in page


def test_where_nothing_can_be_written_the_reminder_stays_whole(
    overdue: Bench, computer: SomeComputer
) -> None:
    overdue.ok("remind", "on")
    there, ran = tree(computer.home), len(computer.ran)
    for words in (("remind", "off"), ("data", "wipe", "--confirm")):
        with failing(Disk(overdue.folder / "state.lock", errno.EROFS, 1)):
            outcome = overdue.run(*words)
        assert (outcome.code, t("error.not_written") in outcome.err) == (2, True)
        assert tree(computer.home) == there
        assert len(computer.ran) == ran


def test_a_wipe_that_fails_says_that_the_reminder_is_gone(
    overdue: Bench, computer: SomeComputer
) -> None:
    overdue.ok("remind", "on")
    with failing(Disk(overdue.folder / ".pending", errno.EIO, 1)):
        outcome = overdue.run("data", "wipe", "--confirm", "--json")
    error = json.loads(outcome.err)["error"]
    assert (outcome.code, error["written"]) == (2, True)
    assert (overdue.folder / "state.toml").exists()
