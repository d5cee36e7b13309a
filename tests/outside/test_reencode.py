"""What strangers send: taken if it can be made harmless, and then it tells nothing of them."""

import io
import struct
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pytest
from PIL import Image, PngImagePlugin

from kith.outside import reencode as room
from kith.outside.reencode import Clean, Kind, NotTaken, kind_of, reencode

CANARIES = (b"CANARY-CAMERA", b"CANARY-COMMENT", b"CANARY-AUTHOR", b"CANARY-TAIL", b"Exif", b"GPS")
MAKE, ORIENTATION, GPS, LATITUDE = 0x010F, 0x0112, 0x8825, 2
TURNED = 6
RED, BLUE = (220, 20, 20), (20, 20, 220)


def picture(form: str = "JPEG", size: tuple[int, int] = (40, 20), **extra: Any) -> bytes:
    """Paint a picture: red on the left, blue on the right."""
    image = Image.new("RGB", size, RED)
    image.paste(BLUE, (size[0] // 2, 0, *size))
    out = io.BytesIO()
    image.save(out, form, **extra)
    return out.getvalue()


def told_on(form: str, **extra: Any) -> bytes:
    """Paint a picture that says where it was taken, with what, and by whom."""
    exif = Image.Exif()
    exif[MAKE] = "CANARY-CAMERA"
    exif[ORIENTATION] = TURNED
    exif.get_ifd(GPS)[LATITUDE] = (51.0, 20.0, 57.5)
    return picture(form, exif=exif, **extra) + b"CANARY-TAIL"


def paper(catalog: str = "", extra: tuple[bytes, ...] = (), pages: int = 1) -> bytes:
    """Write a small PDF by hand: a black square on each page, and whatever else is asked."""
    kids = " ".join(["3 0 R"] * pages)
    things = [
        f"<</Type/Catalog/Pages 2 0 R{catalog}>>".encode(),
        f"<</Type/Pages/Count {pages}/Kids[{kids}]>>".encode(),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents 4 0 R>>",
        b"<</Length 24>>\nstream\n0 0 0 rg 0 0 50 50 re f \nendstream",
        *extra,
    ]
    out, places = io.BytesIO(b"%PDF-1.7\n"), []
    out.seek(0, io.SEEK_END)
    for number, thing in enumerate(things, start=1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%b\nendobj\n" % (number, thing))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(things) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer\n<</Size %d/Root 1 0 R/Info 5 0 R>>\n" % (len(things) + 1))
    out.write(b"startxref\n%d\n%%%%EOF\n" % start)
    return out.getvalue()


AUTHOR = b"<</Author(CANARY-AUTHOR)/Title(CANARY-COMMENT)/Producer(CANARY-CAMERA)>>"
SCRIPT = b"<</S/JavaScript/JS(app.alert\\('CANARY-COMMENT'\\))>>"
ATTACHED = b"<</Type/EmbeddedFile/Length 11>>\nstream\nCANARY-TAIL\nendstream"


def opened(clean: Clean) -> Image.Image:
    image = Image.open(io.BytesIO(clean.content))
    image.load()
    return image


def near(colour: float | tuple[int, ...] | None, wanted: tuple[int, ...]) -> bool:
    assert isinstance(colour, tuple)
    return all(abs(a - b) < 40 for a, b in zip(colour[:3], wanted, strict=True))


@pytest.mark.parametrize(
    ("sent", "media_type", "name"),
    [
        (told_on("JPEG", comment=b"CANARY-COMMENT"), "image/jpeg", "photograph-3.jpg"),
        (told_on("PNG"), "image/png", "photograph-3.png"),
        (told_on("WEBP"), "image/jpeg", "photograph-3.jpg"),
    ],
)
def test_a_photograph_keeps_its_picture_and_forgets_the_rest(sent: bytes, media_type: str, name: str) -> None:
    assert b"CANARY-CAMERA" in sent
    clean = reencode(sent, number=3)
    assert (clean.media_type, clean.name) == (media_type, name)
    assert not any(canary in clean.content for canary in CANARIES)
    image = opened(clean)
    assert not image.getexif()
    assert not {"exif", "comment", "icc_profile", "xmp", "Comment"} & set(image.info)
    # It was held sideways; now it stands upright without saying so.
    assert image.size == (20, 40)
    assert near(image.convert("RGB").getpixel((10, 5)), RED)
    assert near(image.convert("RGB").getpixel((10, 35)), BLUE)


def test_a_png_forgets_its_notes_and_its_profile() -> None:
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Comment", "CANARY-COMMENT")
    notes.add_itxt("XML:com.adobe.xmp", "CANARY-AUTHOR", zip=False)
    sent = picture("PNG", pnginfo=notes, icc_profile=b"CANARY-CAMERA")
    clean = reencode(sent)
    assert not any(canary in clean.content for canary in CANARIES)
    chunks = {clean.content[at : at + 4] for at in _chunk_starts(clean.content)}
    assert chunks == {b"IHDR", b"IDAT", b"IEND"}


def _chunk_starts(png: bytes) -> list[int]:
    places, at = [], 8
    while at < len(png):
        places.append(at + 4)
        at += 12 + struct.unpack(">I", png[at : at + 4])[0]
    return places


def test_what_is_see_through_stays_so_and_what_is_not_does_not() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (8, 8), (200, 0, 0, 90)).save(out, "WEBP", lossless=True)
    assert opened(reencode(out.getvalue())).mode == "RGBA"
    out = io.BytesIO()
    Image.new("RGBA", (8, 8), (200, 0, 0, 255)).save(out, "PNG")
    assert opened(reencode(out.getvalue())).mode == "RGB"


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_kind_of_png_is_read(mode: str) -> None:
    out = io.BytesIO()
    Image.new(mode, (8, 8)).save(out, "PNG")
    assert opened(reencode(out.getvalue())).mode in {"L", "RGB", "RGBA"}


def test_a_printers_jpeg_is_read() -> None:
    out = io.BytesIO()
    Image.new("CMYK", (8, 8), (0, 255, 255, 0)).save(out, "JPEG")
    image = opened(reencode(out.getvalue()))
    assert (image.mode, near(image.getpixel((4, 4)), (255, 0, 0))) == ("RGB", True)


def test_a_large_photograph_is_made_smaller() -> None:
    image = opened(reencode(picture(size=(6000, 3000))))
    assert image.size == (4096, 2048)


def test_only_the_first_of_moving_pictures_is_kept() -> None:
    out = io.BytesIO()
    frames = [Image.new("RGB", (8, 8), colour) for colour in (RED, BLUE)]
    frames[0].save(out, "WEBP", save_all=True, append_images=frames[1:])
    clean = reencode(out.getvalue())
    assert getattr(opened(clean), "n_frames", 1) == 1


def test_a_document_keeps_its_pages_and_forgets_the_rest() -> None:
    sent = paper(
        "/OpenAction 6 0 R/Names<</EmbeddedFiles<</Names[(a)<</Type/Filespec/EF<</F 7 0 R>>>>]>>>>",
        (AUTHOR, SCRIPT, ATTACHED),
        pages=3,
    )
    clean = reencode(sent, number=2)
    assert (clean.media_type, clean.name) == ("application/pdf", "document-2.pdf")
    assert not any(canary in clean.content for canary in CANARIES)
    for word in (b"/JavaScript", b"/OpenAction", b"/EmbeddedFile", b"/Info", b"/Metadata", b"/ID"):
        assert word not in clean.content
    pdf = pdfium.PdfDocument(clean.content)
    assert len(pdf) == 3
    assert pdf[0].get_size() == (200, 100)
    page = pdf[2].render().to_pil().convert("RGB")
    assert near(page.getpixel((25, 75)), (0, 0, 0))
    assert near(page.getpixel((150, 25)), (255, 255, 255))


def test_what_was_typed_into_a_form_is_printed() -> None:
    look = b"<</Type/XObject/Subtype/Form/BBox[0 0 40 40]/Length 23>>\nstream\n1 0 0 rg 0 0 40 40 re f\nendstream"
    field = b"<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/V(b)/Rect[100 10 140 50]/P 3 0 R/F 4/AP<</N 6 0 R>>>>"
    sent = paper("/AcroForm<</Fields[7 0 R]>>", (AUTHOR, look, field)).replace(
        b"/MediaBox[0 0 200 100]", b"/MediaBox[0 0 200 100]/Annots[7 0 R]"
    )
    page = pdfium.PdfDocument(reencode(sent).content)[0].render().to_pil().convert("RGB")
    assert not near(page.getpixel((120, 70)), (255, 255, 255))


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        (b"I saw him\r\nat the shop\r", "I saw him\nat the shop\n"),
        ("caf\u00e9".encode("cp1252"), "caf\u00e9"),
        (b"\xef\xbb\xbfhello", "hello"),
        ("hello \u0627".encode("utf-16"), "hello \u0627"),
        ("abc\u202etxt.exe\u200b".encode(), "abctxt.exe"),
        (b"tab\tstays", "tab\tstays"),
    ],
)
def test_a_text_keeps_its_letters(sent: bytes, kept: str) -> None:
    clean = reencode(sent)
    assert clean.content.decode() == kept
    assert (clean.media_type, clean.name) == ("text/plain; charset=utf-8", "note-1.txt")


