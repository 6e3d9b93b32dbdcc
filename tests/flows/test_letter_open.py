"""A letter that is made is opened and printed where the computer can, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Bench, SomeComputer
from letter_answers import ANSWERS, written

from sferum_cli.flows.letter_open import words_to_open, words_to_print
from sferum_cli.text import t

MADE = ("letter", "school-parent", "--answers", "answers.toml", "--format", "txt", "--force")
TYPED = ["listed", "parent", "", "", "school", "post", "yes"]


@pytest.fixture
def desk(bench: Bench, tmp_path: Path) -> Bench:
    written(bench, ANSWERS)
    bench.computer = SomeComputer(tmp_path)
    return bench


def computer(desk: Bench) -> SomeComputer:
    assert desk.computer is not None
    return desk.computer


def with_a_screen(desk: Bench) -> SomeComputer:
    computer(desk).programs |= {"xdg-open", "lp"}
    computer(desk).environ["DISPLAY"] = ":0"
    return computer(desk)


def test_a_letter_is_opened_and_printed_on_demand(desk: Bench) -> None:
    machine = with_a_screen(desk)
    told = desk.ok(*MADE, typed=[*TYPED, "open", "print"])
    file = desk.folder / "school-parent.txt"
    assert machine.ran == [f"/usr/bin/xdg-open {file}", f"/usr/bin/lp {file}"]
    assert t("letter.after.open.done") in told
    assert t("letter.after.print.done") in told
    assert "sferum log school-1 sent" in told


def test_what_fails_is_said_with_the_place_of_the_letter(desk: Bench) -> None:
    with_a_screen(desk).refuses = ("/usr/bin/xdg-open", "/usr/bin/lp")
    told = " ".join(desk.ok(*MADE, typed=[*TYPED, "open", "print"]).split())
    for key in ("letter.after.open.failed", "letter.after.print.failed"):
        assert t(key, file=desk.folder / "school-parent.txt") in told


def test_nobody_is_asked_where_the_computer_can_do_neither(desk: Bench) -> None:
    told = desk.ok(*MADE, typed=TYPED)
    assert t("letter.after.go") not in told
    assert computer(desk).ran == []


def test_whoever_goes_on_opens_nothing_and_an_end_here_loses_nothing(desk: Bench) -> None:
    machine = with_a_screen(desk)
    assert t("letter.after.go") in desk.ok(*MADE, typed=[*TYPED, "go"])
    left = desk.run(*MADE, typed=["school-1", *TYPED[1:], ""][:-1])
    assert machine.ran == []
    assert left.code == 130
    assert (desk.folder / "school-parent.txt").exists()
    assert not (desk.folder / "drafts.toml").exists()


QUOTED = "Start-Process -FilePath '{}' -Verb Print"


@pytest.mark.parametrize(
    ("system", "opens", "prints"),
    [
        ("windows", ["explorer", "{}"], ["powershell", "-NoProfile", "-Command", QUOTED]),
        ("macos", ["/usr/bin/open", "{}"], ["/usr/bin/lp", "{}"]),
    ],
)
def test_every_system_has_its_own_words(
    tmp_path: Path, system: str, opens: list[str], prints: list[str]
) -> None:
    machine = SomeComputer(tmp_path, system)
    machine.programs.add("lp")
    file = tmp_path / "it's.pdf"
    assert words_to_open(machine, file) == [each.format(file) for each in opens]  # type: ignore[arg-type]  # it does as much
    words = words_to_print(machine, file)  # type: ignore[arg-type]  # it does as much
    named = str(file).replace("'", "''") if system == "windows" else file
    assert words == [each.format(named) for each in prints]


def test_a_printer_takes_no_file_of_a_word_processor(tmp_path: Path) -> None:
    machine = SomeComputer(tmp_path)
    machine.programs.add("lp")
    assert words_to_print(machine, Path("a.docx")) == []  # type: ignore[arg-type]  # as above
