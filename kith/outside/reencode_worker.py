"""The other side of `reencode`: runs alone, opens what a stranger sent, and writes it anew.

Run as `python -I reencode_worker.py KIND` with the file on standard input. It answers with the
line `ok FORM` and then the bytes, or with `no REASON`. By the time it looks at the file it can
open no other file, no socket and no process, so that a flaw in a decoder finds nothing to take.
"""

import codecs
import io
import resource
import sys
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_raw
from PIL import Image, ImageOps, features

MEGABYTE = 1024 * 1024
MEMORY = 1024 * MEGABYTE
CPU_SECONDS = 30

MOST_PIXELS = 50_000_000
# A telephone may make 108 million; a JPEG can be opened at half size without its full cost.
MOST_PIXELS_JPEG = 110_000_000
LONGEST_SIDE = 4096
LARGEST_PNG = 20 * MEGABYTE
JPEG_QUALITY = 88
OPAQUE = 255

MOST_PAGES = 50
PAGE_DPI = 150
POINTS_PER_INCH = 72
PAGE_QUALITY = 80
MOST_PIXELS_PAGE = 6_000_000

ALPHABETS = ("utf-8-sig", "utf-16", "cp1252")
# Marks that turn the direction of text, or are not seen at all: they can hide or identify.
HIDDEN = {*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200B, 0x2060, 0xFEFF}


class Refused(Exception):
    """The file is not taken; the argument is the reason's code."""


def shut_in() -> None:
    """Give up every means of reaching anything but the two open pipes."""
    # Decoders are loaded now, because afterwards no file can be opened, not even our own.
    Image.init()
    features.check("webp")
    for alphabet in ALPHABETS:
        codecs.lookup(alphabet)
    for limit, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_NOFILE, 0),
    ):
        resource.setrlimit(limit, (most, most))


def photograph(data: bytes, form: str) -> tuple[str, bytes]:
    """Write a picture's pixels into a new picture that has nothing else."""
    Image.MAX_IMAGE_PIXELS = None  # Ours is stricter, and says so in words.
    image = Image.open(io.BytesIO(data), formats=[form])
    most = MOST_PIXELS_JPEG if form == "JPEG" else MOST_PIXELS
    if image.width * image.height > most:
        raise Refused("too_many_pixels")
    if form == "JPEG":
        image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    upright = ImageOps.exif_transpose(image)
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    plain = _plain(upright)
    fresh = Image.new(plain.mode, plain.size)
    fresh.paste(plain)
    return _written(fresh, form)


def _plain(image: Image.Image) -> Image.Image:
    """Bring a picture to grey, colour, or colour with transparency."""
    if image.mode.startswith("I;16"):
        return image.convert("I").point(lambda level: level * (1 / 256)).convert("L")
    if image.mode in {"L", "1"} and "transparency" not in image.info:
        return image.convert("L")
    if not image.has_transparency_data:
        return image.convert("RGB")
    clear = image.convert("RGBA")
    lowest, _ = clear.getchannel("A").getextrema()
    return clear.convert("RGB") if lowest == OPAQUE else clear


def _written(image: Image.Image, form: str) -> tuple[str, bytes]:
    out = io.BytesIO()
    if form == "PNG" or image.mode == "RGBA":
        image.save(out, "PNG")
        if out.tell() <= LARGEST_PNG:
            return "png", out.getvalue()
    return "jpeg", _jpeg(image, JPEG_QUALITY)


def _jpeg(image: Image.Image, quality: int) -> bytes:
    if image.mode == "RGBA":
        paper = Image.new("RGB", image.size, "white")
        paper.paste(image, mask=image.getchannel("A"))
        image = paper
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality)
    return out.getvalue()


def document(data: bytes) -> tuple[str, bytes]:
    """Print a document's pages to pictures, and bind those into a new document."""
    try:
        pdf = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as problem:
        locked = problem.err_code == pdfium_raw.FPDF_ERR_PASSWORD
        raise Refused("locked" if locked else "damaged") from problem
    # Without this, what was typed into a form would not be printed. This build runs no script.
    pdf.init_forms()
    if len(pdf) > MOST_PAGES:
        raise Refused("too_many_pages")
    if len(pdf) == 0:
        raise Refused("damaged")
    return "pdf", bound([_page(pdf[at]) for at in range(len(pdf))])


