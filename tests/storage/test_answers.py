"""An answers file as people save it: UTF-8 and UTF-16 are read, any other alphabet is told."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from conftest import Bench

from sferum_cli.errors import BadUsage
from sferum_cli.storage.answers import read_answers

TEXT = 'role = "parent"\r\nname = "Иванова Мария"\r\n'


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
    ],
    ids=["utf-8", "utf-8 with a mark", "what > writes in PowerShell", "the other way round"],
)
def test_what_editors_and_powershell_write_is_read(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.toml").write_bytes(content)
    answers = read_answers(tmp_path / "a.toml")
    assert answers == {"role": "parent", "name": "Иванова Мария"}


@pytest.mark.parametrize("encoding", ["cp1251", "cp866", "koi8-r", "utf-16-le"])
def test_another_alphabet_is_told_and_never_guessed(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.toml").write_bytes(TEXT.encode(encoding))
    with pytest.raises(BadUsage) as told:
        read_answers(tmp_path / "a.toml")
    if encoding != "utf-16-le":
        assert (told.value.key, told.value.values["line"]) == ("error.answers_encoding", 2)


@pytest.mark.parametrize(("lang", "word"), [("ru", "Блокноте"), ("en", "Notepad")])
def test_the_person_hears_what_to_do(bench: Bench, lang: str, word: str) -> None:
    bench.lang = lang
    bench.folder.mkdir()
    (bench.folder / "a.toml").write_bytes(TEXT.encode("cp1251"))
    outcome = bench.run("unlink", "school", "--answers", "a.toml")
    assert outcome.code == 2
    assert word in outcome.err
    assert "codec" not in outcome.err
