"""The evidence pack: a brief, numbered exhibits, only what was sent, the whole chain, hashes."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from conftest import Bench, js
from letter_answers import ANSWERS, LETTER, letter, log, refused_by_school, written
from letter_samples import needs_poppler, run

from sferum_cli.render.letter_pdf import pages_of
from sferum_cli.text import ru


def told(bench: Bench) -> None:
    written(bench, ANSWERS)
    bench.ok("unlink", "school", "--role", "parent", "--no-input")
    bench.ok(*LETTER, "--format", "docx", "-o", "out.docx")
    (bench.folder / "scan.png").write_bytes(b"stamp")
    bench.ok("log", "school-1", "sent", "--attach", "scan.png")
    bench.ok("log", "school-1", "received", "--number", "5")


def pack(bench: Bench, request: str = "school-1") -> dict[str, bytes]:
    bench.ok("evidence", request, "-o", "pack.zip", "--force")
    with ZipFile(BytesIO((bench.folder / "pack.zip").read_bytes())) as files:
        return {name: files.read(name) for name in files.namelist()}


def read(pdf: bytes) -> str:
    return " ".join(run("pdftotext", "-layout", "-", "-", given=pdf).replace("\u00a0", " ").split())


def test_the_pack_holds_the_letters_byte_for_byte_and_an_index_that_fits(bench: Bench) -> None:
    told(bench)
    files = pack(bench)
    assert files["exhibits/01.docx"] == (bench.folder / "out.docx").read_bytes()
    assert files["exhibits/02.png"] == b"stamp"
    rows = dict(reversed(line.split("  ")) for line in files.pop("index.txt").decode().splitlines())
    assert rows == {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    chronology = json.loads(files["chronology.json"])
    assert [row["rule"] for row in chronology["dates"][0]["dates"]] == [
        "appeal-registration",  # that the school is municipal was told to the letter
        "operator-stop-processing",
        "appeal-answer",
        "consent-withdrawal",
    ]
    assert files["chronology.pdf"].startswith(b"%PDF")


def test_only_the_copy_that_was_sent_is_an_exhibit(bench: Bench) -> None:
    written(bench, ANSWERS)
    bench.ok("unlink", "school", "--role", "parent", "--no-input")
    bench.ok(*LETTER, "--format", "txt", "-o", "draft.txt")
    bench.ok(*LETTER, "--format", "docx", "-o", "sent.docx")
    bench.ok("log", "school-1", "sent", "--channel", "post")
    bench.ok(*LETTER, "--format", "txt", "-o", "later.txt")
    files = pack(bench)
    assert files["exhibits/01.docx"] == (bench.folder / "sent.docx").read_bytes()
    assert [name for name in files if name.startswith("exhibits/")] == ["exhibits/01.docx"]
    assert len([name for name in files if name.startswith("drafts/")]) == 2


@needs_poppler
def test_the_brief_is_one_page_that_cites_day_term_and_exhibit(bench: Bench) -> None:
    bench.today = date(2026, 10, 1)
    written(bench, ANSWERS)
    bench.ok("people", "add", "petya", "--acting-as", "parent", "--answers", "answers.toml")
    bench.ok("unlink", "school", "--person", "petya", "--school", "municipal", "--no-input")
    letter(bench, "school-parent", "school-1")
    log(bench, "2026-10-01", "school-1", "sent", "--channel", "in_person")
    log(bench, "2026-10-01", "school-1", "registered", "--number", "77")
    log(bench, "2026-10-20", "school-1", "answered", "--result", "refused")
    bench.ok("escalate", "school-1", "--to", "authority", "--no-input")
    files = pack(bench)
    assert pages_of(files["brief.pdf"]) == 1
    text = read(files["brief.pdf"])
    for words in (
        "Заявитель: Иванова Мария Сергеевна",
        "О ком: Иванов Пётр Андреевич, 06.05.2014",
        "обязанность прекратить обработку персональных данных",
        "152-ФЗ, ст. 21 ч. 5.1",
        "истёк 15 октября 2026, просрочка в календарных днях: 5",
        "Школа: отказ от 20 октября 2026",
        "1 октября 2026: Школа, отправлено, способ: лично (приложение 1)",
        "1 октября 2026: Школа, зарегистрировано, № 77",
    ):
        assert words in text.replace("\u2011", "-"), words
    for name in ("brief.pdf", "chronology.pdf"):
        assert "school-1" not in read(files[name])
        assert "authority-1" not in read(files[name])


@needs_poppler
def test_each_number_stands_with_the_receipt_that_brought_it(bench: Bench) -> None:
    bench.today = date(2026, 10, 1)
    bench.ok("unlink", "school", "--role", "parent", "--no-input")
    log(bench, "2026-10-01", "school-1", "sent", "--channel", "post")
    log(bench, "2026-10-12", "school-1", "sent", "--copy", "--channel", "in_person")
    log(bench, "2026-10-14", "school-1", "received", "--date", "2026-10-05", "--number", "77")
    log(bench, "2026-10-25", "school-1", "reminded", "--channel", "in_person")
    files = pack(bench)
    _, _, text = read(files["brief.pdf"]).partition("Что отправлено и получено:")
    days = ("1 октября 2026", "5 октября 2026", "12 октября 2026", "25 октября 2026")
    lines = [text.partition(start)[2].partition(f" {n}. ")[0] for n, start in enumerate(days, 2)]
    assert ["№ 77" in line for line in lines] == [False, True, False, False], text
    assert "Приложения" not in read(files["chronology.pdf"])


@needs_poppler
def test_where_nothing_was_broken_the_brief_says_so(bench: Bench) -> None:
    told(bench)
    assert "нарушенных сроков и отказов в записях нет" in read(pack(bench)["brief.pdf"])


@needs_poppler
@pytest.mark.parametrize(
    ("path", "role", "to"),
    [
        ("operator", "parent", "Оператор (ООО «МАХ», ООО «В Контакте»)"),
        ("roskomnadzor", "parent", "Роскомнадзор"),
        ("labour", "teacher", "Инспекция труда"),
    ],
)
def test_who_did_only_a_part_is_named_with_the_day(
    bench: Bench, path: str, role: str, to: str
) -> None:
    bench.today = date(2026, 10, 1)
    bench.ok("unlink", path, "--role", role, "--no-input")
    log(bench, "2026-10-01", f"{path}-1", "sent", "--channel", "post")
    partly = f"{to}: ответ от 9 октября 2026 выполняет просьбу лишь частично"
    log(bench, "2026-10-09", f"{path}-1", "answered", "--result", "partly")
    assert partly in read(pack(bench, f"{path}-1")["brief.pdf"]).replace("\u2011", "-")
    bench.ok("undo")
    log(bench, "2026-10-09", f"{path}-1", "answered", "--result", "refused")
    text = read(pack(bench, f"{path}-1")["brief.pdf"])
    assert "лишь частично" not in text
    assert f"{to}: отказ от 9 октября 2026" in text


@needs_poppler
@pytest.mark.parametrize(("day", "late"), [("2026-10-15", False), ("2026-10-20", True)])
def test_what_was_done_late_is_said_with_its_day(bench: Bench, day: str, late: bool) -> None:
    bench.today = date(2026, 10, 1)
    written(bench, ANSWERS)
    bench.ok("unlink", "school", "--role", "parent", "--school", "municipal", "--no-input")
    letter(bench, "school-parent", "school-1")
    log(bench, "2026-10-01", "school-1", "sent", "--channel", "in_person")
    log(bench, "2026-10-01", "school-1", "registered", "--number", "77")
    assert "сделано" not in read(pack(bench)["brief.pdf"])
    (bench.folder / "answer.png").write_bytes(b"answer")
    shown = ("--attach", "answer.png") if late else ()
    log(bench, day, "school-1", "answered", "--result", "done", "--number", "9", *shown)
    text = read(pack(bench)["brief.pdf"])
    told = (
        "в календарных днях: 5 (приложение 1); по их словам, сделано 20 октября 2026 (приложение 2)"
    )
    assert (told in text) == late
    assert ("сделано" in text) == late
    when, cited = ("20", " (приложение 2)") if late else ("15", "")
    came = f"{when} октября 2026: Школа, пришёл ответ, № 9, в ответе: сделали{cited}"
    assert f"Что ответили: 1. {came}" in text


@needs_poppler
def test_an_inspector_reads_russian_whatever_the_person_does(bench: Bench) -> None:
    told(bench)
    bench.ok("evidence", "school-1", "-o", "pack.zip", "--lang", "en")
    with ZipFile(bench.folder / "pack.zip") as files:
        assert "Заявитель" in read(files.read("brief.pdf"))


def test_the_same_state_gives_the_same_bytes(bench: Bench) -> None:
    told(bench)
    bench.ok("evidence", "school-1", "-o", "a.zip")
    bench.ok("evidence", "school-1", "-o", "b.zip")
    assert (bench.folder / "a.zip").read_bytes() == (bench.folder / "b.zip").read_bytes()


@pytest.mark.parametrize("asked", ["school-1", "authority-1", "prosecutor-1"])
def test_any_request_brings_the_whole_chain_and_nobody_elses(bench: Bench, asked: str) -> None:
    told(bench)
    bench.ok("unlink", "school", "--role", "parent", "--again", "--no-input")
    bench.ok("log", "school-2", "note", "--note", "somebody else")
    bench.ok("escalate", "school-1", "--to", "authority", "--no-input")
    bench.ok("escalate", "authority-1", "--to", "prosecutor", "--no-input")
    chronology = pack(bench, asked)["chronology.json"].decode()
    assert [request["id"] for request in json.loads(chronology)["requests"]] == [
        "school-1",
        "authority-1",
        "prosecutor-1",
    ]
    assert "somebody else" not in chronology


@needs_poppler
def test_the_brief_names_every_child_of_the_letter(bench: Bench) -> None:
    child = {"surname": "Ким", "sex": "male", "birth_date": "04.03.2015"}
    both = [{**child, "given": given} for given in ("Женя", "Валя")]
    for alias, child in zip(("zhenya", "valya"), both, strict=True):
        written(bench, {"child": child})
        flags = ("--acting-as", "parent", "--answers", "answers.toml", "--no-input")
        bench.ok("people", "add", alias, *flags)
    bench.ok("unlink", "school", "--role", "parent", "--person", "zhenya", "--no-input")
    letter(bench, "school-parent", "school-1", child=both)
    bench.ok("log", "school-1", "sent")
    about = "О ком: Ким Женя, 04.03.2015; Ким Валя, 04.03.2015."
    assert about in read(pack(bench)["brief.pdf"])


def test_programs_get_the_exhibits_by_number(bench: Bench) -> None:
    told(bench)
    rows = json.loads(bench.ok("evidence", "school-1", "-o", "pack.zip", "--json"))["exhibits"]
    assert [(row["number"], row["file"], row["letter"]) for row in rows] == [
        (1, "exhibits/01.docx", "school-parent"),
        (2, "exhibits/02.png", None),
    ]


def test_the_letters_of_every_rung_are_exhibits(bench: Bench) -> None:
    refused_by_school(bench)
    letter(bench, "complaint-authority", "authority-1")
    log(bench, "2026-10-13", "authority-1", "sent", "--channel", "portal")
    names = [name for name in pack(bench, "authority-1") if name.startswith("exhibits/")]
    assert names == ["exhibits/01.txt", "exhibits/02.txt"]


def test_a_kept_file_that_changed_is_said_and_left_out(bench: Bench) -> None:
    told(bench)
    (next((bench.folder / "letters").glob("*.docx"))).write_bytes(b"forged")
    assert "school-1-letter-1.docx" in bench.ok("evidence", "school-1", "-o", "pack.zip")


def test_a_folder_with_files_in_it_is_not_touched(bench: Bench) -> None:
    told(bench)
    (bench.folder / "full").mkdir()
    (bench.folder / "full" / "mine").write_text("x")
    assert bench.run("evidence", "school-1", "-o", "full").code == 2
    assert [file.name for file in (bench.folder / "full").iterdir()] == ["mine"]


def test_evidence_says_in_json_how_much_it_holds(sent: Bench) -> None:
    told = js(sent, "evidence", "school-1", "-o", "pack.zip")
    assert told["id"] == "school-1"
    assert told["missing"] == []
    assert (sent.folder / "pack.zip").stat().st_size > 0


def test_evidence_is_not_written_over_a_file_as_a_folder(sent: Bench) -> None:
    (sent.folder / "pack").write_text("mine", encoding="utf-8")
    assert sent.run("evidence", "school-1", "-o", "pack").code == 2
    assert (sent.folder / "pack").read_text(encoding="utf-8") == "mine"


def test_a_kept_file_that_became_a_link_or_went_is_named_and_left_out(sent: Bench) -> None:
    for n, content in enumerate((b"one", b"two")):
        (sent.folder / f"{n}.jpg").write_bytes(content)
        sent.ok("log", "school-1", "attached", "--attach", f"{n}.jpg")
    one, two = sorted((sent.folder / "attachments").iterdir())
    one.unlink()
    two.unlink()
    two.symlink_to(sent.folder / "0.jpg")
    assert len(js(sent, "evidence", "school-1", "-o", "pack.zip")["missing"]) == 2
    assert one.name in sent.ok("evidence", "school-1", "-o", "other.zip")


def test_it_is_said_where_to_begin_and_to_whom_to_give_it(sent: Bench) -> None:
    page = " ".join(sent.ok("evidence", "school-1", "-o", "pack").split())
    (brief,) = (sent.folder / "pack").glob("brief.*")
    assert ru.TEXT["evidence.open"].format(file=brief.name) in page
