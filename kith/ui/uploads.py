"""Take files in memory alone: Django's own way writes large ones to disk, where a killed process would leave them."""

from __future__ import annotations

from io import BytesIO

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler

# One byte more than any page takes is enough to know that a file is too large; the rest is let go as it comes.
KEPT = 20 * 1024 * 1024 + 1


class InMemory(FileUploadHandler):
    """Keep the beginning of each file, and never the name that it came with."""

    def new_file(self, *args: object, **kwargs: object) -> None:
        """Begin a file."""
        super().new_file(*args, **kwargs)  # type: ignore[arg-type]  # passed on as Django gives them
        self.held = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep what may be kept."""
        self.held.write(raw_data[: KEPT - self.held.tell()])

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        """Hand the file over, under a name of ours."""
        self.held.seek(0)
        size = len(self.held.getbuffer())
        return InMemoryUploadedFile(self.held, self.field_name, "file", self.content_type, size, None)

    def upload_complete(self) -> None:
        """Keep nothing back."""
        self.held = BytesIO()
