"""The directory of a zip file, judged before a single byte is unpacked."""

import zipfile
from pathlib import Path

from kith.outside.files.limits import FileRefused, Limits

_MIB = 1024 * 1024
_ENCRYPTED = 0x1


def open_archive(path: Path, limits: Limits) -> zipfile.ZipFile:
    """Open a workbook's zip, or refuse it by what its directory says.

    The sizes in the directory cannot lie to us: `zipfile` reads no more of a
    member than its directory entry declares, and then checks its sum.
    """
    try:
        archive = zipfile.ZipFile(path)
        members = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise FileRefused(
            "The workbook is damaged or cut short",
            where=path.name,
            do="Open it in Excel, save it again as .xlsx and send that.",
        ) from error
    try:
        _judge(members, path.name, limits)
    except FileRefused:
        archive.close()
        raise
    return archive


def _judge(members: list[zipfile.ZipInfo], name: str, limits: Limits) -> None:
    if len(members) > limits.members:
        raise _bomb(f"it holds {len(members):,} parts", name)
    if any(member.flag_bits & _ENCRYPTED for member in members):
        raise FileRefused(
            "The workbook has a password", where=name, do="Save it without one and send it by a safe route."
        )
    unpacked = sum(member.file_size for member in members)
    if unpacked > limits.unpacked_bytes:
        raise _bomb(f"it would unpack to {unpacked // _MIB:,} MB", name)
    for member in members:
        if member.file_size > _MIB and member.file_size > limits.ratio * max(1, member.compress_size):
            raise _bomb(
                f"one part would unpack to {member.file_size // max(1, member.compress_size):,} times its size", name
            )


def _bomb(why: str, name: str) -> FileRefused:
    return FileRefused(
        f"The workbook was not opened because {why}",
        where=name,
        do="Copy the rows into a new workbook, save it and send that.",
    )
