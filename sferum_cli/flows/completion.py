"""What Tab offers in PowerShell: a script of our own, which changes nothing else there."""

from __future__ import annotations

import codecs
from pathlib import Path
from typing import TYPE_CHECKING

from sferum_cli.errors import BadUsage
from sferum_cli.storage.files import refused
from sferum_cli.storage.output import rewrite

if TYPE_CHECKING:
    from sferum_cli.computer import Computer

# What it tells is UTF-8, and PowerShell reads what programs say as the console's old alphabet.
_ASK = (
    "[Console]::OutputEncoding = [Text.Encoding]::UTF8; "
    "$PROFILE.CurrentUserCurrentHost; (Get-ExecutionPolicy).ToString()"
)
_RUNS_PROFILES = ("remotesigned", "unrestricted", "bypass")
SCRIPT = """\
# >>> sferum completion >>>
Register-ArgumentCompleter -Native -CommandName sferum -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $before = [Console]::OutputEncoding
    try {
        [Console]::OutputEncoding = [System.Text.Encoding]::UTF8
        $Env:_SFERUM_COMPLETE = 'complete_powershell'
        $Env:_TYPER_COMPLETE_ARGS = $commandAst.ToString()
        $Env:_TYPER_COMPLETE_WORD_TO_COMPLETE = $wordToComplete
        sferum | ForEach-Object {
            $word, $told = $_ -split ':::', 2
            if (-not "$told".Trim()) { $told = $word }
            $result = [System.Management.Automation.CompletionResult]
            $result::new($word, $word, 'ParameterValue', $told)
        }
    }
    finally {
        [Console]::OutputEncoding = $before
        $Env:_SFERUM_COMPLETE = ''
        $Env:_TYPER_COMPLETE_ARGS = ''
        $Env:_TYPER_COMPLETE_WORD_TO_COMPLETE = ''
    }
}
# <<< sferum completion <<<
"""


def into_profile(computer: Computer, shell: str) -> Path:
    """Put the script at the end of the profile, once; gives the profile. Raises BadUsage."""
    words = [shell, "-NoProfile", "-NonInteractive", "-Command", _ASK]
    code, said = computer.run(words, encoding="utf-8")
    place, _, policy = said.strip().lstrip("\ufeff").rpartition("\n")
    if code or not place.strip():
        raise BadUsage("error.completion_profile", said=said.strip()[:200] or str(code))
    if policy.strip().lower() not in _RUNS_PROFILES:
        raise BadUsage("error.completion_policy", policy=policy.strip())
    file = Path(place.strip())
    try:
        _add(file)
    except OSError as error:
        raise refused("error.write", error, file=file) from error
    return file


def _add(file: Path) -> None:
    before = file.read_bytes() if file.exists() else b""
    # The script is pure ASCII: whatever alphabet the profile is in, only these two differ.
    encoding = "utf-16-le" if before.startswith(codecs.BOM_UTF16_LE) else "ascii"
    script = SCRIPT.replace("\n", "\r\n").encode(encoding)
    if script not in before:
        line_end = "\r\n".encode(encoding)
        gap = line_end if before and not before.endswith("\n".encode(encoding)) else b""
        rewrite(file, before + gap + script)