def zipped() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as folder:
        folder.writestr("word/document.xml", "<xml/>")
    return out.getvalue()


@pytest.mark.parametrize(
    ("sent", "because"),
    [
        (b"", "empty"),
        (b"x" * (room.LARGEST + 1), "20 MB"),
        (b"x" * (room.LARGEST_TEXT + 1), "1 MB"),
        (b"GIF89a" + b"\0" * 20, "not a photograph or document"),
        (b"MZ\x90\0\x03", "not a photograph or document"),
        (b"\x7fELF\x02\x01", "not a photograph or document"),
        (b"\0\0\0\x18ftypheic", "Apple"),
        (b"\0\0\0\x18ftypmp42", "not a photograph or document"),
        (zipped(), "office"),
        (b"{\\rtf1 hello}", "office"),
        (b"  <!DOCTYPE html><script>alert(1)</script>", "web page"),
        (b"<svg onload=alert(1)>", "web page"),
        (b"\xef\xbb\xbf<?xml version='1.0'?>", "web page"),
        (b"#!/bin/sh\nrm -rf /", "web page"),
        (b"%!PS-Adobe-3.0", "web page"),
        (b" \n\t ", "empty"),
        (b"GIF89a/*\n%PDF-1.7", "not damaged"),
    ],
)
def test_what_cannot_be_taken_is_refused_in_words(sent: bytes, because: str) -> None:
    if because == "not damaged":
        # A file of two kinds is what it begins as, and as a text it has no power.
        assert reencode(sent).media_type == "text/plain; charset=utf-8"
        return
    with pytest.raises(NotTaken, match=because) as refusal:
        reencode(sent)
    assert "You can send a photograph" in str(refusal.value)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_file_cut_short_is_refused(form: str) -> None:
    noise = io.BytesIO()
    Image.effect_noise((200, 200), 80).convert("RGB").save(noise, form)
    with pytest.raises(NotTaken, match="damaged"):
        reencode(noise.getvalue()[: noise.tell() // 2])


@pytest.mark.parametrize("sent", [b"\xff\xd8\xff\xe0rubbish", b"%PDF-1.7\nrubbish", b"RIFF\0\0\0\0WEBPrubbish"])
def test_a_good_beginning_is_not_enough(sent: bytes) -> None:
    with pytest.raises(NotTaken, match="damaged"):
        reencode(sent)


def bomb(side: int) -> bytes:
    """Claim a picture of so many pixels in a few kilobytes."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    header = struct.pack(">IIBBBBB", side, side, 8, 6, 0, 0, 0)
    body = zlib.compress(b"\0" * 1_000_000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def test_a_picture_that_would_fill_the_memory_is_refused_before_it_is_opened() -> None:
    with pytest.raises(NotTaken, match="too large to open safely"):
        reencode(bomb(60_000))
    with pytest.raises(NotTaken, match="damaged"):
        reencode(bomb(7_000))


def test_a_document_with_too_many_pages_is_refused() -> None:
    with pytest.raises(NotTaken, match="more than 50 pages"):
        reencode(paper(pages=51))


def test_a_page_of_any_size_is_printed_in_bounds() -> None:
    sent = paper().replace(b"[0 0 200 100]", b"[0 0 14400 14400]")
    page = pdfium.PdfDocument(reencode(sent).content)[0]
    assert page.get_size() == (14400, 14400)


def test_a_document_with_a_password_is_refused() -> None:
    locked = b"<</Filter/Standard/V 1/R 2/P -44/O<" + b"41" * 32 + b">/U<" + b"42" * 32 + b">>>"
    sent = paper(extra=(AUTHOR, locked)).replace(b"/Info 5 0 R", b"/Encrypt 6 0 R/ID[<41><41>]")
    with pytest.raises(NotTaken, match="password"):
        reencode(sent)


def test_a_slow_file_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "SECONDS", 0.01)
    with pytest.raises(NotTaken, match="safely"):
        reencode(picture())


@pytest.mark.parametrize(
    "script", ["", "print('ok pdf'); print('<html>')", "print('no such_reason')", "print('ok exe')"]
)
def test_a_worker_that_was_taken_over_gives_us_nothing(
    script: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    worker = tmp_path / "worker.py"
    worker.write_text(script)
    monkeypatch.setattr(room, "WORKER", worker)
    with pytest.raises(NotTaken, match="safely"):
        reencode(picture())


def test_a_worker_that_never_stops_talking_is_cut_off(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    worker = tmp_path / "worker.py"
    worker.write_text("while True: print('ok jpeg' * 1000)")
    monkeypatch.setattr(room, "WORKER", worker)
    monkeypatch.setattr(room, "LARGEST_ANSWER", 100_000)
    with pytest.raises(NotTaken, match="safely"):
        reencode(picture())


SHUT_IN = """
import socket, sys, os
sys.path.insert(0, {folder!r})
import reencode_worker
reencode_worker.shut_in()
tries = [lambda: open('/etc/passwd'), lambda: socket.socket(), lambda: os.pipe(),
         lambda: bytearray(2 * 1024 ** 3)]
for attempt in tries:
    try:
        attempt()
    except (OSError, MemoryError):
        print('held')
"""


def test_the_worker_can_reach_nothing() -> None:
    script = SHUT_IN.format(folder=str(room.WORKER.parent))
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["held"] * 4


def test_the_kind_is_told_by_content_alone() -> None:
    for form, kind in (("JPEG", Kind.JPEG), ("PNG", Kind.PNG), ("WEBP", Kind.WEBP)):
        assert kind_of(picture(form)) == kind
    assert kind_of(paper()) == Kind.PDF
    assert kind_of(b"plain words") == Kind.TEXT


def test_every_refusal_is_said_kindly() -> None:
    for words in room.REFUSALS.values():
        assert words.startswith(("This", "We"))
        assert words.endswith(".")
