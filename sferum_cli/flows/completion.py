"""Setting up Tab: the script of a shell put where that shell finds it, once."""

from __future__ import annotations

import codecs
from pathlib import Path
from typing import TYPE_CHECKING

from sferum_cli.errors import BadUsage, refused
from sferum_cli.storage.output import rewrite

if TYPE_CHECKING:
    from sferum_cli.computer import Computer

SCRIPTS = Path(__file__).parent.parent / "completions"
POWERSHELL = ("powershell", "pwsh")
_FILES = {"bash": "sferum.bash", "zsh": "_sferum", "fish": "sferum.fish"}
SHELLS = (*_FILES, *POWERSHELL)
# The lines between which the script stands in a profile of PowerShell.
_BEGIN, _END = "# >>> sferum completion >>>", "# <<< sferum completion <<<"
# What it tells is UTF-8, and PowerShell reads what programs say as the console's old alphabet.
_ASK = (
    "[Console]::OutputEncoding = [Text.Encoding]::UTF8; "
    "$PROFILE.CurrentUserCurrentHost; (Get-ExecutionPolicy).ToString()"
)
_RUNS_PROFILES = ("remotesigned", "unrestricted", "bypass")


def script_of(shell: str) -> str:
    """What makes Tab offer words in ``shell``, one of SHELLS; pure ASCII."""
    return (SCRIPTS / _FILES.get(shell, "sferum.ps1")).read_text(encoding="utf-8")


def put_script(computer: Computer, shell: str) -> Path:
    """Put the script where ``shell`` finds it, in the place of an older one; gives the file.

    No security policy is ever changed. Raises BadUsage, also for a PowerShell that runs no
    profiles.
    """
    home = computer.home
    if shell in POWERSHELL:
        file = _profile(computer, shell)
    else:
        file = {
            "bash": home / ".bash_completions" / "sferum.sh",
            "zsh": home / ".zfunc" / "_sferum",
            "fish": computer.config / "fish" / "completions" / "sferum.fish",
        }[shell]
    try:
        if shell in POWERSHELL:
            _into_profile(file)
            return file
        rewrite(file, script_of(shell).encode())
        if shell == "bash":
            quoted = str(file).replace("'", "'\\''")
            _with_line(home / ".bashrc", f"source '{quoted}'")
        elif shell == "zsh":
            _with_line(home / ".zshrc", "fpath+=~/.zfunc; autoload -Uz compinit; compinit")
    except OSError as error:
        raise refused("error.write", error, file=file) from error
    return file


def _with_line(file: Path, line: str) -> None:
    """Put ``line`` at the end of ``file``, whatever alphabet that is in, unless it is there."""
    before = file.read_bytes() if file.exists() else b""
    added = line.encode(errors="surrogateescape")
    if added not in before:
        gap = b"\n" if before and not before.endswith(b"\n") else b""
        rewrite(file, before + gap + added + b"\n")


def _profile(computer: Computer, shell: str) -> Path:
    """The profile of a PowerShell that runs such. Raises BadUsage."""
    words = [shell, "-NoProfile", "-NonInteractive", "-Command", _ASK]
    code, said = computer.run(words, encoding="utf-8")
    place, _, policy = said.strip().lstrip("\ufeff").rpartition("\n")
    if code or not place.strip():
        raise BadUsage("error.completion_profile", said=said.strip()[:200] or str(code))
    if policy.strip().lower() not in _RUNS_PROFILES:
        raise BadUsage("error.completion_policy", policy=policy.strip())
    return Path(place.strip())


def _into_profile(file: Path) -> None:
    """Put the script at the end of the profile, once; an older one goes."""
    before = file.read_bytes() if file.exists() else b""
    # The script is pure ASCII: whatever alphabet the profile is in, only these two differ.
    encoding = "utf-16-le" if before.startswith(codecs.BOM_UTF16_LE) else "ascii"
    begin, end, line_end = (each.encode(encoding) for each in (_BEGIN, _END, "\r\n"))
    if begin in before and end in before:
        head, _, rest = before.partition(begin)
        before = head + rest.partition(end)[2].removeprefix(line_end)
    gap = line_end if before and not before.endswith("\n".encode(encoding)) else b""
    rewrite(file, before + gap + script_of("powershell").replace("\n", "\r\n").encode(encoding))
