"""Take files in memory alone: Django's own way writes large ones to disk, where a killed process would leave them."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any, TypeVar

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.urls import Resolver404, resolve

# One byte more than any page takes is enough to know that a file is too large; the rest is let go as it comes.
KEPT = 20 * 1024 * 1024 + 1
UNNAMED = "file"

View = TypeVar("View", bound=Callable[..., Any])


def takes_a_file(up_to: int) -> Callable[[View], View]:
    """Let a page take one larger file, with the name that it came with."""

    def marked(view: View) -> View:
        view.takes_up_to = up_to  # type: ignore[attr-defined]  # read by the handler below
        return view

    return marked


class InMemory(FileUploadHandler):
    """Keep the beginning of each file, and not the name that it came with unless the page is one for files."""

    def new_file(self, *args: object, **kwargs: object) -> None:
        """Begin a file."""
        first = not hasattr(self, "held")
        super().new_file(*args, **kwargs)  # type: ignore[arg-type]  # passed on as Django gives them
        self.held = BytesIO()
        allowed = self._allowed() if first else 0
        self.kept, self.name = (allowed + 1, self.file_name or UNNAMED) if allowed else (KEPT, UNNAMED)

    def _allowed(self) -> int:
        """Ask the page; the body is read before anybody knows who sent it, and no request may hold more in all."""
        try:
            return int(getattr(resolve(self.request.path_info).func, "takes_up_to", 0)) if self.request else 0
        except Resolver404:
            return 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep what may be kept."""
        self.held.write(raw_data[: self.kept - self.held.tell()])

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        """Hand the file over, under a name of ours."""
        self.held.seek(0)
        size = len(self.held.getbuffer())
        return InMemoryUploadedFile(self.held, self.field_name, self.name, self.content_type, size, None)

    def upload_complete(self) -> None:
        """Keep nothing back."""
        self.held = BytesIO()
