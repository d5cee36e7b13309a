"""Photographs that carry what a camera writes."""

from __future__ import annotations

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

GPS = 0x8825


def photograph(
    width: int = 64, *, camera: str = "", artist: str = "", comment: str = "", name: str = "a.jpg"
) -> SimpleUploadedFile:
    """Make a JPEG, with a camera, an author, a place and a comment if told."""
    picture = Image.effect_noise((width, width), 40).convert("RGB")
    exif = Image.Exif()
    if camera:
        exif[0x010F], exif[0x0110], exif[0x013B] = camera, camera, artist
        place = exif.get_ifd(GPS)
        place[1], place[2], place[0x1B] = "N", (51.0, 15.0, 37.0), camera.encode()
    out = BytesIO()
    picture.save(out, "JPEG", quality=95, exif=exif, comment=comment.encode())
    return SimpleUploadedFile(name, out.getvalue(), content_type="image/jpeg")
