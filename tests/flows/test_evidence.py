"""The evidence pack: exact copies, hashes that fit, the same bytes each time, nobody else's."""

from __future__ import annotations

import hashlib
import json
from io import BytesIO
from zipfile import ZipFile

from conftest import Bench, js
from letter_answers import ANSWERS, LETTER, written


def told(bench: Bench) -> None:
    written(bench, ANSWERS)
    bench.ok("unlink", "school", "--role", "parent", "--no-input")
    bench.ok(*LETTER, "--format", "docx", "-o", "out.docx")
    (bench.folder / "scan.png").write_bytes(b"stamp")
    bench.ok("log", "school-1", "sent", "--attach", "scan.png")
    bench.ok("log", "school-1", "received", "--number", "5")


def test_the_pack_holds_the_letters_byte_for_byte_and_an_index_that_fits(bench: Bench) -> None:
    told(bench)
    bench.ok("evidence", "school-1", "-o", "pack.zip")
    with ZipFile(BytesIO((bench.folder / "pack.zip").read_bytes())) as pack:
        files = {name: pack.read(name) for name in pack.namelist()}
    assert (bench.folder / "out.docx").read_bytes() in files.values()
    assert b"stamp" in files.values()
    rows = dict(reversed(line.split("  ")) for line in files.pop("index.txt").decode().splitlines())
    assert rows == {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    chronology = json.loads(files["chronology.json"])
    assert [row["rule"] for row in chronology["dates"][0]["dates"]] == [
        "operator-stop-processing",
        "consent-withdrawal",
    ]
    assert files["chronology.pdf"].startswith(b"%PDF")


def test_the_same_state_gives_the_same_bytes(bench: Bench) -> None:
    told(bench)
    bench.ok("evidence", "school-1", "-o", "a.zip")
    bench.ok("evidence", "school-1", "-o", "b.zip")
    assert (bench.folder / "a.zip").read_bytes() == (bench.folder / "b.zip").read_bytes()


def test_a_complaint_brings_the_request_below_and_nobody_elses(bench: Bench) -> None:
    told(bench)
    bench.ok("unlink", "school", "--role", "parent", "--again", "--no-input")
    bench.ok("log", "school-2", "note", "--note", "somebody else")
    bench.ok("escalate", "school-1")
    bench.ok("evidence", "authority-1", "-o", "folder")
    chronology = (bench.folder / "folder" / "chronology.json").read_text(encoding="utf-8")
    assert [request["id"] for request in json.loads(chronology)["requests"]] == [
        "school-1",
        "authority-1",
    ]
    assert "somebody else" not in chronology


def test_a_kept_file_that_changed_is_said_and_left_out(bench: Bench) -> None:
    told(bench)
    (next((bench.folder / "letters").iterdir())).write_bytes(b"forged")
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
