"""Several files packed into one zip."""

from __future__ import annotations

import stat
from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo


def zipped(files: Mapping[str, bytes]) -> bytes:
    """``files`` as a zip that is the same whenever it is made."""
    paper = BytesIO()
    with ZipFile(paper, "w", ZIP_DEFLATED) as archive:
        for name, content in sorted(files.items()):
            entry = ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.create_system = 3  # the same on Windows, where it would be 0
            entry.external_attr = (stat.S_IFREG | 0o600) << 16
            entry.compress_type = ZIP_DEFLATED
            archive.writestr(entry, content)
    return paper.getvalue()