@dataclass(frozen=True)
class Sheet:
    """One printed page: its size on paper, in points, and its picture."""

    wide: float
    high: float
    pixels: tuple[int, int]
    jpeg: bytes


def _page(page: pdfium.PdfPage) -> Sheet:
    wide, high = (max(side, 1.0) for side in page.get_size())
    scale = min(PAGE_DPI / POINTS_PER_INCH, (MOST_PIXELS_PAGE / (wide * high)) ** 0.5)
    image = page.render(scale=scale).to_pil().convert("RGB")
    page.close()
    return Sheet(wide, high, image.size, _jpeg(image, PAGE_QUALITY))


def bound(sheets: list[Sheet]) -> bytes:
    """Write the plainest PDF there is: pages of one picture, no information about anything.

    Written by hand, because the libraries at hand all sign and date what they write.
    """
    kids = " ".join(f"{3 + 3 * at} 0 R" for at in range(len(sheets)))
    things = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(sheets)}/Kids[{kids}]>>".encode(),
    ]
    for at, sheet in enumerate(sheets):
        things.extend(_leaf(sheet, 3 + 3 * at))
    out, places = io.BytesIO(), []
    out.write(b"%PDF-1.4\n")
    for number, thing in enumerate(things, start=1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%b\nendobj\n" % (number, thing))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(things) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer\n<</Size %d/Root 1 0 R>>\n" % (len(things) + 1))
    out.write(b"startxref\n%d\n%%%%EOF\n" % start)
    return out.getvalue()


def _leaf(sheet: Sheet, number: int) -> Iterator[bytes]:
    """Yield a page, its drawing instructions and its picture, numbered from here."""
    size = f"{sheet.wide:.2f} {sheet.high:.2f}"
    yield (
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {size}]/Contents {number + 1} 0 R"
        f"/Resources<</XObject<</P {number + 2} 0 R>>>>>>"
    ).encode()
    draw = f"{sheet.wide:.2f} 0 0 {sheet.high:.2f} 0 0 cm /P Do".encode()
    yield b"<</Length %d>>\nstream\n%b\nendstream" % (len(draw), draw)
    head = "<</Type/XObject/Subtype/Image/Width {}/Height {}".format(*sheet.pixels)
    kind = f"/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode/Length {len(sheet.jpeg)}>>"
    yield f"{head}{kind}\nstream\n".encode() + sheet.jpeg + b"\nendstream"


def text(data: bytes) -> tuple[str, bytes]:
    """Read letters in any of the usual ways and write those that can be seen, as UTF-8."""
    letters = _decoded(data).replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")
    kept = "".join(letter for letter in letters if _can_be_seen(letter))
    if not kept.strip():
        raise Refused("empty")
    return "text", kept.encode()


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _can_be_seen(letter: str) -> bool:
    if letter in "\n\t":
        return True
    return unicodedata.category(letter) not in {"Cc", "Cs", "Co"} and ord(letter) not in HIDDEN


WAYS: dict[str, Callable[[bytes], tuple[str, bytes]]] = {
    "jpeg": lambda data: photograph(data, "JPEG"),
    "png": lambda data: photograph(data, "PNG"),
    "webp": lambda data: photograph(data, "WEBP"),
    "pdf": document,
    "text": text,
}


def answer(kind: str, data: bytes) -> bytes:
    """Do it, and say how it went; whatever goes wrong, no word of the file is let out."""
    try:
        form, content = WAYS[kind](data)
    except Refused as refusal:
        return f"no {refusal}\n".encode()
    except MemoryError:
        return b"no too_hard\n"
    except Exception:  # noqa: BLE001 - a decoder given rubbish may raise anything at all
        return b"no damaged\n"
    return f"ok {form}\n".encode() + content


def main() -> None:
    """Read, shut the door, write."""
    data = sys.stdin.buffer.read()
    shut_in()
    sys.stdout.buffer.write(answer(sys.argv[1], data))
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
