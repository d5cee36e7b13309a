"""Bytes of a file, counted as they are read, and turned into text without loss."""

import codecs
import io
import os
import re
import stat
from pathlib import Path

from kith.outside.files.limits import FileRefused, Limits, Progress

_STRAY = re.compile("[\udc80-\udcff]")
_MEND = {0xDC00 + byte: bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(0x80, 0x100)}
_MIB = 1024 * 1024
_MANY = 0.4


class Watched(io.RawIOBase):
    """Read a file and tell how far it has got."""

    def __init__(self, path: Path, progress: Progress | None) -> None:
        self._file = path.open("rb", buffering=0)
        self._total = os.fstat(self._file.fileno()).st_size
        self._done = 0
        self._progress = progress

    def readable(self) -> bool:
        """Say that this can be read."""
        return True

    def readinto(self, buffer: object) -> int:
        """Read on, and tell how far."""
        count = self._file.readinto(buffer) or 0  # type: ignore[arg-type]
        self._done = min(self._total, self._done + count)
        if self._progress:
            self._progress(self._done, self._total)
        return count

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()
        super().close()


def check_size(path: Path, limits: Limits) -> int:
    """Refuse what is not a plain file, is empty, or is larger than we take."""
    try:
        facts = path.stat()
    except OSError as error:
        raise FileRefused(
            "The file could not be opened", where=path.name, do="Check its name and that you may read it."
        ) from error
    if not stat.S_ISREG(facts.st_mode):
        raise FileRefused(
            "This is not a file", where=path.name, do="Give the name of one file, not a folder or a device."
        )
    if facts.st_size == 0:
        raise FileRefused("The file is empty", where=path.name, do="Export it again and check its size before sending.")
    if facts.st_size > limits.file_bytes:
        size, most = facts.st_size // _MIB, limits.file_bytes // _MIB
        raise FileRefused(
            f"The file is {size} MB and the most we take is {most} MB",
            where=path.name,
            do="Split it, for example by year, and send the parts.",
        )
    return facts.st_size


def opening_bytes(path: Path, count: int = 65_536) -> bytes:
    """Give the first bytes, enough to tell what kind of file it is."""
    with path.open("rb") as file:
        return file.read(count)


def encoding_of(head: bytes) -> str:
    """Tell the encoding from the first bytes; what is not UTF-8 is mended line by line."""
    if head.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return "utf-32"
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if head.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    return _without_mark(head[:4096])


def _without_mark(head: bytes) -> str:
    """Know UTF-16 without its mark by every second byte being nought."""
    half = max(1, len(head) // 2)
    if head[1::2].count(0) / half > _MANY and head[::2].count(0) == 0:
        return "utf-16-le"
    if head[::2].count(0) / half > _MANY and head[1::2].count(0) == 0:
        return "utf-16-be"
    return "utf-8"


def mended(text: str) -> str | None:
    """Read bytes that were not UTF-8 as windows-1252; None when all was well."""
    if text.isascii() or not _STRAY.search(text):
        return None
    return text.translate(_MEND)


class MendedUtf8(io.RawIOBase):
    """Pass bytes on as sound UTF-8, so that one stray letter does not end an XML file."""

    def __init__(self, source: io.RawIOBase) -> None:
        self._source = source
        self._decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
        self._started = False
        self.was_mended = False

    def read(self, size: int = -1) -> bytes:
        """Read on, mended."""
        raw = self._source.read(size if size > 0 else 65_536) or b""
        if not self._started:
            raw = raw.removeprefix(codecs.BOM_UTF8).lstrip()
            self._started = True
        text = self._decoder.decode(raw, final=not raw)
        better = mended(text)
        if better is not None:
            self.was_mended = True
            text = better
        if raw and not text:
            return self.read(size)
        return text.encode()
