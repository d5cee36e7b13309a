"""Photographs and documents from strangers, made harmless and made anonymous.

What somebody sends is never kept. It is told by its first bytes, opened in a separate process
that may open no file and no socket and may not use much memory or time, and written anew from
what can be seen: pixels, pages, letters. Place, camera, author, comments, scripts and whatever
was hidden behind the end of the file are not carried over, nor is the name the file came with.
"""

import contextlib
import subprocess
import sys
import threading
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

MEGABYTE = 1024 * 1024
LARGEST = 20 * MEGABYTE
LARGEST_TEXT = 1 * MEGABYTE
# Fifty pages of close print, written anew, are about 30 MB.
LARGEST_ANSWER = 60 * MEGABYTE
SECONDS = 40
AT_ONCE = 2
WORKER = Path(__file__).with_name("reencode_worker.py")


class NotTaken(Exception):
    """This file cannot be taken. The words are fit for the person who sent it."""


class Kind(StrEnum):
    """What can be taken, told by content."""

    JPEG = "jpeg"
    PNG = "png"
    WEBP = "webp"
    PDF = "pdf"
    TEXT = "text"


@dataclass(frozen=True)
class Clean:
    """A file written anew. The name is ours, and tells nothing."""

    content: bytes
    media_type: str
    name: str


@dataclass(frozen=True)
class _Form:
    media_type: str
    noun: str
    ending: str


# What the worker says it has written, and how that is named.
FORMS: dict[str, _Form] = {
    "jpeg": _Form("image/jpeg", "photograph", "jpg"),
    "png": _Form("image/png", "photograph", "png"),
    "pdf": _Form("application/pdf", "document", "pdf"),
    "text": _Form("text/plain; charset=utf-8", "note", "txt"),
}

# What a page may offer in the browser's file chooser. The content decides, not this.
ACCEPT = ".jpg,.jpeg,.png,.webp,.pdf,.txt"

WHAT_WE_TAKE = "You can send a photograph (JPEG, PNG or WebP), a PDF or a plain text file, up to 20 MB."
REFUSALS: dict[str, str] = {
    "empty": "This file is empty.",
    "too_big": "This file is larger than 20 MB.",
    "text_too_big": "This text file is larger than 1 MB.",
    "unknown": "This file is not a photograph or document we can take.",
    "heic": "This photograph is in Apple's own format. Save or share it as a JPEG first.",
    "office": "This is an office document or a compressed folder. Save it as a PDF first.",
    "markup": "This file is a web page or a program, not plain text.",
    "damaged": "This file is damaged or not complete, so we could not open it.",
    "locked": "This document has a password. Save a copy without one first.",
    "too_many_pixels": "This picture is too large to open safely. Send a smaller copy.",
    "too_many_pages": "This document has more than 50 pages. Send the pages that matter.",
    "too_hard": "We could not open this file safely. Try a photograph of it, or a PDF.",
}

_STARTS: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", Kind.JPEG),
    (b"\x89PNG\r\n\x1a\n", Kind.PNG),
    (b"%PDF-", Kind.PDF),
    (b"PK\x03\x04", "office"),
    (b"\xd0\xcf\x11\xe0", "office"),
    (b"{\\rtf", "office"),
)
# A worker may use a gigabyte; a crowd of senders waits its turn.
_ROOM = threading.BoundedSemaphore(AT_ONCE)
_MARKUP = (b"<!doctype", b"<html", b"<svg", b"<?xml", b"<?php", b"<script", b"#!", b"%!ps")
_HEIC = (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif")


def reencode(data: bytes, number: int = 1) -> Clean:
    """Write a sent file anew, or raise `NotTaken`. `number` is its place in the report."""
    kind = kind_of(data)
    form, content = _worked(kind, data)
    written = FORMS[form]
    return Clean(content, written.media_type, f"{written.noun}-{number}.{written.ending}")


def kind_of(data: bytes) -> Kind:
    """Tell what a file is by its content; its name and stated type are not asked."""
    if not data:
        raise _refused("empty")
    if len(data) > LARGEST:
        raise _refused("too_big")
    found = _by_start(data) or _by_text(data)
    if found not in set(Kind):
        raise _refused(found)
    if found == Kind.TEXT and len(data) > LARGEST_TEXT:
        raise _refused("text_too_big")
    return Kind(found)


def _by_start(data: bytes) -> str:
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return Kind.WEBP
    if data[4:8] == b"ftyp":
        return "heic" if data[8:12] in _HEIC else "unknown"
    return next((kind for start, kind in _STARTS if data.startswith(start)), "")


def _by_text(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Kind.TEXT
    if _rare_in_text(data):
        return "unknown"
    start = data[:1024].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return "markup" if start.startswith(_MARKUP) else Kind.TEXT


def _rare_in_text(data: bytes) -> bool:
    # Control characters that no plain text needs; a NUL or an escape means something else.
    return bool(set(data) & (set(range(32)) - set(b"\t\n\r\f")))


def _worked(kind: Kind, data: bytes) -> tuple[str, bytes]:
    """Have the worker do it, out of this process and within limits."""
    with _ROOM:
        said, _, content = _run(kind, data).partition(b"\n")
    verdict, _, word = said.decode("ascii", "replace").partition(" ")
    if verdict != "ok":
        raise _refused(word if word in REFUSALS else "too_hard")
    # A worker taken over by the file it opened must not hand us something else.
    if word not in FORMS or word not in {_by_start(content), Kind.TEXT}:
        raise _refused("too_hard")
    return word, content


def _run(kind: Kind, data: bytes) -> bytes:
    # -I: no environment, no folder of the user's; the worker sees only what is installed.
    command = [sys.executable, "-I", str(WORKER), kind]
    with subprocess.Popen(  # noqa: S603 - our own file, and a word from our own list
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={},
        cwd="/",
    ) as worker:
        late = threading.Timer(SECONDS, worker.kill)
        late.start()
        try:
            answer = _asked(worker, data)
        finally:
            late.cancel()
            worker.kill()
    return b"" if len(answer) > LARGEST_ANSWER else answer


def _asked(worker: subprocess.Popen[bytes], data: bytes) -> bytes:
    # Not `communicate`, which would hold however much a runaway worker says.
    assert worker.stdin is not None
    assert worker.stdout is not None
    with contextlib.suppress(BrokenPipeError), worker.stdin as into:
        into.write(data)
    return worker.stdout.read(LARGEST_ANSWER + 1)


def _refused(reason: str) -> NotTaken:
    return NotTaken(f"{REFUSALS[reason]} {WHAT_WE_TAKE}")
